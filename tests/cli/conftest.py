"""A real process, as a user starts it, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("CITYGRAPH_LANG", "COLUMNS")}
        # What is kept from call to call is not to lie in the home of who tests it.
        clean["XDG_CACHE_HOME"] = str(tmp_path.parent / f"{tmp_path.name}-cache")
        return subprocess.run(
            [sys.executable, "-m", "citygraph", *words],
            cwd=tmp_path,
            env={**clean, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=900,
            check=False,
        )

    return start


#: Three declarations: Aa, Bb and Cc signed the first, Aa and Bb the second, Dd alone the third.
GRAPH = """
@prefix cg: <https://w3id.org/citygraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix city: <https://w3id.org/citygraph/id/city/> .
@prefix doc: <https://w3id.org/citygraph/id/document/> .
@prefix sign: <https://w3id.org/citygraph/id/signature/> .
@prefix source: <https://w3id.org/citygraph/id/source/> .
@prefix modality: <https://w3id.org/citygraph/concept/modality/> .
@prefix kind: <https://w3id.org/citygraph/concept/source-kind/> .
source:one a cg:SourceDocument ; cg:sourceKind kind:declaration .
source:two a cg:SourceDocument ; cg:sourceKind kind:news-report .
"""
SIGNED = (
    ("aa", "first", "one", "2019-05-01"),
    ("bb", "first", "one", "2019-05-01"),
    ("cc", "first", "two", "2019-05-01"),
    ("aa", "second", "two", "2021"),
    ("bb", "second", "two", "2021"),
    ("dd", "third", "one", "2022-02"),
)
KINDS = {4: "gYear", 7: "gYearMonth", 10: "date"}


@pytest.fixture
def graph(tmp_path: Path) -> str:
    lines = [GRAPH, "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."]
    for name in ("aa", "bb", "cc", "dd"):
        lines.append(
            f'city:{name} a cg:City, cg:Organization ; skos:prefLabel "{name.title()}"@en .'
        )
    for name in ("first", "second", "third"):
        lines.append(f'doc:{name} a cg:Declaration ; skos:prefLabel "{name.title()}"@en .')
    for number, (city, document, source, day) in enumerate(SIGNED):
        lines.append(
            f"sign:{number} a cg:Signature ; cg:signatory city:{city} ;"
            f" cg:document doc:{document} ; cg:modality modality:actual ;"
            f" cg:statedIn source:{source} ;"
            f' cg:signedOn "{day}"^^xsd:{KINDS[len(day)]} .'
        )
    file = tmp_path / "signed.ttl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)
