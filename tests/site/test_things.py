"""What the pages of things and sources say, counted by hand from small.trig or made up here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citygraph.maps.model import (
    Claim,
    Evidence,
    Graph,
    MapOptions,
    Node,
    Role,
    Source,
    Text,
    Tie,
    Value,
)
from citygraph.site import site

from .conftest import Files
from .markup import Page

ID = "https://w3id.org/citygraph/id/"


def claims_of(page: Page) -> list[str]:
    """The ends of the IRIs of the claims that a page opens to, in its order."""
    text = page.text.split("Claim https://w3id.org/citygraph/id/")[1:]
    return [piece.split()[0].split("/")[1] for piece in text]


def test_a_thing_has_names_a_type_a_citation_and_links_elsewhere(files: Files) -> None:
    page = Page(files["city/norvik-no.html"])
    for words in ("Norvik", "Swedish Norrvik", "1 alternate name", "Nordvíken"):
        assert words in page.text
    assert (
        "“Norvik” (city). In: citygraph: city diplomacy as a knowledge graph, "
        f"graph version 9.9. {ID}city/norvik-no" in page.text
    )
    assert "https://www.geonames.org/1" in page.links
    assert {found.get("lang") for found in page.all("bdi")} == {None, "sv"}


def test_a_city_opens_to_each_claim_about_it(files: Files) -> None:
    page = Page(files["city/norvik-no.html"])
    assert "3 ties, 3 claims from 2 sources." in page.text
    assert sorted(claims_of(page)) == ["a1", "p1", "s1"]
    assert "Norvik signed the pledge by its mayor's hand." in page.text
    assert "second row of the table of parties – derived; as of 2024" in page.text
    assert "characters 60–95 – stated; inferred: on behalf of; as of 2024-05-03" in page.text
    assert "Harbour News on the forum, Harbour News House, 2024-05-03, in English" in page.text
    assert "https://news.example/forum" in page.links


def test_facts_stand_under_their_attributes_with_links_to_things(files: Files) -> None:
    page = Page(files["event/harbour-forum-1.html"])
    facts = page.text.split("Facts")[1].split("Ties")[0]
    assert facts.index("held in Norvik 1 source") < facts.index("start date 2024-05-02 1 source")
    # Two facts; the host city once more as a tie; p1 ties both the mayor and the city to it.
    assert sorted(claims_of(page)) == ["a1", "a1", "a2", "p1", "p1"]


def test_a_denied_claim_is_shown_as_such_and_a_planned_one_too(files: Files) -> None:
    page = Page(files["organization/port-cities.html"])
    before, after = page.text.split("Denied: a source says no")
    assert "Port Cities is said not to have signed. signature denied: the source says no" in after
    assert "2nd Harbour Forum as of 2024 not reported to have happened 1 claim, 1 source" in before
    assert "Port Cities is said not to have signed." not in before
    assert "forum, which no source says was held" in Page(files["event/harbour-forum-2.html"]).text


def test_a_derived_tie_is_marked_and_a_stated_one_is_not(files: Files) -> None:
    city, person = Page(files["city/norvik-no.html"]), Page(files["person/ada-berg.html"])
    assert "Harbour Pledge 2024-05-02 derived 1 claim, 1 source" in city.text
    assert "1st Harbour Forum 2024-05-02 1 claim, 1 source" in person.text


def test_a_thing_with_no_tie_says_so_and_has_no_map(files: Files) -> None:
    page = Page(files["venue/old-wharf.html"])
    assert "No tie in this graph." in page.text
    assert "0 ties, 0 claims from 0 sources." in page.text
    assert not page.all("figure")


def test_a_source_says_what_it_is_and_states_each_of_its_claims(files: Files) -> None:
    page = Page(files["source/harbour-news.html"])
    assert "4 claims of this graph rest on it; they are about 4 things." in page.text
    for words in (
        "source, news report",
        "Title Mayors meet in Norvik",
        "Publisher Harbour News House",
        "Issued 2024-05-03",
        "Language English",
        "Address https://news.example/forum",
        "Terms not given",
        "Ada Berg is named as mayor of Norvik.",
        "1st Harbour Forum; start date; 2024-05-02",
    ):
        assert words in page.text
    assert len(page.all("p", "place")) == 4
    other = Page(files["source/pledge-list.html"])
    assert len(other.all("p", "place")) == 3
    assert "denied: the source says no" in other.text


def test_labels_come_in_the_wished_language(graph: Graph) -> None:
    city = replace(graph.nodes[0], label=Text("Norrvik", "sv"))
    page = Page(
        site(replace(graph, nodes=(city, *graph.nodes[1:])), (), MapOptions(lang="sv"))[
            "city/norvik-no.html"
        ]
    )
    assert "Norrvik" in page.text.split("Find a city")[1]


def hub(count: int) -> Graph:
    """A network whose members are so many cities, city number 7 by two claims; two claims about
    its seat rival each other."""
    network, source = f"{ID}organization/hub", f"{ID}source/s"
    place = (Evidence(source, place="page 1", as_of="2020, 2021"),)
    nodes = [Node(network, "network", Text("city network"), Text("Hub"))]
    claims: dict[str, Claim] = {}
    ties = []
    for at in range(count):
        city = f"{ID}city/c{at:03}"
        nodes.append(Node(city, "city", Text("city"), Text(f"City {at:03}")))
        own = [f"{ID}membership/m{at:03}", *([f"{ID}membership/again"] if at == 7 else [])]
        roles = (role("member", city, f"City {at:03}"), role("network", network, "Hub"))
        for iri in own:
            claims[iri] = claim(iri, "membership", roles, place)
        date = f"{2000 + at}" if at < 3 else ""
        ties.append(Tie(city, network, Text("membership"), date, tuple(own), True, False))
    seats = [f"{ID}attribute-claim/{seat}" for seat in ("oslo", "bergen")]
    for iri, other in zip(seats, reversed(seats), strict=True):
        words = role("value", "", iri.rsplit("/")[-1].title())
        fact = (role("subject", network, "Hub"), role("attribute", "", "seat"), words)
        claims[iri] = replace(claim(iri, "attribute claim", fact, place), rivals=(other,))
    nodes[0] = replace(nodes[0], claims=tuple(seats))
    return Graph(
        tuple(sorted(nodes, key=lambda node: node.iri)),
        tuple(ties),
        claims,
        {source: Source(source, Text("A source"))},
        {"city": Text("city"), "network": Text("city network")},
    )


def role(name: str, iri: str, words: str) -> Role:
    return Role(name, Text(name), (Value(Text(words), iri),))


def claim(iri: str, kind: str, roles: tuple[Role, ...], evidence: tuple[Evidence, ...]) -> Claim:
    return Claim(iri, Text(kind), Text("said"), False, Text("actual"), "actual", roles, evidence)


@pytest.mark.parametrize(
    ("count", "drawn", "words"),
    [
        (1, 1, "The one thing."),
        (24, 24, "All 24 things."),
        (234, 24, "The 24 with most claims between; 210 more stand in the list of ties."),
    ],
)
def test_the_small_map_draws_the_strongest_and_counts_the_rest(
    count: int, drawn: int, words: str
) -> None:
    page = Page(site(hub(count), (), MapOptions())["organization/hub.html"])
    assert words in page.text
    on_map = [link["href"] for link in page.all("a") if "transform" in link]
    assert len(on_map) == drawn
    listed = page.text.split("Ties")[1]
    assert all(f"City {at:03}" in listed for at in range(count))


def test_of_many_the_one_with_most_claims_is_drawn() -> None:
    graph = hub(60)
    swapped = replace(
        graph,
        ties=tuple(
            replace(tie, claims=(*tie.claims, f"{ID}membership/again"))
            if tie.source.endswith("c059")
            else tie
            for tie in graph.ties
        ),
    )
    page = Page(site(swapped, (), MapOptions())["organization/hub.html"])
    assert "../city/c059.html" in [link["href"] for link in page.all("a") if "transform" in link]


def test_ties_stand_newest_first_and_undated_ones_last_by_when_they_are_known() -> None:
    page = Page(site(hub(5), (), MapOptions())["organization/hub.html"])
    ties = page.text.split("Ties")[1].split("membership, as network 5")[1]
    order = ["City 002 2002", "City 001 2001", "City 000 2000", "City 003 as of 2021"]
    found = [ties.index(words) for words in order]
    assert found == sorted(found)


def test_rival_facts_stand_side_by_side() -> None:
    page = Page(site(hub(1), (), MapOptions())["organization/hub.html"])
    facts = page.text.split("Facts")[1].split("Ties")[0]
    assert facts.count("Rival claims, side by side: they cannot all be true.") == 1
    assert "Oslo" in facts
    assert "Bergen" in facts
    assert len(page.all("dd", "beside")) == 1


def test_the_rival_of_a_ties_claim_stands_beside_it_and_a_lesser_one_below() -> None:
    graph = hub(3)
    rival, lesser = f"{ID}membership/m001", f"{ID}membership/m002"
    first = graph.claims[f"{ID}membership/m000"]
    told = {**graph.claims, first.iri: replace(first, rivals=(rival,), refined=(lesser,))}
    page = Page(site(replace(graph, claims=told), (), MapOptions())["city/c000.html"])
    assert claims_of(page) == ["m000", "m001", "m002"]
    assert len(page.all("div", "beside")) == len(page.all("div", "lesser")) == 1


def test_undated_ties_stand_by_the_latest_date_at_which_they_are_known() -> None:
    graph = hub(6)
    known = dict(graph.claims)
    for city, as_of in (("4", "2022"), ("5", "2019, 2018")):
        own = known[f"{ID}membership/m00{city}"]
        known[own.iri] = replace(own, evidence=(replace(own.evidence[0], as_of=as_of),))
    page = Page(site(replace(graph, claims=known), (), MapOptions())["organization/hub.html"])
    ties = page.text.split("membership, as network 6")[1]
    order = ["City 000 2000", "City 004 as of 2022", "City 003 as of 2021", "City 005 as of 2019"]
    found = [ties.index(words) for words in order]
    assert found == sorted(found)


def tied_to_itself(count: int) -> Graph:
    """The network and its so many cities; it is also its own partner, by the claim m000."""
    graph = hub(count)
    network = f"{ID}organization/hub"
    own = Tie(network, network, Text("partnership"), "", (f"{ID}membership/m000",), True, False)
    return replace(graph, ties=(*graph.ties, own))


def test_a_thing_is_no_neighbour_of_itself() -> None:
    page = Page(site(tied_to_itself(2), (), MapOptions())["organization/hub.html"])
    assert "All 2 things." in page.text
    on_map = [link["href"] for link in page.all("a") if "transform" in link]
    assert on_map == ["../city/c000.html", "../city/c001.html"]


def test_a_thing_tied_to_itself_alone_has_the_tie_and_no_map() -> None:
    graph = tied_to_itself(1)
    alone = replace(graph, ties=graph.ties[1:])
    page = Page(site(alone, (), MapOptions())["organization/hub.html"])
    assert "partnership, as network 1 Hub as of 2021" in page.text
    assert not page.all("figure")


@pytest.mark.parametrize(
    ("ties", "line"),
    [
        # Whether each tie with the one neighbour is actual, and whether it is derived.
        ([(True, True)], "stroke derived"),
        ([(True, True), (False, False)], "stroke derived"),
        ([(False, True), (True, False)], "stroke"),
        ([(True, True), (True, False)], "stroke"),
        ([(False, True)], "stroke planned"),
        ([(False, False), (False, True)], "stroke planned"),
    ],
)
def test_a_neighbours_line_is_derived_if_all_that_happened_is(
    ties: list[tuple[bool, bool]], line: str
) -> None:
    graph = hub(1)
    (tie,) = graph.ties
    several = tuple(replace(tie, actual=actual, derived=derived) for actual, derived in ties)
    page = Page(site(replace(graph, ties=several), (), MapOptions())["organization/hub.html"])
    assert [path["class"] for path in page.all("path", "stroke")] == [line]


def test_a_day_without_a_year_is_told_in_words() -> None:
    graph = hub(1)
    seat = graph.claims[f"{ID}attribute-claim/oslo"]
    day = replace(seat, roles=(*seat.roles[:2], role("value", "", "--11-14")))
    known = {**graph.claims, seat.iri: day}
    tie = replace(graph.ties[0], date="--02-03")
    files = site(replace(graph, claims=known, ties=(tie,)), (), MapOptions())
    page = Page(files["organization/hub.html"])
    # The fact, and the claim that it opens to.
    assert page.text.count("14 November, year not given") == 2
    assert "City 000 3 February, year not given 1 claim, 1 source" in page.text
    assert "Hub; seat; 14 November, year not given" in Page(files["source/s.html"]).text
    assert not any(mark in content for content in files.values() for mark in (b"--11", b"--02"))
