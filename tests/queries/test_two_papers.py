"""Papers on one forum (papers/): they add, deny and contradict as the four documents do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from citygraph.assemble import build_store, source_set
from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]

_PAPERS = Path(__file__).parent / "papers"


@pytest.fixture(scope="module")
def papers() -> ox.Store:
    return build_store(source_set(_PAPERS))


@pytest.fixture
def ask_papers(papers: ox.Store, asking: Callable[[ox.Store], Ask]) -> Ask:
    return asking(papers)


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
    # Turku won in 2025 and was to host in 2024, Pori won in 2023 and will not host in 2024; who
    # organises is no host.
    rows = ask_papers("awards/laureates-as-hosts", "laureate event modality claim")
    assert {row[:3] for row in rows} == {("Pori", "Harbour Forum 2025", "actual")}
    assert len({row[3] for row in rows}) == 1


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
