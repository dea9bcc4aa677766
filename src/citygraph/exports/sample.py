"""A random sample of what sources are said to state, as a form to read again and fill in.

Whoever relies on a graph can measure how far it is right: draw, open each page, write down what
stands there. The draw is systematic over the statements in order of class and source (Cochran 1977,
Sampling Techniques, chapter 8), so each class of relation and each source has its share in it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import pyoxigraph as ox

from citygraph.errors import QueryError
from citygraph.exports.claims import FIXED, claims_table
from citygraph.query import select
from citygraph.table import Cell, Table
from citygraph.vocabulary import PREFIXES

COLUMNS = (
    *("number", "class", "source", "page", "place", "states", "says"),
    *("modality", "basis", "derivedPart", "asOf", "claim", "seen", "holds"),
)
_PAGES = f"""PREFIX cg: <{PREFIXES["cg"]}> PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT (STRAFTER(STR(?document), "/id/") AS ?source) (MIN(STR(?url)) AS ?page) WHERE {{
  ?document a cg:SourceDocument ; dcterms:source ?url
}} GROUP BY ?document ORDER BY ?document"""
_KIND = f"""PREFIX cg: <{PREFIXES["cg"]}>
SELECT (STRAFTER(STR(?document), "/id/") AS ?source) WHERE {{
  ?document cg:sourceKind <https://w3id.org/citygraph/concept/source-kind/gazetteer>
}}"""

Record = dict[str, Cell]


def reading_sample(store: ox.Store, size: int = 40, seed: int = 1, facts: bool = False) -> Table:
    """Returns what `size` drawn places in sources are said to state, a row each, to be read again.

    The unit is one claim in one source. Plain facts (AttributeClaim) are drawn from only with
    `facts`, gazetteers never. The columns `seen` and `holds` are empty, for the reader. The same
    graph, size and seed give the same rows; all rows come where there are fewer than `size`.

    >>> reading_sample(ox.Store(), size=2).columns[:4]
    ('number', 'class', 'source', 'page')
    """
    if size < 1:
        raise QueryError(f"a sample of {size}: ask for one or more")
    pages = {str(source): page for source, page in select(store, _PAGES)}
    left_out = {source for (source,) in select(store, _KIND)}
    units = [
        unit
        for unit in _units(claims_table(store))
        if unit["source"] not in left_out and (facts or unit["class"] != "AttributeClaim")
    ]
    units.sort(key=lambda unit: [str(unit[name]) for name in ("class", "source", "claim")])
    rows = []
    for number, unit in enumerate(_systematic(units, size, seed), start=1):
        whole = {**unit, "number": number, "page": pages.get(str(unit["source"]))}
        rows.append(tuple(whole.get(name) for name in COLUMNS))
    return Table(COLUMNS, tuple(rows), "Sample to read again")


def _systematic(units: Sequence[Record], size: int, seed: int) -> list[Record]:
    """Every k-th unit from a random first one on."""
    if len(units) <= size:
        return list(units)
    step = len(units) / size
    first = random.Random(seed).random() * step
    return [units[int(first + i * step)] for i in range(size)]


def _units(claims: Table) -> list[Record]:
    """One record for each claim in each source, its places there joined."""
    found: dict[tuple[Cell, Cell], Record] = {}
    for row in claims.records():
        span = f"{row['start']}-{row['end']}" if row["start"] is not None else row["place"]
        unit = found.get((row["claim"], row["source"]))
        if unit is None:
            said = {"says": row["description"], "place": span, "states": _states(row)}
            found[row["claim"], row["source"]] = {**row, **said}
        else:
            unit["place"] = f"{unit['place']} | {span}"
    return list(found.values())


def _states(row: Record) -> str:
    """The claim's roles and dates in words.

    >>> _states({"class": "Award", "laureate": "city/bilbao-es", "laureateLabel": "Bilbao"})
    'laureate: Bilbao'
    """
    parts = []
    for name, value in row.items():
        if name in FIXED or name.endswith("Label") or value is None or name == "represents":
            continue
        parts.append(f"{name}: {row.get(f'{name}Label') or value}")
    return "; ".join(parts)
