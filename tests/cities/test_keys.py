"""Keys of cities: stable, unlike for unlike cities, and those of the register."""

from __future__ import annotations

import csv

from citygraph.cities import City, Gazetteer, city_key, city_thing
from citygraph.identity import KEY
from citygraph.resources import graph_dir


def key(gazetteer: Gazetteer, number: int) -> str:
    city = gazetteer.city(number)
    assert city is not None
    return city_key(city)


def test_homonyms_of_a_country_add_their_identifier(small: Gazetteer) -> None:
    assert key(small, 658225) == "city/helsinki-fi"
    assert key(small, 1886760) == "city/suzhou-cn-1886760"
    assert key(small, 1793743) == "city/suzhou-cn-1793743"
    # Two Genevas in two countries need none.
    assert key(small, 2660646) == "city/geneva-ch"
    assert key(small, 311046) == "city/izmir-tr"


def test_every_key_of_the_gazetteer_is_well_formed_and_its_own(gazetteer: Gazetteer) -> None:
    keys = [
        city_key(City(number, "", country, "", 0.0, 0.0, 0, slug, shared))
        for number, slug, country, shared in gazetteer.slugs()
    ]
    assert len(keys) > 200_000
    assert len(set(keys)) == len(keys)
    assert all(KEY.fullmatch(key) for key in keys)


def test_the_cities_of_the_register_bear_their_keys(gazetteer: Gazetteer) -> None:
    known = {
        city_key(City(number, "", country, "", 0.0, 0.0, 0, slug, shared))
        for number, slug, country, shared in gazetteer.slugs()
    }
    with (graph_dir() / "register.csv").open(encoding="utf-8", newline="") as lines:
        keys = [row["key"] for row in csv.DictReader(lines) if row["class"] == "City"]
    assert len(keys) >= 5
    assert [key for key in keys if key not in known] == []


def test_a_city_is_a_thing_with_its_names_in_many_scripts(gazetteer: Gazetteer) -> None:
    city = gazetteer.city(658225)
    assert city is not None
    thing = city_thing(city)
    assert (thing.key, thing.type) == ("city/helsinki-fi", "City")
    # In the ontology only a country has a country's code.
    assert thing.country_code is None
    assert thing.same_as == ("https://sws.geonames.org/658225/",)
    names = {alt.text for alt in thing.alts}
    assert {"Helsingfors", "Хельсинки", "Ελσίνκι"} <= names
    assert "HEL" not in names
