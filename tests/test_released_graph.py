"""The released graph is what its sources make, byte for byte; its keys stand in the register."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from citygraph.assemble import build_store, source_files, source_set
from citygraph.exports import EXPORTS
from citygraph.identity import Register
from citygraph.loaders import LOADERS
from citygraph.records import Relation, Source, Span, Thing
from citygraph.resources import graph_dir
from citygraph.vocabulary import RELATIONS

SOURCES = source_files(graph_dir() / "sources")
#: Those whose whole text was in hand: only in them can every sentence be accounted for.
WHOLE = [file for file in SOURCES if "textSeen: part" not in file.read_text(encoding="utf-8")]
BUILD = """
import hashlib, sys
from citygraph.assemble import build_store, source_set
from citygraph.exports import EXPORTS
store = build_store(source_set(None))
for form in sorted(EXPORTS):
    print(form, hashlib.sha256(EXPORTS[form](store)).hexdigest())
"""


@pytest.mark.parametrize("form", ["ttl", "trig"])
def test_the_released_files_are_what_the_sources_make(form: str) -> None:
    store = build_store(source_set(None))
    released = (graph_dir() / f"citygraph.{form}").read_bytes()
    # Compared by hash: a diff of half a megabyte helps nobody; `citygraph build` makes it anew.
    assert hashlib.sha256(EXPORTS[form](store)).digest() == hashlib.sha256(released).digest()


def test_every_format_has_the_same_bytes_on_any_hash_seed() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", BUILD],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(next(iter(said)).splitlines()) == len(EXPORTS)


def test_every_key_stands_in_the_register_with_its_class() -> None:
    register = Register.read(graph_dir() / "register.csv")
    used = {}
    for file in SOURCES:
        for record in LOADERS[file.suffix](file):
            if isinstance(record, Thing):
                used[record.key] = record.type
            elif isinstance(record, Source):
                used[f"source/{record.id}"] = "SourceDocument"
    missing = {key: kind for key, kind in used.items() if register.active.get(key) != kind}
    assert not missing, "add these to graph/register.csv"
    assert not set(used) & set(register.retired), "a retired key is used again"
    unknown = set(register.retired.values()) - set(register.active) - set(register.retired)
    assert not unknown, "a redirect leads to nothing"


@pytest.mark.parametrize("file", WHOLE, ids=lambda f: f.stem)
def test_every_claim_lies_in_sentences_of_the_inventory(file: Path) -> None:
    with file.with_name(f"{file.stem}.inventory.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    claimed = [(int(r["start"]), int(r["end"])) for r in rows if r["status"] == "claimed"]
    ends = [0, *(int(row["end"]) for row in rows)]
    assert all(int(row["start"]) >= end for row, end in zip(rows, ends, strict=False))
    assert all(row["note"] for row in rows if row["status"] == "not-claimed")
    spans = {
        place
        for record in LOADERS[file.suffix](file)
        if isinstance(record, Relation)
        for place in record.evidence.places
        if isinstance(place, Span)
    }
    assert spans
    for span in spans:
        assert any(start <= span.start and span.end <= end for start, end in claimed), span
    for start, end in claimed:
        assert any(start <= span.start and span.end <= end for span in spans), (start, end)


def test_the_sources_use_what_the_vocabulary_knows() -> None:
    used = {
        record.type
        for file in SOURCES
        for record in LOADERS[file.suffix](file)
        if isinstance(record, Relation)
    }
    # The four documents state no membership and no partnership; nothing is made up to fill them.
    assert set(RELATIONS) - used <= {"Membership", "Partnership", "Count"}


def test_a_known_gap_is_about_a_thing_of_the_graph() -> None:
    register = Register.read(graph_dir() / "register.csv")
    with (graph_dir() / "gaps.csv").open(encoding="utf-8", newline="") as lines:
        gaps = list(csv.DictReader(lines))
    assert gaps
    assert not [gap["about"] for gap in gaps if gap["about"] not in register.active]
    assert all(gap["gap"].endswith(".") and gap["lookedOn"] for gap in gaps)
