"""How much the nodes of a two-mode network share: clustering of pairs, redundancy, four-cycles.

Nodes of one mode with the same neighbours are alike in all of it, so they are taken together as one
class, and the classes are compared in blocks: a network of 9,000 members is one class of those that
are in no other, and never makes its 40 million pairs. Every tie counts once. All values agree with
networkx.bipartite within 1e-9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from citygraph.analysis.degrees import column_counts, row_counts
from citygraph.errors import QueryError, nearest
from citygraph.network.products import blocks
from citygraph.network.sparse import Incidence

Values = NDArray[np.float64]


@dataclass(frozen=True)
class _Classes:
    """The rows of a binary matrix, like rows once: how many each stands for, and which row has it.

    `neighbours` is the degree of each class.
    """

    matrix: sparse.csr_array
    nodes: Values
    neighbours: Values
    of_row: NDArray[np.intp]

    @classmethod
    def of(cls, matrix: sparse.csr_array) -> _Classes:
        numbers: dict[bytes, int] = {}
        of_row = np.array(
            [
                numbers.setdefault(matrix.indices[start:end].tobytes(), len(numbers))
                for start, end in pairwise(matrix.indptr.tolist())
            ],
            dtype=np.intp,
        )
        _, first, nodes = np.unique(of_row, return_index=True, return_counts=True)
        once = matrix[first]
        return cls(once, nodes.astype(float), row_counts(once).astype(float), of_row)

    def shared(self) -> Iterator[tuple[slice, sparse.csr_array]]:
        """Returns the classes in blocks, with how many neighbours they share with each class."""
        return blocks(self.matrix, sparse.csr_array(self.matrix.T))


#: Name → what two nodes have in common, of the neighbours they share and those that each has.
PAIR_CLUSTERINGS: dict[str, Callable[[Values, Values, Values], Values]] = {
    "dot": lambda shared, one, other: shared / (one + other - shared),
    "min": lambda shared, one, other: shared / np.minimum(one, other),
    "max": lambda shared, one, other: shared / np.maximum(one, other),
}


def pair_clustering(network: Incidence, kind: str = "dot") -> tuple[Values, Values]:
    """Returns for each top and each bottom node how much it has in common with those it meets.

    It is the mean over all nodes of its own mode that share a neighbour with it; what two have in
    common is the number of shared neighbours divided by that of the neighbours of either (`dot`),
    of the one with fewer (`min`) or with more (`max`). 0 for a node that shares with none. Raises
    QueryError for another kind. Latapy, Magnien & Del Vecchio 2008, Social Networks 30, 31-48.

    >>> both = Incidence(("a", "b"), ("m", "n"), sparse.csr_array([[1.0, 1.0], [1.0, 0.0]]))
    >>> [values.tolist() for values in pair_clustering(both)]
    [[0.5, 0.5], [0.5, 0.5]]
    """
    if kind not in PAIR_CLUSTERINGS:
        raise QueryError(f"unknown clustering {kind!r}{nearest(kind, PAIR_CLUSTERINGS)}")
    common = PAIR_CLUSTERINGS[kind]
    top, bottom = _sides(network)
    return _mean_in_common(top, common), _mean_in_common(bottom, common)


def _sides(network: Incidence) -> tuple[sparse.csr_array, sparse.csr_array]:
    return network.binary().matrix, network.turned().binary().matrix


def _mean_in_common(
    matrix: sparse.csr_array, common: Callable[[Values, Values, Values], Values]
) -> Values:
    classes = _Classes.of(matrix)
    sums, met = np.zeros((2, len(classes.nodes)))
    for rows, shared in classes.shared():
        pairs = shared.tocoo()
        counts = classes.nodes[pairs.col]
        mine, theirs = classes.neighbours[rows][pairs.row], classes.neighbours[pairs.col]
        values = common(pairs.data, mine, theirs) * counts
        height = shared.shape[0]
        sums[rows] = np.bincount(pairs.row, weights=values, minlength=height)
        met[rows] = np.bincount(pairs.row, weights=counts, minlength=height)
    # A node met itself too, and has all in common with itself.
    means = np.divide(sums - 1, met - 1, out=np.zeros_like(sums), where=met > 1)
    return np.asarray(means[classes.of_row])


def redundancy(network: Incidence) -> tuple[Values, Values]:
    """Returns for each top and bottom node the share of its neighbour pairs that meet elsewhere.

    Were the node left out, these pairs would still be tied in the projection. A node with fewer
    than two neighbours has no pair and no redundancy: both arrays are masked
    (`numpy.ma.MaskedArray`), `tolist` has None there, and means leave it out; networkx raises.
    Latapy, Magnien & Del Vecchio 2008, Social Networks 30, 31-48.

    >>> both = Incidence(("a", "b"), ("m", "n"), sparse.csr_array([[1.0, 1.0], [1.0, 0.0]]))
    >>> [values.tolist() for values in redundancy(both)]
    [[0.0, None], [0.0, None]]
    """
    top, bottom = _sides(network)
    return _redundancy_of_columns(bottom), _redundancy_of_columns(top)


def _redundancy_of_columns(matrix: sparse.csr_array) -> Values:
    classes = _Classes.of(matrix)
    # Ordered pairs of row nodes that are both tied to a column and meet in one more column.
    pairs = np.zeros(matrix.shape[1])
    for rows, shared in classes.shared():
        shared.data = np.where(shared.data >= 2, classes.nodes[shared.indices], 0.0)
        shared.eliminate_zeros()
        block = classes.matrix[rows]
        met_again = sparse.csr_array(block * (shared @ classes.matrix))
        pairs += classes.nodes[rows] @ met_again
    pairs -= np.where(classes.neighbours >= 2, classes.nodes, 0.0) @ classes.matrix
    neighbours = column_counts(matrix).astype(float)
    possible = neighbours * (neighbours - 1)
    shares = np.divide(pairs, possible, out=np.zeros_like(pairs), where=possible > 0)
    masked: Values = np.ma.masked_array(shares, mask=possible == 0)
    return masked


def four_cycle_clustering(network: Incidence) -> float:
    """Returns the share of paths of three ties that close to a cycle of four; 0.0 without a path.

    Four times the four-cycles divided by the three-paths: where two cities share a network, how
    often they share another. Robins & Alexander 2004, Computational & Mathematical Organization
    Theory 10, 69-94.

    >>> four_cycle_clustering(Incidence(("a", "b"), ("m", "n"), sparse.csr_array(np.ones((2, 2)))))
    1.0
    """
    top, bottom = _sides(network)
    rows, columns = row_counts(top).astype(float), row_counts(bottom).astype(float)
    three_paths = float((rows - 1) @ (top @ (columns - 1)))
    if not three_paths:
        return 0.0
    classes = _Classes.of(min(top, bottom, key=lambda side: int(side.shape[0])))
    twice = 0.0
    for part, shared in classes.shared():
        shared.data *= (shared.data - 1) / 2
        twice += float(classes.nodes[part] @ (shared @ classes.nodes))
    twice -= float(classes.nodes @ (classes.neighbours * (classes.neighbours - 1) / 2))
    return 4 * (twice / 2) / three_paths
