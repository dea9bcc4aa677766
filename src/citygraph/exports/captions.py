"""What a plot or a graph file says of itself: which recipe, and which days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citygraph.network.model import Network
    from citygraph.network.spans import Window


def heading(network: Network) -> str:
    """Returns the recipe's title with the window and its reading, where there is a window."""
    title = network.recipe.query.title
    window = network.choices.filters.window
    if window is None:
        return title
    return f"{title}, {days_in_words(window)} ({network.choices.filters.reading} reading)"


def days_in_words(window: Window) -> str:
    """Returns a window as short as it can be said: whole years as years, whole months as months.

    >>> from citygraph.network.spans import window
    >>> days_in_words(window("2010", "2019")), days_in_words(window(at="2019-02"))
    ('2010 to 2019', '2019-02')
    >>> days_in_words(window(last="2019-02-03"))
    'until 2019-02-03'
    """
    from citygraph.network.spans import EVER, NEVER

    if window.first == EVER and window.last == NEVER:
        return "all days"
    first, last = date.fromordinal(window.first), date.fromordinal(window.last)
    length = _shortest(None if window.first == EVER else first, last, window.last == NEVER)
    if window.first == EVER:
        return f"until {last.isoformat()[:length]}"
    if window.last == NEVER:
        return f"from {first.isoformat()[:length]}"
    ends = [day.isoformat()[:length] for day in (first, last)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _shortest(first: date | None, last: date, is_open: bool) -> int:
    """How many characters of both dates say the same days: a year's, a month's or a day's."""
    follows = None if is_open else last + timedelta(days=1)
    edges = [day for day in (first, follows) if day is not None]
    if all(day.month == 1 and day.day == 1 for day in edges):
        return 4
    return 7 if all(day.day == 1 for day in edges) else 10
