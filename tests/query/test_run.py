"""Queries give typed tables, end in time, change nothing and reach nobody."""

from __future__ import annotations

import socket

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citygraph.errors import QueryError
from citygraph.merged import forget
from citygraph.query.run import refuse_network, select


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    data = """@prefix : <http://x/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    :g { :a :n 7 ; :d "1.5"^^xsd:decimal ; :t true ; :s "b"@sv ; :y "2019"^^xsd:gYear ; :i :c . }"""
    store.load(data.encode(), format=ox.RdfFormat.TRIG)
    return store


def test_cells_have_the_types_of_their_literals(store: ox.Store) -> None:
    table = select(store, "SELECT ?p ?o ?none { ?s ?p ?o } ORDER BY ?p")
    assert table.columns == ("p", "o", "none")
    cells = {str(p).removeprefix("http://x/"): o for p, o, none in table if none is None}
    assert cells == {"d": 1.5, "i": "http://x/c", "n": 7, "s": "b", "t": True, "y": "2019"}
    assert type(cells["t"]) is bool


def test_an_ask_is_one_row_of_one_truth(store: ox.Store) -> None:
    assert select(store, "ASK { ?s ?p 7 }").rows == ((True,),)
    assert select(store, "ASK { ?s ?p 8 }").rows == ((False,),)


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * { ?s ?p }", "not SPARQL"),
        ("INSERT DATA { <http://a> <http://b> <http://c> }", "not SPARQL"),
        ("DROP ALL", "not SPARQL"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "write a SELECT"),
    ],
)
def test_what_is_no_question_is_refused_and_changes_nothing(
    store: ox.Store, sparql: str, words: str
) -> None:
    before = len(store)
    with pytest.raises(QueryError, match=words):
        select(store, sparql)
    assert len(store) == before


def test_a_syntax_error_names_its_line(store: ox.Store) -> None:
    with pytest.raises(QueryError) as wrong:
        select(store, "SELECT *\n{ ?s ?p ?o \n FILTER( }")
    assert wrong.value.line == 3


def test_a_triple_that_two_sources_state_counts_once(store: ox.Store) -> None:
    node = ox.NamedNode
    for graph in ("g", "h"):
        store.add(
            ox.Quad(
                node("http://x/a"), node("http://x/v"), node("http://x/b"), node(graph_of(graph))
            )
        )
    count = "SELECT (COUNT(*) AS ?n) { ?s <http://x/v> ?o . ?s <http://x/v> ?o2 }"
    assert select(store, count).rows == ((1,),)
    # Who says it is another question, and there both do.
    which = "SELECT ?g { GRAPH ?g { ?s <http://x/v> ?o } ?s <http://x/v> ?o2 } ORDER BY ?g"
    assert select(store, which).rows == ((graph_of("g"),), (graph_of("h"),))


def graph_of(name: str) -> str:
    return f"http://x/{name}"


def test_what_is_added_or_removed_later_is_seen(store: ox.Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert select(store, count).rows == ((6,),)
    quad = ox.Quad(ox.NamedNode("http://x/a"), ox.NamedNode("http://x/v"), ox.Literal("new"))
    store.add(quad)
    forget(store)
    assert select(store, count).rows == ((7,),)
    store.remove(quad)
    forget(store)
    assert select(store, count).rows == ((6,),)


OUTWARD = [
    "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    "SELECT * { SERVI\\u0043E <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x' } #\n LIMIT 1 VALUES ?q { 1 } SERVICE <http://127.0.0.1:%d/>",
    "LOAD <http://127.0.0.1:%d/>",
]


@pytest.mark.parametrize("sparql", OUTWARD)
def test_no_query_reaches_another_server(store: ox.Store, sparql: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        with pytest.raises(QueryError, match="works offline"):
            select(store, sparql % server.getsockname()[1])
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?SERVICE { ?SERVICE ?p 'SERVICE' } # SERVICE <http://x/>",
        'PREFIX SERVICE: <http://x/SERVICE#> SELECT * { ?s SERVICE:load """LOAD""" }',
    ],
)
def test_the_word_in_names_strings_and_comments_is_harmless(store: ox.Store, sparql: str) -> None:
    assert len(select(store, sparql)) == 0


@given(st.text(alphabet="SERVICE service<>\"'{}#?\\u0053\n "))
def test_looking_for_the_word_always_ends(text: str) -> None:
    try:
        refuse_network(text)
    except QueryError as wrong:
        assert "offline" in str(wrong)


def test_a_query_that_never_ends_is_given_up(store: ox.Store) -> None:
    endless = (
        "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(12)) + "}"
    )
    with pytest.raises(QueryError, match=r"no answer within 0\.2 seconds"):
        select(store, endless, timeout=0.2)


def test_within_its_time_a_query_answers_as_without(store: ox.Store) -> None:
    sparql = "SELECT ?p { ?s ?p ?o } ORDER BY ?p"
    assert select(store, sparql, timeout=30) == select(store, sparql)
    with pytest.raises(QueryError, match="not SPARQL"):
        select(store, "nonsense", timeout=30)
