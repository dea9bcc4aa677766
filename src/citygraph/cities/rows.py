"""A table's rows as what they say of a city. CSV and TSV in UTF-8; others have their loader."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from citygraph.cities.matching import Named
from citygraph.errors import SourceError, nearest
from citygraph.text_files import read_text

#: What a column says → headings under which tables have it, without case, spaces or signs.
HEADINGS = {
    "name": "city cityname namecity name municipality town asciiname member",
    "country": "country countrycode countryname iso iso2 iso3 state",
    "lat": "latitude lat latgn y",
    "long": "longitude long lng lon lnggn longn x",
    "id": "geonamesid geonameid geonames gnid",
}
_NONE = frozenset({"", "-", "na", "n/a", "nan", "null", "none"})
_FORMULA = re.compile(r"'[=+\-@＝＋－＠\t\r\n]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, what it says, and what of that is wrong."""

    line: int
    named: Named
    problem: str = ""


def read_rows(file: Path, columns: dict[str, str | None]) -> tuple[Row, ...]:
    """Returns a table's rows. `columns` maps name, country, lat, long, id to headings or None.

    A heading that is not given is looked for among usual ones; only the name must be there. Raises
    SourceError, with the line, for a table that cannot be read or lacks a column.
    """
    headings, lines = _table(file)
    chosen = {what: _column(file, headings, what, columns.get(what)) for what in HEADINGS}
    if chosen["name"] is None:
        shown = ", ".join(headings)
        raise SourceError(f"no column of cities among {shown}: say --name", file=file, line=1)
    return tuple(_row(line, cells, chosen) for line, cells in lines)


def csv_rows(file: Path, wanted: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Gives each row of a CSV file as its line and its cells by heading; SourceError as above."""
    headings, lines = _table(file)
    for name in wanted:
        if name not in headings:
            message = f"the column {name!r} is missing{nearest(name, headings)}"
            raise SourceError(message, file=file, line=1)
    for line, cells in lines:
        yield line, dict(zip(headings, cells, strict=True))


def _table(file: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    text = read_text(file).removeprefix("\ufeff")
    head = text.partition("\n")[0]
    if not head.strip():
        raise SourceError("the table is empty or lacks its heading", file=file, line=1)
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        headings = [heading.strip() for heading in next(reader)]
    except csv.Error as wrong:
        raise SourceError(f"no table: {wrong}", file=file, line=1) from None
    twice = sorted({h for h in headings if h and headings.count(h) > 1})
    if twice:
        raise SourceError(f"the column {twice[0]!r} stands twice", file=file, line=1)
    return headings, _lines(file, reader, len(headings))


def _lines(file: Path, reader: Iterator[list[str]], width: int) -> Iterator[tuple[int, list[str]]]:
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            raise SourceError(f"no table: {wrong}", file=file, line=line + 1) from None
        first, line = line + 1, reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            message = f"{len(cells)} cells where the heading has {width}: quote the delimiter"
            raise SourceError(message, file=file, line=first)
        filled = (cells + [""] * width)[:width]
        yield first, [_plain(cell) for cell in filled]


def _plain(cell: str) -> str:
    """What our own tables wrote with an apostrophe, so that a spreadsheet runs nothing."""
    return (cell[1:] if _FORMULA.match(cell) else cell).strip()


def _column(file: Path, headings: list[str], what: str, given: str | None) -> int | None:
    if given is not None:
        if given not in headings:
            message = f"the column {given!r} is missing{nearest(given, headings)}"
            raise SourceError(message, file=file, line=1)
        return headings.index(given)
    plain = ["".join(c for c in h.casefold() if c.isalnum()) for h in headings]
    return next((plain.index(h) for h in HEADINGS[what].split() if h in plain), None)


def _row(line: int, cells: list[str], chosen: dict[str, int | None]) -> Row:
    def cell(what: str) -> str:
        position = chosen[what]
        return "" if position is None else cells[position]

    latitude, north = _degrees(cell("lat"), "latitude", 90)
    longitude, east = _degrees(cell("long"), "longitude", 180)
    problem = north or east
    if not problem and (latitude is None) != (longitude is None):
        problem = "latitude and longitude come together"
    # "NA" is Namibia as a country, and nothing as an identifier.
    number = "" if cell("id").casefold() in _NONE else cell("id")
    named = Named(cell("name"), cell("country"), latitude, longitude, number)
    return Row(line, named, problem)


def _degrees(text: str, what: str, most: int) -> tuple[float | None, str]:
    """Degrees with a decimal point or comma, and what is wrong with them."""
    if text.casefold() in _NONE:
        return None, ""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not abs(number) <= most:
        return None, f"the {what} {text[:40]!r} is no number from -{most} to {most}"
    return number, ""
