"""Mixing: how far ties stay within groups (regions, kinds of actor) or go between them.

In every measure a node of no group (None) is left out with its ties. An undirected tie counts once;
directed, a tie from a to b and one from b to a are two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network.sparse import Adjacency
from citygraph.table import Cell, Table

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class ExternalInternal:
    """The E–I index: (E − I)/(E + I), E being ties between groups and I ties within them.

    From -1 (all within) to 1 (all between).

    - `index`: of the whole network. None without a tie, and where all nodes are of one group: no
      tie could then go between groups.
    - `groups`: a Table with a row a group, by name: `group`, `nodes`, `internal` (ties between two
      of its members), `external` (ties of a member with another group, in or out), `index` of
      these two; None as above.
    - `nodes`: of each node, over its ties in and out, in node order; masked where it is None as
      above, or the node has no group.
    - `left_out`: how many nodes have no group.
    """

    index: float | None
    groups: Table
    nodes: np.ma.MaskedArray[Any, Any]
    left_out: int


@dataclass(frozen=True, slots=True)
class PermutationTest:
    """The E–I index of the whole beside those of the same network with its groups dealt anew.

    Sizes of groups alone move the index: with many small groups most ties go between them. Here the
    groups keep their sizes and the ties stay, only which node has which group is drawn.

    - `index`: as observed; `mean`: over the permutations; `lowest`, `highest`: the least and the
      greatest of these.
    - `share_low`, `share_high`: the share of permutations with an index as low or lower, as high or
      higher; the observed grouping counts as one of them, so that no share is 0 (Phipson and Smyth
      2010, Statistical Applications in Genetics and Molecular Biology 9, 39).
    """

    index: float
    mean: float
    lowest: float
    highest: float
    share_low: float
    share_high: float
    permutations: int


def external_internal(
    network: Adjacency, groups: Sequence[str | None], by_strength: bool = False
) -> ExternalInternal:
    """Returns the E–I index of the whole, of each group and of each node.

    Krackhardt and Stern 1988, Social Psychology Quarterly 51, 123-140. `groups` gives the group of
    each node in node order. Ties count 1, or their strength if `by_strength`. Raises QueryError if
    there is not one group for each node.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> found = external_internal(from_networkx(nx.path_graph(4)), ("X", "X", "X", "Y"))
    >>> round(found.index, 4), found.groups.rows, found.nodes.tolist()
    (-0.3333, (('X', 3, 2, 1, -0.3333333333333333), ('Y', 1, 0, 1, 1.0)), [-1.0, -1.0, 0.0, 1.0])
    """
    mixed = _mixed(network, groups, by_strength)
    external, internal = mixed.ends()
    member = mixed.own >= 0
    between, sizes, within = (
        np.bincount(mixed.own[member], counted[member], len(mixed.names)).tolist()
        # A tie within a group was counted at both of its ends.
        for counted in (external, np.ones(len(member)), internal / 2)
    )
    several = len(mixed.names) > 1
    rows: list[tuple[Cell, ...]] = [
        (name, int(n), _plain(i, by_strength), _plain(e, by_strength), _index(e, i, several))
        for name, n, i, e in zip(mixed.names, sizes, within, between, strict=True)
    ]
    both = external + internal
    defined = (both > 0) & several
    nodes = np.divide(external - internal, both, out=np.zeros_like(both), where=defined)
    return ExternalInternal(
        _index(sum(between) / 2, sum(within), several),
        Table(("group", "nodes", "internal", "external", "index"), tuple(rows), "E–I index"),
        np.ma.MaskedArray(nodes, mask=~defined),
        int((~member).sum()),
    )


def permutation_test(
    network: Adjacency,
    groups: Sequence[str | None],
    permutations: int = 1000,
    seed: int = 1,
    by_strength: bool = False,
) -> PermutationTest | None:
    """Returns how the E–I index of the whole compares with that of groups dealt at random.

    None where the index is (see `ExternalInternal`). The same input and seed give the same result.
    Raises QueryError for less than one permutation, a negative seed, or another number of groups
    than nodes.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> two = from_networkx(nx.barbell_graph(5, 0))
    >>> found = permutation_test(two, "X X X X X Y Y Y Y Y".split())
    >>> round(found.index, 4), found.share_low < 0.05
    (-0.9048, True)
    """
    if permutations < 1:
        raise QueryError(f"{permutations} permutations test nothing: give 1 or more")
    if seed < 0:
        raise QueryError(f"the seed {seed} is negative: give 0 or more")
    mixed = _mixed(network, groups, by_strength)
    total = float(mixed.weight.sum())
    if len(mixed.names) < 2 or not total:
        return None
    members = np.flatnonzero(mixed.own >= 0)
    dealt = mixed.own.copy()
    random = np.random.default_rng(seed)
    drawn = np.empty(permutations + 1)
    for k in range(permutations + 1):
        within = dealt[mixed.source] == dealt[mixed.target]
        drawn[k] = 1 - 2 * float(mixed.weight[within].sum()) / total
        dealt[members] = random.permutation(mixed.own[members])
    index, others = float(drawn[0]), drawn[1:]
    # Strengths in another order may differ in the last digit of their sum.
    low, high = (drawn <= index + 1e-12), (drawn >= index - 1e-12)
    return PermutationTest(
        index,
        float(others.mean()),
        float(others.min()),
        float(others.max()),
        float(low.mean()),
        float(high.mean()),
        permutations,
    )


def mixing_matrix(
    network: Adjacency, groups: Sequence[str | None], by_strength: bool = False
) -> Table:
    """Returns a Table with a row a group, by name: `group`, and `to ...` for each group.

    A cell is the number of ties (or the strength) from the row's group to the column's; undirected,
    of ties between the two, each once, so that the table is symmetric. Raises QueryError if there
    is not one group for each node.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> mixing_matrix(from_networkx(nx.path_graph(4)), ("X", "X", "X", "Y")).rows
    (('X', 2, 1), ('Y', 1, 0))
    """
    mixed = _mixed(network, groups, by_strength)
    counted = mixed.matrix()
    if not network.directed:
        counted = counted + counted.T - np.diag(np.diag(counted))
    rows: list[tuple[Cell, ...]] = [
        (name, *(_plain(value, by_strength) for value in row))
        for name, row in zip(mixed.names, counted.tolist(), strict=True)
    ]
    columns = ("group", *(f"to {name}" for name in mixed.names))
    return Table(columns, tuple(rows), "Ties between groups")


def assortativity(
    network: Adjacency, groups: Sequence[str | None], by_strength: bool = False
) -> float | None:
    """Returns the assortativity coefficient of a grouping, at most 1 (all ties within groups).

    Newman 2003, Physical Review E 67, 026126, equation 2: 0 is mixing at random. None without ties,
    and where all ties are within one group, which leaves nothing to compare. Raises QueryError if
    there is not one group for each node.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> round(assortativity(from_networkx(nx.path_graph(4)), ("X", "X", "Y", "Y")), 4)
    0.3333
    """
    mixed = _mixed(network, groups, by_strength)
    counted = mixed.matrix()
    if not network.directed:
        counted = counted + counted.T
    total = float(counted.sum())
    if not total or counted.diagonal().max() == total:
        return None
    shares = counted / total
    by_chance = float(shares.sum(axis=0) @ shares.sum(axis=1))
    return float((np.trace(shares) - by_chance) / (1 - by_chance))


def degree_assortativity(network: Adjacency) -> float | None:
    """Returns the correlation of the degrees at the two ends of a tie, from -1 to 1.

    Newman 2003, equation 21 (Pearson's r): above 0, nodes with many ties are tied to one another.
    Directed, the ties out of the source against the ties into the target. Strength does not count.
    None where all ties have the same degree at one end, or there is none.

    >>> import networkx as nx
    >>> from citygraph.network.sparse import from_networkx
    >>> degree_assortativity(from_networkx(nx.path_graph(4)))
    -0.5
    """
    ties = sparse.coo_array(network.matrix)
    size = len(network.nodes)
    out = np.bincount(ties.row, minlength=size)[ties.row]
    into = np.bincount(ties.col, minlength=size)[ties.col]
    if not len(out) or out.min() == out.max() or into.min() == into.max():
        return None
    a, b = out - out.mean(), into - into.mean()
    return float((a @ b) / np.sqrt((a @ a) * (b @ b)))


@dataclass(frozen=True, slots=True)
class _Mixed:
    """The ties between grouped nodes, and the number of each node's group, -1 for none."""

    names: list[str]
    own: Any
    source: Any
    target: Any
    weight: Floats

    def ends(self) -> tuple[Floats, Floats]:
        """Returns the weight of each node's ties with other groups and with its own."""
        within = self.own[self.source] == self.own[self.target]
        size = len(self.own)
        between, inside = (
            np.bincount(self.source[part], self.weight[part], size)
            + np.bincount(self.target[part], self.weight[part], size)
            for part in (~within, within)
        )
        return between.astype(float), inside.astype(float)

    def matrix(self) -> Floats:
        """Returns the weight of the ties from each group to each."""
        width = len(self.names)
        cells = self.own[self.source] * width + self.own[self.target]
        counted = np.bincount(cells, self.weight, width * width).astype(float)
        return counted.reshape(width, width)


def _mixed(network: Adjacency, groups: Sequence[str | None], by_strength: bool) -> _Mixed:
    if len(groups) != len(network.nodes):
        raise QueryError(f"{len(groups)} groups for {len(network.nodes)} nodes: give one for each")
    names = sorted({group for group in groups if group is not None})
    place = {name: i for i, name in enumerate(names)}
    own = np.array([-1 if group is None else place[group] for group in groups], np.int64)
    ties = sparse.coo_array(network.matrix)
    once = (own[ties.row] >= 0) & (own[ties.col] >= 0)
    if not network.directed:
        once &= ties.row < ties.col
    weight = ties.data[once] if by_strength else np.ones(int(once.sum()))
    return _Mixed(names, own, ties.row[once], ties.col[once], weight)


def _index(external: float, internal: float, several: bool) -> float | None:
    both = external + internal
    return (external - internal) / both if several and both else None


def _plain(value: float, by_strength: bool) -> Cell:
    return value if by_strength else int(value)
