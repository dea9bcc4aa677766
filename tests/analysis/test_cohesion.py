"""Size and cohesion, counted by hand and against plain networkx."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from scipy import sparse
from tests.analysis.drawn_networks import one_mode_graphs, two_mode_networks

from citygraph.analysis import distances
from citygraph.analysis.cohesion import Cohesion, cohesion
from citygraph.network import Adjacency, Incidence, from_networkx, to_networkx


def test_two_modes_counted_by_hand() -> None:
    # m has a, b, c; n has c, d; e is in no network, o has nobody. a - m - c - n - d is 4 hops.
    rows = [[1.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 2, 0], [0, 0, 0]]
    network = Incidence(tuple("abcde"), ("m", "n", "o"), sparse.csr_array(rows), ("city", "net"))
    found = cohesion(network)
    assert found.modes == ("city", "net")
    assert (found.nodes, found.ties, found.density) == ((5, 3), 5, 5 / 15)
    assert (found.components, found.largest_share, found.diameter) == (3, 6 / 8, 4)
    # Of the 15 pairs 5 are tied; a-b, a-c, b-c, c-d, m-n at 2; a-n, b-n, m-d at 3; a-d, b-d at 4.
    assert found.mean_path == pytest.approx((5 * 1 + 5 * 2 + 3 * 3 + 2 * 4) / 15)
    assert found.mean_degree == (1, 5 / 3)
    assert found.median_degree == (1, 2)
    assert found.isolates == (1 / 5, 1 / 3)


def test_strength_does_not_shorten_a_path() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edge("a", "b", weight=10)
    graph.add_edge("b", "c", weight=3)
    found = cohesion(from_networkx(graph))
    assert (found.ties, found.diameter, found.mean_path) == (2, 2, 4 / 3)


def test_directed_paths_follow_the_ties() -> None:
    # a → b → c, and a ⇄ d: from c nobody is reached; d → a → b → c is 3.
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "d"), ("d", "a")])
    found = cohesion(from_networkx(graph))
    assert (found.ties, found.density, found.components) == (4, 4 / 12, 1)
    # a-b, a-d, b-c, d-a at 1; a-c, d-b at 2; d-c at 3.
    assert (found.diameter, found.mean_path) == (3, (4 + 4 + 3) / 7)
    # Tied nodes in either direction: a 2, b 2, c 1, d 1.
    assert (found.mean_degree, found.median_degree) == ((1.5,), (1.5,))


def test_the_diameter_is_of_the_largest_component_not_of_the_longest() -> None:
    star = nx.star_graph(["m", *"abcde"])
    found = cohesion(from_networkx(nx.union(star, nx.path_graph(["p", "q", "r", "s"]))))
    assert (found.components, found.diameter) == (2, 2)


def test_of_components_as_large_the_greatest_diameter_counts() -> None:
    for names in (("abc", "pqr"), ("pqr", "abc")):
        parts = nx.union(nx.complete_graph(list(names[0])), nx.path_graph(list(names[1])))
        assert cohesion(from_networkx(parts)).diameter == 2


def test_nobody() -> None:
    nothing = (None,)
    expected = Cohesion(("node",), (0,), 0, None, 0, None, None, None, nothing, nothing, nothing)
    assert cohesion(Adjacency((), sparse.csr_array((0, 0)))) == expected
    assert cohesion(Adjacency((), sparse.csr_array((0, 0)), directed=True)) == expected


def test_one_node() -> None:
    found = cohesion(Adjacency(("a",), sparse.csr_array((1, 1))))
    assert found == Cohesion(("node",), (1,), 0, None, 1, 1.0, 0, None, (0.0,), (0.0,), (1.0,))


def test_a_mode_without_nodes() -> None:
    found = cohesion(Incidence(("a", "b"), (), sparse.csr_array((2, 0))))
    assert (found.nodes, found.density, found.components) == ((2, 0), None, 2)
    assert (found.mean_degree, found.isolates) == ((0.0, None), (1.0, None))


@pytest.mark.parametrize("most", [1, distances.MOST_SWEPT])
def test_a_long_chain_in_one_sweep_and_in_several(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 300 nodes in a row: a distance of d occurs 300 - d times.
    monkeypatch.setattr(distances, "MOST_SWEPT", most)
    row = nx.relabel_nodes(nx.path_graph(300), {number: f"{number:03d}" for number in range(300)})
    found = cohesion(from_networkx(row))
    total = sum(d * (300 - d) for d in range(1, 300))
    assert found.diameter == 299
    assert found.mean_path == pytest.approx(total / (300 * 299 / 2), rel=1e-12)


def networkx_diameter(graph: nx.Graph[Any]) -> int:
    parts = list(nx.connected_components(graph.to_undirected()))
    largest = max(len(part) for part in parts)
    return max(
        max(nx.single_source_shortest_path_length(graph, node).values())
        for part in parts
        if len(part) == largest
        for node in part
    )


def networkx_mean_path(graph: nx.Graph[Any]) -> float | None:
    found = [
        distance
        for node in graph
        for distance in nx.single_source_shortest_path_length(graph, node).values()
        if distance
    ]
    return float(np.mean(found)) if found else None


@settings(deadline=None)
@given(one_mode_graphs())
def test_one_mode_is_as_in_networkx(graph: nx.Graph[Any]) -> None:
    found = cohesion(from_networkx(graph))
    assert found.ties == graph.number_of_edges()
    assert found.density == (pytest.approx(nx.density(graph)) if len(graph) > 1 else None)
    assert found.diameter == networkx_diameter(graph)
    assert found.mean_path == pytest.approx(networkx_mean_path(graph), abs=1e-9)
    assert found.isolates == (nx.number_of_isolates(graph) / len(graph),)


@settings(deadline=None)
@given(two_mode_networks())
def test_two_modes_are_as_in_networkx(network: Incidence) -> None:
    graph = to_networkx(network)
    found = cohesion(network)
    assert found.density == pytest.approx(nx.bipartite.density(graph, network.top), abs=1e-9)
    assert found.components == nx.number_connected_components(graph)
    assert found.diameter == networkx_diameter(graph)
    assert found.mean_path == pytest.approx(networkx_mean_path(graph), abs=1e-9)
