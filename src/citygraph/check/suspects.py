"""Which nodes a shape may find wrong: pySHACL need not look at those that are surely right.

pySHACL asks rdflib about each node by itself, which takes half a minute for 300,000 triples. Here
the plain kinds of constraint are tested on dictionaries. A verdict is True (the node surely
conforms), False (it surely does not) or None (not known here, as for any constraint that is not in
`KINDS`): all that is not True is left to pySHACL, which alone says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib import RDF, RDFS, SH, URIRef

from citygraph.check.constraints import KINDS, Term, Test, all_of, term_of
from citygraph.merged import merged

_Index = dict[Term, list[Term]]
#: How a shape finds its nodes by class or property.
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
#: What says nothing about conformance, or is read with another constraint.
_SILENT = {RDF.type, RDFS.comment, SH.path, SH.message, SH.severity, SH.name, SH.flags, *TARGETS}
_SILENT |= {SH.qualifiedMinCount, SH.qualifiedMaxCount}


def suspects(shapes: rdflib.Graph, store: ox.Store) -> dict[Any, set[Term]]:
    """Returns, for each shape that finds its nodes by class or property, those not surely right.

    They are terms of the store. A shape with a target of another kind is left out.
    """
    facts = Facts(shapes, store)
    found: dict[Any, set[Term]] = {}
    for shape in {shape for target in TARGETS for shape in shapes.subjects(target)}:
        kinds = {p for p in shapes.predicates(shape) if str(p).startswith(f"{SH}target")}
        if kinds <= set(TARGETS) and (shape, RDF.type, RDFS.Class) not in shapes:
            test = facts.test(shape)
            found[shape] = {node for node in facts.focus(shape) if test(node) is not True}
    return found


class Facts:
    """A store's triples by the properties that the shapes name, and the shapes' tests on them."""

    def __init__(self, shapes: rdflib.Graph, store: ox.Store) -> None:
        self.shapes = shapes
        self._by: dict[str, _Index] = {str(p): {} for p in (RDF.type, RDFS.subClassOf)}
        self._by |= {str(t): {} for triple in shapes for t in triple if isinstance(t, URIRef)}
        for quad in merged(store).quads_for_pattern(None, None, None, ox.DefaultGraph()):
            index = self._by.get(quad.predicate.value)
            if index is not None:
                index.setdefault(quad.subject, []).append(quad.object)
        self._below: _Index = {}
        for lower, uppers in self.objects(RDFS.subClassOf).items():
            for upper in uppers:
                self._below.setdefault(upper, []).append(lower)
        self._tests: dict[Any, Test] = {}

    def objects(self, predicate: Any) -> _Index:
        return self._by[str(predicate)]

    def classes(self, name: Any) -> set[Term]:
        """A class and all below it."""
        found, left = set(), [term_of(name)]
        while left:
            if (one := left.pop()) not in found:
                found.add(one)
                left += self._below.get(one, ())
        return found

    def focus(self, shape: Any) -> set[Term]:
        found: set[Term] = set()
        wanted = {
            c for name in self.shapes.objects(shape, SH.targetClass) for c in self.classes(name)
        }
        if wanted:
            types = self.objects(RDF.type)
            found |= {node for node, kinds in types.items() if not wanted.isdisjoint(kinds)}
        for predicate in self.shapes.objects(shape, SH.targetSubjectsOf):
            found |= self.objects(predicate).keys()
        for predicate in self.shapes.objects(shape, SH.targetObjectsOf):
            found |= {o for values in self.objects(predicate).values() for o in values}
        return found

    def test(self, shape: Any) -> Test:
        """A shape's test of a node. A shape that leads back to itself is not decided here."""
        if shape not in self._tests:
            self._tests[shape] = lambda node: None
            self._tests[shape] = self._made(shape)
        return self._tests[shape]

    def _made(self, shape: Any) -> Test:
        pairs = [(p, o) for p, o in self.shapes.predicate_objects(shape) if p not in _SILENT]
        path = self.shapes.value(shape, SH.path)
        values = None if path is None else self.path(path)
        if (path is not None and values is None) or any(p not in KINDS for p, _ in pairs):
            return lambda node: None
        tests = [KINDS[p](self, shape, o) for p, o in pairs]
        if values is None:
            # The same few values come again and again.
            return cache(lambda node: all_of(test(node, (node,)) for test in tests))
        return lambda node: all_of(test(node, values(node)) for test in tests)

    def path(self, path: Any) -> Callable[[Term], Sequence[Term]] | None:
        """What a path leads to, each once; None for a kind of path that is not known here."""
        if isinstance(path, URIRef):
            index = self.objects(path)
            return lambda node: index.get(node, ())
        choice = self.shapes.value(path, SH.alternativePath)
        steps = [self.path(step) for step in self.shapes.items(choice or path)]
        known = [step for step in steps if step is not None]
        if not steps or len(known) < len(steps):
            return None
        return _choice(known) if choice else _sequence(known)


def _choice(steps: Sequence[Callable[[Term], Sequence[Term]]]) -> Callable[[Term], Sequence[Term]]:
    return lambda node: list(dict.fromkeys(value for step in steps for value in step(node)))


def _sequence(
    steps: Sequence[Callable[[Term], Sequence[Term]]],
) -> Callable[[Term], Sequence[Term]]:
    def values(node: Term) -> Sequence[Term]:
        here = [node]
        for step in steps:
            here = list(dict.fromkeys(value for one in here for value in step(one)))
        return here

    return values
