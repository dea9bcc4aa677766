"""Which nodes of a one-mode network are central, each measure one value a node in node order.

Every function returns an array of floats as long as `nodes`, empty for an empty network. `distance`
is `hops` or `inverse` (see `citygraph.analysis.distances`); strength counts otherwise only where
said. Values agree with networkx's within 1e-9 and may differ in their last bits between runs on
several threads: whoever prints them rounds them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from citygraph.analysis.degrees import column_counts, row_counts, tied_either_way
from citygraph.analysis.distances import distance_totals, lengths, reciprocal_sums
from citygraph.errors import QueryError
from citygraph.network.native import to_networkit
from citygraph.network.products import sums_over
from citygraph.network.sparse import Adjacency

Values = NDArray[np.float64]

#: The share of a PageRank that follows ties: the one that Brin & Page used.
DAMPING = 0.85
#: Rounds of power iteration after which an eigenvector counts as not settled.
MOST_ROUNDS = 10_000


def degree(network: Adjacency) -> Values:
    """Returns the number of nodes that each node is tied to; directed, in either direction.

    Not normalised. Freeman 1978, Social Networks 1, 215-239.
    """
    return row_counts(tied_either_way(network)).astype(float)


def in_degree(network: Adjacency) -> Values:
    """Returns the number of nodes with a tie to each node: the degree if undirected."""
    return column_counts(network.matrix).astype(float)


def out_degree(network: Adjacency) -> Values:
    """Returns the number of nodes that each node has a tie to: the degree if undirected."""
    return row_counts(network.matrix).astype(float)


def strength(network: Adjacency) -> Values:
    """Returns the sum of the strengths of each node's ties; directed, in both directions.

    Barrat et al. 2004, Proceedings of the National Academy of Sciences 101, 3747-3752.
    """
    total = network.matrix.sum(axis=1)
    both = total + network.matrix.sum(axis=0) if network.directed else total
    return np.asarray(both, dtype=float)


def betweenness(network: Adjacency, distance: str = "hops", normalized: bool = True) -> Values:
    """Returns on what share of the shortest paths between two others each node lies, exactly.

    Of several shortest paths between a pair each has an equal part. Unless `normalized`, the parts
    are added up over all pairs (ordered pairs if directed); normalised, they are divided by the
    number of pairs of others, and are 0 where there is none. Pairs without a path add nothing.
    Raises QueryError for an unknown distance. Freeman 1977, Sociometry 40, 35-41; Brandes 2001,
    Journal of Mathematical Sociology 25, 163-177.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> betweenness(from_networkx(nx.path_graph(3))).tolist()
    [0.0, 1.0, 0.0]
    """
    weights, _ = lengths(network, distance)
    size = len(network.nodes)
    if size < 3:
        return np.zeros(size)
    import networkit as nk

    graph = to_networkit(network, weights)
    # networkit adds up ordered pairs in either case.
    ordered = np.array(nk.centrality.Betweenness(graph, normalized=False).run().scores())
    if normalized:
        return ordered / ((size - 1) * (size - 2))
    return ordered if network.directed else ordered / 2


def closeness(network: Adjacency, distance: str = "hops") -> Values:
    """Returns the inverse of each node's mean distance from the nodes that reach it.

    Closeness is per component: a node far from nobody in a small component is as close as one in
    the midst of a large one, so compare within components (networkx's closeness_centrality with
    wf_improved=False). Directed paths are those that lead to the node. 0 for a node that none
    reaches. In hops it is at most 1. Raises QueryError for an unknown distance. Freeman 1978,
    Social Networks 1, 215-239.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> closeness(from_networkx(nx.path_graph(3))).tolist()
    [0.6666666666666666, 1.0, 0.6666666666666666]
    """
    reached, total = distance_totals(network, distance)
    return np.divide(reached, total, out=np.zeros_like(total), where=total > 0)


def harmonic(network: Adjacency, distance: str = "hops") -> Values:
    """Returns the sum of 1/distance over the nodes that reach each node: it needs no component.

    Not normalised; nodes without a path add 0. Directed paths are those that lead to the node.
    Raises QueryError for an unknown distance. Boldi & Vigna 2014, Internet Mathematics 10, 222-262.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> harmonic(from_networkx(nx.path_graph(3))).tolist()
    [1.5, 2.0, 1.5]
    """
    return reciprocal_sums(network, distance)


def eigenvector(network: Adjacency) -> Values:
    """Returns the leading eigenvector of the strengths, its length 1: central to the central.

    Found by power iteration on A + I from equal values, as networkx does; directed, a node has it
    from the nodes with ties to it. In a disconnected graph only the component with the largest
    eigenvalue keeps values (several if theirs are equal), the others fall to 0; a graph without
    ties keeps the equal values. Raises QueryError where it does not settle: in a directed graph
    without cycles, in a long chain, or where two parts have nearly the same eigenvalue. Bonacich
    1972, Journal of Mathematical Sociology 2, 113-120.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> eigenvector(from_networkx(nx.path_graph(3))).round(6).tolist()
    [0.5, 0.707107, 0.5]
    """
    size = len(network.nodes)
    if not size:
        return np.zeros(0)
    toward = sparse.csr_array(network.matrix.T) if network.directed else network.matrix
    values = np.full(size, size**-0.5)
    change = np.inf
    for _ in range(MOST_ROUNDS):
        last, before = values, change
        values = last + toward @ last
        values /= np.linalg.norm(values)
        change = float(np.abs(values - last).sum())
        # Later changes shrink at the rate of this one, so together they come to change/(1 - rate):
        # a small change alone would also pass where the values are still far from settled.
        rate = change / before if before else 0.0
        if rate < 1 and change < 1e-11 * (1 - rate):
            return np.asarray(values)
    raise QueryError(
        f"eigenvector centrality does not settle within {MOST_ROUNDS:,} rounds on this graph: "
        "take its largest component, or PageRank"
    )


def pagerank(network: Adjacency) -> Values:
    """Returns the PageRank of each node by strength, with a damping of 0.85; the values sum to 1.

    A node without an outgoing tie hands its rank to all nodes alike, as in networkx; so a graph
    without ties has equal ranks. Brin & Page 1998, Computer Networks and ISDN Systems 30, 107-117.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> pagerank(from_networkx(nx.path_graph(3))).round(6).tolist()
    [0.256757, 0.486486, 0.256757]
    """
    size = len(network.nodes)
    if not size:
        return np.zeros(0)
    toward = sparse.csr_array(network.matrix.T) if network.directed else network.matrix
    out = np.asarray(network.matrix.sum(axis=1), dtype=float)
    dangling = out == 0
    handed = np.divide(DAMPING, out, out=np.zeros(size), where=~dangling)
    ranks = np.full(size, 1 / size)
    change = 1.0
    while change > 1e-13:
        last = ranks
        everywhere = (1 - DAMPING + DAMPING * last[dangling].sum()) / size
        ranks = toward @ (last * handed) + everywhere
        change = float(np.abs(ranks - last).sum())
    return np.asarray(ranks)


def core(network: Adjacency) -> Values:
    """Returns the largest k for which each node is in the k-core: tied to k others that are too.

    Strength does not count, and directed ties count in either direction, once a pair; 0 for an
    isolate. Seidman 1983, Social Networks 5, 269-287.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> core(from_networkx(nx.lollipop_graph(3, 1))).tolist()
    [2.0, 2.0, 2.0, 1.0]
    """
    if not network.matrix.nnz:
        return np.zeros(len(network.nodes))
    import networkit as nk

    graph = to_networkit(Adjacency(network.nodes, tied_either_way(network)))
    return np.array(nk.centrality.CoreDecomposition(graph).run().scores(), dtype=float)


def clustering(network: Adjacency) -> Values:
    """Returns the share of the pairs of each node's neighbours that are tied themselves.

    Strength does not count. Directed, each triangle counts by its directions (Fagiolo 2007,
    Physical Review E 76, 026107). 0 for a node with fewer than two neighbours. Watts & Strogatz
    1998, Nature 393, 440-442.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> clustering(from_networkx(nx.lollipop_graph(3, 1))).round(6).tolist()
    [1.0, 1.0, 0.333333, 0.0]
    """
    once = network.matrix.copy()
    once.data = np.ones_like(once.data)
    back = sparse.csr_array(once.T)
    both = sparse.csr_array(once + back)
    both_ways = np.asarray((once * back).sum(axis=1))
    closed = sums_over(both, both, both)
    # With A + Aᵀ an undirected tie is one in both directions, which gives the undirected share.
    ties = np.asarray(both.sum(axis=1))
    pairs = 2 * (ties * (ties - 1) - 2 * both_ways)
    return np.asarray(np.divide(closed, pairs, out=np.zeros_like(closed), where=pairs > 0))


#: Name of a measure → the network and a distance to its values; `distance` matters to the three
#: path measures only.
CENTRALITIES: dict[str, Callable[[Adjacency, str], Values]] = {
    "degree": lambda network, distance: degree(network),
    "in-degree": lambda network, distance: in_degree(network),
    "out-degree": lambda network, distance: out_degree(network),
    "strength": lambda network, distance: strength(network),
    "betweenness": betweenness,
    "closeness": closeness,
    "harmonic": harmonic,
    "eigenvector": lambda network, distance: eigenvector(network),
    "pagerank": lambda network, distance: pagerank(network),
    "core": lambda network, distance: core(network),
    "clustering": lambda network, distance: clustering(network),
}
