"""A table's rows as what they say of a city."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from citygraph.cities.matching import Named
from citygraph.delimited import read_delimited, table_bytes
from citygraph.errors import SourceError, nearest

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


def city_rows(
    file: Path,
    headings: Sequence[str],
    lines: Iterable[tuple[int, Sequence[str]]],
    columns: dict[str, str | None],
) -> tuple[Row, ...]:
    """Returns what the numbered lines of a table say of its cities, blank ones aside.

    `columns` maps name, country, lat, long, id to headings or None. A heading that is not given is
    looked for among usual ones; only the name must be there. Raises SourceError for a table that
    lacks a column, and, with the line, for a row with more cells than the heading.
    """
    chosen = {what: _column(file, headings, what, columns.get(what)) for what in HEADINGS}
    if chosen["name"] is None:
        shown = ", ".join(headings)
        raise SourceError(f"no column of cities among {shown}: say --name", file=file, line=1)
    return tuple(_row(line, cells, chosen) for line, cells in _filled(file, headings, lines))


def csv_rows(file: Path, wanted: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Gives each row of a CSV file as its line and its cells by heading; SourceError as above."""
    found = read_delimited(file, table_bytes(file))
    for name in wanted:
        if name not in found.header:
            message = f"the column {name!r} is missing{nearest(name, found.header)}"
            raise SourceError(message, file=file, line=1)
    for line, cells in _filled(file, found.header, found.rows()):
        yield line, dict(zip(found.header, cells, strict=True))


def _filled(
    file: Path, headings: Sequence[str], lines: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, list[str]]]:
    width = len(headings)
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[width:]):
            message = f"{len(cells)} cells where the heading has {width}: quote the delimiter"
            raise SourceError(message, file=file, line=line)
        yield line, [_plain(cell) for cell in (*cells, *[""] * width)[:width]]


def _plain(cell: str) -> str:
    """What our own tables wrote with an apostrophe, so that a spreadsheet runs nothing."""
    return (cell[1:] if _FORMULA.match(cell) else cell).strip()


def _column(file: Path, headings: Sequence[str], what: str, given: str | None) -> int | None:
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
