"""What settles a name, and what goes to a person."""

from __future__ import annotations

import pytest

from citygraph.cities import Gazetteer, Named, match

MATCHED = [
    (Named("Helsinki", "FI"), 658225, "name and country"),
    (Named("HELSINKI", "Finland"), 658225, "name and country"),
    (Named("Helsingfors", "Suomi"), 658225, "another of its names and country"),
    (Named("Helsinki, Finland"), 658225, "name and country"),
    (Named("Helsinki (Finland)"), 658225, "name and country"),
    (Named("City of Helsinki", "FIN"), 658225, "name of the municipality and country"),
    (Named("Измир", "TR"), 311046, "transliteration and country"),
    (Named("Helsinki", "", 60.2, 24.9), 658225, "name and coordinates"),
    (Named("Izmir", "Türkiye"), 311046, "name and country"),
    (Named("Malmoe", "SE", 55.6, 13.0), 2692969, "spelling and coordinates"),
    (Named("Goeteborg", "SE"), 2711537, "spelling and country"),
    (Named("Geneva", "Switzerland"), 2660646, "name and country"),
    (Named("London", "UK"), 2643743, None),
    (Named("London", "Canada"), 6058560, "name and country"),
    (Named("Suzhou", "China", 33.6, 117.0), 1793743, "name and coordinates"),
    (Named("Portland, OR", "US"), 5746545, "name and country"),
    (Named("Portland, Maine"), 4975802, "name and country"),
    (Named("Grand Falls", "CA"), 6, "name and country"),
    (Named("Bigton", "GB"), 2, None),
    (Named("Malmö", "SE"), 2692969, None),
    (Named("anything", "", geonames_id="658225"), 658225, "identifier"),
    (Named("Singapore", "SG", geonames_id="1880252"), 1880252, "identifier"),
    (Named("x", geonames_id="https://sws.geonames.org/658225/"), 658225, "identifier"),
]


@pytest.mark.parametrize(("named", "number", "reason"), MATCHED, ids=lambda v: str(v)[:60])
def test_a_city_is_matched(named: Named, number: int, reason: str | None, small: Gazetteer) -> None:
    found = match(named, small)
    assert found.city is not None, found.reason
    assert (found.status, found.city.id) == ("matched", number)
    assert reason is None or found.reason == reason


AMBIGUOUS = [
    (Named("Helsinki"), "a name alone settles nothing", [658225]),
    (Named("Geneva"), "a name alone settles nothing", [2660646, 4893591]),
    (Named("Suzhou", "CN"), "several places", [1886760, 1793743]),
    (Named("Portland", "US"), "several places", [5746545, 4975802]),
    (Named("City of London", "GB"), "several places", [2643743, 2643741]),
    (Named("Byname", "GB"), "several places", [8, 9]),
    (Named("Veria", "GB"), "a small place has this as one more name", [12]),
    (Named("Twinham", "GB"), "several places", [10, 11]),
    (Named("Midton", "GB"), "several places", [5, 4]),
    (Named("Singapore", "SG"), "also a country's", [1880252]),
    (Named("California", "US"), "also a state's", [7]),
    (Named("Québec", "CA"), "also a province's", [6325494]),
    (Named("Greater London", "GB"), "metropolitan body", [2643743]),
    (Named("Greater London Authority", "GB"), "metropolitan body", [2643743]),
    (Named("Helsinki Metropolitan Area", "FI"), "metropolitan body", [658225]),
    (Named("eThekwini", "ZA"), "metropolitan body", [1007311]),
    (Named("Helsinki", "Neverland"), "'Neverland' is not known", [658225]),
    (Named("London", "CA", 51.5, -0.1), "near the coordinates", [6058560]),
    (Named("London, Canada", "GB"), "disagree", [2643743, 6058560]),
    (Named("London, CA"), "disagree", [2643743, 6058560]),
    (Named("Helsinki", "SE", geonames_id="658225"), "identifier and country", [658225]),
    (Named("Geneva", "", geonames_id="658225"), "identifier and name", [658225, 2660646]),
    (Named("Helsinki", "", 46.2, 6.1, "658225"), "identifier and coordinates", [658225]),
    (Named("Helsinki", "FI", geonames_id="99"), "no place with the identifier", [658225]),
    (Named("Greater London", "", geonames_id="2643743"), "metropolitan body", [2643743]),
]


@pytest.mark.parametrize(("named", "reason", "candidates"), AMBIGUOUS, ids=lambda v: str(v)[:60])
def test_what_could_be_another_goes_to_a_person(
    named: Named, reason: str, candidates: list[int], small: Gazetteer
) -> None:
    found = match(named, small)
    assert (found.status, found.city) == ("ambiguous", None)
    assert reason in found.reason
    assert [city.id for city in found.candidates][: len(candidates)] == candidates


UNMATCHED = [
    (Named("Wakanda"), "no place of that name", []),
    (Named(" - "), "no name is given", []),
    (Named("x" * 201, "FI"), "longer than 200", []),
    (Named("Helsnki", "FI"), "spelt alike", [658225]),
    (Named("Helsinki", "SE"), "candidates lie elsewhere", [658225]),
    # No umlaut in it: "oe" is not another spelling of its "o".
    (Named("Loendon", "GB"), "spelt alike", [2643743]),
    # Sounds like Suzhou, and is not known: another place may be so written.
    (Named("酥州", "CN"), "no place of that name", []),
    (Named("Nowhere", "FI", geonames_id="-5"), "no place with the identifier", []),
]


@pytest.mark.parametrize(("named", "reason", "candidates"), UNMATCHED, ids=lambda v: str(v)[:60])
def test_what_is_not_found_is_never_guessed(
    named: Named, reason: str, candidates: list[int], small: Gazetteer
) -> None:
    found = match(named, small)
    assert (found.status, found.city) == ("unmatched", None)
    assert reason in found.reason
    assert [city.id for city in found.candidates] == candidates


def test_the_reason_says_that_size_settled_it(small: Gazetteer) -> None:
    for name, country in (("Malmö", "SE"), ("Bigton", "GB")):
        assert "by far the largest of 2 places" in match(Named(name, country), small).reason


def test_a_long_run_of_spaces_is_no_trap(small: Gazetteer) -> None:
    assert match(Named("a" + " " * 190 + "b", "FI"), small).status == "unmatched"
