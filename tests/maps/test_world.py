"""The world: places where the projection's paper puts them, land whole, every place clickable."""

from __future__ import annotations

import hashlib
import importlib.resources
import random
import re
from itertools import combinations
from math import dist, pi, radians, sin

import pytest

from citygraph.maps.world import frame, land, project, spread

Corners = list[tuple[int, int]]
#: Half the equator's width is 2 pi / (root of 3 * 1.340264) = 2.706630 radii, and 2,000 units.
RADIUS = 2000 / 2.706630


def corners(coded: list[int]) -> Corners:
    found, x, y = [], 0, 0
    for dx, dy in zip(coded[::2], coded[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def area(ring: Corners) -> float:
    return (
        sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2
    )


def on_land(latitude: float, longitude: float) -> bool:
    """Even-odd: how often a ray to the right meets an outline."""
    x, y = project(latitude, longitude)
    met = 0
    for ring in map(corners, land()):
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > y) != (by > y):
                met += x < ax + (y - ay) * (bx - ax) / (by - ay)
    return met % 2 == 1


def test_places_stand_where_the_equations_put_them() -> None:
    assert project(0, 0) == (0, 0)
    assert project(0, 180) == (2000, 0)
    assert project(0, -90) == (-1000, 0)
    # PROJ's documentation of eqearth: 122 E, 47 N is at 1.55, 0.89 on a sphere of radius 1.
    x, y = project(47, 122)
    assert (x / RADIUS, -y / RADIUS) == pytest.approx((1.55, 0.89), abs=0.006)


def test_the_poles_are_lines_and_the_antimeridian_has_two_sides() -> None:
    # PROJ's source of eqearth: the pole lies 1.3173627591574 radii from the equator; 973.4 units.
    assert project(90, 0) == (0, -973)
    assert project(-90, 0) == (0, 973)
    # By hand: theta is pi / 3 there, the slope 1.340264 - 0.266827 + 1.318803 * 0.043715
    # = 1.131089, so that x = 2 * 1.732051 * pi * 0.5 / (3 * 1.131089) = 1.603604 radii.
    assert project(90, 180) == (1185, -973)
    assert project(-90, -180) == (-1185, 973)
    for latitude in (-60.0, 10.0, 45.5):
        (east, down), (west, level) = project(latitude, 180), project(latitude, -180)
        assert (east, down) == (-west, level)


def test_areas_on_the_page_are_those_of_the_globe() -> None:
    assert abs(area(corners(frame()))) == pytest.approx(4 * pi * RADIUS**2, rel=0.002)
    for low, high in ((0, 30), (30, 60), (-75, -50)):
        sides = [project(low + at * (high - low) / 50, 60) for at in range(51)]
        band = abs(area([*sides, (0, sides[-1][1]), (0, sides[0][1])]))
        zone = 2 * pi * RADIUS**2 * abs(sin(radians(high)) - sin(radians(low)))
        assert band == pytest.approx(zone / 6, rel=0.01)


def test_land_covers_its_share_of_the_world() -> None:
    # 148.94 of 510.07 million square kilometres are land: 29.2 %.
    share = abs(sum(area(corners(ring)) for ring in land()) / area(corners(frame())))
    assert share == pytest.approx(0.292, abs=0.006)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        *((40.4, -3.7), (-1.3, 36.8), (55.8, 37.6), (39.9, 116.4)),
        # Chukotka, Wrangel Island and Vanua Levu lie on both sides of the antimeridian.
        *((67, 175), (66.5, -178), (71.1, 179), (71.1, -179), (-16.6, 179.7)),
        # Below 87 degrees south all is one row of units.
        *((-87, 0), (-87, 178), (-87, -178), (-80, 100)),
    ],
)
def test_land_is_land(latitude: float, longitude: float) -> None:
    assert on_land(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, -30), (0, 180), (42, 50.5), (-60, 179), (-60, -179), (89, 0), (60, 179.5), (-16.6, -176)],
)
def test_water_is_water(latitude: float, longitude: float) -> None:
    assert not on_land(latitude, longitude)


def test_no_line_of_the_land_crosses_the_map() -> None:
    for ring in map(corners, land()):
        assert len(ring) >= 3
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            assert a != b
            # Along the bottom lies the South Pole, which is a line on this map.
            assert dist(a, b) < 100 or a[1] == b[1] == 973
    assert max(abs(x) for ring in land() for x, _ in corners(ring)) <= 2000


def test_who_changes_the_land_does_not_change_the_next_one() -> None:
    land()[0].clear()
    assert land()[0]


def test_the_land_is_the_file_that_its_note_describes() -> None:
    folder = importlib.resources.files("citygraph.maps") / "land"
    noted = re.findall(r"\b[0-9a-f]{64}\b", (folder / "SOURCE.md").read_text(encoding="utf-8"))
    assert noted == [hashlib.sha256((folder / "land-110m.json").read_bytes()).hexdigest()]


def test_places_on_one_another_get_a_spot_each_close_by() -> None:
    places = {f"p{number:03}": (50.0, 10.0) for number in range(100)} | {"q": (-33.9, 151.2)}
    spots = spread(places)
    assert spots["q"] == project(-33.9, 151.2)
    for (ax, ay), (bx, by) in combinations(spots.values(), 2):
        assert max(abs(ax - bx), abs(ay - by)) >= 2
    here = project(50, 10)
    assert here in spots.values()
    assert max(dist(spots[name], here) for name in places if name != "q") <= 14


def test_a_place_with_room_keeps_its_spot_whoever_comes_before() -> None:
    x = project(0, 0.4)[0]
    places = {"a": (0.0, 0.0), "b": (0.0, 0.0), "c": (0.0, 0.4)}
    assert x == 4
    spots = spread(places)
    assert spots["c"] == (4, 0)
    assert spots["a"] == (0, 0) != spots["b"]
    assert spread({}) == {}


def test_the_order_of_places_changes_nothing() -> None:
    draw = random.Random(4)
    places = {f"p{at}": (draw.uniform(45, 46), draw.uniform(5, 6)) for at in range(80)}
    shuffled = list(places.items())
    draw.shuffle(shuffled)
    assert list(spread(dict(shuffled)).items()) == list(spread(places).items())
