"""Where nodes stand: rustworkx' force-directed layout with a fixed seed, room left for names.

rustworkx computes it natively, after Fruchterman and Reingold, "Graph Drawing by Force-directed
Placement" (Software: Practice and Experience 21, 1991), with the repulsion of Hu, "Efficient and
High Quality Force-Directed Graph Drawing" (The Mathematica Journal 10, 2005); it knows nothing of
names, so nodes move apart afterwards until each has room for its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import rustworkx as rx

from citygraph.maps.lettering import Mark

SEED = 20231
#: So many rounds at most and at least, and so many pairs of nodes looked at in all rounds.
_ROUNDS, _FEWEST, _WORK = 300, 30, 120_000_000
#: Above so many nodes, whose forces would cost seconds, these act between so many hubs alone.
EXACT, _HUBS = 2000, 300
METHOD = (
    "force-directed (after Fruchterman and Reingold, by rustworkx), computed beforehand with a "
    "fixed seed; things then moved apart to leave room for names; directions and distances have no "
    "meaning of their own"
)
LARGE_METHOD = (
    f"{METHOD}; where over {EXACT:,} things hang together, only the {_HUBS} with most ties stand "
    "by forces and every other in a spiral around the nearest of these"
)
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
_GAP = 30.0
_ROOM = 1.1
_ASPECT = 1.25
Array = npt.NDArray[np.float64]
Spots = dict[str, tuple[int, int]]


def positions(marks: Mapping[str, Mark], lines: Sequence[tuple[str, str]], rings: int = 0) -> Spots:
    """Returns whole-number coordinates of every node, in the units of `Mark.radius`.

    A part of at most `rings` nodes stands in a ring around the one with most ties, which costs less
    than forces do and shows as much. Parts that no tie joins stand beside one another, the largest
    first; unconnected nodes last, in rows of their own. Equal input gives equal output, in whatever
    order it comes.
    """
    near: dict[str, set[str]] = {name: set() for name in marks}
    for a, b in lines:
        near[a].add(b)
        near[b].add(a)
    parts = _parts(near)
    blocks = [_part(part, near, marks, rings) for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1]
    return _packed([*blocks, *([_in_rows(alone, marks)] if alone else [])], marks)


def _parts(near: Mapping[str, set[str]]) -> list[list[str]]:
    """Returns the names that ties join, part by part, the largest part first."""
    parts: list[list[str]] = []
    seen: set[str] = set()
    for name in near:
        part, open_ends = set[str](), {name} - seen
        while open_ends:
            part |= open_ends
            open_ends = {other for end in open_ends for other in near[end]} - part
        if part:
            parts.append(sorted(part))
            seen |= part
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _part(
    names: list[str], near: Mapping[str, set[str]], marks: Mapping[str, Mark], rings: int
) -> dict[str, Array]:
    place = {name: row for row, name in enumerate(names)}
    ends = np.array(
        [(place[a], place[b]) for a in names for b in sorted(near[a]) if a < b], dtype=np.int64
    )
    boxes = np.array([marks[name].box for name in names])
    if len(names) <= rings:
        spots = _ring(len(names), ends)
    else:
        spots = _springs(len(names), ends) if len(names) <= EXACT else _around_hubs(boxes, ends)
    spread = np.maximum(spots.std(axis=0), 1e-6)
    room = np.sqrt(float(boxes.prod(axis=1).sum()) * _ROOM * np.array([_ASPECT, 1 / _ASPECT]))
    # Evenly filled, a side of length s has a standard deviation of s over the root of 12.
    spots = _apart(spots / spread * room / np.sqrt(12), boxes)
    return dict(zip(names, spots, strict=True))


def _ring(count: int, ends: npt.NDArray[np.int64]) -> Array:
    """Returns spots on a circle around the node with most ties, the first of several."""
    middle = int(np.argmax(np.bincount(ends.ravel(), minlength=count)))
    angles = 2 * np.pi * np.arange(count - 1) / max(count - 1, 1)
    # Rounded, since the last bits of a sine differ between processors.
    around = np.round(np.stack([np.cos(angles), np.sin(angles)], axis=1), 9)
    return np.insert(around, middle, 0.0, axis=0)


def _springs(count: int, ends: npt.NDArray[np.int64]) -> Array:
    """Returns spots between -1 and 1; each round of the forces costs the square of `count`."""
    graph: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * count)
    graph.add_edges_from_no_data([(int(a), int(b)) for a, b in ends])
    rounds = int(np.clip(_WORK // count**2, _FEWEST, _ROUNDS))
    # Cooled by a fixed step: the adaptive scheme compares sums whose last bits may differ.
    found = rx.spring_layout(
        graph, repulsive_exponent=2, adaptive_cooling=False, num_iter=rounds, seed=SEED
    )
    return np.array([found[row] for row in range(count)])


def _around_hubs(boxes: Array, ends: npt.NDArray[np.int64]) -> Array:
    """Returns spots of a large part: its hubs by forces, every other node around the nearest hub.

    Of two hubs equally near the one with more ties has it.
    """
    hub_of = _nearest_hubs(len(boxes), ends)
    between = np.sort(hub_of[ends], axis=1)
    between = np.unique(between[between[:, 0] < between[:, 1]], axis=0)
    reach = np.sqrt(np.bincount(hub_of, boxes.prod(axis=1), _HUBS) / np.pi)
    hubs = _springs(_HUBS, between)
    # Evenly filled, a side of length s has a standard deviation of s over the root of 12.
    hubs *= np.sqrt(4 * float((reach**2).sum()) / 12) / np.maximum(hubs.std(axis=0), 1e-6)
    hubs = _apart(hubs, np.stack([2 * reach, 2 * reach], axis=1))
    spots = np.empty((len(boxes), 2))
    for hub in range(_HUBS):
        (members,) = np.nonzero(hub_of == hub)
        spiral = sunflower(len(members)) / np.sqrt(len(members))
        spots[members] = hubs[hub] + reach[hub] * spiral
    return spots


def _nearest_hubs(count: int, ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Returns, for each node, the rank of the hub that fewest steps lead to."""
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in ends.tolist():
        near[a].append(b)
        near[b].append(a)
    queue = sorted(range(count), key=lambda row: (-len(near[row]), row))[:_HUBS]
    hub_of = np.full(count, -1, dtype=np.int64)
    hub_of[queue] = np.arange(len(queue))
    for row in queue:
        for other in near[row]:
            if hub_of[other] < 0:
                hub_of[other] = hub_of[row]
                queue.append(other)
    return hub_of


def sunflower(count: int) -> Array:
    """Returns so many spots, evenly spread over a disc: the first in its middle, then outwards.

    Spot n lies at the root of n from the middle, so that each has an area of pi, and a golden
    angle on from the one before (Vogel, "A better way to construct the sunflower head",
    Mathematical Biosciences 44, 1979).

    >>> sunflower(2).round(2).tolist()
    [[0.0, 0.0], [-0.74, 0.68]]
    """
    step = np.arange(count)
    angles = step * _GOLDEN_ANGLE
    # Rounded, since the last bits of a sine differ between processors.
    around = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.asarray(np.round(np.sqrt(step)[:, None] * around, 9))


def _summed(vectors: Array, rows: npt.NDArray[np.int64], count: int) -> Array:
    """Returns, for each of `count` rows, the sum of the vectors that bear its number."""
    return np.stack([np.bincount(rows, axis, count) for axis in vectors.T], axis=1)


def _pairs(values: Array, reach: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Returns every pair of positions, once, whose values are at most `reach` apart."""
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    counts = np.searchsorted(ranked, ranked + reach, side="right") - np.arange(len(values)) - 1
    first = np.repeat(np.arange(len(values)), counts)
    step = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first], order[first + 1 + step]


def _apart(spots: Array, boxes: Array) -> Array:
    """Returns the spots with each two boxes that overlap pushed apart, by the shorter way."""
    widest, tallest = boxes.max(axis=0)
    for _ in range(300):
        one, two = _pairs(spots[:, 1], tallest)
        near = np.abs(spots[one, 0] - spots[two, 0]) < widest
        one, two = one[near], two[near]
        gap = spots[one] - spots[two]
        over = (boxes[one] + boxes[two]) / 2 - np.abs(gap)
        hit = (over > 0.5).all(axis=1)
        if not hit.any():
            break
        one, two, gap, over = one[hit], two[hit], gap[hit], over[hit]
        # Of two at the very same spot the later one goes right and down.
        way = np.where(gap == 0, np.sign(one - two)[:, None], np.sign(gap))
        # By shares of the room taken: names are wider than high, and else all would go up and down.
        room = boxes[one] + boxes[two]
        sideways = over[:, 0] / room[:, 0] < over[:, 1] / room[:, 1]
        push = 0.5 * over * way * np.stack([sideways, ~sideways], axis=1)
        spots = spots + _summed(push, one, len(spots)) - _summed(push, two, len(spots))
    return spots


def _in_rows(names: list[str], marks: Mapping[str, Mark]) -> dict[str, Array]:
    """Returns unconnected things beside and under one another."""
    wide, high = np.array([marks[name].box for name in names]).max(axis=0)
    columns = int(np.ceil(np.sqrt(len(names) * _ASPECT * high / wide)))
    return {
        name: np.array([at % columns * wide, at // columns * high]) for at, name in enumerate(names)
    }


def _packed(blocks: list[dict[str, Array]], marks: Mapping[str, Mark]) -> Spots:
    """Returns all blocks on one page, as wide as shows them largest."""
    extents = [_extent(block, marks) for block in blocks]
    sizes = [(float(x) + _GAP, float(y) + _GAP) for x, y in (high - low for low, high in extents)]
    widths = [width for width, _ in sizes] or [0.0]
    steps = int(np.clip(4000 // len(widths) ** 2, 2, 40))
    tried = (
        _stacked(sizes, max(widths) + (sum(widths) - max(widths)) * step / steps)
        for step in range(steps + 1)
    )
    _, corners = min(tried, key=lambda page: page[0])
    return {
        name: (round(float(x)), round(float(y)))
        for block, (low, _), corner in zip(blocks, extents, corners, strict=True)
        for name, (x, y) in zip(block, np.array(list(block.values())) - low + corner, strict=True)
    }


def _stacked(
    sizes: Sequence[tuple[float, float]], width: float
) -> tuple[float, list[tuple[float, float]]]:
    """Returns the height of a page of the wished shape that holds all, and every block's corner.

    Each block goes as high as it can under those before it, whose lower edge is `edge`: (left,
    right, y) of each stretch, from left to right.
    """
    edge = [(0.0, width, 0.0)]
    corners: list[tuple[float, float]] = []
    for wide, high in sizes:
        free = [
            (max(y for left, right, y in edge if left < start + wide and right > start), start)
            for start, _, _ in edge
            if start + wide <= width + 1e-6 or start == 0
        ]
        top, start = min(free)
        corners.append((start, top))
        end = start + wide
        edge = sorted(
            [(left, min(right, start), y) for left, right, y in edge if left < start]
            + [(start, end, top + high)]
            + [(max(left, end), right, y) for left, right, y in edge if right > end]
        )
    reach = max((x + size[0] for (x, _), size in zip(corners, sizes, strict=True)), default=0.0)
    return max(max(y for _, _, y in edge), reach / _ASPECT), corners


def _extent(block: Mapping[str, Array], marks: Mapping[str, Mark]) -> tuple[Array, Array]:
    spots = np.array(list(block.values()))
    half = np.array([marks[name].box for name in block]) / 2
    return (spots - half).min(axis=0), (spots + half).max(axis=0)
