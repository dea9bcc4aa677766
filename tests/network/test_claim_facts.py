"""What ties inherit from their claims, in the invented graph."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
from tests.network.diplomacy_graph import (
    ALDER,
    CEDAR,
    CONFERENCE,
    DUNE,
    ELM,
    FORUM,
    LEAGUE,
    MEETING,
    PANEL,
    diplomacy,
    network,
)

from citygraph.network.claim_facts import ClaimFacts, batches, claim_facts
from citygraph.network.claimed import Claimed, claimed
from citygraph.network.spans import EVER, NEVER, moment, state
from citygraph.query import select
from citygraph.vocabulary import CG


def facts(kind: str, **roles: str) -> ClaimFacts:
    """The facts of the one claim of a class that has these fillers and that none refines."""
    said = " ".join(f"; cg:{role} {value}" for role, value in roles.items())
    query = (
        f"PREFIX cg: <{CG}> SELECT ?claim {{ ?claim a cg:{kind} {said} "
        "FILTER NOT EXISTS { ?finer cg:refines ?claim } }"
    )
    ((claim,),) = select(diplomacy(), query).rows
    return claim_facts(diplomacy(), [str(claim)])[str(claim)]


def test_sources_that_agree_are_all_named() -> None:
    found = facts("Participation", participant=f"<{CEDAR}>", event=f"<{FORUM}>")
    assert found.sources == ("daily", "forum-report")
    assert found.kinds == ("meeting-report", "news-report")
    assert found.languages == ("en", "sv")
    assert found.roles == ("attendee",)


def test_the_source_of_a_barer_claim_states_the_finer_one_too() -> None:
    # The Daily says less of Birch's use of Clean Taps than the Pact does: not since when.
    birch = CEDAR.replace("cedar-fi", "birch-se")
    assert facts("ProgrammeUse", user=f"<{birch}>").sources == ("daily", "pact-page")


def test_not_if_the_finer_claim_stands_for_more_actors() -> None:
    # That Dune acted for the River Pact is the report's alone.
    dune = facts("Participation", participant=f"<{DUNE}>", event=f"<{FORUM}>")
    assert dune.sources == ("forum-report",)


def test_a_theme_comes_with_what_is_broader_and_from_the_forum_of_a_session() -> None:
    for event in (FORUM, PANEL):
        found = network("actor-event").found
        (pair, *_) = [
            pair
            for pair, claim in zip(found.facts, found.ties.claim1, strict=True)
            if claim in claims_at(event)
        ]
        assert {"climate-adaptation", "climate-action"} <= set(pair[0].themes)


def claims_at(event: str) -> set[str]:
    query = f"SELECT ?claim {{ ?claim <{CG}event> <{event}> }}"
    return {str(claim) for (claim,) in select(diplomacy(), query).rows}


def test_an_event_dates_a_participation_and_its_forum_a_session() -> None:
    first, last = (date(2015, 6, day).toordinal() for day in (10, 12))
    whole = facts("Participation", participant=f"<{ALDER}>", event=f"<{FORUM}>").span
    assert whole == (first, first, last, last)
    # The panel was on some of the forum's days.
    panel = facts("Participation", event=f"<{PANEL}>").span
    assert panel == (first, last, first, last)


def test_without_a_date_the_day_of_the_source_is_the_last() -> None:
    span = facts("Participation", event=f"<{CONFERENCE}>", participant=f"<{ELM}>").span
    by = date(2012, 2, 1).toordinal()
    assert span == (EVER, by, EVER, by)


def test_a_signature_has_its_own_day_else_that_of_adoption() -> None:
    own = facts("Signature", signatory=f"<{DUNE}>")
    assert own.span == moment(["2018-05-02"])
    assert not own.holds
    query = f"<{ALDER}>"
    assert facts("Signature", signatory=query).span == moment(["2015-06-12"])


def test_a_membership_holds_and_rivals_make_its_start_uncertain() -> None:
    # The League says from 2013 and knows it in 2020, the report from 2014 and knows it then.
    own = facts("Membership", member=f"<{ELM}>", statedIn=f"<{source('league-list')}>")
    assert own.holds
    assert own.span == state(["2013", "2014"], [], ["2020-01-01"])
    other = facts("Membership", member=f"<{ELM}>", statedIn=f"<{source('rival-list')}>")
    assert other.span == state(["2013", "2014"], [], ["2014-05-01"])
    # Dune's has no date that could have a rival.
    dune = facts("Membership", member=f"<{DUNE}>", network=f"<{LEAGUE}>").span
    assert dune == state([], [], ["2014-05-01"])
    assert dune.end_until == NEVER


def test_a_rival_gives_no_date_that_a_claim_leaves_out() -> None:
    # The two differ on the end; that the one tells a start as well bounds the other's nowhere.
    store = ox.Store()
    store.load(
        f"""@prefix cg: <{CG}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:1> a cg:Membership ; cg:modality <urn:m> ; cg:validTo "2015"^^xsd:gYear ;
          cg:rivals <urn:2> .
        <urn:2> a cg:Membership ; cg:modality <urn:m> ; cg:validTo "2017"^^xsd:gYear ;
          cg:validFrom "2010"^^xsd:gYear ; cg:rivals <urn:1> .
        <urn:3> a cg:Membership ; cg:modality <urn:other> ; cg:validTo "2019"^^xsd:gYear ;
          cg:rivals <urn:1> .""".encode(),
        ox.RdfFormat.TURTLE,
    )
    assert claim_facts(store, ["urn:1"])["urn:1"].span == state([], ["2015", "2017"])


def source(key: str) -> str:
    return ALDER.replace("city/alder-se", f"source/{key}")


def test_claims_that_the_store_does_not_know_have_no_facts() -> None:
    assert claim_facts(diplomacy(), ["urn:unknown", "no iri", ""]) == {}
    assert claim_facts(diplomacy(), []) == {}


def test_batches_hold_every_iri_once() -> None:
    asked = [f"urn:{n}" for n in range(5)] * 2
    assert list(batches(asked, 2)) == ["<urn:0> <urn:1>", "<urn:2> <urn:3>", "<urn:4>"]


@pytest.mark.parametrize("bad", ["urn:a> } DROP ALL #", "urn:a b", 'urn:"'])
def test_what_is_no_iri_never_reaches_a_query(bad: str) -> None:
    assert list(batches([bad])) == []


def test_the_largest_claimed_number_of_an_event_is_taken() -> None:
    # 14 says the report, about 10 the Daily, and 2 or 3 of the meeting; of the conference nobody.
    found = claimed(diplomacy(), [FORUM, MEETING, CONFERENCE])
    assert {event: one.number for event, one in found.items()} == {FORUM: 14, MEETING: 3}
    assert isinstance(found[FORUM], Claimed)
    assert f"<{found[FORUM].claim}>" in next(iter(batches(claims_at(FORUM))))
