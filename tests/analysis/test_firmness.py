"""Ranks with one source, one maker of ties, or the weighting exchanged, counted by hand.

Degrees in co-participation: Cedar 7; Alder, Birch, the UN office, the League 6; Dune and the Pact 5
(one claim names both); Elm 1, from the conference with Cedar alone.

- Without the Daily, the meeting goes; all who met there had met at the forum. Cedar's coming to the
  forum is the report's as well as the Daily's. No degree changes.
- Without the report, or the forum, there are Cedar 4, Birch, Dune, UN 3, Elm 1 (ranks 1, 2, 2, 2,
  5); Alder, the League and the Pact have lost their last tie (rank 6).
- Without the note, or the conference, Cedar has 6 as have Alder, Birch, the League, UN (rank 1),
  Dune and the Pact 5 (rank 6), and Elm is lost (rank 8).
"""

from __future__ import annotations

import pytest
from tests.network.diplomacy_graph import network

from citygraph.analysis import Asked
from citygraph.analysis.firmness import firmness
from citygraph.table import Cell, Table


def by_node(table: Table, *columns: str) -> dict[Cell, tuple[Cell, ...]]:
    return {row["node"]: tuple(row[name] for name in columns) for row in table.records()}


def test_ranks_range_over_what_is_left_out() -> None:
    table = firmness(network("co-participation"), Asked())
    sources = by_node(table, "rank", "sourceBest", "sourceWorst", "source")
    assert sources == {
        "Cedar": (1, 1, 1, None),
        "Alder": (2, 1, 6, "forum-report"),
        "Birch": (2, 1, 2, "old-note"),
        "Harbour League": (2, 1, 6, "forum-report"),
        "UN Water Office": (2, 1, 2, "old-note"),
        "Dune": (6, 2, 6, "forum-report"),
        "River Pact": (6, 6, 6, None),
        "Elm": (8, 5, 8, "forum-report"),
    }
    makers = by_node(table, "rank", "makerBest", "makerWorst", "maker")
    event = {"forum-report": "Sea Forum 2015", "old-note": "Quiet Conference", None: None}
    assert makers == {
        node: (own, best, worst, event[mover])  # type: ignore[index]
        for node, (own, best, worst, mover) in sources.items()
    }


def wide(given: int) -> set[Cell]:
    table = firmness(network("co-participation"), Asked(wide=given))
    return {node for node, (mark,) in by_node(table, "wide").items() if mark}


def test_a_range_is_marked_that_is_wider_than_asked_and_than_the_rank_itself() -> None:
    # Alder and the League, ranked 2, range over five places: 1 to 6.
    assert wide(3) == wide(4) == {"Alder", "Harbour League"}
    assert wide(5) == set()
    # Dune ranges over four, 2 to 6, but is the 6th; Birch over one, as the 2nd.
    assert wide(0) == {"Alder", "Harbour League"}


def test_strengths_rank_otherwise_under_other_weightings() -> None:
    # Count: Cedar 10, Birch and UN 9, Dune 8, Alder and the League 6, the Pact 5, Elm 1.
    # Newman (1/6 for the forum of seven, 1/3 for the meeting of four, 1 for the conference of two):
    # Cedar 3, Birch and UN 2, Dune 11/6, Alder, the League, Elm 1, the Pact 5/6.
    # Hyperbolic (0.76 for one, 0.96 for two): Cedar 5.94, Birch and UN 5.18, Alder and the League
    # 4.57, Dune 4.42, the Pact 3.81, Elm 0.76.
    table = firmness(network("co-participation"), Asked(metrics=("strength",)))
    assert by_node(table, "rank", "strength", "weightingBest", "weightingWorst") == {
        "Cedar": (1, 10, 1, 1),
        "Birch": (2, 9, 2, 2),
        "UN Water Office": (2, 9, 2, 2),
        "Dune": (4, 8, 4, 6),
        "Alder": (5, 6, 4, 5),
        "Harbour League": (5, 6, 4, 5),
        "River Pact": (7, 5, 7, 8),
        "Elm": (8, 1, 5, 8),
    }


def test_the_other_weightings_are_those_that_were_not_chosen() -> None:
    found = network("co-participation", weighting="newman")
    table = firmness(found, Asked(metrics=("strength",)))
    # By Newman Elm is 5th; by count and hyperbolic 8th.
    assert by_node(table, "rank", "weightingBest", "weightingWorst")["Elm"] == (5, 5, 8)


def test_two_modes_rank_apart_and_have_no_weighting() -> None:
    # Events by their cities: forum 4 (Alder, Birch, Cedar, Dune), meeting 3, conference 2.
    table = firmness(network("city-event"), Asked())
    assert "weightingBest" not in table.columns
    events = {
        row["node"]: (row["rank"], row["sourceBest"], row["sourceWorst"])
        for row in table.records()
        if row["mode"] == "event"
    }
    # Without the report the forum has Cedar alone, by the Daily; without the Daily no meeting.
    assert events == {
        "Sea Forum 2015": (1, 1, 3),
        "River Meeting 2018": (2, 1, 3),
        "Quiet Conference": (3, 2, 3),
    }


def test_a_recipe_of_one_mode_has_makers_too() -> None:
    # All three met at one meeting, told by one source: without either nobody has a tie.
    table = firmness(network("meeting"), Asked())
    assert by_node(table, "rank", "sourceBest", "sourceWorst", "makerWorst")["Birch"] == (
        1,
        1,
        1,
        1,
    )
    assert "weightingBest" not in table.columns


def test_rows_come_by_rank_and_what_is_done_is_told() -> None:
    told: list[tuple[int, int]] = []
    table = firmness(network("co-participation"), Asked(done=lambda n, of: told.append((n, of))))
    assert table.column("rank") == (1, 2, 2, 2, 2, 6, 6, 8)
    # Three sources, three events, two other weightings.
    assert told == [(n, 8) for n in range(1, 9)]


@pytest.mark.parametrize("recipe", ["co-participation", "city-event", "host-guest"])
def test_the_same_network_gives_the_same_table(recipe: str) -> None:
    assert firmness(network(recipe), Asked()) == firmness(network(recipe), Asked())
