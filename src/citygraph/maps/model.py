"""What a map shows: things, ties between them, the claims behind each tie, their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from citygraph.errors import QueryError, nearest


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is to be drawn.

    `title` is the page's heading, "" for one that fits what it shows.
    `lang` is the language tag that labels are shown in where the data has them, else English.
    `quotes` holds the quoted words where the build was given the texts: (source slug, start, end)
    in code points, end exclusive → the words.
    """

    lang: str = "en"
    title: str = ""
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
    #: Whether it states a plain fact about one thing (an AttributeClaim).
    is_fact: bool = False

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
    in words, denied claims. `country` is an ISO code, `region` one of UN M49, `place` latitude and
    longitude in degrees; `host` says that an event was held in this city. `value` is the measure
    that the map was asked to size things by, `community` the number of its community, 0 for none.
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
    country: str = ""
    region: str = ""
    place: tuple[float, float] | None = None
    host: bool = False
    value: float | None = None
    community: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """What one recipe row, or several of the same ends and kind, tie together.

    `via` is the IRI of what its ends share, where they share a thing (a declaration that both
    signed). `spans` are the years between which it may have held, first and last, None where that
    side has no bound; one without a date has none.
    """

    source: str
    target: str
    kind: Text
    date: str
    claims: tuple[str, ...]
    actual: bool
    derived: bool
    via: str = ""
    spans: tuple[tuple[int | None, int | None], ...] = ()
    roles: tuple[Text, ...] = ()
    themes: tuple[Text, ...] = ()

    @property
    def first(self) -> int | None:
        """The year before which it did not hold, as far as sources say; None for no bound."""
        return _outer(min, [span[0] for span in self.spans])

    @property
    def last(self) -> int | None:
        """The year after which it did not hold, as far as sources say; None for no bound."""
        return _outer(max, [span[1] for span in self.spans])


def _outer(choose: Callable[[Iterable[int]], int], years: Sequence[int | None]) -> int | None:
    known = [year for year in years if year is not None]
    return choose(known) if known and len(known) == len(years) else None


#: How things may be laid out, and by what a large map may be folded.
LAYOUTS, FOLDINGS = ("force", "columns", "rings"), ("country", "community")


@dataclass(frozen=True, slots=True)
class Graph:
    """All that a map draws or opens; nodes and ties are sorted by IRI.

    `countries` has the names of the countries that the graph knows, by ISO code in lower case.
    `modes` are the IRIs of top and bottom in a two-mode network, else empty. `strengths` gives the
    weight of a tied pair (IRIs in order) where it is not the number of its ties. `measure` is the
    name of what sizes things, "" for the number of ties. `said` are the caption's sentences on how
    the ties were chosen. `directed` says that it matters which end of a tie is its source.
    """

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    kind_labels: Mapping[str, Text] = field(default_factory=dict)
    countries: Mapping[str, Text] = field(default_factory=dict)
    modes: tuple[frozenset[str], ...] = ()
    strengths: Mapping[tuple[str, str], float] = field(default_factory=dict)
    measure: str = ""
    said: tuple[str, ...] = ()
    layout: str = "force"
    fold_by: str = "country"
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a network is to be drawn.

    `measure` is the name of the measure that sizes nodes, "" for the number of ties; `layout` one
    of LAYOUTS, `fold_by` one of FOLDINGS; "" is communities in one mode, countries in two.
    """

    measure: str = ""
    layout: str = "force"
    fold_by: str = ""

    def __post_init__(self) -> None:
        for name, value, known in (
            ("layout", self.layout, LAYOUTS),
            ("folding", self.fold_by, ("", *FOLDINGS)),
        ):
            if value not in known:
                raise QueryError(f"unknown {name} {value!r}{nearest(value, filter(None, known))}")
