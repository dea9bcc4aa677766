"""Who bridges cities and UN agencies: those tied to both, where the two are not tied themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from citygraph.analysis.asked import Asked
from citygraph.analysis.ranking import printed
from citygraph.errors import QueryError, nearest
from citygraph.network.model import Network
from citygraph.network.sparse import Adjacency
from citygraph.table import Cell, Table

Counts = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Bridges:
    """Of each node, in node order: `near` and `far` are how many of each side it is tied to,
    `pairs` how many pairs of one of each that are not tied themselves, `alone` how many of these
    no other node bridges.
    """

    near: Counts
    far: Counts
    pairs: Counts
    alone: Counts


def bridges(network: Adjacency, near: Sequence[bool], far: Sequence[bool]) -> Bridges:
    """Returns how often each node stands between two sides of an undirected network.

    The liaison of Gould and Fernandez 1989 (Sociological Methodology 19, 89-126), with two sides
    instead of all groups; a node may belong to a side itself and bridge others of it. Direction and
    strength do not count. Raises QueryError for a node on both sides.

    >>> from citygraph.network.sparse import from_networkx
    >>> import networkx as nx
    >>> found = bridges(from_networkx(nx.path_graph(3)), [True, False, False], [False, False, True])
    >>> found.pairs.tolist(), found.alone.tolist()
    ([0, 1, 0], [0, 1, 0])
    """
    sides = np.array(near, dtype=bool), np.array(far, dtype=bool)
    if (sides[0] & sides[1]).any():
        raise QueryError("a node stands on both sides of the bridge")
    ties = sparse.csr_array(((network.matrix + network.matrix.T) > 0).astype(np.int64))
    to_near, to_far = ties[:, np.flatnonzero(sides[0])], ties[:, np.flatnonzero(sides[1])]
    direct = ties[np.flatnonzero(sides[0])][:, np.flatnonzero(sides[1])]
    ways = sparse.csr_array(to_near.T @ to_far)
    # Pairs that are tied need no bridge.
    open_ways = sparse.csr_array(ways - ways.multiply(direct > 0))
    open_ways.eliminate_zeros()
    single = sparse.csr_array((open_ways == 1).astype(np.int64))
    unbridged = sparse.csr_array((open_ways > 0).astype(np.int64))
    return Bridges(
        np.asarray(to_near.sum(axis=1)).ravel(),
        np.asarray(to_far.sum(axis=1)).ravel(),
        _between(to_near, unbridged, to_far),
        _between(to_near, single, to_far),
    )


def _between(near: sparse.csr_array, pairs: sparse.csr_array, far: sparse.csr_array) -> Counts:
    """Of each row, how many of the pairs lie between what it is tied to on either side."""
    return np.asarray((sparse.csr_array(near @ pairs)).multiply(far).sum(axis=1)).ravel()


def bridging(network: Network, asked: Asked) -> Table:
    """Who stands between two kinds of actor that are not tied: cities and UN agencies.

    Columns: `rank` by `pairs`, `node`, `key`, `kind`, `near` and `far` (how many cities and
    agencies it is tied to), `pairs` (a city and an agency, not tied themselves), `alone` (pairs
    that no other node bridges), `share` of all bridgings. Nodes that bridge nothing have no row.
    `between` names two other classes, such as City and NationalGovernment. For recipes of one mode,
    such as co-participation; in a two-mode one every tie joins the two already. Raises QueryError
    where no node is of a class.
    """
    if network.is_two_mode:
        raise QueryError("a two-mode network joins its modes directly: ask co-participation")
    one, two = asked.between or ("City", "UNAgency")
    held = [network.nodes[iri] for iri in network.names]
    sides = [[node.kind == name for node in held] for name in (one, two)]
    for name, side in zip((one, two), sides, strict=True):
        if held and not any(side):
            hint = nearest(name, {node.kind for node in held if node.kind})
            raise QueryError(f"no node of this network is a {name}: nothing to bridge{hint}")
    found = bridges(network.one_mode(), *sides)
    whole = int(found.pairs.sum())
    most = sorted((int(pairs) for pairs in found.pairs), reverse=True)
    order = sorted(
        np.flatnonzero(found.pairs).tolist(), key=lambda i: (-found.pairs[i], held[i].key)
    )
    rows: list[tuple[Cell, ...]] = []
    for i in order:
        counts = [int(values[i]) for values in (found.near, found.far, found.pairs, found.alone)]
        node, rank = held[i], most.index(counts[2]) + 1
        rows.append((rank, node.label, node.key, node.kind, *counts, printed(counts[2] / whole)))
    head = ("rank", "node", "key", "kind", "near", "far", "pairs", "alone", "share")
    return Table(head, tuple(rows), f"{network.recipe.query.title}: who bridges {one} and {two}")
