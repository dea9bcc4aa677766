"""The small map of a page: a thing amid its neighbours, as a drawing that needs no script.

Neighbours stand on a flat ring, their names outside of it: at the width of a phone, 360 units are
360 pixels, so that the names can be read without zooming.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from citygraph.maps.kinds import KINDS, OTHER

#: Of so many neighbours at most each is drawn; a taller ring would not fit on a screen.
MOST = 24
WIDTH = 360
#: Where a name starts, from the middle of its mark.
TEXT_FROM = 13
_ROW, _LOWEST = 40, 150
_NARROW = frozenset("fijltrI1 .,:;!'’()-–")
_INNER, _BULGE = 38, 20
#: So many letters stand in one line of a name, of such a size, such a distance apart.
_LETTERS, _CENTRE_LETTERS, _SIZE, _LINE = 18, 15, 11, 12
#: From the middle of a mark down to the name's foot, beside and under it; room for one under it.
_LEVEL, _UNDER, _CENTRE_ROOM = 4, 26, 96
#: vis-network's shapes, which the maps draw, as outlines about the origin.
SHAPES = {
    "dot": "M8 0A8 8 0 1 1-8 0A8 8 0 1 1 8 0Z",
    "square": "M-7-7H7V7H-7Z",
    "diamond": "M0-9L9 0 0 9-9 0Z",
    "triangle": "M0-9L9 7H-9Z",
    "triangleDown": "M0 9L9-7H-9Z",
    "hexagon": "M-9 0L-4.5-8H4.5L9 0 4.5 8H-4.5Z",
    "star": "M0-10L2.4-3.2 9.5-3.1 3.8 1.2 5.9 8.1 0 4-5.9 8.1-3.8 1.2-9.5-3.1-2.4-3.2Z",
}
#: Key of a kind → outline; a source, which no map draws, is a sheet of paper.
OUTLINES = {kind.key: SHAPES[kind.shape] for kind in (*KINDS, OTHER)} | {
    "source": "M-7-9H3L7-5V9H-7Z"
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands on the ring: `why` says in words what ties it to the middle."""

    file: str
    name: str
    kind: str
    why: str
    unheld: bool = False
    line: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """One line of a name; `squeezed` is its width where it would run out of its room, else 0."""

    words: str
    y: int
    squeezed: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A neighbour on the drawing; its name stands beside it, to the left if `left`."""

    neighbour: Neighbour
    x: int
    y: int
    left: bool
    letters: tuple[Letters, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A small map: its height in units, how the middle is called, and the ring."""

    height: int
    spots: tuple[Spot, ...]
    centre: tuple[Letters, ...]

    @property
    def lines(self) -> dict[str, str]:
        """The outline of all lines of one style, by style."""
        found: dict[str, str] = {}
        for spot in self.spots:
            style = spot.neighbour.line
            way = f"M{WIDTH // 2} {self.height // 2}L{spot.x} {spot.y}"
            found[style] = found.get(style, "") + way
        return found


def drawn(name: str, neighbours: Sequence[Neighbour]) -> Drawing:
    """Returns where each neighbour stands: clockwise from the upper right, in the order given.

    >>> small = drawn("Helsinki", [Neighbour("a.html", "Eurocities", "network", "membership")])
    >>> small.height, [(spot.x, spot.y) for spot in small.spots]
    (150, [(238, 75)])
    """
    right = (len(neighbours) + 1) // 2
    height = max(_ROW * right, _LOWEST)
    sides = ((False, list(neighbours[:right])), (True, list(neighbours[right:])[::-1]))
    spots = [spot for left, side in sides for spot in _side(left, side, height)]
    return Drawing(height, tuple(spots), _lettered(name, _CENTRE_LETTERS, _CENTRE_ROOM, _UNDER))


def _side(left: bool, side: Sequence[Neighbour], height: int) -> list[Spot]:
    spots = []
    for at, neighbour in enumerate(side):
        y = round(height / 2 + (at - (len(side) - 1) / 2) * _ROW)
        across = round(_INNER + _BULGE * sqrt(max(1 - (2 * y / height - 1) ** 2, 0)))
        x = WIDTH // 2 + (-across if left else across)
        rows = _rows(neighbour.name, _LETTERS)
        # The lines of a name stand level with its mark.
        top = _LEVEL - (len(rows) - 1) * _LINE // 2
        room = WIDTH // 2 - across - TEXT_FROM
        spots.append(Spot(neighbour, x, y, left, _lettered(neighbour.name, _LETTERS, room, top)))
    return spots


def _lettered(name: str, letters: int, room: int, top: int) -> tuple[Letters, ...]:
    return tuple(
        Letters(row, top + at * _LINE, room if _wide(row) > room else 0)
        for at, row in enumerate(_rows(name, letters))
    )


@lru_cache(maxsize=20_000)
def _rows(name: str, letters: int) -> tuple[str, ...]:
    # Each line is an element of its own, which holds in what turns the direction of writing.
    return tuple(textwrap.wrap(name, letters, max_lines=3, placeholder="…"))


@lru_cache(maxsize=50_000)
def _wide(words: str) -> float:
    """Returns about how wide words are: the fonts are the reader's own, so it is an estimate."""
    return _SIZE * sum(map(_share, words))


def _share(char: str) -> float:
    """Returns about how wide a letter is, as a share of its height."""
    if char in _NARROW:
        return 0.36
    if unicodedata.east_asian_width(char) in "WF" or char in "MWmw@%":
        return 1.0
    return 0.7 if char.isupper() or char.isdigit() else 0.61
