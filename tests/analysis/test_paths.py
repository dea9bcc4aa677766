"""Shortest paths, and the ties that make each step."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from tests.analysis.drawn_networks import one_mode_graphs
from tests.network.diplomacy_graph import diplomacy, network

from citygraph.analysis import Asked
from citygraph.analysis.paths import path, shortest_path
from citygraph.errors import QueryError
from citygraph.network import from_networkx
from citygraph.network.model import make


def graph(*ties: tuple[int, int, float], directed: bool = False) -> Any:
    made: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    made.add_weighted_edges_from(ties)
    return from_networkx(made)


def test_of_several_the_first_in_order_is_taken() -> None:
    # From 0 to 5 over 1 or 2, then 3 or 4: four paths of three ties.
    ties = ((0, 2), (0, 1), (1, 4), (1, 3), (2, 3), (3, 5), (4, 5))
    square = graph(*[(a, b, 1) for a, b in ties])
    assert shortest_path(square, 0, 5) == [0, 1, 3, 5]
    assert shortest_path(square, 5, 0) == [5, 3, 1, 0]


def test_strength_is_distance_only_if_inverse_is_asked_for() -> None:
    # Directly, by a tie of strength 1; or over 2, by two of strength 4: a half in all.
    triangle = graph((0, 1, 1), (0, 2, 4), (2, 1, 4))
    assert shortest_path(triangle, 0, 1) == [0, 1]
    assert shortest_path(triangle, 0, 1, "inverse") == [0, 2, 1]


def test_sums_that_mean_one_length_are_one_length() -> None:
    # From 0 to 4: three thirds over 1 and 2, or two halves over 3; as long, so the first in order.
    thirds = graph((0, 1, 3), (1, 2, 3), (2, 4, 3), (0, 3, 2), (3, 4, 2))
    assert shortest_path(thirds, 0, 4, "inverse") == [0, 1, 2, 4]
    assert shortest_path(thirds, 0, 4) == [0, 3, 4]
    # Three tenths are as long as 1/4 + 1/20, though as floats they add up to a little more.
    tenths = graph((0, 1, 10), (1, 2, 10), (2, 4, 10), (0, 3, 4), (3, 4, 20))
    assert shortest_path(tenths, 0, 4, "inverse") == [0, 1, 2, 4]


def test_the_first_in_order_is_taken_though_it_is_found_later() -> None:
    # To 3 over 2 by 1/5 + 4/5, over 1 by two halves: 2 is nearer and looked at first.
    uneven = graph((0, 2, 5), (2, 3, 1.25), (0, 1, 2), (1, 3, 2))
    assert shortest_path(uneven, 0, 3, "inverse") == [0, 1, 3]


def test_directed_ties_are_followed_and_no_path_is_empty() -> None:
    one_way = graph((0, 1, 1), (1, 2, 1), directed=True)
    assert shortest_path(one_way, 0, 2) == [0, 1, 2]
    assert shortest_path(one_way, 2, 0) == []
    assert shortest_path(one_way, 1, 1) == [1]


def test_an_unknown_distance_is_refused() -> None:
    with pytest.raises(QueryError, match="unknown distance 'miles': write hops or inverse"):
        shortest_path(graph((0, 1, 1)), 0, 1, "miles")


@given(one_mode_graphs())
def test_paths_are_as_short_as_networkx_finds_them(drawn: nx.Graph[Any]) -> None:
    network_ = from_networkx(drawn)
    for distance, weight in (("hops", None), ("inverse", "length")):
        lengths = dict(nx.all_pairs_dijkstra_path_length(drawn, weight=weight or (lambda *_: 1)))
        for i, a in enumerate(network_.nodes):
            for j, b in enumerate(network_.nodes):
                found = [network_.nodes[k] for k in shortest_path(network_, i, j, distance)]
                if b not in lengths[a]:
                    assert found == []
                    continue
                steps = [drawn.edges[pair]["length"] if weight else 1 for pair in pairwise(found)]
                assert (found[0], found[-1]) == (a, b)
                assert Fraction(sum(steps)) == lengths[a][b]
                alike = nx.all_shortest_paths(drawn, a, b, weight=weight)
                assert found == min(list(map(str, one)) for one in alike)


def shown(recipe: str, one: str, other: str, **asked: Any) -> list[tuple[object, ...]]:
    table = path(network(recipe, **asked), Asked(between=(one, other)))
    return [row[:5] for row in table]


def test_each_step_is_made_by_the_ties_of_both_ends() -> None:
    # Elm met Cedar alone; Alder was at the forum as host and through its mayor: two ties.
    assert shown("co-participation", "Elm", "city/alder-se") == [
        (1, "Elm", "Cedar", "Quiet Conference", None),
        (2, "Cedar", "Alder", "Sea Forum 2015", "2015-06-10"),
        (2, "Cedar", "Alder", "Sea Forum 2015", "2015-06-10"),
    ]
    table = path(network("co-participation"), Asked(between=("Elm", "Alder")))
    assert table.column("sources") == ("old-note", *["daily forum-report"] * 2)
    claims = zip(table.column("claim1"), table.column("claim2"), strict=True)
    assert all(one != two for one, two in claims)
    assert table.title == "From Elm to Alder, by hops"


def test_a_step_is_not_made_by_what_did_not_hold_at_one_time() -> None:
    # Cedar left before Elm came. Alder was a member with Cedar in its first period, with Elm in
    # its second, on which two sources differ.
    assert [row[:4] for row in shown("co-membership", "Cedar", "Elm")] == [
        (1, "Cedar", "Alder", "Harbour League"),
        (2, "Alder", "Elm", "Harbour League"),
        (2, "Alder", "Elm", "Harbour League"),
    ]


def test_a_step_is_not_made_by_one_claim_alone() -> None:
    # Dune and the Pact are named by one claim, so they met others, not each other.
    assert [row[1:3] for row in shown("co-participation", "Dune", "River Pact")][:2] == [
        ("Dune", "Alder"),
        ("Dune", "Alder"),
    ]


def test_beside_another_the_one_claim_makes_no_step_either() -> None:
    # Alder signed the pledge, and its mayor signed it for the League: the first of these and the
    # second make a tie, the second with itself none.
    assert [row[3] for row in shown("co-signature", "Alder", "Harbour League")] == ["Sea Pledge"]


def test_of_mutual_ties_those_of_the_direction_make_the_step(tmp_path: Path) -> None:
    rows = " ".join(
        f'(<urn:{a}> <urn:{b}> <urn:{tie}> "" <urn:1> <urn:2>)'
        for a, b, tie in (("a", "b", "there"), ("b", "a", "back"))
    )
    head = "VALUES (?source ?target ?tie ?date ?claim1 ?claim2)"
    file = tmp_path / "own.rq"
    file.write_text(f"# directed: yes\nSELECT * {{ {head} {{ {rows} }} }}", encoding="utf-8")
    found = make(diplomacy(), str(file))
    assert path(found, Asked(between=("urn:a", "urn:b"))).column("by") == ("urn:there",)


def test_in_two_modes_a_step_is_a_tie() -> None:
    assert shown("city-event", "Elm", "Alder") == [
        (1, "Elm", "Quiet Conference", "speaker", None),
        (2, "Quiet Conference", "Cedar", "attendee", None),
        (3, "Cedar", "Sea Forum 2015", "attendee", "2015-06-10"),
        (4, "Sea Forum 2015", "Alder", "host", "2015-06-10"),
        (4, "Sea Forum 2015", "Alder", "speaker", "2015-06-10"),
    ]


def test_a_direction_is_followed_by_the_ties_too() -> None:
    # Alder hosted Birch, and Birch Cedar; nobody hosted Alder.
    assert shown("host-guest", "Alder", "Birch") == [
        (1, "Alder", "Birch", "Sea Forum 2015", "2015-06-10")
    ]
    nowhere = path(network("host-guest"), Asked(between=("Birch", "Alder")))
    assert (len(nowhere), nowhere.title) == (0, "From Birch to Alder: no path")


def test_from_a_node_to_itself_there_are_no_steps() -> None:
    assert shown("meeting", "Birch", "Birch") == []


def test_ends_that_are_none_are_refused() -> None:
    with pytest.raises(QueryError, match="a path needs two ends: --between A B"):
        path(network("meeting"), Asked())
    with pytest.raises(QueryError, match="called 'Burch'; did you mean 'Birch'"):
        shown("meeting", "Burch", "Dune")
