"""Rows of a recipe → ties → a graph: which ties count, and in which form they are analysed.

A recipe (`queries/ties/*.rq`) says what a tie is; `Ties` are its rows. A two-mode recipe becomes an
`Incidence` (cities by networks, events or declarations), which a projection with a stated weighting
turns into an `Adjacency` of one mode; a one-mode recipe becomes an `Adjacency` at once. Both are
sparse matrices with the nodes in order; `to_networkx` gives the same graph to networkx.
"""

import citygraph.network.libraries  # noqa: F401  first of all: it says which one is missing
from citygraph.network.projection import WEIGHTINGS, project
from citygraph.network.sparse import Adjacency, Incidence, from_networkx, to_networkx
from citygraph.network.ties import Ties, ties_of

__all__ = [
    "WEIGHTINGS",
    "Adjacency",
    "Incidence",
    "Ties",
    "from_networkx",
    "project",
    "ties_of",
    "to_networkx",
]
