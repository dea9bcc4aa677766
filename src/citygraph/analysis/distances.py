"""How far the nodes of a graph are from each other, summed up for each node.

Strength is not distance: a path is as long as its ties are many (`hops`), unless `inverse` is asked
for, where a path is as long as the sum of 1/strength over its ties (Opsahl, Agneessens & Skvoretz
2010, Social Networks 32, 245-251, their alpha being 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from citygraph.errors import QueryError, nearest
from citygraph.network.native import to_networkit
from citygraph.network.sparse import Adjacency

Values = NDArray[np.float64]

DISTANCES = ("hops", "inverse")

#: Entries of one sweep over the ties, of 8 bytes each: as many as stay near the processor.
MOST_SWEPT = 4_000_000
_ONES_OF_BYTE = np.array([byte.bit_count() for byte in range(256)], dtype=np.uint8)


@dataclass(frozen=True)
class Hops:
    """For each node, in node order, over the other nodes from which a path leads to it, in hops.

    `reached` is how many these are, `total` the sum of their distances, `reciprocal` the sum of
    1/distance, `farthest` the greatest distance; all 0 where there are none.
    """

    reached: Values
    total: Values
    reciprocal: Values
    farthest: NDArray[np.int64]


def hops(network: Adjacency) -> Hops:
    """Returns for each node how many nodes reach it and over how many ties, exactly.

    Directed ties are followed in their direction. Breadth-first from 64 and more nodes at once,
    a bit each (Then et al. 2014, Proceedings of the VLDB Endowment 8, 449-460); the time grows
    with the number of nodes, the ties and the greatest distance.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> hops(from_networkx(nx.path_graph(3))).total.tolist()
    [3.0, 2.0, 3.0]
    """
    size = len(network.nodes)
    into = sparse.csc_array(network.matrix)
    reached, total, reciprocal = sums = np.zeros((3, size))
    farthest = np.zeros(size, dtype=np.int64)
    words = max(4, min(-(-size // 64), MOST_SWEPT // max(into.nnz, 1)))
    for first in range(0, size if into.nnz else 0, 64 * words):
        _sweep(into, first, words, sums, farthest)
    return Hops(reached, total, reciprocal, farthest)


def _sweep(
    into: sparse.csc_array,
    first: int,
    words: int,
    sums: Values,
    farthest: NDArray[np.int64],
) -> None:
    """Adds to `sums` and `farthest` what the 64 * `words` nodes from `first` on reach."""
    size = into.shape[0]
    tied = np.flatnonzero(np.diff(into.indptr))
    starts = into.indptr[tied]
    bits = np.arange(min(64 * words, size - first))
    front = np.zeros((size, words), dtype=np.uint64)
    front[first + bits, bits // 64] = np.uint64(1) << (bits % 64).astype(np.uint64)
    seen = front.copy()
    distance = 0
    while True:
        distance += 1
        found = np.zeros_like(seen)
        found[tied] = np.bitwise_or.reduceat(front[into.indices], starts, axis=0)
        found &= ~seen
        if not found.any():
            return
        seen |= found
        front = found
        counts = _ONES_OF_BYTE[found.view(np.uint8)].sum(axis=1, dtype=np.int64)
        sums += np.multiply.outer([1.0, distance, 1 / distance], counts)
        farthest[counts > 0] = np.maximum(farthest[counts > 0], distance)


def lengths(network: Adjacency, distance: str) -> tuple[Values | None, float]:
    """Returns the length of each tie, as `matrix.data` has its strength, and the unit they are in.

    None for `hops`, whose unit is 1. For `inverse`, 1/strength: where all strengths are whole, the
    unit is one over their least common multiple and the lengths are whole too, so that two paths of
    the same length are found to be alike whatever the order in which they are added up. Raises
    QueryError for an unknown distance and for a strength that is not positive.
    """
    if distance not in DISTANCES:
        raise QueryError(f"unknown distance {distance!r}{nearest(distance, DISTANCES)}")
    if distance == "hops":
        return None, 1.0
    strengths = network.matrix.data
    if not (np.isfinite(strengths) & (strengths > 0)).all():
        raise QueryError("a tie has a strength that is not positive: it has no inverse distance")
    different = np.unique(strengths)
    if (different == np.floor(different)).all():
        multiple = lcm(*(int(strength) for strength in different))
        # Floats are exact up to here; a path is never longer than one hop to each node.
        if multiple * max(len(network.nodes), 1) < 2**53:
            return multiple / strengths, 1 / multiple
    return 1 / strengths, 1.0


def distance_totals(network: Adjacency, distance: str) -> tuple[Values, Values]:
    """Returns for each node how many nodes reach it, and the sum of their distances.

    Raises QueryError as `lengths` does.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", weight=4)
    >>> distance_totals(from_networkx(graph), "inverse")[1].tolist()
    [0.25, 0.25]
    """
    found = hops(network)
    weights, unit = lengths(_turned(network), distance)
    if weights is None or not len(weights):
        return found.reached, found.total
    import networkit as nk

    graph = to_networkit(_turned(network), weights)
    variant = nk.centrality.ClosenessVariant.GENERALIZED
    scores = np.array(nk.centrality.Closeness(graph, False, variant).run().scores())
    # The score is reached² / ((nodes - 1) * total), the form for disconnected graphs.
    below = scores * (len(network.nodes) - 1)
    total = np.divide(found.reached**2, below, out=np.zeros_like(below), where=below > 0)
    return found.reached, total * unit


def reciprocal_sums(network: Adjacency, distance: str) -> Values:
    """Returns for each node the sum of 1/distance over the nodes that reach it.

    Raises QueryError as `lengths` does.
    """
    weights, unit = lengths(_turned(network), distance)
    if weights is None or not len(weights):
        return hops(network).reciprocal
    import networkit as nk

    graph = to_networkit(_turned(network), weights)
    return np.array(nk.centrality.HarmonicCloseness(graph, False).run().scores()) / unit


def _turned(network: Adjacency) -> Adjacency:
    """Returns the network with its directed ties turned round: networkit sums over paths away."""
    if not network.directed:
        return network
    return Adjacency(network.nodes, sparse.csr_array(network.matrix.T), directed=True)
