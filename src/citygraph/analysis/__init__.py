"""One question about a network per file: a graph in, plain values out, each with its paper.

`ANALYSES` holds them by name, each from a `Network` and what is asked of it to a table. To add one
is one file and one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import citygraph.network.libraries  # noqa: F401  first of all: it says which one is missing
from citygraph.analysis.asked import Asked
from citygraph.analysis.bridges import bridging
from citygraph.analysis.coverage import coverage, named
from citygraph.analysis.firmness import firmness
from citygraph.analysis.grouped import (
    brokerage_table,
    community_table,
    matrix_table,
    mixing_table,
)
from citygraph.analysis.paths import path
from citygraph.analysis.ranking import ranking
from citygraph.analysis.series import series
from citygraph.analysis.summary import degrees, summary, tie_list
from citygraph.errors import QueryError, nearest
from citygraph.network.model import Network
from citygraph.table import Table

ANALYSES: dict[str, Callable[[Network, Asked], Table]] = {
    "ranking": ranking,
    "firmness": firmness,
    "summary": summary,
    "degrees": degrees,
    "series": series,
    "communities": community_table,
    "brokerage": brokerage_table,
    "mixing": mixing_table,
    "mixing-matrix": matrix_table,
    "bridges": bridging,
    "path": path,
    "coverage": coverage,
    "named": named,
    "ties": tie_list,
}


def analyse(network: Network, name: str = "ranking", **asked: Any) -> Table:
    """Returns the answer of one analysis; `asked` are the fields of `Asked` by name.

    Raises QueryError for an analysis or field that is none, and what the analysis raises.

    >>> import citygraph
    >>> network = citygraph.open().network("city-network")
    >>> analyse(network, metrics=("ties",)).columns
    ('rank', 'node', 'key', 'mode', 'ties')
    """
    if name not in ANALYSES:
        raise QueryError(f"unknown analysis {name!r}{nearest(name, ANALYSES)}")
    known = {field.name for field in fields(Asked)}
    for given in asked:
        if given not in known:
            raise QueryError(f"no option {given!r}{nearest(given, known)}")
    return ANALYSES[name](network, Asked(**asked))


__all__ = ["ANALYSES", "Asked", "analyse"]
