"""The same things and ties as a page of pyvis, made as its users make one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyvis.network import Network

from citygraph.maps.model import Graph

#: pyvis loads Bootstrap from another server even `in_line`: offline that could only cost it time.
_FETCHED = re.compile(r"<(?:link|script)\s[^>]*https?://[^>]*>(?:\s*</script>)?")


def as_it_comes(graph: Graph) -> str:
    """Returns the page with all its options as they are: forces run until things come to rest."""
    network = Network(cdn_resources="in_line")
    for node in graph.nodes:
        network.add_node(node.iri, label=node.label.words)
    return _drawn(network, graph)


def physics_off(
    graph: Graph,
    spots: Mapping[str, tuple[int, int]],
    size: tuple[int, int] | None = None,
) -> str:
    """Returns the page with every thing where it stands on our map, and no forces.

    `size` gives the drawing's width and height in pixels, else they are pyvis' own.
    """
    room = {} if size is None else {"width": f"{size[0]}px", "height": f"{size[1]}px"}
    network = Network(cdn_resources="in_line", **room)
    network.toggle_physics(False)
    for node in graph.nodes:
        x, y = spots[node.iri]
        network.add_node(node.iri, label=node.label.words, x=x, y=y)
    return _drawn(network, graph)


def offline(page: str) -> str:
    """Returns the page without what it would fetch, which is missing here anyway."""
    return _FETCHED.sub("", page)


def _drawn(network: Network, graph: Graph) -> str:
    for tie in graph.ties:
        network.add_edge(tie.source, tie.target)
    return str(network.generate_html())
