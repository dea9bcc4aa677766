"""Tables that cannot be read: each gives one message, with its place and what to do."""

from __future__ import annotations

import importlib
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import polars
import pytest
from tests.loaders.tables.conftest import Write

from citygraph.errors import SourceError
from citygraph.loaders.tables.columns import Layout, read_columns
from citygraph.loaders.tables.rows import load_table
from citygraph.records import Relation, Thing

GOOD = "City,Country\nOslo,NO\nRome,IT\n"
BAD: dict[str, tuple[str | bytes, str, int | None, str]] = {
    "empty": (b"", "", None, "the file is empty"),
    "blank": (b" \n\n", "", None, "the file is empty"),
    "header alone": ("City,Country\n", "", 1, "a header and no rows"),
    "blank header": (",\nOslo,NO\n", "", 1, "row 1 is blank"),
    "no header": ("Oslo,59.9\nRome,41.9\n", "", 1, "row 1 looks like data"),
    "missing column": ("Town,Country\nOslo,NO\n", "", 1, "no column 'City'"),
    "nearest column": ("Citty,Country\nOslo,NO\n", "", 1, "did you mean 'Citty'?"),
    "column twice": ("City,Country,City\nOslo,NO,x\n", "", 1, "'City' stands twice"),
    "wrong delimiter": (
        GOOD,
        ', delimiter: ";"',
        1,
        "the delimiter ';' does not stand in row 1, but ',' does 1 times",
    ),
    "mixed encodings": (
        "City,Country\nMalmö,SE\n".encode() + "Göteborg,SE\n".encode("latin-1"),
        "",
        3,
        "two encodings in one file: line 2 is UTF-8 and line 3 is not",
    ),
    "other encoding": (
        "City,Country\nMalmö,SE\n".encode("latin-1"),
        ", encoding: utf-8",
        2,
        "not utf-8",
    ),
    "unknown encoding": (GOOD, ", encoding: klingon", None, "unknown encoding 'klingon'"),
    "NUL": (b"City,Country\nOs\x00lo,NO\n", "", 2, "a NUL byte"),
    "long line": (b"City,Country\nOslo,NO\n" + b"x" * 10_000_000, "", 3, "longer than 1 MiB"),
    "open quote": ('City,Country\nOslo,NO\n"Rome,IT\nBern,CH\n', "", 3, "breaks off"),
    "not a workbook": (b"PK no zip", "XLSX", None, "this is no XLSX workbook"),
    "not Parquet": (b"PAR1 nothing", "PARQUET", None, "this Parquet file cannot be read"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_table_is_told_with_its_place(write: Write, case: str) -> None:
    data, layout, line, message = BAD[case]
    name = {"XLSX": "t.xlsx", "PARQUET": "t.parquet"}.get(layout, "t.csv")
    mapping = write(data, name=name, layout="" if layout.isupper() else layout)
    with pytest.raises(SourceError) as wrong:
        load_table(mapping)
    assert message in wrong.value.message
    assert (wrong.value.file, wrong.value.line) == (mapping.parent / name, line)


def keys(mapping: Path) -> set[str]:
    return {r.key for r in load_table(mapping).records if isinstance(r, Thing)}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (GOOD.encode(), "t.csv"),
        (GOOD.replace(",", ";").encode("utf-8-sig"), "t.csv"),
        (GOOD.replace(",", "\t").replace("\n", "\r\n").encode(), "t.tsv"),
        (GOOD.replace(",", "|").encode("utf-16"), "t.txt"),
        (b'"City","Country"\r"Oslo","NO"\r"Rome","IT"\r', "t.csv"),
        (b'City,Country\n"Oslo" ,NO\nRome,IT\n'.replace(b'" ', b'"'), "t.csv"),
    ],
)
def test_delimiter_marks_and_line_ends_are_found(write: Write, data: bytes, name: str) -> None:
    assert keys(write(data, name=name)) == {"organization/ring", "city/oslo-no", "city/rome-it"}


def test_a_single_byte_encoding_is_found_and_the_guess_is_told(write: Write) -> None:
    towns = ["Łódź,PL", "Gdańsk,PL", "Zürich,CH", "Wrocław,PL", "Poznań,PL", "Świdnica,PL"]
    mapping = write("\n".join(["City,Country", *towns, ""]).encode("cp1250"))
    assert "city/lodz-pl" in keys(mapping)
    (note,) = load_table(mapping).report.notes
    assert note == "not UTF-8; read as cp1250, the only encoding that gives words"


def test_an_encoding_that_could_be_two_is_asked_for_with_the_words_that_differ(
    write: Write,
) -> None:
    data = "City,Country\nZürich,CH\nGenève,CH\n".encode("latin-1")
    said = "under table: encoding: .*; cp1252 reads 'Genève' or cp1250 reads 'Genčve'"
    with pytest.raises(SourceError, match=said):
        load_table(write(data))
    assert "city/geneve-ch" in keys(write(data, layout=", encoding: latin-1"))


def test_a_quoted_cell_may_hold_a_line_end_and_rows_are_counted_not_lines(write: Write) -> None:
    mapping = write('City,Country\n"New\nYork",US\nOslo,NO\n')
    claims = [r for r in load_table(mapping).records if isinstance(r, Relation)]
    assert [str(r.evidence.places[0]) for r in claims] == [
        "Fragment(text='row=2')",
        "Fragment(text='row=3')",
    ]
    assert "city/new-york-us" in keys(mapping)


def test_a_stray_quote_inside_a_cell_is_read_as_it_stands(write: Write) -> None:
    assert "city/st-john-s-ca" in keys(write('City,Country\nSt "John"s,CA\n'))


@pytest.mark.parametrize("column", ["E-mail", "Contact person", "Téléphone"])
def test_a_mapping_may_not_name_a_column_of_personal_contacts(write: Write, column: str) -> None:
    rows = f"rows:\n  - about: {{column: {column}, type: Person}}\n    motto: x\n"
    with pytest.raises(SourceError, match="holds personal contacts: such are never taken"):
        load_table(write(f"{column}\nx\n", rows))


def workbook(cells: list[list[Any]], **sheets: list[list[Any]]) -> bytes:
    book = importlib.import_module("openpyxl").Workbook()
    (page,) = book.worksheets
    for row in cells:
        page.append(row)
    for title, rows in sheets.items():
        other = book.create_sheet(title)
        for row in rows:
            other.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


YEARS = """\
rows:
  - claim: Membership
    member: {column: City, type: City, country: Country, id: Code, idPrefix: code}
    network: organization/ring
    validFrom: {column: Since}
"""
CELLS: list[list[Any]] = [
    ["City", "Country", "Code", "Since"],
    ["Oslo", "NO", "007", 2012.0],
    ["Rome", "IT", "12", datetime(2019, 10, 3)],
]


def test_a_workbook_gives_text_with_days_whole_years_and_leading_zeros(write: Write) -> None:
    mapping = write(workbook(CELLS), YEARS, name="t.xlsx")
    assert {"city/code-007", "city/code-12"} < keys(mapping)
    claims = [r for r in load_table(mapping).records if isinstance(r, Relation)]
    assert [str(value) for r in claims for _, value in r.qualifiers] == [
        "PartialDate(text='2012')",
        "PartialDate(text='2019-10-03')",
    ]


def test_a_formula_is_not_computed_and_the_report_says_so(write: Write) -> None:
    mapping = write(workbook([*CELLS, ["=A2", "NO", "9", 2001]]), YEARS, name="t.xlsx", bad="40")
    report = load_table(mapping).report
    assert report.notes == (
        "1 cells hold formulas: their stored values are taken, 1 of which have none",
    )
    assert [(o.row, o.reason) for o in report.left_out] == [
        (4, "the cell is a formula, not a value: '=A2'")
    ]


def test_of_several_sheets_one_is_to_be_named(write: Write) -> None:
    data = workbook([["x"]], Members=CELLS)
    with pytest.raises(SourceError, match=r"several sheets \(Sheet, Members\): say which"):
        load_table(write(data, YEARS, name="t.xlsx"))
    with pytest.raises(SourceError, match="no sheet 'Member'; did you mean 'Members'"):
        load_table(write(data, YEARS, name="t.xlsx", layout=", sheet: Member"))
    assert "city/code-007" in keys(write(data, YEARS, name="t.xlsx", layout=", sheet: Members"))


def test_parquet_gives_text_and_years_with_gaps_stay_years(write: Write) -> None:
    frame = polars.DataFrame(
        {
            "City": ["Oslo", "Rome"],
            "Country": ["NO", "IT"],
            "Code": ["007", "12"],
            "Since": [2012.0, None],
        }
    )
    packed = io.BytesIO()
    frame.write_parquet(packed)
    mapping = write(packed.getvalue(), YEARS, name="t.parquet")
    claims = [r for r in load_table(mapping).records if isinstance(r, Relation)]
    assert [len(r.qualifiers) for r in claims] == [1, 0]
    assert "city/code-007" in keys(mapping)


def test_parquet_with_lists_is_refused(write: Write) -> None:
    packed = io.BytesIO()
    polars.DataFrame({"City": [["Oslo"]], "Country": ["NO"]}).write_parquet(packed)
    with pytest.raises(SourceError, match="the column 'City' holds List"):
        load_table(write(packed.getvalue(), name="t.parquet"))


def test_without_the_extra_one_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.csv").write_text(GOOD, encoding="utf-8")

    def gone(name: str, *args: Any) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", gone)
    with pytest.raises(SourceError, match=r"tables need polars: pip install 'citygraph\[tables\]'"):
        read_columns(tmp_path / "t.csv", Layout())


def test_an_unknown_ending_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no table that citygraph reads \(\.csv, \.tsv"):
        read_columns(tmp_path / "t.ods", Layout())
