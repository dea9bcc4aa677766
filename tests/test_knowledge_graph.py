"""The graph in a notebook: the same data for rdflib, and nobody else is asked."""

from __future__ import annotations

import socket

import pytest
from rdflib import Literal, URIRef, Variable

import citygraph
from citygraph.errors import QueryError
from citygraph.knowledge_graph import KnowledgeGraph
from citygraph.resources import graph_dir, graph_version
from citygraph.vocabulary import BASE, CG


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return citygraph.open(graph_dir() / "citygraph.trig")


def test_a_dataset_holds_the_same_quads_and_answers(kg: KnowledgeGraph) -> None:
    dataset = kg.dataset()
    assert len(list(dataset.quads())) == len(kg.store)
    tallinn = URIRef(f"{BASE}id/city/tallinn-ee")
    declaration = URIRef(f"{BASE}id/document/helsinki-impact-declaration")
    found = dataset.query(f"SELECT ?d {{ <{tallinn}> <{CG}signed> ?d }}")
    assert found.bindings == [{Variable("d"): declaration}]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> WHERE {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{url}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ],
)
def test_no_question_reaches_another_server(kg: KnowledgeGraph, sparql: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        text = sparql.format(url=f"http://127.0.0.1:{server.getsockname()[1]}/data.ttl")
        for ask in (kg.query, kg.dataset().query):
            try:
                list(ask(text))
            except QueryError as wrong:
                assert "works offline" in str(wrong)
        with pytest.raises(TimeoutError):
            server.accept()


def test_an_update_through_rdflib_may_not_load(kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="works offline"):
        kg.dataset().update("LOAD <http://127.0.0.1:9/x.ttl>")


def test_what_rdflib_updates_is_seen() -> None:
    kg = citygraph.open(graph_dir() / "citygraph.trig")
    ask = "ASK { <http://x/s> <http://x/p> %s }"
    assert kg.query(ask % 1).rows == ((False,),)
    dataset = kg.dataset()
    dataset.update("INSERT DATA { GRAPH <http://x/g> { <http://x/s> <http://x/p> 1 } }")
    assert kg.query(ask % 1).rows == ((True,),)
    dataset.graph(URIRef("http://x/g")).add(
        (URIRef("http://x/s"), URIRef("http://x/p"), Literal(3))
    )
    assert kg.query(ask % 3).rows == ((True,),)
    # One triple goes and one comes: the size is the same, the answer is not.
    dataset.update(
        "DELETE DATA { GRAPH <http://x/g> { <http://x/s> <http://x/p> 1 } } ;"
        "INSERT DATA { GRAPH <http://x/g> { <http://x/s> <http://x/p> 2 } }"
    )
    assert kg.query(ask % 1).rows == ((False,),)
    assert kg.query(ask % 2).rows == ((True,),)


def test_the_version_is_that_of_the_release(kg: KnowledgeGraph) -> None:
    assert kg.version == graph_version()


def test_a_list_binds_several_values(kg: KnowledgeGraph) -> None:
    both = kg.query("people/offices", holder=["Oh Se-hoon", "Desmond Lee"])
    one = kg.query("people/offices", holder="Oh Se-hoon")
    assert len(both) > len(one) > 0


def test_parameters_need_a_query_file(kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="query file"):
        kg.query("SELECT * { ?s ?p ?o }", city="Helsinki")


def test_a_table_becomes_a_data_frame(kg: KnowledgeGraph) -> None:
    declaration = "document/helsinki-impact-declaration"
    frame = kg.query("agreements/signatories", document=declaration).to_pandas()
    signed = {"Eurocities", "Helsinki", "Metrex", "Stockholm", "Tallinn"}
    assert set(frame["signatory"]) == signed


def test_from_asks_one_source_alone(kg: KnowledgeGraph) -> None:
    text = "SELECT DISTINCT ?s FROM <%sgraph/%s> WHERE { ?s a <%sPerson> }"
    page = kg.query(text % (BASE, "helsinki-impact-declaration-page", CG))
    # The page names two people: the mayor who opened and the deputy mayor who signed.
    assert len(page) == 2
    assert len(kg.query(text % (BASE, "no-such-source", CG))) == 0
