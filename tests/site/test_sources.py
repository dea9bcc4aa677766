"""What the page of a source says of the claims that it states, made up here."""

from __future__ import annotations

import re
from dataclasses import replace

from citygraph.maps.model import Evidence, Graph, MapOptions, Node, Source, Text
from citygraph.site import site

from .markup import Page
from .test_things import ID, claim, role

SOURCES = {name: f"{ID}source/{name}" for name in ("annals", "news", "record")}
#: Claim → where it stands: the source and the character at which its words start.
PLACES = {
    "twice": [("news", 20), ("news", 300)],
    "late": [("annals", 1), ("news", 100), ("record", 2), ("record", 5)],
    "here-b": [("news", 40)],
    "here-a": [("news", 40)],
    "early": [("news", 9)],
}


def news() -> Page:
    """The page of the news, which five claims about one city rest on."""
    city = f"{ID}city/oslo"
    claims = {}
    for words, places in PLACES.items():
        evidence = tuple(Evidence(SOURCES[name], start=at, end=at + 3) for name, at in places)
        own = claim(
            f"{ID}membership/{words}", "membership", (role("member", city, "Oslo"),), evidence
        )
        claims[own.iri] = replace(own, sentence=Text(f"It says {words}."))
    graph = Graph(
        (Node(city, "city", Text("city"), Text("Oslo")),),
        (),
        claims,
        {iri: Source(iri, Text(name)) for name, iri in SOURCES.items()},
    )
    return Page(site(graph, (), MapOptions())["source/news.html"])


def test_claims_follow_as_in_the_sources_text_whatever_stands_elsewhere() -> None:
    said = re.findall(r"It says ([a-z-]+)\.", news().text)
    assert said == ["early", "twice", "here-a", "here-b", "late"]


def test_other_sources_of_a_claim_are_counted_without_the_source_itself() -> None:
    page = news()
    # Only the late claim stands elsewhere: once in the annals, twice in the record.
    assert re.findall(r"also stated by [^.]+? sources?\b", page.text) == [
        "also stated by 2 other sources"
    ]
    late = page.text.split("It says late.")[1]
    assert "also stated by 2 other sources characters 100–103" in late
    # Six places in the news, two of them of one claim.
    assert len(page.all("p", "place")) == 6
