"""Communities: groups of nodes with more ties among themselves than their strengths would give.

Found by the Leiden method (Traag, Waltman and van Eck 2019, Scientific Reports 9, 5233) in
networkit's implementation, on one thread, because its random numbers differ with the threads.
Modularity: Newman 2004, Physical Review E 70, 056131; its resolution: Reichardt and Bornholdt 2006,
Physical Review E 74, 016110. A directed network is read without directions: the strengths of a tie
from a to b and one from b to a add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network.native import threads, to_networkit
from citygraph.network.sparse import Adjacency

Integers = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]

#: One run may end in a poor partition, most often on a small network, where runs are cheap: the
#: best of `FEWEST_RUNS` is kept, of more where all together see no more than `MOST_TIES` ties, up
#: to `MOST_RUNS`.
FEWEST_RUNS, MOST_RUNS, MOST_TIES = 5, 100, 20_000


@dataclass(frozen=True, slots=True)
class Communities:
    """A partition of the nodes of one network.

    - `labels`: the community of each node, in node order: 1 is the largest, of two as large the one
      with the earlier first node. A node without ties is a community of its own.
    - `modularity`: that of the partition; None without ties.
    - `count`: how many communities.
    """

    labels: Integers
    modularity: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Stability:
    """How far single runs of the method, each with another seed, agree.

    - `runs`: how many.
    - `mean_agreement`, `lowest_agreement`: of the adjusted Rand index (Hubert and Arabie 1985,
      Journal of Classification 2, 193-218) over all pairs of runs: 1 for equal partitions, 0 for
      as much agreement as by chance. Nodes without ties are left out: they always agree. None
      without ties.
    - `lowest_modularity`, `highest_modularity`: over the runs; None without ties.
    - `kept`: for each node, in node order, which share of the other members of its community (as
      `communities` finds it) shared its community in a run too, as a mean over the runs, 0 to 1.
      Of a community of one: the share of runs in which it was alone.
    """

    runs: int
    mean_agreement: float | None
    lowest_agreement: float | None
    lowest_modularity: float | None
    highest_modularity: float | None
    kept: Floats


def communities(network: Adjacency, seed: int = 1, resolution: float = 1.0) -> Communities:
    """Returns the communities of a network: of 100 runs the partition with the highest modularity.

    Of networks with more than 200 ties there are fewer runs, from 4,000 ties on five. They follow
    from `seed` alone: the same network and seed give the same labels. A higher `resolution` gives
    more and smaller communities. Raises QueryError for a negative seed or resolution.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> found = communities(from_networkx(nx.barbell_graph(4, 0)))
    >>> found.labels.tolist(), found.count, round(found.modularity, 4)
    ([1, 1, 1, 1, 2, 2, 2, 2], 2, 0.4231)
    """
    _check(seed, resolution)
    runs = min(max(FEWEST_RUNS, MOST_TIES // max(network.tie_count, 1)), MOST_RUNS)
    found = _runs(network, range(seed * MOST_RUNS, seed * MOST_RUNS + runs), resolution)
    values = [modularity(network, labels, resolution) or 0.0 for labels in found]
    best = found[int(np.argmax(values))]
    return Communities(
        best, modularity(network, best, resolution), int(best.max()) if len(best) else 0
    )


def modularity(network: Adjacency, labels: Integers, resolution: float = 1.0) -> float | None:
    """Returns the modularity of a partition, at most 1; None for a network without ties.

    It is the share of all strength that lies within communities, less `resolution` times the share
    that nodes of these strengths would have by chance. Raises QueryError if there is not one label
    for each node.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> round(modularity(from_networkx(nx.path_graph(4)), np.array([1, 1, 2, 2])), 4)
    0.1667
    """
    if len(labels) != len(network.nodes):
        raise QueryError(f"{len(labels)} labels for {len(network.nodes)} nodes: give one for each")
    if not network.matrix.nnz:
        return None
    ties = sparse.coo_array(_undirected(network).matrix)
    _, numbers = np.unique(labels, return_inverse=True)
    total = float(ties.data.sum())
    within = float(ties.data[numbers[ties.row] == numbers[ties.col]].sum())
    strengths = np.bincount(numbers[ties.row], ties.data) / total
    return within / total - resolution * float(strengths @ strengths)


def stability(network: Adjacency, seeds: int = 20, resolution: float = 1.0) -> Stability:
    """Returns how far `seeds` single runs with the seeds 1, 2, ... agree (see `Stability`).

    Many partitions may have nearly the highest modularity (Good, de Montjoye and Clauset 2010,
    Physical Review E 81, 046106); where runs agree little, no one of them should be read as the
    structure of the network. `communities` keeps the best of many such runs, so it varies less.
    Raises QueryError for fewer than two seeds.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> found = stability(from_networkx(nx.barbell_graph(4, 0)), seeds=5)
    >>> found.mean_agreement, found.kept.tolist()
    (1.0, [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])
    """
    _check(1, resolution)
    if seeds < 2:
        raise QueryError(f"{seeds} seeds cannot be compared: give 2 or more")
    reference = communities(network, resolution=resolution).labels
    found = _runs(network, range(1, seeds + 1), resolution)
    kept = np.mean([_kept(reference, labels) for labels in found], axis=0)
    if not network.matrix.nnz:
        return Stability(seeds, None, None, None, None, kept)
    tied = np.diff(_undirected(network).matrix.indptr) > 0
    agreement = [adjusted_rand(a[tied], b[tied]) for a, b in combinations(found, 2)]
    values = [modularity(network, labels, resolution) or 0.0 for labels in found]
    return Stability(
        seeds, float(np.mean(agreement)), min(agreement), min(values), max(values), kept
    )


def adjusted_rand(a: Integers, b: Integers) -> float:
    """Returns the adjusted Rand index of two partitions of the same nodes: 1 if they are equal.

    Hubert and Arabie 1985, equation 5: 0 is the agreement expected by chance; it may be negative.

    >>> adjusted_rand(np.array([1, 1, 2, 2]), np.array([1, 2, 1, 2]))
    -0.5
    """
    cells = _cells(a, b)[0]
    both = _pairs(cells)
    first, second = _pairs(np.bincount(a)), _pairs(np.bincount(b))
    if both == first == second:
        return 1.0
    # Both terms times the number of all pairs, so that nothing is rounded before the division.
    every = _pairs(np.array([len(a)]))
    chance = first * second
    return (both * every - chance) / ((first + second) * every / 2 - chance)


def _check(seed: int, resolution: float) -> None:
    if seed < 0:
        raise QueryError(f"the seed {seed} is negative: give 0 or more")
    if not resolution >= 0:
        raise QueryError(f"the resolution {resolution} is negative: give 0 or more")


def _undirected(network: Adjacency) -> Adjacency:
    if not network.directed:
        return network
    both = sparse.csr_array(network.matrix + network.matrix.T)
    both.sort_indices()
    return Adjacency(network.nodes, both)


def _runs(network: Adjacency, seeds: range, resolution: float) -> list[Integers]:
    """Returns the labels that one run of the method with each seed gives."""
    if not network.matrix.nnz:
        return [np.arange(1, len(network.nodes) + 1) for _ in seeds]
    import networkit as nk

    undirected = _undirected(network)
    graph = to_networkit(undirected, undirected.matrix.data)
    found = []
    with threads(1):
        for seed in seeds:
            nk.setSeed(seed, False)
            method = nk.community.ParallelLeiden(graph, gamma=resolution)
            method.run()
            found.append(_numbered(np.array(method.getPartition().getVector())))
    return found


def _numbered(parts: Integers) -> Integers:
    """Returns the same partition numbered from 1, by size and then by first node."""
    _, first, numbers, sizes = np.unique(
        parts, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank[numbers]


def _cells(a: Integers, b: Integers) -> tuple[Integers, Integers]:
    """Returns how many nodes share each pair of labels that occurs, and each node's pair."""
    _, numbers, sizes = np.unique(
        a * (int(b.max(initial=0)) + 1) + b, return_inverse=True, return_counts=True
    )
    return sizes, numbers


def _pairs(sizes: Integers) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _kept(reference: Integers, labels: Integers) -> Floats:
    sizes, cell = _cells(reference, labels)
    stayed = sizes[cell] - 1
    mates = np.bincount(reference)[reference] - 1
    alone = np.bincount(labels)[labels] == 1
    return np.where(mates > 0, stayed / np.maximum(mates, 1), alone)
