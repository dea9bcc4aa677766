"""A table's rows by what is different in them: each different combination of cells is read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citygraph.errors import CityGraphError
from citygraph.loaders.tables.columns import need
from citygraph.loaders.tables.things import LeaveOut, Row

if TYPE_CHECKING:
    import polars


class NotColumnarError(Exception):
    """The table says something that is read row by row."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a combination of cells gave: a value, or a fault (and whether the mapping rules so)."""

    value: Any = None
    fault: str | None = None
    ruled: bool = False


def attempt(work: Callable[[], Any]) -> Read:
    """Returns what the work gives, or its fault as a row's report has it."""
    try:
        return Read(work())
    except LeaveOut as ruled:
        return Read(fault=str(ruled), ruled=True)
    except CityGraphError as wrong:
        return Read(fault=wrong.message)
    except ValueError as wrong:
        return Read(fault=str(wrong))


def read_distinct(
    frame: polars.DataFrame,
    columns: Sequence[str],
    absent: frozenset[str],
    read: Callable[[Row], Any],
) -> tuple[polars.Series, list[Read]]:
    """Returns, for each row, which of the readings is its own, and the readings."""
    polars: Any = need("polars")
    wanted = list(dict.fromkeys(columns))
    if not wanted:
        return polars.zeros(frame.height, dtype=polars.UInt32, eager=True), [
            attempt(lambda: read(Row({}, absent)))
        ]
    different = frame.select(wanted).unique(maintain_order=True)
    readings = [
        attempt(lambda cells=cells: read(Row(cells, absent)))  # type: ignore[misc]
        for cells in different.iter_rows(named=True)
    ]
    numbered = different.with_row_index("reading")
    joined = frame.select(wanted).join(numbered, on=wanted, how="left", maintain_order="left")
    return joined["reading"], readings
