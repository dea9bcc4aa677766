"""Where nodes stand: a force-directed layout in numpy with a fixed seed, room left for names.

networkx's spring layout needs scipy from 500 nodes on and knows nothing of names; this one is the
same idea, after Fruchterman and Reingold, "Graph Drawing by Force-directed Placement" (Software:
Practice and Experience 21, 1991), with the repulsion by degree of Jacomy and others, "ForceAtlas2"
(PLOS ONE 9, 2014), and moves nodes apart afterwards until each has room for its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from citygraph.maps.lettering import Mark

SEED = 20231
METHOD = (
    "force-directed (Fruchterman and Reingold, repulsion by number of ties), computed beforehand "
    "with a fixed seed; things then moved apart to leave room for names; directions and distances "
    "have no meaning of their own"
)
_ROUNDS, _WORK = 400, 40_000_000
#: Above so many nodes, repulsion comes from the cells of a grid of so many columns and rows.
_EXACT, _GRID = 600, 12
_GAP = 30.0
_ROOM = 1.1
_GRAVITY = 0.1
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
    spots = _ring(len(names), ends) if len(names) <= rings else _springs(len(names), ends)
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
    """Returns spots in units of the wished distance between two tied nodes."""
    spots = np.random.default_rng(SEED).uniform(-1, 1, (count, 2)) * np.sqrt(count)
    degree = np.bincount(ends.ravel(), minlength=count).astype(np.float64)
    mass = np.sqrt(degree + 1)
    work = count * (count if count <= _EXACT else 2 * _GRID**2)
    rounds = int(np.clip(_WORK // work, 100, _ROUNDS))
    for step in range(rounds):
        force = _repulsion(spots, mass)
        pull = spots[ends[:, 1]] - spots[ends[:, 0]]
        pull *= np.sqrt((pull**2).sum(axis=1))[:, None]
        force += _summed(pull, ends[:, 0], count) - _summed(pull, ends[:, 1], count)
        force -= _GRAVITY * mass[:, None] * spots
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
        heat = 0.25 * np.sqrt(count) * (1 - step / rounds) ** 2 + 0.01
        spots += force * (np.minimum(length, heat) / length)[:, None]
    return np.asarray(spots - spots.mean(axis=0))


def _summed(vectors: Array, rows: npt.NDArray[np.int64], count: int) -> Array:
    """Returns, for each of `count` rows, the sum of the vectors that bear its number."""
    return np.stack([np.bincount(rows, axis, count) for axis in vectors.T], axis=1)


def _repulsion(spots: Array, mass: Array) -> Array:
    # Sums instead of matrix products, whose last bits differ between processors.
    if len(spots) <= _EXACT:
        return _pushed(spots, mass, spots, mass)
    low = spots.min(axis=0)
    size = np.maximum(spots.max(axis=0) - low, 1e-9) / _GRID
    cell = np.minimum((spots - low) // size, _GRID - 1).astype(np.int64) @ np.array([_GRID, 1])
    total = np.bincount(cell, mass, _GRID**2).astype(np.float64)
    middle = _summed(spots * mass[:, None], cell, _GRID**2) / np.maximum(total, 1e-9)[:, None]
    force = _pushed(spots, mass, middle, total, cell)
    one, two = _pairs(cell.astype(np.float64), 0.0)
    apart = spots[one] - spots[two]
    near = np.maximum((apart**2).sum(axis=1), 1e-4)
    push = apart * (mass[one] * mass[two] / near)[:, None]
    return force + _summed(push, one, len(spots)) - _summed(push, two, len(spots))


def _pushed(
    spots: Array,
    mass: Array,
    others: Array,
    weight: Array,
    but: npt.NDArray[np.int64] | None = None,
) -> Array:
    """Returns how all others push each spot, without the one whose number stands in `but`."""
    across = spots[:, :1] - others[:, 0]
    down = spots[:, 1:] - others[:, 1]
    push = mass[:, None] * weight / np.maximum(across**2 + down**2, 1e-4)
    if but is not None:
        push[np.arange(len(spots)), but] = 0.0
    return np.stack([(push * across).sum(axis=1), (push * down).sum(axis=1)], axis=1)


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
        sideways = over[:, 0] < over[:, 1]
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
