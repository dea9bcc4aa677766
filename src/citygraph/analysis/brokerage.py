"""Brokerage between groups: who stands between two others that are not tied, and for whom.

Gould and Fernandez 1989, Sociological Methodology 19, 89-126. A node b brokers from a to c where a
is tied to b, b to c, and a not to c. The groups of the three give b its role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network.products import sums_over
from citygraph.network.sparse import Adjacency

Counts = np.ma.MaskedArray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often each node has each role, as raw counts in node order; a to c goes through b.

    - `coordinator`: a, b and c are of one group.
    - `itinerant` (consultant): a and c are of one group, b of another.
    - `gatekeeper`: b and c are of one group, a of another.
    - `representative`: a and b are of one group, c of another.
    - `liaison`: all three are of different groups.
    - `total`: the sum of the five.
    - `left_out`: how many nodes have no group. They neither broker nor are brokered for, and their
      own counts are masked.
    """

    coordinator: Counts
    itinerant: Counts
    gatekeeper: Counts
    representative: Counts
    liaison: Counts
    total: Counts
    left_out: int


def brokerage(network: Adjacency, groups: Sequence[str | None]) -> Brokerage:
    """Returns each node's brokerage counts over a grouping (see `Brokerage`).

    `groups` gives the group of each node, in node order; None is no group. Strength does not count.
    An undirected tie is read as one in either direction, so that each open triad counts twice: the
    gatekeeper is the representative of the way back, and both have the same count (sna's
    `brokerage` in R reads it so too). A network without an open triad gives zeros. Raises
    QueryError if there is not one group for each node.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> path = from_networkx(nx.path_graph(3, create_using=nx.DiGraph))
    >>> brokerage(path, ("Africa", "Europe", "Europe")).gatekeeper.tolist()
    [0, 1, 0]
    """
    if len(groups) != len(network.nodes):
        raise QueryError(f"{len(groups)} groups for {len(network.nodes)} nodes: give one for each")
    grouped = np.array([group is not None for group in groups], bool)
    names = sorted({group for group in groups if group is not None})
    place = {name: i for i, name in enumerate(names)}
    own = np.array([place[group] for group in groups if group is not None], np.int64)
    roles = _roles(sparse.csr_array(network.matrix[grouped][:, grouped]), own, len(names))
    spread = (_spread(role, grouped) for role in (*roles, sum(roles)))
    coordinator, itinerant, gatekeeper, representative, liaison, total = spread
    left_out = int((~grouped).sum())
    return Brokerage(coordinator, itinerant, gatekeeper, representative, liaison, total, left_out)


def _spread(counts: Any, grouped: Any) -> Counts:
    """Returns the counts of the grouped nodes over all nodes, the others masked."""
    whole = np.zeros(len(grouped), np.int64)
    whole[grouped] = counts
    return np.ma.MaskedArray(whole, mask=~grouped)


def _roles(ties: sparse.csr_array, own: Any, width: int) -> list[Any]:
    """Returns the five counts of each node, all nodes being grouped: as in `Brokerage`.

    Two-paths through a node are counted from its ties in and out, less those that return to their
    start, less those whose ends are tied.
    """
    rows = np.repeat(np.arange(len(own)), np.diff(ties.indptr))
    inner = _where(ties, own[rows] == own[ties.indices])
    outer = _where(ties, own[rows] != own[ties.indices])
    inner_in, outer_in = sparse.csr_array(inner.T), sparse.csr_array(outer.T)
    into, out = _sums(inner_in), _sums(inner)
    into_other, out_other = _sums(outer_in), _sums(outer)
    belongs = sparse.csr_array((np.ones(len(own)), (np.arange(len(own)), own)), (len(own), width))
    # Two-paths from one other group to the same.
    same_other = _sums((outer_in @ belongs).multiply(outer @ belongs))
    open_triads = [
        into * out - _sums(inner.multiply(inner_in)) - sums_over(inner, inner_in, inner),
        same_other - _sums(outer.multiply(outer_in)) - sums_over(outer, outer_in, inner),
        into_other * out - sums_over(inner, outer_in, outer),
        into * out_other - sums_over(outer, inner_in, outer),
        into_other * out_other - same_other - sums_over(outer, outer_in, outer),
    ]
    return [np.rint(count).astype(np.int64) for count in open_triads]


def _where(ties: sparse.csr_array, chosen: Any) -> sparse.csr_array:
    """Returns the chosen ties, each counted once."""
    part = ties.copy()
    part.data = chosen.astype(float)
    part.eliminate_zeros()
    return part


def _sums(matrix: Any) -> Any:
    return np.asarray(matrix.sum(axis=1)).ravel()
