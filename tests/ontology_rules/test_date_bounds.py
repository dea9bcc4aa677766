"""earliestDate and latestDate against the calendar."""

from __future__ import annotations

import calendar
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from citygraph.inference import INFERRED, infer
from citygraph.vocabulary import CG, PREFIXES

Derive = Callable[..., set[tuple[str, str, str]]]
Bounds = tuple[str | None, str | None]
FORUM = ':forum cg:startDate "2023-09-24"^^xsd:date ; cg:endDate "2023-09-26"^^xsd:date .'
FORUM_DAYS = ("2023-09-24", "2023-09-26")


def value(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value


def bounds(derive: Derive, turtle: str, of: str = "x") -> Bounds:
    facts = [
        (p, o) for s, p, o in derive(turtle) if s == of and p in ("earliestDate", "latestDate")
    ]
    found = dict(facts)
    assert len(found) == len(facts), "two bounds where there is one"
    return found.get("earliestDate"), found.get("latestDate")


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ('"2025-10-07"^^xsd:date', "2025-10-07", "2025-10-07"),
        ('"2025-10"^^xsd:gYearMonth', "2025-10-01", "2025-10-31"),
        ('"2025-11"^^xsd:gYearMonth', "2025-11-01", "2025-11-30"),
        ('"2024-02"^^xsd:gYearMonth', "2024-02-01", "2024-02-29"),
        ('"2023-02"^^xsd:gYearMonth', "2023-02-01", "2023-02-28"),
        ('"1900-02"^^xsd:gYearMonth', "1900-02-01", "1900-02-28"),
        ('"2000-02"^^xsd:gYearMonth', "2000-02-01", "2000-02-29"),
        ('"2019"^^xsd:gYear', "2019-01-01", "2019-12-31"),
        ('"--05-11"^^xsd:gMonthDay', None, None),
        ('"autumn 2019"', None, None),
        ('"2019"', None, None),
        ('"2019-13"^^xsd:gYearMonth', None, None),
    ],
)
def test_a_date_is_read_as_widely_as_it_allows(
    derive: Derive, date: str, first: str | None, last: str | None
) -> None:
    for property_ in ("cg:startDate", "cg:adoptedOn", "dcterms:issued", "cg:onDate", "cg:signedOn"):
        assert bounds(derive, f":x {property_} {date} .") == (first, last)


def test_an_award_has_its_year(derive: Derive) -> None:
    turtle = ':x cg:awardYear "2018"^^xsd:gYear .'
    assert bounds(derive, turtle) == ("2018-01-01", "2018-12-31")


def test_an_event_lasts_from_its_start_to_its_end(derive: Derive) -> None:
    assert bounds(derive, FORUM, "forum") == FORUM_DAYS


def test_an_event_of_which_only_the_end_is_told_has_no_first_day(derive: Derive) -> None:
    assert bounds(derive, ':x cg:endDate "2023-09-26"^^xsd:date .') == (None, "2023-09-26")


def test_rival_dates_span_from_the_first_to_the_last(derive: Derive) -> None:
    turtle = """:x cg:startDate "2025-10-07"^^xsd:date , "2025-09"^^xsd:gYearMonth ,
      "2025-10-09"^^xsd:date ."""
    assert bounds(derive, turtle) == ("2025-09-01", "2025-10-09")


def test_a_term_opens_and_closes_on_its_own_dates_alone(derive: Derive) -> None:
    assert bounds(derive, ':x cg:validFrom "2014"^^xsd:gYear .') == ("2014-01-01", None)
    assert bounds(derive, ':x cg:validTo "2018"^^xsd:gYear .') == (None, "2018-12-31")
    both = ':x cg:validFrom "2014"^^xsd:gYear ; cg:validTo "2018-06"^^xsd:gYearMonth .'
    assert bounds(derive, both) == ("2014-01-01", "2018-06-30")


def test_an_open_term_is_not_closed_by_the_day_on_which_it_was_told(derive: Derive) -> None:
    turtle = ':x cg:validFrom "2014"^^xsd:gYear ; cg:onDate "2016-05-01"^^xsd:date .'
    assert bounds(derive, turtle) == ("2014-01-01", None)
    turtle = ':x cg:validTo "2018"^^xsd:gYear ; cg:onDate "2016-05-01"^^xsd:date .'
    assert bounds(derive, turtle) == (None, "2018-12-31")


def test_when_a_pledge_is_due_or_a_source_knows_it_bounds_nothing(derive: Derive) -> None:
    turtle = """:x cg:dueBy "2050"^^xsd:gYear ; cg:asOf "2021"^^xsd:gYear ;
      cg:readOn "2026-01-01"^^xsd:date ."""
    assert bounds(derive, turtle) == (None, None)


def test_an_attribute_claim_is_not_dated_by_the_date_it_claims(derive: Derive) -> None:
    turtle = (
        ':x cg:subject :forum ; cg:attribute cg:startDate ; cg:value "2025"^^xsd:gYear . ' + FORUM
    )
    assert bounds(derive, turtle) == (None, None)


def test_an_undated_session_lies_within_its_forum(derive: Derive) -> None:
    turtle = FORUM + ":day cg:partOfEvent :forum . :x cg:partOfEvent :day ."
    assert bounds(derive, turtle) == FORUM_DAYS


def test_a_dated_session_keeps_its_day(derive: Derive) -> None:
    turtle = FORUM + ':x cg:partOfEvent :forum ; cg:startDate "2023-09-25"^^xsd:date .'
    assert bounds(derive, turtle) == ("2023-09-25", "2023-09-25")


def test_a_forum_does_not_take_the_day_of_a_session(derive: Derive) -> None:
    turtle = ':s cg:partOfEvent :x ; cg:startDate "2023-09-25"^^xsd:date .'
    assert bounds(derive, turtle) == (None, None)


@pytest.mark.parametrize("role", ["cg:event", "cg:madeAt", "cg:signedAt", "cg:adoptedAt"])
def test_what_has_no_date_takes_the_days_of_its_event(derive: Derive, role: str) -> None:
    assert bounds(derive, FORUM + f":x {role} :forum .") == FORUM_DAYS


def test_its_own_date_comes_before_its_events(derive: Derive) -> None:
    turtle = FORUM + ':x cg:madeAt :forum ; cg:onDate "2023-09-25"^^xsd:date .'
    assert bounds(derive, turtle) == ("2023-09-25", "2023-09-25")


def test_a_day_without_its_year_leaves_the_events_days(derive: Derive) -> None:
    turtle = FORUM + ':x cg:madeAt :forum ; cg:onDate "--09-25"^^xsd:gMonthDay .'
    assert bounds(derive, turtle) == FORUM_DAYS


@pytest.mark.parametrize("role", ["cg:event", "cg:madeAt", "cg:partOfEvent", "cg:adoptedAt"])
def test_two_events_span_from_the_first_to_the_last(derive: Derive, role: str) -> None:
    turtle = FORUM + f':earlier cg:startDate "2022"^^xsd:gYear . :x {role} :forum , :earlier .'
    assert bounds(derive, turtle) == ("2022-01-01", "2023-09-26")


@pytest.mark.parametrize("role", ["cg:event", "cg:madeAt", "cg:partOfEvent"])
def test_an_event_does_not_close_or_open_a_term_of_ones_own(derive: Derive, role: str) -> None:
    turtle = FORUM + f':x {role} :forum ; cg:validFrom "2014"^^xsd:gYear .'
    assert bounds(derive, turtle) == ("2014-01-01", None)
    turtle = FORUM + f':x {role} :forum ; cg:validTo "2030"^^xsd:gYear .'
    assert bounds(derive, turtle) == (None, "2030-12-31")


def test_a_document_does_not_close_or_open_a_term_of_ones_own(derive: Derive) -> None:
    document = ':x cg:document :d . :d cg:adoptedOn "2019-10-10"^^xsd:date . '
    turtle = document + ':x cg:validFrom "2014"^^xsd:gYear .'
    assert bounds(derive, turtle) == ("2014-01-01", None)
    turtle = document + ':x cg:validTo "2030"^^xsd:gYear .'
    assert bounds(derive, turtle) == (None, "2030-12-31")
    turtle = document + ':x cg:onDate "2019-10-11"^^xsd:date .'
    assert bounds(derive, turtle) == ("2019-10-11", "2019-10-11")


def test_an_invitation_is_dated_by_where_it_was_made(derive: Derive) -> None:
    turtle = FORUM + ':next cg:startDate "2024"^^xsd:gYear . :x cg:event :next ; cg:madeAt :forum .'
    assert bounds(derive, turtle) == FORUM_DAYS


@pytest.mark.parametrize("role", ["cg:document", "cg:inDocument"])
def test_a_signature_or_clause_has_its_documents_adoption(derive: Derive, role: str) -> None:
    turtle = f""":x {role} :d .
      :d cg:adoptedOn "2024-02"^^xsd:gYearMonth ; dcterms:issued "2025"^^xsd:gYear ."""
    assert bounds(derive, turtle) == ("2024-02-01", "2024-02-29")


def test_a_document_adopted_at_an_event_dates_its_signatures(derive: Derive) -> None:
    turtle = FORUM + ":x cg:document :d . :d cg:adoptedAt :forum ."
    assert bounds(derive, turtle) == FORUM_DAYS


def test_a_document_adopted_on_a_day_is_not_spread_over_its_event(derive: Derive) -> None:
    turtle = (
        FORUM + ':x cg:document :d . :d cg:adoptedAt :forum ; cg:adoptedOn "2023-09-25"^^xsd:date .'
    )
    assert bounds(derive, turtle) == ("2023-09-25", "2023-09-25")


def test_rival_adoptions_span_from_the_first_to_the_last(derive: Derive) -> None:
    turtle = ':x cg:document :d . :d cg:adoptedOn "2019"^^xsd:gYear , "2018-02"^^xsd:gYearMonth .'
    assert bounds(derive, turtle) == ("2018-02-01", "2019-12-31")


@pytest.mark.parametrize(
    "date", ['"--10-10"^^xsd:gMonthDay', '"2019"', '"2019-13"^^xsd:gYearMonth']
)
def test_an_adoption_without_a_year_dates_no_signature(derive: Derive, date: str) -> None:
    assert bounds(derive, f":x cg:document :d . :d cg:adoptedOn {date} .") == (None, None)


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024])
def test_each_months_last_day_is_the_calendars_for_signatures_too(
    derive: Derive, year: int
) -> None:
    months = range(1, 13)
    said = [
        f':s{m} cg:document :d{m} . :d{m} cg:adoptedOn "{year}-{m:02d}"^^xsd:gYearMonth .'
        for m in months
    ]
    found = {(s, o) for s, _, o in derive("\n".join(said), "latestDate")}
    last = {m: f"{year}-{m:02d}-{calendar.monthrange(year, m)[1]}" for m in months}
    assert found == {(f"{kind}{m}", last[m]) for kind in "sd" for m in months}


def test_the_issue_of_a_document_does_not_date_its_signatures(derive: Derive) -> None:
    turtle = ':x cg:document :d . :d dcterms:issued "2025"^^xsd:gYear .'
    assert bounds(derive, turtle) == (None, None)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 9999), st.integers(1, 12), st.data())
def test_bounds_agree_with_the_calendar(year: int, month: int, data: st.DataObject) -> None:
    last = calendar.monthrange(year, month)[1]
    day = data.draw(st.integers(1, last))
    y, m = f"{year:04d}", f"{year:04d}-{month:02d}"
    expected = {
        f"{m}-{day:02d}": ("date", f"{m}-{day:02d}", f"{m}-{day:02d}"),
        m: ("gYearMonth", f"{m}-01", f"{m}-{last}"),
        y: ("gYear", f"{y}-01-01", f"{y}-12-31"),
    }
    store = Store()
    for text, (datatype, _, _) in expected.items():
        line = f'<urn:{text}> <{CG}startDate> "{text}"^^<{PREFIXES["xsd"]}{datatype}> .'
        store.load(line.encode(), format=RdfFormat.N_TRIPLES, to_graph=NamedNode("urn:g"))
    infer(store)
    found = {
        (value(q.subject), value(q.predicate).removeprefix(CG), value(q.object))
        for q in store.quads_for_pattern(None, None, None, INFERRED)
    }
    assert found == {
        (f"urn:{text}", bound, limit)
        for text, (_, first, final) in expected.items()
        for bound, limit in (("earliestDate", first), ("latestDate", final))
    }
