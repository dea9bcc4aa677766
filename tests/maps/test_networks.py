"""From a network to a map; expected values are read by hand from tests/network/diplomacy."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from citygraph.errors import QueryError
from citygraph.maps import Drawing, network_map
from citygraph.maps.model import Graph, MapOptions, Tie
from citygraph.maps.networks import read_network
from citygraph.maps.reading import Reading
from citygraph.maps.terms import local_name

from ..network.diplomacy_graph import ALDER, BIRCH, CEDAR, DUNE, FORUM, MEETING, diplomacy, network


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
        "Two modes: city and event; a tie joins one to the other, and a line's weight is the "
        "number of the recipe's rows between its ends.",
        # Four named of 14 at the forum; three named, which is all of 2 to 3, at the meeting.
        "Of 17 participants that sources claim for its events, 7 are named (41%).",
    )
    filtered = drawn("co-participation", roles=("host",), weighting="newman").said
    assert filtered[1] == "Filters: role host."
    assert "weighting: newman" in filtered[2]


def test_the_caption_tells_direction_and_common_days() -> None:
    assert drawn("host-guest").said[2].startswith("One mode, directed from host to guest (lines")
    assert drawn("meeting").said[2].startswith("One mode; a line's weight is the number of")
    shared = drawn("co-membership", at="2012", reading="narrowest").said[2]
    assert "each network that they share on a common day (narrowest reading)" in shared
    # Events are no states: who took part in one met.
    assert "common day" not in drawn("co-participation").said[2]


def test_a_fixed_degree_backbone_ties_by_all_that_two_share_at_whatever_time() -> None:
    asked: dict[str, Any] = {"backbone": "fixed-degree", "alpha": 0.99, "weighting": "newman"}
    graph = drawn("co-membership", project="actor", **asked)
    # Cedar left the League before Elm came; the model asks for no common day.
    assert [tie.kind.words for tie in between(graph, "cedar", "elm")] == ["Harbour League"]
    # All pairs left share one network; by Newman's weighting each would count a quarter or less.
    assert set(graph.strengths.values()) == {1}
    assert "weighting: how many they share" in graph.said[2]
    assert "newman" not in graph.said[2]


OWN = f"""# title: Letters
# question: Who wrote to whom?
SELECT ?source ?target ?tie ?date ?claim1 ?claim2 {{
  VALUES (?source ?target ?tie ?date ?claim1 ?claim2) {{
    (<{ALDER}> <{BIRCH}> <urn:letter> "1999" <urn:mine> <urn:mine>)
    (<{ALDER}> <{ALDER}> <urn:letter> "1999" <urn:mine> <urn:mine>)
  }}
}}"""


def test_a_tie_of_ones_own_claims_is_drawn_and_the_caption_says_so(tmp_path: Path) -> None:
    (tmp_path / "letters.rq").write_text(OWN, encoding="utf-8")
    graph = drawn(str(tmp_path / "letters.rq"))
    # What it wrote to itself ties nobody.
    (letter,) = graph.ties
    assert (ends(letter), letter.spans, letter.claims) == (("alder", "birch"), ((1999, 1999),), ())
    assert (letter.actual, letter.derived) == (True, False)
    assert graph.said[-1].startswith("Ties that rest on claims which this graph does not hold: 1;")
    assert not any("does not hold" in said for said in drawn("meeting").said)


TWO_MODES = f"""# title: Who was where
# question: Who was where?
# modes: city event
SELECT ?source ?target ?tie ?date ?claim1 ?claim2 {{
  VALUES (?source ?target ?tie ?date ?claim1 ?claim2) {{
    (<{ALDER}> <{FORUM}> <urn:was> "2015" <urn:c1> <urn:c1>)
    (<{BIRCH}> <{FORUM}> <urn:was> "2015" <urn:c1> <urn:c1>)
    (<{ALDER}> <{MEETING}> <urn:was> "2018" <urn:c2> <urn:c2>)
    (<{BIRCH}> <{MEETING}> <urn:was> "2018" <urn:c3> <urn:c3>)
  }}
}}"""


def test_one_claim_about_two_does_not_tie_them(tmp_path: Path) -> None:
    (tmp_path / "where.rq").write_text(TWO_MODES, encoding="utf-8")
    graph = drawn(str(tmp_path / "where.rq"), project="city")
    assert [local_name(tie.via) for tie in graph.ties] == ["river-meeting-2018"]
    assert list(graph.strengths.values()) == [1]


def test_only_claims_of_a_common_day_stand_behind_a_shared_network() -> None:
    (shared,) = between(drawn("co-membership"), "alder", "cedar")
    # Alder's first stay, 2000 to 2010, met Cedar's, 2005 to 2012; its second began in 2016.
    assert (len(shared.claims), shared.spans) == (2, ((2005, 2010),))


def test_a_projection_onto_the_second_mode_ties_what_share_a_city() -> None:
    graph = drawn("city-network", project="network")
    assert {(local_name(tie.source), local_name(tie.target)) for tie in graph.ties} == {
        ("harbour-league", "river-pact")
    }
    assert {tie.kind.words for tie in graph.ties} == {"Alder", "Dune"}
    assert graph.said[2].startswith("Projection onto network: two are tied for each city that")


def test_a_backbone_leaves_out_ties_and_the_caption_tells_which() -> None:
    graph = drawn("meeting", backbone="disparity", alpha=0.01)
    assert (graph.ties, len(graph.nodes)) == ((), 3)
    assert graph.said[2].endswith("Backbone: disparity at a significance of 0.01.")


def test_both_directions_of_a_pair_add_up_to_its_weight(tmp_path: Path) -> None:
    both = OWN.replace("# question", "# directed: from writer to reader\n# question").replace(
        f"<{ALDER}> <{ALDER}>", f"<{BIRCH}> <{ALDER}>"
    )
    (tmp_path / "both.rq").write_text(both, encoding="utf-8")
    graph = drawn(str(tmp_path / "both.rq"))
    assert (len(graph.ties), graph.strengths) == (2, {(ALDER, BIRCH): 2})
    assert graph.said[2].startswith("One mode, directed from writer to reader (lines")


def test_the_caption_tells_parameters_and_steps() -> None:
    asked = network("city-network", "largest", parameters={"role": ("member", "founder")})
    said = read_network(reading(), asked).said
    assert said[1] == "Filters: role = member or founder."
    # Alder twice, Birch, Cedar, Dune and Elm twice in the League, Alder and Dune in the Pact.
    assert said[2].startswith("Steps: the ties that were asked for: 9 ties, 7 nodes; ")


def test_a_tie_has_the_themes_of_what_made_it() -> None:
    themes = {tie.kind.words: tie.themes for tie in drawn("co-participation").ties}
    # The theme that its source gives it, by its label, and those above.
    assert "climate change adaptation" in {theme.words for theme in themes["Sea Forum 2015"]}


def test_what_no_tie_joins_is_of_two_communities(tmp_path: Path) -> None:
    apart = OWN.replace(f"<{ALDER}> <{ALDER}>", f"<{CEDAR}> <{DUNE}>")
    (tmp_path / "apart.rq").write_text(apart, encoding="utf-8")
    number = {node.iri: node.community for node in drawn(str(tmp_path / "apart.rq")).nodes}
    assert number[ALDER] == number[BIRCH] != number[CEDAR] == number[DUNE]


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


def test_a_rival_claim_stands_beside_one_behind_a_tie_though_a_filter_left_it_out() -> None:
    graph = drawn("city-network", sources=("league-list",))
    (elm,) = between(graph, "elm", "harbour")
    (own,) = elm.claims
    (rival,) = graph.claims[own].rivals
    # The League's list has Elm since 2013, the rival list since 2014.
    assert [local_name(place.source) for place in graph.claims[rival].evidence] == ["rival-list"]
    assert "rival-list" in {local_name(iri) for iri in graph.sources}


def test_the_city_of_an_event_is_a_host() -> None:
    hosts = {node.iri for node in drawn("city-event").nodes if node.host}
    assert hosts == {ALDER}
