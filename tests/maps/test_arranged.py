"""Two kinds of things in columns and on rings: few crossings, room for names, always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import atan2, cos, hypot, pi, sin

import pytest

from citygraph.maps.arranged import columns, rings
from citygraph.maps.layout import Spots
from citygraph.maps.lettering import Mark, mark

Drawing = Callable[
    [Sequence[str], Sequence[str], Mapping[str, Mark], Sequence[tuple[str, str]]], Spots
]
CITIES = [f"city {number:03}" for number in range(150)]
NETWORKS = [f"network {number}" for number in range(8)]
MARKS = {name: mark(name, 2) for name in CITIES} | {name: mark(name, 30) for name in NETWORKS}
SMALL = {name: mark(name, 1) for name in "abcdwxyz"}
#: Each city is in one network, some in the next one too.
LINES = [(city, NETWORKS[at * 7 % 8]) for at, city in enumerate(CITIES)]
LINES += [(city, NETWORKS[(at * 7 + 1) % 8]) for at, city in enumerate(CITIES) if at % 5 == 0]


def crossings(spots: Spots, lines: Sequence[tuple[str, str]]) -> int:
    """Pairs of lines that cross between two columns, counted one by one."""
    return sum(
        (spots[a][1] - spots[c][1]) * (spots[b][1] - spots[d][1]) < 0
        for (a, b), (c, d) in combinations(lines, 2)
    )


@pytest.mark.parametrize("draw", [columns, rings])
def test_no_name_stands_in_the_room_of_another(draw: Drawing) -> None:
    spots = draw(CITIES, NETWORKS, MARKS, LINES)
    assert spots.keys() == MARKS.keys()
    for a, b in combinations(spots, 2):
        wide = (MARKS[a].box[0] + MARKS[b].box[0]) / 2
        high = (MARKS[a].box[1] + MARKS[b].box[1]) / 2
        across, down = abs(spots[a][0] - spots[b][0]), abs(spots[a][1] - spots[b][1])
        # Rounding to whole numbers takes one unit at most.
        assert across > wide - 1.01 or down > high - 1.01, (a, b)


@pytest.mark.parametrize("draw", [columns, rings])
def test_the_order_of_the_input_changes_nothing(draw: Drawing) -> None:
    first = draw(CITIES, NETWORKS, MARKS, LINES)
    shuffle = random.Random(5)
    cities, networks = shuffle.sample(CITIES, 150), shuffle.sample(NETWORKS, 8)
    lines = [(b, a) for a, b in shuffle.sample(LINES, len(LINES))]
    again = draw(cities, networks, dict(shuffle.sample(list(MARKS.items()), 158)), lines * 2)
    assert again == first
    assert all(isinstance(number, int) for spot in first.values() for number in spot)


@pytest.mark.parametrize("draw", [columns, rings])
def test_lines_of_one_kind_and_things_of_both_do_no_harm(draw: Drawing) -> None:
    plain = draw(["a", "b"], ["x", "y"], MARKS | SMALL, [("a", "x")])
    assert draw(["a", "b"], ["x", "y", "a"], SMALL, [("a", "x"), ("a", "b"), ("x", "y")]) == plain
    assert draw([], [], {}, []) == {}
    assert draw(["a"], [], SMALL, []).keys() == draw([], ["a"], SMALL, []).keys() == {"a"}


def test_columns_stand_left_and_right_and_lines_need_not_cross() -> None:
    # Each has one partner; drawn in order of names, all six pairs of lines would cross.
    lines = [("a", "z"), ("b", "y"), ("c", "x"), ("d", "w")]
    spots = columns("abcd", "wxyz", SMALL, lines)
    assert {spots[name][0] for name in "abcd"} == {0}
    (right,) = {spots[name][0] for name in "wxyz"}
    assert right > 300
    assert crossings(spots, lines) == 0
    # Where everybody is tied to everybody, no order saves any: 3 * 3 pairs of ends.
    full = [(a, b) for a in "abc" for b in "xyz"]
    assert crossings(columns("abc", "xyz", SMALL, full), full) == 9


def test_the_order_of_a_real_mix_crosses_less_than_that_of_names() -> None:
    spots = columns(CITIES[:60], NETWORKS, MARKS, LINES)
    drawn = [line for line in LINES if line[0] in spots]
    by_name = {name: (0, at) for at, name in enumerate([*CITIES, *NETWORKS])}
    assert crossings(spots, drawn) < 0.3 * crossings(by_name, drawn)


def test_a_long_column_stands_in_several_and_both_reach_equally_far() -> None:
    spots = columns(CITIES, NETWORKS, MARKS, LINES)
    # 150 things, 60 to a column.
    assert len({spots[name][0] for name in CITIES}) == 3
    assert len({spots[name][0] for name in NETWORKS}) == 1
    sixty = columns(CITIES[:60], NETWORKS, MARKS, LINES)
    assert len({x for x, _ in sixty.values()}) == 2
    assert max(spots[name][1] for name in CITIES) == max(spots[name][1] for name in NETWORKS)


def test_the_smaller_kind_stands_inside() -> None:
    for spots in (rings(CITIES, NETWORKS, MARKS, LINES), rings(NETWORKS, CITIES, MARKS, LINES)):
        inside = [hypot(*spots[name]) for name in NETWORKS]
        outside = [hypot(*spots[name]) for name in CITIES]
        assert max(inside) - min(inside) < 2
        assert max(inside) + 300 < min(outside)


def test_on_rings_partners_look_the_same_way() -> None:
    # Four groups of a hub and five others, named so that the order of names mixes them all.
    hubs, others = NETWORKS[:4], CITIES[:20]
    lines = [(other, hubs[at % 4]) for at, other in enumerate(others)]
    spots = rings(hubs, others, MARKS, lines)
    for other, hub in lines:
        (x, y), (hub_x, hub_y) = spots[other], spots[hub]
        # Twenty places, five to a hub: the farthest is two of them, 36 degrees, from the middle.
        share = (x * hub_x + y * hub_y) / (hypot(x, y) * hypot(hub_x, hub_y))
        assert share > 0.8, (other, hub)


def test_on_rings_lines_turn_less_than_in_columns_bent_to_rings() -> None:
    shuffle = random.Random(7)
    lines = [(city, shuffle.choice(NETWORKS)) for city in CITIES for _ in range(2)]

    def turn(spots: Spots) -> float:
        ends = [(atan2(*spots[a]), atan2(*spots[b])) for a, b in lines]
        return sum(cos(a - b) for a, b in ends) / len(ends)

    stood = columns(CITIES, NETWORKS, MARKS, lines)
    bent: Spots = {}
    for kind in (CITIES, NETWORKS):
        order = sorted(kind, key=lambda name: (stood[name][1], stood[name][0]))
        for at, name in enumerate(order):
            angle = 2 * pi * at / len(order)
            bent[name] = round(9999 * cos(angle)), round(9999 * sin(angle))
    assert turn(rings(CITIES, NETWORKS, MARKS, lines)) > turn(bent) + 0.05
