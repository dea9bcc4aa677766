"""A store's triples in one order, whatever order they were loaded in.

Oxigraph writes each graph as N-Triples, whose lines are canonical here (no blank nodes, one
spelling for each term), and the lines are sorted: subject, then rdf:type before other predicates,
then object.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from citygraph.identity import graph_iri
from citygraph.store import version_of
from citygraph.vocabulary import PREFIXES

ONTOLOGY = ox.NamedNode(graph_iri("ontology"))
PROVENANCE = ox.NamedNode(graph_iri("provenance"))
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
_TYPE = f"<{PREFIXES['rdf']}type>".encode()


def graph_lines(store: ox.Store) -> list[tuple[Graph, list[bytes]]]:
    """Returns each exported graph with its sorted N-Triples lines, the default graph first."""
    found = [(graph, sorted(_lines(store, graph), key=_order)) for graph in _graphs(store)]
    return [(graph, lines) for graph, lines in found if lines]


def merged_lines(store: ox.Store) -> list[bytes]:
    """Returns the sorted N-Triples lines of sources, concepts and inferences together."""
    kept = [_lines(store, graph) for graph in _graphs(store) if graph != PROVENANCE]
    return sorted({line for lines in kept for line in lines}, key=_order)


def merged_triples(store: ox.Store) -> Iterator[ox.Triple]:
    """Yields the triples of `merged_lines`, in their order."""
    lines = b"".join(merged_lines(store))
    return (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


def banner(store: ox.Store) -> str:
    """Returns the line that names the graph's version, for a comment at a file's head.

    >>> banner(ox.Store())
    'citygraph, graph version unversioned'
    """
    # A version may come out of somebody's file: it must not end the comment that it stands in.
    version = "".join(c if c.isprintable() else " " for c in version_of(store))
    return f"citygraph, graph version {version}"


def _graphs(store: ox.Store) -> list[Graph]:
    named = [graph for graph in store.named_graphs() if graph != ONTOLOGY]
    return [ox.DefaultGraph(), *sorted(named, key=lambda graph: graph.value)]


def _lines(store: ox.Store, graph: Graph) -> list[bytes]:
    written = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    return written.splitlines(keepends=True) if written else []


def _order(line: bytes) -> tuple[bytes, bool, bytes, bytes]:
    subject, predicate, rest = line.split(b" ", 2)
    # Without its brackets, an IRI stands before those it is the beginning of.
    return subject[1:-1], predicate != _TYPE, predicate[1:-1], rest
