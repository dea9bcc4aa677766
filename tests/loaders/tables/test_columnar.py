"""A table by columns and the same table row by row: equal quads, equal reports."""

from __future__ import annotations

import hashlib
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loaders.tables.conftest import HEAD, ROWS, THINGS, Write

from citygraph.assemble import write_table
from citygraph.errors import SourceError
from citygraph.identity import Names, Register
from citygraph.loaders.tables.report import Report
from citygraph.loaders.tables.rows import load_table
from citygraph.triples import quads

HARBOURS = Path(__file__).parent / "harbours.table.yaml"
MANY = """\
rows:
  - claim: Membership
    member:
      column: City
      type: City
      id: Code
      idPrefix: code
      country: Country
      sameAs: "https://example.org/{}"
    network: {column: Network, type: CityNetwork}
    onBehalfOf: {column: Body, type: Organization}
    membershipRole: {column: Role, values: {Former: {means: member, ended: true}, X: {skip: no}}}
    validFrom: {column: Since}
    validTo: {column: Until}
  - claim: Support
    supporter: {column: Body, type: Organization}
    supported: organization/ring
    status: {column: Role, values: {Former: {modality: denied}, member: {}, chair: {}}}
"""
CELLS = {
    "City": ["Oslo", "oslo", "Ósló", "Rome", "A & B", "", '"Q" \\ q', "=1", "Łódź"],
    "Code": ["", "1", "01", "2", "x y"],
    "Country": ["NO", "IT", "UK", "XX", ""],
    "Network": ["Ring", "Hub", "ring", ""],
    "Body": ["", "Council", "Fire brigade"],
    "Role": ["member", "Member", "chair", "Former", "X", "Guest", ""],
    "Since": ["2012", "2012-05", "", "soon"],
    "Until": ["", "2015", "2011"],
}


def both(mapping: Path, names: Names) -> tuple[set[str], set[str], Report, Report]:
    """Returns the quads and the report of each way, those by columns first."""
    out = io.BytesIO()
    by_columns = write_table(mapping, out, names)
    loaded = load_table(mapping)
    lines = {line.removesuffix("\n") for line in quads(loaded.records, "t", names)}
    return set(out.getvalue().decode().split("\n")) - {""}, lines, by_columns, loaded.report


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(*map(st.sampled_from, CELLS.values())), min_size=1, max_size=12))
def test_columns_and_rows_give_equal_quads_and_equal_reports(rows: list[tuple[str, ...]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = [",".join(CELLS), *(",".join(map(quoted, row)) for row in rows)]
    data = ("\n".join(lines) + "\n").encode()
    names = Names("https://example.org/", Register({"city/code-1": "City", "source/t": ""}))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_bytes(data)
        mapping = Path(folder) / "t.table.yaml"
        sha = hashlib.sha256(data).hexdigest()
        head = HEAD.format(sha=sha, name="t.csv", layout="", bad="99")
        mapping.write_text(head + THINGS + MANY, encoding="utf-8")
        try:
            expected = load_table(mapping)
        except SourceError as wrong:
            with pytest.raises(SourceError, match=r"rows are not usable") as also:
                write_table(mapping, io.BytesIO(), names)
            assert str(also.value) == str(wrong)
            return
        assert expected.records
        columns, records, by_columns, by_rows = both(mapping, names)
    assert columns == records
    assert by_columns == by_rows


def test_a_table_of_many_troubles_is_equal_by_columns() -> None:
    out = io.BytesIO()
    report = write_table(HARBOURS, out, Names())
    loaded = load_table(HARBOURS)
    lines = {line.removesuffix("\n") for line in quads(loaded.records, "harbours", Names())}
    assert set(out.getvalue().decode().split("\n")) - {""} == lines
    assert report == loaded.report


def test_what_only_rows_can_say_is_written_row_by_row(write: Write) -> None:
    rows = ROWS.replace("country: Country", 'country: Country, separator: ";"')
    mapping = write('City,Country\n"Oslo; Bergen",NO\n', rows)
    columns, records, by_columns, by_rows = both(mapping, Names())
    assert columns == records
    assert by_columns == by_rows


def test_nothing_is_written_of_a_table_that_is_mostly_bad(write: Write) -> None:
    out = io.BytesIO()
    with pytest.raises(SourceError, match="1 of 2 rows are not usable"):
        write_table(write("City,Country\nOslo,NO\nRome,XX\n"), out, Names())
    assert out.getvalue() == b""
