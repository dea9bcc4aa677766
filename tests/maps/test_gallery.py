"""Which maps a build draws, on the small graph of diplomacy."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from citygraph.maps import overview_graph
from citygraph.maps.gallery import Drawn, gallery
from citygraph.maps.model import MapOptions
from citygraph.maps.reading import Reading
from citygraph.query import shipped
from citygraph.store import new_store

from ..network.diplomacy_graph import diplomacy


def drawn_of(store: ox.Store, told: Callable[[str], None] = lambda what: None) -> list[Drawn]:
    reading = Reading(store, MapOptions())
    return list(gallery(store, reading, overview_graph(reading, store), told))


def test_the_whole_graph_comes_first_then_each_recipe_of_cities() -> None:
    told: list[str] = []
    drawn = drawn_of(diplomacy(), told.append)
    assert drawn[0].file == "map.html"
    recipes = {name.removeprefix("ties/") for name in shipped("ties")}
    left = {"overview", "actor-declaration", "actor-event", "actor-network"}
    assert [one.file for one in drawn[1:]] == [
        f"maps/{name}.html" for name in sorted(recipes - left)
    ]
    assert told == ["map overview", *(f"map {name}" for name in sorted(recipes - left))]
    for one in drawn:
        assert one.page is None or one.page.startswith("<!DOCTYPE html>")
        assert one.question.endswith("?")


def test_a_map_says_how_much_it_holds() -> None:
    (city_network,) = (one for one in drawn_of(diplomacy()) if one.file == "maps/city-network.html")
    # Five cities and two networks; Alder was twice in the League, of Elm two lists tell.
    # The Pact has Alder and Dune. The League's list, the Pact's page and the rival list say so.
    assert city_network.line == "7 things and 7 ties, by 9 claims from 3 sources."


def test_a_claim_that_ties_nobody_is_not_counted_for_a_map() -> None:
    (shared,) = (one for one in drawn_of(diplomacy()) if one.file == "maps/meeting.html")
    # Three met in one meeting: three pairs, each with the claims of both, three claims in all,
    # and the Daily alone reports it.
    assert shared.line == "3 things and 3 ties, by 3 claims from 1 source."


def test_of_an_empty_graph_no_network_is_drawn_and_each_says_why() -> None:
    drawn = drawn_of(new_store())
    assert drawn[0].page is not None
    assert {one.page for one in drawn[1:]} == {None}
    assert {one.line for one in drawn[1:]} == {"Not drawn: this graph has no such tie."}


def test_what_stands_in_two_modes_is_told_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # In this graph the League is itself a member of the Pact: a network and a member at once.
    monkeypatch.setattr("citygraph.maps.gallery._LEFT", ("overview",))
    drawn = {one.file: one for one in drawn_of(diplomacy())}
    refused = drawn["maps/actor-network.html"]
    assert refused.page is None
    assert "harbour-league stands in both modes" in refused.line
    assert drawn["maps/co-membership.html"].page is not None
