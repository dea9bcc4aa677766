"""Two-mode measures by hand, from papers, and against plain networkx within 1e-9."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from scipy import sparse
from tests.analysis.drawn_networks import two_mode_networks

from citygraph.analysis import two_mode_clustering
from citygraph.analysis.two_mode import TWO_MODE, betweenness, closeness, degree
from citygraph.analysis.two_mode_clustering import (
    four_cycle_clustering,
    pair_clustering,
    redundancy,
)
from citygraph.errors import QueryError
from citygraph.network import Incidence, to_networkx
from citygraph.network.products import blocks

Pair = tuple[Any, Any]

#: Cities a to d, networks m to o: a and b in m and n, c in n and o, d in o.
SMALL = Incidence(
    ("a", "b", "c", "d"),
    ("m", "n", "o"),
    sparse.csr_array([[1.0, 1, 0], [1, 1, 0], [0, 1, 1], [0, 0, 1]]),
)


def southern_women() -> Incidence:
    graph = nx.davis_southern_women_graph()
    women, events = sorted(graph.graph["top"]), sorted(graph.graph["bottom"])
    found = nx.bipartite.biadjacency_matrix(graph, women, events)
    return Incidence(tuple(women), tuple(events), sparse.csr_array(found, dtype=float))


def by_name(network: Incidence, values: Pair) -> dict[str, Any]:
    both = (*values[0].tolist(), *values[1].tolist())
    return dict(zip((*network.top, *network.bottom), both, strict=True))


def agrees(network: Incidence, values: Pair, expected: Mapping[str, float]) -> None:
    assert by_name(network, values) == pytest.approx(dict(expected), rel=0, abs=1e-9)


#: Degree, closeness and betweenness of Davis, Gardner & Gardner's women and events as printed by
#: Borgatti & Halgin 2011 (Analyzing affiliation networks, The SAGE Handbook of Social Network
#: Analysis), in the normalisation of Borgatti & Everett 1997.
PRINTED = {
    "E8": (0.78, 0.85, 0.24),
    "E9": (0.67, 0.79, 0.23),
    "E7": (0.56, 0.73, 0.13),
    "E1": (0.17, 0.52, 0.00),
    "Nora Fayette": (0.57, 0.80, 0.11),
    "Evelyn Jefferson": (0.57, 0.80, 0.10),
    "Theresa Anderson": (0.57, 0.80, 0.09),
    "Laura Mandeville": (0.50, 0.73, 0.05),
    "Charlotte McDowd": (0.29, 0.60, 0.01),
    "Dorothy Murchison": (0.14, 0.65, 0.00),
}


@pytest.mark.parametrize("position", range(3))
def test_the_southern_women_have_the_printed_centralities(position: int) -> None:
    network = southern_women()
    found = by_name(network, (degree, closeness, betweenness)[position](network))
    for name, printed in PRINTED.items():
        assert found[name] == pytest.approx(printed[position], abs=0.0051)


def test_the_southern_women_close_four_cycles_as_often_as_networkx_prints() -> None:
    assert round(four_cycle_clustering(southern_women()), 3) == 0.468


def test_clustering_of_pairs_by_hand() -> None:
    # a meets b (2 of 2 shared) and c (1 of 3, of 2 at least and at most).
    expected = {"dot": (1 + 1 / 3) / 2, "min": (1 + 1 / 2) / 2, "max": (1 + 1 / 2) / 2}
    for kind, value in expected.items():
        assert pair_clustering(SMALL, kind)[0][0] == pytest.approx(value)
    # c meets a and b (1 of 3) and d (1 of 2; of the 1 that d has, of the 2 that c has).
    assert pair_clustering(SMALL, "dot")[0][2] == pytest.approx((1 / 3 + 1 / 3 + 1 / 2) / 3)
    assert pair_clustering(SMALL, "min")[0][2] == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)
    assert pair_clustering(SMALL, "max")[0][2] == pytest.approx((1 / 2 + 1 / 2 + 1 / 2) / 3)
    # m (a, b) meets n (a, b, c): 2 of 3.
    assert pair_clustering(SMALL, "dot")[1][0] == pytest.approx(2 / 3)


def test_redundancy_by_hand() -> None:
    # a's only pair m, n meets in b too; c's pair n, o nowhere else; d has no pair.
    top, bottom = redundancy(SMALL)
    assert top.tolist() == [1.0, 1.0, 0.0, None]
    # m's pair a, b meets in n too; of n's pairs ab, ac, bc only ab elsewhere; o's c, d nowhere.
    assert bottom.tolist() == pytest.approx([1.0, 1 / 3, 0.0])


def test_means_leave_out_nodes_without_redundancy() -> None:
    assert redundancy(SMALL)[0].mean() == pytest.approx(2 / 3)


def test_four_cycles_by_hand() -> None:
    # One cycle, a-m-b-n. Three-paths have a middle tie: am 1 * 1, an 1 * 2, bm 1, bn 2, cn 1 * 2,
    # co 1 * 1, do 0 * 1: 9 in all.
    assert four_cycle_clustering(SMALL) == pytest.approx(4 / 9)


def test_ties_count_once() -> None:
    double = Incidence(SMALL.top, SMALL.bottom, SMALL.matrix * 2)
    for measure in TWO_MODE.values():
        for found, expected in zip(measure(double), measure(SMALL), strict=True):
            assert found.tolist() == expected.tolist()
    assert four_cycle_clustering(double) == four_cycle_clustering(SMALL)


def test_an_unknown_clustering_gets_the_nearest() -> None:
    with pytest.raises(QueryError, match="unknown clustering 'mix'; did you mean"):
        pair_clustering(SMALL, "mix")


@pytest.mark.parametrize(("top", "bottom"), [(0, 0), (0, 2), (2, 0), (1, 1), (2, 1)])
@pytest.mark.parametrize("name", TWO_MODE)
def test_nodes_without_ties_have_zero_or_no_value(name: str, top: int, bottom: int) -> None:
    network = Incidence(tuple("ab"[:top]), tuple("mn"[:bottom]), sparse.csr_array((top, bottom)))
    value = None if name == "redundancy" else 0.0
    found = TWO_MODE[name](network)
    assert [side.tolist() for side in found] == [[value] * top, [value] * bottom]
    assert four_cycle_clustering(network) == 0


def test_nobody_can_lie_between_two_others_in_a_pair() -> None:
    pair = Incidence(("a",), ("m",), sparse.csr_array([[1.0]]))
    assert [side.tolist() for side in betweenness(pair)] == [[0.0], [0.0]]


def test_a_small_component_does_not_come_out_on_top_by_closeness() -> None:
    # a-m is alone; a's sum is 1 and the least is 3 + 2 * 3 = 9, but it is 1 of 6 others away.
    rows = [[1.0, 0, 0], [0, 1, 1], [0, 1, 0], [0, 0, 1]]
    network = Incidence(tuple("abcd"), ("m", "n", "o"), sparse.csr_array(rows))
    assert closeness(network)[0][0] == pytest.approx(9 * 1 / 6)


def test_nodes_with_the_same_neighbours_in_blocks_are_as_in_networkx(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(two_mode_clustering, "blocks", partial(blocks, most=7))
    random = np.random.default_rng(0)
    rows = (random.random((20, 6)) < 0.4).astype(float)
    network = Incidence(
        tuple(f"t{number:02d}" for number in range(60)),
        tuple(f"u{number}" for number in range(6)),
        sparse.csr_array(np.vstack([rows, rows, rows])),
    )
    graph = to_networkx(network)
    for kind in ("dot", "min", "max"):
        expected = nx.bipartite.latapy_clustering(graph, mode=kind)
        agrees(network, pair_clustering(network, kind), expected)
    agree_on_redundancy(network)
    expected_cycles = nx.bipartite.robins_alexander_clustering(graph)
    assert four_cycle_clustering(network) == pytest.approx(expected_cycles, abs=1e-9)


def agree_on_redundancy(network: Incidence) -> None:
    graph = to_networkx(network)
    found = by_name(network, redundancy(network))
    defined = {node: value for node, value in found.items() if value is not None}
    several = [node for node in graph if graph.degree(node) > 1]
    expected = nx.bipartite.node_redundancy(graph, several)
    assert defined == pytest.approx(expected, rel=0, abs=1e-9)


@settings(deadline=None)
@given(two_mode_networks())
def test_centralities_are_as_in_networkx(network: Incidence) -> None:
    graph = to_networkx(network)
    agrees(network, degree(network), nx.bipartite.degree_centrality(graph, network.top))
    agrees(network, closeness(network), nx.bipartite.closeness_centrality(graph, network.top))
    try:
        expected = nx.bipartite.betweenness_centrality(graph, network.top)
    except ZeroDivisionError:
        assume(False)
    agrees(network, betweenness(network), expected)


@settings(deadline=None)
@given(two_mode_networks())
def test_clusterings_are_as_in_networkx(network: Incidence) -> None:
    graph = to_networkx(network)
    for kind in ("dot", "min", "max"):
        expected = nx.bipartite.latapy_clustering(graph, mode=kind)
        agrees(network, pair_clustering(network, kind), expected)
    agree_on_redundancy(network)
    expected_cycles = nx.bipartite.robins_alexander_clustering(graph)
    assert four_cycle_clustering(network) == pytest.approx(expected_cycles, abs=1e-9)
