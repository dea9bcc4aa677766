"""E–I index, its permutation test and assortativity, by hand and against plain networkx."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citygraph.analysis.mixing import (
    assortativity,
    degree_assortativity,
    external_internal,
    mixing_matrix,
    permutation_test,
)
from citygraph.errors import QueryError
from citygraph.network import Adjacency, from_networkx

#: Five cities, d of no region; the ties of X: a-b and b-e within, b-c between; d's are left out.
REGIONS = ("X", "X", "Y", None, "X")


def five(directed: bool = False) -> Adjacency:
    graph: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    graph.add_weighted_edges_from(
        [("a", "b", 2), ("b", "c", 4), ("b", "e", 1), ("a", "d", 9), ("d", "c", 9)]
    )
    return from_networkx(graph)


def random_graph(seed: int, directed: bool) -> nx.Graph[Any]:
    random = np.random.default_rng(seed)
    graph: nx.Graph[Any] = nx.gnp_random_graph(
        int(random.integers(1, 10)), float(random.random()), seed=seed, directed=directed
    )
    for node in graph:
        graph.nodes[node]["region"] = "XYZ"[random.integers(0, 3)]
    return graph


def regions(graph: nx.Graph[Any]) -> list[str]:
    return [graph.nodes[node]["region"] for node in sorted(graph)]


def test_the_index_counts_ties_between_less_ties_within() -> None:
    found = external_internal(five(), REGIONS)
    # One between, two within.
    assert found.index == pytest.approx(-1 / 3)
    assert found.left_out == 1
    assert [row[:4] for row in found.groups] == [("X", 3, 2, 1), ("Y", 1, 0, 1)]
    assert list(found.groups.column("index")) == pytest.approx([-1 / 3, 1])
    # a: b alone, within; b: a and e within, c between; e: b; d has no region.
    assert found.nodes.tolist() == [-1, pytest.approx(-1 / 3), 1, None, -1]


def test_the_index_by_strength() -> None:
    found = external_internal(five(), REGIONS, by_strength=True)
    # 4 between, 2 + 1 within.
    assert found.index == pytest.approx(1 / 7)
    assert [row[:4] for row in found.groups] == [("X", 3, 3.0, 4.0), ("Y", 1, 0.0, 4.0)]
    assert found.nodes.tolist() == [-1, pytest.approx(1 / 7), 1, None, -1]


def test_a_directed_tie_counts_for_both_of_its_ends_and_both_directions_are_two() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])
    found = external_internal(from_networkx(graph), ("X", "X", "Y"))
    assert found.index == pytest.approx(-1 / 3)
    assert found.nodes.tolist() == [-1, pytest.approx(-1 / 3), 1]
    assert mixing_matrix(from_networkx(graph), ("X", "X", "Y")).rows == (("X", 2, 1), ("Y", 0, 0))


@pytest.mark.parametrize(
    ("graph", "groups"),
    [
        (nx.Graph(), ()),
        (nx.empty_graph(1), ("X",)),
        (nx.empty_graph(2), ("X", "Y")),
        (nx.path_graph(3), ("X", "X", "X")),
        (nx.path_graph(3), (None, None, None)),
        (nx.path_graph(3), ("X", None, "Y")),
    ],
    ids=["empty", "one node", "no ties", "one group", "no group", "no ties of grouped nodes"],
)
def test_what_has_no_index_is_none(graph: nx.Graph[Any], groups: tuple[str | None, ...]) -> None:
    network = from_networkx(graph)
    found = external_internal(network, groups)
    assert found.index is None
    assert set(found.groups.column("index")) <= {None}
    assert found.nodes.tolist() == [None] * len(groups)
    assert permutation_test(network, groups) is None
    assert assortativity(network, groups) is None


def test_a_group_without_ties_has_no_index_of_its_own() -> None:
    graph: nx.Graph[Any] = nx.path_graph(3)
    graph.add_node(3)
    found = external_internal(from_networkx(graph), ("X", "X", "Y", "Z"))
    assert found.groups.rows[2] == ("Z", 1, 0, 0, None)
    assert found.nodes.tolist()[3] is None


def test_permutations_come_near_the_share_over_all_of_them() -> None:
    # A triangle of X, a triangle of Y, one tie between: all 20 ways to deal the groups, by hand.
    graph = nx.barbell_graph(3, 0)
    every = []
    for dealt in set(permutations("XXXYYY")):
        between = sum(dealt[a] != dealt[b] for a, b in graph.edges)
        every.append((2 * between - 7) / 7)
    assert len(every) == 20
    found = permutation_test(from_networkx(graph), tuple("XXXYYY"), permutations=4000)
    assert found is not None
    assert found.index == pytest.approx(-5 / 7)
    assert found.lowest == pytest.approx(min(every))
    assert found.highest == pytest.approx(max(every))
    assert found.mean == pytest.approx(np.mean(every), abs=0.02)
    # Two of the twenty are as low, and none is lower: the observed one and its mirror.
    assert found.share_low == pytest.approx(2 / 20, abs=0.02)
    assert found.share_high == 1


def test_a_permutation_test_repeats_and_no_share_is_zero() -> None:
    graph = nx.barbell_graph(8, 0)
    network = from_networkx(nx.relabel_nodes(graph, {node: f"{node:02}" for node in graph}))
    groups = tuple("X" * 8 + "Y" * 8)
    found = permutation_test(network, groups, permutations=99)
    assert found == permutation_test(network, groups, permutations=99)
    assert found != permutation_test(network, groups, permutations=99, seed=2)
    assert found is not None
    assert found.share_low == 1 / 100


def test_a_permutation_leaves_nodes_of_no_group_alone() -> None:
    # Two of X and one of Y are tied to each other, whichever they are: always 2 between, 1 within.
    graph: nx.Graph[Any] = nx.complete_graph(4)
    found = permutation_test(from_networkx(graph), ("X", None, "X", "Y"), permutations=20)
    assert found is not None
    assert found.lowest == found.highest == found.index == pytest.approx(1 / 3)
    assert (found.share_low, found.share_high) == (1, 1)


@pytest.mark.parametrize("groups", ["XXYY", "XYXY"])
def test_strengths_that_add_up_alike_are_as_low_and_as_high(groups: str) -> None:
    # Whichever two are X, ties of 0.3 stay within: 0.1 + 0.2, 0.3 or 0.05 + 0.25.
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_weighted_edges_from(
        [("a", "b", 0.1), ("c", "d", 0.2), ("a", "c", 0.3), ("a", "d", 0.25), ("b", "c", 0.05)]
    )
    found = permutation_test(from_networkx(graph), tuple(groups), permutations=50, by_strength=True)
    assert found is not None
    assert found.index == pytest.approx(1 / 3)
    assert (found.share_low, found.share_high) == (1, 1)


def test_the_mixing_matrix_counts_each_tie_once() -> None:
    assert mixing_matrix(five(), REGIONS).columns == ("group", "to X", "to Y")
    assert mixing_matrix(five(), REGIONS).rows == (("X", 2, 1), ("Y", 1, 0))
    assert mixing_matrix(five(), REGIONS, by_strength=True).rows == (("X", 3, 4), ("Y", 4, 0))
    assert mixing_matrix(five(directed=True), REGIONS).rows == (("X", 2, 1), ("Y", 0, 0))
    assert mixing_matrix(from_networkx(nx.Graph()), ()).rows == ()


def test_assortativity_by_hand() -> None:
    # Newman's e for a-b, b-c, b-e, both directions: XX 4/6, XY = YX 1/6; sums 5/6 and 1/6.
    assert assortativity(five(), REGIONS) == pytest.approx((4 / 6 - 26 / 36) / (1 - 26 / 36))
    # By strength: XX 6/14, XY = YX 4/14.
    chance = (10**2 + 4**2) / 14**2
    expected = (6 / 14 - chance) / (1 - chance)
    assert assortativity(five(), REGIONS, by_strength=True) == pytest.approx(expected)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_assortativity_is_that_of_networkx(seed: int, directed: bool) -> None:
    graph = random_graph(seed, directed)
    found = assortativity(from_networkx(graph), regions(graph))
    tied = {graph.nodes[node]["region"] for edge in graph.edges for node in edge}
    if len(tied) < 2:
        assert found is None
        return
    expected = nx.attribute_assortativity_coefficient(graph, "region")
    assert found == pytest.approx(expected, abs=1e-9)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_degree_assortativity_is_that_of_networkx(seed: int, directed: bool) -> None:
    graph = random_graph(seed, directed)
    network = from_networkx(graph)
    out = {d for node, d in getattr(graph, "out_degree" if directed else "degree") if d}
    into = {d for node, d in getattr(graph, "in_degree" if directed else "degree") if d}
    if len(out) < 2 or len(into) < 2:
        assert degree_assortativity(network) is None
        return
    assume(graph.number_of_edges() > 1)
    expected = nx.degree_pearson_correlation_coefficient(graph)
    assert degree_assortativity(network) == pytest.approx(expected, abs=1e-9)


def test_a_star_is_as_disassortative_as_can_be() -> None:
    assert degree_assortativity(from_networkx(nx.star_graph(5))) == pytest.approx(-1)
    assert degree_assortativity(from_networkx(nx.cycle_graph(5))) is None


def test_what_cannot_be_is_refused() -> None:
    network = from_networkx(nx.path_graph(3))
    for measure in (external_internal, permutation_test, mixing_matrix, assortativity):
        with pytest.raises(QueryError, match="2 groups for 3 nodes"):
            measure(network, ("X", "Y"))
    with pytest.raises(QueryError, match="0 permutations"):
        permutation_test(network, ("X", "Y", "Y"), permutations=0)
    with pytest.raises(QueryError, match="seed -1"):
        permutation_test(network, ("X", "Y", "Y"), seed=-1)
