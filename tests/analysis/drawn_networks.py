"""Random networks for property tests: any number of nodes, tied or not, in one or several parts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import strategies as st
from scipy import sparse

from citygraph.network import Incidence


@st.composite
def one_mode_graphs(draw: st.DrawFn, directed: bool | None = None) -> nx.Graph[Any]:
    """A graph of up to nine nodes; ties have a `weight` from 1 to 5 and its inverse as `length`.

    Lengths are fractions, so that networkx finds two paths of the same length to be alike.
    """
    along = draw(st.booleans()) if directed is None else directed
    graph: nx.Graph[Any] = nx.DiGraph() if along else nx.Graph()
    graph.add_nodes_from("abcdefghi"[: draw(st.integers(1, 9))])
    node = st.sampled_from(sorted(graph))
    for a, b, weight in draw(st.lists(st.tuples(node, node, st.integers(1, 5)), max_size=25)):
        if a != b:
            graph.add_edge(a, b, weight=weight, length=Fraction(1, weight))
    return graph


@st.composite
def two_mode_networks(draw: st.DrawFn) -> Incidence:
    """A two-mode network of one to seven top and one to five bottom nodes; ties are 1 or 2."""
    top, bottom = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    cells = st.sampled_from([0.0, 0.0, 1.0, 1.0, 2.0])
    rows = draw(st.lists(cells, min_size=top * bottom, max_size=top * bottom))
    return Incidence(
        tuple(f"t{number}" for number in range(top)),
        tuple(f"u{number}" for number in range(bottom)),
        sparse.csr_array(np.array(rows).reshape(top, bottom)),
    )
