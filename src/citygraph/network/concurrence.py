"""Who shared a network, but not at the same time, or an event by one and the same claim.

These are the pairs that a projection must not tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from citygraph.network.projection import Apart
from citygraph.network.selection import DatedTies
from citygraph.network.spans import EVER, NEVER, UNKNOWN, Window
from citygraph.network.sparse import Incidence
from citygraph.network.ties import Ties
from citygraph.vocabulary import CG

Numbers = np.ndarray[Any, Any]


def apart(found: DatedTies, network: Incidence, window: Window | None, reading: str) -> Apart:
    """Returns the pairs of top nodes that share a bottom node by no two claims of a common day.

    Only states (memberships, uses of a programme) can lack one: who took part in one event met.
    That a mayor spoke for a city and for a network is one claim, and ties them not; partners of one
    partnership it ties. Of several claims of a node on one bottom node, one that serves is enough.
    """
    top = {name: i for i, name in enumerate(network.top)}
    bottom = {name: i for i, name in enumerate(network.bottom)}
    ties = found.ties
    claims = voices(ties)
    claim = {pair: i for i, pair in enumerate(sorted(set(claims)))}
    may_part = _may_part(found, claims)
    rows = [
        (
            bottom[target],
            top[source],
            claim[made],
            *(pair[0].span if pair[0].holds else UNKNOWN),
            not pair[0].holds,
        )
        for source, target, made, pair in zip(
            ties.source, ties.target, claims, found.facts, strict=True
        )
        if target in may_part
    ]
    held = np.array(sorted(rows), dtype=np.int64).reshape(len(rows), 8)
    ends = np.flatnonzero(np.diff(held[:, 0])) + 1
    parts = [
        _apart_at(part, window or Window(EVER, NEVER), reading)
        for part in np.split(held, ends)
        if len(part)
    ]
    pairs = np.concatenate([np.zeros((0, 3), np.int64), *parts])
    return Apart(pairs[:, 0], pairs[:, 1], pairs[:, 2])


def voices(ties: Ties) -> list[tuple[str, str, str]]:
    """Returns of each tie what must differ where two of them tie their sources: its claims.

    A partnership names several partners at once, so of its claim each partner counts apart.
    """
    rows = zip(ties.source, ties.tie, ties.claim1, ties.claim2, strict=True)
    return [
        (one, two, source if tie == f"{CG}Partnership" else "") for source, tie, one, two in rows
    ]


def _may_part(found: DatedTies, claims: Sequence[tuple[str, str, str]]) -> set[str]:
    """The targets to which a state ties, or one claim ties two."""
    first: dict[tuple[str, tuple[str, str, str]], str] = {}
    rows = zip(found.ties.source, found.ties.target, claims, found.facts, strict=True)
    return {
        target
        for source, target, claim, pair in rows
        if pair[0].holds or first.setdefault((target, claim), source) != source
    }


def _apart_at(rows: Numbers, window: Window, reading: str) -> Numbers:
    """The pairs that are apart at one bottom node: columns one, other, bottom."""
    met, claims = rows[:, 7].astype(bool), rows[:, 2]
    start, end = (rows[:, 4], rows[:, 5]) if reading == "narrowest" else (rows[:, 3], rows[:, 6])
    # What happened once met, whenever it was.
    start = np.where(met, EVER, np.maximum(start, window.first))
    end = np.where(met, NEVER, np.minimum(end, window.last))
    if start.max() <= end.min() and len(np.unique(claims)) == len(claims):
        return np.zeros((0, 3), np.int64)
    meet = np.less_equal.outer(start, end) & np.not_equal.outer(claims, claims)
    meet &= meet.T
    nodes, place = np.unique(rows[:, 1], return_inverse=True)
    once = np.zeros((len(nodes), len(nodes)), dtype=bool)
    np.logical_or.at(once, (place[:, None], place[None, :]), meet)
    np.fill_diagonal(once, True)
    one, other = np.nonzero(~once)
    return np.column_stack([nodes[one], nodes[other], np.full(len(one), rows[0, 0])])
