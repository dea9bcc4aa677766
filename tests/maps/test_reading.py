"""From a store to a map's things, ties and claims; the counts are made by hand from small.trig."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from citygraph.errors import QueryError
from citygraph.maps.model import Graph, MapOptions, Node, Tie
from citygraph.maps.reading import read
from citygraph.maps.terms import local_name
from citygraph.resources import queries_dir

RECIPE = (queries_dir() / "ties" / "overview.rq").read_text(encoding="utf-8")


def node(graph: Graph, name: str) -> Node:
    return next(node for node in graph.nodes if local_name(node.iri) == name)


def tie(graph: Graph, source: str, kind: str, target: str) -> Tie:
    return next(
        tie
        for tie in graph.ties
        if (local_name(tie.source), tie.kind.words, local_name(tie.target))
        == (source, kind, target)
    )


@pytest.fixture
def graph(small: ox.Store) -> Graph:
    return read(small, RECIPE, MapOptions())


def test_every_thing_is_a_node_tied_or_not_and_nothing_else(graph: Graph) -> None:
    assert [local_name(node.iri) for node in graph.nodes] == [
        "norvik-no",
        "harbour-pledge",
        "harbour-forum-1",
        "harbour-forum-2",
        "harbour-news-house",
        "port-cities",
        "ada-berg",
        "mayor-of-norvik",
        "old-wharf",
    ]
    assert len(graph.ties) == 7
    assert len(graph.claims) == 7
    assert len(graph.sources) == 2


def test_kinds_and_types_follow_the_ontology(graph: Graph) -> None:
    kinds = {local_name(node.iri): (node.kind, node.type.words) for node in graph.nodes}
    assert kinds["norvik-no"] == ("city", "city")
    assert kinds["harbour-forum-1"] == ("event", "forum")
    assert kinds["port-cities"] == ("network", "city network")
    assert kinds["mayor-of-norvik"][0] == "post"
    assert kinds["harbour-news-house"][0] == "organization"


def test_a_planned_tie_and_a_derived_one_are_marked(graph: Graph) -> None:
    planned = tie(graph, "port-cities", "participation", "harbour-forum-2")
    assert not planned.actual
    # The city is inferred from the mayor's office: only the tie that runs over it is derived.
    assert tie(graph, "norvik-no", "on behalf of", "harbour-forum-1").derived
    assert not tie(graph, "ada-berg", "participation", "harbour-forum-1").derived
    assert tie(graph, "norvik-no", "signature", "harbour-pledge").derived
    assert node(graph, "harbour-forum-2").unheld
    assert not node(graph, "harbour-forum-1").unheld


def test_a_denied_claim_draws_no_tie_but_opens_at_the_thing(graph: Graph) -> None:
    claims = [graph.claims[iri] for iri in node(graph, "port-cities").claims]
    assert [(claim.mode, claim.sentence.words) for claim in claims] == [
        ("denied", "Port Cities is said not to have signed.")
    ]


def test_a_plain_fact_in_words_opens_at_its_thing(graph: Graph) -> None:
    (fact,) = [graph.claims[iri] for iri in node(graph, "harbour-forum-1").claims]
    assert [(role.name, role.values[0].text.words) for role in fact.roles] == [
        ("subject", "1st Harbour Forum"),
        ("attribute", "start date"),
        ("value", "2024-05-02"),
    ]


def test_a_place_is_a_span_or_words_or_a_page(graph: Graph) -> None:
    def places(name: str) -> list[tuple[int | None, int | None, str]]:
        claim = next(c for iri, c in graph.claims.items() if local_name(iri) == name)
        return [(place.start, place.end, place.place) for place in claim.evidence]

    assert places("t1") == [(17, 41, "")]
    assert places("s1") == [(None, None, "second row of the table of parties")]
    assert places("p2") == [(None, None, "page=3")]


def test_quotes_are_found_by_source_and_span(small: ox.Store) -> None:
    quotes = {("harbour-news", 17, 41): "said Ada Berg, the mayor"}
    claims = read(small, RECIPE, MapOptions(quotes=quotes)).claims
    quoted = {local_name(iri): [e.quote for e in claim.evidence] for iri, claim in claims.items()}
    assert quoted["t1"] == ["said Ada Berg, the mayor"]
    assert quoted["p1"] == [""]


def test_a_sentence_is_given_or_composed_and_says_which(graph: Graph) -> None:
    claims = {local_name(iri): claim for iri, claim in graph.claims.items()}
    assert claims["t1"].sentence.words == "Ada Berg is named as mayor of Norvik."
    assert not claims["t1"].composed
    assert claims["p2"].composed
    assert claims["p2"].sentence.words.startswith(
        "participation: participant Port Cities; event 2nd"
    )


def test_labels_come_in_the_chosen_language_else_english(small: ox.Store) -> None:
    graph = read(small, RECIPE, MapOptions(lang="sv"))
    assert node(graph, "norvik-no").label.words == "Norrvik"
    assert node(graph, "norvik-no").type.words == "stad"
    assert node(graph, "ada-berg").label.words == "Ada Berg"
    said = next(claim for iri, claim in graph.claims.items() if local_name(iri) == "t1")
    assert said.sentence.words == "Ada Berg kallas borgmästare i Norrvik."


def test_a_source_gives_what_it_knows_of_itself(graph: Graph) -> None:
    news, parties = graph.sources.values()
    assert (news.publisher.words, news.issued, news.language) == (
        "Harbour News House",
        "2024-05-03",
        "en",
    )
    assert news.title.words == "Mayors meet in Norvik"
    assert (parties.publisher.words, parties.issued, parties.url) == ("", "", "")


def test_a_recipe_that_ties_no_things_is_refused(small: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"no column \?target"):
        read(small, "SELECT (<http://x/a> AS ?source) {}", MapOptions())
    strange = """SELECT (<http://x/a> AS ?source) (<http://x/b> AS ?target) (<http://x/t> AS ?tie)
        ("" AS ?date) (<http://x/c> AS ?claim1) (<http://x/c> AS ?claim2) {}"""
    with pytest.raises(QueryError, match="ties <http://x/a>, which is no thing"):
        read(small, strange, MapOptions())


REFINED = """PREFIX : <https://w3id.org/citygraph/id/> PREFIX cg: <https://w3id.org/citygraph/ontology#>
GRAPH :g {
:person\\/ada-berg a cg:Person . :post\\/mayor-of-norvik a cg:Mayoralty .
:term-of-office\\/t2 a cg:TermOfOffice ; cg:validFrom "2023" ;
  cg:holder :person\\/ada-berg ; cg:post :post\\/mayor-of-norvik ;
  cg:statedIn :source\\/pledge-list ;
  cg:refines :term-of-office\\/t1 ; cg:rivals :signature\\/s2 .
}"""


def test_refined_and_rival_claims_stand_beside_the_claim_of_the_tie(small: ox.Store) -> None:
    small.load(REFINED.encode(), format=ox.RdfFormat.TRIG)
    graph = read(small, RECIPE, MapOptions())
    held = tie(graph, "ada-berg", "term of office", "mayor-of-norvik")
    assert [local_name(iri) for iri in held.claims] == ["t2"]
    claim = graph.claims[held.claims[0]]
    assert [local_name(iri) for iri in claim.refined] == ["t1"]
    assert [local_name(iri) for iri in claim.rivals] == ["s2"]
    opened = {local_name(iri) for iri in node(graph, "ada-berg").claims}
    assert "t1" not in opened  # it stands beside the finer one already


PLACES = """PREFIX : <https://w3id.org/citygraph/id/> PREFIX cg: <https://w3id.org/citygraph/ontology#>
PREFIX wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#>
GRAPH :g {
:event\\/harbour-forum-1 cg:heldIn :city\\/norvik-no .
:event\\/harbour-forum-2 cg:heldIn :city\\/sund-no .
:city\\/norvik-no wgs:lat 60.5 ; wgs:long 5.25 .
:city\\/sund-no a cg:City ; wgs:lat 1e300 ; wgs:long 5.5 .
:city\\/edge-no a cg:City ; wgs:lat 90 ; wgs:long -180 .
:city\\/past-no a cg:City ; wgs:lat 12 ; wgs:long 180.5 .
:city\\/nowhere-no a cg:City ; wgs:lat "NaN"^^<http://www.w3.org/2001/XMLSchema#double> ;
  wgs:long 5.5 .
}"""


def test_a_city_is_a_host_where_an_event_was_held_not_where_one_is_announced(
    small: ox.Store,
) -> None:
    small.load(PLACES.encode(), format=ox.RdfFormat.TRIG)
    graph = read(small, RECIPE, MapOptions())
    assert [local_name(node.iri) for node in graph.nodes if node.host] == ["norvik-no"]


def test_coordinates_that_lie_on_no_globe_place_nothing(small: ox.Store) -> None:
    small.load(PLACES.encode(), format=ox.RdfFormat.TRIG)
    graph = read(small, RECIPE, MapOptions())
    places = {local_name(node.iri): node.place for node in graph.nodes if node.kind == "city"}
    assert places == {
        "norvik-no": (60.5, 5.25),
        "edge-no": (90, -180),
        "sund-no": None,
        "past-no": None,
        "nowhere-no": None,
    }


def test_a_span_of_thousands_of_digits_is_no_number(small: ox.Store) -> None:
    long = f"""PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX : <urn:x:>
    PREFIX cg: <https://w3id.org/citygraph/ontology#>
    :g {{ :c a cg:Membership ; cg:statedIn :s ; cg:evidence :e . :e oa:hasSource :s ;
    oa:hasSelector :t . :t oa:start "{"9" * 5000}" ; oa:end "12" . }}"""
    small.load(long.encode(), format=ox.RdfFormat.TRIG)
    (place,) = read(small, RECIPE, MapOptions()).claims["urn:x:c"].evidence
    assert (place.start, place.end) == (None, 12)
