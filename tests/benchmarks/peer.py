"""The same records into rdflib, term by term, as its users write it.

IRIs come from citygraph's own `Names`, so that both sides make and hash them at the same cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD

from citygraph.identity import Names, graph_iri, places
from citygraph.records import (
    Evidence,
    PartialDate,
    Record,
    Ref,
    Relation,
    Source,
    Span,
    Text,
    Thing,
    Value,
)
from citygraph.vocabulary import BASE, CG, term

_CG = Namespace(CG)
_OA = Namespace("http://www.w3.org/ns/oa#")
_CONCEPT = Namespace(BASE + "concept/")
Triple = tuple[URIRef, URIRef, URIRef | Literal]


def load_graph(graph: Graph, records: Iterable[Record], source: str, names: Names) -> None:
    """Adds one source's records to a graph."""
    for triple in triples(records, source, names):
        graph.add(triple)


def load_dataset(dataset: Dataset, records: Iterable[Record], source: str, names: Names) -> None:
    """Adds one source's records to its named graph in a dataset."""
    load_graph(dataset.graph(URIRef(graph_iri(source))), records, source, names)


def triples(records: Iterable[Record], source: str, names: Names) -> Iterator[Triple]:
    """Yields what `citygraph.triples.quads` writes, as rdflib terms."""
    for record in records:
        if isinstance(record, Source):
            yield from _source(record, names)
        elif isinstance(record, Thing):
            yield from _thing(record, names)
        else:
            yield from _relation(record, source, names)


def _value(value: Value) -> Literal:
    if isinstance(value, Text):
        return Literal(value.text, lang=value.lang)
    if isinstance(value, PartialDate):
        return Literal(value.text, datatype=XSD[value.datatype])
    return Literal(str(value), datatype=XSD.integer)


def _labels(subject: URIRef, labels: Iterable[Text]) -> Iterator[Triple]:
    for label in labels:
        text = Literal(label.text, lang=label.lang)
        yield subject, SKOS.prefLabel, text
        yield subject, RDFS.label, text


def _source(record: Source, names: Names) -> Iterator[Triple]:
    subject = URIRef(names.iri(f"source/{record.id}"))
    yield subject, RDF.type, _CG.SourceDocument
    yield from _labels(subject, record.labels)
    yield subject, _CG.sourceKind, _CONCEPT[f"source-kind/{record.kind}"]
    yield subject, _CG.textSeen, Literal(record.text_seen)
    yield subject, _CG.readOn, _value(record.read)
    yield subject, DCTERMS.language, Literal(record.language)
    yield subject, DCTERMS.rights, Literal(record.terms, lang="en")
    if record.sha256 is not None:
        yield subject, _CG.textSha256, Literal(record.sha256)


def _thing(record: Thing, names: Names) -> Iterator[Triple]:
    subject = URIRef(names.iri(record.key))
    yield subject, RDF.type, _CG[record.type]
    yield from _labels(subject, record.labels)


def _relation(record: Relation, source: str, names: Names) -> Iterator[Triple]:
    iri = names.relation(record, source)
    subject = URIRef(iri)
    yield subject, RDF.type, _CG[record.type]
    for role, ref in record.roles:
        yield subject, _CG[role], URIRef(names.iri(ref.key))
    for name, value in record.qualifiers:
        yield subject, _CG[name], _value(value)
    yield subject, _CG.modality, _CONCEPT[f"modality/{record.modality}"]
    yield subject, _CG.statedIn, URIRef(names.iri(f"source/{source}"))
    yield subject, _CG.asOf, _value(record.evidence.as_of)
    for text in record.description:
        yield subject, DCTERMS.description, Literal(text.text, lang=text.lang)
    if record.attribute is not None:
        yield subject, _CG.attribute, URIRef(term(record.attribute))
        yield from _plain_fact(record, names)
    yield from _evidence(record.evidence, iri, source, names)


def _plain_fact(record: Relation, names: Names) -> Iterator[Triple]:
    if record.attribute is None or record.modality not in ("actual", "planned"):
        return
    filled: dict[str, Ref] = dict(record.roles)
    subject, predicate = URIRef(names.iri(filled["subject"].key)), URIRef(term(record.attribute))
    if "object" in filled:
        yield subject, predicate, URIRef(names.iri(filled["object"].key))
    for name, value in record.qualifiers:
        if name == "value":
            yield subject, predicate, _value(value)


def _evidence(evidence: Evidence, relation: str, source: str, names: Names) -> Iterator[Triple]:
    for place, text in zip(evidence.places, places(evidence.places), strict=True):
        node = URIRef(names.evidence(relation, source, text))
        selector = URIRef(names.selector(source, text))
        yield URIRef(relation), _CG.evidence, node
        yield node, RDF.type, _OA.SpecificResource
        yield node, _OA.hasSource, URIRef(names.iri(f"source/{source}"))
        yield node, _CG.basis, _CONCEPT[f"basis/{evidence.basis}"]
        yield node, _CG.asOf, _value(evidence.as_of)
        yield node, _OA.hasSelector, selector
        yield selector, RDF.type, _OA.TextPositionSelector
        if isinstance(place, Span):
            yield selector, _OA.start, Literal(str(place.start), datatype=XSD.integer)
            yield selector, _OA.end, Literal(str(place.end), datatype=XSD.integer)
