"""Rankings of the invented graph, and how equal values and missing ones are ranked."""

from __future__ import annotations

import numpy as np
import pytest
from tests.network.diplomacy_graph import network

from citygraph.analysis import Asked
from citygraph.analysis.ranking import measures, printed, ranking, ranks, values
from citygraph.errors import QueryError
from citygraph.table import Table


def column(table: Table, *names: str) -> list[tuple[object, ...]]:
    """The columns of a table, row by row."""
    return list(zip(*(table.column(name) for name in names), strict=True))


def test_equal_values_share_the_best_rank() -> None:
    # At the forum all met six others, but Dune and the Pact (one claim) five; Cedar met Elm too.
    table = ranking(network("co-participation"), Asked(metrics=("degree", "strength")))
    assert column(table, "rank", "node", "degree") == [
        (1, "Cedar", 7),
        (2, "Alder", 6),
        (2, "Birch", 6),
        (2, "Harbour League", 6),
        (2, "UN Water Office", 6),
        (6, "Dune", 5),
        (6, "River Pact", 5),
        (8, "Elm", 1),
    ]
    # Three of those whom Birch met at the forum it met in 2018 again.
    strength = dict(zip(table.column("node"), table.column("strength"), strict=True))
    assert (strength["Birch"], strength["Alder"], strength["Cedar"]) == (9, 6, 10)
    assert table.columns == ("rank", "node", "key", "degree", "strength")


def test_each_mode_has_its_own_ranks() -> None:
    table = ranking(network("city-network"), Asked(metrics=("ties",)))
    assert column(table, "rank", "node", "mode", "ties") == [
        (1, "Alder", "city", 2),
        (1, "Dune", "city", 2),
        (3, "Birch", "city", 1),
        (3, "Cedar", "city", 1),
        (3, "Elm", "city", 1),
        (1, "Harbour League", "network", 5),
        (2, "River Pact", "network", 2),
    ]


def test_the_usual_measures_suit_the_network() -> None:
    head = ("rank", "node", "key")
    two = ranking(network("city-network"), Asked()).columns
    assert two == (*head, "mode", "ties", "degree", "betweenness", "closeness")
    directed = ranking(network("host-guest"), Asked()).columns
    assert directed[3:5] == ("in-degree", "out-degree")
    assert ranking(network("meeting"), Asked()).columns[3] == "degree"


def test_directed_degrees_are_told_apart() -> None:
    # Alder had five guests, Birch three; Birch was one of Alder's.
    table = ranking(network("host-guest"), Asked(metrics=("out-degree", "in-degree")))
    assert column(table, "rank", "node", "out-degree", "in-degree")[:3] == [
        (1, "Alder", 5, 0),
        (2, "Birch", 3, 1),
        (3, "Cedar", 0, 2),
    ]


def test_a_node_without_a_value_has_no_rank_and_stands_last() -> None:
    assert ranks(np.ma.masked_array([0.5, 0.0, 2.0], [False, True, False]), np.zeros(3)) == [
        2,
        None,
        1,
    ]
    # The UN office, the only agency, has no ties and so no constraint.
    alone = network("co-participation", parameters={"kind": ("UNAgency", "CityNetwork")}, at="2018")
    table = ranking(alone, Asked(metrics=("constraint", "degree")))
    assert column(table, "rank", "constraint", "degree") == [(None, None, 0)]


def test_values_that_print_alike_rank_alike() -> None:
    assert ranks(np.ma.asarray([0.1 + 0.2, 0.3, 0.2]), np.zeros(3)) == [1, 1, 3]


def test_numbers_have_ten_digits_and_whole_ones_no_point() -> None:
    assert [printed(n) for n in (1 / 3, 2.0, -0.0, 1e20, 12345678901.5)] == [
        0.3333333333,
        2,
        0,
        1e20,
        12345678900,
    ]
    assert isinstance(printed(2.0), int)
    assert printed(None) is None


def test_path_measures_count_hops_unless_inverse_is_asked_for() -> None:
    # From Elm over Cedar: to Birch 2 hops, or 1 + 1/2 where Cedar and Birch met twice.
    found = network("co-participation")
    hops = values(found, "closeness")
    inverse = values(found, "closeness", "inverse")
    elm = [name.rsplit("/", 1)[1] for name in found.names].index("elm-pe")
    assert hops[elm] == pytest.approx(7 / (1 + 6 * 2))
    # Cedar, Alder, League, Pact over one tie each; Birch, Dune, UN over ties of strength 2.
    assert inverse[elm] == pytest.approx(7 / (1 + 3 * 2 + 3 * 1.5))


def test_a_measure_named_twice_stands_once() -> None:
    table = ranking(network("meeting"), Asked(metrics=("degree", "degree", "core")))
    assert table.columns == ("rank", "node", "key", "degree", "core")


@pytest.mark.parametrize(
    ("recipe", "asked", "message"),
    [
        ("meeting", Asked(metrics=("betweeness",)), "'betweeness' for this network; did you mean"),
        ("city-event", Asked(metrics=("strength",)), "no measure 'strength' for this network"),
        ("city-event", Asked(distance="inverse"), "no strength to invert: project it first"),
        ("meeting", Asked(distance="miles"), "unknown distance 'miles'"),
    ],
)
def test_what_does_not_suit_is_refused(recipe: str, asked: Asked, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ranking(network(recipe), asked)


def test_every_measure_gives_each_node_a_value_or_none() -> None:
    for recipe in ("co-participation", "city-event"):
        found = network(recipe)
        for metric in measures(found):
            held = [printed(value) for value in values(found, metric)]
            assert len(held) == len(found.names)
            assert all(value is None or value == value for value in held)


def test_the_caption_says_what_a_path_is() -> None:
    made = network("co-participation")
    assert "paths" not in ranking(made, Asked(metrics=("degree",))).title
    hops = ranking(made, Asked(metrics=("degree", "closeness"))).title
    assert hops.endswith("by degree; paths in hops, closeness within the component")
    inverse = ranking(made, Asked(metrics=("betweenness",), distance="inverse")).title
    assert inverse.endswith("by betweenness; paths as sums of 1/strength")
    two = ranking(network("city-event"), Asked(metrics=("closeness",))).title
    assert two.endswith("closeness within the component, scaled by the share of nodes in it")
