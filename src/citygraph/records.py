"""Frozen values between every loader and every writer: things, relations, and where they are said.

A record names things by their key ("city/helsinki-fi", "concept/theme/housing"), knows no RDF and
makes no IRI. Its fields bear the names of the ontology's properties.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_DEGREES_FORM = re.compile(r"-?\d{1,3}(\.\d{1,12})?", re.ASCII)
_DATE_FORM = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|--\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month, a year, or a day without its year, as the source gives it.

    >>> PartialDate("2019-10").datatype
    'gYearMonth'
    >>> PartialDate("2019-02-30")
    Traceback (most recent call last):
    ValueError: '2019-02-30' is no date: write 2019-10-10, 2019-10, 2019 or --10-10
    """

    text: str

    def __post_init__(self) -> None:
        if not self._exists():
            raise ValueError(
                f"{self.text!r} is no date: write 2019-10-10, 2019-10, 2019 or --10-10"
            )

    @property
    def datatype(self) -> str:
        """The local name of the XML Schema datatype."""
        if self.text.startswith("--"):
            return "gMonthDay"
        return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(self.text)]

    def _exists(self) -> bool:
        if not _DATE_FORM.fullmatch(self.text):
            return False
        # A day without its year may be 29 February: a leap year stands in.
        full = self.text.replace("--", "2000-", 1) if self.text.startswith("--") else self.text
        year, month, day = (int(part) for part in (full + "-01-01").split("-")[:3])
        known = year >= 1 and 1 <= month <= 12
        return known and 1 <= day <= calendar.monthrange(year, month)[1]

    def first_day(self) -> date | None:
        """Returns the earliest day meant, or None where the year is unknown.

        >>> PartialDate("2019-10").first_day()
        datetime.date(2019, 10, 1)
        """
        if self.text.startswith("--"):
            return None
        return date.fromisoformat((self.text + "-01-01")[:10])


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing or concept by its key: "city/helsinki-fi", "concept/theme/housing"."""

    key: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words, in a language where one is known (a BCP 47 tag)."""

    text: str
    lang: str | None = None


def degrees(text: str, most: int) -> Decimal:
    """Returns degrees north or east; ValueError unless they are a number from -most to most.

    >>> degrees("60.16952", 90)
    Decimal('60.16952')
    >>> degrees("60,16952", 90)
    Traceback (most recent call last):
    ValueError: '60,16952' is no number of degrees: write 60.16952, from -90 to 90
    """
    if not _DEGREES_FORM.fullmatch(text) or abs(Decimal(text)) > most:
        raise ValueError(
            f"{text[:40]!r} is no number of degrees: write 60.16952, from -{most} to {most}"
        )
    return Decimal(text)


Value = PartialDate | Text | int | Decimal
Filler = Ref | Value


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points of the source's text, from start to before end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """A page or a row of a source that is no running text: "page=3", "row=12" (RFC 7111)."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A place in words, for a source of which only a part was seen."""

    text: str


Place = Span | Fragment | Words


@dataclass(frozen=True, slots=True)
class Source:
    """A source document: what the reader observed of it; what it says of itself comes as claims."""

    id: str
    kind: str
    labels: tuple[Text, ...]
    language: str
    text_seen: str
    read: PartialDate
    as_of: PartialDate
    terms: str
    sha256: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a source names: its key, class, labels and identifiers elsewhere."""

    key: str
    type: str
    labels: tuple[Text, ...]
    alts: tuple[Text, ...] = ()
    same_as: tuple[str, ...] = ()
    country_code: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a source says it, how firmly, and which parts the reader inferred."""

    places: tuple[Place, ...]
    basis: str
    as_of: PartialDate
    derived_part: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """One claim of one source. `roles` maps a role to its filler; only `SEVERAL` roles recur.

    For an AttributeClaim, `attribute` names the property; elsewhere it is None.
    """

    type: str
    roles: tuple[tuple[str, Ref], ...]
    qualifiers: tuple[tuple[str, Value], ...]
    modality: str
    evidence: Evidence
    attribute: str | None = None
    description: tuple[Text, ...] = ()


Record = Source | Thing | Relation
