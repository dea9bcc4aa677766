"""Which city a name means: matched with a reason, ambiguous with candidates, or unmatched.

A wrong city is worse than none. A name alone settles nothing: it needs its country, coordinates or
an identifier. Homonyms, metropolitan bodies, names of countries and states, and anything that had
to be guessed go to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from citygraph.cities.gazetteer import City, Found, Gazetteer, distance_km
from citygraph.cities.meanings import other_meaning
from citygraph.cities.names import (
    abbreviated,
    fold,
    has_umlaut,
    municipality,
    transliterated,
    umlauts,
    without_body_words,
)

Status = Literal["matched", "ambiguous", "unmatched"]

#: A row's coordinates may mark any spot of a city or of its region: within this they agree.
NEAR_KM = 30.0
#: Within one country, a main name is settled by size only if its bearer has so many times the
#: people of each place with the same main name, and of each that has it as one more name (often a
#: slip, or a name of long ago). The reason says so. Where GeoNames gives nobody, a village stands.
_LARGER_THAN_NAMESAKES = 100
_LARGER_THAN_BYNAMES = 10
_VILLAGE = 1000
#: Cities have names in other tongues; villages' further names are often another village's.
_KNOWN_ABROAD = 15_000
_SHOWN = 8
_LONGEST = 200
_TAIL = re.compile(r"(?P<head>[^,(]+?)\s*(?:,|\()\s*(?P<tail>[^,()]+?)\s*\)?")


@dataclass(frozen=True, slots=True)
class Named:
    """What a row says of a city: its name, and what else it gives. Degrees north and east."""

    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a name: only `matched` has a city; `reason` says why, for people to read.

    `decided` says that a person settled it: as this city, or, where there is none, as no city.
    """

    status: Status
    reason: str
    city: City | None = None
    candidates: tuple[City, ...] = ()
    decided: bool = False


def match(named: Named, gazetteer: Gazetteer) -> Match:
    """Returns which city a row means, by its identifier first, else by name, country and place.

    >>> from citygraph.cities.gazetteer import open_gazetteer
    >>> match(Named("Helsingfors", "Finland"), open_gazetteer()).city.id
    658225
    """
    if len(named.name) > _LONGEST:
        return Match("unmatched", f"longer than {_LONGEST} characters: no name of a city")
    name, tail = _parts(named.name, gazetteer)
    key = fold(name)
    if not key:
        return Match("unmatched", "no name is given")
    code = gazetteer.country(named.country) if named.country.strip() else None
    if named.country.strip() and code is None:
        found = gazetteer.named(key)
        return _asked(f"the country {named.country.strip()!r} is not known", found)
    code, state = _with_tail(code, tail, gazetteer)
    if tail and code is None and state is None:
        return _asked("the name and the country disagree", gazetteer.named(key))
    if named.geonames_id.strip():
        return _by_identifier(named, key, code, gazetteer)
    return _by_name(named, key, code, state, gazetteer)


def _parts(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """A name and, after a comma or in brackets, its country or its state of the USA."""
    parts = _TAIL.fullmatch(text.strip())
    # In "Washington, D.C." and "Frankfurt (Oder)" it is neither, and belongs to the name.
    if parts and (gazetteer.country(parts["tail"]) or gazetteer.state(fold(parts["tail"]))):
        return parts["head"], fold(parts["tail"])
    return text, ""


def _with_tail(code: str | None, tail: str, gazetteer: Gazetteer) -> tuple[str | None, str | None]:
    """The country and the state, from the country given and the words after the comma."""
    state, country = gazetteer.state(tail), gazetteer.country(tail)
    if not tail:
        return code, None
    if state and code == "US":
        return code, state
    if country and code in (None, country) and not (code is None and state):
        return country, None
    if state and code is None and not country:
        return "US", state
    # "Paris, CA" names California or Canada; "Paris, France" in a row of Canada contradicts it.
    return None, None


def _by_identifier(named: Named, key: str, code: str | None, gazetteer: Gazetteer) -> Match:
    digits = named.geonames_id.strip().rstrip("/").rpartition("/")[2]
    city = gazetteer.city(int(digits)) if digits.isascii() and digits.isdigit() else None
    others = gazetteer.named(key, code)
    if city is None:
        return _asked(f"the gazetteer has no place with the identifier {digits!r}", others)
    candidates = (Found(city, True), *(f for f in others if f.city.id != city.id))
    if code not in (None, city.country):
        return _asked("identifier and country disagree", candidates)
    if not _is_near(named, city):
        return _asked("identifier and coordinates disagree", candidates)
    if _is_body(key, others):
        return _asked("the name may be the metropolitan body's", candidates)
    if others and all(found.city.id != city.id for found in others):
        return _asked("identifier and name disagree", candidates)
    return Match("matched", "identifier", city)


def _by_name(
    named: Named, key: str, code: str | None, state: str | None, gazetteer: Gazetteer
) -> Match:
    found, how = _lookup(key, named.name, code, gazetteer)
    if state is not None:
        found = tuple(f for f in found if f.city.admin1 == state)
    if not found:
        return _nothing(key, code, gazetteer)
    if _is_body(key, found):
        return _asked("the name may be the metropolitan body's", found)
    if reason := _other_meaning(key, code, gazetteer):
        return _asked(reason, found)
    located = named.latitude is not None and named.longitude is not None
    near = tuple(f for f in found if _is_near(named, f.city))
    if located and not near:
        return _asked("no place of that name lies near the coordinates", found)
    if not located and code is None:
        return _asked("a name alone settles nothing: give the country or coordinates", found)
    return _settled(near, how, "coordinates" if located else "country")


def _lookup(
    key: str, name: str, code: str | None, gazetteer: Gazetteer
) -> tuple[tuple[Found, ...], str]:
    """The bearers of a name, by the first of its forms that anything bears, and that form."""
    forms = (
        (key, "name"),
        (municipality(key), "name of the municipality"),
        (abbreviated(key), "name in full"),
        (transliterated(name), "transliteration"),
    )
    for form, how in forms:
        if form and (found := gazetteer.named(form, code)):
            return found, how
    form = umlauts(key)
    spelt = gazetteer.named(form, code) if form else ()
    return tuple(f for f in spelt if _spelt_with_umlaut(f.city, form)), "spelling"


def _spelt_with_umlaut(city: City, key: str) -> bool:
    return any(has_umlaut(name) and fold(name) == key for name in (city.name, *city.alternates))


def _settled(found: tuple[Found, ...], how: str, by: str) -> Match:
    if len(found) == 1:
        if not found[0].main and found[0].city.population < _KNOWN_ABROAD:
            return _asked("a small place has this as one more name", found)
        kind = how if found[0].main or how != "name" else "another of its names"
        return Match("matched", f"{kind} and {by}", found[0].city)
    largest, *others = found
    if largest.main and how == "name" and all(_far_smaller(f, largest) for f in others):
        reason = f"main name and {by}; by far the largest of {len(found)} places so called"
        return Match("matched", reason, largest.city, _cities(others))
    return _asked("several places are called so", found)


def _far_smaller(other: Found, largest: Found) -> bool:
    times = _LARGER_THAN_NAMESAKES if other.main else _LARGER_THAN_BYNAMES
    return largest.city.population >= times * max(other.city.population, _VILLAGE)


def _other_meaning(key: str, code: str | None, gazetteer: Gazetteer) -> str:
    """Says what else than a city the name may mean."""
    country = gazetteer.country_called(key)
    if country is not None and code in (None, country):
        return "the name is also a country's"
    if gazetteer.is_state(key) and code in (None, "US"):
        return "the name is also a state's"
    return other_meaning(key, code) or other_meaning(municipality(key), code)


def _is_body(key: str, found: Iterable[Found]) -> bool:
    """Says whether a name has words of a metropolitan body and is no place's main name."""
    return bool(without_body_words(key)) and not any(
        f.main and fold(f.city.name) == key for f in found
    )


def _is_near(named: Named, city: City) -> bool:
    if named.latitude is None or named.longitude is None:
        return True
    return distance_km(city, named.latitude, named.longitude) <= NEAR_KM


def _nothing(key: str, code: str | None, gazetteer: Gazetteer) -> Match:
    """Nothing bears the name: what it may belong to, or what is spelt nearly so."""
    core = without_body_words(key)
    if core and (found := gazetteer.named(core, code)):
        return _asked("the name may be the metropolitan body's", found)
    alike = gazetteer.alike(key, code)
    elsewhere = gazetteer.named(key) if code is not None else ()
    if elsewhere:
        reason = "no place of that name in the country; candidates lie elsewhere"
        return Match("unmatched", reason, None, _cities(elsewhere))
    reason = "no place of that name"
    return Match("unmatched", reason + ("; candidates are spelt alike" * bool(alike)), None, alike)


def _asked(reason: str, found: Iterable[Found]) -> Match:
    candidates = _cities(found)
    return Match("ambiguous" if candidates else "unmatched", reason, None, candidates)


def _cities(found: Iterable[Found]) -> tuple[City, ...]:
    return tuple(f.city for f in found)[:_SHOWN]
