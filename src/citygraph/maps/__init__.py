"""Maps: a graph as one HTML page that opens without a connection, every tie open to its source.

`MAPS` holds those of a whole store by name; `network_map` draws what a tie recipe makes of one.
Each returns the page's text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph

from citygraph.errors import QueryError
from citygraph.maps.cutting import Part, heading_of, part_of
from citygraph.maps.model import FOLDINGS, LAYOUTS, Drawing, Graph, MapOptions
from citygraph.maps.notebook import MapPage
from citygraph.maps.page import page
from citygraph.maps.reading import Reading, read_ties
from citygraph.maps.whole import whole_words
from citygraph.resources import queries_dir

if TYPE_CHECKING:
    from citygraph.network.model import Network

__all__ = [
    "FOLDINGS",
    "LAYOUTS",
    "MAPS",
    "Drawing",
    "MapOptions",
    "MapPage",
    "Part",
    "network_map",
    "network_page",
    "overview",
    "overview_graph",
    "whole_map",
]


def overview(
    store: pyoxigraph.Store, options: MapOptions | None = None, part: Part | None = None
) -> MapPage:
    """Returns the page that shows every thing and every tie of a store, or a part; writes nothing.

    What counts as a tie is said in queries/ties/overview.rq. The store has to know the ontology.
    QueryError if the recipe is missing or cannot be run, and where the part is none.

    >>> from citygraph.store import new_store
    >>> overview(new_store(), MapOptions(title="Nothing yet")).startswith("<!DOCTYPE html>")
    True
    """
    chosen = options or MapOptions()
    return whole_map(overview_graph(Reading(store, chosen), store), chosen, part)


def whole_map(graph: Graph, options: MapOptions, part: Part | None = None) -> MapPage:
    """Returns the overview's page, of a graph that `overview_graph` made."""
    asked = part or Part()
    shown = part_of(graph, asked)
    title = options.title or heading_of(shown, asked, "The whole graph")
    return MapPage(page(shown, replace(options, title=title), "overview"))


def overview_graph(reading: Reading, store: pyoxigraph.Store) -> Graph:
    """Returns every thing and every tie of the store that was read."""
    recipe = queries_dir() / "ties" / "overview.rq"
    try:
        text = recipe.read_text(encoding="utf-8")
    except OSError as wrong:
        raise QueryError(f"the tie recipe cannot be read: {wrong.strerror}", file=recipe) from None
    graph = reading.graph(read_ties(store, text))
    return replace(graph, said=whole_words(store, graph))


def network_map(
    reading: Reading, network: Network, drawing: Drawing | None = None, part: Part | None = None
) -> MapPage:
    """Returns the page that shows a network, or a part of it; `reading` is of the network's store.

    Its title is the recipe's with the window, unless the reading's options have another. Raises
    QueryError for a measure that does not suit the network, and where the part is none.
    """
    from citygraph.maps.networks import read_network

    graph = part_of(read_network(reading, network, drawing), part or Part())
    return network_page(graph, reading.options, network, part)


def network_page(
    graph: Graph, options: MapOptions, network: Network, part: Part | None = None
) -> MapPage:
    """Returns a network's page, of a graph that `maps.networks.read_network` made of it."""
    from citygraph.exports.captions import heading

    title = options.title or heading_of(graph, part or Part(), heading(network))
    titled = replace(options, title=title)
    return MapPage(page(graph, titled, network.recipe.name))


#: Name of a map of a whole store → what draws it.
MAPS: dict[str, Callable[..., MapPage]] = {"overview": overview}
