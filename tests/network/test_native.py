"""The sparse form in networkit: the same nodes and ties, and threads that are given back."""

from __future__ import annotations

import networkit as nk
import numpy as np
import pytest
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network import Adjacency
from citygraph.network.native import threads, to_networkit

#: 0 and 1 tied with strength 2, 1 and 3 with strength 5; 2 is an isolate.
STRENGTHS = np.array([[0.0, 2, 0, 0], [2, 0, 0, 5], [0, 0, 0, 0], [0, 5, 0, 0]])


def network(directed: bool = False) -> Adjacency:
    rows = np.triu(STRENGTHS) if directed else STRENGTHS
    return Adjacency(("a", "b", "c", "d"), sparse.csr_array(rows), directed)


@pytest.mark.parametrize("width", [np.int32, np.int64])
def test_each_undirected_tie_stands_once(width: type) -> None:
    # networkit reads arrays of indices by their bytes, so narrow ones must be widened.
    narrow = network()
    narrow.matrix.indices = narrow.matrix.indices.astype(width)
    narrow.matrix.indptr = narrow.matrix.indptr.astype(width)
    graph = to_networkit(narrow)
    assert (graph.numberOfNodes(), graph.isDirected(), graph.isWeighted()) == (4, False, False)
    assert sorted(tuple(sorted(edge)) for edge in graph.iterEdges()) == [(0, 1), (1, 3)]


def test_directed_ties_keep_their_direction() -> None:
    graph = to_networkit(network(directed=True))
    assert graph.isDirected()
    assert sorted(graph.iterEdges()) == [(0, 1), (1, 3)]
    against = Adjacency(("a", "b"), sparse.csr_array([[0.0, 0], [1, 0]]), directed=True)
    assert list(to_networkit(against).iterEdges()) == [(1, 0)]


def test_weights_go_to_the_tie_whose_strength_is_in_the_same_place() -> None:
    given = network()
    graph = to_networkit(given, 10 * given.matrix.data)
    assert graph.isWeighted()
    assert (graph.weight(0, 1), graph.weight(1, 0), graph.weight(1, 3)) == (20, 20, 50)


def test_no_nodes_and_no_ties() -> None:
    assert to_networkit(Adjacency((), sparse.csr_array((0, 0)))).numberOfNodes() == 0
    alone = to_networkit(Adjacency(("a",), sparse.csr_array((1, 1))), np.zeros(0))
    assert (alone.numberOfNodes(), alone.numberOfEdges()) == (1, 0)


def test_threads_are_given_back_even_after_an_error() -> None:
    before = nk.getMaxNumberOfThreads()
    with threads(before + 2):
        assert nk.getMaxNumberOfThreads() == before + 2
    assert nk.getMaxNumberOfThreads() == before
    with pytest.raises(ZeroDivisionError), threads(before + 1):
        raise ZeroDivisionError
    assert nk.getMaxNumberOfThreads() == before


def test_no_thread_at_all_is_refused() -> None:
    with pytest.raises(QueryError, match="cannot work on 0 threads"), threads(0):
        pass
