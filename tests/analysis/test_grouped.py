"""Communities, brokerage and mixing of the invented graph as tables, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.network.diplomacy_graph import network

from citygraph.analysis import Asked
from citygraph.analysis.grouped import brokerage_table, community_table, matrix_table, mixing_table
from citygraph.errors import QueryError
from citygraph.table import Cell, Table


def by_key(table: Table, *columns: str) -> dict[Cell, tuple[Cell, ...]]:
    return {row["key"]: tuple(row[name] for name in columns) for row in table.records()}


def test_two_components_are_two_communities() -> None:
    whole = community_table(network("co-signature", "drop=city/alder-se"), Asked())
    # Without Alder: Birch, the League and UN signed the pledge, Dune and the Pact the note. Of four
    # ties three lie in the one, one in the other: 1 - (6/8)^2 - (2/8)^2.
    assert by_key(whole, "community") == {
        "city/birch-se": (1,),
        "organization/harbour-league": (1,),
        "organization/un-water-office": (1,),
        "city/dune-pe": (2,),
        "organization/river-pact": (2,),
    }
    assert {row[3:] for row in whole} == {(1, 0.375, 1)}


def test_a_network_of_one_clique_is_one_community_of_no_modularity() -> None:
    table = community_table(network("meeting"), Asked())
    assert {(row[0], *row[3:]) for row in table} == {(1, 1, 0, 1)}


def test_a_two_mode_network_is_taken_as_the_graph_of_all_its_nodes() -> None:
    table = community_table(network("city-event"), Asked())
    assert len(table) == 8


def test_without_ties_everyone_is_alone() -> None:
    # The UN office, as the only agency.
    alone = network("co-participation", parameters={"kind": ("UNAgency",)})
    table = community_table(alone, Asked())
    assert [row[3:] for row in table] == [(1, None, None)]


def test_brokers_between_kinds_of_actor() -> None:
    # Untied are Elm and all but Cedar, who alone stands between them, and Dune and the Pact,
    # between whom all five others stand. Each pair counts in both orders.
    table = brokerage_table(network("co-participation"), Asked())
    roles = ("coordinator", "gatekeeper", "representative", "liaison", "total")
    found = by_key(table, "rank", "group", *roles)
    assert found["city/cedar-fi"] == (1, "City", 6, 4, 4, 0, 14)
    assert found["city/alder-se"] == found["city/birch-se"] == (2, "City", 0, 1, 1, 0, 2)
    # Dune is a city, the Pact a network: the League brokers for its own kind, the UN for neither.
    assert found["organization/harbour-league"] == (2, "CityNetwork", 0, 1, 1, 0, 2)
    assert found["organization/un-water-office"] == (2, "UNAgency", 0, 0, 0, 2, 2)
    assert found["city/elm-pe"] == (6, "City", 0, 0, 0, 0, 0)
    assert table.title == "Brokerage between groups by kind; 0 of no group"


def test_those_of_no_group_are_left_out_and_counted() -> None:
    table = brokerage_table(network("co-participation"), Asked(group="region"))
    assert set(table.column("key")) == {
        "city/alder-se",
        "city/birch-se",
        "city/dune-pe",
        "city/elm-pe",
    }
    # Cedar and the three organizations lie in no country.
    assert table.title.endswith("by region; 4 of no group")


def test_mixing_between_regions() -> None:
    # Alder and Birch are tied, in Europe; both to Dune, in the Americas. Elm has no tie to these.
    table = mixing_table(network("co-participation"), Asked())
    rows = {row[0]: row[1:5] for row in table}
    assert rows == {
        None: (4, 1, 2, 0.3333333333),
        "Americas": (2, 0, 2, 1),
        "Europe": (2, 1, 2, 0.3333333333),
    }
    # Newman's coefficient: shares of tie ends EE 2/6, EA 2/6, AE 2/6; (1/3 - 5/9) / (1 - 5/9).
    assert table.rows[0][5] == -0.5
    assert table.title == "Mixing by region; 4 of no group"


def test_mixing_is_held_against_groups_dealt_anew() -> None:
    # Of the four nodes with a region three are tied to each other and Elm to none. Two of one group
    # and two of the other, dealt anew, always part the three into two and one: one tie within.
    table = mixing_table(network("co-participation"), Asked())
    assert table.rows[0][6:] == (0.3333333333, 0.3333333333, 1, 1)


def test_groups_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "capitals.csv"
    file.write_text("node,group\nBirch,Nordic\nCedar,Nordic\ncity/dune-pe,else\n", encoding="utf-8")
    table = mixing_table(network("meeting"), Asked(group=str(file)))
    # Birch and Cedar within, both to Dune between.
    assert table.rows[0][:5] == (None, 3, 1, 2, 0.3333333333)


def test_a_grouping_that_groups_nobody_is_refused() -> None:
    with pytest.raises(QueryError, match="no node has a region: group by kind, country"):
        mixing_table(network("agency-network"), Asked())
    with pytest.raises(QueryError, match="unknown grouping 'continent'"):
        brokerage_table(network("meeting"), Asked(group="continent"))


def test_ties_are_counted_between_each_two_groups() -> None:
    # As above: one tie within Europe, two between, none within the Americas.
    table = matrix_table(network("co-participation"), Asked())
    assert table.columns == ("group", "to Americas", "to Europe")
    assert table.rows == (("Americas", 0, 2), ("Europe", 2, 1))
