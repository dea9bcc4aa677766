"""Plots of a network: its degree distribution, and its measures over time; SVG or PNG.

The colours are those of Okabe and Ito (2008, Color Universal Design), and each line has a marker of
its own, so that lines are told apart without colour. matplotlib's defaults are used whatever the
user has set, and nothing of the user's is changed.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from citygraph.errors import QueryError, nearest
from citygraph.exports.captions import heading
from citygraph.exports.graph_files import clean
from citygraph.table import Cell, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from citygraph.analysis.asked import Asked
    from citygraph.network.model import Network

FORMS = ("svg", "png")
#: Blue, vermilion, green, purple, orange, sky blue, black; the yellow is too pale for a line.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
#: Column of a series → what it is called, and the axis on which it stands with its unit.
_COUNT, _SHARE = "number", "share, from 0 to 1"
MEASURES = {
    "ties": ("ties (rows of the recipe)", _COUNT),
    "certain": ("ties that certainly held (rows)", _COUNT),
    "pairs": ("pairs that are tied", _COUNT),
    "nodes": ("nodes", _COUNT),
    "components": ("components", _COUNT),
    "density": ("density", _SHARE),
    "isolates": ("nodes without a tie", _SHARE),
    "meanDegree": ("mean degree", "tied nodes per node"),
}
_USUAL = ("nodes", "pairs", "meanDegree")
_FAMILIES = (
    *("agg.", "axes.", "figure.", "font.", "grid.", "legend.", "lines.", "markers.", "mathtext."),
    *("patch.", "path.", "savefig.", "svg.", "text.", "xtick.", "ytick."),
)


def degrees_plot(network: Network, asked: Asked, form: str = "svg") -> bytes:
    """Returns the degree distribution of each mode as SVG or PNG (see `draw_degrees`)."""
    from citygraph.analysis.summary import degrees

    _check(form, network)
    return draw_degrees(degrees(network, asked), heading(network), form)


def series_plot(network: Network, asked: Asked, form: str = "svg") -> bytes:
    """Returns a network's measures by year or month as SVG or PNG (see `draw_series`).

    `asked.metrics` are columns of the analysis `series`; without any, nodes, pairs and meanDegree.
    """
    from citygraph.analysis.series import series

    _check(form, network)
    table = series(network, asked)
    return draw_series(table, asked.metrics or _USUAL, heading(network), form)


#: Analysis → its plot: a network, what is asked and svg or png to the file's bytes, the same bytes
#: for the same network (and matplotlib). Each raises QueryError for a network without ties.
PLOTS: dict[str, Callable[[Network, Asked, str], bytes]] = {
    "degrees": degrees_plot,
    "series": series_plot,
}


def draw_degrees(table: Table, title: str, form: str = "svg") -> bytes:
    """Returns the complementary cumulative distribution of degrees, both axes logarithmic.

    `table` has the columns `mode`, `degree`, `nodes` and `share_at_least`, as `degree_distribution`
    gives them. Nodes without ties have no place on a logarithmic axis: how many they are stands in
    the legend; they count among all. Raises QueryError for another form, and if no node has a tie.
    """
    modes = list(dict.fromkeys(table.column("mode")))
    columns = ("mode", "degree", "nodes", "share_at_least")
    rows = list(zip(*(table.column(name) for name in columns), strict=True))
    if not any(degree for _, degree, _, _ in rows):
        raise QueryError("no node of this network has a tie: there is no degree to draw")
    with _figure(title, form, 1) as (figure, axes, file):
        axis = axes[0]
        for i, mode in enumerate(modes):
            own = [row[1:] for row in rows if row[0] == mode]
            points = [(degree, share) for degree, _, share in own if degree]
            alone = sum(int(nodes or 0) for degree, nodes, _ in own if not degree)
            _line(axis, i, *zip(*points, strict=True), label=_mode(mode, alone), step=True)
        _log_axes(axis)
        axis.set_xlabel("degree (number of tied nodes)")
        axis.set_ylabel("share of nodes with this degree or more")
        _legend(axis)
        _write(figure, file, title, form)
    return file.getvalue()


def draw_series(table: Table, columns: Sequence[str], title: str, form: str = "svg") -> bytes:
    """Returns chosen columns of a series over its windows, one panel for each unit.

    `table` has a column `window`; a cell that is None leaves a gap. Raises QueryError for another
    form, a column that the table has not or that holds no numbers, and for a table without rows.
    """
    units: dict[str, list[str]] = {}
    for name in dict.fromkeys(columns):
        _check_column(table, name)
        units.setdefault(MEASURES.get(name, (name, "value"))[1], []).append(name)
    windows = [str(cell) for cell in table.column("window")]
    with _figure(title, form, len(units)) as (figure, axes, file):
        place = 0
        for axis, (unit, names) in zip(axes, units.items(), strict=True):
            for name in names:
                values = [float("nan") if cell is None else cell for cell in table.column(name)]
                label = MEASURES.get(name, (name, ""))[0]
                _line(axis, place, range(len(windows)), values, label=label)
                place += 1
            axis.set_ylabel(unit)
            axis.set_ylim(bottom=min(0, axis.get_ylim()[0]) if unit == "value" else 0)
            _legend(axis)
        # At most ten windows are named, at even steps.
        shown = range(0, len(windows), -(-len(windows) // 10))
        axes[-1].set_xticks(list(shown), [windows[i] for i in shown])
        axes[-1].set_xlabel("month" if "-" in windows[0] else "year")
        _write(figure, file, title, form)
    return file.getvalue()


def _check(form: str, network: Network) -> None:
    _check_form(form)
    if not len(network.ties):
        raise QueryError("no tie of this network is left: there is nothing to draw")


def _check_form(form: str) -> None:
    if form not in FORMS:
        raise QueryError(f"a plot is svg or png, not {form!r}")


def _check_column(table: Table, name: str) -> None:
    others = [column for column in table.columns if column != "window"]
    if name not in others:
        raise QueryError(f"a series has no column {name!r}{nearest(name, others)}")
    cells = [cell for cell in table.column(name) if cell is not None]
    if not cells:
        raise QueryError(f"{name} has no value in any window: there is nothing to draw")
    if any(isinstance(cell, str | bool) for cell in cells):
        raise QueryError(f"{name} holds no numbers: it cannot be drawn")


def _mode(mode: Cell, alone: int) -> str:
    """What a line is called in the legend."""
    name = {"node": "nodes", "in": "in-degree", "out": "out-degree"}.get(str(mode), str(mode))
    return clean(f"{name} ({alone} without ties not shown)" if alone else name)


@contextmanager
def _figure(title: str, form: str, panels: int) -> Iterator[tuple[Figure, list[Axes], io.BytesIO]]:
    """A figure with panels above each other, in matplotlib's own defaults while it is worked on."""
    import matplotlib
    from matplotlib.figure import Figure

    _check_form(form)
    settings: dict[Any, Any] = {
        name: value
        for name, value in matplotlib.rcParamsDefault.items()
        if name.startswith(_FAMILIES)
    }
    settings |= {"svg.hashsalt": "citygraph", "svg.fonttype": "none", "text.parse_math": False}
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(7, 1.6 + 2.8 * panels), layout="constrained")
        figure.suptitle("\n".join(textwrap.wrap(clean(title), 70)), fontsize="medium")
        grid = figure.subplots(panels, 1, sharex=True, squeeze=False)
        axes: list[Any] = [row[0] for row in grid]
        for axis in axes:
            axis.grid(color="0.9")
            axis.set_axisbelow(True)
            axis.spines[["top", "right"]].set_visible(False)
        yield figure, axes, io.BytesIO()


def _line(
    axis: Axes, number: int, x: Sequence[Any], y: Sequence[Any], *, label: str, step: bool = False
) -> None:
    axis.plot(
        x,
        y,
        color=COLOURS[number % len(COLOURS)],
        marker=MARKERS[number % len(MARKERS)],
        markersize=5,
        linewidth=1.2,
        # Between two degrees, the share is that of the higher one.
        drawstyle="steps-pre" if step else "default",
        label=label,
        # A marker on the axis itself is shown whole.
        clip_on=False,
        zorder=3,
    )


def _legend(axis: Axes) -> None:
    """Above the panel, where it covers no line."""
    axis.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)


def _log_axes(axis: Axes) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axis.set_xscale("log")
    axis.set_yscale("log")
    for one in (axis.xaxis, axis.yaxis):
        one.set_major_locator(LogLocator(subs=(1, 2, 5)))
        one.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        one.set_minor_formatter(NullFormatter())


def _write(figure: Figure, file: io.BytesIO, title: str, form: str) -> None:
    """Writes the figure without a date and without the name of a program's version."""
    metadata: dict[str, Any] = {"Title": clean(title)}
    metadata |= {"Date": None, "Creator": "citygraph"} if form == "svg" else {"Software": None}
    figure.savefig(file, format=form, dpi=200, metadata=metadata)
