"""What a map shows → the JSON block that the page reads. Short keys, positions instead of IRIs."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from citygraph.maps.kinds import KINDS, OTHER
from citygraph.maps.layout import positions
from citygraph.maps.lettering import mark
from citygraph.maps.model import Claim, Evidence, Graph, Node, Source, Text, Value

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def data_block(graph: Graph) -> str:
    """Returns the page's data as JSON that can stand inside a script element.

    <, >, & and the line separators U+2028 and U+2029 are escaped, so no text can end the element.
    """
    return json.dumps(
        _Numbered(graph).data(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).translate(_ESCAPES)


def safe_link(address: str) -> str:
    """Returns a web address that may become a link, else nothing.

    >>> safe_link("javascript:alert(1)"), safe_link("https://example.org/a")
    ('', 'https://example.org/a')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


class _Numbered:
    """A graph whose nodes, claims and sources are called by their position."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.node = {node.iri: at for at, node in enumerate(graph.nodes)}
        self.claim = {iri: at for at, iri in enumerate(graph.claims)}
        self.source = {iri: at for at, iri in enumerate(graph.sources)}

    def data(self) -> dict[str, Any]:
        """Returns all that the page's code reads."""
        ends = Counter(end for tie in self.graph.ties for end in (tie.source, tie.target))
        marks = {node.iri: mark(node.label.words, ends[node.iri]) for node in self.graph.nodes}
        spots = positions(marks, [(tie.source, tie.target) for tie in self.graph.ties])
        return {
            "shapes": {kind.key: kind.shape for kind in (*KINDS, OTHER)},
            "nodes": [
                {
                    **self._node(node),
                    "x": spots[node.iri][0],
                    "y": spots[node.iri][1],
                    "size": marks[node.iri].radius,
                    "lines": marks[node.iri].lines,
                }
                for node in self.graph.nodes
            ],
            "ties": [
                {
                    "from": self.node[tie.source],
                    "to": self.node[tie.target],
                    "kind": _text(tie.kind),
                    "date": tie.date,
                    "claims": self._claims(tie.claims),
                    "actual": tie.actual,
                    "derived": tie.derived,
                }
                for tie in self.graph.ties
            ],
            "claims": [self._claim(claim) for claim in self.graph.claims.values()],
            "sources": [_source(source) for source in self.graph.sources.values()],
        }

    def _node(self, node: Node) -> dict[str, Any]:
        return {
            "iri": node.iri,
            "kind": node.kind,
            "type": _text(node.type),
            "label": _text(node.label),
            "names": [_text(name) for name in node.names],
            "also": [_text(name) for name in node.also],
            "same": [link for address in node.same_as if (link := safe_link(address))],
            "unheld": node.unheld,
            "claims": self._claims(node.claims),
        }

    def _claims(self, iris: tuple[str, ...]) -> list[int]:
        return [self.claim[iri] for iri in iris if iri in self.claim]

    def _claim(self, claim: Claim) -> dict[str, Any]:
        return {
            "kind": _text(claim.kind),
            "sentence": _text(claim.sentence),
            "composed": claim.composed,
            "modality": _text(claim.modality),
            "mode": claim.mode,
            "roles": [
                [_text(role.label), [self._value(value) for value in role.values]]
                for role in claim.roles
            ],
            "evidence": [self._evidence(place, claim) for place in claim.evidence],
            "refined": self._claims(claim.refined),
            "rivals": self._claims(claim.rivals),
        }

    def _value(self, value: Value) -> dict[str, Any]:
        return {"text": _text(value.text), "node": self.node.get(value.iri, -1)}

    def _evidence(self, place: Evidence, claim: Claim) -> dict[str, Any]:
        labels = {role.name: role.label.words for role in claim.roles}
        return {
            "source": self.source.get(place.source, -1),
            "start": place.start,
            "end": place.end,
            "place": place.place,
            "basis": _text(place.basis),
            "asOf": place.as_of,
            "inferred": [labels.get(name, name) for name in place.inferred],
            "quote": place.quote,
        }


def _source(source: Source) -> dict[str, Any]:
    return {
        "label": _text(source.label),
        "kind": _text(source.kind),
        "title": _text(source.title),
        "publisher": _text(source.publisher),
        "issued": source.issued,
        "language": source.language,
        "url": safe_link(source.url),
        "terms": source.terms,
    }


def _text(text: Text) -> list[str]:
    return [text.words, text.lang]
