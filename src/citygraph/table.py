"""The table that every query, analysis and check answers with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of plain values; an unbound cell is None.

    >>> table = Table(("city", "year"), (("Helsinki", 2019), ("Seoul", 2023)), "Hosts")
    >>> len(table), table.column("year")
    (2, (2019, 2023))
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def column(self, name: str) -> tuple[Cell, ...]:
        """Returns the cells of one column, one a row; ValueError if there is no such column."""
        position = self.columns.index(name)
        return tuple(row[position] for row in self.rows)

    def records(self) -> list[dict[str, Cell]]:
        """Returns each row as a dict from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Returns the table as a DataFrame; needs `pip install 'citygraph[pandas]'`."""
        try:
            import pandas
        except ImportError as missing:
            raise ImportError(
                "to_pandas needs pandas: pip install 'citygraph[pandas]'"
            ) from missing
        return pandas.DataFrame.from_records(list(self.rows), columns=list(self.columns))
