"""Centrality by hand, from papers, and against plain networkx within 1e-9."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from scipy import sparse
from tests.analysis.drawn_networks import one_mode_graphs

from citygraph.analysis.centrality import (
    CENTRALITIES,
    Values,
    betweenness,
    closeness,
    clustering,
    core,
    degree,
    eigenvector,
    harmonic,
    in_degree,
    out_degree,
    pagerank,
    strength,
)
from citygraph.errors import QueryError
from citygraph.network import Adjacency, from_networkx

DISTANCES = {"hops": None, "inverse": "length"}


def weighted(*ties: tuple[str, str, float], directed: bool = False) -> Adjacency:
    graph: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    graph.add_weighted_edges_from(ties)
    return from_networkx(graph)


def agrees(found: Values, expected: Any) -> None:
    in_order = [float(expected[node]) for node in sorted(expected)]
    assert found.tolist() == pytest.approx(in_order, rel=0, abs=1e-9)


def test_degree_counts_tied_nodes_and_strength_their_ties() -> None:
    network = weighted(("a", "b", 4), ("b", "c", 2))
    assert degree(network).tolist() == [1, 2, 1]
    assert strength(network).tolist() == [4, 6, 2]


def test_directed_degrees() -> None:
    # a and b are tied both ways, and are one node to each other.
    network = weighted(("a", "b", 4), ("b", "a", 1), ("b", "c", 2), directed=True)
    assert degree(network).tolist() == [1, 2, 1]
    assert in_degree(network).tolist() == [1, 1, 1]
    assert out_degree(network).tolist() == [1, 2, 0]
    assert strength(network).tolist() == [5, 7, 2]


def test_freemans_star_has_all_betweenness_at_its_centre() -> None:
    # Freeman 1977: the centre of a star of 5 lies between all 6 pairs of the others.
    star = from_networkx(nx.star_graph(["m", *"abcd"]))
    assert betweenness(star, normalized=False).tolist() == [0, 0, 0, 0, 6]
    assert betweenness(star).tolist() == [0, 0, 0, 0, 1]


def test_betweenness_of_several_shortest_paths_is_divided() -> None:
    # a square: of the two paths between opposite corners each passes one of the others.
    square = from_networkx(nx.cycle_graph(list("abcd")))
    assert betweenness(square, normalized=False).tolist() == [0.5] * 4


def test_strength_is_a_distance_only_if_asked_for() -> None:
    # By strength a to c is 1/4 + 1/4 over b, shorter than the tie of 1.
    network = weighted(("a", "b", 4), ("b", "c", 4), ("a", "c", 1))
    assert betweenness(network).tolist() == [0, 0, 0]
    assert betweenness(network, "inverse").tolist() == [0, 1, 0]
    assert closeness(network).tolist() == [1, 1, 1]
    assert closeness(network, "inverse").tolist() == pytest.approx([8 / 3, 4, 8 / 3])
    assert harmonic(network, "inverse").tolist() == pytest.approx([6, 8, 6])


def test_paths_that_are_alike_only_up_to_rounding_are_alike() -> None:
    # From a to z both ways are 3/10 long; from b to c the way over a is the shorter one.
    network = weighted(("a", "b", 10), ("b", "z", 5), ("a", "c", 20), ("c", "z", 4))
    assert 1 / 10 + 1 / 5 != 1 / 20 + 1 / 4
    assert betweenness(network, "inverse", normalized=False).tolist() == [1, 0.5, 0.5, 0]


def test_strengths_that_are_not_whole_have_an_inverse_too() -> None:
    network = weighted(("a", "b", 0.5), ("b", "c", 0.25))
    assert closeness(network, "inverse").tolist() == pytest.approx([2 / 8, 2 / 6, 2 / 10])


def test_closeness_is_per_component() -> None:
    network = weighted(("a", "b", 1), ("b", "c", 1), ("x", "y", 1))
    assert closeness(network).tolist() == pytest.approx([2 / 3, 1, 2 / 3, 1, 1])


def test_closeness_of_directed_ties_is_of_those_who_reach_a_node() -> None:
    network = weighted(("a", "b", 1), ("b", "c", 2), directed=True)
    assert closeness(network).tolist() == pytest.approx([0, 1, 2 / 3])
    assert closeness(network, "inverse").tolist() == pytest.approx([0, 1, 2 / (0.5 + 1.5)])
    assert harmonic(network).tolist() == [0, 1, 1.5]


def test_eigenvector_in_a_disconnected_graph_is_of_the_component_that_weighs_more() -> None:
    triangle = [("a", "b", 1.0), ("b", "c", 1.0), ("a", "c", 1.0)]
    found = eigenvector(weighted(*triangle, ("x", "y", 1.0)))
    assert found.tolist() == pytest.approx([3**-0.5] * 3 + [0, 0], abs=1e-9)
    # A pair with a strength of 2 has the triangle's eigenvalue: both keep values.
    both = eigenvector(weighted(*triangle, ("x", "y", 2.0)))
    assert both.tolist() == pytest.approx([5**-0.5] * 5)


def test_an_eigenvector_that_does_not_settle_is_refused_with_the_remedy() -> None:
    with pytest.raises(QueryError, match=r"does not settle.*PageRank"):
        eigenvector(weighted(("a", "b", 1), ("b", "c", 1), directed=True))


def test_an_eigenvector_that_settles_slowly_is_not_taken_for_settled() -> None:
    # Eigenvalues 200 and 201: the second pair falls to 0, but slowly.
    found = eigenvector(weighted(("a", "b", 201), ("x", "y", 200)))
    assert found.tolist() == pytest.approx([0.5**0.5] * 2 + [0, 0], abs=1e-9)


def test_pagerank_of_a_star_by_hand() -> None:
    # Two leaves r, a centre c: r = 0.05 + 0.85 c / 2, c = 0.05 + 0.85 * 2 r.
    c = (0.05 + 1.7 * 0.05) / (1 - 0.85**2)
    r = 0.05 + 0.425 * c
    found = pagerank(from_networkx(nx.star_graph(["c", "a", "b"])))
    assert found.tolist() == pytest.approx([r, r, c], abs=1e-12)


def test_core_of_a_triangle_with_a_tail() -> None:
    tail = [("a", "b", 9.0), ("b", "c", 1.0), ("a", "c", 1.0), ("c", "d", 5.0)]
    assert core(weighted(*tail)).tolist() == [2, 2, 2, 1]
    # Directed, tied both ways is still one neighbour.
    assert core(weighted(("a", "b", 1), ("b", "a", 1), directed=True)).tolist() == [1, 1]


def test_clustering_of_a_triangle_with_a_tail() -> None:
    tail = [("a", "b", 9.0), ("b", "c", 1.0), ("a", "c", 1.0), ("c", "d", 5.0)]
    assert clustering(weighted(*tail)).tolist() == pytest.approx([1, 1, 1 / 3, 0])


@pytest.mark.parametrize("measure", [betweenness, closeness, harmonic])
def test_an_unknown_distance_gets_the_nearest(measure: Any) -> None:
    with pytest.raises(QueryError, match="did you mean 'inverse'"):
        measure(weighted(("a", "b", 1)), "invers")


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan"), float("inf")])
def test_a_strength_without_an_inverse_is_refused(bad: float) -> None:
    network = weighted(("a", "b", 1), ("b", "c", 1))
    network.matrix.data[0] = bad
    with pytest.raises(QueryError, match="not positive"):
        betweenness(network, "inverse")


@pytest.mark.parametrize("name", CENTRALITIES)
@pytest.mark.parametrize("distance", DISTANCES)
@pytest.mark.parametrize("directed", [False, True])
def test_few_or_untied_nodes_have_defined_values(name: str, distance: str, directed: bool) -> None:
    # Without ties an eigenvector of length 1 and ranks that sum to 1 are alike for all.
    alike = {"eigenvector": lambda size: size**-0.5, "pagerank": lambda size: 1 / size}
    for size in (0, 1, 3):
        network = Adjacency(tuple("abc"[:size]), sparse.csr_array((size, size)), directed)
        expected = [alike[name](size) if name in alike else 0.0] * size if size else []
        found = CENTRALITIES[name](network, distance)
        assert found.dtype == np.float64
        assert found.tolist() == pytest.approx(expected)


@settings(deadline=None)
@given(one_mode_graphs())
def test_paths_are_as_in_networkx(graph: nx.Graph[Any]) -> None:
    network = from_networkx(graph)
    for distance, length in DISTANCES.items():
        for normalized in (True, False):
            expected = nx.betweenness_centrality(graph, weight=length, normalized=normalized)
            agrees(betweenness(network, distance, normalized), expected)
        expected = nx.closeness_centrality(graph, distance=length, wf_improved=False)
        agrees(closeness(network, distance), expected)
        agrees(harmonic(network, distance), nx.harmonic_centrality(graph, distance=length))


@settings(deadline=None)
@given(one_mode_graphs())
def test_neighbourhoods_are_as_in_networkx(graph: nx.Graph[Any]) -> None:
    network, either_way = from_networkx(graph), graph.to_undirected()
    agrees(degree(network), dict(either_way.degree()))
    agrees(strength(network), dict(graph.degree(weight="weight")))
    agrees(core(network), nx.core_number(either_way))
    agrees(clustering(network), nx.clustering(graph))


@settings(deadline=None)
@given(one_mode_graphs())
def test_pagerank_is_as_in_networkx(graph: nx.Graph[Any]) -> None:
    agrees(pagerank(from_networkx(graph)), nx.pagerank(graph, tol=1e-15, max_iter=1000))


@settings(deadline=None)
@given(one_mode_graphs())
def test_eigenvectors_are_as_in_networkx(graph: nx.Graph[Any]) -> None:
    try:
        found = eigenvector(from_networkx(graph))
    except QueryError:
        assume(not graph.is_directed())
        raise
    expected = nx.eigenvector_centrality(graph, weight="weight", tol=1e-15, max_iter=100_000)
    agrees(found, expected)
