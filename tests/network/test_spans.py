"""When something held: partial dates, rival ones, none, in the widest and the narrowest reading."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citygraph.errors import QueryError
from citygraph.network.spans import (
    EVER,
    NEVER,
    UNKNOWN,
    Span,
    Window,
    check_reading,
    days,
    meets,
    moment,
    occasion,
    overlap,
    state,
    window,
)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-10-10", "2019-10-10", "2019-10-10"),
        ("2019-12", "2019-12-01", "2019-12-31"),
    ],
)
def test_a_partial_date_means_all_its_days(text: str, first: str, last: str) -> None:
    assert days(text) == Window(day(first), day(last))


def test_a_day_without_its_year_bounds_nothing() -> None:
    assert days("--10-10") is None
    assert moment(["--10-10"]) == UNKNOWN


def test_a_window_takes_whole_years_and_open_sides() -> None:
    assert window("2019", "2020-02") == Window(day("2019-01-01"), day("2020-02-29"))
    assert window(first="2019") == Window(day("2019-01-01"), NEVER)
    assert window(last="2019") == Window(EVER, day("2019-12-31"))
    assert window() == Window(EVER, NEVER)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"first": "2020", "last": "2019"}, "--from 2020 --to 2019: this window ends before it"),
        ({"first": "soon"}, "--from soon: 'soon' is no date: write 2019-10-10"),
        ({"last": "2019-02-30"}, "--to 2019-02-30: '2019-02-30' is no date"),
        ({"at": ""}, "'' is no date"),
        ({"at": "--10-10"}, "--at --10-10: a window needs a year"),
        ({"at": "2019", "first": "2018"}, "--at stands alone"),
    ],
)
def test_a_window_that_is_none_is_refused(asked: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        window(**asked)


def test_an_unknown_reading_is_refused() -> None:
    check_reading("narrowest")
    with pytest.raises(QueryError, match="unknown reading 'narrow': write widest or narrowest"):
        check_reading("narrow")


def test_a_year_may_be_a_month_but_need_not() -> None:
    # What happened in 2018 may have happened in March, and surely happened in 2018.
    year = moment(["2018"])
    assert meets(year, window(at="2018-03"))
    assert not meets(year, window(at="2018-03"), "narrowest")
    assert meets(year, window(at="2018"), "narrowest")
    assert not meets(year, window(at="2019"))


def test_rival_days_widen_and_exact_ones_narrow() -> None:
    assert moment(["2018-03-01", "2018-05-02"]) == moment(["2018-05-02", "2018-03-01"])
    assert moment(["2018-03-01", "2018-05-02"]).start_from == day("2018-03-01")
    assert moment(["2018-03-01", "2018-05-02"]).start_until == day("2018-05-02")
    # 2018 is no rival of a day within it.
    assert moment(["2018", "2018-05-02"]) == moment(["2018-05-02"])


def test_what_has_no_date_happened_by_the_day_at_which_a_source_knows_of_it() -> None:
    known = moment([], ["2012-02-01", "2015"])
    assert known == Span(EVER, day("2012-02-01"), EVER, day("2012-02-01"))
    assert meets(known, window(at="1950"))
    assert not meets(known, window(at="1950"), "narrowest")
    assert meets(known, window(last="2012"), "narrowest")
    assert not meets(known, window(first="2013"))
    assert moment([]) == UNKNOWN


def test_a_membership_is_certain_between_the_end_of_its_first_and_the_start_of_its_last_year() -> (
    None
):
    held = state(["2011"], ["2015"])
    assert held == Span(day("2011-01-01"), day("2011-12-31"), day("2015-01-01"), day("2015-12-31"))
    for year, widest, narrowest in (
        ("2010", False, False),
        ("2011-06", True, False),
        ("2011", True, True),
        ("2013-06-01", True, True),
        ("2015-06", True, False),
        ("2016", False, False),
    ):
        assert meets(held, window(at=year)) is widest
        assert meets(held, window(at=year), "narrowest") is narrowest


def test_an_open_membership_is_certain_up_to_what_the_source_knows() -> None:
    held = state(["2011"], [], ["2014-05-01", "2016-01-01"])
    assert meets(held, window(at="2016-01-01"), "narrowest")
    assert not meets(held, window(at="2016-01-02"), "narrowest")
    assert meets(held, window(at="2100"))


def test_an_undated_membership_is_certain_on_the_days_at_which_sources_know_it() -> None:
    held = state([], [], ["2014-05-01", "2016-01-01"])
    assert not meets(held, window(at="2014-04-30"), "narrowest")
    assert meets(held, window(at="2014-05-01"), "narrowest")
    assert meets(held, window(at="2015"), "narrowest")
    assert not meets(held, window(at="2016-01-02"), "narrowest")
    assert meets(held, window(at="1900"))


def test_an_end_without_a_start_says_that_it_had_begun() -> None:
    held = state([], ["2010"], ["2020-01-01"])
    assert meets(held, window(at="2010"), "narrowest")
    assert not meets(held, window(at="2011"))
    assert not meets(held, window(at="2009"), "narrowest")


def test_rival_starts_are_certain_from_the_latest() -> None:
    held = state(["2013", "2014"], [], ["2020"])
    assert meets(held, window(at="2013"))
    assert not meets(held, window(at="2013"), "narrowest")
    assert meets(held, window(at="2014"), "narrowest")


def test_what_ends_before_it_begins_met_no_window() -> None:
    wrong = state(["2015"], ["2010"])
    for reading in ("widest", "narrowest"):
        assert not meets(wrong, window(), reading)
        assert not overlap(wrong, state(["2000"], []), window(), reading)


def test_an_event_lasts_from_its_first_to_its_last_day() -> None:
    held = occasion(["2019-10-10"], ["2019-10-12"])
    assert meets(held, window(at="2019-10-11"), "narrowest")
    assert not meets(held, window(at="2019-10-13"))
    # With one end alone it fell on some days of that.
    assert occasion(["2019-10"], []) == occasion([], ["2019-10"]) == moment(["2019-10"])
    assert occasion([], [], ["2012"]) == moment([], ["2012"])


def test_an_end_within_the_month_of_the_start_bounds_the_start() -> None:
    held = occasion(["2019-10"], ["2019-10-05"])
    assert meets(held, window(last="2019-10-05"), "narrowest")


def test_memberships_overlap_on_a_common_day_of_the_window() -> None:
    early, late = state(["2000"], ["2010"]), state(["2010"], ["2015"])
    # Both may have been members on a day of 2010; neither need have.
    assert overlap(early, late, window())
    assert not overlap(early, late, window(), "narrowest")
    assert not overlap(early, late, window(at="2011"))
    assert not overlap(early, state(["2011"], []), window())
    assert overlap(early, state(["2005"], ["2008"]), window(at="2006"), "narrowest")


def test_a_membership_of_one_year_overlaps_one_that_lasts() -> None:
    # Whenever in 2015 it began and ended, the other was a member.
    assert overlap(state(["2015"], ["2015"]), state(["2000"], ["2020"]), window(), "narrowest")


DATES = st.one_of(
    st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(str),
    st.integers(1990, 2030).map(str),
    st.tuples(st.integers(1990, 2030), st.integers(1, 12)).map(lambda d: f"{d[0]}-{d[1]:02}"),
)
SOME = st.lists(DATES, max_size=2)
SPANS = st.one_of(
    st.builds(state, SOME, SOME, SOME),
    st.builds(occasion, SOME, SOME, SOME),
    st.builds(moment, SOME, SOME),
)
WINDOWS = st.tuples(DATES, DATES).map(
    lambda ends: window(*sorted(ends)) if ends[0][:4] != ends[1][:4] else window(at=ends[0])
)


@given(SPANS, SPANS, WINDOWS)
def test_what_is_certain_is_possible(one: Span, other: Span, days_of: Window) -> None:
    assert meets(one, days_of) or not meets(one, days_of, "narrowest")
    assert overlap(one, other, days_of) or not overlap(one, other, days_of, "narrowest")
    assert overlap(one, other, days_of) == overlap(other, one, days_of)
    assert meets(one, days_of) or not overlap(one, other, days_of)


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4), st.integers(0, 12), st.integers(0, 12))
def test_the_readings_are_those_of_all_days_that_the_dates_allow(
    ends: list[int], low: int, high: int
) -> None:
    # Counted out: every start and end that the dates allow, the end never before the start.
    base = date(2019, 5, 1).toordinal()
    first, last = sorted((low, high))
    start, end = sorted(ends[:2]), sorted(ends[2:])
    starts = [str(date.fromordinal(base + n)) for n in start]
    stops = [str(date.fromordinal(base + n)) for n in end]
    held = state(starts, stops)
    possible = [
        (s, e) for s in range(start[0], start[1] + 1) for e in range(end[0], end[1] + 1) if s <= e
    ]
    met = [s <= last and e >= first for s, e in possible]
    days_of = Window(base + first, base + last)
    assert meets(held, days_of) == any(met)
    assert meets(held, days_of, "narrowest") == (bool(met) and all(met))
