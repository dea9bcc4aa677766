"""Graphs for the checks: the ontology beside a few hand-written triples."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from citygraph.identity import graph_iri
from citygraph.store import new_store
from citygraph.vocabulary import BASE, CLASSES, PREFIXES

_SEGMENTS = [*CLASSES.values(), "claim", "evidence", "selector"]
_SCHEMES = {"modality": "modality", "status": "event-status", "basis": "basis", "theme": "theme"}

PREAMBLE = "\n".join(
    [
        *(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()),
        *(f"@prefix {name}: <{BASE}id/{name}/> ." for name in sorted(set(_SEGMENTS))),
        *(f"@prefix {name}: <{BASE}concept/{scheme}/> ." for name, scheme in _SCHEMES.items()),
        f"@prefix scheme: <{BASE}concept/> .",
        "",
    ]
)

MakeStore = Callable[..., ox.Store]


@pytest.fixture(scope="session")
def _ontology() -> bytes:
    return new_store().dump(format=ox.RdfFormat.N_QUADS) or b""


@pytest.fixture
def graph(_ontology: bytes) -> MakeStore:
    """Makes a store of Turtle in graph/case; the ontology and concepts stand beside it."""

    def make(turtle: str, ontology: bool = True) -> ox.Store:
        store = ox.Store()
        if ontology:
            store.bulk_load(_ontology, format=ox.RdfFormat.N_QUADS)
        store.load(
            PREAMBLE + turtle,
            format=ox.RdfFormat.TURTLE,
            to_graph=ox.NamedNode(graph_iri("case")),
        )
        return store

    return make
