"""CSV and TSV → columns of text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from citygraph.delimited import Delimited, read_delimited
from citygraph.errors import SourceError
from citygraph.loaders.tables.columns import Columns, Layout, need

if TYPE_CHECKING:
    import polars


def read(file: Path, data: bytes, layout: Layout) -> Columns:
    """Returns a delimited file's columns; SourceError with the line of the first fault."""
    found = read_delimited(file, data, layout.encoding, layout.delimiter)
    notes = (found.note,) if found.note else ()
    layout = Layout(found.encoding, found.delimiter)
    return Columns(file, found.header, _frame(found), notes, layout)


def _frame(found: Delimited) -> polars.DataFrame:
    """Returns the rows below the header, with one more column for cells that are too many."""
    polars: Any = need("polars")
    width = len(found.header)
    names = [f"c{number}" for number in range(width + 1)]
    body = found.text[found.rest :]
    if not body.strip():
        raise SourceError("the table has a header and no rows", file=found.file, line=1)
    try:
        frame = polars.read_csv(
            (found.delimiter.join(names) + "\n" + body).encode(),
            separator=found.delimiter,
            infer_schema=False,
            empty_string_is_null=False,
            truncate_ragged_lines=True,
        )
    except polars.exceptions.PolarsError:
        # Stray quotes: Python's reader takes more of them, and can say where it stopped.
        filled = [(*row, *[""] * (width + 1 - len(row)))[: width + 1] for _, row in found.rows()]
        frame = polars.DataFrame(filled, schema=dict.fromkeys(names, polars.String), orient="row")
    return _without_overflow(frame)


def _without_overflow(frame: polars.DataFrame) -> polars.DataFrame:
    last = frame.columns[-1]
    return frame if (frame[last] != "").any() else frame.drop(last)
