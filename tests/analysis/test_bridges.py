"""Who stands between two sides, counted by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.drawn_networks import one_mode_graphs
from tests.network.diplomacy_graph import network

from citygraph.analysis import Asked
from citygraph.analysis.bridges import bridges, bridging
from citygraph.errors import QueryError
from citygraph.network import from_networkx

#: Cities A, B, C and agencies U, V around the network N; B is tied to U itself and met A and V.
TIES: nx.Graph[str] = nx.Graph(
    [*zip("NNNN", "ABUV", strict=True), ("B", "U"), ("A", "B"), ("C", "V")]
)


def test_pairs_that_are_not_tied_are_counted_at_each_who_is_tied_to_both() -> None:
    order = sorted(TIES)  # A B C N U V
    found = bridges(from_networkx(TIES), [n in "ABC" for n in order], [n in "UV" for n in order])
    # N bridges A-U, A-V, B-V, not B-U, who are tied; B bridges A-U.
    assert found.pairs.tolist() == [0, 1, 0, 3, 0, 0]
    # A-U has both N and B; A-V and B-V have N alone.
    assert found.alone.tolist() == [0, 0, 0, 2, 0, 0]
    # A is tied to B; B to A; N to A and B; U to B; V to C.
    assert found.near.tolist() == [1, 1, 0, 2, 1, 1]
    assert found.far.tolist() == [0, 1, 1, 2, 0, 0]


def test_direction_and_strength_do_not_count() -> None:
    directed = nx.DiGraph([("N", "A"), ("U", "N")])
    directed.edges["N", "A"]["weight"] = 7
    found = bridges(from_networkx(directed), [True, False, False], [False, False, True])
    assert found.pairs.tolist() == [0, 1, 0]


def test_a_node_on_both_sides_is_refused() -> None:
    with pytest.raises(QueryError, match="stands on both sides"):
        bridges(from_networkx(nx.path_graph(2)), [True, False], [True, False])


@given(one_mode_graphs(), st.lists(st.sampled_from("nf-"), min_size=9, max_size=9))
def test_the_counts_are_those_of_all_pairs(drawn: nx.Graph[Any], sides: list[str]) -> None:
    tied: nx.Graph[Any] = nx.Graph(drawn)
    order = sorted(drawn)
    near = [n for n, side in zip(order, sides, strict=False) if side == "n"]
    far = [n for n, side in zip(order, sides, strict=False) if side == "f"]
    found = bridges(from_networkx(drawn), [n in near for n in order], [n in far for n in order])
    ways = {
        (a, b): [n for n in order if tied.has_edge(a, n) and tied.has_edge(n, b)]
        for a in near
        for b in far
        if not tied.has_edge(a, b)
    }
    assert found.pairs.tolist() == [sum(n in way for way in ways.values()) for n in order]
    assert found.alone.tolist() == [sum(way == [n] for way in ways.values()) for n in order]


def test_who_bridges_cities_and_agencies() -> None:
    # All at the forum met the UN office; Elm did not, and Cedar alone met both.
    assert bridging(network("co-participation"), Asked()).rows == (
        (1, "Cedar", "city/cedar-fi", "City", 4, 1, 1, 1, 1),
    )


def test_two_other_classes_can_be_asked_for() -> None:
    # Elm and the two networks: Cedar bridges two pairs.
    table = bridging(network("co-participation"), Asked(between=("City", "CityNetwork")))
    counts = {row[1]: row[4:8] for row in table}
    # Dune and the Pact are not tied: Alder, Birch, Cedar, the League and the UN office bridge them.
    assert counts == {
        "Cedar": (4, 2, 3, 2),
        "Alder": (3, 2, 1, 0),
        "Birch": (3, 2, 1, 0),
        "Harbour League": (4, 1, 1, 0),
        "UN Water Office": (4, 2, 1, 0),
    }
    assert table.column("rank") == (1, 2, 2, 2, 2)
    assert sum(row[8] for row in table if isinstance(row[8], float)) == pytest.approx(1)


def test_where_nobody_stands_between_there_are_no_rows() -> None:
    found = network("co-participation", at="2018")
    assert len(bridging(found, Asked())) == 0


def test_what_cannot_be_bridged_is_refused() -> None:
    with pytest.raises(QueryError, match="no node of this network is a UNAgency"):
        bridging(network("meeting"), Asked())
    with pytest.raises(QueryError, match="is a Cty: nothing to bridge; did you mean 'City'"):
        bridging(network("meeting"), Asked(between=("Cty", "City")))
    with pytest.raises(QueryError, match="a two-mode network joins its modes directly"):
        bridging(network("agency-city"), Asked())
    with pytest.raises(QueryError, match="stands on both sides"):
        bridging(network("meeting"), Asked(between=("City", "City")))
