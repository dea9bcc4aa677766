"""When something held, as far as sources say: the earliest and latest days of its start and end.

Sources give partial dates, one end of a membership, or none. So a span has four days, and a window
is met in one of two readings, after the distinction of possible and certain in temporal databases
(Dyreson and Snodgrass 1998, ACM Transactions on Database Systems 23, 1-57): the widest counts what
may have held on a day of the window, the narrowest only what must have.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from citygraph.errors import QueryError
from citygraph.records import PartialDate

#: Days are counted as `date.toordinal` does; these stand for "no earlier" and "no later" bound.
EVER, NEVER = date.min.toordinal(), date.max.toordinal()
READINGS = ("widest", "narrowest")


class Span(NamedTuple):
    """The start lies from `start_from` to `start_until`, the end from `end_from` to `end_until`."""

    start_from: int
    start_until: int
    end_from: int
    end_until: int


#: Nothing is known of when it held.
UNKNOWN = Span(EVER, NEVER, EVER, NEVER)


class Window(NamedTuple):
    """The days from `first` to `last`, both counted in."""

    first: int
    last: int


def days(text: str) -> Window | None:
    """Returns the first and last day that a partial date may mean; None for a day without its year.

    Raises ValueError for what is no date.

    >>> window = days("2019-02")
    >>> [str(date.fromordinal(day)) for day in window]
    ['2019-02-01', '2019-02-28']
    """
    first = PartialDate(text).first_day()
    if first is None:
        return None
    last = first
    if len(text) == 4:
        last = date(first.year, 12, 31)
    elif len(text) == 7:
        last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return Window(first.toordinal(), last.toordinal())


def window(first: str | None = None, last: str | None = None, at: str | None = None) -> Window:
    """Returns the window between two dates, or that of one; an open side has no bound.

    A year or month stands for all its days. Raises QueryError for what is no date, for `at` beside
    another, and for a window that ends before it begins.

    >>> window(at="2019") == window("2019-01", "2019-12-31")
    True
    """
    if at is not None and (first is not None or last is not None):
        raise QueryError("--at stands alone: give it, or --from and --to")
    low, high = _given("--from", first), _given("--to", last)
    if at is not None:
        low = high = _given("--at", at)
    found = Window(low.first if low else EVER, high.last if high else NEVER)
    if found.first > found.last:
        raise QueryError(f"--from {first} --to {last}: this window ends before it begins")
    return found


def _given(option: str, text: str | None) -> Window | None:
    if text is None:
        return None
    try:
        found = days(text)
    except ValueError as wrong:
        raise QueryError(f"{option} {text}: {wrong}") from None
    if found is None:
        raise QueryError(f"{option} {text}: a window needs a year")
    return found


def moment(dates: Iterable[str], known: Iterable[str] = ()) -> Span:
    """Returns the span of what happens once: an event, a signature.

    Rival dates widen it; a date within another makes that one more exact. Without any it happened
    by the last day at which a source knows of it (`known`), whenever that was.
    """
    found = _windows(dates)
    if found:
        low, high = min(w.first for w in found), max(w.last for w in found)
        return Span(low, high, low, high)
    by = min((w.last for w in _windows(known)), default=NEVER)
    return Span(EVER, by, EVER, by)


def state(starts: Iterable[str], ends: Iterable[str], known: Iterable[str] = ()) -> Span:
    """Returns the span of what holds for a while: a membership, a term.

    A source that knows of it at some day (`known`) is evidence that it had begun by then and had
    not ended before. Without an end it may hold still. What ends before it begins met no window.
    """
    begun, ended, seen = _windows(starts), _windows(ends), _windows(known)
    # Rival starts: the earliest is possible, and it is certain from the latest.
    start_from = min((w.first for w in begun), default=EVER)
    start_until = max((w.last for w in begun), default=min((w.last for w in seen), default=NEVER))
    end_until = max((w.last for w in ended), default=NEVER)
    end_from = min((w.first for w in ended), default=max((w.first for w in seen), default=EVER))
    # It had begun when it ended, and ended no earlier than it began.
    return Span(start_from, min(start_until, end_until), max(end_from, start_from), end_until)


def occasion(starts: Iterable[str], ends: Iterable[str], known: Iterable[str] = ()) -> Span:
    """Returns the span of an event; one without an end may have ended on any day of its start."""
    begun, ended = _windows(starts), _windows(ends)
    if not begun and not ended:
        return moment((), known)
    both = begun or ended
    start = Window(min(w.first for w in both), max(w.last for w in both))
    both = ended or begun
    end = Window(min(w.first for w in both), max(w.last for w in both))
    return Span(start.first, min(start.last, end.last), max(start.first, end.first), end.last)


def meets(span: Span, days_of: Window, reading: str = "widest") -> bool:
    """Says whether something held on a day of the window, in the widest or narrowest reading.

    >>> term = state(["2011"], ["2015"])
    >>> meets(term, window(at="2015-06-30")), meets(term, window(at="2015-06-30"), "narrowest")
    (True, False)
    """
    possible = span.start_from <= min(days_of.last, span.end_until)
    if reading == "narrowest":
        certain = span.start_until <= days_of.last and span.end_from >= days_of.first
        return possible and certain
    return possible and span.end_until >= days_of.first


def overlap(one: Span, other: Span, days_of: Window, reading: str = "widest") -> bool:
    """Says whether two things held on one common day of the window.

    >>> overlap(state(["2010"], ["2015"]), state(["2015"], []), window())
    True
    >>> overlap(state(["2010"], ["2015"]), state(["2015"], []), window(), "narrowest")
    False
    """
    if not (meets(one, days_of, reading) and meets(other, days_of, reading)):
        return False
    if reading == "narrowest":
        # That each began before its own end needs no proof.
        return one.start_until <= other.end_from and other.start_until <= one.end_from
    return one.start_from <= other.end_until and other.start_from <= one.end_until


class Held(NamedTuple):
    """The first and last day that bound things, and whether they are states: numbers or arrays."""

    first: Any
    last: Any
    holds: Any


def together(one: Held, other: Held) -> Held:
    """Returns what is known of things that take two each, which are numbers or arrays of a length.

    They held from the later beginning to the earlier end. Of two moments the later one makes them;
    of that one, whose sources may differ on its day, all days count. Two states that never met say
    nothing of the day: EVER and NEVER.

    >>> first, last, _ = together(Held(10, 10, False), Held(20, 25, False))
    >>> int(first), int(last)
    (20, 25)
    """
    first, last = np.maximum(one.first, other.first), np.minimum(one.last, other.last)
    states = np.logical_and(one.holds, other.holds)
    moments = np.logical_not(np.logical_or(one.holds, other.holds))
    crossed = last < first
    of_later = np.where(moments, np.maximum(one.last, other.last), first)
    last = np.where(crossed, np.where(states, NEVER, of_later), last)
    return Held(np.where(np.logical_and(crossed, states), EVER, first), last, states)


def check_reading(reading: str) -> None:
    """Raises QueryError for a reading that is none."""
    if reading not in READINGS:
        raise QueryError(f"unknown reading {reading!r}: write widest or narrowest")


def _windows(dates: Iterable[str]) -> list[Window]:
    """The days that each date may mean, without dates that others make more exact."""
    found = set()
    for text in dates:
        try:
            meant = days(text)
        except ValueError:
            # A date of the graph that is none is a finding of `check`; here it says nothing.
            continue
        if meant is not None:
            found.add(meant)
    return sorted(
        one
        for one in found
        if not any(one != w and one.first <= w.first and w.last <= one.last for w in found)
    )
