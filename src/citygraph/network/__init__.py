"""Rows of a recipe → ties → a graph: which ties count, and in which form they are analysed.

A recipe (`queries/ties/*.rq`) says what a tie is; `Ties` are its rows. A two-mode recipe becomes an
`Incidence` (cities by networks, events or declarations), which a projection with a stated weighting
turns into an `Adjacency` of one mode; a one-mode recipe becomes an `Adjacency` at once. Both are
sparse matrices with the nodes in order; `to_networkx` gives the same graph to networkx.

The graph's forms need the libraries of the extra `network`; what is known of ties, claims and nodes
does not, and is there without them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
_HOMES = {"WEIGHTINGS": "projection", "project": "projection", "Ties": "ties", "ties_of": "ties"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # First of all: it says which library is missing.
    import_module("citygraph.network.libraries")
    return getattr(import_module(f"citygraph.network.{_HOMES.get(name, 'sparse')}"), name)
