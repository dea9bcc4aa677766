"""What rules and reasoner add to the sources: graph/inferred, and nothing outside it.

The rules are the CONSTRUCT queries in ontology/rules, one file each. They run in the order of their
names: a file uses what files before it derived, so one pass is enough (a test holds that a second
pass adds nothing).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryTriples, Store, Triple

from citygraph.errors import CheckError, QueryError
from citygraph.merged import forget, merged
from citygraph.resources import ontology_dir
from citygraph.vocabulary import BASE, CG, PREFIXES

if TYPE_CHECKING:
    import rdflib.term

INFERRED = NamedNode(BASE + "graph/inferred")
ONTOLOGY = NamedNode(BASE + "graph/ontology")

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SAME_AS = NamedNode(PREFIXES["owl"] + "sameAs")
_EVERYTHING = (NamedNode(PREFIXES["owl"] + "Thing"), NamedNode(PREFIXES["rdfs"] + "Resource"))
_BUILT_IN = (CG, *(PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd")))

Spo = tuple[NamedNode, NamedNode, NamedNode | Literal]


def infer(store: Store) -> int:
    """Runs the rules over all graphs of the store and returns how many triples are new.

    New is what stands in no named graph yet; it is added to graph/inferred. The ontology and the
    concepts must be loaded, else the rules find no superclasses. Raises CheckError when the rules
    are missing and QueryError when one of them is no CONSTRUCT query.

    >>> from pyoxigraph import RdfFormat
    >>> store = Store()
    >>> store.load(b'''@prefix cg: <https://w3id.org/citygraph/ontology#> .
    ... @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    ... <urn:a-forum> a cg:Forum ; cg:startDate "2024-02"^^xsd:gYearMonth .
    ... ''', format=RdfFormat.TURTLE, to_graph=NamedNode("urn:a-source"))
    >>> infer(store)
    2
    >>> for quad in sorted(store.quads_for_pattern(None, None, None, INFERRED), key=str):
    ...     print(quad.predicate.value.split("#")[1], quad.object.value)
    earliestDate 2024-02-01
    latestDate 2024-02-29
    """
    # On the union of named graphs Oxigraph joins a hundred times slower than on their merge.
    whole = merged(store)
    return sum(_apply(store, whole, rule) for rule in _rules())


def materialise(store: Store) -> int:
    """Adds what OWL 2 RL derives about individuals and returns how many triples are new.

    These are the types and properties of the vocabularies to which the ontology is aligned. Left
    out is what says nothing about the data: everything about the terms of the ontologies
    themselves, that a thing equals itself, that it is an owl:Thing. The reasoner is `reasonable`,
    which derives no property chains: those are rules, so run `infer` first. Raises CheckError when
    `reasonable` is not installed.
    """
    try:
        from reasonable import PyReasoner
    except ImportError as error:
        raise CheckError(
            "the OWL 2 RL reasoner is not installed; pip install 'citygraph[reason]'"
        ) from error
    reasoner = PyReasoner()
    reasoner.from_graph(
        [
            (_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object))
            for quad in store
            if not isinstance(quad.object, Triple)
        ]
    )
    terms = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, None, None, ONTOLOGY)
        if isinstance(quad.subject, NamedNode)
    }
    derived = (_from_rdflib(triple) for triple in reasoner.reason())
    told = (spo for spo in derived if spo is not None and _tells(spo, terms))
    return _add(store, merged(store), told)


def _rules() -> list[Path]:
    folder = ontology_dir() / "rules"
    rules = sorted(folder.glob("*.rq"), key=lambda path: path.name)
    if not rules:
        raise CheckError("there are no rules here; install citygraph again", file=folder)
    return rules


def _apply(store: Store, whole: Store, rule: Path) -> int:
    text = rule.read_text(encoding="utf-8")
    try:
        found = whole.query(text)
    except SyntaxError as error:
        raise QueryError(f"the rule cannot be read: {error}", file=rule) from error
    if not isinstance(found, QueryTriples):
        raise QueryError("a rule must be a CONSTRUCT query; move others to queries/", file=rule)
    return _add(store, whole, ((t.subject, t.predicate, t.object) for t in found))


def _add(store: Store, whole: Store, triples: Iterable[tuple[object, object, object]]) -> int:
    """Adds to graph/inferred what stands nowhere yet; a blank node would break byte equality.

    `whole`, the store's merge, gets the same: the next rule reads it.
    """
    new = {
        Quad(s, p, o)
        for s, p, o in triples
        if isinstance(s, NamedNode)
        and isinstance(p, NamedNode)
        and isinstance(o, NamedNode | Literal)
        if Quad(s, p, o) not in whole
    }
    ordered = sorted(new, key=str)
    store.extend(Quad(q.subject, q.predicate, q.object, INFERRED) for q in ordered)
    forget(store)
    whole.extend(ordered)
    return len(new)


def _tells(spo: Spo, terms: set[str]) -> bool:
    subject, predicate, value = spo
    return (
        not subject.value.startswith(_BUILT_IN)
        and subject.value not in terms
        and not (predicate == _SAME_AS and subject == value)
        and not (predicate == _TYPE and value in _EVERYTHING)
    )


def _to_rdflib(term: object) -> rdflib.term.Node:
    import rdflib

    if isinstance(term, Literal):
        language = term.language
        datatype = None if language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=language, datatype=datatype, normalize=False)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, NamedNode)
    return rdflib.URIRef(term.value)


def _from_rdflib(triple: tuple[object, object, object]) -> Spo | None:
    """Returns a derived triple, or None where a blank node or a literal stands as a name."""
    import rdflib

    subject, predicate, value = triple
    if not (isinstance(subject, rdflib.URIRef) and isinstance(predicate, rdflib.URIRef)):
        return None
    names = NamedNode(str(subject)), NamedNode(str(predicate))
    if isinstance(value, rdflib.URIRef):
        return *names, NamedNode(str(value))
    if not isinstance(value, rdflib.Literal):
        return None
    if value.language:
        return *names, Literal(str(value), language=value.language)
    datatype = value.datatype or rdflib.XSD.string
    return *names, Literal(str(value), datatype=NamedNode(str(datatype)))
