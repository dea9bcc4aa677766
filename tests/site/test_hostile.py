"""Texts that would run or break something stay words on every page and in the search data."""

from __future__ import annotations

import json
from dataclasses import replace

import pyoxigraph as ox
import pytest

from citygraph.maps.model import Graph
from citygraph.maps.reading import read
from citygraph.site import Entry, site

from ..maps.hostile import HOSTILE, hostile
from .conftest import OPTIONS, RECIPE, Files
from .markup import Page


def bad_site(small: ox.Store, text: str) -> Files:
    graph = read(hostile(small, text), RECIPE, OPTIONS)
    bad = Entry(text, text, text, text)
    return site(graph, (bad,), replace(OPTIONS, version=text, lang=text))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_page_holds_more_elements_than_with_harmless_words(small: ox.Store, text: str) -> None:
    def shape(files: Files) -> dict[str, list[str]]:
        return {
            name: [tag for tag, _ in Page(content).elements if tag not in ("text", "tspan")]
            for name, content in files.items()
            if name.endswith(".html")
        }

    assert shape(bad_site(small, text)) == shape(bad_site(small, "harmless"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_from_an_attribute_or_an_address(small: ox.Store, text: str) -> None:
    for name, content in bad_site(small, text).items():
        if name.endswith(".html"):
            page = Page(content)
            assert len(page.all("script")) == 1
            for _, found in page.elements:
                assert not [key for key in found if key.startswith("on") or key == "style"]
            assert not [link for link in page.links if link.startswith("javascript:")]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_search_data_is_one_constant_of_json(small: ox.Store, text: str) -> None:
    script = bad_site(small, text)["site/names.js"].decode("utf-8")
    start, end = "const citygraphNames = ", ";\n"
    assert script.startswith(start)
    assert script.endswith(end)
    data = script[len(start) : -len(end)]
    assert not set("<>&\u2028\u2029") & set(data)
    assert {row[2] for row in json.loads(data)["rows"]} == {text}


def test_a_tag_of_a_language_cannot_leave_its_attribute(graph: Graph) -> None:
    bad = '"><img src=x onerror=alert(1)>'
    named = replace(graph.nodes[0], label=graph.nodes[0].label._replace(lang=bad))
    files = site(replace(graph, nodes=(named, *graph.nodes[1:])), (), OPTIONS)
    page = Page(files["city/norvik-no.html"])
    assert not page.all("img")
    assert bad in [found.get("lang") for found in page.all("bdi")]
