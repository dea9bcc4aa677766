"""The maps that a build draws: the whole graph, then the network of each recipe of ties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph

from citygraph.errors import QueryError
from citygraph.maps import network_map, whole_map
from citygraph.maps.model import Graph
from citygraph.maps.notebook import MapPage
from citygraph.maps.reading import Reading
from citygraph.query import shipped

#: Two-mode recipes of all actors hold those of cities, which are drawn, and add little to read.
_LEFT = ("overview", "actor-declaration", "actor-event", "actor-network")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One map: its file's name, the question that it answers, its page, and a line about it.

    `page` is None for one that could not be drawn; the line then says why.
    """

    file: str
    title: str
    question: str
    line: str
    page: MapPage | None


def gallery(
    store: pyoxigraph.Store, reading: Reading, graph: Graph, progress: Callable[[str], None]
) -> Iterator[Drawn]:
    """Yields the maps of a store, from what was read of it and its overview's graph.

    Those of recipes need the extra `network`; without it each says so.
    """
    progress("map overview")
    yield Drawn(
        "map.html",
        "The whole graph",
        "Which things does the graph tie together, by any kind of relation?",
        "Every thing and every tie; a large graph opens folded by country and kind.",
        whole_map(graph, reading.options),
    )
    for name, query in shipped("ties").items():
        plain = name.removeprefix("ties/")
        if plain not in _LEFT:
            progress(f"map {plain}")
            page, line = _drawn(reading, store, plain)
            yield Drawn(f"maps/{plain}.html", query.title, query.question, line, page)


def _drawn(reading: Reading, store: pyoxigraph.Store, name: str) -> tuple[MapPage | None, str]:
    try:
        from citygraph.network.choosing import choose
        from citygraph.network.model import make

        choices = choose(name, lang=reading.options.lang)
        network = make(store, name, choices, reading.options.version)
        if not len(network.ties):
            return None, "Not drawn: this graph has no such tie."
        page = network_map(reading, network)
    except QueryError as wrong:
        return None, f"Not drawn: {wrong.message}"
    sources = len(network.ties.source_keys())
    return page, (
        f"{len(network.names)} things; {len(network.ties)} statements behind their ties, from "
        f"{sources} source{'' if sources == 1 else 's'}."
    )
