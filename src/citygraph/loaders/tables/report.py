"""What became of each row of a table: taken, merged with another, or left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from citygraph.records import Record
from citygraph.table import Table

#: How the reason begins of a row whose city is one of several.
UNDECIDED = "a person is to decide which city"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not taken. `by_rule`: the mapping says so.

    Else the row is at fault, or it waits for a person to decide which of several cities it means.
    """

    row: int
    reason: str
    by_rule: bool = False

    @property
    def kind(self) -> str:
        """What kind of row it is: by rule, to decide or not usable."""
        if self.by_rule:
            return "by rule"
        return "to decide" if self.reason.startswith(UNDECIDED) else "not usable"


@dataclass(frozen=True, slots=True)
class Report:
    """The count of a table's rows, blank ones aside, and every row that was not taken.

    `repeated` rows were taken but say only what earlier rows say; each stands as evidence.
    `review` is what a person is to decide on the table's cities, None where none are looked up.
    """

    file: Path
    rows: int
    repeated: int
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    review: Table | None = None

    @property
    def taken(self) -> int:
        """The number of rows from which something was taken."""
        return self.rows - len(self.left_out)

    @property
    def bad_share(self) -> float:
        """The share of the rows that are at fault, from 0 to 1."""
        return len(self.bad) / self.rows if self.rows else 0.0

    @property
    def bad(self) -> tuple[LeftOut, ...]:
        """The rows that are at fault: neither left out by the mapping nor waiting for a person."""
        return tuple(left for left in self.left_out if left.kind == "not usable")

    def summary(self) -> str:
        """Returns the counts in words."""
        kinds = Counter(left.kind for left in self.left_out)
        waiting = kinds["to decide"]
        asked = f"{waiting} waiting for a decision on their city, " if waiting else ""
        return (
            f"{self.rows} rows: {self.taken} taken ({self.repeated} of them repeat others), "
            f"{kinds['by rule']} left out by the mapping, {asked}{kinds['not usable']} not usable"
        )


def left_out_table(reports: Iterable[Report]) -> Table:
    """Returns every row that was not taken, as a table: file, row, why, reason."""
    rows = tuple(
        (report.file.name, left.row, left.kind, left.reason)
        for report in reports
        for left in report.left_out
    )
    return Table(("file", "row", "why", "reason"), rows, "Rows not taken")


def cities_to_decide(reports: Iterable[Report]) -> Table | None:
    """Returns the reviews of several tables as one, each row with its file; None if all are empty.

    It is the form that `decisions:` of a mapping takes once it is filled in.
    """
    reviews = [(report.file.name, report.review) for report in reports if report.review]
    if not reviews:
        return None
    rows = tuple((name, *row) for name, review in reviews for row in review)
    first = reviews[0][1]
    return Table(("file", *first.columns), rows, first.title)


@dataclass(frozen=True, slots=True)
class TableLoad:
    """A table's records, its Source first, and what became of its rows."""

    records: tuple[Record, ...]
    report: Report
