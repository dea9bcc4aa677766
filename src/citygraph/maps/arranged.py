"""Drawings of two kinds of things: in two columns, or on two rings around one middle.

The order within a column is the barycentre heuristic of Sugiyama, Tagawa and Toda, "Methods for
Visual Understanding of Hierarchical System Structures" (IEEE Transactions on Systems, Man, and
Cybernetics 11, 1981): each thing goes where the mean of its partners stands, in turns, and the
order with fewest crossings is kept. On rings the mean is one of directions (Mardia and Jupp,
"Directional Statistics", 2000), and the order whose lines turn least is kept.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from math import atan2, ceil, cos, hypot, isqrt, pi, sin

from citygraph.maps.layout import Spots
from citygraph.maps.lettering import Mark

COLUMNS_METHOD = (
    "two columns, one for each kind; the order within each follows the mean place of a thing's "
    "partners (barycentre heuristic of Sugiyama, Tagawa and Toda), so that lines cross little; a "
    "long column stands in several beside one another, read row by row; distances have no meaning "
    "of their own"
)
RINGS_METHOD = (
    "two rings, the smaller kind inside; the order on each follows the mean direction of a thing's "
    "partners (barycentre heuristic of Sugiyama, Tagawa and Toda, on a circle), so that lines stay "
    "short; a long ring stands in several around one another; distances have no meaning of their "
    "own"
)
#: Turns of ordering; things in one column or on one ring before it becomes several; least room
#: between the two kinds, in layout units.
_TURNS, _TALL, _ROOM = 24, 60, 300.0
Near = Mapping[str, Sequence[str]]


def columns(
    top: Sequence[str],
    bottom: Sequence[str],
    marks: Mapping[str, Mark],
    lines: Sequence[tuple[str, str]],
) -> Spots:
    """Returns whole-number coordinates: `top` in the left column, `bottom` in the right one.

    In the units of `Mark.radius`, y downwards; each has room for its name. A thing named in both
    stands in the left one. Only lines between the two count, whichever end comes first. Equal input
    gives equal output, in whatever order it comes.

    >>> marks = {name: Mark(7.0, (name,)) for name in "abxy"}
    >>> columns("ab", "xy", marks, [("a", "y"), ("b", "x")])
    {'a': (0, 0), 'b': (0, 42), 'y': (374, 0), 'x': (374, 42)}
    """
    left, right = _ordered(*_sides(top, bottom), _near(top, bottom, lines))
    sides = [_column(left, marks), _column(right, marks)]
    heights = [max((y for _, y in side.values()), default=0.0) for side in sides]
    widths = [max((x for x, _ in side.values()), default=0.0) for side in sides]
    room = _widest(left, marks) / 2 + _widest(right, marks) / 2
    starts = [0.0, widths[0] + room + max(_ROOM, max(heights) / 2)]
    spots: Spots = {}
    for side, height, start in zip(sides, heights, starts, strict=True):
        # The shorter column is drawn out to the length of the longer one.
        share = max(heights) / height if height else 1.0
        drop = 0.0 if height else max(heights) / 2
        for name, (x, y) in side.items():
            spots[name] = round(start + x), round(drop + y * share)
    return spots


def rings(
    top: Sequence[str],
    bottom: Sequence[str],
    marks: Mapping[str, Mark],
    lines: Sequence[tuple[str, str]],
) -> Spots:
    """Returns whole-number coordinates around (0, 0): the smaller kind inside, the other outside.

    Of two kinds of equal number `top` stands inside; a thing named in both belongs to `top`. Units,
    lines and order of the input are as with `columns`.

    >>> marks = {name: Mark(7.0, (name,)) for name in "abx"}
    >>> rings("ab", "x", marks, [("a", "x"), ("b", "x")])["x"]
    (0, 0)
    """
    near = _near(top, bottom, lines)
    inner, outer = sorted(_sides(top, bottom), key=len)
    inner, outer = _ordered(inner, outer, near)
    turned = _turned(inner, outer, near)
    spots, reach = _circles(list(turned[0]), turned[0], marks, 0.0)
    around, _ = _circles(list(turned[1]), turned[1], marks, reach + max(_ROOM, reach / 2))
    return spots | around


def _sides(top: Sequence[str], bottom: Sequence[str]) -> tuple[list[str], list[str]]:
    return sorted(set(top)), sorted(set(bottom) - set(top))


def _near(top: Sequence[str], bottom: Sequence[str], lines: Sequence[tuple[str, str]]) -> Near:
    """Returns each thing's partners of the other kind, in order of name."""
    first = set(top)
    second = set(bottom) - first
    near: dict[str, set[str]] = {name: set() for name in first | second}
    for a, b in lines:
        if (a in first and b in second) or (a in second and b in first):
            near[a].add(b)
            near[b].add(a)
    return {name: sorted(others) for name, others in near.items()}


def _ordered(left: list[str], right: list[str], near: Near) -> tuple[list[str], list[str]]:
    """Returns both columns in the order of fewest crossings that was met."""
    best, fewest = (left, right), _crossings(left, right, near)
    for _ in range(_TURNS):
        before = left, right
        right = _by_mean(right, left, near)
        left = _by_mean(left, right, near)
        crossings = _crossings(left, right, near)
        if crossings < fewest:
            best, fewest = (left, right), crossings
        if (left, right) == before or not fewest:
            break
    return best


def _by_mean(names: list[str], others: list[str], near: Near) -> list[str]:
    """Returns names by the mean place of their partners; those without any come last."""
    place = {name: at for at, name in enumerate(others)}
    mean = {
        name: sum(place[other] for other in near[name]) / len(near[name])
        if near[name]
        else float(len(others))
        for name in names
    }
    return sorted(names, key=lambda name: mean[name])


def _crossings(left: list[str], right: list[str], near: Near) -> int:
    """Returns how many pairs of lines cross between two columns in this order.

    >>> _crossings(["a", "b"], ["x", "y"], {"a": ["y"], "b": ["x"]})
    1
    """
    place = {name: at for at, name in enumerate(right)}
    seen: list[int] = []
    count = 0
    for name in left:
        ends = sorted(place[other] for other in near[name])
        count += sum(len(seen) - bisect_right(seen, end) for end in ends)
        for end in ends:
            insort(seen, end)
    return count


def _column(names: list[str], marks: Mapping[str, Mark]) -> dict[str, tuple[float, float]]:
    """Returns one column, or several that are read row by row, so that y follows the order."""
    beside = ceil(len(names) / max(_TALL, isqrt(4 * len(names))))
    wide = _widest(names, marks)
    spots: dict[str, tuple[float, float]] = {}
    for at, name in enumerate(names):
        y = spots[names[at - 1]][1] if at % beside else 0.0
        if at >= beside:
            above = names[at - beside]
            room = (marks[above].box[1] + marks[name].box[1]) / 2
            y = max(spots[names[at - 1]][1], spots[above][1] + room)
        spots[name] = at % beside * wide, y
    return spots


def _widest(names: list[str], marks: Mapping[str, Mark]) -> float:
    return max((marks[name].box[0] for name in names), default=0.0)


def _turned(
    inner: list[str], outer: list[str], near: Near
) -> tuple[dict[str, float], dict[str, float]]:
    """Returns the direction of each thing, in radians, whose lines turn least of those met."""
    inside = _slots(inner, 0.0)
    best: tuple[float, dict[str, float], dict[str, float]] | None = None
    for _ in range(_TURNS):
        outside = _by_direction(outer, inside, near)
        turn = -sum(cos(inside[a] - outside[b]) for a in inner for b in near[a])
        if best is not None and round(turn, 6) >= round(best[0], 6):
            break
        best = turn, inside, outside
        inside = _by_direction(list(inside), outside, near)
        outer = list(outside)
    return (best[1], best[2]) if best else ({}, {})


def _by_direction(names: list[str], others: Mapping[str, float], near: Near) -> dict[str, float]:
    """Returns evenly spaced directions in the order of the partners' mean direction."""
    mean = {
        name: round(
            atan2(
                sum(sin(others[other]) for other in near[name]),
                sum(cos(others[other]) for other in near[name]),
            ),
            9,
        )
        for name in names
    }
    order = sorted(names, key=lambda name: (not near[name], mean[name]))
    even = _slots(order, 0.0)
    tied = [mean[name] - even[name] for name in order if near[name]]
    return _slots(order, round(atan2(sum(map(sin, tied)), sum(map(cos, tied))), 9))


def _slots(names: list[str], start: float) -> dict[str, float]:
    return {name: start + 2 * pi * at / len(names) for at, name in enumerate(names)}


def _circles(
    names: list[str], directions: Mapping[str, float], marks: Mapping[str, Mark], least: float
) -> tuple[Spots, float]:
    """Returns one circle, or several in turn, from radius `least` on, and the radius of all.

    Centres as far apart as the largest box is from corner to corner leave room for each name.
    """
    if not names:
        return {}, 0.0
    room = max(hypot(*marks[name].box) for name in names)
    if len(names) == 1 and not least:
        return {names[0]: (0, 0)}, room / 2
    many = range(1, 2 if len(names) <= _TALL else len(names) // 3)
    _, beside = min((_first(len(names), n, room, least) + (n - 1) * room, n) for n in many)
    first = _first(len(names), beside, room, least)
    slots = ceil(len(names) / beside) * beside
    start = directions[names[0]]
    spots: Spots = {}
    for at, name in enumerate(names):
        radius = first + at % beside * room
        angle = start + 2 * pi * at / slots
        # Rounded, since the last bits of a sine differ between processors.
        spots[name] = round(radius * round(cos(angle), 9)), round(radius * round(sin(angle), 9))
    return spots, first + (beside - 1) * room + room / 2


def _first(count: int, beside: int, room: float, least: float) -> float:
    """Returns the radius of the innermost of so many circles that share so many things."""
    on_it = ceil(count / beside)
    needed = room / (2 * sin(pi / on_it)) if on_it > 1 else 0.0
    return max(needed, least + room / 2 if least else 0.0)
