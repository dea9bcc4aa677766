"""Where things stand: the same places every time, room for names, parts side by side."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import combinations
from math import dist
from pathlib import Path

from citygraph.maps.layout import positions
from citygraph.maps.lettering import Mark, lines, mark

NAMES = [f"n{number:02}" for number in range(60)]
MARKS = {name: mark("A name of some length", 2) for name in NAMES}
#: Two rings of 25, and ten things alone.
LINES = [(NAMES[i], NAMES[(i + 1) % 25]) for i in range(25)]
LINES += [(NAMES[25 + i], NAMES[25 + (i + 1) % 25]) for i in range(25)]


def test_the_order_of_the_input_changes_nothing() -> None:
    first = positions(MARKS, LINES)
    shuffled, reversed_ends = list(MARKS.items()), [(b, a) for a, b in LINES]
    random.Random(1).shuffle(shuffled)
    random.Random(2).shuffle(reversed_ends)
    assert positions(dict(shuffled), reversed_ends) == first
    assert all(isinstance(number, int) for spot in first.values() for number in spot)


def test_the_hash_seed_changes_nothing() -> None:
    code = """
import random
from citygraph.maps.layout import positions
from citygraph.maps.lettering import mark
names = [f"thing {number}" for number in range(80)]
draw = random.Random(3)
lines = [tuple(draw.sample(names, 2)) for _ in range(200)]
print(sorted(positions({name: mark(name, 3) for name in names}, lines).items()))
"""
    source = str(Path(__file__).parents[2] / "src")
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1


def test_no_thing_stands_in_the_room_of_another() -> None:
    spots = positions(MARKS, LINES)
    for a, b in combinations(NAMES, 2):
        wide = (MARKS[a].box[0] + MARKS[b].box[0]) / 2
        high = (MARKS[a].box[1] + MARKS[b].box[1]) / 2
        across, down = abs(spots[a][0] - spots[b][0]), abs(spots[a][1] - spots[b][1])
        # Rounding to whole numbers and the last half unit of a push are left.
        assert across > wide - 2 or down > high - 2, (a, b)


def test_tied_things_stand_nearer_than_others() -> None:
    spots = positions(MARKS, LINES)
    tied = [dist(spots[a], spots[b]) for a, b in LINES]
    every = [dist(spots[a], spots[b]) for a, b in combinations(NAMES, 2)]
    assert sum(tied) / len(tied) < 0.5 * sum(every) / len(every)


def test_in_a_large_part_each_thing_stands_by_its_hub() -> None:
    # 320 hubs in a ring, seven others around each: 2,560, of which the first 300 hubs have forces.
    hubs = [f"hub {number:03}" for number in range(320)]
    lines = list(zip(hubs, hubs[1:] + hubs[:1], strict=True))
    lines += [(f"{hub} {number}", hub) for hub in hubs for number in range(7)]
    marks = {name: mark("A name", 1) for line in lines for name in line}
    spots = positions(marks, lines)
    assert spots.keys() == marks.keys()
    for hub in hubs[:300]:
        own = [dist(spots[hub], spots[f"{hub} {number}"]) for number in range(7)]
        assert sum(own) / 7 < sum(dist(spots[hub], spots[other]) for other in hubs) / 320 / 3
    shuffled = random.Random(6).sample([(b, a) for a, b in lines], len(lines))
    assert positions(dict(reversed(marks.items())), shuffled) == spots


def test_things_without_any_tie_and_none_at_all_have_places() -> None:
    assert positions({}, []) == {}
    alone = positions({"a": Mark(7, ("a",)), "b": Mark(7, ("b",))}, [])
    assert len(set(alone.values())) == 2


def test_a_thing_with_more_ties_is_larger_up_to_a_bound() -> None:
    assert mark("x", 0).radius < mark("x", 1).radius < mark("x", 9).radius
    assert mark("x", 36).radius == mark("x", 10_000).radius


def test_a_long_name_becomes_three_short_lines() -> None:
    cut = lines("Q" * 300)
    assert len(cut) == 3
    assert all(len(line) <= 20 for line in cut)
    assert cut[-1].endswith("…")


def test_what_turns_the_direction_of_writing_leaves_the_drawing() -> None:
    assert lines("a\u202eb\u2028c\u0000d") == ("ab cd",)


def test_a_dense_middle_is_not_pushed_into_columns() -> None:
    core = [f"core {number:02}" for number in range(40)]
    leaves = [f"leaf {number:03}" for number in range(160)]
    marks = {
        name: mark("A name of some length", 9 if name in core else 1) for name in core + leaves
    }
    tied = [*combinations(core, 2), *((leaf, core[at % 40]) for at, leaf in enumerate(leaves))]
    spots = positions(marks, tied)
    wide, high = (
        max(spots[name][axis] for name in core) - min(spots[name][axis] for name in core)
        for axis in (0, 1)
    )
    # Forty rooms for names, each wider than high, in about as many rows as columns.
    assert wide > high
