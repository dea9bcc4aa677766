"""A graph looked up: each tie once under each of its ends."""

from __future__ import annotations

from citygraph.maps.model import MapOptions
from citygraph.site import site
from citygraph.site.indexed import indexed

from .markup import Page
from .test_things import ID, tied_to_itself


def test_a_tie_of_a_thing_to_itself_is_counted_once() -> None:
    graph = tied_to_itself(2)
    ties = indexed(graph).ties
    assert [tie.kind.words for tie in ties[f"{ID}organization/hub"]] == [
        "membership",
        "membership",
        "partnership",
    ]
    assert len(ties[f"{ID}city/c000"]) == 1
    files = site(graph, (), MapOptions())
    # Two memberships, two rival claims about the seat, one source.
    assert "3 ties, 4 claims from 1 source." in Page(files["organization/hub.html"]).text
    assert "Hub 3 1" in Page(files["city-networks.html"]).text
