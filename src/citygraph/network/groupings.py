"""Groups of a network's nodes: by a field of the nodes, by size of city, or from a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from citygraph.delimited import read_delimited, table_bytes
from citygraph.errors import QueryError, nearest
from citygraph.network.nodes import Node, meant, names

#: What nodes can be grouped by without a file; each but `size` is a field of a Node.
GROUPINGS = ("kind", "country", "region", "subregion", "size")
#: Classes of city by inhabitants (United Nations, World Urbanization Prospects 2018, table of city
#: size classes): the least of each class, largest first.
SIZES = (
    (10_000_000, "10 million or more"),
    (5_000_000, "5 to 10 million"),
    (1_000_000, "1 to 5 million"),
    (500_000, "500,000 to 1 million"),
    (300_000, "300,000 to 500,000"),
    (0, "fewer than 300,000"),
)


def groups(found: Sequence[Node], by: str) -> tuple[str | None, ...]:
    """Returns each node's group; None where it is not known.

    `by` is one of GROUPINGS or a CSV file with the columns `node` (a key, IRI or label) and
    `group`. `size` is of the inhabitants that GeoNames gives a city, and needs the extra `cities`.
    Raises QueryError for a grouping that is none, a file without the columns, a label of several
    nodes, and a node of the file that is in two groups; nodes of the file that this network has not
    are passed over.

    >>> groups([Node("urn:a", "Oslo", country="NO"), Node("urn:b", "C40")], "country")
    ('NO', None)
    """
    if by.endswith(".csv"):
        return _from_file(found, Path(by))
    if by == "size":
        return _sizes(found)
    if by not in GROUPINGS:
        raise QueryError(f"unknown grouping {by!r}{nearest(by, GROUPINGS)}; or give a .csv file")
    return tuple(getattr(node, by) or None for node in found)


def _from_file(found: Sequence[Node], file: Path) -> tuple[str | None, ...]:
    table = read_delimited(file, table_bytes(file))
    for column in ("node", "group"):
        if column not in table.header:
            raise QueryError(f"no column {column!r}: it needs node and group", file=file)
    node, group = table.header.index("node"), table.header.index("group")
    chosen: dict[str, str] = {}
    named = names(found)
    for line, cells in table.rows():
        if len(cells) <= max(node, group):
            raise QueryError("this row lacks a cell: it needs node and group", file=file, line=line)
        try:
            iri = meant(cells[node].strip(), named)
        except QueryError as wrong:
            raise QueryError(f"{wrong.message}; write a key", file=file, line=line) from None
        if iri is None:
            continue
        if chosen.setdefault(iri, cells[group].strip()) != cells[group].strip():
            raise QueryError(f"{cells[node]} stands in two groups: keep one", file=file, line=line)
    if not chosen:
        raise QueryError("none of its nodes is in this network", file=file)
    return tuple(chosen.get(one.iri) or None for one in found)


def _sizes(found: Sequence[Node]) -> tuple[str | None, ...]:
    from citygraph.cities import open_gazetteer

    gazetteer = open_gazetteer()
    result: list[str | None] = []
    for node in found:
        city = gazetteer.city(node.geonames) if node.geonames is not None else None
        if city is None or not city.population:
            result.append(None)
        else:
            result.append(next(name for least, name in SIZES if city.population >= least))
    return tuple(result)
