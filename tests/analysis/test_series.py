"""Sizes year by year, in both readings, counted by hand.

City memberships in the League: Alder 2000 to 2010 and from 2016, Birch from 2011, Cedar 2005 to
2012, Elm from 2013 (or 2014: two claims), Dune without dates, known in May 2014; in the Pact: Alder
from 2017, Dune from 2019. The League's list knows of them in January 2020, the Pact's page in
February 2020, the report on Elm and Dune in May 2014.
"""

from __future__ import annotations

import pytest
from tests.network.diplomacy_graph import network

from citygraph.analysis import Asked
from citygraph.analysis.series import series
from citygraph.errors import QueryError
from citygraph.table import Cell, Table


def row(table: Table, window: str, *columns: str) -> tuple[Cell, ...]:
    (found,) = [record for record in table.records() if record["window"] == window]
    return tuple(found[name] for name in columns)


def test_memberships_count_in_each_year_in_which_they_hold() -> None:
    table = series(network("city-network"), Asked())
    # From the first start to the last day at which a source knows of one.
    assert table.column("window") == tuple(str(year) for year in range(2000, 2021))
    # Alder, and Dune perhaps.
    assert row(table, "2000", "ties", "certain") == (2, 1)
    # Alder, Cedar, and Dune perhaps.
    assert row(table, "2010", "ties", "certain") == (3, 2)
    # Birch, Elm twice, and Dune, which the report knows in this year.
    assert row(table, "2014", "ties", "certain", "pairs") == (4, 4, 3)
    # Alder, Birch, Elm twice, Dune, and two in the Pact; sources of 2014 know nothing of 2020.
    assert row(table, "2020", "ties", "certain", "pairs", "nodes") == (7, 5, 6, 6)


def test_each_window_has_its_cohesion() -> None:
    table = series(network("city-network"), Asked())
    # Four cities, two networks: six of eight pairs are tied, all in one component.
    assert row(table, "2020", "components", "density", "meanDegree") == (1, 0.75, 1.5)
    assert row(table, "2020", "isolates") == (0,)


def test_a_projection_ties_members_of_the_same_year() -> None:
    table = series(network("co-membership"), Asked())
    # In 2010 Alder, Cedar and perhaps Dune; in 2012 Birch, Cedar and perhaps Dune.
    assert row(table, "2010", "pairs", "nodes") == (3, 3)
    assert row(table, "2012", "pairs", "nodes") == (3, 3)
    narrow = series(network("co-membership", reading="narrowest"), Asked())
    assert row(narrow, "2010", "ties", "certain", "pairs") == (2, 2, 1)


def test_events_count_in_the_year_in_which_they_fell() -> None:
    table = series(network("city-event", since="2014"), Asked())
    assert table.column("window") == ("2014", "2015", "2016", "2017", "2018")
    assert table.column("ties") == (0, 5, 0, 0, 3)
    assert table.column("certain") == (0, 5, 0, 0, 3)
    # A year without ties has no density and nobody to be isolated.
    assert row(table, "2014", "pairs", "nodes", "components", "density", "meanDegree") == (
        0,
        0,
        0,
        None,
        None,
    )


def test_months_within_the_window_of_the_choices() -> None:
    table = series(network("city-event", since="2017-12", to="2018-03-15"), Asked(step="month"))
    assert table.column("window") == ("2017-12", "2018-01", "2018-02", "2018-03")
    # The meeting was on some day of March, so it is certain in the month.
    assert table.column("ties") == table.column("certain") == (0, 0, 0, 3)


def test_an_undated_tie_counts_up_to_the_day_at_which_its_source_knows_it() -> None:
    table = series(network("city-event", since="2010", to="2013"), Asked())
    assert table.column("ties") == (2, 2, 2, 0)
    assert table.column("certain") == (0, 0, 0, 0)


def test_steps_of_reduction_are_taken_in_each_window() -> None:
    # Alder is in both networks from 2017, Dune from 2019; the Pact is not there before.
    steps = ("drop=organization/river-pact",)
    assert row(series(network("city-network", *steps), Asked()), "2020", "ties") == (5,)
    two = series(network("city-network", "least=city:2"), Asked())
    assert [row(two, year, "ties") for year in ("2000", "2017", "2019")] == [(0,), (2,), (4,)]


def test_what_is_done_is_told() -> None:
    told: list[tuple[int, int]] = []
    series(
        network("city-event", since="2014", to="2016"),
        Asked(done=lambda n, of: told.append((n, of))),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_series_that_cannot_be_is_refused() -> None:
    with pytest.raises(QueryError, match="unknown step 'week': write year or month"):
        series(network("city-event"), Asked(step="week"))
    with pytest.raises(QueryError, match="6300 windows are more than 600: narrow --from and --to"):
        series(network("city-event", since="1500", to="2024"), Asked(step="month"))
    with pytest.raises(QueryError, match="no tie of this network has a date"):
        series(network("city-event", "least=city:9"), Asked())


def test_a_window_with_both_ends_needs_no_dated_tie() -> None:
    table = series(network("city-event", since="1900", to="1901", reading="narrowest"), Asked())
    assert table.column("ties") == (0, 0)
