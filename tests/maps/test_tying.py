"""When a tie may have held, from the days that bound its claims."""

from __future__ import annotations

from datetime import date

import pytest

from citygraph.maps.model import Claim, Evidence, Role, Text, Value
from citygraph.maps.tying import Row, tied, years
from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.spans import UNKNOWN, moment, state


def row(*facts: ClaimFacts) -> Row:
    return Row("a", "b", "kind", "", (), facts)


def member(since: str = "", until: str = "", known: str = "") -> ClaimFacts:
    span = state([since] if since else [], [until] if until else [], [known] if known else [])
    return ClaimFacts(span=span, holds=True)


def met(day: str = "", known: str = "") -> ClaimFacts:
    return ClaimFacts(span=moment([day] if day else [], [known] if known else []))


def rival(*days: str) -> ClaimFacts:
    return ClaimFacts(span=moment(days))


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
        # Sources differ on the day of the later one: all its days count.
        ([row(met("2015"), rival("2018", "2020"))], ((2018, 2020),)),
        ([row(rival("2018", "2020"), met("2015"))], ((2018, 2020),)),
        # A letter to who became a member later.
        ([row(met("2005"), member("2010"))], ((2010, 2010),)),
        # What has no date says nothing beside what has one.
        ([row(met("2019")), row(met())], ((2019, 2019),)),
    ],
)
def test_years_between_which_ties_held(
    rows: list[Row], spans: tuple[tuple[int | None, int | None], ...]
) -> None:
    assert years(rows) == spans


def test_a_tie_bears_its_first_date_and_none_where_no_row_has_one() -> None:
    dates = ("2019", "", "2015-06")
    (dated,) = tied([Row("a", "b", "kind", day, ()) for day in dates], {}, Text)
    (undated,) = tied([Row("a", "b", "kind", "", ())], {}, Text)
    assert (dated.date, undated.date) == ("2015-06", "")


def test_an_undated_claim_bounds_nothing() -> None:
    assert UNKNOWN.start_from == date.min.toordinal()
    assert years([row(member("2010"), met())]) == ((2010, None),)


def stated(iri: str, mode: str, inferred: bool = False) -> Claim:
    """A claim on what stands at the end of its name, inferred by its source if so said."""
    member = Role("member", Text("member"), (Value(Text(iri[-1]), iri[-1]),))
    place = Evidence("source", inferred=("member",) if inferred else ())
    words = (Text("membership"), Text("It is a member."), False, Text(mode), mode)
    return Claim(iri, *words, (member,), (place,))


CLAIMS = {
    one.iri: one
    for one in (
        stated("was/a", "actual"),
        stated("was/b", "actual"),
        stated("will/b", "planned"),
        stated("guess/b", "actual", inferred=True),
    )
}


@pytest.mark.parametrize(
    ("rows", "actual", "derived"),
    [
        ([("was/a", "was/b")], True, False),
        # One was there, the other announced that it would be: the two have not met yet.
        ([("was/a", "will/b")], False, False),
        ([("was/a", "will/b"), ("was/a", "was/b")], True, False),
        # That the other was there is inferred, and so is that they met.
        ([("was/a", "guess/b")], True, True),
        ([("was/a", "guess/b"), ("was/a", "was/b")], True, False),
        # What is stated of the plan alone does not make what happened stated.
        ([("was/a", "will/b"), ("was/a", "guess/b")], True, True),
        # A claim of one's own recipe, which the graph does not hold, is no plan and not derived.
        ([("mine", "mine")], True, False),
    ],
)
def test_a_tie_of_two_claims_is_as_firm_as_the_weaker_one(
    rows: list[tuple[str, ...]], actual: bool, derived: bool
) -> None:
    (tie,) = tied([Row("a", "b", "kind", "", claims) for claims in rows], CLAIMS, Text)
    assert (tie.actual, tie.derived) == (actual, derived)
