"""What is known of nodes, and by which names they are found."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from tests.network.diplomacy_graph import ALDER, CEDAR, DUNE, FORUM, LEAGUE, PANEL, UN, diplomacy

from citygraph.errors import QueryError
from citygraph.network.nodes import Node, find_node, meant, names, nodes
from citygraph.store import new_store
from citygraph.vocabulary import PREFIXES

IDA = ALDER.replace("city/alder-se", "person/ida-berg")


def test_a_city_has_label_class_country_regions_and_place() -> None:
    assert nodes(diplomacy(), [ALDER]) == {
        ALDER: Node(ALDER, "Alder", "City", "SE", "Europe", "Northern Europe", 58.5, 15.25)
    }
    assert nodes(diplomacy(), [DUNE])[DUNE].subregion == "Latin America"
    assert nodes(diplomacy(), [DUNE])[DUNE].region == "Americas"


def test_what_is_not_known_is_empty() -> None:
    assert nodes(diplomacy(), [CEDAR])[CEDAR] == Node(CEDAR, "Cedar", "City")
    assert nodes(diplomacy(), ["urn:x/y"]) == {"urn:x/y": Node("urn:x/y", "y")}
    assert nodes(diplomacy(), []) == {}


def test_the_class_is_the_most_special_one() -> None:
    found = nodes(diplomacy(), [UN, LEAGUE, FORUM, PANEL, IDA])
    kinds = {iri: node.kind for iri, node in found.items()}
    assert kinds == {
        UN: "UNAgency",
        LEAGUE: "CityNetwork",
        FORUM: "Forum",
        PANEL: "Session",
        # A mayor by an office that rules derive it from is a person all the same.
        IDA: "Person",
    }


def test_labels_come_in_the_language_asked_for_else_in_english() -> None:
    found = nodes(diplomacy(), [ALDER, CEDAR], "sv")
    assert [found[ALDER].label, found[CEDAR].label] == ["Al", "Cedar"]


def test_the_key_of_a_thing_of_others_is_its_iri() -> None:
    assert Node("urn:x", "X").key == "urn:x"
    assert Node(ALDER, "Alder").key == "city/alder-se"


def test_a_node_is_found_by_key_iri_and_label() -> None:
    known = nodes(diplomacy(), [ALDER, CEDAR]).values()
    for name in ("city/alder-se", ALDER, "Alder", "ALDER"):
        assert find_node(name, known) == ALDER


def test_a_name_of_none_gets_the_nearest_and_one_of_several_gets_all() -> None:
    known = [Node("urn:1", "Springfield"), Node("urn:2", "springfield")]
    with pytest.raises(QueryError, match="several nodes are called 'Springfield': urn:1, urn:2"):
        find_node("Springfield", known)
    assert find_node("urn:2", known) == "urn:2"
    with pytest.raises(QueryError, match="called 'Sprinfield'; did you mean 'Springfield'"):
        find_node("Sprinfield", known)
    with pytest.raises(QueryError, match=r"no node of this network is called 'x'$"):
        find_node("x", [])


def test_a_key_goes_before_another_nodes_label() -> None:
    assert names([Node("urn:1", "urn:1")]) == {"urn:1": ["urn:1"]}
    assert meant("Oslo", names([Node("urn:1", "Oslo")])) == "urn:1"
    assert meant("Turku", names([Node("urn:1", "Oslo")])) is None


def test_a_coordinate_that_is_no_number_places_nothing() -> None:
    store = new_store()
    thing = ox.NamedNode("https://a.example/id/city/odd")
    for name, value in (("lat", "north"), ("long", "15.25")):
        property_ = ox.NamedNode(PREFIXES["wgs"] + name)
        store.add(ox.Quad(thing, property_, ox.Literal(value)))
    found = nodes(store, [thing.value])[thing.value]
    assert (found.latitude, found.longitude) == (None, 15.25)
