"""How large and how closely knit a network is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csgraph

from citygraph.analysis.degrees import Counts, column_counts, row_counts, tied_either_way
from citygraph.analysis.distances import hops
from citygraph.network.sparse import Adjacency, Incidence


@dataclass(frozen=True, slots=True)
class Cohesion:
    """The size and cohesion of one network; None is what its nodes are too few to have.

    `modes`, `nodes`, `mean_degree`, `median_degree` and `isolates` have one value a mode: two of a
    two-mode network, one (`node`) of a one-mode network.

    - `nodes`: how many.
    - `ties`: how many pairs are tied, each once (a directed pair once in each direction).
    - `density`: `ties` as a share of the pairs that could be tied: top * bottom in two modes,
      n(n - 1) directed, n(n - 1)/2 undirected. None where none could.
    - `components`: how many; weak ones of a directed network.
    - `largest_share`: the share of all nodes, of both modes, in the largest component; None
      without nodes.
    - `diameter`: the greatest distance within the largest component, in hops; the greatest of all
      where several components are as large. 0 for a single node, None without nodes.
    - `mean_path`: the mean distance in hops over all pairs that a path connects, in all components;
      None where it connects none.
    - `mean_degree`, `median_degree`: of the number of tied nodes, directed ties in either
      direction; None for a mode without nodes.
    - `isolates`: the share of nodes without a tie; None for a mode without nodes.

    In a directed network paths follow the direction of the ties: the diameter is the greatest
    distance that is not infinite, and the mean is over ordered pairs.
    """

    modes: tuple[str, ...]
    nodes: tuple[int, ...]
    ties: int
    density: float | None
    components: int
    largest_share: float | None
    diameter: int | None
    mean_path: float | None
    mean_degree: tuple[float | None, ...]
    median_degree: tuple[float | None, ...]
    isolates: tuple[float | None, ...]


def cohesion(network: Adjacency | Incidence) -> Cohesion:
    """Returns the size and cohesion of a network (see `Cohesion` for each value).

    Strength does not count. Every distance is counted, none is sampled or bounded.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> found = cohesion(from_networkx(nx.path_graph(4)))
    >>> found.density, found.diameter, found.mean_degree
    (0.5, 3, (1.5,))
    """
    degrees: tuple[Counts, ...]
    if isinstance(network, Incidence):
        whole = network.one_mode()
        degrees = (row_counts(network.matrix), column_counts(network.matrix))
        modes: tuple[str, ...] = network.modes
        ties = int(network.matrix.nnz)
        possible: float = len(network.top) * len(network.bottom)
    else:
        whole = network
        degrees = (row_counts(tied_either_way(network)),)
        modes = ("node",)
        ties = network.tie_count
        size = len(network.nodes)
        possible = size * (size - 1) / (1 if network.directed else 2)
    components, largest_share, diameter, mean_path = _connection(whole)
    return Cohesion(
        modes=modes,
        nodes=tuple(len(own) for own in degrees),
        ties=ties,
        density=ties / possible if possible else None,
        components=components,
        largest_share=largest_share,
        diameter=diameter,
        mean_path=mean_path,
        mean_degree=tuple(float(own.mean()) if len(own) else None for own in degrees),
        median_degree=tuple(float(np.median(own)) if len(own) else None for own in degrees),
        isolates=tuple(float((own == 0).mean()) if len(own) else None for own in degrees),
    )


def _connection(whole: Adjacency) -> tuple[int, float | None, int | None, float | None]:
    size = len(whole.nodes)
    if not size:
        return 0, None, None, None
    count, component = csgraph.connected_components(whole.matrix, directed=True, connection="weak")
    sizes = np.bincount(component)
    in_largest = sizes[component] == sizes.max()
    found = hops(whole)
    pairs = found.reached.sum()
    mean = float(found.total.sum() / pairs) if pairs else None
    return int(count), float(sizes.max() / size), int(found.farthest[in_largest].max()), mean
