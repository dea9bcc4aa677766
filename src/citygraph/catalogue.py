"""What the package holds, one table a kind: queries, ties, analyses, maps, exports and so on."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.cache import cached_store
from citygraph.errors import QueryError, nearest
from citygraph.exports import EXPORTS
from citygraph.loaders import LOADERS
from citygraph.maps import MAPS
from citygraph.query import select, shipped
from citygraph.resources import graph_dir
from citygraph.table import Table
from citygraph.vocabulary import PREFIXES

_SOURCES = f"""
PREFIX cg: <{PREFIXES["cg"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT (REPLACE(STR(?document), "^.*/id/source/", "") AS ?name) ?label
       (SAMPLE(?tag) AS ?language) (SAMPLE(?day) AS ?issued) (COUNT(DISTINCT ?relation) AS ?claims)
WHERE {{
  ?document a cg:SourceDocument ; rdfs:label ?label ; dcterms:language ?tag .
  FILTER(LANG(?label) = "en")
  OPTIONAL {{ ?document dcterms:issued ?day }}
  OPTIONAL {{ ?relation cg:statedIn ?document }}
}} GROUP BY ?document ?label ORDER BY ?document"""


def _queries(folder: str | None) -> Table:
    rows = tuple((name, query.question or query.title) for name, query in shipped(folder).items())
    return Table(("name", "question"), rows)


def _first_lines(registry: dict[str, Callable[..., object]]) -> Table:
    rows = [(name, (made.__doc__ or "").strip().split("\n")[0]) for name, made in registry.items()]
    return Table(("name", "what"), tuple(rows))


def _sources() -> Table:
    return select(cached_store([graph_dir() / "citygraph.trig"]), _SOURCES)


def _analyses() -> Table:
    # Not at the top: the base install has no network libraries.
    from citygraph.analysis import ANALYSES

    return _first_lines(dict(ANALYSES))


def _maps() -> Table:
    """Those of the whole graph, then one for each recipe of ties."""
    recipes = ((str(name).removeprefix("ties/"), words) for name, words in _queries("ties").rows)
    own = _first_lines(dict(MAPS)).rows
    rows = (*own, *(row for row in recipes if row[0] not in MAPS))
    return Table(("name", "what"), rows)


_CATALOGUE: dict[str, Callable[[], Table]] = {
    "queries": lambda: _queries(None),
    "ties": lambda: _queries("ties"),
    "analyses": _analyses,
    "maps": _maps,
    "exports": lambda: _first_lines(dict(EXPORTS)),
    "loaders": lambda: _first_lines(dict(LOADERS)),
    "sources": _sources,
}


def catalogue(what: str) -> Table:
    """Returns the table of one kind of thing; QueryError with the nearest name for an unknown kind.

    >>> catalogue("loaders").column("name")
    ('.table.yaml', '.yaml')
    """
    if what not in _CATALOGUE:
        raise QueryError(f"nothing to list under {what!r}{nearest(what, _CATALOGUE)}")
    return _CATALOGUE[what]()
