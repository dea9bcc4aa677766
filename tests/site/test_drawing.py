"""The small map: who stands where, and whether the names have room."""

from __future__ import annotations

from itertools import pairwise

import pytest

from citygraph.maps.kinds import KINDS
from citygraph.site.drawing import OUTLINES, WIDTH, Neighbour, drawn
from citygraph.site.frame import style


def ring(count: int, name: str = "A city") -> list[Neighbour]:
    return [
        Neighbour(f"city/{at}.html", f"{name} {at}", "city", "membership") for at in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 23, 24])
def test_neighbours_stand_apart_and_within_the_drawing(count: int) -> None:
    small = drawn("Helsinki", ring(count))
    assert [spot.neighbour.name for spot in small.spots if not spot.left] == [
        f"A city {at}" for at in range((count + 1) // 2)
    ]
    for spot in small.spots:
        assert 12 <= spot.y <= small.height - 12
        assert 100 <= spot.x <= WIDTH - 100
        assert all(0 <= spot.y + line.y <= small.height for line in spot.letters)
    for side in (True, False):
        heights = sorted(spot.y for spot in small.spots if spot.left is side)
        assert all(high - low >= 36 for low, high in pairwise(heights))


def test_they_go_round_clockwise_from_the_upper_right() -> None:
    small = drawn("Helsinki", ring(4))
    at = {spot.neighbour.name[-1]: (spot.left, spot.y) for spot in small.spots}
    assert at["0"] < at["1"]
    assert at["3"] < at["2"]
    assert [at[name][0] for name in "0123"] == [False, False, True, True]


def test_a_name_is_cut_to_three_lines_and_squeezed_where_it_is_wide() -> None:
    (spot,) = drawn("Helsinki", ring(1, "Secretary-General of the United Nations Conference")).spots
    assert [line.words for line in spot.letters] == [
        "Secretary-General",
        "of the United",
        "Nations…",
    ]
    (wide,) = drawn("Helsinki", ring(1, "W" * 300)).spots
    assert wide.letters[0].words == "W" * 18
    assert 0 < wide.letters[0].squeezed <= WIDTH - wide.x - 13
    assert not any(line.squeezed for line in drawn("Helsinki", []).centre)


def test_lines_are_gathered_by_style() -> None:
    one, other = ring(2)
    planned = Neighbour(other.file, other.name, other.kind, other.why, line="planned")
    small = drawn("Helsinki", [one, planned])
    assert small.lines == {"": "M180 75L238 75", "planned": "M180 75L122 75"}


def test_every_kind_has_an_outline_and_the_colours_of_the_maps() -> None:
    rules = style()
    for kind in KINDS:
        assert kind.key in OUTLINES
        assert f".{kind.key} {{ fill: var(--{kind.key}); }}" in rules
        assert f"--{kind.key}: #" in rules
