"""What the map of a whole graph says of itself; counted by hand in tests/network/diplomacy."""

from __future__ import annotations

from citygraph.maps import overview_graph
from citygraph.maps.model import MapOptions
from citygraph.maps.reading import Reading
from citygraph.store import new_store

from ..network.diplomacy_graph import diplomacy


def test_the_caption_counts_who_is_named_of_those_claimed() -> None:
    graph = overview_graph(Reading(diplomacy(), MapOptions()), diplomacy())
    # The forum of 2015 claims 14: named are Alder, Ola Vik, Cedar, Dune, the UN Water Office and
    # the League; Ida Berg spoke in its panel, the delegation is the counted group, Elm was only
    # planned. The meeting of 2018 claims 3, and four are named: three count.
    assert graph.said[-1] == (
        "Of 17 participants that sources claim for 2 events, 9 are named (53%)."
    )
    assert graph.said[1:3] == ("Filters: none.", "One mode; a line's weight is its number of ties.")


def test_a_graph_without_events_says_that_nothing_is_claimed() -> None:
    store = new_store()
    graph = overview_graph(Reading(store, MapOptions()), store)
    assert graph.said[0] == "Window: all years; 0 of the ties have no date of their own."
    assert graph.said[-1] == "No source claims a number of participants for any event."
