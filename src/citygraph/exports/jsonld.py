"""JSON-LD 1.1 (W3C recommendation of 2020), its context inline so that no reader fetches one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from citygraph.errors import CityGraphError
from citygraph.exports.ordered import graph_lines
from citygraph.exports.turtle import prefixes
from citygraph.vocabulary import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_LANGUAGES = {PREFIXES["rdf"] + name for name in ("langString", "dirLangString")}
_LEADS_ON = "@id"
Json = dict[str, Any]


def jsonld(store: ox.Store) -> bytes:
    """Returns every graph but the ontology under its name, as JSON-LD.

    The context says once which properties lead to things and which have values of one datatype.
    Raises CityGraphError for a triple about a triple, which JSON-LD 1.1 lacks.

    >>> print(jsonld(ox.Store()).decode(), end="")
    {
     "@context": {},
     "@graph": []
    }
    """
    graphs = [(graph, lines, list(_triples(lines))) for graph, lines in graph_lines(store)]
    names = _Names(
        [triple for _, _, triples in graphs for triple in triples],
        prefixes(line for _, lines, _ in graphs for line in lines),
    )
    content: list[Json] = []
    for graph, _, triples in graphs:
        nodes = _nodes(triples, names)
        if isinstance(graph, ox.DefaultGraph):
            content += nodes
        else:
            content.append({"@id": names.node(graph), "@graph": nodes})
    whole = {"@context": names.context(), "@graph": content}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _triples(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES):
        if isinstance(quad.object, ox.Triple):
            raise CityGraphError(
                f"JSON-LD cannot hold what {quad.subject} has as {quad.predicate}: "
                "a triple about a triple; export ttl"
            )
        yield quad.triple


class _Names:
    """The context: prefixes, those used so far, and what each property's values are."""

    def __init__(self, triples: Iterable[ox.Triple], known: dict[str, str]) -> None:
        self._kinds: dict[str, set[str]] = {}
        schemes: set[str] = set()
        for triple in triples:
            self._kinds.setdefault(triple.predicate.value, set()).add(_kind(triple.object))
            terms = (triple.subject, triple.predicate, triple.object)
            schemes |= {t.value.split(":")[0] for t in terms if isinstance(t, ox.NamedNode)}
        # An IRI such as event:x would be read as a shortened one if event were a prefix.
        usable = {name: namespace for name, namespace in known.items() if name not in schemes}
        self._prefix = {namespace: name for name, namespace in usable.items()}
        self._used: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """Returns an IRI, shortened where a prefix fits."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix.get(iri[:cut])
        if prefix is None:
            return iri
        self._used[prefix] = iri[:cut]
        return f"{prefix}:{iri[cut:]}"

    def node(self, node: Any) -> str:
        """Returns a node's @id."""
        return self.iri(node.value) if isinstance(node, ox.NamedNode) else str(node)

    def value(self, triple: ox.Triple) -> str | Json:
        """Returns an object, as short as the context allows for its property."""
        term: Any = triple.object
        kind = _kind(term)
        plain = self._plain(triple.predicate.value)
        if kind == _LEADS_ON:
            return self.node(term) if plain == kind else {"@id": self.node(term)}
        if plain == kind:
            return str(term.value)
        return _literal(term, self.iri(kind))

    def context(self) -> Json:
        """Returns what the nodes written so far need."""
        properties: Json = {}
        for predicate in sorted(self._kinds):
            kind = self._plain(predicate)
            if kind not in (None, _STRING) and predicate != _TYPE:
                shown = kind if kind == _LEADS_ON else self.iri(str(kind))
                properties[self.iri(predicate)] = {"@type": shown}
        return dict(sorted(self._used.items())) | properties

    def _plain(self, predicate: str) -> str | None:
        """The kind whose values need no wrapping: the property's only one, else plain strings."""
        kinds = self._kinds[predicate]
        only = next(iter(kinds)) if len(kinds) == 1 else _STRING
        return None if only in _LANGUAGES else only


def _kind(term: Any) -> str:
    return str(term.datatype.value) if isinstance(term, ox.Literal) else _LEADS_ON


def _literal(term: ox.Literal, datatype: str) -> Json:
    value: Json = {"@value": term.value}
    if term.language is None:
        return value | {"@type": datatype}
    value["@language"] = term.language
    return value if term.direction is None else value | {"@direction": term.direction.value}


def _nodes(triples: Iterable[ox.Triple], names: _Names) -> list[Json]:
    nodes: list[Json] = []
    for subject, about in groupby(triples, key=lambda triple: triple.subject):
        node: Json = {"@id": names.node(subject)}
        for predicate, same in groupby(about, key=lambda triple: triple.predicate):
            _add(node, predicate.value, list(same), names)
        nodes.append(node)
    return nodes


def _add(node: Json, predicate: str, triples: list[ox.Triple], names: _Names) -> None:
    """Types that are IRIs stand under @type; one value stands alone, several in a list."""
    typed = [t for t in triples if predicate == _TYPE and isinstance(t.object, ox.NamedNode)]
    types = [names.node(triple.object) for triple in typed]
    values = [names.value(triple) for triple in triples if triple not in typed]
    if types:
        node["@type"] = types[0] if len(types) == 1 else types
    if values:
        node[names.iri(predicate)] = values[0] if len(values) == 1 else values
