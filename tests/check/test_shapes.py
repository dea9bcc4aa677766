"""SHACL results become findings; the graph that pySHACL sees is typed as rdflib types it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from citygraph.check import check, shapes
from citygraph.errors import CheckError
from citygraph.vocabulary import BASE

from .conftest import MakeStore

FORUM = """
event:forum a cg:Forum , cg:Event , cg:Occasion ; cg:eventStatus status:held ;
    skos:prefLabel "Mayors Forum"@en ; rdfs:label "Mayors Forum"@en .
"""


def _rows(store: ox.Store) -> dict[str, dict[str, object]]:
    return {str(row["rule"]): dict(row) for row in check(store, only=["shapes"]).records()}


def test_a_sound_graph_has_no_findings(graph: MakeStore) -> None:
    assert _rows(graph(FORUM)) == {}


def test_a_broken_shape_tells_thing_value_and_remedy(graph: MakeStore) -> None:
    row = _rows(graph(FORUM + "event:forum cg:heldIn person:mayor ."))["shapes/occasion-place"]
    assert row["severity"] == "error"
    assert row["subject"] == f"{BASE}id/event/forum"
    assert row["message"] == (
        "Mayors Forum: An occasion must be held in a Place (here: cg:heldIn person/mayor)"
    )
    assert row["remedy"] == "Name the city; who receives it is a host."
    assert row["place"] == "case"


def test_the_severity_of_a_shape_is_that_of_its_finding(graph: MakeStore) -> None:
    store = graph(FORUM + 'event:forum rdfs:label "Forum of Mayors"@sv .')
    assert {name: row["severity"] for name, row in _rows(store).items()} == {
        "shapes/label-copy": "warning"
    }


def test_a_date_that_is_none_is_found_without_noise(
    graph: MakeStore, caplog: pytest.LogCaptureFixture
) -> None:
    store = graph(FORUM + 'event:forum cg:startDate "2023-02-30"^^xsd:date .')
    # The results of the shape inside the shape (sh:detail) are no findings of their own.
    assert list(_rows(store)) == ["shapes/start-date"]
    assert len(check(store, only=["shapes"])) == 1
    assert caplog.records == []


def test_a_changed_party_is_found(graph: MakeStore) -> None:
    # The document in the place of the party that signs it.
    store = graph(
        "document:paper a cg:Declaration . "
        "claim:s a cg:Signature , cg:Relation . "
        "claim:s cg:document document:paper ; cg:signatory document:paper ."
    )
    assert _rows(store)["shapes/signature-signatory"]["severity"] == "error"


def test_an_event_that_ends_before_it_starts_is_found(graph: MakeStore) -> None:
    dates = 'cg:startDate "2023-09-26"^^xsd:date ; cg:endDate "2023-09-24"^^xsd:date .'
    assert list(_rows(graph(FORUM + "event:forum " + dates))) == ["shapes/occasion-order"]


def test_plain_strings_stay_plain_and_the_rest_keeps_its_type() -> None:
    store = ox.Store()
    store.load(
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
        '<x:a> <x:p> "plain" , "text"@sv , "2023"^^xsd:gYear , 12 , <x:b> .',
        format=ox.RdfFormat.TURTLE,
        to_graph=ox.NamedNode("x:g"),
    )
    xsd = rdflib.XSD
    assert set(shapes.rdflib_graph(store).objects()) == {
        rdflib.Literal("plain"),
        rdflib.Literal("text", lang="sv"),
        rdflib.Literal("2023", datatype=xsd.gYear),
        rdflib.Literal("12", datatype=xsd.integer),
        rdflib.URIRef("x:b"),
    }


def test_shapes_that_cannot_be_read_are_refused_with_their_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shapes.ttl").write_text("this is no Turtle", encoding="utf-8")
    monkeypatch.setattr(shapes, "ontology_dir", lambda: tmp_path)
    with pytest.raises(CheckError, match=r"shapes\.ttl: the shapes cannot be read"):
        check(ox.Store(), only=["shapes"])
