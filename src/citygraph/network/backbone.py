"""Backbones: the ties of a dense network that chance would hardly have made.

Two, for two questions: which of a node's strengths stand out among its own (`disparity`, of a
one-mode network), and which two nodes share more than their degrees would give (`fixed_degree`, of
a two-mode network, instead of a projection). Neither gives a tie another strength, and all nodes
stay, if need be as isolates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network.null_model import Floats, Integers, shared_tail, tie_probabilities
from citygraph.network.products import blocks
from citygraph.network.sparse import Adjacency, Incidence


def disparity(network: Adjacency, alpha: float = 0.05) -> Adjacency:
    """Returns the ties whose strength is significant at `alpha` for either of their two ends.

    Serrano, Boguñá and Vespignani 2009, PNAS 106, 6483-6488: for an end of k ties, of whose
    strength the tie has the share p, its significance is (1 - p)^(k - 1), the chance of so large a
    share if the strength were spread at random; the tie stays if that is below `alpha`. An end of
    one tie cannot tell (its value is 1): that tie stays only for its other end. Directed, a tie is
    held against those that leave its source, and against those that reach its target. Raises
    QueryError unless `alpha` is between 0 and 1.

    >>> star = sparse.csr_array([[0.0, 9.0, 1.0], [9.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    >>> disparity(Adjacency(("a", "b", "c"), star), alpha=0.2).matrix.toarray().tolist()
    [[0.0, 9.0, 0.0], [9.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    _check(alpha)
    ties = sparse.coo_array(network.matrix)
    stays = np.zeros(ties.nnz, bool)
    for end in (ties.row, ties.col):
        degrees = np.bincount(end, minlength=len(network.nodes))[end]
        share = ties.data / np.bincount(end, ties.data, len(network.nodes))[end]
        stays |= (1 - share) ** (degrees - 1) < alpha
    return _adjacency(
        network.nodes, ties.row[stays], ties.col[stays], ties.data[stays], network.directed
    )


def fixed_degree(network: Incidence, alpha: float = 0.05, corrected: bool = False) -> Adjacency:
    """Returns the top nodes tied that share more bottom nodes than their degrees would give.

    The stochastic degree sequence model of Neal 2014, Social Networks 39, 84-97, with the tie
    probabilities that Neal, Domagalski and Sagan 2021 (Scientific Reports 11, 23929) found nearest
    to fixing all degrees. In the null model each node of both modes keeps its degree on average, so
    that a network of which all cities are members ties none of them. A pair's p is the chance of
    sharing as many as it does, or more: a sum of unequal chances, counted out, not approximated.
    Pairs with p up to `alpha` stay, as with Neal: of pairs that share by chance alone, at most the
    share `alpha` stays too. `corrected`, pairs stay by Benjamini and Hochberg 1995 (Journal of the
    Royal Statistical Society B 57, 289-300), all pairs of top nodes being tested, as in Saracco et
    al. 2017, New Journal of Physics 19, 053022: of the ties that stay, at most the share `alpha` is
    expected to be false. With thousands of top nodes and few bottom nodes none may be left.

    A tie's strength is how many the two share. Several ties of one top node to one bottom node
    count once. Pairs are made in blocks and only those with p up to `alpha` are held. Raises
    QueryError unless `alpha` is between 0 and 1.

    >>> halves = sparse.csr_array([[1.0, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])
    >>> two = Incidence(("a", "b", "c", "d"), ("k", "l", "m", "n"), halves)
    >>> fixed_degree(two, alpha=0.27).tie_count, fixed_degree(two, alpha=0.26).tie_count
    (2, 0)
    """
    _check(alpha)
    rows, columns, shared, p = _candidates(network.binary().matrix, alpha)
    if corrected:
        stays = p <= _greatest_passing(p, alpha, len(network.top))
        rows, columns, shared = rows[stays], columns[stays], shared[stays]
    return _adjacency(
        network.top,
        np.concatenate([rows, columns]),
        np.concatenate([columns, rows]),
        np.concatenate([shared, shared]),
        directed=False,
    )


#: Name of a backbone → network and significance to the ties that stay. `disparity` takes a one-mode
#: network, such as a projection; `fixed-degree` takes the two-mode network and projects it.
BACKBONES: dict[str, Callable[[Any, float], Adjacency]] = {
    "disparity": disparity,
    "fixed-degree": fixed_degree,
}


def _greatest_passing(p: Floats, alpha: float, nodes: int) -> float:
    """Returns the greatest p that is at most alpha times its rank by size, as a share of all pairs
    of nodes; -1 if there is none. Each p above alpha may be left out: none could pass."""
    order = np.sort(p)
    ranks = np.arange(1, len(order) + 1)
    passing = order[order * (nodes * (nodes - 1) / 2) <= alpha * ranks]
    return float(passing[-1]) if len(passing) else -1.0


def _check(alpha: float) -> None:
    if not 0 < alpha < 1:
        raise QueryError(f"the significance {alpha} is none: give a number between 0 and 1")


def _adjacency(
    nodes: tuple[str, ...], rows: Any, columns: Any, strengths: Any, directed: bool
) -> Adjacency:
    size = len(nodes)
    matrix = sparse.csr_array(sparse.coo_array((strengths, (rows, columns)), shape=(size, size)))
    matrix.sort_indices()
    return Adjacency(nodes, matrix, directed)


def _candidates(ties: sparse.csr_array, alpha: float) -> tuple[Any, Any, Any, Any]:
    """Returns rows, columns, what they share and p of all pairs whose p is at most alpha."""
    top = np.diff(ties.indptr).astype(np.int64)
    bottom = np.bincount(ties.indices, minlength=ties.shape[1]).astype(np.int64)
    own = np.unique(top, return_inverse=True)[1]
    need, place, tails = _tails(top, bottom, alpha)
    found: list[tuple[Any, Any, Any, Any]] = []
    for rows, part in blocks(ties, sparse.csr_array(ties.T)):
        pairs = sparse.coo_array(part)
        row, column = pairs.row.astype(np.int64) + rows.start, pairs.col.astype(np.int64)
        shared = np.rint(pairs.data).astype(np.int64)
        enough = (column > row) & (shared >= need[own[row], own[column]])
        row, column, shared = row[enough], column[enough], shared[enough]
        classes = own[row], own[column]
        found.append(
            (row, column, shared.astype(float), tails[place[classes] + shared - need[classes]])
        )
    if not found:
        return (np.zeros(0, np.int64),) * 2 + (np.zeros(0),) * 2
    rows_, columns, shared, p = (np.concatenate(part) for part in zip(*found, strict=True))
    return rows_, columns, shared, p


def _tails(top: Integers, bottom: Integers, alpha: float) -> tuple[Any, Any, Floats]:
    """Returns the chances up to alpha for each two distinct degrees of top nodes.

    `need[a, b]` is the least number shared that comes up to alpha, `place[a, b]` where the chance
    of that number stands in the third, followed by those of more. None can share more than the
    smaller of the two degrees, so chances stop there.
    """
    chances = tie_probabilities(top, bottom)
    counts = np.unique(bottom, return_counts=True)[1]
    degrees = np.unique(top)
    need = np.zeros((len(degrees), len(degrees)), np.int64)
    place = np.zeros_like(need)
    tails: list[Floats] = []
    end = 0
    for a in range(len(degrees)):
        for b in range(a, len(degrees)):
            first, tail = shared_tail(chances[a] * chances[b], counts)
            least = int(np.searchsorted(-tail, -alpha))
            most = int(degrees[a])
            kept = np.zeros(max(0, most - first - least + 1))
            known = tail[least : least + len(kept)]
            kept[: len(known)] = known
            need[a, b] = need[b, a] = first + least
            place[a, b] = place[b, a] = end
            tails.append(kept)
            end += len(kept)
    return need, place, np.concatenate([*tails, np.zeros(1)])
