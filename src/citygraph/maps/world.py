"""The world on a page: Natural Earth's land, and places on it, in the Equal Earth projection.

Šavrič, Patterson and Jenny, "The Equal Earth map projection" (International Journal of Geographical
Information Science 33, 2018), on a sphere: equal areas on the globe are equal on the page. Units
are 1/4,000 of the equator's width; one is about 9 km; (0, 0) is where the equator meets Greenwich's
meridian, and y grows downwards. Where the land comes from is said in land/SOURCE.md.
"""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import asin, cos, pi, radians, sin, sqrt
from typing import Any

from citygraph.maps.layout import Spots, sunflower

WORLD_METHOD = (
    "each place at its coordinates, in the Equal Earth projection (equal areas are equal); places "
    "less than 2 units (about 17 km) from another are moved aside to a free spot close by, so that "
    "each can be clicked; land by Natural Earth, 1:110 million"
)
#: The polynomial of the paper's equations, and half the equator's width in units.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_HALF = 2000.0
_SCALE = _HALF / (2 * pi / (sqrt(3) * _A1))
#: Degrees between two corners of the frame's curved sides.
_STEP = 5
Point = tuple[float, float]


def project(latitude: float, longitude: float) -> tuple[int, int]:
    """Returns where a place stands on the page, in whole units; latitude and longitude in degrees.

    Latitude lies between -90 and 90, longitude between -180 and 180, as the graph's rules ask.

    >>> project(0, 180), project(90, 0)
    ((2000, 0), (0, -973))
    """
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    # First to nine digits: the last bits of a sine differ between processors.
    return round(round(x * _SCALE, 9)), round(round(-y * _SCALE, 9))


def land() -> list[list[int]]:
    """Returns the outlines of all land, each as [x, y, dx, dy, dx, dy, …] in whole units.

    The last corner joins the first. A lake is an outline inside another: fill by the even-odd rule.
    Land that the antimeridian cuts has an outline on either side.
    """
    return [list(ring) for ring in _land()]


def frame() -> list[int]:
    """Returns the outline of the whole world, in the form of `land`."""
    north = range(-90, 91, _STEP)
    east = [(180.0, float(latitude)) for latitude in north]
    west = [(-180.0, -latitude) for _, latitude in east]
    return list(_coded([*east, *west]))


def spread(places: Mapping[str, tuple[float, float]]) -> Spots:
    """Returns where each place stands, by name; `places` gives latitude and longitude in degrees.

    No two stand less than two units apart, across or down. A place that has as much room keeps its
    spot. Of others, in order of name, each takes the free spot that comes first on a sunflower
    around its own: the second place at a spot lies 2 units from it, the hundredth within 14 (about
    120 km), where no others are near. Equal input gives equal output, in whatever order it comes.

    >>> spread({"a": (0, 0), "b": (0, 0)})
    {'a': (0, 0), 'b': (-2, 0)}
    """
    own = {name: project(*places[name]) for name in sorted(places)}
    taken: dict[tuple[int, int], int] = {}
    for spot in own.values():
        taken[spot] = taken.get(spot, 0) + 1
    crowded = [name for name, spot in own.items() if sum(taken.get(p, 0) for p in _by(spot)) > 1]
    spots = {name: own[name] for name in own.keys() - set(crowded)}
    filled = set(spots.values())
    # A spot closes nine others, so that with sixteen for each name one is always left.
    seats = sunflower(16 * len(crowded)).round().astype(int).tolist()
    tried: dict[tuple[int, int], int] = {}
    for name in crowded:
        x, y = own[name]
        at = tried.get((x, y), 0)
        while not filled.isdisjoint(_by((x + seats[at][0], y + seats[at][1]))):
            at += 1
        tried[x, y] = at + 1
        spots[name] = x + seats[at][0], y + seats[at][1]
        filled.add(spots[name])
    return {name: spots[name] for name in own}


def _by(spot: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yields a spot and the eight beside it."""
    return ((spot[0] + x, spot[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1))


@cache
def _land() -> tuple[tuple[int, ...], ...]:
    file = importlib.resources.files("citygraph.maps") / "land" / "land-110m.json"
    topology = json.loads(file.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = topology["objects"]["land"]["geometries"]
    numbers = [ring for shape in shapes for part in shape["arcs"] for ring in part]
    # In this file all arcs run forwards; the point that two share is dropped with the coding.
    rings = [[point for number in ring for point in arcs[number]] for ring in numbers]
    coded = (_coded(piece) for ring in rings for piece in _pieces(ring))
    return tuple(ring for ring in coded if len(ring) >= 6)


def _arc(deltas: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> list[Point]:
    """Returns an arc's points, (longitude, latitude) in degrees, from its quantised deltas."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for across, up in deltas:
        x, y = x + across, y + up
        points.append((x * wide + left, y * high + low))
    return points


def _pieces(ring: list[Point]) -> Iterator[list[Point]]:
    """Yields a ring's parts between longitudes -180 and 180.

    Along the ring longitudes are first made to run on past 180 degrees, where the file starts again
    at -180. A ring that then ends a whole turn from its start goes round the South Pole.
    """
    turns, run = 0, ring[:1]
    for (before, _), (after, latitude) in pairwise(ring):
        turns += (before - after > 180) - (after - before > 180)
        run.append((after + 360 * turns, latitude))
    if turns:
        run += [(run[-1][0], -90.0), (run[0][0], -90.0)]
    for shift in (-360, 0, 360):
        moved = ((longitude + shift, latitude) for longitude, latitude in run)
        # Nothing is lost: wherever an outline meets the antimeridian the file has a corner.
        yield [(longitude, latitude) for longitude, latitude in moved if abs(longitude) <= 180]


def _coded(ring: Sequence[Point]) -> tuple[int, ...]:
    """Returns [x, y, dx, dy, …] of a projected ring, without corners that fall together."""
    spots = [project(latitude, longitude) for longitude, latitude in ring]
    corners = [spot for at, spot in enumerate(spots) if spot != spots[at - 1]]
    steps = [(x - left, y - up) for (left, up), (x, y) in pairwise([(0, 0), *corners])]
    return tuple(number for step in steps for number in step)
