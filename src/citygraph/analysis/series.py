"""How a network changes: its cohesion in one window after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from citygraph.analysis.asked import Asked
from citygraph.analysis.cohesion import cohesion
from citygraph.analysis.ranking import printed
from citygraph.errors import QueryError
from citygraph.network.model import Network, arrange
from citygraph.network.selection import holds
from citygraph.network.spans import EVER, NEVER, Window, window
from citygraph.table import Cell, Table

_MOST = 600


def series(network: Network, asked: Asked) -> Table:
    """The network's size and cohesion in each year, or month, of its window.

    Columns: `window` (2019, 2019-04), `ties` as rows of the recipe, `certain` (those of them that
    count in the narrowest reading too), `pairs` that are tied, `nodes`, `components`, `density`,
    `meanDegree` of the first mode, `isolates` (their share in it). Steps of reduction are taken in
    each window anew. A window without ties has None where nothing can be divided. A membership
    counts in every window in which it holds, an event in that in which it fell, an undated tie in
    each up to the day at which a source knew of it. Without a window in the choices, from the first
    to the last day that any tie is dated to. Raises QueryError for more than 600 windows, and where
    no tie has a date.
    """
    if asked.step not in ("year", "month"):
        raise QueryError(f"unknown step {asked.step!r}: write year or month")
    names = _names(*_bounds(network), asked.step)
    if len(names) > _MOST:
        raise QueryError(f"{len(names)} windows are more than {_MOST}: narrow --from and --to")
    rows = []
    for count, name in enumerate(names, start=1):
        days = window(at=name)
        chosen = _in(network, days)
        certain = sum(holds(pair, days, "narrowest") for pair in chosen.ties.facts)
        rows.append(_row(name, chosen, certain))
        asked.done(count, len(names))
    head = ("window", "ties", "certain", "pairs", "nodes", "components", "density", "meanDegree")
    return Table((*head, "isolates"), tuple(rows), f"{network.recipe.query.title}, by {asked.step}")


def _in(network: Network, days: Window) -> Network:
    filters = replace(network.choices.filters, window=days)
    return arrange(replace(network, choices=replace(network.choices, filters=filters)))


def _row(name: str, network: Network, certain: int) -> tuple[Cell, ...]:
    found = cohesion(network.form)
    return (
        name,
        len(network.ties),
        certain,
        found.ties,
        sum(found.nodes),
        found.components,
        printed(found.density),
        printed(found.mean_degree[0]),
        printed(found.isolates[0]),
    )


def _bounds(network: Network) -> tuple[date, date]:
    """The window's own ends where it has them, else the days that ties are dated to."""
    given = network.choices.filters.window or Window(EVER, NEVER)
    spans = [fact.span for pair in network.ties.facts for fact in pair]
    dated = [day for span in spans for day in span if day not in (EVER, NEVER)]
    if not dated and EVER in given and NEVER in given:
        raise QueryError("no tie of this network has a date: there is no series")
    first = given.first if given.first != EVER else min(dated, default=given.last)
    last = given.last if given.last != NEVER else max(dated, default=given.first)
    return date.fromordinal(first), date.fromordinal(max(first, last))


def _names(first: date, last: date, step: str) -> list[str]:
    if step == "year":
        return [f"{year:04}" for year in range(first.year, last.year + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
