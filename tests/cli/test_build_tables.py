"""A build with tables among its sources: every row that is not in the graph is told of."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.loaders.test_source_file import GOOD

TABLE = """\
City,Code,Network,Role
Oslo,1,Ring,member
Oslo,1,Ring,member
Rome,2,Ring,former
=1+1,3,Ring,member
"""
MAPPING = """\
format: 1
source: {{id: list, kind: dataset, label: {{en: A list}}, language: en, sha256: {sha},
  read: 2026-11-22, asOf: 2020, terms: None are given.}}
table: {{file: list.csv}}
badRows: 30
rows:
  - claim: Membership
    member: {{column: City, type: City, id: Code, idPrefix: x}}
    network: {{column: Network, type: CityNetwork}}
    membershipRole: {{column: Role, values: {{former: {{skip: "=gone()"}}}}}}
"""
RESOLVED = """\
things:
  - {{id: organization/ring, type: CityNetwork, label: {{en: Ring}}}}
rows:
  - claim: Membership
    member: {{column: City, type: City, country: Country, resolve: geonames}}
    network: organization/ring
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of one table and its mapping."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "list.csv").write_text(TABLE, encoding="utf-8")
    sha = hashlib.sha256(TABLE.encode()).hexdigest()
    (folder / "list.table.yaml").write_text(MAPPING.format(sha=sha), encoding="utf-8")
    return folder


def test_a_build_writes_which_rows_were_not_taken_and_why(run: Run, mine: Path) -> None:
    done = run("build", "--sources", "mine")
    assert done.returncode == 0, done.stderr
    counts = (
        "list.csv: 4 rows: 2 taken (1 of them repeat others), 1 left out by the mapping, "
        "1 not usable"
    )
    assert counts in done.stderr.splitlines()
    assert "left-out.csv    2 rows" in done.stderr
    out = mine.parent / "citygraph-out"
    with (out / "left-out.csv").open(encoding="utf-8", newline="") as lines:
        header, ruled, bad = csv.reader(lines)
    assert header == ["file", "row", "why", "reason"]
    # A spreadsheet would run what begins with an equals sign.
    assert ruled == ["list.csv", "4", "by rule", "'=gone()"]
    assert bad[:3] == ["list.csv", "5", "not usable"]
    assert "formula" in bad[3]
    assert "left-out.csv" in json.loads((out / "manifest.json").read_text())["files"]


def test_a_later_build_without_tables_removes_the_rows_of_an_earlier_one(
    run: Run, mine: Path
) -> None:
    run("build", "--sources", "mine")
    plain = mine.parent / "plain"
    plain.mkdir()
    (plain / "page.yaml").write_text(GOOD, encoding="utf-8")
    done = run("build", "--sources", "plain")
    assert "left-out" not in done.stderr
    out = mine.parent / "citygraph-out"
    assert (out / "findings.csv").exists()
    assert not (out / "left-out.csv").exists()


def test_a_city_that_a_person_is_to_decide_is_listed_apart(run: Run, mine: Path) -> None:
    table = "City,Country\nHelsinki,FI\nSpringfield,US\n"
    (mine / "list.csv").write_text(table, encoding="utf-8")
    mapping = MAPPING[: MAPPING.index("rows:")] + RESOLVED
    text = mapping.format(sha=hashlib.sha256(table.encode()).hexdigest())
    (mine / "list.table.yaml").write_text(text, encoding="utf-8")
    done = run("build", "--sources", "mine")
    assert done.returncode == 0, done.stderr
    assert "cities-to-decide.csv" in done.stderr
    out = mine.parent / "citygraph-out"
    with (out / "cities-to-decide.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["file"], row["name"]) for row in rows} == {("list.csv", "Springfield")}
    with (out / "left-out.csv").open(encoding="utf-8", newline="") as lines:
        (left,) = csv.DictReader(lines)
    assert (left["row"], left["why"]) == ("3", "to decide")


def test_a_build_tells_how_far_a_table_is(run: Run, mine: Path) -> None:
    done = run("build", "--sources", "mine", "-v")
    assert "  list.table.yaml: 2 claims of rows" in done.stderr.splitlines()


def test_a_quiet_build_says_nothing_of_rows(run: Run, mine: Path) -> None:
    assert run("build", "--sources", "mine", "--quiet").stderr == ""
