"""What lies between and within groups: communities, brokerage and mixing as tables."""

from __future__ import annotations

from citygraph.analysis.asked import Asked
from citygraph.analysis.brokerage import brokerage
from citygraph.analysis.communities import communities, stability
from citygraph.analysis.mixing import (
    assortativity,
    external_internal,
    mixing_matrix,
    permutation_test,
)
from citygraph.analysis.ranking import printed
from citygraph.errors import QueryError
from citygraph.network.groupings import GROUPINGS, groups
from citygraph.network.model import Network
from citygraph.network.nodes import Node
from citygraph.network.sparse import Adjacency
from citygraph.table import Cell, Table

_ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")


def community_table(network: Network, asked: Asked) -> Table:
    """Communities (Leiden, one thread, fixed seed), with modularity and stability over 20 seeds.

    Columns: `community` (1 is the largest), `node`, `key`, `kept` (the share of seeds' runs in
    which the node stayed with its community), `modularity` of the partition and `agreement` (mean
    adjusted Rand index between the runs), the same in every row. A two-mode network is taken as the
    graph of all its nodes.
    """
    form = network.one_mode()
    found, firm = communities(form, asked.seed), stability(form)
    whole = (printed(found.modularity), printed(firm.mean_agreement))
    held = [network.nodes[iri] for iri in network.names]
    rows = [
        (int(label), node.label, node.key, printed(kept), *whole)
        for label, node, kept in zip(found.labels, held, firm.kept, strict=True)
    ]
    rows.sort(key=lambda row: (row[0], row[2]))
    head = ("community", "node", "key", "kept", "modularity", "agreement")
    return Table(head, tuple(rows), f"{network.recipe.query.title}: communities")


def brokerage_table(network: Network, asked: Asked) -> Table:
    """Gould and Fernandez' five roles of brokers, between groups of nodes.

    Columns: `rank` by the total, `node`, `key`, `group`, one column a role and `total`. `group`
    is the grouping: kind unless another is asked for. Nodes of no group are left out and counted in
    the title. In an undirected network gatekeeper and representative are the same.
    """
    form, held, own = _grouped(network, asked, "kind")
    found = brokerage(form, own)
    columns = [getattr(found, role) for role in _ROLES]
    rows: list[tuple[Cell, ...]] = [
        (node.label, node.key, group, *(printed(counts[i]) for counts in columns))
        for i, (node, group) in enumerate(zip(held, own, strict=True))
        if group is not None
    ]
    rows.sort(key=lambda row: (-_number(row[-1]), str(row[1])))
    totals = [row[-1] for row in rows]
    ranked = tuple((totals.index(row[-1]) + 1, *row) for row in rows)
    title = f"Brokerage between groups by {asked.group or 'kind'}; {found.left_out} of no group"
    return Table(("rank", "node", "key", "group", *_ROLES), ranked, title)


def mixing_table(network: Network, asked: Asked) -> Table:
    """E–I index and assortativity between groups, with what chance would give.

    Columns: `group` (empty for the whole), `nodes`, `internal`, `external`, `index` (E–I, from -1
    all within to 1 all between); of the whole also `assortativity` and the `lowest` and `highest`
    index of 1,000 networks with the same groups dealt anew, with `shareLow` and `shareHigh`, the
    shares as low and as high as observed. `group` is the grouping: region unless another is asked
    for.
    """
    form, _, own = _grouped(network, asked, "region")
    found = external_internal(form, own)
    test = permutation_test(form, own, seed=asked.seed)
    left = ["nodes", "internal", "external"]
    inside = sum(_number(value) for value in found.groups.column("internal"))
    outside = sum(_number(value) for value in found.groups.column("external"))
    nodes = sum(_number(value) for value in found.groups.column("nodes"))
    # A tie between two groups is external to both.
    own_row: list[Cell] = [None, int(nodes), int(inside), int(outside / 2), printed(found.index)]
    own_row.append(printed(assortativity(form, own)))
    if test is None:
        own_row += [None] * 4
    else:
        given = (test.lowest, test.highest, test.share_low, test.share_high)
        own_row += [printed(value) for value in given]
    rows: list[tuple[Cell, ...]] = [tuple(own_row)]
    for record in found.groups.records():
        counts = [record[name] for name in left]
        rows.append((record["group"], *counts, _printed(record["index"]), *[None] * 5))
    head = ("group", *left, "index", "assortativity", "lowest", "highest", "shareLow", "shareHigh")
    title = f"Mixing by {asked.group or 'region'}; {found.left_out} of no group"
    return Table(head, tuple(rows), title)


def matrix_table(network: Network, asked: Asked) -> Table:
    """How many ties join each two groups; `group` is the grouping, region unless another is asked.

    Columns: `group`, then one a group; of a directed network, rows are sources.
    """
    form, _, own = _grouped(network, asked, "region")
    found = mixing_matrix(form, own)
    return Table(found.columns, found.rows, f"Ties between groups by {asked.group or 'region'}")


def _grouped(
    network: Network, asked: Asked, usual: str
) -> tuple[Adjacency, list[Node], tuple[str | None, ...]]:
    form = network.one_mode()
    held = [network.nodes[iri] for iri in network.names]
    own = groups(held, asked.group or usual)
    if held and not any(own):
        known = ", ".join(GROUPINGS)
        raise QueryError(f"no node has a {asked.group or usual}: group by {known} or a .csv file")
    return form, held, own


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _printed(cell: Cell) -> Cell:
    return printed(cell) if isinstance(cell, int | float) else cell
