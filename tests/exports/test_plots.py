"""Plots: what is drawn, in which colours, with which words; the same bytes in every process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.exports.networks import network, tie, took_part

from citygraph.analysis.asked import Asked
from citygraph.errors import QueryError
from citygraph.exports import PLOTS
from citygraph.exports.plots import COLOURS, MARKERS, draw_degrees, draw_series
from citygraph.network.model import Choices, Network
from citygraph.network.selection import Filters
from citygraph.network.spans import window
from citygraph.table import Table

SVG = "{http://www.w3.org/2000/svg}"
DEGREES = Table(
    ("mode", "degree", "nodes", "share", "share_at_least"),
    (
        ("city", 0, 3, 0.3, 1.0),
        ("city", 1, 4, 0.4, 0.7),
        ("city", 10, 3, 0.3, 0.3),
        ("network", 2, 5, 1.0, 1.0),
    ),
)
SERIES = Table(
    ("window", "ties", "nodes", "density", "meanDegree"),
    (("2019", 4, 5, 0.4, 1.6), ("2020", 0, 0, None, None), ("2021", 6, 4, 1.0, 3.0)),
)


def texts(svg: bytes) -> list[str]:
    """Returns the words of a drawing, in order."""
    root = ElementTree.fromstring(svg)
    return ["".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")]


def lines(svg: bytes, colour: str) -> list[str]:
    """Returns the strokes in a colour as SVG paths: the line itself, then that of the legend."""
    return [
        path.attrib["d"]
        for path in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if {"fill: none", f"stroke: {colour.lower()}"} <= set(path.get("style", "").split("; "))
    ]


def points(path: str) -> list[tuple[float, float]]:
    """Returns the points of a path."""
    return [(float(x), float(y)) for x, y in re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", path)]


def held() -> Network:
    rows = [
        tie("city/a", "event/x", took_part("2019")),
        tie("city/b", "event/x", took_part("2019-05-04")),
        tie("city/a", "event/y", took_part("2021", "two")),
    ]
    choices = Choices(filters=Filters(window=window("2018", "2021"), reading="narrowest"))
    return network(rows, ("city", "event"), choices)


def test_the_distribution_is_drawn_by_mode_without_nodes_that_have_no_degree() -> None:
    svg = draw_degrees(DEGREES, "Members")
    words = texts(svg)
    assert {"city (3 without ties not shown)", "network", "Members"} <= set(words)
    assert "degree (number of tied nodes)" in words
    assert "share of nodes with this degree or more" in words
    city = points(lines(svg, COLOURS[0])[0])
    # From degree 1 straight down to the share of degree 10, then along to it.
    assert len(city) == 3
    assert city[0][0] == city[1][0]
    assert city[1][1] == city[2][1] > city[0][1]


def test_both_axes_are_logarithmic() -> None:
    rows = tuple(("node", 10**i, 1, 0.0, 10.0**-i) for i in range(3))
    columns = ("mode", "degree", "nodes", "share", "share_at_least")
    drawn = points(lines(draw_degrees(Table(columns, rows), ""), COLOURS[0])[0])
    steps = [x for x, _ in drawn][::2]
    assert steps[1] - steps[0] == pytest.approx(steps[2] - steps[1], abs=1e-3)
    heights = sorted({y for _, y in drawn})
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1], abs=1e-3)


def test_columns_of_one_unit_share_a_panel() -> None:
    words = texts(draw_series(SERIES, ("nodes", "density", "ties", "meanDegree"), "Meetings"))
    assert [word for word in words if word in ("number", "share, from 0 to 1")] == [
        "number",
        "share, from 0 to 1",
    ]
    assert "tied nodes per node" in words
    assert {"nodes", "ties (rows of the recipe)", "density", "mean degree", "year"} <= set(words)
    assert {"2019", "2020", "2021"} <= set(words)


def test_an_undefined_value_is_a_gap_not_a_zero() -> None:
    path = lines(draw_series(SERIES, ("density",), ""), COLOURS[0])[0]
    # Two points that nothing joins: each begins a stroke of its own.
    assert len(points(path)) == path.count("M") == 2
    assert "L" not in path


def test_months_are_named_at_even_steps() -> None:
    rows = tuple((f"2019-{month:02}", month) for month in range(1, 13))
    words = texts(draw_series(Table(("window", "nodes"), rows), ("nodes",), ""))
    assert [word for word in words if word.startswith("2019-")] == [
        *("2019-01", "2019-03", "2019-05", "2019-07", "2019-09", "2019-11"),
    ]
    assert "month" in words


def test_lines_differ_in_colour_and_in_marker() -> None:
    okabe_and_ito = "#000000 #E69F00 #56B4E9 #009E73 #F0E442 #0072B2 #D55E00 #CC79A7".split()
    assert set(COLOURS) < set(okabe_and_ito)
    assert len(set(COLOURS)) == len(set(MARKERS)) == len(COLOURS)
    root = ElementTree.fromstring(draw_series(SERIES, ("ties", "nodes"), ""))
    defined = [path for defs in root.iter(f"{SVG}defs") for path in defs.iter(f"{SVG}path")]
    shapes = {
        colour: {path.get("d") for path in defined if colour.lower() in path.get("style", "")}
        for colour in COLOURS[:2]
    }
    one, other = shapes.values()
    assert one
    assert other
    assert not one & other


def test_the_title_is_recipe_and_window() -> None:
    for name in PLOTS:
        words = texts(PLOTS[name](held(), Asked(), "svg"))
        assert "Who is tied, 2018 to 2021 (narrowest reading)" in words


def test_a_hostile_title_is_text() -> None:
    title = "$x$ <b> & \x00 \\alpha"
    assert "$x$ <b> & \ufffd \\alpha" in texts(draw_degrees(DEGREES, title))


@pytest.mark.parametrize("name", list(PLOTS))
def test_png_and_svg_are_what_they_say(name: str) -> None:
    png = PLOTS[name](held(), Asked(), "png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert b"Software" not in png
    svg = PLOTS[name](held(), Asked(), "svg")
    assert ElementTree.fromstring(svg).tag == f"{SVG}svg"
    assert b"<dc:date>" not in svg


@pytest.mark.parametrize("name", list(PLOTS))
def test_a_network_without_ties_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="no tie of this network is left"):
        PLOTS[name](network([], ("city", "event")), Asked(), "svg")
    with pytest.raises(QueryError, match="svg or png, not 'pdf'"):
        PLOTS[name](held(), Asked(), "pdf")


def test_nodes_without_degree_alone_are_refused() -> None:
    alone = Table(DEGREES.columns, (("node", 0, 2, 1.0, 1.0),))
    with pytest.raises(QueryError, match="no node of this network has a tie"):
        draw_degrees(alone, "")


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("densty", "did you mean 'density'"),
        ("window", "no column 'window'"),
        ("none", "no value in any window"),
        ("words", "holds no numbers"),
    ],
)
def test_a_column_that_cannot_be_drawn_is_named(column: str, words: str) -> None:
    columns = ("window", "density", "none", "words")
    table = Table(columns, (("2019", 0.5, None, "a"), ("2020", 0.5, None, "b")))
    with pytest.raises(QueryError, match=words):
        draw_series(table, (column,), "")


def test_the_users_settings_neither_count_nor_change() -> None:
    import matplotlib

    plain = draw_degrees(DEGREES, "Members")
    before = dict(matplotlib.rcParams)
    with matplotlib.rc_context({"axes.facecolor": "red", "svg.hashsalt": "other", "font.size": 30}):
        assert draw_degrees(DEGREES, "Members") == plain
        assert matplotlib.rcParams["axes.facecolor"] == "red"
        assert matplotlib.rcParams["font.size"] == 30
    assert dict(matplotlib.rcParams) == before


def test_no_window_of_the_user_is_touched() -> None:
    code = (
        "import sys\n"
        "from tests.exports.test_plots import DEGREES\n"
        "from citygraph.exports.plots import draw_degrees\n"
        "draw_degrees(DEGREES, 'Members')\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
    )
    assert run(code, "0").strip() == "False"


def test_two_processes_draw_the_same_bytes() -> None:
    code = (
        "import hashlib\n"
        "from citygraph.analysis.asked import Asked\n"
        "from citygraph.exports import PLOTS\n"
        "from tests.exports.test_plots import held\n"
        "for name in PLOTS:\n"
        "    for form in ('svg', 'png'):\n"
        "        print(hashlib.sha256(PLOTS[name](held(), Asked(), form)).hexdigest())\n"
    )
    first = run(code, "1")
    assert len(set(first.split())) == 4
    assert run(code, "2") == first


def run(code: str, seed: str) -> str:
    """Returns what Python code prints in a process of its own."""
    folder = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed}
    paths = [str(folder), str(folder / "src"), os.environ.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    asked = [sys.executable, "-c", code]
    done = subprocess.run(
        asked, capture_output=True, text=True, check=False, timeout=120, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_series_draws_the_columns_that_are_asked_for() -> None:
    words = texts(PLOTS["series"](held(), Asked(metrics=("components",)), "svg"))
    assert "components" in words
    assert "nodes" not in words
