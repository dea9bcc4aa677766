"""`citygraph match`: which city each row of a table means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citygraph.cli.options import format_option, loudness, output_option
from citygraph.cli.review_form import require_new, write_review
from citygraph.cli.show import note, progress, table_text
from citygraph.table import Cell, Table

if TYPE_CHECKING:
    from citygraph.cities import Decision, Match, Named
    from citygraph.cities.rows import Row

    _Found = tuple[int, Named, Match]

_COLUMNS = ("line", "status", "name", "country", "geonamesId", "city", "why", "candidates")


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--name", metavar="COLUMN", help="Column of the cities' names.")
@click.option("--country", metavar="COLUMN", help="Column of countries: codes or names.")
@click.option("--lat", metavar="COLUMN", help="Column of latitudes in degrees north.")
@click.option("--long", metavar="COLUMN", help="Column of longitudes in degrees east.")
@click.option("--id", "identifier", metavar="COLUMN", help="Column of GeoNames identifiers.")
@click.option("--encoding", metavar="NAME", help="Encoding of a CSV, where it cannot be found.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook.")
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV of decisions: a review table that you filled in; repeatable.",
)
@output_option("Write the review table here: what you are to decide, as a form in CSV.")
@format_option
@loudness
def match(
    table: Path,
    name: str | None,
    country: str | None,
    lat: str | None,
    long: str | None,
    identifier: str | None,
    encoding: str | None,
    sheet: str | None,
    decisions: tuple[Path, ...],
    output: Path | None,
    form: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Say which city each row of a table means: matched, ambiguous with candidates, or unmatched.

    TABLE is CSV or TSV, or, with the extra `tables`, XLSX or Parquet. Columns that are not named
    are found by their usual headings. Nothing is guessed: what is ambiguous goes into the review
    table (-o). Fill in geonamesId (or leave it empty: no city), reason, decidedOn and decidedBy
    there, and give it back with --decisions.

    Places are from GeoNames (geonames.org), CC BY 4.0. The first run makes an index of them in your
    cache folder.

    \b
    Example:
      citygraph match members.csv --name City --country Country -o review.csv
      citygraph match members.csv --decisions review.csv
    """
    from citygraph.cities import read_decisions, review_table

    columns = {"name": name, "country": country, "lat": lat, "long": long, "id": identifier}
    rows, notes = _rows(table, columns, encoding, sheet)
    given = [d for d in read_decisions(*decisions) if d.table in ("", table.name)]
    require_new(output)
    with progress(quiet, verbose) as step:
        found, remarks = _matched(rows, given, step)
    shown = _summary(found) if form == "table" else _result(found)
    click.echo(table_text(shown, form), nl=False)
    counts = Counter(match.status for *_, match in found)
    for said in notes:
        note(said, quiet)
    note(", ".join(f"{counts[s]} {s}" for s in ("matched", "ambiguous", "unmatched")), quiet)
    for said in remarks:
        note(said)
    if output is not None:
        write_review(output, review_table(found), f"--decisions {output}", quiet)


def _matched(
    rows: tuple[Row, ...], given: list[Decision], step: Callable[[str], None]
) -> tuple[list[_Found], tuple[str, ...]]:
    """What became of each row, and what is to be said of the decisions."""
    from citygraph.cities import decided, open_gazetteer
    from citygraph.cities import match as match_one
    from citygraph.cities.decisions import remark_lines

    gazetteer = open_gazetteer(progress=step)
    step("matching")
    # Tables of memberships name each city many times.
    once = cache(partial(match_one, gazetteer=gazetteer))
    found = [(row.named, _match(row, once)) for row in rows]
    matches, remarks = decided(found, given, gazetteer)
    lines, names = [row.line for row in rows], [row.named for row in rows]
    return list(zip(lines, names, matches, strict=True)), remark_lines(remarks)


def _rows(
    table: Path, columns: dict[str, str | None], encoding: str | None, sheet: str | None
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The table's rows, and what is to be said of how it was read. A CSV needs no extra."""
    from citygraph.cities.rows import city_rows
    from citygraph.delimited import read_delimited, table_bytes

    if table.suffix.lower() not in (".xlsx", ".parquet"):
        text = read_delimited(table, table_bytes(table), encoding)
        return city_rows(table, text.header, text.rows(), columns), (text.note,) * bool(text.note)
    from citygraph.loaders.tables.columns import Layout, read_columns

    found = read_columns(table, Layout(sheet=sheet))
    lines = enumerate(found.frame.iter_rows(), start=2)
    return city_rows(table, found.header, lines, columns), found.notes


def _match(row: Row, match_one: Callable[[Named], Match]) -> Match:
    from citygraph.cities import Match

    return Match("unmatched", row.problem) if row.problem else match_one(row.named)


def _result(found: list[_Found]) -> Table:
    """Everything, a column each, for csv and json."""
    from citygraph.cities.decisions import candidates_text, place_text

    rows: list[tuple[Cell, ...]] = []
    for line, named, match in found:
        city = match.city
        place = (city.id, place_text(city)) if city is not None else (None, None)
        shown = candidates_text(match.candidates) or None
        rows.append((line, match.status, named.name, named.country, *place, match.reason, shown))
    return Table(_COLUMNS, tuple(rows))


def _summary(found: list[_Found]) -> Table:
    """The same in few columns, for 80 of a terminal."""
    from citygraph.cities.decisions import candidates_text

    rows = []
    for line, named, match in found:
        said = ", ".join(part for part in (named.name[:60], named.country) if part)
        places = (match.city,) if match.city is not None else match.candidates
        rows.append((line, said, match.status, candidates_text(places, 3), match.reason))
    return Table(("line", "name", "status", "city or candidates", "why"), tuple(rows))
