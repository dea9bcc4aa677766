"""The rows of a recipe: who is tied to whom, by what, when, and which claims make the tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from operator import eq
from typing import cast

from citygraph.errors import QueryError, nearest
from citygraph.table import Cell, Table

COLUMNS = ("source", "target", "tie", "date", "claim1", "claim2")


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties by column, one position a tie: IRIs of its ends, what makes it, when, by which claims.

    `date` is a partial date as the recipe gives it, "" where it gives none. `modes` names what a
    two-mode recipe's sources and targets are ("city", "network"); it is empty for one mode.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    tie: tuple[str, ...]
    date: tuple[str, ...]
    claim1: tuple[str, ...]
    claim2: tuple[str, ...]
    modes: tuple[str, ...] = ()
    directed: bool = False

    def __len__(self) -> int:
        return len(self.source)

    def chosen(self, keep: Sequence[bool]) -> Ties:
        """Returns the ties at whose position `keep` is true."""
        columns = (self.source, self.target, self.tie, self.date, self.claim1, self.claim2)
        source, target, tie, date, claim1, claim2 = (
            tuple(compress(column, keep)) for column in columns
        )
        return Ties(source, target, tie, date, claim1, claim2, self.modes, self.directed)


def ties_of(table: Table, modes: Sequence[str] = (), directed: bool = False) -> Ties:
    """Returns a recipe's answer as ties; further columns are left aside.

    A row without both ends is no tie and is refused, as is a node tied to itself in a two-mode
    recipe. Self-ties of one mode stay: what becomes of them is for the graph to say. Raises
    QueryError for a table that lacks a column, and names the row that is at fault.

    >>> row = ("city/a", "network/n", "member", "2019", "claim/1", "claim/1")
    >>> len(ties_of(Table(COLUMNS, (row,)), modes=("city", "network")))
    1
    """
    for name in COLUMNS:
        if name not in table.columns:
            hint = nearest(name, table.columns)
            wanted = ", ".join(COLUMNS)
            raise QueryError(f"this recipe has no column ?{name}{hint}: a tie needs {wanted}")
    source, target, tie, date, claim1, claim2 = (_texts(table.column(name)) for name in COLUMNS)
    found = Ties(source, target, tie, date, claim1, claim2, tuple(modes), directed)
    _check(found)
    return found


def _texts(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Every cell as text, "" where it is empty; a column of texts as it is, which takes no time."""
    if set(map(type, cells)) <= {str}:
        return cast(tuple[str, ...], cells)
    return tuple("" if cell is None else str(cell) for cell in cells)


def _check(ties: Ties) -> None:
    has_ends = all(ties.source) and all(ties.target)
    if has_ends and not (ties.modes and any(map(eq, ties.source, ties.target))):
        return
    for number, (source, target) in enumerate(zip(ties.source, ties.target, strict=True), start=1):
        if not (source and target):
            raise QueryError(f"row {number} ties nothing: its ?source or ?target is empty")
        if ties.modes and source == target:
            raise QueryError(f"row {number} ties {source} to itself, though the modes are two")
