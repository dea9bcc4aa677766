"""What is known of a network's nodes: name, class, country, region, place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from citygraph.errors import QueryError, nearest
from citygraph.network.claim_facts import batches
from citygraph.query import select
from citygraph.table import Cell
from citygraph.vocabulary import BASE, CG, PREFIXES

_HEAD = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("cg", "rdfs", "schema", "skos", "wgs")
)
_LABELS = """
SELECT ?node (STR(?text) AS ?label) (LANG(?text) AS ?lang) { ?node skos:prefLabel ?text }"""
_CLASSES = f'SELECT ?node ?kind {{ ?node a ?kind FILTER(STRSTARTS(STR(?kind), "{CG}")) }}'
_ABOVE = "SELECT ?kind ?above { ?kind rdfs:subClassOf+ ?above FILTER(ISIRI(?above)) }"
_PLACES = """
SELECT ?node (MIN(STR(?where)) AS ?country) (MIN(STR(?area)) AS ?region)
  (MIN(STR(?sub)) AS ?subregion)
{
  ?node cg:inCountry ?where .
  OPTIONAL { ?where cg:unRegion ?own . ?own skos:prefLabel ?sub FILTER(LANG(?sub) = "en")
    OPTIONAL { ?own skos:broader ?up . ?up skos:prefLabel ?area FILTER(LANG(?area) = "en") } }
} GROUP BY ?node"""
_POINTS = "SELECT ?node ?lat ?long { ?node wgs:lat ?lat ; wgs:long ?long }"
_GEONAMES = """
SELECT ?node ?same { ?node schema:sameAs ?same FILTER(CONTAINS(STR(?same), "geonames.org/")) }"""
_NUMBER = re.compile(r"geonames\.org/(\d+)")


@dataclass(frozen=True, slots=True)
class Node:
    """One thing. `country` is an ISO code; `region` and `subregion` are those of UN M49.

    What the graph does not know is empty, or None for numbers.
    """

    iri: str
    label: str
    kind: str = ""
    country: str = ""
    region: str = ""
    subregion: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None

    @property
    def key(self) -> str:
        """The node's key, such as city/helsinki-fi; its IRI where it is no thing of ours."""
        return self.iri.split("/id/", 1)[-1] if "/id/" in self.iri else self.iri


def nodes(store: ox.Store, iris: Iterable[str], lang: str = "en") -> dict[str, Node]:
    """Returns the nodes by IRI, in order; one that the store does not know has its IRI's end as
    label. Labels are in `lang` where the graph has one, else English.
    """
    wanted = sorted(set(iris))
    labels = _labels(_rows(store, _LABELS, wanted), lang)
    kinds = _kinds(_rows(store, _CLASSES, wanted), select(store, _HEAD + _ABOVE).rows)
    places = {row[0]: row[1:] for row in _rows(store, _PLACES, wanted)}
    points = {row[0]: row[1:] for row in _rows(store, _POINTS, wanted)}
    numbers = {
        str(row[0]): int(match[1])
        for row in _rows(store, _GEONAMES, wanted)
        if (match := _NUMBER.search(str(row[1])))
    }
    found = {}
    for iri in wanted:
        country, region, subregion = places.get(iri, (None, None, None))
        latitude, longitude = points.get(iri, (None, None))
        found[iri] = Node(
            iri,
            labels.get(iri, iri.rsplit("/", 1)[-1]),
            kinds.get(iri, ""),
            str(country or "").rsplit("/", 1)[-1].upper(),
            # A country whose region has none above it stands in that region.
            str(region or subregion or ""),
            str(subregion or ""),
            _degrees(latitude),
            _degrees(longitude),
            numbers.get(iri),
        )
    return found


def _degrees(cell: Cell) -> float | None:
    """A coordinate as a number; what is none is a finding of `check`, and places nothing here."""
    try:
        return None if cell is None else float(cell)
    except ValueError:
        return None


def _rows(store: ox.Store, query: str, iris: Iterable[str]) -> list[tuple[Cell, ...]]:
    """The query's rows for these nodes alone."""
    asked = (
        f"{_HEAD}{query.replace('{', f'{{ VALUES ?node {{ {batch} }}', 1)}"
        for batch in batches(iris)
    )
    return [row for text in asked for row in select(store, text).rows]


def _labels(rows: Iterable[tuple[Cell, ...]], lang: str) -> dict[str, str]:
    ranks = {lang: 0, "en": 1, "": 2}
    best: dict[str, tuple[int, str, str]] = {}
    for node, label, tag in rows:
        offer = (ranks.get(str(tag), 3), str(tag), str(label))
        best[str(node)] = min(best.get(str(node), offer), offer)
    return {node: label for node, (_, _, label) in best.items()}


def _kinds(rows: Iterable[tuple[Cell, ...]], classes: Iterable[tuple[Cell, ...]]) -> dict[str, str]:
    """Of each thing its most special class: the one with the most classes above it."""
    above: dict[str, int] = {}
    for kind, _ in classes:
        above[str(kind)] = above.get(str(kind), 0) + 1
    best: dict[str, tuple[int, str]] = {}
    for node, kind in rows:
        # "Mayor" is what rules derive from an office; it says nothing of what a node is.
        offer = (-above.get(str(kind), 0), str(kind))
        if str(kind) != f"{CG}Mayor":
            best[str(node)] = min(best.get(str(node), offer), offer)
    return {node: kind.removeprefix(CG) for node, (_, kind) in best.items()}


def find_node(name: str, known: Iterable[Node]) -> str:
    """Returns the IRI of the node that a key, an IRI or a label means.

    Raises QueryError with the nearest name where none or several are meant.

    >>> find_node("city/oslo-no", [Node("https://w3id.org/citygraph/id/city/oslo-no", "Oslo")])
    'https://w3id.org/citygraph/id/city/oslo-no'
    """
    candidates = list(known)
    if iri := meant(name, names(candidates)):
        return iri
    words = {word for node in candidates for word in (node.key, node.label)}
    raise QueryError(f"no node of this network is called {name!r}{nearest(name, words)}")


def names(known: Iterable[Node]) -> dict[str, list[str]]:
    """Returns the IRIs of the nodes by each name that may stand for them: key, IRI, label."""
    found: dict[str, list[str]] = {}
    for node in known:
        for name in {node.iri, node.key, node.label.casefold()}:
            found.setdefault(name, []).append(node.iri)
    return found


def meant(name: str, named: Mapping[str, Sequence[str]]) -> str | None:
    """Returns the IRI that a name of `names` means, None for one that is none of them.

    Raises QueryError where several nodes bear it.
    """
    found = named.get(name) or named.get(name.casefold()) or []
    if len(found) > 1:
        keys = ", ".join(sorted(iri.removeprefix(BASE).removeprefix("id/") for iri in found))
        raise QueryError(f"several nodes are called {name!r}: {keys}")
    return found[0] if found else None
