"""The degree distribution of each mode, counted by hand."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from scipy import sparse
from tests.analysis.drawn_networks import two_mode_networks

from citygraph.analysis.degrees import degree_distribution
from citygraph.network import Adjacency, Incidence, from_networkx


def test_each_mode_has_its_own_rows() -> None:
    # a in m and n (in n by two claims), b and c in m, d in none.
    rows = [[1.0, 2], [1, 0], [1, 0], [0, 0]]
    network = Incidence(tuple("abcd"), ("m", "n"), sparse.csr_array(rows), ("city", "network"))
    found = degree_distribution(network)
    assert found.columns == ("mode", "degree", "nodes", "share", "share_at_least")
    assert found.rows == (
        ("city", 0, 1, 0.25, 1.0),
        ("city", 1, 2, 0.5, 0.75),
        ("city", 2, 1, 0.25, 0.25),
        ("network", 1, 1, 0.5, 1.0),
        ("network", 3, 1, 0.5, 0.5),
    )


def test_degrees_are_tied_nodes_not_strengths() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", weight=7)
    assert degree_distribution(from_networkx(graph)).rows == (("node", 1, 2, 1.0, 1.0),)


def test_directed_ties_count_in_and_out() -> None:
    found = degree_distribution(from_networkx(nx.DiGraph([("a", "b"), ("a", "c")])))
    assert found.rows == (
        ("in", 0, 1, 1 / 3, 1.0),
        ("in", 1, 2, 2 / 3, 2 / 3),
        ("out", 0, 2, 2 / 3, 1.0),
        ("out", 2, 1, 1 / 3, 1 / 3),
    )


def test_no_nodes_have_no_rows() -> None:
    assert degree_distribution(Adjacency((), sparse.csr_array((0, 0)))).rows == ()
    half = Incidence(("a",), (), sparse.csr_array((1, 0)), ("city", "network"))
    assert degree_distribution(half).rows == (("city", 0, 1, 1.0, 1.0),)


@given(two_mode_networks())
def test_the_ties_of_both_modes_are_the_same(network: Incidence) -> None:
    found = degree_distribution(network)
    for mode in network.modes:
        rows = [row for row in found.records() if row["mode"] == mode]
        assert sum(int(r["degree"] or 0) * int(r["nodes"] or 0) for r in rows) == network.matrix.nnz
        assert rows[0]["share_at_least"] == 1
