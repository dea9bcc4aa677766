"""The two forms in which a network is analysed: nodes in order, and a sparse matrix over them.

An `Incidence` ties nodes of one mode to nodes of another; an `Adjacency` ties nodes of one mode.
Every analysis takes one of the two, or a networkx graph, which `from_networkx` turns into them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network.ties import Ties


@dataclass(frozen=True)
class Incidence:
    """A two-mode network: `matrix[i, j]` is how many ties join `top[i]` to `bottom[j]`.

    `matrix` is a CSR array of floats, len(top) by len(bottom), with no stored zero. Nodes are
    sorted. `modes` says what top and bottom are.
    """

    top: tuple[str, ...]
    bottom: tuple[str, ...]
    matrix: sparse.csr_array
    modes: tuple[str, str] = ("top", "bottom")

    @classmethod
    def of(cls, ties: Ties, isolates: Sequence[str] = ()) -> Incidence:
        """Returns the incidence of two-mode ties; `isolates` are top nodes that may have no tie."""
        modes = (ties.modes[0], ties.modes[1]) if len(ties.modes) == 2 else ("top", "bottom")
        top, rows = _numbered([*ties.source, *isolates])
        bottom, columns = _numbered(ties.target)
        return cls(top, bottom, _counted(rows[: len(ties)], columns, len(top), len(bottom)), modes)

    def binary(self) -> Incidence:
        """Returns the same network with every tie counted once."""
        once = self.matrix.copy()
        once.data = np.ones_like(once.data)
        return Incidence(self.top, self.bottom, once, self.modes)

    def turned(self) -> Incidence:
        """Returns the same network with its modes exchanged."""
        turned = sparse.csr_array(self.matrix.T)
        turned.sort_indices()
        return Incidence(self.bottom, self.top, turned, (self.modes[1], self.modes[0]))

    def check_modes(self) -> None:
        """Raises QueryError for a node of both modes, as a network that is a member of another."""
        if both := set(self.top) & set(self.bottom):
            raise QueryError(
                f"{min(both)} stands in both modes: project the network, filter (kind=cg:City), "
                "or drop it"
            )

    def one_mode(self) -> Adjacency:
        """Returns the two-mode graph as an adjacency over all nodes, top first: the same ties.

        Raises QueryError for a node of both modes.
        """
        self.check_modes()
        whole = sparse.csr_array(
            sparse.block_array([[None, self.matrix], [self.matrix.T, None]], format="csr")
        )
        if not self.top or not self.bottom:
            size = len(self.top) + len(self.bottom)
            whole = sparse.csr_array((size, size))
        whole.sort_indices()
        return Adjacency((*self.top, *self.bottom), whole)


@dataclass(frozen=True)
class Adjacency:
    """A one-mode network: `matrix[i, j]` is the strength of the tie from `nodes[i]` to `nodes[j]`.

    `matrix` is a square CSR array of positive floats with no stored zero, symmetric unless
    `directed`. Its diagonal is empty: ties of a node to itself are left out.
    """

    nodes: tuple[str, ...]
    matrix: sparse.csr_array
    directed: bool = False

    @classmethod
    def of(cls, ties: Ties, isolates: Sequence[str] = ()) -> Adjacency:
        """Returns the adjacency of one-mode ties: a tie's strength is the number of its rows.

        Undirected, a row from a to b and one from b to a are two ties of the same pair.
        """
        nodes, numbers = _numbered([*ties.source, *ties.target, *isolates])
        rows, columns = numbers[: len(ties)], numbers[len(ties) : 2 * len(ties)]
        apart = rows != columns
        rows, columns = rows[apart], columns[apart]
        matrix = _counted(rows, columns, len(nodes), len(nodes))
        if not ties.directed:
            matrix = sparse.csr_array(matrix + matrix.T)
            matrix.sort_indices()
        return cls(nodes, matrix, ties.directed)

    @property
    def tie_count(self) -> int:
        """The number of pairs that are tied, each once."""
        return int(self.matrix.nnz) // (1 if self.directed else 2)


def _numbered(names: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray[Any, Any]]:
    nodes = tuple(sorted(set(names)))
    number = dict(zip(nodes, range(len(nodes)), strict=True))
    return nodes, np.fromiter(map(number.__getitem__, names), np.int32, len(names))


def _counted(
    rows: np.ndarray[Any, Any], columns: np.ndarray[Any, Any], height: int, width: int
) -> sparse.csr_array:
    ones = np.ones(len(rows))
    matrix = sparse.csr_array(sparse.coo_array((ones, (rows, columns)), shape=(height, width)))
    matrix.sum_duplicates()
    matrix.sort_indices()
    return matrix


def from_networkx(graph: nx.Graph[Any], weight: str = "weight") -> Adjacency:
    """Returns a networkx graph as an adjacency, its nodes in order of their text.

    A tie without the attribute `weight` counts 1; parallel ties add up, self-ties are left out.
    Raises QueryError for a weight that is not positive.

    >>> from_networkx(nx.path_graph(3)).matrix.toarray().tolist()
    [[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """
    order = sorted(graph.nodes, key=str)
    nodes = tuple(str(node) for node in order)
    if len(set(nodes)) != len(nodes):
        raise QueryError("two nodes of this graph read alike as text: give them other names")
    for a, b, held in graph.edges(data=True):
        strength = held.get(weight, 1)
        if not strength > 0:
            raise QueryError(f"the tie {a} to {b} has the weight {strength}: it must be positive")
    if not nodes:
        return Adjacency((), sparse.csr_array((0, 0)), graph.is_directed())
    found: Any = nx.to_scipy_sparse_array(graph, nodelist=order, weight=weight, format="csr")
    matrix = sparse.csr_array(found, dtype=float)
    matrix.setdiag(0)
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return Adjacency(nodes, matrix, graph.is_directed())


def to_networkx(
    network: Adjacency | Incidence, attributes: Mapping[str, Mapping[str, Any]] | None = None
) -> nx.Graph[Any]:
    """Returns the network as a networkx graph: ties carry `weight`, two-mode nodes `bipartite`.

    `attributes` gives further attributes by node. Nodes and ties come in order, so that the same
    network gives the same graph.
    """
    known = attributes or {}
    if isinstance(network, Incidence):
        graph: nx.Graph[Any] = nx.Graph()
        for mode, nodes in enumerate((network.top, network.bottom)):
            for node in nodes:
                graph.add_node(node, bipartite=mode, **known.get(node, {}))
        columns: Sequence[str] = network.bottom
        rows: Sequence[str] = network.top
    else:
        graph = nx.DiGraph() if network.directed else nx.Graph()
        graph.add_nodes_from((node, dict(known.get(node, {}))) for node in network.nodes)
        rows = columns = network.nodes
    if graph.is_directed():
        matrix = sparse.coo_array(network.matrix)
        triples = zip(matrix.row.tolist(), matrix.col.tolist(), matrix.data.tolist(), strict=True)
        graph.add_weighted_edges_from((rows[i], columns[j], weight) for i, j, weight in triples)
    else:
        once = network.matrix if rows is not columns else sparse.triu(network.matrix, format="csr")
        _join(graph, rows, columns, sparse.csr_array(once))
    return graph


def _join(
    graph: nx.Graph[Any], rows: Sequence[str], columns: Sequence[str], matrix: sparse.csr_array
) -> None:
    """Ties nodes of an undirected graph that has no ties yet, each pair once.

    `add_weighted_edges_from` looks up both ends of each tie three times, which takes twice as long.
    """
    neighbours = dict(graph.adjacency())
    names = np.array(columns, dtype=object)[matrix.indices].tolist()
    weights = matrix.data.tolist()
    for row, (start, end) in zip(rows, pairwise(matrix.indptr.tolist()), strict=True):
        own = neighbours[row]
        for name, weight in zip(names[start:end], weights[start:end], strict=True):
            own[name] = neighbours[name][row] = {"weight": weight}
