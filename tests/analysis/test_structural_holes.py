"""Constraint and effective size, by hand and against plain networkx."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citygraph.analysis.structural_holes import constraint, effective_size
from citygraph.network import from_networkx, products

#: A triangle with a pendant.
PENDANT: nx.Graph[Any] = nx.Graph([("a", "b"), ("a", "c"), ("b", "c"), ("a", "d")])


def graph_of(seed: int, directed: bool) -> nx.Graph[Any]:
    """Returns a weighted random graph whose nodes sort by text as by number."""
    random = np.random.default_rng(seed)
    graph: nx.Graph[Any] = nx.gnp_random_graph(
        int(random.integers(1, 10)), float(random.random()), seed=seed, directed=directed
    )
    for a, b in graph.edges:
        graph.edges[a, b]["weight"] = float(random.integers(1, 9)) / 2
    return graph


def test_constraint_of_a_triangle_with_a_pendant() -> None:
    # a-b, a-c, b-c, a-d. b: p(b,a) = p(b,c) = 1/2; p(a,·) = 1/3; p(c,a) = p(c,b) = 1/2.
    # With a: 1/2 + 1/2 * 1/2 = 3/4; with c: 1/2 + 1/2 * 1/3 = 2/3; 9/16 + 4/9 = 145/144.
    # a: with b 1/3 + 1/3 * 1/2 = 1/2, with c the same, with d 1/3: 1/4 + 1/4 + 1/9 = 11/18.
    found = constraint(from_networkx(PENDANT))
    assert found.tolist() == pytest.approx([11 / 18, 145 / 144, 145 / 144, 1])


def test_effective_size_is_contacts_less_their_mean_ties() -> None:
    # Borgatti 1997 (Connections 20, 35-38): n - 2t/n without strengths. a: 3 - 2/3; b: 2 - 2/2.
    found = effective_size(from_networkx(PENDANT))
    assert found.tolist() == pytest.approx([7 / 3, 1, 1, 1])


def test_a_strong_tie_constrains_more() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 3), ("a", "c", 1)])
    # (3/4)^2 + (1/4)^2
    assert constraint(from_networkx(graph))[0] == pytest.approx(10 / 16)


@pytest.mark.parametrize("measure", [constraint, effective_size])
def test_nodes_without_ties_are_masked_not_nan(measure: Any) -> None:
    graph: nx.Graph[Any] = nx.Graph([("a", "b")])
    graph.add_node("c")
    assert measure(from_networkx(graph)).tolist() == [1, 1, None]
    assert measure(from_networkx(nx.Graph())).tolist() == []
    assert measure(from_networkx(nx.empty_graph(2))).tolist() == [None, None]


@settings(deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_both_are_those_of_networkx(seed: int, directed: bool) -> None:
    graph = graph_of(seed, directed)
    network = from_networkx(graph)
    both: nx.Graph[Any] = nx.Graph()
    both.add_nodes_from(graph)
    for a, b in graph.edges:
        strength: float = graph.edges[a, b]["weight"]
        held: float = both.edges[a, b]["weight"] if both.has_edge(a, b) else 0
        both.add_edge(a, b, weight=held + strength)
    for ours, theirs in (
        (constraint(network), nx.constraint(graph, weight="weight")),
        # Node by node: over all nodes at once, networkx 3.6 divides by the strongest tie of the
        # wrong node (its pull request 8906). It also takes no ties but those that go out.
        (effective_size(network), nx.effective_size(both, nodes=list(both), weight="weight")),
    ):
        expected = [theirs[node] for node in sorted(graph)]
        assert [np.isnan(value) for value in expected] == np.ma.getmaskarray(ours).tolist()
        assert ours.filled(np.nan).tolist() == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_products_made_in_blocks_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    network = from_networkx(nx.karate_club_graph())
    whole = constraint(network).tolist(), effective_size(network).tolist()
    monkeypatch.setattr(products.blocks, "__defaults__", (1,))
    assert (constraint(network).tolist(), effective_size(network).tolist()) == whole
