"""Two modes → one: cities are tied by the networks, events or declarations that they share.

A projection is a choice, so its weighting is always named. Every two of the n members of one
network become a pair: a network of 9,000 cities makes 40 million, so pairs are counted first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from citygraph.errors import QueryError, nearest
from citygraph.network.sparse import Adjacency, Incidence

#: As many pairs as a projection may count, each shared node's pairs added up.
MOST_PAIRS = 5_000_000


class Apart(NamedTuple):
    """Pairs that share a bottom node but not a day: `one[k]` and `other[k]` at `bottom[k]`.

    Each pair stands in both orders.
    """

    one: np.ndarray[Any, Any]
    other: np.ndarray[Any, Any]
    bottom: np.ndarray[Any, Any]


def _shared(
    incidence: sparse.csr_array, shares: np.ndarray[Any, Any], apart: Apart | None
) -> sparse.csr_array:
    """Every two top nodes' shared bottom nodes, each worth its share, without those set apart."""
    whole = sparse.csr_array((incidence * shares) @ incidence.T)
    if apart is None or not len(apart.one):
        return whole
    less = sparse.coo_array((shares[apart.bottom], (apart.one, apart.other)), shape=whole.shape)
    left = sparse.csr_array(whole - less.tocsr())
    # Sums of shares differ in their last bits: what is left of nothing is nothing.
    left.data[left.data < 1e-12] = 0
    return left


def _count(incidence: sparse.csr_array, apart: Apart | None) -> sparse.csr_array:
    return _shared(incidence, np.ones(incidence.shape[1]), apart)


def _newman(incidence: sparse.csr_array, apart: Apart | None) -> sparse.csr_array:
    sizes = np.asarray(incidence.sum(axis=0)).ravel()
    # One that has a single member ties nobody.
    shares = np.divide(1.0, sizes - 1, out=np.zeros_like(sizes), where=sizes > 1)
    return _shared(incidence, shares, apart)


def _hyperbolic(incidence: sparse.csr_array, apart: Apart | None) -> sparse.csr_array:
    shared = _count(incidence, apart)
    shared.data = np.tanh(shared.data)
    return shared


#: Name of a weighting → binary incidence to strengths: `count`, how many the two share; `newman`,
#: each shared one of n members adds 1/(n - 1) (Newman 2001, Physical Review E 64, 016132);
#: `hyperbolic`, tanh of the count, since the tenth shared one adds less than the first.
WEIGHTINGS: dict[str, Callable[[sparse.csr_array, Apart | None], sparse.csr_array]] = {
    "count": _count,
    "newman": _newman,
    "hyperbolic": _hyperbolic,
}


def pairs(network: Incidence) -> int:
    """Returns how many pairs of top nodes the bottom nodes make, each bottom node's added up.

    >>> pairs(Incidence(("a", "b", "c"), ("n",), sparse.csr_array([[1.0], [1.0], [1.0]])))
    3
    """
    sizes = np.diff(sparse.csc_array(network.matrix).indptr).astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def project(
    network: Incidence,
    weighting: str = "count",
    apart: Apart | None = None,
    most: int = MOST_PAIRS,
) -> Adjacency:
    """Returns the top nodes tied by the bottom nodes that they share, with the named weighting.

    Several ties of a top node to one bottom node count once. Top nodes that share nothing stay, as
    isolates. Pairs in `apart` do not count for the bottom node that they stand with: two members of
    one network at different times. Raises QueryError for an unknown weighting, and for more than
    `most` pairs.

    >>> shared = Incidence(("a", "b", "c"), ("m", "n"),
    ...     sparse.csr_array([[1.0, 1.0], [1.0, 1.0], [0.0, 1.0]]))
    >>> project(shared).matrix.toarray().tolist()
    [[0.0, 2.0, 1.0], [2.0, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    if weighting not in WEIGHTINGS:
        raise QueryError(f"unknown weighting {weighting!r}{nearest(weighting, WEIGHTINGS)}")
    count = pairs(network)
    if count > most:
        largest = int(np.argmax(np.diff(sparse.csc_array(network.matrix).indptr)))
        raise QueryError(
            f"this projection would make {count:,} pairs, more than {most:,}: take the backbone "
            f"fixed-degree, drop the largest ({network.bottom[largest]}), filter, or keep to the "
            "two-mode graph"
        )
    strengths = WEIGHTINGS[weighting](network.binary().matrix, apart)
    strengths.setdiag(0)
    strengths.eliminate_zeros()
    # It is symmetric: turned over it is the same, with its indices in order, sooner than sorted.
    return Adjacency(network.top, sparse.csr_array(strengths.T))
