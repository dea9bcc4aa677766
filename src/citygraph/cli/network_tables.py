"""A network's tables as a terminal shows them, and what a reader must be warned of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from citygraph.table import Cell, Table

if TYPE_CHECKING:
    from citygraph.network.model import Network

FEW_TIES = 30
_RANGES = ("source", "maker", "weighting")
#: Left to csv and json: names are enough on a terminal, and what moved a rank most is long.
_LEFT_OUT = {"key", "sourceKey", "targetKey", *_RANGES[:2], "modularity", "agreement"}


def at_a_glance(table: Table, top: int) -> Table:
    """Returns the first `top` rows (0: all) with four significant digits, ranges in one cell."""
    table = _with_ranges(table)
    keep = [i for i, name in enumerate(table.columns) if name not in _LEFT_OUT]
    rows = table.rows[:top] if top else table.rows
    shown = tuple(tuple(_short(row[i]) for i in keep) for row in rows)
    more = f" (the first {top} of {len(table)})" if top and len(table) > top else ""
    title = table.title + more if table.title else ""
    return Table(tuple(table.columns[i] for i in keep), shown, title)


def _with_ranges(table: Table) -> Table:
    for name in _RANGES:
        ends = (f"{name}Best", f"{name}Worst")
        if ends[0] not in table.columns:
            continue
        first, last = (table.columns.index(end) for end in ends)
        rows = [
            (*row[:first], _range(row[first], row[last]), *row[last + 1 :]) for row in table.rows
        ]
        columns = (*table.columns[:first], f"by {name}", *table.columns[last + 1 :])
        table = replace(table, columns=columns, rows=tuple(rows))
    return table


def _range(best: Cell, worst: Cell) -> str:
    return f"{best}" if best == worst else f"{best}–{worst}"


def _short(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return float(f"{cell:.4g}")
    return {True: "yes", False: ""}[cell] if isinstance(cell, bool) else cell


def warnings(network: Network, analysis: str) -> Iterator[str]:
    """Yields what a reader of the numbers must know: how few ties, how many without a date."""
    filters, count = network.choices.filters, len(network.ties)
    if not count:
        yield "no tie is left: widen the window or the filters"
        return
    if analysis in ("ranking", "firmness", "brokerage", "bridges") and count < FEW_TIES:
        yield f"only {count} ties: a ranking of fewer than {FEW_TIES} rests on little"
    if filters.window is not None and network.undated:
        yield (
            f"{network.undated} of {count} ties have no date of their own: in the "
            f"{filters.reading} reading they count by the day at which a source knows of them"
        )


def rests_on(network: Network) -> Iterator[str]:
    """Yields on what a ranking rests: sources, named of claimed participants, how it is covered."""
    from citygraph.analysis import Asked
    from citygraph.analysis.coverage import coverage, named

    sources = network.ties.source_keys()
    whole = [row for row in named(network, Asked()).records() if row["key"] is None]
    share = "".join(
        f"; {row['named']} named of {row['claimed']} participants whom sources claim for its events"
        for row in whole
    )
    yield f"rests on {len(network.ties)} ties from {len(sources)} sources{share}"
    table = coverage(network, Asked()).records()
    for dimension in ("region", "language", "year"):
        held = [row for row in table if row["dimension"] == dimension]
        most = [f"{row['value']} {_per_cent(row['share'])}" for row in held[:6]]
        rest = f", {len(held) - 6} more" if len(held) > 6 else ""
        yield f"  by {dimension}: {', '.join(most)}{rest}"


def _per_cent(share: Cell) -> str:
    return f"{100 * float(share or 0):.0f} %"
