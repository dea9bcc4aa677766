"""Calls, conclusions, pledges and statements are different acts, each with its voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]

FORUM = "12th World Cities Summit Mayors Forum"
MEETING = "Meeting of the UN Secretary-General with a mayors' delegation, 16 April 2021"
LEADERS = f"Mayors and city leaders at the {FORUM}"


def test_thirteen_calls_by_five_speakers(ask: Ask) -> None:
    calls = {(row[0], row[1]) for row in ask("statements/calls", "name claim")}
    # Guterres: vaccines, the first front, what governments "need to hear", three appeals on the
    # second front, the third front, the plea for the UN. Lee: "encouraged", "urged".
    assert Counter(name for name, _ in calls) == {
        "Anaclàudia Rossbach": 1,
        "António Guterres": 8,
        "Desmond Lee": 2,
        "Kamal Kishore": 1,
        "Tomas Lamanauskas": 1,
    }


def test_a_hope_a_pledge_and_a_conclusion_are_no_calls(ask: Ask) -> None:
    speakers = {row[0] for row in ask("statements/calls", "name")}
    assert not speakers & {"Oh Se-hoon", LEADERS, "Jan Vapaavuori", "Duong"}


def test_net_zero_is_called_for_by_2050_and_by_one_speaker(ask: Ask) -> None:
    rows = ask("statements/calls", "name addressee due theme", about="net-zero")
    assert rows == [("António Guterres", "Local governments", "2050", "net zero")]


def test_calls_of_one_speaker_name_those_called_upon(ask: Ask) -> None:
    rows = ask("statements/calls", "addressee claim", speaker="person/desmond-lee")
    assert {row[0] for row in rows} == {LEADERS}
    assert len({row[1] for row in rows}) == 2
    kishore = ask("statements/calls", "addressee theme", speaker="Kamal Kishore")
    assert kishore == [("Mayors", "municipal finance")]


def test_a_wider_theme_finds_calls_on_a_narrower_one(ask: Ask) -> None:
    rows = ask("statements/calls", "theme name", about="climate-action")
    assert ("net zero", "António Guterres") in rows
    assert ("climate action", "Desmond Lee") in rows
    assert "vaccine equity" not in {row[0] for row in rows}


def test_three_conclusions_in_their_order(ask: Ask) -> None:
    rows = ask("statements/conclusions", "ordinal by start")
    assert [row[:2] for row in rows] == [(n, LEADERS) for n in (1, 2, 3)]


def test_a_meeting_whose_report_sums_up_by_itself_has_no_conclusions(ask: Ask) -> None:
    event = "event/un-forum-of-mayors-2025-dialogue"
    assert ask("statements/conclusions", "ordinal", event=event) == []


def test_two_pledges_were_spoken(ask: Ask) -> None:
    # The 25 clauses of the declaration are written; to hope and to want are not to pledge.
    assert ask("statements/pledges", "name speaker event") == [
        ("António Guterres", "António Guterres", MEETING),
        ("Seoul", "Oh Se-hoon", FORUM),
    ]
    assert ask("statements/pledges", "speaker", party="city/helsinki-fi") == []


def test_what_the_minister_said_in_order(ask: Ask) -> None:
    rows = ask("statements/by-speaker", "act event start")
    assert [row[:2] for row in rows] == [
        ("statement", FORUM),
        ("call", FORUM),
        ("statement", FORUM),
        ("call", FORUM),
    ]


def test_the_mayors_words_on_his_vision_his_pledge_and_his_hope(ask: Ask) -> None:
    rows = ask("statements/by-speaker", "act", speaker="person/oh-se-hoon")
    assert rows == [("statement",), ("pledge",), ("statement",)]


def test_who_facilitated_said_nothing(ask: Ask) -> None:
    assert ask("statements/by-speaker", "act", speaker="organization/c40") == []
