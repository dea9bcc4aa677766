"""Sizes, degrees and lists of ties of the invented graph, counted by hand."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.network.diplomacy_graph import network

from citygraph.analysis import Asked
from citygraph.analysis.summary import degrees, summary, tie_list
from citygraph.table import Cell, Table


def measured(table: Table) -> dict[Cell, Cell]:
    return {str(row[0]): row[1] for row in table}


def test_the_size_of_a_two_mode_network() -> None:
    # Five cities in the League, Alder and Dune in the Pact as well; nine rows, as Alder was a
    # member twice and two sources differ on Elm.
    assert measured(summary(network("city-network"), Asked())) == {
        "rows of ties": 9,
        "pairs tied": 7,
        "nodes: city": 5,
        "mean degree: city": 1.4,
        "median degree: city": 1,
        "share of isolates: city": 0,
        "nodes: network": 2,
        "mean degree: network": 3.5,
        "median degree: network": 3.5,
        "share of isolates: network": 0,
        "density": 0.7,
        "components": 1,
        "share of nodes in the largest component": 1,
        # Birch, Cedar and Elm are three ties from the Pact.
        "diameter of the largest component, in hops": 3,
        # Of 21 pairs 7 at one tie, 10 of cities and 1 of networks at two, 3 at three.
        "mean distance of connected pairs, in hops": 1.80952381,
        # One cycle of four; ten paths of three ties: 4 * 1 / 10.
        "four-cycle clustering": 0.4,
    }


def test_the_size_of_a_one_mode_network() -> None:
    found = measured(summary(network("co-participation"), Asked()))
    # Eight actors: 21 of 28 pairs, by fourteen rows of actor-event.
    assert found["rows of ties"] == 14
    assert found["pairs tied"] == 21
    assert found["density"] == 0.75
    assert found["mean degree: node"] == 5.25
    assert found["diameter of the largest component, in hops"] == 2
    assert "four-cycle clustering" not in found


def test_an_empty_network_has_no_density() -> None:
    found = measured(summary(network("meeting", at="2000"), Asked()))
    assert found == {
        "rows of ties": 0,
        "pairs tied": 0,
        "nodes: node": 0,
        "mean degree: node": None,
        "median degree: node": None,
        "share of isolates: node": None,
        "density": None,
        "components": 0,
        "share of nodes in the largest component": None,
        "diameter of the largest component, in hops": None,
        "mean distance of connected pairs, in hops": None,
        "degree assortativity": None,
    }


def test_how_many_nodes_have_which_degree() -> None:
    assert degrees(network("city-network"), Asked()).rows == (
        ("city", 1, 3, 0.6, 1),
        ("city", 2, 2, 0.4, 0.4),
        ("network", 2, 1, 0.5, 1),
        ("network", 5, 1, 0.5, 0.5),
    )


def test_every_tie_is_listed_with_its_sources() -> None:
    table = tie_list(network("city-event"), Asked())
    assert len(table) == 10
    cedar = [row for row in table.records() if row["source"] == "Cedar"]
    assert [(row["target"], row["tie"], row["date"], row["sources"]) for row in cedar] == [
        ("Quiet Conference", "attendee", None, "old-note"),
        ("River Meeting 2018", "attendee", "2018-03", "daily"),
        ("Sea Forum 2015", "attendee", "2015-06-10", "daily forum-report"),
    ]
    assert (cedar[0]["sourceKey"], cedar[0]["targetKey"]) == (
        "city/cedar-fi",
        "event/quiet-conference",
    )


def test_an_event_that_ties_is_listed_by_its_label() -> None:
    table = tie_list(network("meeting"), Asked())
    assert set(table.column("tie")) == {"River Meeting 2018"}
    assert [row[:2] for row in table] == [("Birch", "Cedar"), ("Birch", "Dune"), ("Cedar", "Dune")]


def test_degree_assortativity_is_that_of_networkx() -> None:
    made = network("co-participation")
    expected = nx.degree_assortativity_coefficient(made.graph())
    assert measured(summary(made, Asked()))["degree assortativity"] == pytest.approx(expected)
