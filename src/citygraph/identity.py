"""Natural key → IRI. Nothing else in the package makes an IRI.

Things keep the slug under which they stand in the register. A relation's IRI is a hash of what it
says (its class, roles, dates and modality), so that sources which agree share one node.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from citygraph.errors import SourceError
from citygraph.records import Filler, PartialDate, Place, Ref, Relation, Span, Text
from citygraph.vocabulary import BASE, CLASSES, PREFIXES, kebab, term

KEY = re.compile(r"(?P<segment>[a-z]+(?:-[a-z]+)*)/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)")
CONCEPT = re.compile(r"concept/[a-z0-9-]+/[a-z0-9-]+")
SEGMENTS = frozenset(CLASSES.values())
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'["\\\x00-\x1f]')
_ESCAPE = str.maketrans(
    _ESCAPES | {chr(c): f"\\u{c:04X}" for c in range(32) if chr(c) not in "\n\r\t"}
)


def is_iri(text: str) -> bool:
    """Returns whether a text is an absolute http IRI that every RDF parser takes (RFC 3987).

    >>> is_iri("https://example.org/a"), is_iri("https://example.org/a b"), is_iri("http://[")
    (True, False, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return text.startswith(("http://", "https://"))


def graph_iri(name: str) -> str:
    """Returns the IRI of a named graph.

    >>> graph_iri("inferred")
    'https://w3id.org/citygraph/graph/inferred'
    """
    return f"{BASE}graph/{name}"


def literal(value: object) -> str:
    """Returns a value as an N-Triples literal; the one spelling that hashes and files share.

    >>> from citygraph.records import PartialDate, Text
    >>> print(literal(Text('a "name"', "en")), literal(PartialDate("2019")))
    "a \\"name\\""@en "2019"^^<http://www.w3.org/2001/XMLSchema#gYear>
    """
    if isinstance(value, Text):
        text = value.text
        # Few texts need it, and translate is slow beside a search.
        quoted = f'"{text.translate(_ESCAPE) if _SPECIAL.search(text) else text}"'
        return quoted if value.lang is None else f"{quoted}@{value.lang}"
    if isinstance(value, PartialDate):
        return f'"{value.text}"^^<{PREFIXES["xsd"]}{value.datatype}>'
    if isinstance(value, int):
        return f'"{value}"^^<{PREFIXES["xsd"]}integer>'
    if isinstance(value, Decimal):
        # XML Schema's canonical form, which is also the store's: no "25.0", no "-0", no "1E+2".
        return f'"{value.normalize() + 0:f}"^^<{PREFIXES["xsd"]}decimal>'
    return f'"{str(value).translate(_ESCAPE)}"'


@dataclass(frozen=True)
class Register:
    """The committed list of keys: never recomputed, never reused; a retired one leads to another.

    `active` gives the class of each key in use, `labels` its English label.

    >>> Register(retired={"city/the-hague": "city/the-hague-nl"}).current("city/the-hague")
    'city/the-hague-nl'
    """

    active: dict[str, str] = field(default_factory=dict)
    retired: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Register:
        """Returns the register in a CSV file (key,class,label,replacedBy); no file, no keys."""
        active: dict[str, str] = {}
        retired: dict[str, str] = {}
        labels: dict[str, str] = {}
        if not path.is_file():
            return cls()
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                key, replaced_by = row.get("key") or "", row.get("replacedBy") or ""
                if not KEY.fullmatch(key) or key in active or key in retired:
                    raise SourceError(
                        f"the register's key {key!r} is malformed or stands twice",
                        file=path,
                        line=number,
                    )
                if replaced_by:
                    retired[key] = replaced_by
                else:
                    active[key] = row.get("class") or ""
                    labels[key] = row.get("label") or ""
        return cls(active, retired, labels)

    def current(self, key: str) -> str:
        """Returns the key that stands for this one today."""
        seen = {key}
        while key in self.retired:
            key = self.retired[key]
            if key in seen:
                raise SourceError(f"the register's redirects of {key!r} run in a circle")
            seen.add(key)
        return key


@dataclass(frozen=True)
class Names:
    """Makes the IRIs of one build. Keys that the register lacks live under the user's own base.

    >>> names = Names("https://example.org/", Register({"city/helsinki-fi": "City"}))
    >>> names.iri("city/helsinki-fi"), names.iri("city/pori-fi")
    ('https://w3id.org/citygraph/id/city/helsinki-fi', 'https://example.org/id/city/pori-fi')
    """

    base: str = BASE
    register: Register = field(default_factory=Register)
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def iri(self, key: str) -> str:
        """Returns the IRI of a thing or concept."""
        known = self._known.get(key)
        if known is None:
            key_now = self.register.current(key)
            if key_now.startswith("concept/"):
                known = BASE + key_now
            elif self.base == BASE or key_now in self.register.active:
                known = f"{BASE}id/{key_now}"
            else:
                known = f"{self.base}id/{key_now}"
            self._known[key] = known
        return known

    def filler(self, filler: Filler) -> str:
        """Returns a role's filler or a qualifier's value as an N-Triples term."""
        return f"<{self.iri(filler.key)}>" if isinstance(filler, Ref) else literal(filler)

    def relation(self, relation: Relation, source: str) -> str:
        """Returns a relation's IRI: a hash of its class, roles, dates and modality.

        Statements, and commitments that were spoken, hash the source and the place as well, so
        that two utterances never merge.
        """
        # Under the project's own base there is nothing to choose, and a million to look through.
        own = self.base != BASE and any(not part.startswith(BASE) for part in self._bases(relation))
        text = self.relation_text(relation, source)
        return relation_iri(relation.type, text, self.base if own else BASE)

    def relation_text(self, relation: Relation, source: str) -> str:
        """Returns what a relation's IRI is a hash of, one line for its class and each part."""
        parts = [f"{name} {self.filler(ref)}" for name, ref in relation.roles]
        parts += [f"{name} {literal(value)}" for name, value in relation.qualifiers]
        if relation.attribute is not None:
            parts.append(f"attribute <{term(relation.attribute)}>")
        if _is_utterance(relation):
            parts += [f"at {source} {place}" for place in places(relation.evidence.places)]
        return "\n".join([relation.type, relation.modality, *sorted(parts)])

    def _bases(self, relation: Relation) -> Iterable[str]:
        return (self.iri(ref.key) for _, ref in relation.roles)

    def evidence(self, relation_iri: str, source: str, place: str) -> str:
        """Returns the IRI of one piece of evidence."""
        return self.evidences([relation_iri], source, [place])[0]

    def evidences(
        self, relation_iris: Iterable[str], source: str, places: Iterable[str]
    ) -> list[str]:
        """Returns the IRI of one piece of evidence for each relation and its place."""
        prefix = f"{self._home(source)}id/evidence/"
        middle = f"\n{source}\n"
        texts = [iri + middle + at for iri, at in zip(relation_iris, places, strict=True)]
        return [prefix + said for said in digests(texts)]

    def selector(self, source: str, place: str) -> str:
        """Returns the IRI of a place in a source, readable by people."""
        return f"{self._home(source)}id/selector/{source}-{place.replace('=', '-')}"

    def _home(self, source: str) -> str:
        if self.base == BASE:
            return BASE
        return self.iri(f"source/{source}").split("id/source/")[0]


def relation_iris(relation_class: str, texts: Iterable[str], bases: Iterable[str]) -> list[str]:
    """Returns the IRIs of relations of one class by their texts, each with its base."""
    middle = f"id/{kebab(relation_class)}/"
    return [base + middle + said for base, said in zip(bases, digests(texts), strict=True)]


def relation_iri(relation_class: str, text: str, base: str) -> str:
    """Returns a relation's IRI by its `Names.relation_text` and its base."""
    return relation_iris(relation_class, [text], [base])[0]


def places(found: Iterable[Place]) -> list[str]:
    """Returns places as short texts, in order.

    >>> places([Span(3, 9)])
    ['3-9']
    """
    return [f"{p.start}-{p.end}" if isinstance(p, Span) else p.text for p in found]


def _is_utterance(relation: Relation) -> bool:
    roles = {name for name, _ in relation.roles}
    spoken = relation.type == "Commitment" and "speaker" in roles and "inDocument" not in roles
    return relation.type == "Statement" or spoken


def digests(texts: Iterable[str]) -> list[str]:
    """Returns 32 hexadecimal digits for each text.

    128 bits: two different claims among a billion collide with odds below one in 10^20.
    """
    sha256 = hashlib.sha256
    return [sha256(text.encode()).hexdigest()[:32] for text in texts]
