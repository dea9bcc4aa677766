"""Records → N-Quads lines: the only place where RDF is written.

Lines rather than objects, because Oxigraph parses them natively: a million quads load in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citygraph.identity import Names, graph_iri, literal, places
from citygraph.records import Evidence, Fragment, Record, Relation, Source, Span, Text, Thing, Words
from citygraph.vocabulary import CG, PREFIXES, term

_TYPE = f"<{PREFIXES['rdf']}type>"
_LABELS = (f"<{PREFIXES['skos']}prefLabel>", f"<{PREFIXES['rdfs']}label>")
_ALT = f"<{PREFIXES['skos']}altLabel>"
_SAME = f"<{PREFIXES['schema']}sameAs>"
_OA = PREFIXES["oa"]
_DCTERMS = PREFIXES["dcterms"]
_MODALITY, _STATED_IN, _AS_OF = f"<{CG}modality>", f"<{CG}statedIn>", f"<{CG}asOf>"
_POSITION, _FRAGMENT = (_TYPE, f"<{_OA}TextPositionSelector>"), (_TYPE, f"<{_OA}FragmentSelector>")
_START, _END = f"<{_OA}start>", f"<{_OA}end>"
_EVIDENCE, _SELECTOR = (_TYPE, f"<{_OA}SpecificResource>"), f"<{_OA}hasSelector>"
_SOURCE, _BASIS, _HAS = f"<{_OA}hasSource>", f"<{CG}basis>", f"<{CG}evidence>"
_PLAIN = ("actual", "planned")

Pair = tuple[str, str]


def quads(records: Iterable[Record], source: str, names: Names) -> Iterator[str]:
    """Yields one source's records as N-Quads lines in that source's named graph.

    A line may recur where the source says a thing twice; a store keeps one.
    """
    for block in blocks(records, source, names):
        yield from (f"{line}\n" for line in block.split("\n")[:-1])


def blocks(records: Iterable[Record], source: str, names: Names) -> Iterator[str]:
    """Yields the same lines, those about one node in one text: fewer steps for a million."""
    tail = f" <{graph_iri(source)}> .\n"
    for record in records:
        for subject, pairs in _nodes(record, source, names):
            head = f"<{subject}> "
            body = f"{tail}{head}".join([f"{predicate} {value}" for predicate, value in pairs])
            yield f"{head}{body}{tail}" if pairs else ""


def _nodes(record: Record, source: str, names: Names) -> Iterator[tuple[str, list[Pair]]]:
    if isinstance(record, Source):
        yield names.iri(f"source/{record.id}"), list(_source(record, names))
    elif isinstance(record, Thing):
        yield names.iri(record.key), list(_thing(record))
    else:
        yield from _relation(record, source, names)


def _labels(labels: Iterable[Text]) -> Iterator[Pair]:
    for label in labels:
        for predicate in _LABELS:
            yield predicate, literal(label)


def _source(record: Source, names: Names) -> Iterator[Pair]:
    yield _TYPE, f"<{CG}SourceDocument>"
    yield from _labels(record.labels)
    yield f"<{CG}sourceKind>", f"<{names.iri('concept/source-kind/' + record.kind)}>"
    yield f"<{CG}textSeen>", literal(record.text_seen)
    yield f"<{CG}readOn>", literal(record.read)
    yield f"<{_DCTERMS}language>", literal(record.language)
    yield f"<{_DCTERMS}rights>", literal(Text(record.terms, "en"))
    if record.sha256 is not None:
        yield f"<{CG}textSha256>", literal(record.sha256)
    if record.url is not None:
        yield f"<{_DCTERMS}source>", f"<{record.url}>"


def _thing(record: Thing) -> Iterator[Pair]:
    yield _TYPE, f"<{CG}{record.type}>"
    yield from _labels(record.labels)
    for alt in record.alts:
        yield _ALT, literal(alt)
    for same in record.same_as:
        yield _SAME, f"<{same}>"
    if record.country_code is not None:
        yield f"<{CG}countryCode>", literal(record.country_code)


def _relation(record: Relation, source: str, names: Names) -> Iterator[tuple[str, list[Pair]]]:
    iri = names.relation(record, source)
    evidence = list(_evidence(record.evidence, iri, source, names))
    pairs = [(_TYPE, f"<{CG}{record.type}>")]
    pairs += [(f"<{CG}{role}>", f"<{names.iri(ref.key)}>") for role, ref in record.roles]
    pairs += [(f"<{CG}{name}>", literal(value)) for name, value in record.qualifiers]
    pairs += [
        (_MODALITY, f"<{names.iri('concept/modality/' + record.modality)}>"),
        (_STATED_IN, f"<{names.iri('source/' + source)}>"),
        (_AS_OF, literal(record.evidence.as_of)),
    ]
    pairs += [(f"<{_DCTERMS}description>", literal(text)) for text in record.description]
    pairs += [(_HAS, f"<{node}>") for node, _ in evidence if "/id/evidence/" in node]
    if record.attribute is not None:
        pairs.append((f"<{CG}attribute>", f"<{term(record.attribute)}>"))
        yield from _plain_fact(record, names)
    yield iri, pairs
    yield from evidence


def _plain_fact(record: Relation, names: Names) -> Iterator[tuple[str, list[Pair]]]:
    """A denied, possible or called-for fact is a claim alone: nobody may read it as true."""
    if record.modality in _PLAIN and record.attribute is not None:
        subject = dict(record.roles)["subject"]
        fillers = [ref for role, ref in record.roles if role == "object"]
        values = [value for name, value in record.qualifiers if name == "value"]
        predicate = f"<{term(record.attribute)}>"
        pairs = [(predicate, names.filler(filler)) for filler in [*fillers, *values]]
        yield names.iri(subject.key), pairs


def _evidence(
    evidence: Evidence, relation: str, source: str, names: Names
) -> Iterator[tuple[str, list[Pair]]]:
    common = [
        _EVIDENCE,
        (_SOURCE, f"<{names.iri('source/' + source)}>"),
        (_BASIS, f"<{names.iri('concept/basis/' + evidence.basis)}>"),
        (_AS_OF, literal(evidence.as_of)),
        *((f"<{CG}derivedPart>", literal(part)) for part in evidence.derived_part),
    ]
    for place, text in zip(evidence.places, places(evidence.places), strict=True):
        node = names.evidence(relation, source, text)
        if isinstance(place, Words):
            yield node, [*common, (f"<{_DCTERMS}description>", literal(Text(text, "en")))]
            continue
        selector = names.selector(source, text)
        yield node, [*common, (_SELECTOR, f"<{selector}>")]
        yield selector, _selector(place)


def _selector(place: Span | Fragment) -> list[Pair]:
    if isinstance(place, Span):
        return [_POSITION, (_START, literal(place.start)), (_END, literal(place.end))]
    return [_FRAGMENT, (f"<{PREFIXES['rdf']}value>", literal(place.text))]
