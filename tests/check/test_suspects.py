"""What is not shown to pySHACL is right: with it or without it the findings are the same."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from tests.ontology.test_shapes import ACCEPTED, SMALL, breaks

from citygraph.check import shapes
from citygraph.check.findings import Finding, Material
from citygraph.identity import graph_iri
from citygraph.store import new_store

ROWS = [(old, new) for _, old, new in breaks()]
CHANGES = [*ROWS, *ACCEPTED.values()]


def _store(text: str) -> ox.Store:
    store = new_store()
    graph = ox.NamedNode(graph_iri("case"))
    store.load(text, format=ox.RdfFormat.TURTLE, to_graph=graph)
    return store


def _findings(store: ox.Store) -> list[Finding]:
    return sorted(shapes.find(Material(store)), key=str)


def _all_findings(store: ox.Store) -> list[Finding]:
    """What pySHACL finds when it is shown every node."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shapes, "_aimed_at_suspects", lambda *_: True)
        return _findings(store)


def _batches() -> list[str]:
    """The small graph broken by each row of breaks.txt, by as many at once as leave each other be.

    Each by itself would ask pySHACL, which is slow, some hundreds of times.
    """
    texts: list[str] = []
    for old, new in CHANGES:
        for place, text in enumerate(texts):
            if text.count(old) == 1 and new not in text:
                texts[place] = text.replace(old, new)
                break
        else:
            texts.append(SMALL.replace(old, new))
    return texts


@pytest.mark.parametrize("text", _batches(), ids=str.__len__)
def test_every_break_is_found_as_by_pyshacl_alone(text: str) -> None:
    store = _store(text)
    assert _findings(store) == _all_findings(store)
