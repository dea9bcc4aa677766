"""Why a graph is inconsistent, in words: which things stand in two disjoint classes, and by what.

A reasoner says only that there is a contradiction. What the ontology can contradict is being in two
disjoint classes and a literal of the wrong type, so those are looked for by following subclasses,
domains and ranges (OWL 2 RL rules cax-dw, prp-dom, prp-rng, scm-sco, prp-spo1, prp-inv1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pyoxigraph as ox

from citygraph.check.naming import Naming, short
from citygraph.vocabulary import PREFIXES

_OWL, _RDF, _RDFS = (PREFIXES[name] for name in ("owl", "rdf", "rdfs"))
_FIRST, _REST = ox.NamedNode(_RDF + "first"), ox.NamedNode(_RDF + "rest")
_TYPE = ox.NamedNode(_RDF + "type")
_REMEDY = "Correct the type, or the claim that makes it one; two things need two keys."

Links = dict[str, set[str]]
Why = dict[str, dict[str, str]]


def clashes(store: ox.Store, naming: Naming) -> list[tuple[str, str, str]]:
    """Returns (IRI, message, remedy) for each thing in disjoint classes and each wrong literal."""
    why = _classes(store)
    above = _closed(_links(store, "subClassOf", _RDFS))
    disjoint = _disjoint(store)
    found = []
    for iri in sorted(why):
        pair = _clash(sorted(why[iri]), above, disjoint)
        if pair is not None:
            one, other = (f"a {naming.name(kind)} ({why[iri][kind]})" for kind in pair)
            message = f"{naming.name(iri)} is {one} and {other}: nothing can be both"
            found.append((iri, message, _REMEDY))
    return found + _wrong_literals(store, naming)


def _clash(kinds: list[str], above: Links, disjoint: set[frozenset[str]]) -> tuple[str, str] | None:
    for one, other in combinations(kinds, 2):
        for upper in above.get(one, set()) | {one}:
            for lower in above.get(other, set()) | {other}:
                if frozenset((upper, lower)) in disjoint:
                    return one, other
    return None


def _classes(store: ox.Store) -> Why:
    """Thing → each class it is put into → what puts it there."""
    why: Why = defaultdict(dict)
    for iri, kind in _pairs(store, _TYPE):
        _note(why, iri, kind, "so typed")
    inverse = _links(store, "inverseOf", _OWL)
    for one, others in list(inverse.items()):
        for other in others:
            inverse[other] = inverse.get(other, set()) | {one}
    ends = _links(store, "domain", _RDFS), _links(store, "range", _RDFS)
    above = _closed(_links(store, "subPropertyOf", _RDFS))
    for name in sorted({q.value for q in _predicates(store)}):
        same = above.get(name, set()) | {name}
        back = {other for one in same for other in inverse.get(one, ())}
        starts = _all(ends[0], same) | _all(ends[1], back)
        targets = _all(ends[1], same) | _all(ends[0], back)
        if not starts and not targets:
            continue
        for quad in store.quads_for_pattern(None, ox.NamedNode(name), None):
            for kind in starts:
                _note(why, _value(quad.subject), kind, f"it has {short(name)}")
            if isinstance(quad.object, ox.NamedNode):
                for kind in targets:
                    reason = f"it is the {short(name)} of {short(_value(quad.subject))}"
                    _note(why, quad.object.value, kind, reason)
    return why


def _note(why: Why, iri: str, kind: str, reason: str) -> None:
    # Being typed so comes first; among reasons the alphabet decides, so that messages are stable.
    known = why[iri].get(kind)
    if known is None or (known != "so typed" and reason < known) or reason == "so typed":
        why[iri][kind] = reason


def _wrong_literals(store: ox.Store, naming: Naming) -> list[tuple[str, str, str]]:
    found = []
    xsd = PREFIXES["xsd"]
    for name, kinds in sorted(_links(store, "range", _RDFS).items()):
        wanted = sorted(kind for kind in kinds if kind.startswith(xsd))
        if not wanted:
            continue
        for quad in store.quads_for_pattern(None, ox.NamedNode(name), None):
            value = quad.object
            if isinstance(value, ox.Literal) and value.datatype.value not in wanted:
                iri = _value(quad.subject)
                kind = short(wanted[0])
                message = f"{naming.name(iri)}: the {short(name)} {value.value!r} is no {kind}"
                found.append((iri, message, f"Write the value as {kind}."))
    return sorted(set(found))


def _disjoint(store: ox.Store) -> set[frozenset[str]]:
    pairs = {
        frozenset((one, other))
        for one, others in _links(store, "disjointWith", _OWL).items()
        for other in others
    }
    for quad in store.quads_for_pattern(None, ox.NamedNode(_OWL + "members"), None):
        pairs |= {frozenset(pair) for pair in combinations(_list(store, quad.object), 2)}
    return pairs


def _list(store: ox.Store, node: object) -> list[str]:
    members: list[str] = []
    seen = set()
    while isinstance(node, ox.BlankNode) and node not in seen:
        seen.add(node)
        firsts = [q.object for q in store.quads_for_pattern(node, _FIRST, None)]
        rests = [q.object for q in store.quads_for_pattern(node, _REST, None)]
        members += [term.value for term in firsts if isinstance(term, ox.NamedNode)]
        node = rests[0] if rests else None
    return members


def _links(store: ox.Store, name: str, namespace: str) -> Links:
    links: Links = {}
    for low, high in _pairs(store, ox.NamedNode(namespace + name)):
        links.setdefault(low, set()).add(high)
    return links


def _closed(links: Links) -> Links:
    """Everything above each name, however far; a circle ends where it began."""
    closed: Links = {}
    for start in links:
        above: set[str] = set()
        waiting = list(links[start])
        while waiting:
            name = waiting.pop()
            if name not in above:
                above.add(name)
                waiting += links.get(name, ())
        closed[start] = above
    return closed


def _all(links: Links, names: set[str]) -> set[str]:
    return {kind for name in names for kind in links.get(name, ())}


def _pairs(store: ox.Store, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, predicate, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject.value, quad.object.value


def _predicates(store: ox.Store) -> set[ox.NamedNode]:
    return {quad.predicate for quad in store}


def _value(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else f"_:{getattr(node, 'value', '')}"
