"""Derives from hand-written Turtle, by our rules on Oxigraph and again on rdflib as the oracle."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Store
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from citygraph.inference import INFERRED, infer
from citygraph.resources import ontology_dir
from citygraph.vocabulary import BASE, CG, PREFIXES

Facts = set[tuple[str, str, str]]
Derive = Callable[..., Facts]

PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "".join(
    f"@prefix {name}: <{BASE}{path}/> .\n"
    for name, path in {
        "": "id",
        "modality": "concept/modality",
        "eventStatus": "concept/event-status",
        "role": "concept/participation-role",
        "membershipRole": "concept/membership-role",
        "status": "concept/signature-status",
        "qualifier": "concept/count-qualifier",
    }.items()
)

# As much of the ontology as the rules read; test_rules_on_the_ontology.py takes the real one.
ONTOLOGY = """
cg:City rdfs:subClassOf cg:LocalAuthority . cg:LocalAuthority rdfs:subClassOf cg:Organization .
cg:CityNetwork rdfs:subClassOf cg:Organization . cg:Organization rdfs:subClassOf cg:Actor .
cg:Organization rdfs:subClassOf prov:Organization .
cg:Person rdfs:subClassOf cg:Actor . cg:Mayor rdfs:subClassOf cg:Person .
cg:Mayoralty rdfs:subClassOf cg:Post . cg:DeputyMayoralty rdfs:subClassOf cg:Post .
cg:Forum rdfs:subClassOf cg:Event . cg:Session rdfs:subClassOf cg:Event .
cg:Event rdfs:subClassOf cg:Occasion . cg:EventSeries rdfs:subClassOf cg:Occasion .
cg:ParticipantCount rdfs:subClassOf cg:Count . cg:Count rdfs:subClassOf cg:Relation .
cg:signedOn rdfs:subPropertyOf cg:onDate . cg:signedAt rdfs:subPropertyOf cg:madeAt .
cg:startDate cg:singleValued true . cg:heldIn cg:singleValued true .
cg:motto cg:singleValued true . cg:editionNumber cg:singleValued true .
cg:adoptedAt cg:singleValued true .
"""


@cache
def _prepared() -> tuple[Query, ...]:
    rules = sorted((ontology_dir() / "rules").glob("*.rq"), key=lambda path: path.name)
    return tuple(prepareQuery(rule.read_text(encoding="utf-8")) for rule in rules)


def _local(term: object) -> str:
    text = term.value if isinstance(term, NamedNode | Literal) else str(term)
    return text.removeprefix(CG).removeprefix(BASE + "id/")


def by_rdflib(turtle: str) -> Facts:
    """Returns what rdflib derives by the same rules in the same order over one merged graph."""
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    new: Facts = set()
    for rule in _prepared():
        for subject, predicate, value in list(graph.query(rule).graph or ()):
            if (subject, predicate, value) not in graph:
                graph.add((subject, predicate, value))
                new.add((_local(subject), _local(predicate), _local(value)))
    return new


def by_oxigraph(turtle: str) -> Facts:
    store = Store()
    graph = NamedNode(BASE + "graph/a-source")
    store.load(turtle.encode(), format=RdfFormat.TURTLE, to_graph=graph)
    infer(store)
    return {
        (_local(q.subject), _local(q.predicate), _local(q.object))
        for q in store.quads_for_pattern(None, None, None, INFERRED)
    }


@pytest.fixture(scope="session")
def derive() -> Derive:
    """Returns a function from Turtle to the derived triples, or those of one property, as names."""

    def derived(turtle: str, only: str | None = None) -> Facts:
        whole = PROLOGUE + ONTOLOGY + turtle
        facts = by_oxigraph(whole)
        assert facts == by_rdflib(whole), "Oxigraph and rdflib derive different things"
        return {fact for fact in facts if only is None or fact[1] == only}

    return derived
