"""What holds of every answer: its order, its sources, its silence on what is denied or repeated."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

from citygraph.inference import infer
from citygraph.query import select, shipped
from citygraph.query.files import QueryFile
from citygraph.table import Cell
from citygraph.vocabulary import BASE, CG, PREFIXES

NAMES = sorted(shipped())

#: rdflib takes minutes for it on four sources; test_coverage compares answers on five small ones.
SLOW_IN_RDFLIB = {"coverage/breakdown"}
#: Claims of every modality are what these are asked for.
ABOUT_CLAIMS = {f"sources/{n}" for n in ("claims", "coverage", "inferences", "partial-dates")}
#: What another claim repeats and adds to stands here too: each source is to be heard, or nothing
#: of the kind can be repeated (an utterance, a plain fact that names a thing).
LIST_ALL = {
    *ABOUT_CLAIMS,
    "agreements/adopted",
    "events/announced-unreported",
    "events/editions",
    "events/parts",
    "people/office-on-date",
    "places/mentions",
    "places/names",
    "programmes/runners",
    "statements/by-speaker",
    "statements/calls",
    "statements/conclusions",
    "statements/pledges",
}


@pytest.fixture(scope="module")
def reversed_store(released: ox.Store) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(reversed(list(released)))
    return store


@pytest.mark.parametrize("name", NAMES)
def test_its_rows_come_in_one_order_each_once(
    name: str, queries: dict[str, QueryFile], released: ox.Store, reversed_store: ox.Store
) -> None:
    text = queries[name].text
    rows = select(released, text).rows
    assert len(set(rows)) == len(rows)
    # The triples were loaded in another order; the rows must not show it.
    assert select(reversed_store, text).rows == rows


def _claims(store: ox.Store, query: QueryFile) -> set[Cell]:
    table = select(store, query.text)
    places = [i for i, column in enumerate(table.columns) if column in ("claim", "claim2")]
    return {row[place] for row in table.rows for place in places} - {None}


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(name)


@pytest.fixture(scope="module")
def denied(released: ox.Store) -> ox.Store:
    """The same store, had the sources denied all that they state."""
    store = ox.Store()
    modality, inferred = _node(CG + "modality"), _node(BASE + "graph/inferred")
    no = _node(BASE + "concept/modality/denied")
    for quad in released:
        if quad.graph_name != inferred:
            value = no if quad.predicate == modality else quad.object
            store.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    infer(store)
    return store


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ABOUT_CLAIMS])
def test_what_sources_deny_is_no_answer(
    name: str, queries: dict[str, QueryFile], denied: ox.Store
) -> None:
    assert _claims(denied, queries[name]) == set()


@pytest.fixture(scope="module")
def repeated(released: ox.Store) -> ox.Store:
    """The same store, were every claim repeated by a fuller one."""
    store = ox.Store()
    store.extend(released)
    refines, stated_in = _node(CG + "refines"), _node(CG + "statedIn")
    graph = _node(BASE + "graph/inferred")
    for quad in released.quads_for_pattern(None, stated_in, None, None):
        claim = quad.subject
        assert isinstance(claim, ox.NamedNode)
        store.add(ox.Quad(_node(BASE + "id/fuller"), refines, claim, graph))
    return store


@pytest.mark.parametrize("name", [name for name in NAMES if name not in LIST_ALL])
def test_what_a_fuller_claim_repeats_is_left_out(
    name: str, queries: dict[str, QueryFile], repeated: ox.Store
) -> None:
    assert _claims(repeated, queries[name]) == set()


def _places(store: ox.Store) -> dict[tuple[Cell, Cell], tuple[int, int]]:
    """Claim and source → where the first place of its evidence begins and the last one ends."""
    spans = select(
        store,
        f"""PREFIX oa: <{PREFIXES["oa"]}> SELECT ?claim ?source ?start ?end {{
        ?claim <{CG}evidence> [ oa:hasSource ?source ; oa:hasSelector ?selector ] .
        ?selector oa:start ?start ; oa:end ?end }}""",
    )
    found: dict[tuple[Cell, Cell], list[int]] = {}
    for claim, source, start, end in spans.rows:
        assert isinstance(start, int)
        assert isinstance(end, int)
        found.setdefault((claim, str(source).rsplit("/", 1)[1]), []).extend((start, end))
    return {key: (min(ends), max(ends)) for key, ends in found.items()}


def _said(store: ox.Store) -> set[tuple[Cell, ...]]:
    description = f"{PREFIXES['dcterms']}description"
    return set(select(store, f"SELECT ?claim ?says {{ ?claim <{description}> ?says }}").rows)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_opens_to_its_source_its_place_and_its_paraphrase(
    name: str, queries: dict[str, QueryFile], released: ox.Store
) -> None:
    table = select(released, queries[name].text)
    places, said = _places(released), _said(released)
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        claim = cells.get("claim")
        if claim is None:
            continue
        source = cells.get("source", "un-secretary-general-mayors-meeting-2021")
        assert (claim, source) in places
        if "start" in cells and name != "sources/claims":
            assert (cells["start"], cells["end"]) == places[claim, source]
        assert "says" not in cells or (claim, cells["says"]) in said


@pytest.fixture(scope="module")
def union(released: ox.Store) -> rdflib.Graph:
    """All named graphs as one, in rdflib's own memory: another engine altogether."""
    graph = rdflib.Graph()
    lines = {f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in released}
    graph.parse(data="".join(sorted(lines)), format="nt")
    return graph


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SLOW_IN_RDFLIB])
def test_it_answers_in_rdflib_as_in_oxigraph(
    name: str, queries: dict[str, QueryFile], released: ox.Store, union: rdflib.Graph
) -> None:
    text = queries[name].text
    prepareQuery(text)
    answer = union.query(text)
    rows = [tuple(map(_cell, row)) for row in answer if isinstance(row, tuple)]
    assert rows == list(select(released, text).rows)


def _cell(term: object) -> Cell:
    if isinstance(term, rdflib.Literal) and term.datatype == rdflib.XSD.integer:
        return int(term)
    if isinstance(term, rdflib.Literal) and term.datatype == rdflib.XSD.decimal:
        return float(term)
    return None if term is None else str(term)
