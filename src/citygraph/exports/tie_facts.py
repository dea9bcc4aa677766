"""What each tie of a network rests on: how many rows or shared nodes, which years, how many
sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.concurrence import apart
from citygraph.network.model import Network
from citygraph.network.selection import DatedTies
from citygraph.network.spans import EVER, NEVER, Held, together
from citygraph.network.sparse import Incidence

Numbers = np.ndarray[Any, Any]

#: So many ties of a projection are looked at in one go.
_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class TieFacts:
    """The ties of `Network.one_mode()`, each once, in order; one position a tie in each column.

    - `source`, `target`: places in `Network.names`; in a two-mode network top to bottom.
    - `weight`: the tie's strength.
    - `ties`: the rows of the recipe that make it; in a projection the nodes that its ends share.
    - `first_year`, `last_year`: between them lies all that made it, as far as sources say; None
      where one of its rows may be older, or may hold still.
    - `sources`: how many sources state a claim that makes it.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    weight: tuple[float, ...]
    ties: tuple[int, ...]
    first_year: tuple[int | None, ...]
    last_year: tuple[int | None, ...]
    sources: tuple[int, ...]


class _Known(NamedTuple):
    """What is known of some things, each a position: the days that bound them (EVER and NEVER for
    none), whether they hold for a while, and a matrix of things by sources."""

    first: Numbers
    last: Numbers
    holds: Numbers
    sources: sparse.csr_array

    def at(self, places: Numbers) -> _Known:
        return _Known(
            self.first[places], self.last[places], self.holds[places], self.sources[places]
        )


def tie_facts(network: Network) -> TieFacts:
    """Returns what each tie of a network rests on.

    Raises QueryError for a two-mode network of which a node has both modes.
    """
    whole = network.one_mode()
    matrix = sparse.csr_array(whole.matrix if whole.directed else sparse.triu(whole.matrix))
    matrix.sort_indices()
    found = sparse.coo_array(matrix)
    known = _of_ties(network.ties)
    if network.recipe.modes and not network.is_two_mode:
        parts = list(_projected(network, known, found.row, found.col))
    else:
        parts = [_direct(network, known, found.row, found.col)]
    counts, held = [part[0] for part in parts], [part[1] for part in parts]
    return TieFacts(
        source=tuple(found.row.tolist()),
        target=tuple(found.col.tolist()),
        weight=tuple(found.data.tolist()),
        ties=tuple(int(count) for part in counts for count in part),
        first_year=tuple(_year(day, EVER) for part in held for day in part.first.tolist()),
        last_year=tuple(_year(day, NEVER) for part in held for day in part.last.tolist()),
        sources=tuple(int(n) for part in held for n in np.diff(part.sources.indptr)),
    )


def _year(day: int, unknown: int) -> int | None:
    return None if day == unknown else date.fromordinal(day).year


def _of_ties(found: DatedTies) -> _Known:
    """What is known of each tie: that which both its claims bound."""
    number = {key: i for i, key in enumerate(found.source_keys())}
    sides = [_of_claims([pair[side] for pair in found.facts], number) for side in (0, 1)]
    return _both(*sides)


def _of_claims(facts: list[ClaimFacts], number: dict[str, int]) -> _Known:
    bounds = [fact.bounds for fact in facts]
    rows = [i for i, fact in enumerate(facts) for _ in fact.sources]
    columns = [number[key] for fact in facts for key in fact.sources]
    return _Known(
        np.array([days.first for days in bounds], dtype=np.int64),
        np.array([days.last for days in bounds], dtype=np.int64),
        np.array([fact.holds for fact in facts], dtype=bool),
        _ones(rows, columns, (len(facts), len(number))),
    )


def _ones(rows: Any, columns: Any, shape: tuple[int, int]) -> sparse.csr_array:
    ends = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
    matrix = sparse.csr_array(sparse.coo_array((np.ones(len(ends[0])), ends), shape=shape))
    matrix.sum_duplicates()
    return matrix


def _both(one: _Known, other: _Known) -> _Known:
    """What is known of things that take two each: from the later beginning to the earlier end."""
    held = together(
        Held(one.first, one.last, one.holds), Held(other.first, other.last, other.holds)
    )
    return _Known(*held, sparse.csr_array(one.sources + other.sources))


def _gathered(places: Numbers, known: _Known, size: int) -> tuple[Numbers, _Known]:
    """How many things stand at each of `size` places, and what is known of them together."""
    first, last = np.full(size, NEVER), np.full(size, EVER)
    holds = np.zeros(size, dtype=bool)
    np.minimum.at(first, places, known.first)
    np.maximum.at(last, places, known.last)
    np.logical_or.at(holds, places, known.holds)
    together = _ones(places, np.arange(len(places)), (size, len(places)))
    sources = sparse.csr_array(together @ known.sources)
    return np.bincount(places, minlength=size), _Known(first, last, holds, sources)


def _direct(
    network: Network, known: _Known, source: Numbers, target: Numbers
) -> tuple[Numbers, _Known]:
    """The ties of a network that is no projection: the recipe's rows between two nodes."""
    number = {iri: i for i, iri in enumerate(network.names)}
    rows = network.ties.ties
    ends = np.array(
        [[number[iri] for iri in side] for side in (rows.source, rows.target)], dtype=np.int64
    )
    if not rows.directed:
        ends.sort(axis=0)
    size = len(number)
    keys = source.astype(np.int64) * size + target
    own = ends[0] * size + ends[1]
    # A tie of a node to itself, or one that a backbone left out, is not among them.
    kept = np.flatnonzero(np.isin(own, keys))
    return _gathered(np.searchsorted(keys, own[kept]), known.at(kept), len(keys))


def _projected(
    network: Network, known: _Known, source: Numbers, target: Numbers
) -> Iterator[tuple[Numbers, _Known]]:
    """The ties of a projection, some at a time: what their two ends share."""
    ties = network.ties
    if network.choices.project == network.recipe.modes[1]:
        turned = replace(ties.ties, source=ties.ties.target, target=ties.ties.source)
        ties = replace(ties, ties=turned)
    two_mode = Incidence.of(ties.ties)
    height, width = two_mode.matrix.shape
    keys, held = _memberships(ties, two_mode, known)
    binary = two_mode.binary().matrix
    shut = _shut(network, ties, two_mode)
    for start in range(0, max(len(source), 1), _AT_ONCE):
        one, other = source[start : start + _AT_ONCE], target[start : start + _AT_ONCE]
        shared = sparse.coo_array(binary[one].multiply(binary[other]))
        left, right = one[shared.row].astype(np.int64), other[shared.row].astype(np.int64)
        own = (left * height + right) * width + shared.col
        met = ~np.isin(own, shut)
        places = [
            np.searchsorted(keys, end[met] * width + shared.col[met]) for end in (left, right)
        ]
        both = _both(held.at(places[0]), held.at(places[1]))
        yield _gathered(shared.row[met], both, len(one))


def _memberships(ties: DatedTies, two_mode: Incidence, known: _Known) -> tuple[Numbers, _Known]:
    """Of each top node at each bottom node, a sorted number for the two and what is known."""
    top = {iri: i for i, iri in enumerate(two_mode.top)}
    bottom = {iri: i for i, iri in enumerate(two_mode.bottom)}
    ends = zip(ties.ties.source, ties.ties.target, strict=True)
    own = np.array([top[a] * len(bottom) + bottom[b] for a, b in ends], dtype=np.int64)
    keys, places = np.unique(own, return_inverse=True)
    return keys, _gathered(places, known, len(keys))[1]


def _shut(network: Network, ties: DatedTies, two_mode: Incidence) -> Numbers:
    """Numbers of the pairs that share a bottom node without a common day, as the model has it."""
    if network.choices.backbone == "fixed-degree":
        return np.zeros(0, np.int64)
    filters = network.choices.filters
    found = apart(ties, two_mode, filters.window, filters.reading)
    height, width = two_mode.matrix.shape
    pairs: Numbers = found.one.astype(np.int64) * height + found.other
    return np.asarray(pairs * width + found.bottom)
