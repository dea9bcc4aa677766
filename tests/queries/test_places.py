"""A city acts, is a place of events, is only named, or has several names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]


def test_helsinki_in_2019(ask: Ask) -> None:
    rows = ask("places/timeline", "first last kind")
    october = ("2019-10-01", "2019-10-31")
    the_day = ("2019-10-10", "2019-10-10")
    # It showed its solutions, invited three groups, was the place and had its mayor open; then
    # it signed and took on five commitments.
    assert Counter(rows) == {
        ("2019-01-01", "2019-12-31", "statement"): 1,
        (*october, "invitation"): 3,
        (*october, "attribute-claim"): 1,
        (*october, "participation"): 1,
        (*the_day, "signature"): 1,
        (*the_day, "commitment"): 5,
    }
    assert rows == sorted(rows)


def test_what_is_planned_is_no_part_of_what_happened(ask: Ask) -> None:
    assert ask("places/timeline", "kind", city="city/vienna-at") == [("award",)]
    planned = ask("places/timeline", "kind first", city="city/vienna-at", modality="planned")
    assert planned == [("attribute-claim", "2025-01-01"), ("participation", "2025-01-01")]


def test_a_city_that_is_only_named_has_no_timeline(ask: Ask) -> None:
    # Chennai used a programme, at no date that a source gives; Singapore was named.
    assert ask("places/timeline", "kind", city="city/chennai-in") == []
    assert ask("places/timeline", "kind", city="city/singapore-sg") == []


def test_four_cities_are_named_and_one_of_them_was_there(ask: Ask) -> None:
    assert ask("places/mentions", "name tookPart") == [
        ("Chennai", "not stated"),
        ("Medellín", "not stated"),
        ("Seoul", "yes"),
        ("Singapore", "not stated"),
    ]


def test_a_city_that_signs_is_not_merely_named(ask: Ask) -> None:
    assert ask("places/mentions", "event", city="city/stockholm-se") == []


def test_names_that_differ_in_swedish(ask: Ask) -> None:
    rows = ask("places/names", "name other kind")
    assert ("Helsinki", "Helsingfors", "city") in rows
    assert ("Helsinki", "Helsingfors stad", "city") in rows
    assert ("Mayor of Helsinki", "Helsingfors borgmästare", "post") in rows
    # Stockholm and Tallinn are written alike; no concept is a thing with a place in a text.
    assert not {"Stockholm", "Tallinn", "Eurocities", "speaker", "Helsingfors"} & {
        row[0] for row in rows
    }


def test_a_language_that_no_source_uses_gives_no_names(ask: Ask) -> None:
    assert ask("places/names", "name", language="ko") == []
