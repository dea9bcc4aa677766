"""What `bench_network` compares with: networkx as its users write it, from rows to a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import networkx as nx

from citygraph.network import Ties
from citygraph.table import Cell, Table

Graph: TypeAlias = "nx.Graph[Any]"


def projection(ties: Ties) -> Graph:
    """Returns the sources tied by how many targets they share."""
    graph: Graph = nx.Graph()
    sources = set(ties.source)
    graph.add_nodes_from(sources, bipartite=0)
    graph.add_nodes_from(set(ties.target), bipartite=1)
    graph.add_edges_from(zip(ties.source, ties.target, strict=True))
    return nx.bipartite.weighted_projected_graph(graph, sources)


def one_mode(ties: Ties) -> Graph:
    """Returns the graph of one-mode rows: a tie's weight is the number of its rows."""
    graph: Graph = nx.Graph()
    for source, target in zip(ties.source, ties.target, strict=True):
        if graph.has_edge(source, target):
            graph[source][target]["weight"] += 1
        else:
            graph.add_edge(source, target, weight=1)
    return graph


def pagerank(graph: Graph) -> Table:
    """Returns the PageRank of every node."""
    return _table(nx.pagerank(graph))


def exact_pagerank(graph: Graph) -> Table:
    """Returns the PageRank of every node, with an error of at most 1e-10 over all of them."""
    return _table(nx.pagerank(graph, tol=1e-11 / len(graph), max_iter=1000))


def eigenvector(graph: Graph) -> Table:
    """Returns the eigenvector centrality of every node by the faster of networkx's two functions.

    It calls ARPACK, which is exact to the last digits.
    """
    return _table(nx.eigenvector_centrality_numpy(graph, weight="weight"))


def betweenness(graph: Graph) -> Table:
    """Returns the betweenness of every node."""
    return _table(nx.betweenness_centrality(graph))


def communities(graph: Graph) -> Table:
    """Returns the number of every node's community."""
    parts = nx.community.louvain_communities(graph, seed=1)
    return _table({node: number for number, part in enumerate(parts) for node in part})


def modularity(graph: Graph, found: Table) -> float:
    """Returns the modularity of a table of nodes and communities."""
    parts: dict[Cell, set[Cell]] = {}
    for node, number in found.rows:
        parts.setdefault(number, set()).add(node)
    return float(nx.community.modularity(graph, parts.values()))


def _table(values: Mapping[Any, float]) -> Table:
    return Table(("node", "value"), tuple(sorted(values.items())))
