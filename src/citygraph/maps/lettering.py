"""How a thing stands on the drawing: its size, and its name in short lines."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass
from math import sqrt

LINE, LINES = 20, 3
#: Room for a name beside the smallest shape, in layout units; more beside larger ones.
_ROOM, _SMALLEST = (60.0, 28.0), 7.0
#: From so many ties on, things are drawn no larger.
MOST_TIES = 36


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing as drawn: its radius in layout units, and the lines of its name."""

    radius: float
    lines: tuple[str, ...]

    @property
    def box(self) -> tuple[float, float]:
        """Width and height of the room that it needs."""
        share = self.radius / _SMALLEST
        return 2 * self.radius + share * _ROOM[0], 2 * self.radius + share * _ROOM[1]


def mark(name: str, ties: float) -> Mark:
    """Returns how a thing with so many ties is drawn: its radius grows with their square root.

    >>> mark("Helsinki", 4)
    Mark(radius=13.0, lines=('Helsinki',))
    """
    return Mark(round(_SMALLEST + 3 * sqrt(min(ties, MOST_TIES)), 1), lines(name))


def lines(name: str) -> tuple[str, ...]:
    """Returns a name in at most three short lines, cut with an ellipsis where it is longer.

    Control characters go, those that turn the direction of writing too: a canvas has no element
    around each name that would hold them in.

    >>> lines("Secretary-General of the United Nations Conference on Housing and more")
    ('Secretary-General of', 'the United Nations', 'Conference on…')
    """
    plain = "".join(
        " " if char.isspace() else char
        for char in name
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
    wrapped = textwrap.wrap(plain, LINE) or ["…"]
    if len(wrapped) <= LINES:
        return tuple(wrapped)
    last = textwrap.wrap(" ".join(wrapped[LINES - 1 :]), LINE - 1)[0]
    return (*wrapped[: LINES - 1], last + "…")
