"""Which nodes of a two-mode network are central, measured and normalised for two modes.

Every function returns the values of the top nodes and those of the bottom nodes, in node order.
Ties join the two modes only, have no direction and count once; paths are measured in hops. All
values agree with networkx.bipartite within 1e-9, the last bits of betweenness may differ between
runs on several threads.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from citygraph.analysis.centrality import betweenness as one_mode_betweenness
from citygraph.analysis.degrees import column_counts, row_counts
from citygraph.analysis.distances import hops
from citygraph.analysis.two_mode_clustering import pair_clustering, redundancy
from citygraph.network.sparse import Incidence

Values = NDArray[np.float64]


def degree(network: Incidence) -> tuple[Values, Values]:
    """Returns for each top and each bottom node the share of the other mode that it is tied to.

    0 where the other mode is empty. Borgatti & Everett 1997, Social Networks 19, 243-269.

    >>> from scipy import sparse
    >>> star = Incidence(("a", "b"), ("m",), sparse.csr_array([[1.0], [1.0]]))
    >>> [values.tolist() for values in degree(star)]
    [[1.0, 1.0], [1.0]]
    """
    top, bottom = row_counts(network.matrix), column_counts(network.matrix)
    return top / max(len(bottom), 1), bottom / max(len(top), 1)


def betweenness(network: Incidence) -> tuple[Values, Values]:
    """Returns the betweenness of each top and bottom node as a share of the greatest possible.

    The greatest is that of a node of its mode in a graph of two modes of these sizes. 0 where no
    node of the mode can lie between two others, as in a mode of two beside a single node (there
    networkx divides by zero). Pairs without a path add nothing. Borgatti & Everett 1997, Social
    Networks 19, 243-269.

    >>> from scipy import sparse
    >>> star = Incidence(("a", "b"), ("m",), sparse.csr_array([[1.0], [1.0]]))
    >>> [values.tolist() for values in betweenness(star)]
    [[0.0, 0.0], [1.0]]
    """
    top, bottom = len(network.top), len(network.bottom)
    raw = one_mode_betweenness(network.one_mode(), normalized=False)
    return (
        raw[:top] / (_most_between(top, bottom) or 1.0),
        raw[top:] / (_most_between(bottom, top) or 1.0),
    )


def _most_between(own: int, other: int) -> float:
    """Returns the greatest betweenness of a node in a mode of `own` beside one of `other` nodes."""
    if not own or not other:
        return 0.0
    whole, rest = divmod(own - 1, other)
    most = (
        other**2 * (whole + 1) ** 2
        + other * (whole + 1) * (2 * rest - whole - 1)
        - rest * (2 * whole - rest + 3)
    )
    return most / 2


def closeness(network: Incidence) -> tuple[Values, Values]:
    """Returns for each top and each bottom node its least possible distance sum over its real one.

    A node is at best one tie from all of the other mode and two from all others of its own. In a
    disconnected graph the sum is over the node's component, and the quotient is multiplied by the
    share of all other nodes that are in it, so that small components do not come out on top. 0 for
    an isolate. Borgatti & Everett 1997, Social Networks 19, 243-269.

    >>> from scipy import sparse
    >>> star = Incidence(("a", "b"), ("m",), sparse.csr_array([[1.0], [1.0]]))
    >>> [values.tolist() for values in closeness(star)]
    [[1.0, 1.0], [1.0]]
    """
    top, bottom = len(network.top), len(network.bottom)
    found = hops(network.one_mode())
    least = np.repeat([bottom + 2.0 * (top - 1), top + 2.0 * (bottom - 1)], [top, bottom])
    share = found.reached / max(top + bottom - 1, 1)
    zeros = np.zeros_like(found.total)
    values = np.divide(least * share, found.total, out=zeros, where=found.total > 0)
    return values[:top], values[top:]


#: Name of a measure → the network to the values of its top and of its bottom nodes; those of
#: `redundancy` are masked where it is not defined.
TWO_MODE: dict[str, Callable[[Incidence], tuple[Values, Values]]] = {
    "degree": degree,
    "betweenness": betweenness,
    "closeness": closeness,
    "clustering-dot": lambda network: pair_clustering(network, "dot"),
    "clustering-min": lambda network: pair_clustering(network, "min"),
    "clustering-max": lambda network: pair_clustering(network, "max"),
    "redundancy": redundancy,
}
