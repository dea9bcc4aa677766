"""Each of the five roles, by hand and against a count over all triples."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citygraph.analysis.brokerage import brokerage
from citygraph.errors import QueryError
from citygraph.network import Adjacency, from_networkx

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def counts(network: Adjacency, groups: Any) -> dict[str, list[int | None]]:
    found = brokerage(network, groups)
    return {role: getattr(found, role).tolist() for role in (*ROLES, "total")}


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("XXX", "coordinator"),
        ("XYX", "itinerant"),
        ("XYY", "gatekeeper"),
        ("XXY", "representative"),
        ("XYZ", "liaison"),
    ],
)
def test_each_role_on_a_path_of_three(groups: str, role: str) -> None:
    directed = counts(from_networkx(nx.path_graph(3, create_using=nx.DiGraph)), list(groups))
    expected = {name: [0, 1 if name == role else 0, 0] for name in ROLES}
    assert directed == {**expected, "total": [0, 1, 0]}


def test_an_undirected_triad_counts_once_in_each_direction() -> None:
    found = counts(from_networkx(nx.path_graph(3)), ["X", "Y", "Y"])
    assert found["gatekeeper"] == found["representative"] == [0, 1, 0]
    assert found["total"] == [0, 2, 0]


def test_one_node_in_all_five_roles() -> None:
    # b of X: from a (X), p (Y) and q (Y) to c (X), r (Y) and s (Z). Of the nine two-paths p to r
    # is closed. a-c coordinator; a-r, a-s representative; p-c, q-c gatekeeper; q-r itinerant;
    # p-s, q-s liaison.
    graph: nx.DiGraph[Any] = nx.DiGraph(
        [("a", "b"), ("p", "b"), ("q", "b"), ("b", "c"), ("b", "r"), ("b", "s"), ("p", "r")]
    )
    found = counts(from_networkx(graph), ["X", "X", "X", "Y", "Y", "Y", "Z"])
    assert {role: found[role][1] for role in found} == {
        "coordinator": 1,
        "itinerant": 1,
        "gatekeeper": 2,
        "representative": 2,
        "liaison": 2,
        "total": 8,
    }


def test_a_tie_from_end_to_start_closes_nothing() -> None:
    cycle = from_networkx(nx.cycle_graph(3, create_using=nx.DiGraph))
    assert counts(cycle, ["X", "X", "X"])["coordinator"] == [1, 1, 1]


def test_nobody_brokers_between_a_node_and_itself() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph([("a", "b"), ("b", "a")])
    assert counts(from_networkx(graph), ["X", "Y"])["total"] == [0, 0]


def test_nodes_of_no_group_are_left_out_and_counted() -> None:
    network = from_networkx(nx.star_graph(3))
    found = brokerage(network, ["X", "X", "X", None])
    assert found.left_out == 1
    # Of the three pairs of leaves only one has two groups.
    assert found.coordinator.tolist() == [2, 0, 0, None]
    assert found.total.tolist() == [2, 0, 0, None]


def test_strength_does_not_count() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 5), ("b", "c", 0.5)])
    assert counts(from_networkx(graph), ["X", "X", "X"])["coordinator"] == [0, 2, 0]


def test_degenerate_networks_have_no_brokers() -> None:
    assert counts(from_networkx(nx.Graph()), [])["total"] == []
    assert counts(from_networkx(nx.empty_graph(1)), ["X"])["total"] == [0]
    assert counts(from_networkx(nx.complete_graph(4)), list("XXYY"))["total"] == [0] * 4
    assert counts(from_networkx(nx.path_graph(3)), [None] * 3)["total"] == [None] * 3


def test_a_grouping_of_another_size_is_refused() -> None:
    with pytest.raises(QueryError, match="2 groups for 3 nodes"):
        brokerage(from_networkx(nx.path_graph(3)), ["X", "Y"])


def role_of(a: str, b: str, c: str) -> str:
    if a == b == c:
        return "coordinator"
    if a == c:
        return "itinerant"
    if b == c:
        return "gatekeeper"
    return "representative" if a == b else "liaison"


@settings(deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_counts_are_those_over_all_triples(seed: int, directed: bool) -> None:
    random = np.random.default_rng(seed)
    graph: nx.Graph[Any] = nx.gnp_random_graph(
        int(random.integers(1, 10)), float(random.random()), seed=seed, directed=directed
    )
    groups = [("X", "Y", "Z", None)[i] for i in random.integers(0, 4, len(graph))]
    expected = {
        role: [None if groups[node] is None else 0 for node in sorted(graph)] for role in ROLES
    }
    for a, b, c in permutations(graph, 3):
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c):
            ends = groups[a], groups[b], groups[c]
            if None not in ends:
                tally: Any = expected[role_of(*ends)]
                tally[b] += 1
    found = counts(from_networkx(graph), groups)
    del found["total"]
    assert found == expected
