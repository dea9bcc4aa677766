"""The two sparse forms, against small networks counted by hand and against networkx."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network import Adjacency, Incidence, Ties, from_networkx, to_networkx

Pairs = list[tuple[str, str]]


def ties(pairs: Pairs, modes: tuple[str, ...] = (), directed: bool = False) -> Ties:
    source, target = (tuple(side) for side in zip(*pairs, strict=True)) if pairs else ((), ())
    blank = ("",) * len(pairs)
    return Ties(source, target, blank, blank, blank, blank, modes, directed)


def test_two_modes_are_rows_and_columns_in_order() -> None:
    # b is in m twice (two claims), a in m and n.
    found = Incidence.of(
        ties([("b", "m"), ("a", "n"), ("b", "m"), ("a", "m")], ("city", "network"))
    )
    assert (found.top, found.bottom, found.modes) == (("a", "b"), ("m", "n"), ("city", "network"))
    assert found.matrix.toarray().tolist() == [[1.0, 1.0], [2.0, 0.0]]
    assert found.binary().matrix.toarray().tolist() == [[1.0, 1.0], [1.0, 0.0]]
    assert found.turned().matrix.toarray().tolist() == [[1.0, 2.0], [1.0, 0.0]]


def test_a_node_in_both_modes_is_refused_where_the_modes_are_one_graph() -> None:
    # A network that is a member of another: as an incidence it may be projected.
    both = Incidence.of(ties([("a", "m"), ("m", "n")], ("city", "network")))
    assert both.top == ("a", "m")
    with pytest.raises(QueryError, match="m stands in both modes"):
        both.one_mode()


def test_isolates_stay() -> None:
    assert Incidence.of(ties([("a", "m")]), isolates=["z"]).top == ("a", "z")
    assert Adjacency.of(ties([("a", "b")]), isolates=["z"]).nodes == ("a", "b", "z")


def test_rows_of_one_pair_add_up_in_either_direction_unless_directed() -> None:
    pairs = [("a", "b"), ("b", "a"), ("a", "a")]
    undirected = Adjacency.of(ties(pairs))
    assert undirected.matrix.toarray().tolist() == [[0.0, 2.0], [2.0, 0.0]]
    assert undirected.tie_count == 1
    directed = Adjacency.of(ties(pairs, directed=True))
    assert directed.matrix.toarray().tolist() == [[0.0, 1.0], [1.0, 0.0]]
    assert directed.tie_count == 2


def test_a_two_mode_network_as_one_graph() -> None:
    whole = Incidence.of(ties([("a", "m"), ("b", "m")])).one_mode()
    assert whole.nodes == ("a", "b", "m")
    assert whole.matrix.toarray().tolist() == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]
    assert Incidence.of(ties([])).one_mode().nodes == ()


@pytest.mark.parametrize("weight", [0, -1, float("nan")])
def test_a_weight_that_is_not_positive_is_refused(weight: float) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", weight=weight)
    with pytest.raises(QueryError, match="must be positive"):
        from_networkx(graph)


def test_an_empty_graph_is_an_empty_network() -> None:
    found = from_networkx(nx.Graph())
    assert (found.nodes, found.matrix.shape) == ((), (0, 0))
    assert len(to_networkx(Adjacency((), sparse.csr_array((0, 0))))) == 0


_NODES = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(_NODES, _NODES)), st.booleans())
def test_to_networkx_and_back_is_the_same(pairs: Pairs, directed: bool) -> None:
    found = Adjacency.of(ties(pairs, directed=directed))
    back = from_networkx(to_networkx(found))
    assert back.nodes == found.nodes
    assert back.matrix.toarray().tolist() == found.matrix.toarray().tolist()


@given(st.lists(st.tuples(_NODES, st.sampled_from("mnop"))))
def test_a_two_mode_network_in_networkx(pairs: Pairs) -> None:
    found = Incidence.of(ties(pairs))
    graph: nx.Graph[Any] = to_networkx(found, {"a": {"label": "Aa"}})
    assert {(min(e), max(e)) for e in graph.edges} == {(min(p), max(p)) for p in pairs}
    assert {n for n in graph if graph.nodes[n]["bipartite"] == 0} == {a for a, _ in pairs}
    for a, b in graph.edges:
        assert graph.edges[a, b]["weight"] == pairs.count((a, b)) + pairs.count((b, a))
    assert ("a" not in graph) or graph.nodes["a"]["label"] == "Aa"


@given(st.lists(st.tuples(_NODES, _NODES)), st.booleans())
def test_a_networkx_graph_knows_each_tie_from_both_its_ends(pairs: Pairs, directed: bool) -> None:
    found = Adjacency.of(ties(pairs, directed=directed))
    built: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    built.add_nodes_from(found.nodes)
    for a, b in pairs:
        if a != b:
            weight = built.edges[a, b]["weight"] if built.has_edge(a, b) else 0
            built.add_edge(a, b, weight=weight + 1)
    graph = to_networkx(found)
    assert nx.utils.graphs_equal(graph, built)
    graph.remove_nodes_from("a")
    assert not any("a" in graph.adj[node] for node in graph)


def test_both_ends_of_a_tie_in_networkx_hold_the_same_attributes() -> None:
    graph: nx.Graph[Any] = to_networkx(Incidence.of(ties([("a", "m")])))
    graph.edges["a", "m"]["seen"] = True
    assert graph.edges["m", "a"] == {"weight": 1.0, "seen": True}
