"""Which ties count: each filter on the invented graph, counted by hand.

The rows of actor-event: at the forum Alder (as host, and through its mayor in the panel), Birch
(through Ola Vik), Cedar, Dune and the River Pact (one claim), the UN office, the Harbour League; at
the meeting Birch, Cedar, Dune, the UN office; at the conference Cedar and Elm.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.network.diplomacy_graph import network, rows

from citygraph.errors import QueryError
from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.selection import DatedTies, dated, holds
from citygraph.network.spans import moment, state, window
from citygraph.network.ties import COLUMNS, Ties, ties_of
from citygraph.table import Table

AT_FORUM = [
    f"{name} sea-forum-2015"
    for name in ("Alder", "Alder", "Birch", "Cedar", "Dune", "League", "Pact", "UN")
]
AT_MEETING = [f"{name} river-meeting-2018" for name in ("Birch", "Cedar", "Dune", "UN")]
AT_CONFERENCE = [f"{name} quiet-conference" for name in ("Cedar", "Elm")]


def test_without_a_filter_every_tie_counts() -> None:
    found = network("actor-event")
    assert rows(found) == sorted(AT_FORUM + AT_MEETING + AT_CONFERENCE)
    # Those at the conference have no date; the panel has its forum's.
    assert found.undated == 2


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"at": "2015"}, AT_FORUM),
        ({"at": "2018-03-05"}, AT_MEETING),
        ({"since": "2015-06-13"}, AT_MEETING),
        # The conference was held by February 2012, whenever that was.
        ({"to": "2014"}, AT_CONFERENCE),
        ({"at": "1950"}, AT_CONFERENCE),
        ({"at": "2013"}, []),
        # The panel may have been on this day: so may its speaker.
        ({"at": "2015-06-11"}, AT_FORUM),
        ({"at": "2015-06-11", "reading": "narrowest"}, AT_FORUM[1:]),
        ({"at": "2018-03-05", "reading": "narrowest"}, []),
        ({"at": "2018-03", "reading": "narrowest"}, AT_MEETING),
        ({"to": "2014", "reading": "narrowest"}, AT_CONFERENCE),
        ({"at": "1950", "reading": "narrowest"}, []),
    ],
)
def test_by_a_window_of_time(days: dict[str, str], expected: list[str]) -> None:
    assert rows(network("actor-event", **days)) == sorted(expected)


def test_memberships_count_on_the_days_on_which_they_hold() -> None:
    # Alder's first membership has ended, its second not begun; Elm may have come in 2013.
    between = network("city-network", since="2011", to="2013")
    league = [f"{name} harbour-league" for name in ("Birch", "Cedar", "Dune", "Elm", "Elm")]
    assert rows(between) == league
    # Birch, a member from some day of 2011, surely was one in 2012, as Cedar was on its first day.
    narrow = network("city-network", since="2011", to="2013", reading="narrowest")
    assert rows(narrow) == league[:2]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"sources": ("old-note",)}, AT_CONFERENCE),
        # The Daily confirms Cedar at the forum, and tells of the meeting.
        ({"sources": ("daily",)}, [*AT_MEETING, "Cedar sea-forum-2015"]),
        ({"sources": ("daily", "old-note")}, [*AT_MEETING, "Cedar sea-forum-2015", *AT_CONFERENCE]),
        ({"kinds": ("newsletter",)}, AT_CONFERENCE),
        ({"kinds": ("meeting-report",)}, AT_FORUM),
        ({"themes": ("climate-action",)}, AT_FORUM),
        ({"themes": ("climate-adaptation",)}, AT_FORUM),
        ({"roles": ("facilitator",)}, ["UN river-meeting-2018", "UN sea-forum-2015"]),
        (
            {"roles": ("host", "speaker")},
            [
                "Alder sea-forum-2015",
                "Alder sea-forum-2015",
                "Birch river-meeting-2018",
                "Elm quiet-conference",
            ],
        ),
        ({"sources": ("daily",), "roles": ("host",)}, ["Birch river-meeting-2018"]),
    ],
)
def test_by_source_kind_theme_and_role(asked: dict[str, Any], expected: list[str]) -> None:
    assert rows(network("actor-event", **asked)) == sorted(expected)


@pytest.mark.parametrize("region", ["SE", "Northern Europe", "Europe"])
def test_by_region_of_every_end_that_has_one(region: str) -> None:
    # The forum was held in Alder, but an event is in no country; Cedar is in none that is told.
    expected = ["Alder sea-forum-2015"] * 2 + ["Birch river-meeting-2018", "Birch sea-forum-2015"]
    assert rows(network("city-event", regions=(region,))) == sorted(expected)
    # In one mode both ends have to lie there, as far as it is known where they lie.
    assert rows(network("meeting", regions=(region,))) == ["Birch cedar-fi"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"sources": ("dayly",)}, "has the source 'dayly'; did you mean 'daily'"),
        ({"kinds": ("newsleter",)}, "has the kind of source 'newsleter'; did you mean 'newsletter"),
        ({"themes": ("climate",)}, "has the theme 'climate'; did you mean 'climate-action'"),
        ({"roles": ("hosts",)}, "has the role 'hosts'; did you mean 'host'"),
        ({"regions": ("Europa",)}, "has the region 'Europa'; did you mean 'Europe'"),
        # A source of the graph, but of no tie of this recipe.
        ({"sources": ("league-list",)}, "no tie of this recipe has the source 'league-list'"),
    ],
)
def test_a_value_that_no_tie_has_gets_the_nearest(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        network("actor-event", **asked)


def one_tie(day: str) -> Ties:
    return ties_of(Table(COLUMNS, (("urn:a", "urn:b", "urn:t", day, "urn:1", "urn:2"),)))


def test_a_claim_that_the_graph_does_not_know_holds_when_the_row_says() -> None:
    assert dated(one_tie("2019"), {}).facts[0][0].span == moment(["2019"])
    assert dated(one_tie(""), {}).facts[0][0] == ClaimFacts()
    assert dated(one_tie("--10-10"), {}).facts[0][0] == ClaimFacts()
    known = {"urn:1": ClaimFacts(sources=("s",))}
    assert dated(one_tie("2019"), known).facts[0][0] == ClaimFacts(sources=("s",))


def test_a_date_of_a_row_that_is_none_is_refused() -> None:
    with pytest.raises(QueryError, match="date is 'soon': a tie's date reads 2019-10-10, 2019-10"):
        dated(one_tie("soon"), {})


def test_two_memberships_need_a_common_day_but_one_claim_alone_needs_none() -> None:
    one = ClaimFacts(span=state(["2010"], ["2015"]), holds=True)
    two = ClaimFacts(span=state(["2014"], ["2018"]), holds=True)
    three = ClaimFacts(span=state(["2016"], ["2018"]), holds=True)
    assert holds((one, two), window(), "widest")
    assert not holds((one, two), window(at="2017"), "widest")
    assert not holds((one, three), window(), "widest")
    # A membership of 2015 alone was certainly held in 2015, whatever its days.
    year = ClaimFacts(span=state(["2015"], ["2015"]), holds=True)
    assert holds((year, year), window(at="2015"), "narrowest")


def test_an_event_and_a_membership_both_have_to_count() -> None:
    member = ClaimFacts(span=state(["2010"], ["2015"]), holds=True)
    event = ClaimFacts(span=moment(["2016-05-05"]))
    assert holds((member, event), window("2015", "2016"), "widest")
    assert not holds((member, event), window(at="2016"), "widest")


def test_sources_are_those_of_both_claims() -> None:
    pair = (ClaimFacts(sources=("b", "c")), ClaimFacts(sources=("a",)))
    assert DatedTies(one_tie(""), (pair,)).source_keys() == ("a", "b", "c")
