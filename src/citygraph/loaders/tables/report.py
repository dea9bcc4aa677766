"""What became of each row of a table: taken, merged with another, or left out and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from citygraph.records import Record
from citygraph.table import Table


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not taken. `by_rule`: the mapping says so, else the row is at fault."""

    row: int
    reason: str
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The count of a table's rows, blank ones aside, and every row that was not taken.

    `repeated` rows were taken but say only what earlier rows say; each stands as evidence.
    """

    file: Path
    rows: int
    repeated: int
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def taken(self) -> int:
        """The number of rows from which something was taken."""
        return self.rows - len(self.left_out)

    @property
    def bad_share(self) -> float:
        """The share of the rows that are at fault, from 0 to 1."""
        bad = sum(not left.by_rule for left in self.left_out)
        return bad / self.rows if self.rows else 0.0

    def summary(self) -> str:
        """Returns the counts in words."""
        ruled = sum(left.by_rule for left in self.left_out)
        return (
            f"{self.rows} rows: {self.taken} taken ({self.repeated} of them repeat others), "
            f"{ruled} left out by the mapping, {len(self.left_out) - ruled} not usable"
        )


def left_out_table(reports: Iterable[Report]) -> Table:
    """Returns every row that was not taken, as a table: file, row, why, reason."""
    rows = tuple(
        (report.file.name, left.row, "by rule" if left.by_rule else "not usable", left.reason)
        for report in reports
        for left in report.left_out
    )
    return Table(("file", "row", "why", "reason"), rows, "Rows not taken")


@dataclass(frozen=True, slots=True)
class TableLoad:
    """A table's records, its Source first, and what became of its rows."""

    records: tuple[Record, ...]
    report: Report
