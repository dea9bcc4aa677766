"""Countries by whatever a table calls them; regions of the world by M49."""

from __future__ import annotations

import pytest

from citygraph.cities import Gazetteer
from citygraph.cities.m49 import REGION_OF, SUB_REGIONS, region_name, regions

NAMES = {
    "FI": "FI|fin|Finland|Suomi|Finlande|Финляндия|芬兰|فنلندا",
    "GB": "UK|GB|Great Britain|United Kingdom|Royaume-Uni|England",
    "XK": "XK|RKS|Kosovo|Kosova",
    "KR": "Korea, Republic of|Republic of Korea|South Korea|대한민국",
    "US": "USA|U.S.A.|United States of America|Estados Unidos",
    "CI": "Côte d’Ivoire|Cote d'Ivoire|Ivory Coast",
    "GE": "Georgia|Грузия",
    "GR": "EL|Greece|Ελλάδα",
}


@pytest.mark.parametrize(("code", "names"), NAMES.items())
def test_a_country_is_known_by_code_and_in_many_languages(
    code: str, names: str, gazetteer: Gazetteer
) -> None:
    assert {gazetteer.country(name) for name in names.split("|")} == {code}


@pytest.mark.parametrize("name", ["", "Neverland", "ZZ", "Europe"])
def test_what_is_no_country_is_none(name: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.country(name) is None


def test_every_country_of_the_standard_has_one_sub_region() -> None:
    codes = [code for members in SUB_REGIONS.values() for code in members.split()]
    # 248 countries and areas; Antarctica is the 249th and has no region.
    assert len(codes) == len(set(codes)) == 248
    assert set(SUB_REGIONS) == set(REGION_OF)


def test_regions_are_named_in_many_languages() -> None:
    assert regions("KE") == ("002", "202")
    assert regions("AQ") is None
    assert region_name("202") == "Sub-Saharan Africa"
    assert region_name("154", "fr") == "Europe du Nord"
    assert region_name("154", "no language!") == "Northern Europe"
