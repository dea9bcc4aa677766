"""The sparse form → a networkit graph, and the number of threads that networkit works on.

networkit brings matplotlib and pandas along and takes over a second to import, so it is imported
where it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from citygraph.errors import QueryError
from citygraph.network.sparse import Adjacency


def to_networkit(network: Adjacency, weights: NDArray[np.float64] | None = None) -> Any:
    """Returns the network as a `networkit.Graph`: node i is `nodes[i]`, each tie stands once.

    `weights[k]` is the weight of the tie whose strength is `matrix.data[k]`; without weights the
    graph is unweighted. Pass `matrix.data` itself for strengths.

    >>> from citygraph.network.sparse import from_networkx
    >>> import networkx as nx
    >>> graph = to_networkit(from_networkx(nx.path_graph(3)))
    >>> graph.numberOfNodes(), graph.numberOfEdges(), graph.isWeighted()
    (3, 2, False)
    """
    import networkit as nk

    matrix = network.matrix
    # networkit reads the bytes of the two arrays as machine-wide integers, whatever they are.
    sources = np.repeat(np.arange(len(network.nodes), dtype=np.intp), np.diff(matrix.indptr))
    targets = matrix.indices.astype(np.intp)
    graph = nk.Graph(len(network.nodes), weighted=weights is not None, directed=network.directed)
    once = slice(None) if network.directed else targets > sources
    ends = (np.ascontiguousarray(sources[once]), np.ascontiguousarray(targets[once]))
    if weights is None:
        graph.addEdges(ends)
    else:
        graph.addEdges((np.ascontiguousarray(weights[once], dtype=np.float64), ends))
    return graph


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Lets networkit work on `count` threads inside the `with` block, and on as many as before it
    afterwards.

    Raises QueryError for less than one thread.

    >>> import networkit as nk
    >>> with threads(1):
    ...     nk.getMaxNumberOfThreads()
    1
    """
    import networkit as nk

    if count < 1:
        raise QueryError(f"networkit cannot work on {count} threads: give 1 or more")
    before = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(count)
    try:
        yield
    finally:
        nk.setNumberOfThreads(before)
