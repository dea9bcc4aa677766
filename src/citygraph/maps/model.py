"""What a map shows: things, ties between them, the claims behind each tie, their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is to be drawn.

    `lang` is the language tag that labels are shown in where the data has them, else English.
    `quotes` holds the quoted words where the build was given the texts: (source slug, start, end)
    in code points, end exclusive → the words.
    """

    lang: str = "en"
    title: str = "The whole graph"
    version: str = ""
    quotes: Mapping[tuple[str, int, int], str] | None = None


class Text(NamedTuple):
    """Words and the tag of their language, empty where they have none."""

    words: str
    lang: str = ""


NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Value:
    """What fills a role: words, and the IRI of the thing if it is one."""

    text: Text
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role or qualifier of a claim with its fillers; `name` is the property's local name."""

    name: str
    label: Text
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a source: from `start` to `end` in code points, or `place` in words."""

    source: str
    place: str = ""
    start: int | None = None
    end: int | None = None
    basis: Text = NO_TEXT
    derived: bool = False
    as_of: str = ""
    inferred: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation as its sources state it; `composed` if no source file gives it a sentence."""

    iri: str
    kind: Text
    sentence: Text
    composed: bool
    modality: Text
    mode: str
    roles: tuple[Role, ...]
    evidence: tuple[Evidence, ...]
    refined: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def things(self) -> frozenset[str]:
        """The IRIs that fill its roles."""
        return frozenset(value.iri for role in self.roles for value in role.values if value.iri)


@dataclass(frozen=True, slots=True)
class Source:
    """A source document; an empty field was not given by it."""

    iri: str
    label: Text
    kind: Text = NO_TEXT
    title: Text = NO_TEXT
    publisher: Text = NO_TEXT
    issued: str = ""
    language: str = ""
    url: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing; `kind` is the key of its colour and shape in `kinds.KINDS`.

    `within` holds the IRIs of what plain facts make it part of: a post's organization, an event's
    series, a city's country. `claims` are those about it that draw no tie of its own: plain facts
    in words, denied claims.
    """

    iri: str
    kind: str
    type: Text
    label: Text
    names: tuple[Text, ...] = ()
    also: tuple[Text, ...] = ()
    same_as: tuple[str, ...] = ()
    unheld: bool = False
    claims: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """What one recipe row, or several of the same ends and kind, tie together."""

    source: str
    target: str
    kind: Text
    date: str
    claims: tuple[str, ...]
    actual: bool
    derived: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """All that a map draws or opens; nodes and ties are sorted by IRI."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    kind_labels: Mapping[str, Text] = field(default_factory=dict)
