"""On what ties rest, and how many of the claimed participants are named: counted by hand.

The ten rows of city-event: five at the forum (2015, the report; the Daily confirms Cedar's), three
at the meeting (2018, the Daily), two at the conference (no date, the note).
"""

from __future__ import annotations

from tests.network.diplomacy_graph import network

from citygraph.analysis import Asked
from citygraph.analysis.coverage import coverage, named
from citygraph.table import Cell, Table


def of(table: Table, dimension: str) -> dict[Cell, tuple[Cell, ...]]:
    return {row[1]: row[2:] for row in table if row[0] == dimension}


def test_ties_by_source_kind_language_year_and_region() -> None:
    table = coverage(network("city-event"), Asked())
    assert of(table, "source") == {
        "forum-report": (5, 0.5),
        "daily": (4, 0.4),
        "old-note": (2, 0.2),
    }
    assert of(table, "kind of source") == {
        "meeting-report": (5, 0.5),
        "news-report": (4, 0.4),
        "newsletter": (2, 0.2),
    }
    # The Daily is Swedish.
    assert of(table, "language") == {"en": (7, 0.7), "sv": (4, 0.4)}
    assert of(table, "year") == {"2015": (5, 0.5), "2018": (3, 0.3), "undated": (2, 0.2)}
    # Alder and Birch twice each; Dune twice, Elm once; Cedar three times, in no country.
    assert of(table, "region") == {"Europe": (4, 0.4), "Americas": (3, 0.3), "none": (3, 0.3)}


def test_the_most_frequent_value_comes_first() -> None:
    rows = [row[1] for row in coverage(network("city-event"), Asked()) if row[0] == "source"]
    assert rows == ["forum-report", "daily", "old-note"]


def test_a_tie_of_two_claims_has_the_sources_and_regions_of_both() -> None:
    # The meeting of Birch (Europe), Cedar (none) and Dune (Americas), told by the Daily.
    table = coverage(network("meeting"), Asked())
    assert of(table, "source") == {"daily": (3, 1)}
    share = 0.6666666667
    assert of(table, "region") == {"Americas": (2, share), "Europe": (2, share)}


def test_a_membership_without_a_start_is_undated() -> None:
    years = of(coverage(network("city-network"), Asked()), "year")
    # Dune's in the League; both of Elm's may have begun in 2013.
    assert years["undated"] == (1, 0.1111111111)
    assert years["2013"] == (2, 0.2222222222)


def test_named_of_claimed_participants_event_by_event() -> None:
    table = named(network("co-participation"), Asked())
    rows = {row[0]: row[2:5] for row in table}
    assert rows == {
        # Seven actors are named of the fourteen that the report counts; the Daily says about ten.
        "Sea Forum 2015": (7, 14, 0.5),
        # More are named than the three whom the Daily counts.
        "River Meeting 2018": (4, 3, 1),
        "Quiet Conference": (2, None, None),
        # Seven of fourteen and, as three were claimed, three of three.
        "all with a claimed number": (10, 17, 0.5882352941),
    }
    assert table.rows[-1][0] == "all with a claimed number"
    # The claim that counts is named.
    assert str(table.rows[2][5]).startswith("https://w3id.org/citygraph/id/participant-count/")


def test_in_one_mode_the_event_is_that_which_ties() -> None:
    table = named(network("meeting"), Asked())
    assert [row[:5] for row in table][:1] == [
        ("River Meeting 2018", "event/river-meeting-2018", 3, 3, 1)
    ]


def test_networks_and_documents_have_no_claimed_participants() -> None:
    assert len(named(network("co-membership"), Asked())) == 0
    assert len(named(network("co-signature"), Asked())) == 0
