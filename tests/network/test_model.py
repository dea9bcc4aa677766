"""A network as it was asked for: its ties, its form, its graph, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from tests.network.diplomacy_graph import (
    ALDER,
    CEDAR,
    CONFERENCE,
    FORUM,
    LEAGUE,
    MEETING,
    PACT,
    diplomacy,
    network,
    pairs,
    rows,
)

from citygraph.errors import QueryError
from citygraph.network import Adjacency, Incidence, projection
from citygraph.network.model import Choices, Network, arrange, make

SEVEN = ("Alder", "Birch", "Cedar", "Dune", "League", "Pact", "UN")


def test_a_two_mode_recipe_makes_an_incidence() -> None:
    form = network("city-network").form
    assert isinstance(form, Incidence)
    assert form.modes == ("city", "network")
    assert [iri.rsplit("/", 1)[1] for iri in form.bottom] == ["harbour-league", "river-pact"]
    # Alder was a member of the League twice, two claims differ on Elm.
    assert form.matrix.toarray().tolist() == [[2, 1], [1, 0], [1, 0], [1, 1], [2, 0]]
    assert network("city-network").is_two_mode


def test_a_projection_ties_those_who_met() -> None:
    # The seven at the forum, all but Dune and the Pact (one claim), and Cedar and Elm in 2012.
    expected = {f"{a} {b}" for a in SEVEN for b in SEVEN if a < b} - {"Dune Pact"}
    assert pairs(network("co-participation")) == expected | {"Cedar Elm"}
    assert not network("co-participation").is_two_mode


def test_the_choices_are_what_was_asked_and_the_steps_what_was_left() -> None:
    found = network(
        "city-event", "drop=quiet-conference".replace("quiet", "event/quiet"), at="2018"
    )
    assert [(step.what, step.ties, step.nodes) for step in found.steps] == [
        ("the ties that were asked for", 3, 4),
        ("Quiet Conference was left out", 3, 4),
    ]
    assert len(found.found) == 10
    assert found.undated == 0


def test_planned_and_announced_ties_are_out_unless_asked_for() -> None:
    assert "Elm dune-summit-2020" not in rows(network("city-event"))
    both = {"modality": ("actual", "planned"), "status": ("held", "announced")}
    new = [
        r
        for r in rows(network("city-event", parameters=both))
        if r not in rows(network("city-event"))
    ]
    # Elm's coming to the forum was planned too.
    assert new == ["Dune dune-summit-2020", "Elm dune-summit-2020", "Elm sea-forum-2015"]
    # Planned ones of events that were held; actual ones of announced events: none.
    planned = network("city-event", parameters={"modality": ("planned",)})
    assert rows(planned) == ["Elm sea-forum-2015"]
    announced = network("city-event", parameters={"status": ("held", "announced")})
    assert rows(announced) == rows(network("city-event"))
    member = network("city-network", parameters={"modality": ("planned",)})
    assert rows(member) == ["Birch river-pact"]


def test_a_session_counts_for_its_forum() -> None:
    assert rows(network("city-event")).count("Alder sea-forum-2015") == 2
    assert not any("panel" in row for row in rows(network("city-event")))


def rows_of(found: Network) -> list[str]:
    ties = found.ties.ties
    ends = zip(ties.source, ties.target, strict=True)
    return [" ".join(iri.rsplit("/", 1)[-1] for iri in pair) for pair in ends]


def test_groups_are_out_unless_asked_for() -> None:
    assert not any("group/" in iri for iri in network("actor-event").names)
    group = network("actor-event", parameters={"kind": ("Group",)})
    assert "id/group/delegation-of-mayors" in group.names[0]
    assert rows_of(group) == ["delegation-of-mayors sea-forum-2015"]


def test_a_parameter_that_the_recipe_has_not_is_refused() -> None:
    with pytest.raises(QueryError, match="has no parameter 'rolle'; did you mean 'role'"):
        network("city-event", parameters={"rolle": ("host",)})


def test_a_tie_is_made_by_its_event_its_document_its_network() -> None:
    # In actor-event the target made the tie; in agency-city what is in ?tie, if that is a thing.
    assert set(network("co-participation").makers()) == {FORUM, MEETING, CONFERENCE}
    made = set(network("agency-city").makers())
    # A partnership and a support are made by no thing.
    assert {maker.rsplit("/", 1)[-1] for maker in made} == {
        "", "blue-prize", "clean-taps", "river-meeting-2018", "sea-forum-2015", "sea-pledge",
    }  # fmt: skip
    assert set(network("meeting").makers()) == {MEETING}
    assert network("city-network").makers()[0] == LEAGUE


def test_counts_of_participants_come_with_the_events() -> None:
    found = network("co-participation").claimed
    assert {event: claimed.number for event, claimed in found.items()} == {FORUM: 14, MEETING: 3}


def test_a_graph_has_plain_attributes_that_any_reader_takes() -> None:
    graph = network("city-network").graph()
    assert graph.nodes["city/alder-se"] == {
        "label": "Alder",
        "kind": "City",
        "country": "SE",
        "region": "Europe",
        "subregion": "Northern Europe",
        "latitude": 58.5,
        "longitude": 15.25,
        "mode": "city",
        "bipartite": 0,
    }
    # What is not known of Cedar is not there: no country, no region.
    assert graph.nodes["city/cedar-fi"].keys() == {"label", "kind", "mode", "bipartite"}
    assert graph.nodes["organization/river-pact"]["mode"] == "network"
    assert graph.edges["city/alder-se", "organization/harbour-league"] == {"weight": 2}
    assert nx.is_directed(network("host-guest").graph())


def test_labels_come_in_the_language_asked_for() -> None:
    assert network("city-network", lang="sv").nodes[ALDER].label == "Al"


def test_a_direction_leads_from_host_to_guest() -> None:
    # The same pairs as by hand: the hosts are Alder and Birch, organisers are no guests.
    assert pairs(network("host-guest")) == {
        "Alder Birch", "Alder Cedar", "Alder Dune", "Alder Pact", "Alder UN",
        "Birch Cedar", "Birch Dune", "Birch UN",
    }  # fmt: skip


def test_a_recipe_can_be_projected_on_either_mode() -> None:
    found = network("city-event", project="event")
    form = found.form
    assert isinstance(form, Adjacency)
    assert form.nodes == tuple(sorted((FORUM, MEETING, CONFERENCE)))
    # Forum and meeting share Birch, Cedar, Dune; the conference shares Cedar with both.
    assert form.matrix.toarray().tolist() == [[0, 1, 1], [1, 0, 3], [1, 3, 0]]


def test_a_node_of_both_modes_is_refused_but_can_be_projected() -> None:
    # The Harbour League is a member of the River Pact.
    with pytest.raises(QueryError, match="harbour-league stands in both modes"):
        _ = network("actor-network").form
    assert "Alder League" in pairs(network("actor-network", project="actor"))
    assert "League Pact" not in pairs(network("co-membership"))


@pytest.mark.parametrize(
    ("recipe", "asked", "message"),
    [
        ("meeting", {"project": "city"}, "meeting has one mode: there is nothing to project"),
        ("city-event", {"project": "evnt"}, "no mode 'evnt' in city-event; did you mean 'event'"),
        ("city-event", {"backbone": "disparity"}, "a backbone needs one mode: add --project city"),
        ("meeting", {"backbone": "fixed-degree"}, "the fixed-degree backbone needs a two-mode"),
        ("meeting", {"backbone": "disparty"}, "unknown backbone 'disparty'; did you mean 'disp"),
        ("meeting", {"weighting": "neuman"}, "unknown weighting 'neuman'; did you mean 'newman'"),
        ("meeting", {"reading": "wide"}, "unknown reading 'wide': write widest or narrowest"),
    ],
)
def test_what_cannot_be_made_is_refused(recipe: str, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        _ = network(recipe, **asked).form


def test_too_many_pairs_are_refused_before_any_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    # Five members of the League and three of the Pact make 10 and 3 pairs.
    found = network("co-membership")
    monkeypatch.setattr("citygraph.network.model.MOST_PAIRS", 12)
    monkeypatch.setattr("citygraph.network.model.apart", None)
    monkeypatch.setattr(projection.project, "__defaults__", ("count", None, 12))
    with pytest.raises(QueryError, match=r"13 pairs, more than 12: .*drop the largest"):
        _ = found.weighted("newman").form


def test_no_tie_is_no_error() -> None:
    for recipe in ("co-participation", "city-event", "host-guest"):
        found = network(recipe, at="1900", reading="narrowest")
        assert (len(found.ties), found.names, found.makers()) == (0, (), ())
        assert found.graph().number_of_nodes() == 0


def test_an_agency_alone_is_one_node() -> None:
    found = network("co-participation", parameters={"kind": ("cg:UNAgency",)})
    assert found.graph().number_of_nodes() == 1
    assert found.graph().number_of_edges() == 0


def test_arranging_anew_needs_no_store() -> None:
    found = network("city-event")
    again = arrange(found)
    assert (again.ties, again.steps, again.undated) == (found.ties, found.steps, found.undated)


def test_weighted_and_having_leave_the_first_as_it_was() -> None:
    found = network("co-participation")
    assert found.weighted("newman").form is not found.form
    less = found.having(found.ties.chosen([False] * len(found.ties)))
    assert (less.names, len(found.names)) == ((), 8)


OWN = """# title: Who lies in one country
# modes: city country
SELECT ?source ?target ?tie ?date ?claim1 ?claim2 {
  ?claim1 <https://w3id.org/citygraph/ontology#attribute> ?tie ;
    <https://w3id.org/citygraph/ontology#subject> ?source ;
    <https://w3id.org/citygraph/ontology#object> ?target .
  FILTER(?tie = <https://w3id.org/citygraph/ontology#inCountry>)
  BIND("2019" AS ?date) BIND(?claim1 AS ?claim2)
}
"""


def own(folder: Path, text: str) -> Network:
    path = folder / "own.rq"
    path.write_text(text, encoding="utf-8")
    return make(diplomacy(), str(path), Choices())


def test_ones_own_recipe_makes_a_network(tmp_path: Path) -> None:
    # Alder and Birch in Sweden, Dune and Elm in Peru.
    found = own(tmp_path, OWN)
    assert found.form.matrix.toarray().tolist() == [[0, 1], [0, 1], [1, 0], [1, 0]]
    assert found.recipe.name == "own"
    assert CEDAR not in found.names


def test_ones_own_recipe_that_lacks_a_column_is_told_which(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"this recipe has no column \?date; .*: a tie needs"):
        own(tmp_path, OWN.replace("?date ?claim1 ?claim2 {", "?claim1 ?claim2 {"))


def test_ones_own_recipe_of_other_things(tmp_path: Path) -> None:
    rows = '("urn:a" "urn:b" "urn:t" "2018" "urn:1" "urn:2") ("urn:b" "urn:b" "x" "" "" "")'
    text = f"SELECT * {{ VALUES (?source ?target ?tie ?date ?claim1 ?claim2) {{ {rows} }} }}"
    found = own(tmp_path, text)
    # A node tied to itself has no tie in the graph.
    assert found.graph().edges == {("urn:a", "urn:b"): {}}.keys()
    assert found.graph().nodes["urn:b"] == {"label": "urn:b"}


def test_a_date_of_ones_own_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"\?date is 'summer 2019': a tie's date reads"):
        own(
            tmp_path,
            OWN.replace('"2019"', '"summer 2019"')
            .replace("?claim2)", "?claim2)")
            .replace("BIND(?claim1 AS ?claim2)", 'BIND("" AS ?claim2)'),
        )


def test_of_members_of_a_network_the_pact_is_a_target(tmp_path: Path) -> None:
    assert PACT in network("city-network").names
