"""The whole gazetteer, and a small one whose places are known by heart."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from citygraph.cities import Gazetteer, open_gazetteer
from citygraph.cities.index import fill

Place = dict[str, Any]
COUNTRIES = {
    code: {"iso3": three}
    for code, three in {
        "CA": "CAN",
        "CH": "CHE",
        "CN": "CHN",
        "FI": "FIN",
        "GB": "GBR",
        "SG": "SGP",
        "SE": "SWE",
        "TR": "TUR",
        "US": "USA",
        "ZA": "ZAF",
    }.items()
}
STATES = {"OR": {"name": "Oregon"}, "ME": {"name": "Maine"}, "CA": {"name": "California"}}


def place(
    number: int,
    name: str,
    country: str,
    at: tuple[float, float],
    people: int,
    *others: str,
    **more: str,
) -> Place:
    return {
        "geonameid": number,
        "name": name,
        "countrycode": country,
        "admin1code": more.get("admin1", ""),
        "latitude": at[0],
        "longitude": at[1],
        "population": people,
        "alternatenames": list(others),
    }


# Identifiers, places and populations are GeoNames' of 2026; the places 1 to 12 are invented.
PLACES = [
    place(658225, "Helsinki", "FI", (60.17, 24.94), 658864, "Helsingfors", "HEL"),
    place(2660646, "Geneva", "CH", (46.2, 6.15), 201741, "Genève", "Genf"),
    place(4893591, "Geneva", "US", (41.89, -88.31), 21806, admin1="IL"),
    place(1886760, "Suzhou", "CN", (31.30, 120.60), 6715559),
    place(1793743, "Suzhou", "CN", (33.64, 116.98), 1647642),
    place(2643743, "London", "GB", (51.51, -0.13), 8961989, "City of London", "Greater London"),
    place(2643741, "City of London", "GB", (51.51, -0.09), 8072),
    place(6058560, "London", "CA", (42.98, -81.23), 422324),
    place(5746545, "Portland", "US", (45.52, -122.68), 652503, admin1="OR"),
    place(4975802, "Portland", "US", (43.66, -70.26), 66881, admin1="ME"),
    place(1880252, "Singapore", "SG", (1.29, 103.85), 5638700),
    place(1007311, "Durban", "ZA", (-29.86, 31.03), 3338026, "eThekwini"),
    place(6325494, "Québec", "CA", (46.81, -71.21), 531902, "Quebec"),
    place(311046, "İzmir", "TR", (38.41, 27.14), 2938292, "Smyrna"),
    place(2711537, "Gothenburg", "SE", (57.71, 11.97), 608462, "Göteborg"),
    place(2692969, "Malmö", "SE", (55.61, 13.0), 362133),
    place(1, "Malmö", "SE", (65.0, 20.0), 3000),
    place(2, "Bigton", "GB", (50.0, 0.0), 200000),
    place(3, "Littleham", "GB", (54.0, 0.0), 15000, "Bigton"),
    place(4, "Otherham", "GB", (54.5, 0.0), 190000, "Midton"),
    place(5, "Midton", "GB", (54.9, 0.0), 200000),
    place(6, "Grand Falls", "CA", (47.0, -67.0), 5000),
    place(7, "California", "US", (38.3, -76.5), 11857, admin1="MD"),
    place(8, "Old Town A", "GB", (50.5, -1.0), 900000, "Byname"),
    place(10, "Twinham", "GB", (51.5, -1.0), 300000),
    place(11, "Twinham", "GB", (52.5, -1.0), 20000),
    place(12, "Vergína", "GB", (55.0, -3.0), 2034, "Veria"),
    place(9, "Old Town B", "GB", (50.6, -2.0), 600, "Byname"),
]


@pytest.fixture(scope="session")
def small() -> Gazetteer:
    index = sqlite3.connect(":memory:")
    fill(index, PLACES, COUNTRIES, STATES)
    return Gazetteer(index)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()
