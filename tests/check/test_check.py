"""All checks together: one table, in one order, whatever order the checks end in."""

from __future__ import annotations

import subprocess
import sys

import pyoxigraph as ox
import pytest

from citygraph.check import CHECKS, check
from citygraph.check.findings import COLUMNS, CannotCheck, Finding, Material, table
from citygraph.errors import CheckError

from .conftest import MakeStore

BAD = """
event:a a cg:Forum . event:b a cg:Forum . person:odd a cg:Person , cg:City .
source:page a cg:SourceDocument ; cg:textSeen "part" .
"""


def test_findings_come_as_one_table_errors_first(graph: MakeStore) -> None:
    found = check(graph(BAD))
    assert found.columns == COLUMNS
    severities = found.column("severity")
    assert list(severities) == sorted(severities, key=("error", "warning", "info").index)
    assert {str(rule).split("/")[0] for rule in found.column("rule")} >= {"shapes", "rules"}
    assert all(row["title"] and row["message"] and row["remedy"] for row in found.records())


def test_the_same_graph_gives_the_same_findings(graph: MakeStore) -> None:
    names = ["shapes", "rules", "evidence"]
    first = check(graph(BAD), only=names)
    quads = (graph(BAD).dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines()
    shuffled = ox.Store()
    shuffled.load(b"\n".join(reversed(quads)), format=ox.RdfFormat.N_QUADS)
    assert check(shuffled, only=names[::-1]) == first


def test_an_unknown_check_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(CheckError, match="did you mean 'consistency'"):
        check(ox.Store(), only=["consistancy"])


def test_a_check_that_fails_among_all_leaves_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def tired(material: Material) -> list[Finding]:
        raise CannotCheck("consistency was not decided within 300 seconds")

    monkeypatch.setitem(CHECKS, "consistency", tired)
    found = check(ox.Store()).records()
    assert [(row["severity"], row["rule"]) for row in found] == [
        ("warning", "consistency/not-checked")
    ]


def test_a_finding_made_twice_stands_once() -> None:
    same = [Finding("info", "a/b", "t", "s", "m", "r") for _ in range(2)]
    assert len(table(same)) == 1


def test_importing_the_checks_imports_neither_reasoner_nor_shacl() -> None:
    heavy = "{'rdflib', 'pyshacl', 'owlready2'}"
    code = f"import sys, citygraph.check; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
