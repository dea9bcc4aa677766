"""From a network to a map; expected values are read by hand from tests/network/diplomacy."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from citygraph.errors import QueryError
from citygraph.maps import Drawing, network_map
from citygraph.maps.model import Graph, MapOptions, Tie
from citygraph.maps.networks import read_network
from citygraph.maps.reading import Reading
from citygraph.maps.terms import local_name

from ..network.diplomacy_graph import ALDER, diplomacy, network


@cache
def reading() -> Reading:
    return Reading(diplomacy(), MapOptions())


def drawn(recipe: str, drawing: Drawing | None = None, **asked: Any) -> Graph:
    return read_network(reading(), network(recipe, **asked), drawing)


def ends(tie: Tie) -> tuple[str, str]:
    one, other = (local_name(iri).rsplit("-", 1)[0] for iri in (tie.source, tie.target))
    return one, other


def between(graph: Graph, one: str, other: str) -> list[Tie]:
    return [tie for tie in graph.ties if ends(tie) == (one, other)]


def test_two_members_are_tied_by_each_network_that_they_shared() -> None:
    graph = drawn("co-membership")
    # Both in the League, Dune at a time that no source tells; both in the Pact since Dune came.
    league, pact = sorted(between(graph, "alder", "dune"), key=lambda tie: tie.kind.words)
    assert (league.kind.words, local_name(league.via)) == ("Harbour League", "harbour-league")
    assert pact.spans == ((2019, None),)
    # Alder was a member twice, so three claims stand behind the one, two behind the other.
    assert (len(league.claims), len(pact.claims)) == (3, 2)
    assert [role.words for role in pact.roles] == ["founder"]


def test_who_had_left_before_the_other_came_is_not_tied() -> None:
    graph = drawn("co-membership")
    assert between(graph, "cedar", "elm") == []
    assert between(graph, "birch", "cedar")[0].spans == ((2011, 2012),)


def test_a_gap_in_a_membership_is_a_gap_on_the_slider() -> None:
    (alder,) = between(drawn("city-network"), "alder", "harbour")
    assert alder.spans == ((2000, 2010), (2016, None))
    assert (alder.first, alder.last) == (2000, None)


def test_a_tie_without_a_date_has_no_years() -> None:
    graph = drawn("city-event")
    assert [ends(tie)[0] for tie in graph.ties if not tie.spans] == ["cedar", "elm"]
    assert between(graph, "birch", "river-meeting")[0].spans == ((2018, 2018),)


def test_each_pairs_strength_is_the_number_of_its_ties() -> None:
    for recipe in ("co-membership", "co-participation", "co-signature"):
        graph = drawn(recipe)
        counted: dict[tuple[str, str], int] = {}
        for tie in graph.ties:
            counted[tie.source, tie.target] = counted.get((tie.source, tie.target), 0) + 1
        assert graph.strengths == counted


def test_a_window_leaves_out_what_did_not_hold_in_it() -> None:
    graph = drawn("co-membership", at="2012")
    # In 2012 the League had Birch and Cedar, and perhaps Dune; Alder was between its two stays.
    assert sorted(set(map(ends, graph.ties))) == [
        ("birch", "cedar"),
        ("birch", "dune"),
        ("cedar", "dune"),
    ]
    assert graph.said[0].startswith("Window: 2012, widest reading")


def test_modes_measure_and_communities_reach_the_map() -> None:
    graph = drawn("city-network", Drawing(measure="ties", layout="columns"))
    assert [len(mode) for mode in graph.modes] == [5, 2]
    value = {local_name(node.iri): node.value for node in graph.nodes}
    # Four cities were in the League at some time beside Dune, of whom the rival list tells.
    assert value["harbour-league"] == 5
    assert value["alder-se"] == 2
    assert all(node.community > 0 for node in graph.nodes)
    assert (graph.layout, graph.fold_by) == ("columns", "country")


def test_facts_of_a_node_open_but_not_what_other_ties_it_has() -> None:
    graph = drawn("meeting")
    alder = next(node for node in drawn("city-network").nodes if local_name(node.iri) == "alder-se")
    kinds = {
        graph_claim.kind.words for graph_claim in map(reading().claims.__getitem__, alder.claims)
    }
    assert kinds == {"attribute claim"}
    assert (alder.country, alder.region, alder.place, alder.host) == (
        "SE",
        "Europe",
        (58.5, 15.25),
        True,
    )
    # Of the six who met, only those of the meeting of 2018 are drawn, with their three claims.
    assert {local_name(node.iri) for node in graph.nodes} == {"birch-se", "cedar-fi", "dune-pe"}
    assert sum("participation/" in iri for iri in graph.claims) == 3
    assert {local_name(iri) for iri in graph.sources} == {"atlas", "daily"}


def test_the_caption_tells_window_filters_weighting_and_the_named_share() -> None:
    graph = drawn("city-event")
    assert graph.said == (
        "Window: all years; 2 of the rows behind it have no date of their own.",
        "Filters: none.",
        "Two modes: city and event; a tie joins one to the other.",
        # Four named of 14 at the forum; three named, which is all of 2 to 3, at the meeting.
        "Of 17 participants that sources claim for its events, 7 are named (41%).",
    )
    filtered = drawn("co-participation", roles=("host",), weighting="newman").said
    assert filtered[1] == "Filters: role host."
    assert "weighting: newman" in filtered[2]


def test_what_does_not_suit_the_network_is_refused_with_a_remedy() -> None:
    with pytest.raises(QueryError, match=r"no measure 'betweeness'.*did you mean 'betweenness'"):
        drawn("city-network", Drawing(measure="betweeness"))
    with pytest.raises(QueryError, match="columns is of two modes, and meeting has one"):
        drawn("meeting", Drawing(layout="columns"))
    with pytest.raises(QueryError, match="unknown layout 'round'; known: columns, force, rings"):
        Drawing(layout="round")


def test_a_networks_page_bears_the_recipes_title_and_window() -> None:
    page = network_map(reading(), network("co-membership", at="2012"))
    assert "<title>Co-membership: " in page
    assert ", 2012 (widest reading)</title>" in page
    assert page == network_map(reading(), network("co-membership", at="2012"))


def test_the_city_of_an_event_is_a_host() -> None:
    hosts = {node.iri for node in drawn("city-event").nodes if node.host}
    assert hosts == {ALDER}
