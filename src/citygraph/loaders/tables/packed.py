"""XLSX and Parquet → columns of text. Formulas are not computed: their stored values are taken."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from citygraph.errors import SourceError, nearest
from citygraph.loaders.tables.columns import MAX_UNPACKED, Columns, Layout, clean_header, need


def read_workbook(file: Path, data: bytes, layout: Layout) -> Columns:
    """Returns a sheet of an XLSX workbook as columns of text.

    Raises SourceError for a file that is no workbook or unpacks to more than 512 MiB, and for a
    workbook of several sheets where none is named.
    """
    _refuse_bomb(file, data)
    values, written = _sheet(file, data, layout, True), _sheet(file, data, layout, False)
    rows, formulas, unknown = [], 0, 0
    for shown, typed in zip(values.iter_rows(), written.iter_rows(), strict=False):
        rows.append([_text(cell) for cell in shown])
        marked = [i for i, cell in enumerate(typed) if cell.data_type == "f"]
        formulas += len(marked)
        for i in marked:
            if i < len(shown) and shown[i].value is None:
                unknown += 1
                # Kept as the formula, so that a mapped cell of it is refused and told.
                rows[-1][i] = str(typed[i].value) or "="
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise SourceError("the sheet is empty", file=file)
    notes = []
    if formulas:
        less = f", {unknown} of which have none" if unknown else ""
        notes = [f"{formulas} cells hold formulas: their stored values are taken{less}"]
    return _columns(file, rows, tuple(notes), Layout(sheet=values.title))


def _refuse_bomb(file: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError):
        raise SourceError(
            "this is no XLSX workbook: save it as one, or as CSV", file=file
        ) from None
    if size > MAX_UNPACKED:
        wrong = f"unpacks to more than {MAX_UNPACKED // 2**20} MiB: save it as CSV"
        raise SourceError(wrong, file=file)


def _sheet(file: Path, data: bytes, layout: Layout, values: bool) -> Any:
    openpyxl = need("openpyxl")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values)
    except Exception as broken:  # whatever a broken workbook makes the library raise
        raise SourceError(f"this workbook cannot be read: {broken}", file=file) from None
    names = book.sheetnames
    if layout.sheet is None and len(names) > 1:
        shown = ", ".join(names)
        raise SourceError(f"several sheets ({shown}): say which under table: sheet:", file=file)
    if layout.sheet is not None and layout.sheet not in names:
        wrong = f"no sheet {layout.sheet!r}{nearest(layout.sheet, names)}"
        raise SourceError(wrong, file=file)
    return book[layout.sheet or names[0]]


def _text(cell: Any) -> str:
    """Returns a cell as it is shown: days without midnight, whole numbers without .0."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    zeros = str(getattr(cell, "number_format", ""))
    if type(value) is int and re.fullmatch("0{2,}", zeros):
        return str(value).zfill(len(zeros))
    return str(value)


def _columns(file: Path, rows: list[list[str]], notes: tuple[str, ...], layout: Layout) -> Columns:
    polars = need("polars")
    first = rows[0]
    while first and not first[-1].strip():
        first = first[:-1]
    header = clean_header(first, file)
    if len(rows) == 1:
        raise SourceError("the table has a header and no rows", file=file, line=1)
    width = max(len(header), *(len(_trimmed(row)) for row in rows[1:]))
    names = [f"c{number}" for number in range(min(width, len(header) + 1))]
    filled = [(*row, *[""] * len(names))[: len(names)] for row in rows[1:]]
    frame = polars.DataFrame(filled, schema=dict.fromkeys(names, polars.String), orient="row")
    return Columns(file, header, frame, notes, layout)


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1].strip():
        row = row[:-1]
    return row


def read_parquet(file: Path, data: bytes, layout: Layout) -> Columns:
    """Returns a Parquet file as columns of text; SourceError for one with lists or structures."""
    polars = need("polars")
    try:
        frame = polars.read_parquet(io.BytesIO(data))
    except polars.exceptions.PolarsError as wrong:
        raise SourceError(f"this Parquet file cannot be read: {wrong}", file=file) from None
    header = clean_header(frame.columns, file)
    if frame.height == 0:
        raise SourceError("the table has a header and no rows", file=file)
    if frame.estimated_size() > MAX_UNPACKED * 4:
        raise SourceError("unpacks to more than 2 GiB: split it", file=file)
    texts = [_column(file, series).alias(f"c{i}") for i, series in enumerate(frame)]
    return Columns(file, header, polars.DataFrame(texts))


def _column(file: Path, series: Any) -> Any:
    polars = need("polars")
    if series.dtype.is_nested() or series.dtype == polars.Binary:
        wrong = f"the column {series.name!r} holds {series.dtype}, not plain values"
        raise SourceError(wrong, file=file)
    if series.dtype.is_float() and (series.drop_nulls() % 1 == 0).all():
        # A column of years with a gap is stored as decimals.
        series = series.cast(polars.Int64, strict=False)
    return series.cast(polars.String).fill_null("")
