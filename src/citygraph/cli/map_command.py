"""The map command: ties → one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citygraph.cli.network_options import choosing, given_choices
from citygraph.cli.options import (
    graph_option,
    lang_option,
    loudness,
    output_option,
    parameters,
    texts_option,
)
from citygraph.cli.show import note, progress
from citygraph.errors import QueryError
from citygraph.knowledge_graph import KnowledgeGraph, open_graph
from citygraph.output import write_file

if TYPE_CHECKING:
    from citygraph.maps import MapPage, Part
    from citygraph.table import Table

_HOW = ("measure", "layout", "fold_by")


@click.command(name="map")
@click.argument("name", default="overview", metavar="[RECIPE|FILE]")
@click.option("--around", metavar="THING", help="Only what lies near a thing, by key or name.")
@click.option(
    "--depth", type=int, metavar="N", help="How many ties from it.  [default: 1, with --around]"
)
@click.option("--between", nargs=2, metavar="A B", help="Only the shortest paths between two.")
@click.option(
    "--query",
    "asked",
    metavar="NAME|FILE",
    help="Only what a query's answer names; its K=V by --param.",
)
@click.option(
    "--size",
    "measure",
    default="",
    metavar="MEASURE",
    help="Size things by a measure of a ranking.",
)
@click.option(
    "--layout", default="", metavar="NAME", help="force, columns or rings (of two modes)."
)
@click.option(
    "--fold",
    "fold_by",
    default="",
    metavar="NAME",
    help="Fold a large map by country or community.",
)
@click.option("--title", default="", help="The page's heading.")
@choosing
@output_option("The page to write.  [default: map.html]")
@graph_option
@texts_option
@lang_option
@loudness
def map_(name: str, quiet: bool, verbose: bool, **options: Any) -> None:
    """Draw a map: one HTML page to open or mail, in which every tie opens to its source.

    Without a name it shows the whole graph; else the network of a recipe (citygraph list ties) with
    the choices of citygraph network.

    \b
    Example:
      citygraph map -o map.html --lang sv
      citygraph map co-signature --from 2015 --size betweenness -o co-signature.html
      citygraph map --around Helsinki --depth 2 -o helsinki.html
      citygraph map city-network --layout columns --region Europe -o networks.html
    """
    graph = open_graph(*options["graphs"])
    if not options["graphs"]:
        note(f"on {graph.origin}, version {graph.version}", quiet)
    with progress(quiet, verbose) as step:
        step(f"map {name}")
        page = _page(graph, name, options)
    target: Path = options["output"] or Path("map.html")
    write_file(target, page.encode())
    note(f"{target}: open it in a browser; no connection is needed", quiet)


def _page(graph: KnowledgeGraph, name: str, options: dict[str, Any]) -> MapPage:
    from citygraph.maps import Drawing

    params: dict[str, Any] = dict(parameters(options["params"]))
    answer = graph.query(options["asked"], **params) if options["asked"] else None
    how = {key: options[key] for key in _HOW if options[key]}
    choices = given_choices(options)
    if params and answer is None:
        choices["parameters"] = params
    return graph.map(
        name,
        lang=options["lang"],
        texts=options["texts"],
        title=options["title"],
        part=_part(options, answer),
        drawing=Drawing(**how) if how else None,
        **choices,
    )


def _part(options: dict[str, Any], answer: Table | None) -> Part:
    from citygraph.maps import Part

    if options["depth"] is not None and not options["around"]:
        raise QueryError("--depth needs --around THING")
    if options["around"] == "":
        raise QueryError("--around names nothing: write a key such as city/oslo-no, or a name")
    depth = 1 if options["depth"] is None else options["depth"]
    return Part(options["around"] or "", depth, options["between"], answer)
