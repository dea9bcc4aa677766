"""Projection by each weighting, counted by hand and against networkx."""

from __future__ import annotations

from math import tanh
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network import Incidence, project, to_networkx
from citygraph.network.projection import pairs

#: Papers and authors, invented: A and B wrote one with C, and one alone together; C, D and E one.
PAPERS = Incidence(
    ("A", "B", "C", "D", "E"),
    ("p1", "p2", "p3"),
    sparse.csr_array([[1.0, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1], [0, 0, 1]]),
)


def strength(weighting: str, a: str, b: str) -> float:
    return float(to_networkx(project(PAPERS, weighting)).edges[a, b]["weight"])


def test_count_is_the_number_of_shared_papers() -> None:
    assert strength("count", "A", "B") == 2
    assert strength("count", "A", "C") == 1


def test_newman_divides_each_paper_by_its_other_authors() -> None:
    # p1 has three authors, so a half for each two of them; p2 has two, so 1.
    assert strength("newman", "A", "B") == 1.5
    assert strength("newman", "A", "C") == 0.5
    assert strength("newman", "D", "E") == 0.5


def test_hyperbolic_is_the_tanh_of_the_count() -> None:
    assert strength("hyperbolic", "A", "B") == pytest.approx(tanh(2), rel=1e-15)
    assert strength("hyperbolic", "D", "E") == pytest.approx(tanh(1), rel=1e-15)


def test_newmans_strengths_of_a_node_add_up_to_its_papers_with_others() -> None:
    # Newman 2001 draws this from his weights: A wrote two papers with others.
    row = project(PAPERS, "newman").matrix.toarray()[0]
    assert row.sum() == pytest.approx(2)


def test_several_ties_to_one_paper_count_once() -> None:
    double = Incidence(PAPERS.top, PAPERS.bottom, PAPERS.matrix * 3)
    assert (project(double, "newman").matrix != project(PAPERS, "newman").matrix).nnz == 0


def test_a_paper_of_one_author_ties_nobody() -> None:
    alone = Incidence(("A", "B"), ("p",), sparse.csr_array([[1.0], [0.0]]))
    for weighting in ("count", "newman", "hyperbolic"):
        assert project(alone, weighting).matrix.nnz == 0
        assert project(alone, weighting).nodes == ("A", "B")


def test_pairs_are_counted_before_they_are_made() -> None:
    # Three authors, two authors, three authors: 3 + 1 + 3.
    assert pairs(PAPERS) == 7
    with pytest.raises(QueryError, match=r"7 pairs, more than 6: .*, drop the largest \(p1\)"):
        project(PAPERS, most=6)


def test_an_unknown_weighting_gets_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean 'newman'"):
        project(PAPERS, "neuman")


def test_nobody_and_nothing_shared() -> None:
    empty = Incidence((), (), sparse.csr_array((0, 0)))
    assert project(empty).nodes == ()
    nothing = Incidence(("A",), (), sparse.csr_array((1, 0)))
    assert project(nothing, "newman").matrix.shape == (1, 1)


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 5)), min_size=1))
def test_counts_are_those_of_networkx(cells: set[tuple[int, int]]) -> None:
    top = sorted({row for row, _ in cells})
    bottom = sorted({column for _, column in cells})
    rows = [[float((row, column) in cells) for column in bottom] for row in top]
    network = Incidence(
        tuple(f"t{row}" for row in top),
        tuple(f"b{column}" for column in bottom),
        sparse.csr_array(rows),
    )
    graph: nx.Graph[Any] = nx.Graph((f"t{row}", f"b{column}") for row, column in cells)
    expected = nx.bipartite.weighted_projected_graph(graph, list(network.top))
    found = to_networkx(project(network))
    assert {frozenset(e) for e in found.edges} == {frozenset(e) for e in expected.edges}
    newman = nx.bipartite.collaboration_weighted_projected_graph(graph, list(network.top))
    weighted = to_networkx(project(network, "newman"))
    for a, b in found.edges:
        assert found.edges[a, b]["weight"] == expected.edges[a, b]["weight"]
        assert weighted.edges[a, b]["weight"] == pytest.approx(newman.edges[a, b]["weight"])
