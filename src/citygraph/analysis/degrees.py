"""How many nodes have how many ties: the degree distribution of each mode."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from citygraph.network.sparse import Adjacency, Incidence
from citygraph.table import Cell, Table

Counts = NDArray[np.int64]


def tied_either_way(network: Adjacency) -> sparse.csr_array:
    """Returns a symmetric matrix of ones: which nodes are tied, in whichever direction."""
    matrix = network.matrix
    either = sparse.csr_array(matrix + matrix.T) if network.directed else matrix.copy()
    either.data = np.ones_like(either.data)
    either.sort_indices()
    return either


def row_counts(matrix: sparse.csr_array) -> Counts:
    """Returns how many entries each row of the matrix has."""
    return np.asarray(np.diff(matrix.indptr), dtype=np.int64)


def column_counts(matrix: sparse.csr_array) -> Counts:
    """Returns how many entries each column of the matrix has."""
    return np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int64)


def degree_distribution(network: Adjacency | Incidence) -> Table:
    """Returns how many nodes of each mode have each degree that occurs, in order of degree.

    The columns: `mode`; `degree`, the number of nodes that a node is tied to; `nodes`, how many
    have it; `share` of the mode's nodes; `share_at_least`, the share that has this degree or a
    higher one (the complementary cumulative distribution). The mode is the `modes` of a two-mode
    network, `node` of an undirected one, and `in` and `out` of a directed one. A mode without nodes
    has no rows.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> degree_distribution(from_networkx(nx.star_graph(3))).rows
    (('node', 1, 3, 0.75, 1.0), ('node', 3, 1, 0.25, 0.25))
    """
    matrix = network.matrix
    by_mode: tuple[tuple[str, Counts], ...]
    if isinstance(network, Incidence):
        by_mode = (
            (network.modes[0], row_counts(matrix)),
            (network.modes[1], column_counts(matrix)),
        )
    elif network.directed:
        by_mode = (("in", column_counts(matrix)), ("out", row_counts(matrix)))
    else:
        by_mode = (("node", row_counts(matrix)),)
    rows = tuple(row for mode, degrees in by_mode for row in _rows(mode, degrees))
    return Table(("mode", "degree", "nodes", "share", "share_at_least"), rows, "Degrees")


def _rows(mode: str, degrees: Counts) -> list[tuple[Cell, ...]]:
    occurring, nodes = np.unique(degrees, return_counts=True)
    at_least = np.cumsum(nodes[::-1])[::-1]
    return [
        (mode, degree, count, count / len(degrees), more / len(degrees))
        for degree, count, more in zip(
            occurring.tolist(), nodes.tolist(), at_least.tolist(), strict=True
        )
    ]
