"""Steps by which papers reduce a network before they measure it, in the order in which they say.

drop=organization/eurocities   without that node and its ties
least=city:2                   of that mode, nodes tied to at least two others
largest                        the largest component alone
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from citygraph.errors import QueryError
from citygraph.network.nodes import Node, find_node
from citygraph.network.selection import DatedTies
from citygraph.network.ties import Ties

_LEAST = re.compile(r"least=(?:([\w-]+):)?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, in words, and what was left after it."""

    what: str
    ties: int
    nodes: int


def reduce(
    found: DatedTies, reductions: Iterable[str], nodes: Iterable[Node]
) -> tuple[DatedTies, tuple[Step, ...]]:
    """Returns the ties that are left after the steps, in their order, and what each left.

    `nodes` are those that may be named; one that has no tie left is dropped to no effect. A node
    that loses its last tie leaves with it. `least` counts once, so that the nodes it leaves may
    have fewer. Raises QueryError for a step that cannot be read, a node that is not there, and a
    mode that the recipe has not.
    """
    known = list(nodes)
    steps = []
    for asked in reductions:
        keep, what = _kept(found.ties, asked, known)
        found = found.chosen(keep)
        ends = {*found.ties.source, *found.ties.target}
        steps.append(Step(what, len(found), len(ends)))
    return found, tuple(steps)


def _kept(ties: Ties, asked: str, known: list[Node]) -> tuple[list[bool], str]:
    if asked == "largest":
        return _largest(ties), "the largest component alone was kept"
    if asked.startswith("drop="):
        iri = find_node(asked.removeprefix("drop="), known)
        label = next(node.label for node in known if node.iri == iri)
        ends = zip(ties.source, ties.target, strict=True)
        return [iri not in pair for pair in ends], f"{label} was left out"
    if match := _LEAST.fullmatch(asked):
        return _least(ties, match[1] or "", int(match[2]))
    raise QueryError(f"--reduce {asked}: write drop=KEY, least=MODE:N or largest")


def _least(ties: Ties, mode: str, least: int) -> tuple[list[bool], str]:
    if mode and mode not in ties.modes:
        have = " and ".join(ties.modes) or "one mode: write least=N"
        raise QueryError(f"--reduce least={mode}:{least}: this recipe has {have}")
    neighbours: dict[str, set[str]] = {}
    for source, target in zip(ties.source, ties.target, strict=True):
        neighbours.setdefault(source, set()).add(target)
        neighbours.setdefault(target, set()).add(source)
    enough = {node for node, others in neighbours.items() if len(others - {node}) >= least}
    ends = zip(ties.source, ties.target, strict=True)
    if not mode:
        kept = [source in enough and target in enough for source, target in ends]
        return kept, f"nodes tied to at least {least} others were kept"
    place = ties.modes.index(mode)
    return [
        pair[place] in enough for pair in ends
    ], f"of mode {mode}, nodes tied to at least {least} were kept"


def _largest(ties: Ties) -> list[bool]:
    names = sorted({*ties.source, *ties.target})
    number = {name: i for i, name in enumerate(names)}
    rows = [number[name] for name in ties.source]
    columns = [number[name] for name in ties.target]
    if not names:
        return []
    matrix = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(names),) * 2)
    _, labels = csgraph.connected_components(matrix, directed=False)
    # Of equal ones, the one whose first node stands first.
    largest = int(np.argmax(np.bincount(labels)))
    return [int(labels[row]) == largest for row in rows]
