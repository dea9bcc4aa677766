"""The terms that the program speaks are those of the ontology."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from citygraph.resources import ontology_dir
from citygraph.vocabulary import (
    BASE,
    CG,
    CLASSES,
    COMMON_QUALIFIERS,
    COMMON_ROLES,
    DATE_FACTS,
    DATES,
    DEGREE_FACTS,
    FACTS,
    NUMBERS,
    PREFIXES,
    RELATIONS,
    SCHEMES,
    SEVERAL,
    concepts,
    term,
)

OWL, RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
PARSED = list(ox.parse(path=str(ontology_dir() / "citygraph.ttl")))
TYPES = {
    (quad.subject.value, quad.object.value)
    for quad in PARSED
    if quad.predicate.value == PREFIXES["rdf"] + "type"
    and isinstance(quad.subject, ox.NamedNode)
    and isinstance(quad.object, ox.NamedNode)
}
ROLES = {role for known in RELATIONS.values() for role in known.roles} | set(COMMON_ROLES)
QUALIFIERS = {q for known in RELATIONS.values() for q in known.qualifiers} | set(COMMON_QUALIFIERS)


def kinds(iri: str) -> set[str]:
    return {kind.removeprefix(OWL) for subject, kind in TYPES if subject == iri}


@pytest.mark.parametrize("name", sorted({*CLASSES, *RELATIONS}))
def test_every_class_is_defined(name: str) -> None:
    assert "Class" in kinds(CG + name)


@pytest.mark.parametrize("name", sorted(ROLES))
def test_every_role_leads_to_a_thing(name: str) -> None:
    assert "ObjectProperty" in kinds(CG + name)


@pytest.mark.parametrize("name", sorted(QUALIFIERS - {"purpose"}))
def test_every_qualifier_holds_a_value(name: str) -> None:
    assert "DatatypeProperty" in kinds(CG + name)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_fact_is_a_property(name: str) -> None:
    assert kinds(term(name)) & {"ObjectProperty", "DatatypeProperty", "AnnotationProperty"}


def test_relation_classes_are_those_of_the_ontology() -> None:
    below = {
        quad.subject.value.removeprefix(CG)
        for quad in PARSED
        if quad.predicate.value == RDFS + "subClassOf"
        and quad.object in (ox.NamedNode(CG + "Relation"), ox.NamedNode(CG + "Count"))
        and isinstance(quad.subject, ox.NamedNode)
    }
    assert below == set(RELATIONS)


def test_every_scheme_has_concepts_and_every_list_names_what_exists() -> None:
    schemes = {name.split("/")[0] for name in concepts()}
    assert set(SCHEMES.values()) <= schemes
    assert set(SEVERAL) <= ROLES
    assert set(DATES) | {"ordinal", "minimum", "maximum"} <= QUALIFIERS
    assert set(DATE_FACTS) | (set(NUMBERS) - QUALIFIERS) <= set(FACTS)
    assert set(DEGREE_FACTS) <= set(FACTS)
    assert BASE in CG


def test_coordinates_are_those_of_the_w3c_vocabulary() -> None:
    # https://www.w3.org/2003/01/geo/
    assert term("lat") == "http://www.w3.org/2003/01/geo/wgs84_pos#lat"
    assert term("long") == "http://www.w3.org/2003/01/geo/wgs84_pos#long"
