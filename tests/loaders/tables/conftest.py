"""Tables written for one test, each with a mapping that fits it unless the test says otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = """\
format: 1
source:
  id: t
  kind: member-list
  label: {{en: A list}}
  language: en
  sha256: {sha}
  read: 2026-11-22
  asOf: 2020
  terms: None are given.
table: {{file: {name}{layout}}}
badRows: {bad}
"""
THINGS = """\
things:
  - {id: organization/ring, type: CityNetwork, label: {en: Ring}}
"""
ROWS = """\
rows:
  - claim: Membership
    member: {column: City, type: City, country: Country}
    network: organization/ring
"""
Write = Callable[..., Path]

# The practice table carries no licence: it lies beside a clone, or nowhere.
PRACTICE = Path(__file__).parents[4] / "shared" / "research" / "urbact_memberships.csv"
collect_ignore = [] if PRACTICE.is_file() else ["test_practice.py"]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Returns a function that writes a table and its mapping, and returns the mapping's path."""

    def written(
        table: str | bytes,
        rows: str = ROWS,
        *,
        name: str = "t.csv",
        layout: str = "",
        things: str = THINGS,
        bad: str = "10",
    ) -> Path:
        data = table if isinstance(table, bytes) else table.encode()
        (tmp_path / name).write_bytes(data)
        sha = hashlib.sha256(data).hexdigest()
        head = HEAD.format(sha=sha, name=name, layout=layout, bad=bad)
        mapping = tmp_path / "t.table.yaml"
        mapping.write_text(head + things + rows, encoding="utf-8")
        return mapping

    return written
