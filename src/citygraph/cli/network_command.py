"""The network command: ties → a graph → measures, a file that Gephi or R reads, or a plot."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citygraph.cli.network_options import choices, choosing
from citygraph.cli.network_tables import at_a_glance, rests_on, warnings
from citygraph.cli.options import graph_option, lang_option, loudness, output_option, parameters
from citygraph.cli.show import FORMATS, note, progress, table_text
from citygraph.errors import QueryError, nearest
from citygraph.knowledge_graph import open_merged
from citygraph.output import write_file

if TYPE_CHECKING:
    from citygraph.analysis import Asked
    from citygraph.network.model import Network
    from citygraph.table import Table

_GRAPHS = ("graphml", "gexf", "pajek")
_FORMATS = (*FORMATS, "latex", *_GRAPHS)


@click.command()
@click.argument("name", metavar="RECIPE|FILE")
@click.option(
    "--analysis",
    metavar="NAME",
    help="The question: citygraph list analyses shows all.  [default: ranking]",
)
@click.option("--metrics", metavar="A,B", help="Measures of a ranking; the first one ranks.")
@click.option("--firmness", is_flag=True, help="How far each rank moves: --analysis firmness.")
@click.option("--methods", is_flag=True, help="A paragraph for a paper on what was done.")
@click.option("--plot", metavar="NAME", help="degrees or series, to -o FILE.svg or FILE.png.")
@choosing
@click.option(
    "--distance",
    default="hops",
    show_default=True,
    metavar="NAME",
    help="Of paths: hops, or inverse (a strong tie is short).",
)
@click.option(
    "--group", metavar="NAME|CSV", help="kind, country, region, subregion, size, or a CSV file."
)
@click.option("--between", nargs=2, metavar="A B", help="Two nodes, by key or name, for a path.")
@click.option("--by", "step", default="year", show_default=True, help="Of a series: year, month.")
@click.option("--seed", default=1, show_default=True, help="Of communities and permutations.")
@click.option("--top", default=20, show_default=True, help="Rows shown on a terminal; 0 for all.")
@click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    metavar="FORMAT",
    help=", ".join(_FORMATS) + ".",
)
@output_option("Where to write it; default: standard output.")
@graph_option
@lang_option
@loudness
def network(**options: Any) -> None:
    """Make a network of a recipe's ties, and measure it.

    \b
    Example:
      citygraph list ties
      citygraph network city-network --metrics ties,betweenness
      citygraph network co-signature --weighting newman --firmness
      citygraph network co-membership --at 2019 --format gexf -o 2019.gexf
    """
    form = options["form"]
    if form not in _FORMATS:
        raise QueryError(f"unknown format {form!r}{nearest(form, _FORMATS)}")
    made = _made(options)
    for line in warnings(made, options["analysis"] or "ranking"):
        note(line, options["quiet"])
    content = _content(made, options)
    if _ranks(options) and len(made.ties):
        for line in rests_on(made):
            note(line, options["quiet"])
    if options["output"] is None:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            click.echo(content, nl=False)
    else:
        written = content if isinstance(content, bytes) else content.encode()
        write_file(options["output"], written)
        note(f"{options['output']}: {len(written)} bytes", options["quiet"])


def _ranks(options: dict[str, Any]) -> bool:
    """Whether a ranking is shown to a reader, who must see on what it rests."""
    asked = options["analysis"] or "ranking"
    shown = options["form"] == "table" and not options["methods"] and not options["plot"]
    return shown and (options["firmness"] or asked in ("ranking", "firmness"))


def _made(options: dict[str, Any]) -> Network:
    # The choices come first: where a library is missing, they say which.
    chosen = choices(options, parameters(options["params"]))
    from citygraph.network.model import make

    quiet = options["quiet"]
    graph = open_merged(*options["graphs"], said=lambda what: note(what, not options["verbose"]))
    if not options["graphs"]:
        note(f"on {graph.origin}, version {graph.version}", quiet)
    with progress(quiet, options["verbose"]) as step:
        step("ties")
        return make(graph.store, options["name"], chosen, graph.version)


def _content(made: Network, options: dict[str, Any]) -> str | bytes:
    from citygraph.exports import GRAPHS

    form = options["form"]
    if options["plot"]:
        return _plot(made, options)
    if form in _GRAPHS:
        return GRAPHS[form](made)
    name = "firmness" if options["firmness"] else options["analysis"] or "ranking"
    table = _analysed(made, name, options)
    if options["methods"]:
        from citygraph.exports.methods import methods

        return methods(made, (name,), _asked(options, lambda done, of: None))
    if form == "table":
        table = at_a_glance(table, options["top"])
    return table_text(table, form)


def _analysed(made: Network, name: str, options: dict[str, Any]) -> Table:
    from citygraph.analysis import ANALYSES

    if name not in ANALYSES:
        raise QueryError(f"unknown analysis {name!r}{nearest(name, ANALYSES)}")
    with progress(options["quiet"], options["verbose"]) as step:
        step(name)

        def done(count: int, of: int) -> None:
            if not options["verbose"] or count == of or not count % 100:
                step(f"{name}: {count} of {of}")

        return ANALYSES[name](made, _asked(options, done))


def _asked(options: dict[str, Any], done: Callable[[int, int], None]) -> Asked:
    from citygraph.analysis import Asked

    metrics = tuple(part.strip() for part in (options["metrics"] or "").split(",") if part.strip())
    return Asked(
        metrics=metrics,
        distance=options["distance"],
        group=options["group"],
        between=options["between"],
        step=options["step"],
        seed=options["seed"],
        done=done,
    )


def _plot(made: Network, options: dict[str, Any]) -> bytes:
    from citygraph.exports import PLOTS

    target: Path | None = options["output"]
    if target is None or target.suffix.lower() not in (".svg", ".png"):
        raise QueryError("a plot is a picture: give it a file, -o FILE.svg or -o FILE.png")
    if options["plot"] not in PLOTS:
        raise QueryError(f"unknown plot {options['plot']!r}{nearest(options['plot'], PLOTS)}")
    with progress(options["quiet"], options["verbose"]) as step:
        step(options["plot"])
        asked = _asked(options, lambda done, of: None)
        return PLOTS[options["plot"]](made, asked, target.suffix.lower().removeprefix("."))
