"""The merge of a store's named graphs, in which a triple stands once however many graphs state it.

Oxigraph's own union of named graphs gives a triple once for each graph that holds it, so that two
sources which agree would count double. SPARQL asks for a merge (RDF 1.1, section 4.1).
"""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

_KEPT = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    store: ox.Store
    merged: ox.Store


# A store cannot be hashed or weakly referred to: the last few are kept, with their merges.
_entries: dict[bool, list[_Entry]] = {False: [], True: []}


def merged(store: ox.Store, with_named: bool = False) -> ox.Store:
    """Returns a store whose default graph is the merge of all graphs of the given one.

    It is made when first asked for and kept until `forget` is called: a store does not tell that it
    has changed, and counting its triples takes longer than most queries. `with_named` keeps the
    named graphs beside it, for queries that ask which graph says what.

    >>> store = ox.Store()
    >>> data = b"<x:g1> { <x:s> <x:p> <x:o> } <x:g2> { <x:s> <x:p> <x:o> }"
    >>> store.load(data, format=ox.RdfFormat.TRIG)
    >>> len(merged(store)), len(merged(store, with_named=True))
    (1, 3)
    """
    entries = _entries[with_named]
    for entry in entries:
        if entry.store is store:
            return entry.merged
    made = _merge(store, with_named)
    _keep(entries, _Entry(store, made))
    return made


def forget(store: ox.Store) -> None:
    """Drops what was merged from a store; to be called by whoever changes one."""
    for entries in _entries.values():
        entries[:] = [entry for entry in entries if entry.store is not store]


def adopt(store: ox.Store) -> None:
    """Takes a store for its own merge from now on: one whose default graph was filled by `fill`."""
    _keep(_entries[False], _Entry(store, store))


def fill(made: ox.Store, store: ox.Store, with_named: bool = False) -> None:
    """Puts the merge of a store's graphs into the default graph of another one, an empty one.

    >>> store, made = ox.Store(), ox.Store()
    >>> store.load(b"<x:g> { <x:s> <x:p> <x:o> }", format=ox.RdfFormat.TRIG)
    >>> fill(made, store)
    >>> [quad.graph_name for quad in made]
    [<DefaultGraph>]
    """
    graphs = (ox.DefaultGraph(), *store.named_graphs())
    lines = [store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) for graph in graphs]
    if with_named:
        lines.append(store.dump(format=ox.RdfFormat.N_QUADS))
    # One load for all: a thousand small ones take half as long again, on disk ten times as long.
    text = b"".join(line for line in lines if line)
    made.bulk_load(text, format=ox.RdfFormat.N_QUADS, lenient=True)


def _merge(store: ox.Store, with_named: bool) -> ox.Store:
    made = ox.Store()
    fill(made, store, with_named)
    return made


def _keep(entries: list[_Entry], entry: _Entry) -> None:
    entries.insert(0, entry)
    del entries[_KEPT:]
