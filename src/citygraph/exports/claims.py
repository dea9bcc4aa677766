"""The graph's claims as one CSV table for a spreadsheet or R: a row for each piece of evidence.

A claim that rests on three places in two sources has three rows, alike but for the places:

- `FIXED`: the claim's IRI, its most specific class, modality and description; the source, the place
  in it (`start` and `end` in code points, or `place`: a page, a row, words), `basis`, `asOf`,
  `derivedPart`; the derived bounds of its dates; the version of the graph;
- two columns for each role that some claim here has: the key of who fills it (city/helsinki-fi) and
  its English label (`signatory`, `signatoryLabel`);
- one column for each qualifier that some claim has (`signedOn`, `value` …).

Several values in one cell are separated by " | ". Cells are guarded as in `tables`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from citygraph.exports.tables import csv_text
from citygraph.store import version_of
from citygraph.table import Cell, Table
from citygraph.vocabulary import (
    BASE,
    CG,
    COMMON_QUALIFIERS,
    COMMON_ROLES,
    PREFIXES,
    RELATIONS,
    term,
)

Facts = dict[str, dict[str, list[Any]]]

_CLASSES = " ".join(f"<{CG}{name}>" for name in RELATIONS)
_HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_CLAIMS = f"VALUES ?class {{ {_CLASSES} }} ?node a ?class ."
_EVIDENCE = "?claim cg:evidence ?node ."
_SELECTORS = "?evidence oa:hasSelector ?node ."
_DERIVED = ("represents",)
_BOUNDS = ("earliestDate", "latestDate")
FIXED = (
    *("claim", "class", "modality", "description"),
    *("source", "sourceLabel", "start", "end", "place", "basis", "asOf", "derivedPart"),
    *(*_BOUNDS, "graphVersion"),
)


def claims_csv(store: ox.Store) -> bytes:
    """Returns the claims as CSV, in order of class, claim, source and place.

    >>> claims_csv(ox.Store()).decode().split(",")[:3]
    ['claim', 'class', 'modality']
    """
    return csv_text(claims_table(store)).encode()


def claims_table(store: ox.Store) -> Table:
    """Returns the claims as a table, one row for each piece of evidence."""
    claims, evidence = _facts(store, _CLAIMS), _facts(store, _EVIDENCE)
    selectors, labels, told = _facts(store, _SELECTORS), _labels(store), _told(store)
    wider, version = _wider(store), version_of(store)
    roles, qualifiers = _columns(claims)
    rows: list[tuple[Cell, ...]] = []
    for iri, facts in claims.items():
        head = _head_cells(iri, facts, wider)
        tail: list[Cell] = [_joined(_texts(facts[term(name)])) for name in _BOUNDS]
        tail += [version, *_role_cells(facts, roles, labels)]
        tail += [_joined(_texts(facts[term(name)])) for name in qualifiers]
        nodes = [evidence[node.value] for node in facts[f"{CG}evidence"] if node.value in evidence]
        places = [_place_cells(node, selectors, labels) for node in nodes]
        for place in places or [_unplaced(facts, labels)]:
            # Where sources share a claim, each has its own words for it.
            own = told.get((iri, str(place[0])), head[-1])
            rows.append((*head[:-1], own, *place, *tail))
    names = [name for role in roles for name in (role, f"{role}Label")]
    columns = (*FIXED, *names, *qualifiers)
    return Table(columns, tuple(sorted(rows, key=_row_order)), "Claims")


def _row_order(row: Sequence[Cell]) -> tuple[Any, ...]:
    cells = dict(zip(FIXED, row, strict=False))
    words = [str(cells[name] or "") for name in ("class", "claim", "source")]
    numbers = [cells[name] if isinstance(cells[name], int) else -1 for name in ("start", "end")]
    return (*words, *numbers, tuple(map(str, row)))


def _facts(store: ox.Store, which: str) -> Facts:
    """Returns what is said of the nodes that a pattern finds: node → property → sorted values."""
    query = f"{_HEAD}SELECT DISTINCT ?node ?property ?value {{ {which} ?node ?property ?value }}"
    answer: Any = store.query(query, use_default_graph_as_union=True)
    found: Facts = {}
    for node, predicate, value in answer:
        about = found.setdefault(node.value, defaultdict(list))
        about[predicate.value].append(value)
    for about in found.values():
        for values in about.values():
            values.sort(key=str)
    return found


def _labels(store: ox.Store) -> dict[str, str]:
    """Returns each thing's English label, or the first in another language if it has none."""
    answer: Any = store.query(
        f"{_HEAD}SELECT ?thing ?label {{ ?thing skos:prefLabel ?label }}",
        use_default_graph_as_union=True,
    )
    best: dict[str, tuple[bool, str, str]] = {}
    for thing, label in answer:
        rank = (label.language != "en", label.language or "", label.value)
        best[thing.value] = min(rank, best.get(thing.value, rank))
    return {thing: label for thing, (_, _, label) in best.items()}


def _told(store: ox.Store) -> dict[tuple[str, str], str]:
    """Returns the description of each claim in each source's own graph."""
    answer: Any = store.query(
        f"{_HEAD}SELECT ?claim ?source ?text "
        "{ GRAPH ?graph { ?claim cg:statedIn ?source ; dcterms:description ?text } }"
    )
    found: dict[tuple[str, str], list[str]] = {}
    for claim, source, text in answer:
        found.setdefault((claim.value, _texts([source])[0]), []).append(text.value)
    return {pair: " | ".join(sorted(texts)) for pair, texts in found.items()}


def _wider(store: ox.Store) -> dict[str, set[str]]:
    """Returns the ontology's classes of relation, each with those it is a subclass of."""
    answer: Any = store.query(
        f"{_HEAD}SELECT ?class ?wider {{ ?class rdfs:subClassOf ?wider }}",
        use_default_graph_as_union=True,
    )
    found: dict[str, set[str]] = {}
    for narrow, wide in answer:
        found.setdefault(narrow.value, set()).add(wide.value)
    return found


def _columns(claims: Facts) -> tuple[list[str], list[str]]:
    """Returns the roles and the qualifiers that some claim has, in the vocabulary's order."""
    used = {predicate for facts in claims.values() for predicate in facts}
    every = [name for known in RELATIONS.values() for name in known.roles]
    roles = dict.fromkeys([*every, *COMMON_ROLES, *_DERIVED])
    dated = [name for known in RELATIONS.values() for name in known.qualifiers]
    qualifiers = dict.fromkeys(["attribute", *dated, *COMMON_QUALIFIERS])
    return (
        [name for name in roles if term(name) in used],
        [name for name in qualifiers if term(name) in used],
    )


def _head_cells(iri: str, facts: dict[str, list[Any]], wider: dict[str, set[str]]) -> list[Cell]:
    types = [node.value for node in facts[PREFIXES["rdf"] + "type"]]
    classes = [t for t in types if t.removeprefix(CG) in RELATIONS]
    # The rules add the wider classes: a ParticipantCount is also a Count.
    narrow = [t for t in classes if not any(t in wider.get(other, ()) for other in classes)]
    modality = [node.value.rsplit("/", 1)[-1] for node in facts[term("modality")]]
    cells: list[Cell] = [iri, _joined(t.removeprefix(CG) for t in narrow)]
    return [*cells, _joined(modality), _joined(_texts(facts[term("description")]))]


def _role_cells(
    facts: dict[str, list[Any]], roles: Iterable[str], labels: dict[str, str]
) -> list[Cell]:
    cells: list[Cell] = []
    for role in roles:
        fillers = facts[term(role)]
        cells.append(_joined(_texts(fillers)))
        cells.append(_joined(labels.get(filler.value, "") for filler in fillers))
    return cells


def _place_cells(
    facts: dict[str, list[Any]], selectors: Facts, labels: dict[str, str]
) -> list[Cell]:
    oa = PREFIXES["oa"]
    found = [selectors[node.value] for node in facts[f"{oa}hasSelector"] if node.value in selectors]
    ends = [_number(selector[oa + name]) for selector in found for name in ("start", "end")]
    words = [text for selector in found for text in _texts(selector[PREFIXES["rdf"] + "value"])]
    sources = facts[f"{oa}hasSource"]
    return [
        _joined(_texts(sources)),
        _joined(labels.get(source.value, "") for source in sources),
        *(ends[:2] or [None, None]),
        _joined([*words, *_texts(facts[term("description")])]),
        _joined(node.value.rsplit("/", 1)[-1] for node in facts[term("basis")]),
        _joined(_texts(facts[term("asOf")])),
        _joined(_texts(facts[term("derivedPart")])),
    ]


def _unplaced(facts: dict[str, list[Any]], labels: dict[str, str]) -> list[Cell]:
    """A claim whose evidence is not in this graph still names its sources."""
    sources = facts[term("statedIn")]
    named = _joined(labels.get(source.value, "") for source in sources)
    dates = _joined(_texts(facts[term("asOf")]))
    return [_joined(_texts(sources)), named, None, None, None, None, dates, None]


def _number(values: Sequence[Any]) -> Cell:
    text = values[0].value if values else ""
    return int(text) if text.isascii() and text.isdigit() else None


def _texts(terms: Iterable[Any]) -> list[str]:
    """Returns literals as they are, things by key, the ontology's terms by local name."""
    return [_key(t.value) if isinstance(t, ox.NamedNode) else str(t.value) for t in terms]


def _key(iri: str) -> str:
    for namespace in (f"{BASE}id/", CG, BASE, PREFIXES["dcterms"]):
        if iri.startswith(namespace):
            return iri.removeprefix(namespace)
    return iri


def _joined(texts: Iterable[str]) -> str | None:
    return " | ".join(text for text in texts if text) or None
