"""Tables as people keep them, and what is wrong with some, by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from citygraph.cities.rows import Row, city_rows
from citygraph.delimited import read_delimited, table_bytes
from citygraph.errors import SourceError


def table(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "table.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def read_rows(file: Path, columns: dict[str, str | None]) -> tuple[Row, ...]:
    found = read_delimited(file, table_bytes(file))
    return city_rows(file, found.header, found.rows(), columns)


def test_usual_headings_are_found_and_decimal_commas_read(tmp_path: Path) -> None:
    text = (
        "\ufeffNameCity;Country;geonameId;lng_GN;lat_GN\r\nPorto;PT;2735943;-8,61099;41,14961\r\n"
    )
    (row,) = read_rows(table(tmp_path, text), {"name": "NameCity"})
    assert (row.line, row.problem) == (2, "")
    assert row.named.name == "Porto"
    assert (row.named.latitude, row.named.longitude) == (41.14961, -8.61099)
    assert row.named.geonames_id == "2735943"


def test_a_heading_may_be_named(tmp_path: Path) -> None:
    file = table(tmp_path, "a\tb\nx\tOulu\n")
    (row,) = read_rows(file, {"name": "b"})
    assert row.named.name == "Oulu"


def test_what_stands_for_nothing_is_nothing(tmp_path: Path) -> None:
    file = table(tmp_path, "city,country,lat,lon,geonameid\nWindhoek,NA,NA,n/a,NA\n")
    (row,) = read_rows(file, {})
    assert (row.problem, row.named.country) == ("", "NA")
    assert (row.named.latitude, row.named.longitude, row.named.geonames_id) == (None, None, "")


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    file = table(tmp_path, 'city,note\n\nOulu,"two\nlines"\nPori,\n')
    assert [(row.line, row.named.name) for row in read_rows(file, {})] == [(3, "Oulu"), (5, "Pori")]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("91,10", "the latitude '91' is no number from -90 to 90"),
        ("10,180.5", "the longitude '180.5' is no number from -180 to 180"),
        ("inf,1", "the latitude 'inf' is no number"),
        ("x,1", "the latitude 'x' is no number"),
        ("60,", "come together"),
    ],
)
def test_wrong_coordinates_are_said_of_their_row(cells: str, problem: str, tmp_path: Path) -> None:
    (row,) = read_rows(table(tmp_path, f"city,lat,lon\nOulu,{cells}\n"), {})
    assert problem in row.problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "table.csv: the file is empty"),
        ("\n\nx\n", ":1: row 1 is blank"),
        ("a,b\n1,2\n", ":1: no column of cities among a, b: say --name"),
        ("city,city\nx,y\n", ":1: the column 'city' stands twice in the header"),
        ("city,country\nOulu,FI,x\n", ":2: 3 cells where the heading has 2"),
        ('city\n"Oulu\n', ":2: a row that begins here breaks off"),
        ("city\n" + "x" * 200_000 + "\n", ":2: a row that begins here breaks off: field larger"),
        (b"city\nGen\xe8ve\n", "cp1252 reads 'Genève' or cp1250 reads 'Genčve'"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(
    text: str | bytes, message: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as wrong:
        read_rows(table(tmp_path, text), {})
    assert message in str(wrong.value)


def test_a_missing_column_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'Citty' is missing; did you mean 'City'"):
        read_rows(table(tmp_path, "City\nOulu\n"), {"name": "Citty"})
