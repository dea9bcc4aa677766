"""A folder of sources becomes one store, whichever way its tables are read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from citygraph import assemble
from citygraph.assemble import build_store, load_records, source_set
from citygraph.errors import SourceError
from citygraph.identity import graph_iri
from citygraph.loaders import source_id
from citygraph.loaders.tables.report import Report
from citygraph.loaders.tables.rows import load_table

HARBOURS = Path(__file__).parent / "loaders" / "tables"
HEAD = """\
format: 1
source: {{id: {slug}, kind: dataset, label: {{en: A list}}, language: en, sha256: {sha},
  read: 2026-11-22, asOf: 2020, terms: None are given.}}
table: {{file: {slug}.csv}}
badRows: 60
rows:
  - claim: Membership
    member: {{column: City, type: City, id: Code, idPrefix: x{sign}}}
    network: {{column: Network, type: CityNetwork}}
"""


def table(folder: Path, text: str, slug: str = "list", sign: str = "") -> Path:
    """Writes a table with its mapping; `sign` is how a cell of several cities is split."""
    folder.mkdir(exist_ok=True)
    (folder / f"{slug}.csv").write_text(text, encoding="utf-8")
    split = f', separator: "{sign}"' if sign else ""
    mapping = folder / f"{slug}.table.yaml"
    head = HEAD.format(slug=slug, sha=hashlib.sha256(text.encode()).hexdigest(), sign=split)
    mapping.write_text(head, encoding="utf-8")
    return mapping


def quads(store: ox.Store, source: str) -> set[str]:
    graph = ox.NamedNode(graph_iri(source))
    return {str(quad) for quad in store.quads_for_pattern(None, None, None, graph)}


def test_lines_written_in_any_pieces_go_whole_into_the_store(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(assemble, "_CHUNK", 50)
    store = ox.Store()
    lines = assemble.StoreLines(store)
    data = b"".join(b'<x:s> <x:p> "%d" <x:g> .\n' % n for n in range(40))
    for start in range(0, len(data), 7):
        assert lines.write(data[start : start + 7]) == len(data[start : start + 7])
    assert len(store) > 30, "most of it is there before the end"
    lines.load()
    assert sorted(int(quad.object.value) for quad in store) == list(range(40))


@pytest.mark.parametrize("chunk", [700, 32 * 1024 * 1024])
def test_a_build_holds_the_quads_of_a_tables_records(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assemble, "_CHUNK", chunk)
    sources = source_set(HARBOURS)
    store = build_store(sources)
    by_records = ox.Store()
    for file in sources.files:
        load_records(by_records, load_table(file).records, source_id(file), sources.names)
        assert len(quads(store, source_id(file))) > 100
        assert quads(store, source_id(file)) == quads(by_records, source_id(file))


@pytest.mark.parametrize("sign", ["", ";"], ids=["by columns", "row by row"])
def test_a_build_tells_what_became_of_each_tables_rows(tmp_path: Path, sign: str) -> None:
    table(tmp_path, "City,Code,Network\nOslo,1,Ring\nOslo,1,Ring\n=1,2,Ring\n", sign=sign)
    reports: list[Report] = []
    steps: list[str] = []
    build_store(source_set(tmp_path), steps.append, reports.append)
    (report,) = reports
    assert (report.rows, report.repeated) == (3, 1)
    assert [(left.row, left.by_rule) for left in report.left_out] == [(4, False)]
    assert steps[0] == "list.table.yaml"
    said = [step for step in steps if "claims of rows" in step]
    assert said == [f"list.table.yaml: {1 if sign else 2} claims of rows"]


@pytest.mark.parametrize("sign", ["", ";"], ids=["by columns", "row by row"])
def test_one_key_may_not_name_two_things_in_two_tables(tmp_path: Path, sign: str) -> None:
    table(tmp_path, "City,Code,Network\nOslo,1,Ring\n", "a", sign)
    table(tmp_path, "City,Code,Network\nRome,1,Ring\n", "b", sign)
    with pytest.raises(SourceError, match=r"b\.table\.yaml: two different things under one key"):
        build_store(source_set(tmp_path))
