"""The maps that a build draws: the whole graph, then the network of each recipe of ties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph

from citygraph.errors import QueryError
from citygraph.maps import network_page, whole_map
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
        from citygraph.maps.networks import read_network
        from citygraph.network.choosing import choose
        from citygraph.network.model import make

        choices = choose(name, lang=reading.options.lang)
        network = make(store, name, choices, reading.options.version)
        if not len(network.ties):
            return None, "Not drawn: this graph has no such tie."
        graph = read_network(reading, network)
    except QueryError as wrong:
        return None, f"Not drawn: {wrong.message}"
    return network_page(graph, reading.options, network), _extent(graph)


def _extent(graph: Graph) -> str:
    """How much a map holds; its sources are those of the claims behind its ties alone."""
    behind = {iri for tie in graph.ties for iri in tie.claims}
    sources = {place.source for iri in behind for place in graph.claims[iri].evidence}
    counts = (
        (len(graph.nodes), "thing"),
        (len(graph.ties), "tie"),
        (len(behind), "claim"),
        (len(sources), "source"),
    )
    things, ties, claims, cited = (
        f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts
    )
    return f"{things} and {ties}, by {claims} from {cited}."
