"""What a large map opens folded into; the groups are told by hand from world.py."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from citygraph.maps.folding import HUB_TIES, HUBS, READABLE, folds
from citygraph.maps.model import Graph, MapOptions, Node, Text, Tie
from citygraph.maps.page import page
from citygraph.maps.placing import placed

from .world import BASE, world


def groups(graph: Graph) -> dict[str, set[str]]:
    return {
        fold.key.removeprefix("series/" + BASE): {iri.removeprefix(BASE) for iri in fold.members}
        for fold in folds(graph)
    }


def test_a_graph_that_can_be_read_is_not_folded() -> None:
    # The world's other things are sixteen.
    assert len(world(384).nodes) == READABLE
    assert folds(world(384)) == ()
    assert len(folds(world(385))) > 0


def test_cities_stand_under_their_country_with_their_posts_and_people() -> None:
    found = groups(world())
    assert found["country/fi"] == {
        "city/helsinki-fi",
        "city/tampere-fi",
        "city/turku-fi-633679",
        "post/mayor-of-helsinki",
        "person/anna",
    }
    assert found["country/se"] == {"city/stockholm-se", "city/malmo-se", "person/kim"}
    labels = {fold.key: fold.label.words for fold in folds(world())}
    assert (labels["country/fi"], labels["country/se"]) == ("Finland", "Sweden")


def test_a_group_of_one_is_no_group() -> None:
    inside = set().union(*groups(world()).values())
    assert not {"city/oslo-no", "event/lone"} & inside


def test_a_denied_claim_puts_nobody_under_a_country() -> None:
    assert "person/p020" in groups(world())["class/person"]


def test_a_series_is_folded_with_its_events_and_those_counted_there() -> None:
    assert groups(world())["class/series"] == {
        "series/forum",
        "event/forum-1",
        "event/forum-2",
        "group/fifty",
    }


def test_a_series_of_many_ties_is_a_group_of_its_own_by_its_name() -> None:
    graph = world()
    ties = tuple(
        tied(f"person/p{number:03}", "event/forum-2") for number in range(100, 100 + HUB_TIES)
    )
    found = groups(replace(graph, ties=(*graph.ties, *ties)))
    assert found["series/forum"] == {
        "series/forum",
        "event/forum-1",
        "event/forum-2",
        "group/fifty",
    }
    assert "class/series" not in found


def test_a_network_of_many_ties_stands_alone_and_the_others_fold() -> None:
    graph = world()
    more = tuple(
        Node(f"{BASE}organization/{name}", "network", Text("network"), Text(name))
        for name in ("x", "y")
    )
    found = groups(replace(graph, nodes=(*graph.nodes, *more)))
    # Nordic has ten members, Baltic three.
    assert found["class/network"] == {"organization/baltic", "organization/x", "organization/y"}


def test_only_so_many_stand_alone_however_large_the_graph() -> None:
    graph = world()
    more = tuple(
        Node(f"{BASE}organization/n{number:03}", "network", Text("network"), Text("n"))
        for number in range(100)
    )
    ties = tuple(
        tied(f"person/p{person:03}", f"organization/n{number:03}")
        for number in range(100)
        for person in range(HUB_TIES)
    )
    found = groups(replace(graph, nodes=(*graph.nodes, *more), ties=ties))
    assert len(found["class/network"]) == 102 - HUBS


def test_the_country_that_the_graph_gives_goes_before_the_identifiers() -> None:
    graph = world()
    finland = Node(f"{BASE}country/fi", "country", Text("country"), Text("Suomi", "fi"))
    nodes = tuple(
        replace(node, country="FI") if node.iri.endswith("malmo-se") else node
        for node in graph.nodes
    )
    found = replace(graph, nodes=(*nodes, finland))
    assert {"city/malmo-se", "person/kim", "country/fi"} <= groups(found)["country/fi"]
    assert {fold.label.words for fold in folds(found)} >= {"Suomi"}


def tied(source: str, target: str) -> Tie:
    return Tie(BASE + source, BASE + target, Text("tie"), "", (), actual=True, derived=False)


KINDS = ("city", "person", "post", "network", "event", "series", "organization", "country")


def any_graph(seed: int) -> Graph:
    """Any graph a little too large, with random ties and parts."""
    rng = random.Random(seed)
    slugs = [f"x{number}-{rng.choice(('fi', 'se', 'zz'))}" for number in range(READABLE + 1)]
    iris = [f"{BASE}{rng.choice(KINDS)}/{slug}" for slug in slugs]
    nodes = tuple(
        Node(
            iri,
            iri.split("/")[-2],
            Text("kind"),
            Text("Name", "en"),
            within=tuple(rng.sample(iris, rng.randrange(3))),
        )
        for iri in sorted(iris)
    )
    ends = [rng.sample(iris, 2) for _ in range(rng.randrange(900))]
    ties = tuple(Tie(a, b, Text("tie"), "", (), True, False) for a, b in ends)
    return Graph(nodes, ties, {}, {}, {})


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_every_thing_is_in_one_group_or_none_in_whatever_order_it_comes(seed: int) -> None:
    graph = any_graph(seed)
    found = folds(graph)
    inside = [iri for fold in found for iri in fold.members]
    assert len(set(inside)) == len(inside)
    assert set(inside) <= {node.iri for node in graph.nodes}
    assert all(
        len(fold.members) > 1 and list(fold.members) == sorted(fold.members) for fold in found
    )
    assert len({fold.key for fold in found}) == len(found)
    nodes, ties = list(graph.nodes), list(graph.ties)
    random.Random(seed).shuffle(nodes)
    random.Random(seed).shuffle(ties)
    assert folds(replace(graph, nodes=tuple(nodes), ties=tuple(ties))) == found


def test_a_groups_ring_holds_its_things_and_they_keep_apart() -> None:
    graph = world()
    found = folds(graph)
    placing = placed(graph, found)
    for fold in found:
        for iri in fold.members:
            x, y = placing.spots[iri]
            assert hypot(x, y) + placing.marks[iri].radius < placing.radii[fold.key]
        for one, other in combinations(fold.members[:60], 2):
            (x, y), (x2, y2) = placing.spots[one], placing.spots[other]
            boxes = zip(placing.marks[one].box, placing.marks[other].box, strict=True)
            wide, high = (sum(sides) / 2 for sides in boxes)
            assert abs(x - x2) > wide - 2 or abs(y - y2) > high - 2


def test_the_caption_says_what_is_folded_and_counts_it() -> None:
    text = page(world(), MapOptions(), "a recipe")
    caption = " ".join(text.split('id="folding">')[1].split("</p>")[0].split())
    # Finland 5, Sweden 3, the crowd 400, the forum 4, all but four of 416: Oslo, the lone event,
    # Nordic and Baltic.
    assert "More than 400 things" in caption
    assert "412 of the 416 things open folded into 4 groups; 4 stand alone" in caption
    # Ties: Baltic's to Finland and Sweden, ten to Nordic; Anna's, Kim's and the count are inside.
    assert "draws 8 nodes and 3 lines for 13 ties; 3 ties run inside groups" in caption
    assert "Nothing is left out" in caption
    assert 'id="folding"' not in page(world(300), MapOptions(), "a recipe")


def test_the_same_large_graph_gives_the_same_page() -> None:
    assert page(world(), MapOptions(), "x") == page(world(), MapOptions(), "x")


def test_a_group_too_large_to_read_is_split_by_name() -> None:
    cities = tuple(
        Node(
            f"{BASE}city/n{number:04}",
            "city",
            Text("city", "en"),
            Text(f"Town {number:04}", "en"),
            country="NO",
        )
        for number in range(900)
    )
    found = folds(Graph(cities, (), {}, {}))
    # 900 towns in groups of at most 400: three of 300, each called after its first and last.
    assert [(fold.label.words, len(fold.members)) for fold in found] == [
        ("Norway: Town 0000 to Town 0299", 300),
        ("Norway: Town 0300 to Town 0599", 300),
        ("Norway: Town 0600 to Town 0899", 300),
    ]


def test_communities_fold_a_network_and_are_called_after_those_with_most_ties() -> None:
    nodes = tuple(
        Node(
            f"{BASE}city/{name}-xx",
            "city",
            Text("city", "en"),
            Text(name.capitalize(), "en"),
            community=number,
        )
        for name, number in (("aber", 1), ("brig", 1), ("cork", 1), ("dun", 2), ("elva", 3))
    ) + tuple(
        Node(f"{BASE}city/m{n:03}", "city", Text("city", "en"), Text(f"M{n:03}", "en"), community=2)
        for n in range(399)
    )
    kind = Text("partnership", "en")
    ties = tuple(
        Tie(f"{BASE}city/{one}-xx", f"{BASE}city/{two}-xx", kind, "", (), True, False)
        for one, two in (("cork", "aber"), ("brig", "cork"), ("dun", "elva"))
    )
    first, second = folds(Graph(nodes, ties, {}, {}, fold_by="community"))
    # Cork has two ties; Aber and Brig one each, of whom the first by IRI is named.
    assert (first.label.words, len(first.members)) == ("Community 1: Cork and Aber", 3)
    # 400 things, of whom Dun alone has a tie. Elva is alone in its community and stands by itself.
    assert (second.label.words, len(second.members)) == ("Community 2: Dun and M000", 400)


def test_many_lines_fold_a_map_of_few_things() -> None:
    nodes = tuple(
        Node(
            f"{BASE}city/n{n:02}-no", "city", Text("city", "en"), Text(f"N{n}", "en"), country="NO"
        )
        for n in range(80)
    )
    pairs = [(a.iri, b.iri) for a in nodes for b in nodes if a.iri < b.iri]
    kind = Text("partnership", "en")
    ties = tuple(Tie(a, b, kind, "", (), True, False) for a, b in pairs)
    # 80 things have 3,160 pairs, above 3,000.
    assert len(folds(Graph(nodes, ties, {}, {}))) == 1
    assert folds(Graph(nodes, ties[:3000], {}, {})) == ()


def test_a_country_that_the_graph_names_is_called_so_though_it_is_not_drawn() -> None:
    cities = tuple(
        Node(f"{BASE}city/n{n:03}", "city", Text("city"), Text(f"N{n:03}"), country="NO")
        for n in range(401)
    )
    called = {"no": Text("Norge", "sv")}
    first, second = folds(Graph(cities, (), {}, {}, countries=called))
    assert (first.label, len(first.members)) == (Text("Norge: N000 to N199", "sv"), 200)
    assert len(second.members) == 201
