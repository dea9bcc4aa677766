"""When a tie may have held, from the days that bound its claims."""

from __future__ import annotations

from datetime import date

import pytest

from citygraph.maps.tying import Row, years
from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.spans import UNKNOWN, moment, state


def row(*facts: ClaimFacts) -> Row:
    return Row("a", "b", "kind", "", (), facts)


def member(since: str = "", until: str = "", known: str = "") -> ClaimFacts:
    span = state([since] if since else [], [until] if until else [], [known] if known else [])
    return ClaimFacts(span=span, holds=True)


def met(day: str = "", known: str = "") -> ClaimFacts:
    return ClaimFacts(span=moment([day] if day else [], [known] if known else []))


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ([row(member("2010", "2015"))], ((2010, 2015),)),
        ([row(member("2010"))], ((2010, None),)),
        ([row(member("", "2015"))], ((None, 2015),)),
        ([row(met("2019-10-10"))], ((2019, 2019),)),
        # A source of 2020 that knows of it is no date of its own.
        ([row(met(known="2020"))], ()),
        ([row(member(known="2020"))], ()),
        ([row()], ()),
        # Two stays with years between; two that meet are one.
        ([row(member("2000", "2010")), row(member("2016"))], ((2000, 2010), (2016, None))),
        ([row(member("2000", "2010")), row(member("2010", "2012"))], ((2000, 2012),)),
        # Two who shared a network did so while both were in it.
        ([row(member("2000", "2010"), member("2005"))], ((2005, 2010),)),
        ([row(member("2000", "2004"), member("2005"))], ()),
        # Of two signatures the later one makes the tie.
        ([row(met("2015-06-12"), met("2018-05-02"))], ((2018, 2018),)),
        # What has no date says nothing beside what has one.
        ([row(met("2019")), row(met())], ((2019, 2019),)),
    ],
)
def test_years_between_which_ties_held(
    rows: list[Row], spans: tuple[tuple[int | None, int | None], ...]
) -> None:
    assert years(rows) == spans


def test_an_undated_claim_bounds_nothing() -> None:
    assert UNKNOWN.start_from == date.min.toordinal()
    assert years([row(member("2010"), met())]) == ((2010, None),)
