"""The merge of named graphs holds each triple once, whatever stands in its terms."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from citygraph.merged import forget, merged

_NODES = [ox.NamedNode(f"urn:{name}") for name in "abc"]
_BLANK = [ox.BlankNode("b1"), ox.BlankNode("b2")]
_TEXTS = ["", "x", 'end> .\n<urn:g> .\n "', "a <urn:g> .", "\\ _:g .", "ö\u2028"]
_OBJECTS = st.one_of(
    st.sampled_from([*_NODES, *_BLANK]),
    st.sampled_from(_TEXTS).map(ox.Literal),
    st.sampled_from(_TEXTS).map(lambda text: ox.Literal(text, language="sv")),
)
_GRAPHS = st.sampled_from([ox.DefaultGraph(), *_NODES, *_BLANK])
_NAMED = st.sampled_from([*_NODES, *_BLANK])


def _store(quads: list[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def _quads(graphs: st.SearchStrategy[object]) -> st.SearchStrategy[list[ox.Quad]]:
    subjects = st.sampled_from(_NODES)
    return st.lists(st.builds(ox.Quad, subjects, subjects, _OBJECTS, graphs))


def _apart(store: ox.Store) -> set[tuple[str, ...]]:
    # A blank node has another name in the merge: only that it is one can be compared.
    return {tuple("_" if isinstance(t, ox.BlankNode) else str(t) for t in q.triple) for q in store}


@settings(deadline=None)
@given(_quads(_GRAPHS))
def test_a_merge_holds_the_triples_of_all_graphs(quads: list[ox.Quad]) -> None:
    store = _store(quads)
    assert _apart(merged(store)) == _apart(store)
    assert all(quad.graph_name == ox.DefaultGraph() for quad in merged(store))
    forget(store)


@settings(deadline=None)
@given(_quads(_NAMED))
def test_so_does_that_of_named_graphs_alone(quads: list[ox.Quad]) -> None:
    store = _store(quads)
    assert _apart(merged(store)) == _apart(store)
    assert all(quad.graph_name == ox.DefaultGraph() for quad in merged(store))
    forget(store)
