"""All files of a site; the counts are made by hand from the maps' small.trig."""

from __future__ import annotations

import os
import subprocess
import sys
from posixpath import dirname, join, normpath

import pytest

from citygraph.maps.model import Graph, MapOptions
from citygraph.site import Entry, site

from .conftest import ENTRIES, OPTIONS, Files
from .markup import Page

THINGS = {
    "city/norvik-no.html",
    "document/harbour-pledge.html",
    "event/harbour-forum-1.html",
    "event/harbour-forum-2.html",
    "organization/harbour-news-house.html",
    "organization/port-cities.html",
    "person/ada-berg.html",
    "post/mayor-of-norvik.html",
    "venue/old-wharf.html",
}
SOURCES = {"source/harbour-news.html", "source/pledge-list.html"}
LISTS = {
    "cities.html": 1,
    "people.html": 1,
    "city-networks.html": 1,
    "organisations.html": 1,
    "events.html": 2,
    "declarations.html": 1,
    "posts.html": 1,
    "venues.html": 1,
    "sources.html": 2,
}


def pages(files: Files) -> dict[str, Page]:
    return {name: Page(content) for name, content in files.items() if name.endswith(".html")}


def test_every_thing_and_source_has_a_page_and_every_kind_a_list(files: Files) -> None:
    shared = {"index.html", "site/site.css", "site/site.js", "site/names.js"}
    assert set(files) == THINGS | SOURCES | set(LISTS) | shared


def test_each_link_leads_to_a_file_and_to_a_place_in_it(files: Files) -> None:
    known = pages(files)
    outward = {"https://news.example/forum", "https://www.geonames.org/1", "data:,"}
    for name, page in known.items():
        for link in set(page.links) - outward:
            path, _, place = link.partition("#")
            target = normpath(join(dirname(name), path)) if path else name
            assert target in files or target in {entry.file for entry in ENTRIES}, (name, link)
            if place:
                ids = [found.get("id") for _, found in known[target].elements]
                assert ids.count(place) == 1, (name, link)


def test_a_list_leads_to_each_of_its_things(files: Files) -> None:
    known = pages(files)
    for name, count in LISTS.items():
        rows = [link for link in known[name].links if link in THINGS | SOURCES]
        assert len(rows) == count
    assert sorted(link for name in LISTS for link in known[name].links if "/" in link) == sorted(
        [*THINGS, *SOURCES, *["site/site.css", "site/site.js"] * len(LISTS)]
    )


def test_the_first_page_counts_and_leads_to_maps_and_lists(files: Files) -> None:
    first = Page(files["index.html"])
    assert "9 things, 7 ties and 7 claims from 2 sources" in first.text
    for words in ("The whole graph", "What is tied to what?", "9 things, 7 ties."):
        assert words in first.text
    assert "graph version 9.9" in first.text
    assert {"maps/overview.html", *LISTS} <= set(first.links)


def test_each_page_says_its_language_and_has_a_policy_and_landmarks(files: Files) -> None:
    for page in pages(files).values():
        assert page.all("html") == [{"lang": "en"}]
        for landmark in ("header", "main", "footer"):
            assert len(page.all(landmark)) == 1
        assert len(page.all("h1")) == 1
        (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        assert "unsafe" not in policy
        assert not page.all("style")
        assert not [found for _, found in page.elements if "style" in found]


def test_an_empty_graph_has_a_first_page_that_says_so() -> None:
    files = site(Graph((), (), {}, {}), (), MapOptions())
    first = Page(files["index.html"])
    assert "No map was made for this graph." in first.text
    assert "graph version not given" in first.text


def test_a_map_that_was_not_drawn_stands_apart_with_its_reason_and_no_link(graph: Graph) -> None:
    left = Entry("", "Voyages", "Who came by sea?", "No claim of this graph is about a voyage.")
    first = Page(site(graph, (left, *ENTRIES), OPTIONS)["index.html"])
    gallery, rest = first.text.split("1 map not drawn, and why")
    assert rest.startswith(" Voyages: No claim of this graph is about a voyage. All that")
    assert "Voyages" not in gallery
    # One drawn map has a heading and a link; all other links are those of a page without the rest.
    assert len(first.all("h3")) == 1
    assert first.links == Page(site(graph, ENTRIES, OPTIONS)["index.html"]).links
    none = Page(site(graph, (left, left), OPTIONS)["index.html"])
    assert "2 maps not drawn, and why" in none.text
    assert not none.all("h3")


def test_a_map_keeps_the_name_that_a_page_would_take(graph: Graph) -> None:
    files = site(graph, [Entry("city/norvik-no.html", "a", "b", "c")], MapOptions())
    assert "city/norvik-no.html" not in files
    assert len(files) == len(THINGS | SOURCES) + len(LISTS) + 4


PROGRAM = """
import hashlib, sys
from tests.maps.world import world
from citygraph.maps.model import MapOptions
from citygraph.site import site
files = site(world(40), (), MapOptions())
print(hashlib.sha256(repr(list(files.items())).encode()).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_equal_input_gives_equal_bytes_whatever_the_hash_seed(seed: str) -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", PROGRAM]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    assert run(seed) == run("0")
