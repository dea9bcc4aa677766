"""Tables against their graph: every change of one is a finding, and none without a change."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from citygraph.assemble import SourceSet, build_store, source_set
from citygraph.check import check
from citygraph.errors import SourceError
from citygraph.table import Table

CSV = "City,Code\nMalmö,1\nLund,2\n\nYstad,3\n".encode("cp1252")
MAPPING = """\
format: 1
source: {{id: list, kind: dataset, label: {{en: A list}}, language: en, sha256: {sha},
  read: 2026-11-22, asOf: 2020, terms: None are given.}}
table: {{file: list.csv, encoding: cp1252{layout}}}
things:
  - {{id: organization/ring, type: CityNetwork, label: {{en: Ring}}}}
rows:
  - claim: Membership
    member: {{column: City, type: City, id: Code, idPrefix: x}}
    network: organization/ring
"""


def mapping(sha: str, layout: str = "") -> str:
    return MAPPING.format(sha=sha, layout=layout)


@pytest.fixture
def sources(tmp_path: Path) -> SourceSet:
    """A folder of one table, of which a graph can be built."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "list.csv").write_bytes(CSV)
    text = mapping(hashlib.sha256(CSV).hexdigest())
    (folder / "list.table.yaml").write_text(text, encoding="utf-8")
    return source_set(folder)


def evidence(found: Table) -> list[str]:
    return [f"{row['severity']} {str(row['rule'])[9:]}" for row in found.records()]


def found_after(sources: SourceSet, name: str, data: bytes) -> Table:
    """Returns what is found when a file is changed after the graph was built."""
    store = build_store(sources)
    (sources.files[0].parent / name).write_bytes(data)
    return check(store, sources=sources.files, only=["evidence"])


def test_an_unchanged_table_beside_its_mapping_is_well(sources: SourceSet, tmp_path: Path) -> None:
    store = build_store(sources)
    assert check(store, sources=sources.files, only=["evidence"]).rows == ()
    (tmp_path / "texts").mkdir()
    found = check(store, sources=sources.files, only=["evidence"], texts=tmp_path / "texts")
    assert found.rows == (), "the table's text is not looked for in the folder of texts"


def test_one_changed_byte_of_a_table_is_an_error(sources: SourceSet) -> None:
    changed = CSV.replace(b"Lund", b"Lunt")
    found = found_after(sources, "list.csv", changed)
    assert evidence(found) == ["error table-changed"]
    message = str(found.column("message")[0])
    assert hashlib.sha256(changed).hexdigest() in message
    assert hashlib.sha256(CSV).hexdigest() in message
    assert found.column("place") == ("list.table.yaml",)


def test_a_missing_table_is_an_error(sources: SourceSet) -> None:
    store = build_store(sources)
    (sources.files[0].parent / "list.csv").unlink()
    found = check(store, sources=sources.files, only=["evidence"])
    assert evidence(found) == ["error table-missing"]
    assert "list.csv cannot be read" in str(found.column("message")[0])


def test_rows_that_the_table_lacks_are_an_error(sources: SourceSet) -> None:
    # The graph was made of five lines and says that it is made of these three: row 5 is a lie.
    short = CSV[: CSV.index(b"\n\n") + 1]
    store = build_store(sources)
    sha = [hashlib.sha256(data).hexdigest() for data in (CSV, short)]
    store.update(
        "PREFIX cg: <https://w3id.org/citygraph/ontology#> "
        f'DELETE {{ GRAPH ?g {{ ?s cg:textSha256 "{sha[0]}" }} }} '
        f'INSERT {{ GRAPH ?g {{ ?s cg:textSha256 "{sha[1]}" }} }} '
        f'WHERE {{ GRAPH ?g {{ ?s cg:textSha256 "{sha[0]}" }} }}'
    )
    (sources.files[0].parent / "list.csv").write_bytes(short)
    found = check(store, sources=sources.files, only=["evidence"])
    assert evidence(found) == ["error row-outside"]
    assert "the first on row=5: its rows are 2 to 3" in str(found.column("message")[0])
    assert found.column("place") == ("list.csv:row=5",)


@pytest.mark.parametrize("place", ["row=1", "row=0", "row=-3", "row=two", "row="])
def test_a_place_that_is_no_row_below_the_header_is_an_error(
    place: str, sources: SourceSet
) -> None:
    store = build_store(sources)
    store.update(
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        f'DELETE {{ GRAPH ?g {{ ?s rdf:value "row=3" }} }} '
        f'INSERT {{ GRAPH ?g {{ ?s rdf:value "{place}" }} }} '
        f'WHERE {{ GRAPH ?g {{ ?s rdf:value "row=3" }} }}'
    )
    found = check(store, sources=sources.files, only=["evidence"])
    assert evidence(found) == ["error row-outside"]
    assert found.column("place") == (f"list.csv:{place}",)


def test_a_table_that_its_mapping_cannot_read_is_an_error(sources: SourceSet) -> None:
    text = mapping(hashlib.sha256(CSV).hexdigest(), ', delimiter: "|"')
    found = found_after(sources, "list.table.yaml", text.encode())
    assert evidence(found) == ["error table-unreadable"]
    assert "the delimiter '|' does not stand in row 1" in str(found.column("message")[0])


def test_a_mapping_that_cannot_be_read_stops_the_check(sources: SourceSet) -> None:
    with pytest.raises(SourceError, match=r"list\.table\.yaml"):
        found_after(sources, "list.table.yaml", b"format: 2\n")


def test_without_its_mapping_a_table_is_found_by_hash_or_said_to_be_open(
    sources: SourceSet, tmp_path: Path
) -> None:
    store, texts = build_store(sources), tmp_path / "texts"
    texts.mkdir()
    found = check(store, only=["evidence"], texts=texts)
    assert evidence(found) == ["info text-missing"]
    assert "--sources" in str(found.column("remedy")[0])
    # A table need not be UTF-8: nothing rests on its code points.
    (texts / "any").write_bytes(CSV)
    assert check(store, only=["evidence"], texts=texts).rows == ()
