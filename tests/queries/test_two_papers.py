"""Two papers on one forum: they agree, add, deny and contradict as the four documents never do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from citygraph.build import build_store, source_set
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
  - {{id: post/mayor-of-pori, type: Mayoralty, label: {{en: Mayor of Pori}}}}
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
  - {claim: TermOfOffice, holder: person/aino-virta, post: post/mayor-of-pori, validFrom: 2021-06,
     place: "line 2", says: "Virta has been mayor since June 2021."}
  - {claim: Participation, participant: person/aino-virta, event: event/harbour-forum-2025,
     participationRole: opener, place: "line 3", says: "Virta opened the forum."}
  - {claim: Participation, participant: person/aino-virta, event: event/harbour-forum-2025,
     participationRole: opener, capacity: post/mayor-of-pori, place: "line 4",
     says: "Virta opened the forum as mayor."}
  - {claim: Participation, participant: city/turku-fi, event: event/harbour-forum-2025,
     participationRole: attendee, modality: denied, place: "line 5", says: "Turku stayed away."}
  - {claim: ParticipantCount, event: event/harbour-forum-2025, countOf: group/harbour-masters,
     minimum: 70, countQualifier: more-than, place: "line 6", says: "More than seventy came."}
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = tmp_path_factory.mktemp("papers")
    whole, part = f"textSeen: whole\n  sha256: {'0' * 64}", "textSeen: part"
    early = _THINGS.format(id="early-paper", seen=whole, as_of="2025-01-01") + _EARLY
    late = _THINGS.format(id="late-paper", seen=part, as_of="2026-01-01") + _LATE
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
    assert people == [("Aino Virta", "Mayor of Pori")]


def test_whom_a_source_says_to_have_stayed_away_did_not_take_part(ask_papers: Ask) -> None:
    rows = ask_papers("events/participants", "participant", event="Harbour Forum 2025")
    assert ("Turku",) not in rows
    assert ask_papers("places/timeline", "kind", city="city/turku-fi") == []


def test_an_announced_event_that_a_later_source_reports_is_no_gap(ask_papers: Ask) -> None:
    assert ask_papers("events/announced-unreported", "event") == []


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
    assert found == {("attribute-claim", "early-paper", 0), ("attribute-claim", "late-paper", None)}
