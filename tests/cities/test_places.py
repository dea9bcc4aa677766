"""Cities that sources name are found in the gazetteer or left open, and told in source files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from citygraph.cities import Decision, Gazetteer
from citygraph.cities.place_sources import FILES, country_things, place_sources
from citygraph.cities.places import (
    PlaceNamed,
    country_label,
    located,
    other_names,
    places_named,
    settle,
)
from citygraph.cities.wikidata import WIKIDATA, wikidata_iri
from citygraph.loaders.source_file import load
from citygraph.records import PartialDate, Ref, Relation, Source, Text, Thing, Words

READ = PartialDate("2026-11-22")


def city(slug: str, label: str, *same_as: str, sv: str = "") -> Thing:
    labels = (Text(label, "en"), *([Text(sv, "sv")] if sv else []))
    return Thing(f"city/{slug}", "City", labels, same_as=same_as)


def decision(name: str, country: str, number: int | None) -> Decision:
    return Decision(
        name, country, number, "looked up", date(2026, 11, 22), "editor", Path("d.csv"), 2
    )


def files_of(things: list[Thing], gazetteer: Gazetteer, *decisions: Decision) -> dict[str, str]:
    named = places_named(things)
    cities = located(settle(named, decisions, gazetteer).cities)
    labels = {"country/gb": "United Kingdom of Great Britain and Northern Ireland"}
    return place_sources(cities, country_things(cities, named, labels), READ)


def test_what_sources_say_of_a_place_is_put_together_and_other_things_are_not() -> None:
    one = city("helsinki-fi", "Helsinki", sv="Helsingfors")
    two = city("helsinki-fi", "Helsinki", "https://www.geonames.org/658225/helsinki.html")
    network = Thing("organization/c40", "CityNetwork", (Text("C40", "en"),))
    found = places_named([network, two, one])
    assert list(found) == ["city/helsinki-fi"]
    assert found["city/helsinki-fi"].labels == {"en": "Helsinki", "sv": "Helsingfors"}
    row = found["city/helsinki-fi"].as_row()
    assert (row.name, row.country, row.geonames_id) == ("Helsinki", "FI", "658225")


@pytest.mark.parametrize(
    ("key", "code", "number"),
    [
        ("city/suzhou-cn-1886760", "CN", "1886760"),
        ("city/oslo-no", "NO", ""),
        ("city/atlantis", "", ""),
        ("country/fi", "FI", ""),
    ],
)
def test_a_key_tells_its_country_and_number(key: str, code: str, number: str) -> None:
    place = PlaceNamed(key, {"en": "X"})
    assert place.code == code
    if key.startswith("city/"):
        assert place.as_row().geonames_id == number


def test_a_city_that_is_not_sure_stays_open_until_a_person_decides(small: Gazetteer) -> None:
    named = places_named(
        [
            city("helsinki-fi", "Helsinki"),
            city("singapore-sg", "Singapore"),
            city("portland-us", "Portland"),
            city("atlantis-gr", "Atlantis"),
        ]
    )
    found = settle(named, (), small)
    assert list(found.cities) == ["city/helsinki-fi"]
    status = {row.name: match.status for _, row, match in found.found}
    assert status == {
        "Helsinki": "matched",
        "Singapore": "ambiguous",
        "Portland": "ambiguous",
        "Atlantis": "unmatched",
    }
    decided = settle(named, [decision("Singapore", "SG", 1880252)], small)
    assert decided.cities["city/singapore-sg"][1].id == 1880252
    assert len(decided.remarks) == 0


def test_an_identifier_leads_to_the_place_where_the_name_does_not(small: Gazetteer) -> None:
    named = places_named([city("portland-us", "Portland", "https://sws.geonames.org/5746545/")])
    assert settle(named, (), small).cities["city/portland-us"][1].id == 5746545


def test_a_name_of_two_cities_is_left_to_neither(small: Gazetteer) -> None:
    named = places_named(
        [
            city("a-gb", "Old Town A", "https://sws.geonames.org/8/"),
            city("b-gb", "Old Town B", "https://sws.geonames.org/9/"),
            city("littleham-gb", "Littleham", "https://sws.geonames.org/3/"),
            city("bigton-gb", "Bigton", "https://sws.geonames.org/2/"),
            city("goteborg-se", "Gothenburg", "https://sws.geonames.org/2711537/"),
        ]
    )
    names = {place.named.key: place.names for place in located(settle(named, (), small).cities)}
    assert names == {
        "city/a-gb": (),
        "city/b-gb": (),
        "city/littleham-gb": (),
        "city/bigton-gb": (),
        "city/goteborg-se": ("Göteborg",),
    }


def test_codes_links_and_transliterations_are_no_names() -> None:
    names = [
        "HEL",
        "https://en.wikipedia.org/wiki/Helsinki",
        "Gel'sinki",
        "helsingki",
        "HELSINKI",
        "ᔅᑑᒃ/stuuk",
        "Helsinki\u202e",
        "Һel'sinki",
        "Helsingfors",
        "'s-Gravenhage",
        "Хельсинки",
        "స్టాక్\u200cహోమ్",
    ]
    kept = ("'s-Gravenhage", "Helsingfors", "Хельсинки", "స్టాక్\u200cహోమ్")
    assert other_names(names, ["Helsinki"]) == kept


def test_of_many_names_each_script_keeps_some_and_the_likest_ones() -> None:
    latin = [f"Name{chr(97 + n)}{chr(97 + m)}" for n in range(10) for m in range(10)]
    korean = ["가나", "경성", "고구", "나다", "다라", "마바", "바사", "서울", "한성"]
    kept = other_names([*latin, *korean], ["Seoul"])
    assert sum(name.isascii() for name in kept) == 40
    assert len(kept) == 46
    assert "서울" in kept


def test_the_files_are_sources_that_load(tmp_path: Path, small: Gazetteer) -> None:
    things = [
        city("helsinki-fi", "Helsinki"),
        city("london-gb", "London", "https://sws.geonames.org/2643743/"),
        Thing("country/kr", "Country", (Text("Republic of Korea", "en"), Text("Sydkorea", "sv"))),
    ]
    files = files_of(things, small)
    assert tuple(files) == FILES
    assert files == files_of(things[::-1], small)
    records = []
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        records += list(load(tmp_path / name))
    sources = [r for r in records if isinstance(r, Source)]
    assert {s.kind for s in sources} == {"gazetteer"}
    assert {s.read for s in sources} == {READ}
    facts = {
        (dict(r.roles)["subject"].key, r.attribute): [
            *(ref.key for role, ref in r.roles if role == "object"),
            *(value for _, value in r.qualifiers),
        ]
        for r in records
        if isinstance(r, Relation) and not dict(r.roles)["subject"].key.startswith("source/")
    }
    assert facts == {
        ("city/helsinki-fi", "inCountry"): ["country/fi"],
        ("city/helsinki-fi", "lat"): [Decimal("60.17")],
        ("city/helsinki-fi", "long"): [Decimal("24.94")],
        ("city/london-gb", "inCountry"): ["country/gb"],
        ("city/london-gb", "lat"): [Decimal("51.51")],
        ("city/london-gb", "long"): [Decimal("-0.13")],
        ("country/fi", "unRegion"): ["concept/un-m49/154"],
        ("country/gb", "unRegion"): ["concept/un-m49/154"],
        ("country/kr", "unRegion"): ["concept/un-m49/030"],
    }
    in_geonames = {r.key: r for r in load(tmp_path / FILES[0]) if isinstance(r, Thing)}
    helsinki, korea = in_geonames["city/helsinki-fi"], in_geonames["country/kr"]
    assert helsinki.labels == (Text("Helsinki", "en"),)
    assert helsinki.alts == (Text("Helsingfors", "und"),)
    assert helsinki.same_as == ("https://sws.geonames.org/658225/",)
    assert korea.country_code == "KR"
    # The sources' own labels stand; CLDR's are other names beside them, and labels elsewhere.
    assert {Text("Republic of Korea", "en"), Text("Sydkorea", "sv")} <= set(korea.labels)
    assert Text("South Korea", "en") in korea.alts
    assert Text("Corée du Sud", "fr") in korea.labels
    assert Text("대한민국", "ko") in korea.labels
    # A country that no source names is called as in the register.
    british = "United Kingdom of Great Britain and Northern Ireland"
    assert Text(british, "en") in in_geonames["country/gb"].labels
    in_wikidata = {r.key: r for r in load(tmp_path / FILES[2]) if isinstance(r, Thing)}
    # Q884 is Wikidata's item of South Korea.
    assert in_wikidata["country/kr"].same_as == ("http://www.wikidata.org/entity/Q884",)
    places = {
        place.text
        for r in records
        if isinstance(r, Relation) and Ref("city/helsinki-fi") in dict(r.roles).values()
        for place in r.evidence.places
        if isinstance(place, Words)
    }
    assert places == {"the entry of geonameid 658225"}


def test_every_country_has_an_item_of_its_own_in_wikidata() -> None:
    # As known from Wikidata: Finland, Denmark (not its realm), Singapore, Palestine.
    known = {"FI": "Q33", "DK": "Q35", "SG": "Q334", "PS": "Q219060", "NL": "Q55"}
    assert known.items() <= WIKIDATA.items()
    assert len(set(WIKIDATA.values())) == len(WIKIDATA) == 250
    assert not {"EU", "UN"} & set(WIKIDATA)
    assert wikidata_iri("EU") is None


def test_a_country_is_named_in_many_languages() -> None:
    assert country_label("FI", "fi") == "Suomi"
    assert country_label("SE", "zh") == "瑞典"
    assert country_label("QX", "en") is None
