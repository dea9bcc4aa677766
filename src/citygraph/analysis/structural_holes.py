"""Structural holes: who stands between others that are not tied to one another.

Burt 1992, Structural Holes: The Social Structure of Competition (Harvard University Press), ch. 2;
Burt 2004, American Journal of Sociology 110, 349-399. Both measures weigh a tie by its strength and
read a directed tie both ways: the strength between two nodes is that of their ties together.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from citygraph.network.products import blocks, sums_over
from citygraph.network.sparse import Adjacency

Floats = np.ndarray[Any, np.dtype[np.float64]]


def constraint(network: Adjacency) -> np.ma.MaskedArray[Any, Any]:
    """Returns each node's constraint: how far its ties lead back to the same contacts.

    With p(u, v) the share of u's strength that lies in its ties with v, the constraint of u is the
    sum, over its contacts v, of (p(u, v) + the sum over w of p(u, w) p(w, v)) squared. The more
    constraint, the fewer holes; it may exceed 1 where a node has few contacts. An array of floats
    in node order. A node without ties has no constraint: it is masked.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> constraint(from_networkx(nx.star_graph(4))).tolist()
    [0.25, 1.0, 1.0, 1.0, 1.0]
    >>> constraint(from_networkx(nx.empty_graph(1))).tolist()
    [None]
    """
    both = _both_ways(network)
    share = _scaled(both, both.sum(axis=1))
    tied = _ones(both)
    found = np.zeros(len(network.nodes))
    for rows, through in blocks(share, share):
        invested = sparse.csr_array(share[rows] + through.multiply(tied[rows]))
        found[rows] = invested.multiply(invested).sum(axis=1)
    return np.ma.MaskedArray(found, mask=_isolates(both))


def effective_size(network: Adjacency) -> np.ma.MaskedArray[Any, Any]:
    """Returns each node's effective size: its contacts, less what is redundant among them.

    A contact v of u is redundant by the sum, over u's other contacts w, of p(u, w) times the
    strength between v and w as a share of v's strongest. From 1 (all contacts tied to each other
    alike) to the number of contacts (no two of them tied). An array of floats in node order. A node
    without ties is masked.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> effective_size(from_networkx(nx.star_graph(4))).tolist()
    [4.0, 1.0, 1.0, 1.0, 1.0]
    """
    both = _both_ways(network)
    share = _scaled(both, both.sum(axis=1))
    strongest = both.max(axis=1).toarray() if both.nnz else np.zeros(len(network.nodes))
    marginal = _scaled(both, strongest)
    # Summed over u's contacts v first, the redundancy needs a product only where u is tied.
    redundant = sums_over(share, _ones(both), marginal)
    contacts = np.diff(both.indptr)
    return np.ma.MaskedArray(contacts - redundant, mask=_isolates(both))


def _both_ways(network: Adjacency) -> sparse.csr_array:
    return sparse.csr_array(network.matrix + network.matrix.T)


def _scaled(matrix: sparse.csr_array, divisors: Floats) -> sparse.csr_array:
    scaled = matrix.copy()
    scaled.data = matrix.data / np.repeat(np.asarray(divisors).ravel(), np.diff(matrix.indptr))
    return scaled


def _ones(matrix: sparse.csr_array) -> sparse.csr_array:
    ones = matrix.copy()
    ones.data = np.ones_like(ones.data)
    return ones


def _isolates(matrix: sparse.csr_array) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.asarray(np.diff(matrix.indptr) == 0)
