"""A table file → its header and its cells as text, or one message that says why not.

Formats are told by the file's ending. Everything stays text: a code keeps its leading zeros.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citygraph.delimited import ENDINGS
from citygraph.delimited import clean_header as clean_header
from citygraph.delimited import table_bytes as table_bytes
from citygraph.errors import SourceError, nearest

if TYPE_CHECKING:
    import polars

#: Spreadsheets and columnar files are packed: a small file may hold a large table.
MAX_UNPACKED = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table file is written, where its mapping says so; None is to be found out."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """A table as text: its header, and a DataFrame of strings whose first row is row 2.

    `overflow` names the column of cells that stand to the right of the header, if there is one.
    """

    file: Path
    header: tuple[str, ...]
    frame: polars.DataFrame
    notes: tuple[str, ...] = ()
    layout: Layout = Layout()

    @property
    def overflow(self) -> bool:
        """Tells whether the frame has a last column of cells beyond the header."""
        return self.frame.width > len(self.header)


def need(module: str) -> Any:
    """Returns a module of the extra `tables`; SourceError with the install line if it lacks."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise SourceError(f"tables need {module}: pip install 'citygraph[tables]'") from None


def read_columns(file: Path, layout: Layout) -> Columns:
    """Returns the table in a CSV, TSV, XLSX or Parquet file as columns of text.

    Raises SourceError, with the place, for a file that is missing, too large, empty or of another
    format, and for a header with a column twice.
    """
    from citygraph.loaders.tables import delimited, packed

    readers: dict[str, Callable[[Path, bytes, Layout], Columns]] = {
        **dict.fromkeys(ENDINGS, delimited.read),
        ".xlsx": packed.read_workbook,
        ".parquet": packed.read_parquet,
    }
    reader = readers.get(file.suffix.lower())
    if reader is None:
        known = ", ".join(readers)
        raise SourceError(f"no table that citygraph reads ({known}): save it as one", file=file)
    need("polars")
    return reader(file, table_bytes(file), layout)


def no_header(header: Collection[str]) -> bool:
    """Tells whether a first row looks like data: a number, an address or a blank among its cells.

    >>> no_header(("Oslo", "59,9", "2016")), no_header(("city", "since", "2016 budget"))
    (True, False)
    """
    return any(
        name.replace(",", ".").lstrip("-").replace(".", "", 1).isdigit() or "://" in name
        for name in header
    )


def require_columns(columns: Columns, wanted: Collection[str]) -> None:
    """Raises SourceError for the first mapped column that the table lacks."""
    for name in wanted:
        if name in columns.header:
            continue
        hint = nearest(name, [known for known in columns.header if known])
        if no_header(columns.header):
            hint = "; row 1 looks like data: the table needs a header that names its columns"
        raise SourceError(f"no column {name!r}{hint}", file=columns.file, line=1)
