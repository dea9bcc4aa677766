"""Is each table still the one that was read, and does each claim rest on one of its rows?"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from citygraph.check.findings import Finding
from citygraph.errors import SourceError
from citygraph.loaders import ending
from citygraph.loaders.tables.columns import read_columns, table_bytes
from citygraph.loaders.tables.mapping import ENDING, Mapping, read_mapping
from citygraph.query import select
from citygraph.vocabulary import CG, PREFIXES

_OUTSIDE = f"""PREFIX cg: <{CG}> PREFIX oa: <{PREFIXES["oa"]}> PREFIX xsd: <{PREFIXES["xsd"]}>
SELECT DISTINCT ?claim ?place WHERE {{{{
  ?evidence oa:hasSource <{{source}}> ; oa:hasSelector/<{PREFIXES["rdf"]}value> ?place .
  ?claim cg:evidence ?evidence .
  FILTER STRSTARTS(?place, "row=")
  BIND(xsd:integer(STRAFTER(?place, "row=")) AS ?row)
  FILTER COALESCE(?row < 2 || ?row > {{last}}, true)
}}}} ORDER BY ?row ?place ?claim"""
_ANY_ROW = f"""PREFIX oa: <{PREFIXES["oa"]}>
ASK {{{{
  ?evidence oa:hasSource <{{source}}> ; oa:hasSelector/<{PREFIXES["rdf"]}value> ?place
  FILTER STRSTARTS(?place, "row=")
}}}}"""
_TITLE = "Table of a source"


@dataclass(frozen=True, slots=True)
class TableSource:
    """A source that is a table: its IRI and hash in the graph, and its mapping file."""

    iri: str
    sha256: str
    file: Path

    def finding(self, grave: str, rule: str, message: str, remedy: str, **of: str) -> Finding:
        place = of.get("place", self.file.name)
        return Finding(
            grave, f"evidence/{rule}", _TITLE, of.get("claim", self.iri), message, remedy, place
        )


def is_table(file: Path) -> bool:
    """Tells whether a source file is a table's mapping.

    >>> is_table(Path("members.table.yaml")), is_table(Path("members.yaml"))
    (True, False)
    """
    return ending(file) == ENDING


def rests_on_rows(source: str, store: ox.Store) -> bool:
    """Tells whether a claim of the source with this IRI rests on a row of a table."""
    return select(store, _ANY_ROW.format(source=source)).rows == ((True,),)


def find_table(source: TableSource, store: ox.Store) -> Iterator[Finding]:
    """Yields what is wrong with a table beside its mapping: its bytes, or rows that it lacks.

    Raises SourceError for a mapping that cannot be read.
    """
    mapping = read_mapping(source.file)
    try:
        digest = hashlib.sha256(table_bytes(mapping.file)).hexdigest()
    except SourceError as wrong:
        yield source.finding(
            "error",
            "table-missing",
            f"the table {mapping.file.name} {wrong.message}",
            "Put the table where its mapping says, unchanged.",
        )
        return
    if digest != source.sha256:
        yield source.finding(
            "error",
            "table-changed",
            f"{mapping.file.name} has the hash {digest}; the graph was made of {source.sha256}",
            "Put the table back unchanged; if it did change, look at it anew, then correct sha256 "
            "and build again.",
        )
        return
    yield from _rows(source, mapping, store)


def _rows(source: TableSource, mapping: Mapping, store: ox.Store) -> Iterator[Finding]:
    if importlib.util.find_spec("polars") is None:
        yield source.finding(
            "info",
            "rows-not-compared",
            "its rows were not counted, because tables need polars",
            "Install it to have this checked: pip install 'citygraph[tables]'.",
        )
        return
    try:
        last = read_columns(mapping.file, mapping.layout).frame.height + 1
    except SourceError as wrong:
        message = f"the table {mapping.file.name} cannot be read as a table: {wrong.message}"
        remedy = "Correct how it is written, under table: in its mapping."
        yield source.finding("error", "table-unreadable", message, remedy)
        return
    outside = select(store, _OUTSIDE.format(source=source.iri, last=last)).rows
    if outside:
        claim, place = map(str, outside[0])
        rest = "a claim rests" if len(outside) == 1 else f"{len(outside)} claims rest"
        yield source.finding(
            "error",
            "row-outside",
            f"{rest} on rows that {mapping.file.name} lacks, the first on {place}: its rows are "
            f"2 to {last}",
            "Build again from the table and its mapping.",
            claim=claim,
            place=f"{mapping.file.name}:{place}",
        )
