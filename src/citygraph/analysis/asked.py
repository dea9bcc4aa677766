"""What an analysis is asked beside the network: which measures, groups, ends, seeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """Options of the analyses; each analysis says which it reads.

    `metrics` are names of measures, none for the usual ones. `distance` is hops or inverse. `group`
    is a grouping or a CSV file. `between` are two nodes, by key or label. `step` is year or month.
    `wide` is the number of places over which even the first rank may range before it is marked.
    `done` is called as work goes on: how much of how much.
    """

    metrics: tuple[str, ...] = ()
    distance: str = "hops"
    group: str | None = None
    between: tuple[str, str] | None = None
    step: str = "year"
    seed: int = 1
    wide: int = 3
    done: Callable[[int, int], None] = lambda done, of: None
