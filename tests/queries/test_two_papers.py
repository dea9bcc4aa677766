"""Two papers on one forum: they agree, add, deny and contradict as the four documents never do."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from citygraph.assemble import build_store, source_set
from citygraph.query import bind, select
from citygraph.query.files import QueryFile
from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]

_THINGS = """
format: 1
source:
  id: {id}
  kind: press-release
  label: {{en: "{id}"}}
  language: en
  {seen}
  read: 2026-11-21
  asOf: {as_of}
  terms: "None."
things:
  - {{id: event/harbour-forum-2025, type: Forum, label: {{en: Harbour Forum 2025}}}}
  - {{id: city/pori-fi, type: City, label: {{en: Pori}}}}
  - {{id: city/turku-fi, type: City, label: {{en: Turku}}}}
  - {{id: person/aino-virta, type: Person, label: {{en: Aino Virta}}}}
  - {{id: person/onni-salo, type: Person, label: {{en: Onni Salo}}}}
  - {{id: event/quay-talks, type: Meeting, label: {{en: Quay talks}}}}
  - {{id: post/mayor-of-pori, type: Mayoralty, label: {{en: Mayor of Pori}}}}
  - {{id: event/quay-summit-2024, type: Summit, label: {{en: Quay Summit 2024}}}}
  - {{id: event/harbour-forum-2023, type: Forum, label: {{en: Harbour Forum 2023}}}}
  - {{id: event/harbour-forum-2028, type: Forum, label: {{en: Harbour Forum 2028}}}}
  - {{id: series/harbour-forum, type: EventSeries, label: {{en: Harbour Forum}}}}
  - {{id: series/quay-summit, type: EventSeries, label: {{en: Quay Summit}}}}
  - {{id: event/quay-summit-2028, type: Summit, label: {{en: Quay Summit 2028}}}}
  - {{id: organization/port-cities, type: CityNetwork, label: {{en: Port Cities}}}}
  - {{id: post/chair-of-port-cities, type: ExecutivePost, label: {{en: Chair of Port Cities}}}}
  - {{id: post/mayor-of-turku, type: Mayoralty, label: {{en: Mayor of Turku}}}}
  - {{id: prize/harbour-prize, type: Prize, label: {{en: Harbour Prize}}}}
  - {{id: document/harbour-declaration, type: Declaration, label: {{en: Harbour Declaration}}}}
  - {{id: group/harbour-masters, type: Group, label: {{en: Harbour masters}}}}
claims:
"""
_EARLY = """
  - {about: event/harbour-forum-2025, eventStatus: announced, at: 0-9, says: "It is to come."}
  - {about: event/harbour-forum-2025, startDate: 2025-05-01, at: 0-9, says: "It begins in May."}
  - {about: event/harbour-forum-2025, heldIn: city/pori-fi, at: 0-9, says: "It is in Pori."}
"""
_LATE = """
  - {about: event/harbour-forum-2025, eventStatus: held, place: "the title", says: "It was held."}
  - {about: event/harbour-forum-2025, startDate: 2025-05-02, place: "line 1", says: "It began."}
  - {about: event/harbour-forum-2025, heldIn: city/pori-fi, place: "line 1", says: "In Pori."}
  - {about: event/harbour-forum-2023, inSeries: series/harbour-forum, editionNumber: 3,
     eventStatus: cancelled, startDate: 2023, place: "line 1", says: "The third was cancelled."}
  - {about: event/harbour-forum-2025, inSeries: series/harbour-forum, editionNumber: 5,
     place: "line 1", says: "It is the fifth."}
  - {about: event/harbour-forum-2028, inSeries: series/harbour-forum, editionNumber: 8,
     startDate: 2028, eventStatus: announced, place: "line 1", says: "The eighth is to come."}
  - {about: event/quay-summit-2024, inSeries: series/quay-summit, editionNumber: 4,
     place: "line 1", says: "It is the fourth of another series."}
  - {about: event/quay-summit-2028, inSeries: series/quay-summit, editionNumber: 5,
     startDate: 2028, place: "line 1", says: "The fifth is dated 2028."}
  - {claim: TermOfOffice, holder: person/aino-virta, post: post/mayor-of-pori, validFrom: 2021-06,
     place: "line 2", says: "Virta has been mayor since June 2021."}
  - {claim: Participation, participant: person/aino-virta, event: event/harbour-forum-2025,
     participationRole: opener, place: "line 3", says: "Virta opened the forum."}
  - {claim: Participation, participant: person/aino-virta, event: event/harbour-forum-2025,
     participationRole: opener, capacity: post/mayor-of-pori, place: "line 4",
     says: "Virta opened the forum as mayor."}
  - {claim: Participation, participant: city/turku-fi, event: event/harbour-forum-2025,
     participationRole: attendee, modality: denied, place: "line 5", says: "Turku stayed away."}
  - {claim: Participation, participant: person/aino-virta, event: event/harbour-forum-2025,
     participationRole: chair, modality: denied, place: "line 5", says: "Virta did not chair it."}
  - {claim: ParticipantCount, event: event/harbour-forum-2025, countOf: group/harbour-masters,
     minimum: 70, countQualifier: more-than, place: "line 6", says: "More than seventy came."}
  - {claim: Participation, participant: person/aino-virta, event: event/quay-summit-2024,
     participationRole: opener, place: "line 7", says: "Virta opens the summit."}
  - {about: event/quay-summit-2024, eventStatus: announced, startDate: 2024-09, place: "line 7",
     modality: planned, says: "The summit is to be in September 2024."}
  - {claim: Award, prize: prize/harbour-prize, laureate: city/pori-fi, awardYear: 2024,
     place: "line 8", says: "Pori won the prize in 2024."}
  - {claim: Award, prize: prize/harbour-prize, laureate: city/turku-fi, awardYear: 2025,
     place: "line 8", says: "Turku won the prize in 2025."}
  - {claim: Participation, participant: city/pori-fi, event: event/harbour-forum-2025,
     participationRole: host, place: "line 9", says: "Pori hosted the forum."}
  - {claim: Participation, participant: city/turku-fi, event: event/harbour-forum-2025,
     participationRole: organiser, place: "line 9", says: "Turku organised the forum."}
  - {claim: Participation, participant: city/turku-fi, event: event/quay-summit-2024,
     participationRole: host, modality: planned, place: "line 9", says: "Turku is to host it."}
  - {claim: Participation, participant: city/pori-fi, event: event/quay-summit-2024,
     participationRole: host, modality: denied, place: "line 9", says: "Pori will not host it."}
  - {claim: Commitment, committedBy: city/pori-fi, inDocument: document/harbour-declaration,
     ordinal: 1, theme: housing, place: "line 10", says: "Pori is to further housing."}
  - {claim: Commitment, committedBy: city/turku-fi, inDocument: document/harbour-declaration,
     ordinal: 1, theme: housing, modality: denied, place: "line 10", says: "Turku is not."}
  - {claim: Commitment, committedBy: city/pori-fi, speaker: person/aino-virta, ordinal: 2,
     inDocument: document/harbour-declaration, place: "line 10", says: "Pori is to build."}
  - {claim: Signature, document: document/harbour-declaration, signatory: city/pori-fi,
     signatureStatus: signed, signedOn: 2025-05, place: "line 10", says: "Pori signed in May."}
  - {claim: Membership, member: city/pori-fi, network: organization/port-cities,
     place: "line 15", says: "Pori is a member."}
  - {claim: Membership, member: city/pori-fi, network: organization/port-cities,
     membershipRole: founder, validFrom: 2010, place: "line 15", says: "Pori was a founder."}
  - {claim: Membership, member: city/turku-fi, network: organization/port-cities,
     modality: denied, place: "line 15", says: "Turku is no member."}
  - {claim: TermOfOffice, holder: person/aino-virta, post: post/chair-of-port-cities,
     validFrom: 2024, validTo: 2024, place: "line 16", says: "Virta chaired the network in 2024."}
  - {claim: TermOfOffice, holder: person/aino-virta, post: post/mayor-of-turku,
     modality: denied, place: "line 16", says: "Virta never was mayor of Turku."}
  - {claim: Mention, mentioned: group/harbour-masters, event: event/harbour-forum-2025,
     place: "line 17", says: "Harbour masters are named."}
  - {claim: Mention, mentioned: city/turku-fi, event: event/harbour-forum-2025,
     place: "line 17", says: "Turku is named."}
  - {claim: Invitation, inviter: city/turku-fi, invitee: city/pori-fi,
     event: event/harbour-forum-2025, place: "line 11", says: "Turku invited Pori."}
  - {claim: Invitation, inviter: city/pori-fi, invitee: city/turku-fi, event: event/quay-talks,
     place: "line 11", says: "Pori invited Turku to the talks."}
  - {about: event/quay-talks, eventStatus: held, startDate: 2024-03-04, place: "line 12",
     says: "They talked."}
  - {claim: Participation, participant: person/aino-virta, event: event/quay-talks,
     participationRole: attendee, place: "line 12", says: "Virta was there."}
  - {claim: Participation, participant: person/aino-virta, event: event/quay-talks,
     participationRole: attendee, capacity: post/mayor-of-pori, place: "line 12",
     says: "Virta was there as mayor."}
  - {claim: Participation, participant: person/onni-salo, event: event/quay-talks,
     participationRole: attendee, place: "line 13", says: "Salo was there."}
  - {claim: Participation, participant: person/onni-salo, event: event/quay-talks,
     participationRole: attendee, onBehalfOf: city/pori-fi, place: "line 13",
     says: "Salo was there for Pori."}
  - {claim: Participation, participant: city/turku-fi, event: event/quay-talks,
     participationRole: attendee, modality: denied, place: "line 14", says: "Turku was not."}
  - {claim: Participation, participant: group/harbour-masters, event: event/quay-talks,
     participationRole: facilitator, modality: denied, place: "line 14", says: "Nobody helped."}
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = tmp_path_factory.mktemp("papers")
    whole, part = f"textSeen: whole\n  sha256: {'0' * 64}", "textSeen: part"
    early = _THINGS.format(id="early-paper", seen=whole, as_of="2025-01-01") + _EARLY
    late = _THINGS.format(id="late-paper", seen=part, as_of="2026-01-01") + _LATE
    other = _THINGS.format(id="other-paper", seen=whole, as_of="2025-01-01")
    other += (
        "  - {about: event/harbour-forum-2025, heldIn: city/pori-fi, at: 0-9, says: In Pori.}\n"
    )
    (folder / "other-paper.yaml").write_text(other, encoding="utf-8")
    (folder / "early-paper.yaml").write_text(early, encoding="utf-8")
    (folder / "late-paper.yaml").write_text(late, encoding="utf-8")
    return build_store(source_set(folder))


@pytest.fixture
def ask_papers(papers: ox.Store, queries: dict[str, QueryFile]) -> Ask:
    def ask(name: str, columns: str, **given: str) -> list[tuple[Cell, ...]]:
        chosen = {key: [value] for key, value in given.items()}
        table = select(papers, bind(queries[name], chosen, papers))
        places = [table.columns.index(column) for column in columns.split()]
        return [tuple(row[place] for place in places) for row in table.rows]

    return ask


@pytest.mark.parametrize("given", [{}, {"document": "early-paper"}, {"document": "late-paper"}])
def test_two_dates_for_one_day_stand_side_by_side_once(
    ask_papers: Ask, given: dict[str, str]
) -> None:
    # First announced, then held, and one city named by both: no disagreement.
    (row,) = ask_papers("sources/rivals", "about fact value1 source1 value2 source2", **given)
    assert row[:2] == ("Harbour Forum 2025", "startDate")
    assert {row[2:4], row[4:]} == {("2025-05-01", "early-paper"), ("2025-05-02", "late-paper")}


def test_the_rivals_paraphrases_stand_with_their_sources(ask_papers: Ask) -> None:
    (row,) = ask_papers("sources/rivals", "source1 says1 source2 says2")
    assert {row[:2], row[2:]} == {
        ("early-paper", "It begins in May."),
        ("late-paper", "It began."),
    }


def test_what_a_fuller_claim_repeats_is_listed_once(ask_papers: Ask) -> None:
    rows = ask_papers("events/by-role", "who capacity source")
    assert rows == [("Aino Virta", "Mayor of Pori", "late-paper")] * 2  # one for each date
    people = ask_papers("events/participants", "participant capacity", event="Harbour Forum 2025")
    assert ("Aino Virta", None) not in people
    assert ("Aino Virta", "Mayor of Pori") in people


def test_whom_a_source_says_to_have_stayed_away_did_not_take_part(ask_papers: Ask) -> None:
    rows = ask_papers("events/participants", "participant as", event="Harbour Forum 2025")
    assert ("Turku", "attendee") not in rows
    assert ("Turku", "organiser") in rows
    # She came, but a source denies that she chaired.
    assert ask_papers("events/by-role", "who", role="chair") == []
    deeds = ask_papers("places/timeline", "says", city="city/turku-fi")
    assert set(deeds) == {
        ("Pori invited Turku to the talks.",),
        ("Turku invited Pori.",),
        ("Turku organised the forum.",),
        ("Turku won the prize in 2025.",),
    }


def test_an_announced_event_that_a_later_source_reports_is_no_gap(ask_papers: Ask) -> None:
    rows = ask_papers("events/announced-unreported", "event")
    # Nor is one that was cancelled.
    assert rows == [("Quay Summit 2024",), ("Harbour Forum 2028",)]


def test_each_run_of_missing_editions_has_its_row(ask_papers: Ask) -> None:
    rows = ask_papers("events/editions", "edition event status", series="series/harbour-forum")
    gap = "(not in the graph)"
    assert list(dict.fromkeys(rows)) == [
        ("1-2", gap, None),
        ("3", "Harbour Forum 2023", "cancelled"),
        ("4", gap, None),
        ("5", "Harbour Forum 2025", "held"),
        ("6-7", gap, None),
        ("8", "Harbour Forum 2028", "announced"),
    ]
    claims = ask_papers("events/editions", "event source claim", series="series/harbour-forum")
    assert {row for row in claims if row[0] == gap} == {(gap, None, None)}


def test_an_edition_has_no_host_that_is_denied_and_no_status_that_is_unstated(
    ask_papers: Ask,
) -> None:
    rows = ask_papers("events/editions", "edition status host", series="series/quay-summit")
    assert rows == [("1-3", None, None), ("4", "announced", "Turku"), ("5", None, None)]


def test_nobody_opened_an_event_that_no_source_reports_as_held(ask_papers: Ask) -> None:
    rows = ask_papers("events/by-role", "event", role="opener")
    assert set(rows) == {("Harbour Forum 2025",)}
    assert ask_papers("events/participants", "participant", event="Quay Summit 2024") == []


def test_a_laureate_that_hosted_before_or_not_at_all_does_not_count(ask_papers: Ask) -> None:
    # Turku won in 2025 and was to host in 2024; in 2025 it organised, Pori hosted.
    rows = ask_papers("awards/laureates-as-hosts", "laureate event modality")
    assert set(rows) == {("Pori", "Harbour Forum 2025", "actual")}


def test_a_party_that_a_source_denies_is_none(ask_papers: Ask) -> None:
    document = "document/harbour-declaration"
    rows = ask_papers("agreements/themes-in-order", "ordinal theme parties", document=document)
    assert rows == [(1, "housing", 1)]


def test_a_number_that_is_exceeded_has_no_maximum(ask_papers: Ask) -> None:
    rows = ask_papers("events/unnamed", "who qualifier minimum maximum named")
    assert rows == [("Harbour masters", "more than", 70, None, 1)]


@pytest.mark.parametrize(
    ("date", "held"),
    [("2021-05-31", False), ("2021-06-01", True), ("2026-01-01", True), ("2026-01-02", False)],
)
def test_a_term_without_end_is_vouched_for_until_its_source_speaks(
    ask_papers: Ask, date: str, held: bool
) -> None:
    rows = ask_papers("people/office-on-date", "holder since asOf source", date=date)
    assert rows == ([("Aino Virta", "2021-06", "2026-01-01", "late-paper")] if held else [])


def test_where_no_text_was_in_hand_the_place_is_in_words(ask_papers: Ask) -> None:
    rows = ask_papers("sources/claims", "start end place", document="late-paper")
    assert {row[:2] for row in rows} == {(None, None)}
    assert {"the title", "line 1", "line 6"} < {row[2] for row in rows}


def test_what_both_papers_say_is_listed_under_each(ask_papers: Ask) -> None:
    rows = ask_papers("places/timeline", "kind source start", city="city/pori-fi")
    found = {row for row in rows if row[0] == "attribute-claim"}
    assert found == {
        ("attribute-claim", "early-paper", 0),
        ("attribute-claim", "late-paper", None),
        ("attribute-claim", "other-paper", 0),
    }


def test_two_who_met_are_a_pair_once_and_the_absent_met_nobody(ask_papers: Ask) -> None:
    columns = "date one met metFor facilitator source"
    rows = ask_papers("events/meetings", columns, actor="person/aino-virta")
    assert rows == [("2024-03-04", "Aino Virta", "Onni Salo", "Pori", None, "late-paper")]
    assert ask_papers("events/meetings", "met", actor="city/turku-fi") == []


def test_an_invitation_is_told_from_coming(ask_papers: Ask) -> None:
    rows = ask_papers("events/invitations", "eventName invitee came")
    # Turku took part in the forum, not in the talks to which it was invited.
    assert rows == [("Harbour Forum 2025", "Pori", "yes"), ("Quay talks", "Turku", "not stated")]


def test_a_paper_that_contradicts_nobody_has_no_rivals(ask_papers: Ask) -> None:
    assert ask_papers("sources/rivals", "about", document="other-paper") == []


def test_a_member_is_listed_once_and_whom_a_source_denies_not(ask_papers: Ask) -> None:
    rows = ask_papers("networks/members", "name member standing since until source")
    assert rows == [("Port Cities", "Pori", "founder", "2010", None, "late-paper")]


def test_a_mayor_is_listed_by_her_mayoralty_alone(ask_papers: Ask) -> None:
    rows = ask_papers("people/mayors-at-events", "mayor office role", event="event/quay-talks")
    assert rows == [("Aino Virta", "Mayor of Pori", "attendee")]
    forum = ask_papers("people/mayors-at-events", "role", event="event/harbour-forum-2025")
    assert set(forum) == {("opener",)}  # a source denies that she chaired


def test_only_cities_are_listed_as_named_cities(ask_papers: Ask) -> None:
    assert ask_papers("places/mentions", "name tookPart") == [("Turku", "yes")]


def test_a_date_of_signing_is_listed_once(ask_papers: Ask) -> None:
    rows = ask_papers("sources/partial-dates", "fact", document="late-paper")
    assert [row for row in rows if row[0] in ("signedOn", "onDate")] == [("signedOn",)]


def test_a_clause_with_a_voice_is_no_pledge_in_speech(ask_papers: Ask) -> None:
    assert ask_papers("statements/pledges", "says") == []
