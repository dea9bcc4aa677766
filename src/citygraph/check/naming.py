"""IRIs → words for people who read findings: what a thing or claim is called, where it is said."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from citygraph.vocabulary import CG, PREFIXES

_LABELS = tuple(
    ox.NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (("skos", "prefLabel"), ("rdfs", "label"))
)
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DESCRIPTION = ox.NamedNode(PREFIXES["dcterms"] + "description")
_EVIDENCE = ox.NamedNode(CG + "evidence")
_SOURCE = ox.NamedNode(PREFIXES["oa"] + "hasSource")
_SELECTOR = ox.NamedNode(PREFIXES["oa"] + "hasSelector")
_START, _END = (ox.NamedNode(PREFIXES["oa"] + name) for name in ("start", "end"))
_VALUE = ox.NamedNode(PREFIXES["rdf"] + "value")
_MOST = 5


class Naming:
    """Looks up names and places in one store, each once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._names: dict[str, str] = {}

    def name(self, iri: str) -> str:
        """Returns a thing's English label, else another one, else what its IRI ends with.

        A claim is called by its class and its paraphrase.
        """
        if iri not in self._names:
            self._names[iri] = self._label(iri) or self._claim(iri) or short(iri)
        return self._names[iri]

    def _label(self, iri: str) -> str:
        for predicate in _LABELS:
            found = sorted(
                (term.language != "en", term.language or "", term.value)
                for term in self._objects(iri, predicate)
                if isinstance(term, ox.Literal)
            )
            if found:
                return found[0][2]
        return ""

    def _claim(self, iri: str) -> str:
        said = sorted(term.value for term in self._objects(iri, _DESCRIPTION))
        kind = short(iri).split("/")[0].replace("-", " ")
        return f"{kind} “{said[0]}”" if said else ""

    def place(self, iri: str) -> str:
        """Returns where a claim stands ("slug:120-184; …"), or which sources name a thing."""
        evidence = self._nodes(iri, _EVIDENCE)
        found = sorted({place for node in evidence for place in self._spans(node)})
        if not found:
            found = [(slug, 0, 0, slug) for slug in self._graphs(iri)]
        shown = [place[3] for place in found[:_MOST]]
        return "; ".join(shown) + (" …" if len(found) > _MOST else "")

    def _spans(self, evidence: str) -> Iterator[tuple[str, int, int, str]]:
        for source in self._nodes(evidence, _SOURCE):
            slug = source.rsplit("/", 1)[-1]
            selectors = self._nodes(evidence, _SELECTOR)
            if not selectors:
                yield slug, 0, 0, slug
            for selector in selectors:
                start, end = (_number(self._objects(selector, p)) for p in (_START, _END))
                values = [term.value for term in self._objects(selector, _VALUE)]
                where = values[0] if values else f"{start}-{end}"
                yield slug, start, end, f"{slug}:{where}"

    def _graphs(self, iri: str) -> list[str]:
        """The sources in which a thing is declared, by slug."""
        if not _is_iri(iri):
            return []
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), _TYPE, None)
        names = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
        return sorted({name.split("/graph/")[-1] for name in names} - {"inferred"})

    def _objects(self, iri: str, predicate: ox.NamedNode) -> list[ox.Literal | ox.NamedNode]:
        if not _is_iri(iri):
            return []
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), predicate, None)
        return [q.object for q in quads if isinstance(q.object, ox.Literal | ox.NamedNode)]

    def _nodes(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        found = self._objects(iri, predicate)
        return sorted({node.value for node in found if isinstance(node, ox.NamedNode)})


def _is_iri(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _number(terms: list[ox.Literal | ox.NamedNode]) -> int:
    numbers = [int(t.value) for t in terms if t.value.isascii() and t.value.isdigit()]
    return min(numbers, default=0)


def short(iri: str) -> str:
    """Returns an IRI as people write it: segment/slug, cg:name, or unchanged.

    >>> short("https://w3id.org/citygraph/id/city/helsinki-fi"), short(CG + "signatory")
    ('city/helsinki-fi', 'cg:signatory')
    """
    if "/id/" in iri:
        return iri.split("/id/")[-1]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
