"""Two sides timed by turns in one process, and the line that tells how they compare."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: How often each side works at least and at most, and for how many seconds together.
FEWEST, MOST, LONG_ENOUGH = 3, 10, 5.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: seconds of both sides, the ratio aimed at, and if they agree.

    A `peer` of None has no other side; `native` says that the peer is networkit, which is called
    underneath: then the ratio is what citygraph adds to it.
    """

    job: str
    size: int
    ours: float
    peer: float | None = None
    aim: float | None = None
    agree: bool = True
    native: bool = False

    def met(self) -> bool:
        """Returns whether both sides agree and the ratio is as good as aimed at."""
        if self.aim is None or self.peer is None:
            return self.agree
        good = self.ratio() <= self.aim if self.native else self.ratio() >= self.aim
        return self.agree and good

    def ratio(self) -> float:
        """Returns how many times as long networkx takes, or citygraph where networkit is meant."""
        other = self.peer or 0.0
        return self.ours / other if self.native else other / self.ours

    def __str__(self) -> str:
        start = f"{self.job:48}{self.size:>7,}{self.ours:>11.4f}"
        if self.peer is None:
            return start
        aim = "" if self.aim is None else f"{'≤' if self.native else '≥'} {self.aim:g}"
        said = "" if self.aim is None else ("yes" if self.met() else "NO")
        return (
            f"{start}{self.peer:>11.4f}{self.ratio():>9.2f}{aim:>8}{said:>6}"
            f"{'' if self.agree else '  THE VALUES DIFFER'}"
        )


def timed(
    name: str, work: Callable[[], Any], clock: Callable[[], float] = time.process_time
) -> tuple[float, Any]:
    """Returns the seconds that the work takes, as the clock counts them, and its result."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{name} …", end="", file=sys.stderr, flush=True)
    gc.collect()
    begin = clock()
    result = work()
    return clock() - begin, result


def in_turns(
    name: str,
    ours: Callable[[], Any],
    theirs: Callable[[], Any],
    clock: Callable[[], float] = time.process_time,
    fewest: int = FEWEST,
) -> tuple[float, Any, float, Any]:
    """Returns the shortest time and a result of ours, and of the other side's, run by turns.

    What is short is done again until the other side has worked for `LONG_ENOUGH`. `clock` is for
    our side alone.
    """
    best, other, worked, turns = float("inf"), float("inf"), 0.0, 0
    while turns < fewest or (worked < LONG_ENOUGH and turns < MOST):
        mine = found = None
        seconds, mine = timed(f"citygraph: {name}", ours, clock)
        best = min(best, seconds)
        seconds, found = timed(f"other side: {name}", theirs)
        other = min(other, seconds)
        worked += seconds
        turns += 1
    return best, mine, other, found
