"""What a map shows → the JSON block that the page reads, packed.

Every text stands once, in one table; texts, things, claims and sources are called by position.
templates/data.js, which unpacks it, names the fields of each row.
"""

from __future__ import annotations

import json
from posixpath import commonprefix
from typing import Any
from urllib.parse import urlsplit

from citygraph.maps.folding import Fold
from citygraph.maps.kinds import KINDS, OTHER
from citygraph.maps.model import (
    Claim,
    Evidence,
    Graph,
    MapOptions,
    Node,
    Source,
    Text,
    Tie,
    Value,
)
from citygraph.maps.placing import Placing, placed
from citygraph.maps.terms import unswept
from citygraph.maps.world import land, spread

_ESCAPED = "<>&\u2028\u2029"
#: Rows are tuples: of hundreds of thousands, lists would keep the garbage collector at work.
Row = tuple[Any, ...]
#: So many claims are parsed at once.
CHUNK = 256


@unswept()
def data_block(
    graph: Graph, folds: tuple[Fold, ...] = (), options: MapOptions | None = None
) -> str:
    """Returns the page's data as JSON that can stand inside a script element.

    <, >, & and the line separators U+2028 and U+2029 are escaped, so no text can end the element.
    """
    chosen = options or MapOptions()
    rows = {**_Packed(graph).data(folds), "title": chosen.title, "version": chosen.version}
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in _ESCAPED:
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


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


class _Numbered(dict[Text, int]):
    """Texts with their numbers, given in the order in which they are first asked for.

    A dictionary, since there are hundreds of thousands of questions and few new texts.
    """

    def __missing__(self, text: Text) -> int:
        self[text] = number = len(self)
        return number


class _Words(dict[str, int]):
    """Words of no language with the numbers of their texts."""

    def __init__(self, texts: _Numbered) -> None:
        self.texts = texts

    def __missing__(self, words: str) -> int:
        self[words] = number = self.texts[Text(words)]
        return number


class _Packed:
    """A graph in rows whose texts, nodes, claims and sources are called by their position."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.node = {node.iri: at for at, node in enumerate(graph.nodes)}
        self.claim = {iri: at for at, iri in enumerate(graph.claims)}
        self.source = {iri: at for at, iri in enumerate(graph.sources)}
        self.texts = _Numbered()
        self.words = _Words(self.texts)
        self.spots = spread({node.iri: node.place for node in graph.nodes if node.place})
        self.claim_base = commonprefix(list(self.claim)).rpartition("/")[0]
        self.base = commonprefix(list(self.node)).rpartition("/")[0] if self.node else ""

    def data(self, folds: tuple[Fold, ...]) -> dict[str, Any]:
        """Returns all that the page's code reads."""
        placing = placed(self.graph, folds)
        # First of all, since what claims share (roles, modality) then has the shortest numbers.
        claims = self._chunks()
        rows = {
            "shapes": {kind.key: kind.shape for kind in (*KINDS, OTHER)},
            "kinds": {key: list(label) for key, label in self.graph.kind_labels.items()},
            "base": self.base,
            "nodes": [self._node(node, placing) for node in self.graph.nodes],
            "modes": [sorted(self.node[iri] for iri in mode) for mode in self.graph.modes],
            "strengths": [
                [self.node[one], self.node[other], weight]
                for (one, other), weight in self.graph.strengths.items()
            ],
            "measure": self.graph.measure,
            "directed": self.graph.directed,
            "folds": [self._fold(fold, placing) for fold in folds],
            "ties": [self._tie(tie) for tie in self.graph.ties],
            "land": land() if self.spots else [],
            "chunk": CHUNK,
            "claimBase": self.claim_base,
            "claimIris": [iri[len(self.claim_base) :] for iri in self.claim],
            "claims": claims,
            "sources": [self._source(source) for source in self.graph.sources.values()],
        }
        return {**rows, "texts": [_entry(text) for text in self.texts]}

    def _claims(self, iris: tuple[str, ...]) -> Row:
        return tuple([self.claim[iri] for iri in iris if iri in self.claim]) if iris else ()

    def _node(self, node: Node, placing: Placing) -> Row:
        return (
            node.iri[len(self.base) :],
            node.kind,
            self.texts[node.type],
            self.texts[node.label],
            [self.texts[name] for name in node.names],
            [self.texts[name] for name in node.also],
            [link for address in node.same_as if (link := safe_link(address))],
            int(node.unheld),
            self._claims(node.claims),
            self.words[node.region],
            int(node.host),
            node.value,
            node.community,
            self.spots.get(node.iri, ()),
            *_drawn(node.iri, node.label, placing),
        )

    def _fold(self, fold: Fold, placing: Placing) -> Row:
        return (
            fold.kind,
            self.texts[fold.label],
            [self.node[iri] for iri in fold.members],
            placing.radii[fold.key],
            *_drawn(fold.key, fold.label, placing),
        )

    def _tie(self, tie: Tie) -> Row:
        return (
            self.node[tie.source],
            self.node[tie.target],
            self.texts[tie.kind],
            self.words[tie.date],
            int(tie.actual),
            int(tie.derived),
            self.words[tie.via],
            [year for span in tie.spans for year in span] if tie.spans else (),
            [self.texts[role] for role in tie.roles] if tie.roles else (),
            [self.texts[theme] for theme in tie.themes] if tie.themes else (),
            *self._claims(tie.claims),
        )

    def _chunks(self) -> list[str]:
        """Returns the rows of all claims, some together as JSON of their own.

        Claims are most of the data, and few are read: the page parses a chunk when it needs it.
        """
        rows = [self._claim(claim) for claim in self.graph.claims.values()]
        return [
            json.dumps(rows[start : start + CHUNK], separators=(",", ":"))
            for start in range(0, len(rows), CHUNK)
        ]

    def _claim(self, claim: Claim) -> Row:
        row = (
            self.texts[claim.kind],
            self.texts[claim.sentence],
            int(claim.composed),
            self.texts[claim.modality],
            int(claim.mode == "actual") + 2 * claim.is_fact,
            tuple(
                [
                    (self.texts[role.label], *[self._value(value) for value in role.values])
                    for role in claim.roles
                ]
            ),
            tuple([self._evidence(place, claim) for place in claim.evidence]),
            self._claims(claim.refined) if claim.refined else (),
            self._claims(claim.rivals) if claim.rivals else (),
        )
        return _trimmed(row)

    def _value(self, value: Value) -> int:
        """Returns the position of a thing, or of a text as a negative number."""
        return self.node[value.iri] if value.iri in self.node else -1 - self.texts[value.text]

    def _evidence(self, place: Evidence, claim: Claim) -> Row:
        row = (
            self.source.get(place.source, -1),
            self.texts[place.basis],
            self.words[place.as_of],
            self.words[place.place],
            self._inferred(place, claim) if place.inferred else (),
            () if place.start is None or place.end is None else (place.start, place.end),
            (self.words[place.quote],) if place.quote else (),
        )
        return _trimmed(row)

    def _inferred(self, place: Evidence, claim: Claim) -> Row:
        labels = {role.name: role.label.words for role in claim.roles}
        return tuple(self.words[labels.get(name, name)] for name in place.inferred)

    def _source(self, source: Source) -> Row:
        return (
            *map(
                self.texts.__getitem__, (source.label, source.kind, source.title, source.publisher)
            ),
            *map(self.words.__getitem__, (source.issued, source.language, source.terms)),
            safe_link(source.url),
        )


def _entry(text: Text) -> str | list[str]:
    """Returns a text as it stands in the table: most are English, and those are bare."""
    return text.words if text.lang == "en" else [text.words, text.lang]


def _drawn(name: str, label: Text, placing: Placing) -> Row:
    """Returns where and how a thing is drawn; its lines only where they are not just its name."""
    (x, y), size = placing.spots[name], placing.marks[name]
    return (x, y, size.radius, *(() if size.lines == (label.words,) else size.lines))


def _trimmed(row: Row) -> Row:
    """Returns a row without the empty parts at its end."""
    kept = len(row)
    while kept and row[kept - 1] == ():
        kept -= 1
    return row[:kept]
