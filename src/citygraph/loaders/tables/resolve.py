"""A table's cities → places of GeoNames: each different naming is looked up once, before any row.

What is not sure, and no decision settles, has no city: its rows are left out, and the review table
says what a person is to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from citygraph.cities.decisions import decided, read_decisions, remark_lines, review_table
from citygraph.cities.gazetteer import open_gazetteer
from citygraph.cities.matching import Match, Named, match
from citygraph.loaders.tables.columns import Columns
from citygraph.loaders.tables.mapping import Mapping
from citygraph.loaders.tables.model import ResolvedColumn, ThingColumn
from citygraph.loaders.tables.report import LeftOut
from citygraph.loaders.tables.things import LeaveOut, Row, named
from citygraph.table import Table


@dataclass(frozen=True, slots=True)
class Cities:
    """What each naming in a table came to, in which rows it stands, what is to be said of it."""

    matches: dict[Named, Match]
    rows: dict[Named, tuple[int, ...]]
    notes: tuple[str, ...] = ()

    def review(self, left_out: Iterable[LeftOut]) -> Table:
        """Returns what a person is to decide, without the rows that the mapping leaves out."""
        ruled = {left.row for left in left_out if left.by_rule}
        found = [
            (row, naming, self.matches[naming])
            for naming, rows in self.rows.items()
            for row in rows
            if row not in ruled
        ]
        return review_table(sorted(found, key=lambda one: one[0]))


def resolved(
    mapping: Mapping, columns: Columns, progress: Callable[[str], None] = lambda what: None
) -> tuple[Mapping, Cities | None]:
    """Returns a mapping whose cities have been looked up, and what that came to.

    A mapping that resolves no column stays as it is, with None. Raises SourceError for decisions
    that cannot be read, CityGraphError where the extra `cities` is not installed.
    """
    asked = [m for t in mapping.templates for m in t.things.values() if m.resolve]
    if not asked:
        return mapping, None
    folder = mapping.lines.file.parent
    files = [folder / name for name in mapping.whole.decisions]
    given = [d for d in read_decisions(*files) if d.table in ("", mapping.file.name)]
    places: dict[Named, dict[int, None]] = {}
    absent = frozenset(mapping.whole.table.absent)
    for made in asked:
        for naming, rows in _namings(made, columns, absent):
            places.setdefault(naming, {}).update(dict.fromkeys(rows))
    gazetteer = open_gazetteer(progress=progress)
    progress(f"{mapping.file.name}: {len(places)} cities")
    found = [(naming, match(naming, gazetteer)) for naming in places]
    matches, remarks = decided(found, given, gazetteer)
    settled = dict(zip(places, matches, strict=True))
    open_rows = {n: tuple(rows) for n, rows in places.items() if settled[n].city is None}
    templates = tuple(
        replace(t, things={role: _looked_up(m, settled) for role, m in t.things.items()})
        for t in mapping.templates
    )
    return replace(mapping, templates=templates), Cities(settled, open_rows, remark_lines(remarks))


def _looked_up(made: ThingColumn, matches: dict[Named, Match]) -> ThingColumn:
    if made.resolve is None:
        return made
    return ResolvedColumn.model_construct(**dict(made), matches=matches)


def _namings(
    made: ThingColumn, columns: Columns, absent: frozenset[str]
) -> Iterator[tuple[Named, list[int]]]:
    """Yields what each different combination of a column's cells names, with its rows."""
    names = dict.fromkeys(made.columns())
    cells = {f"c{columns.header.index(name)}": name for name in names}
    numbered = columns.frame.select(list(cells)).with_row_index("row", offset=2)
    for *texts, rows in numbered.group_by(list(cells), maintain_order=True).agg("row").iter_rows():
        row = Row(dict(zip(cells.values(), texts, strict=True)), absent)
        try:
            found = named(made, row)
        except (LeaveOut, ValueError):
            # The row is left out for it, and nobody need say which city it means.
            continue
        yield from ((naming, rows) for naming in found)
