"""Which nodes stand out: measures of centrality side by side, with ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from citygraph.analysis.asked import Asked
from citygraph.analysis.centrality import CENTRALITIES
from citygraph.analysis.structural_holes import constraint, effective_size
from citygraph.analysis.two_mode import TWO_MODE
from citygraph.errors import QueryError, nearest
from citygraph.network.model import Network
from citygraph.network.sparse import Incidence
from citygraph.table import Cell, Table

#: The measures of a node's structural holes (Burt 1992), which rank beside centralities.
HOLES = {"constraint": constraint, "effective-size": effective_size}
USUAL = ("degree", "strength", "betweenness", "closeness", "eigenvector")
USUAL_DIRECTED = ("in-degree", "out-degree", "strength", "betweenness", "pagerank")
USUAL_TWO_MODE = ("ties", "degree", "betweenness", "closeness")
Values = Any


def measures(network: Network) -> tuple[str, ...]:
    """Returns the names of the measures that suit the network."""
    if network.is_two_mode:
        return ("ties", *TWO_MODE)
    return (*CENTRALITIES, *HOLES)


def values(network: Network, metric: str, distance: str = "hops") -> Values:
    """Returns one measure of every node, in the order of `network.names`, masked where undefined.

    In a two-mode network `ties` is a node's number of ties and every other measure is normalised
    for two modes. Raises QueryError for a measure that is none or does not suit the network.
    """
    known = measures(network)
    if metric not in known:
        raise QueryError(f"no measure {metric!r} for this network{nearest(metric, known)}")
    form = network.form
    if isinstance(form, Incidence):
        if distance != "hops":
            raise QueryError("a two-mode network has no strength to invert: project it first")
        if metric == "ties":
            counts = form.binary().matrix
            return _joined(counts.sum(axis=1), counts.sum(axis=0))
        return _joined(*TWO_MODE[metric](form))
    if metric in HOLES:
        return HOLES[metric](form)
    return np.ma.asarray(CENTRALITIES[metric](form, distance))


def _joined(top: Values, bottom: Values) -> Values:
    """Both modes' values as one array; what is masked stays so."""
    masks = np.concatenate([np.ma.getmaskarray(top), np.ma.getmaskarray(bottom)])
    return np.ma.masked_array(np.concatenate([np.ma.getdata(top), np.ma.getdata(bottom)]), masks)


def printed(value: Any) -> float | int | None:
    """Returns a number as tables print it: whole ones whole, others to 10 significant digits.

    Native code on two threads differs in the last bits; 10 digits repeat.

    >>> printed(0.1 + 0.2), printed(3.0), printed(np.ma.masked)
    (0.3, 3, None)
    """
    if value is np.ma.masked or value is None:
        return None
    number = float(f"{float(value):.10g}")
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def ranks(found: Values, modes: Values) -> list[int | None]:
    """Returns each node's rank within its mode: 1 for the highest value, equal values sharing one.

    Values are compared as printed. A node without a value has no rank.

    >>> ranks(np.ma.asarray([0.5, 2.0, 0.5]), np.array([0, 0, 0]))
    [2, 1, 2]
    """
    shown = [printed(value) for value in found]
    result: list[int | None] = [None] * len(shown)
    for mode in np.unique(modes):
        own = [i for i in np.flatnonzero(modes == mode) if shown[i] is not None]
        order = sorted((shown[i] for i in own), key=lambda value: -(value or 0))
        first: dict[Any, int] = {}
        for place, value in enumerate(order, start=1):
            first.setdefault(value, place)
        for i in own:
            result[i] = first[shown[i]]
    return result


def mode_numbers(network: Network) -> Values:
    """Returns 0 for each top node and 1 for each bottom node; 0 throughout in one mode."""
    form = network.form
    if isinstance(form, Incidence):
        return np.array([0] * len(form.top) + [1] * len(form.bottom))
    return np.zeros(len(form.nodes), dtype=int)


def ranking(network: Network, asked: Asked) -> Table:
    """Measures of every node, the first of them as a rank, highest first.

    Columns: `rank` (by the first measure, within the node's mode), `node` (its label), `key`,
    `mode` in a two-mode network, then one column a measure. A node for which a measure is not
    defined has None. Path measures count hops unless `distance` is inverse.
    """
    names = tuple(dict.fromkeys(asked.metrics)) or _usual(network)
    columns = {name: values(network, name, asked.distance) for name in names}
    modes = mode_numbers(network)
    order = ranks(columns[names[0]], modes)
    rows = [_row(network, i, iri, order[i], modes, columns) for i, iri in enumerate(network.names)]
    place = 3 if network.is_two_mode else 0
    rows.sort(key=lambda row: (str(row[place]) if place else "", row[0] is None, row[0], row[2]))
    head = ("rank", "node", "key", *(("mode",) if network.is_two_mode else ()), *names)
    title = f"{network.recipe.query.title}, by {names[0]}"
    title += path_words(names, asked.distance, network.is_two_mode)
    return Table(head, tuple(rows), title)


def path_words(metrics: Sequence[str], distance: str, two_mode: bool) -> str:
    """Returns what a caption must say of path measures; empty where none is among them.

    >>> path_words(["degree", "closeness"], "hops", two_mode=False)
    '; paths in hops, closeness within the component'
    """
    if not {*metrics} & {"betweenness", "closeness", "harmonic"}:
        return ""
    length = "; paths in hops" if distance == "hops" else "; paths as sums of 1/strength"
    if "closeness" not in metrics:
        return length
    scaled = ", scaled by the share of nodes in it" if two_mode else ""
    return f"{length}, closeness within the component{scaled}"


def _usual(network: Network) -> tuple[str, ...]:
    form = network.form
    if isinstance(form, Incidence):
        return USUAL_TWO_MODE
    return USUAL_DIRECTED if form.directed else USUAL


def _row(
    network: Network,
    i: int,
    iri: str,
    rank: int | None,
    modes: Values,
    columns: Mapping[str, Values],
) -> tuple[Cell, ...]:
    node = network.nodes[iri]
    mode = (network.recipe.modes[int(modes[i])],) if network.is_two_mode else ()
    return (rank, node.label, node.key, *mode, *(printed(found[i]) for found in columns.values()))
