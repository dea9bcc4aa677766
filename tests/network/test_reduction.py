"""Steps of reduction, on networks small enough to count."""

from __future__ import annotations

import pytest

from citygraph.errors import QueryError
from citygraph.network.nodes import Node
from citygraph.network.reduction import reduce
from citygraph.network.selection import DatedTies, dated
from citygraph.network.ties import COLUMNS, ties_of
from citygraph.table import Table

#: Cities a to e in networks k, l, m: k has a, b, c; l has c and d; m has e alone.
TWO_MODES = ("a k", "b k", "c k", "c l", "d l", "e m")


def ties(*pairs: str, modes: tuple[str, ...] = ("city", "net-work")) -> DatedTies:
    ends = [pair.split() for pair in pairs]
    rows = tuple((one, other, "urn:t", "", "urn:1", "urn:1") for one, other in ends)
    return dated(ties_of(Table(COLUMNS, rows), modes), {})


def left(found: DatedTies, *steps: str) -> list[str]:
    nodes = [Node(name, name.upper()) for name in {*found.ties.source, *found.ties.target}]
    ends = reduce(found, steps, nodes)[0].ties
    return [f"{a} {b}" for a, b in zip(ends.source, ends.target, strict=True)]


def test_drop_leaves_a_node_out_by_key_or_label() -> None:
    assert left(ties(*TWO_MODES), "drop=k") == ["c l", "d l", "e m"]
    assert left(ties(*TWO_MODES), "drop=C") == ["a k", "b k", "d l", "e m"]


def test_least_keeps_nodes_of_one_mode_with_so_many_ties() -> None:
    # Of the cities only c is in two networks; of the networks k and l have two cities.
    assert left(ties(*TWO_MODES), "least=city:2") == ["c k", "c l"]
    assert left(ties(*TWO_MODES), "least=net-work:2") == ["a k", "b k", "c k", "c l", "d l"]
    assert left(ties(*TWO_MODES), "least=net-work:3") == ["a k", "b k", "c k"]


def test_least_counts_nodes_not_rows_and_no_node_itself() -> None:
    assert left(ties("a k", "a k", "b k", "b l"), "least=city:2") == ["b k", "b l"]
    one_mode = ties("a a", "a b", "b c", "c a", "c d", "d d", modes=())
    assert left(one_mode, "least=2") == ["a a", "a b", "b c", "c a"]


def test_least_counts_once() -> None:
    # Without d, c has one tie left; it stays, as papers that say "at least two" mean it.
    assert left(ties("a b", "b c", "c d", modes=()), "least=2") == ["b c"]


def test_largest_keeps_one_component_the_first_of_equal_ones() -> None:
    assert left(ties(*TWO_MODES), "largest") == ["a k", "b k", "c k", "c l", "d l"]
    assert left(ties("x y", "b c", modes=()), "largest") == ["b c"]
    assert left(ties(), "largest") == []


def test_the_order_of_steps_matters() -> None:
    # Without k, c is in one network alone, and no city is left in two.
    assert left(ties(*TWO_MODES), "least=city:2", "drop=k") == ["c l"]
    assert left(ties(*TWO_MODES), "drop=k", "least=city:2") == []


def test_each_step_says_what_it_left() -> None:
    found = ties(*TWO_MODES)
    nodes = [Node(name, name.upper()) for name in "abcdeklm"]
    _, steps = reduce(found, ["drop=k", "largest", "least=net-work:2", "least=2"], nodes)
    assert [(step.what, step.ties, step.nodes) for step in steps] == [
        ("K was left out", 3, 5),
        ("the largest component alone was kept", 2, 3),
        ("of mode net-work, nodes tied to at least 2 were kept", 2, 3),
        ("nodes tied to at least 2 others were kept", 0, 0),
    ]


def test_a_node_that_an_earlier_step_took_is_dropped_to_no_effect() -> None:
    assert left(ties(*TWO_MODES), "drop=m", "drop=e") == ["a k", "b k", "c k", "c l", "d l"]


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("least=two", "--reduce least=two: write drop=KEY, least=MODE:N or largest"),
        ("least=city:-1", "write drop=KEY"),
        ("smallest", "write drop=KEY"),
        ("drop=z", "no node of this network is called 'z'"),
        ("least=town:2", "least=town:2: this recipe has city and net-work"),
    ],
)
def test_a_step_that_cannot_be_taken_is_refused(step: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        left(ties(*TWO_MODES), step)


def test_one_mode_has_no_mode_to_name() -> None:
    with pytest.raises(QueryError, match="least=city:2: this recipe has one mode: write least=N"):
        left(ties("a b", modes=()), "least=city:2")
