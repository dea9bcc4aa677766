"""How the graph is covered: five sources on one network (league/), counted by hand.

Relations: the memberships of Pori (list, paper), Turku (list, nameless report) and Lima (since 2020
by the report, which says more than the list); at the forum Lima attends (paper), the League
organises and Pori speaks (office); Turku's prize and the mayor of Pori (office).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from citygraph.assemble import build_store, source_set
from citygraph.check.shapes import rdflib_graph
from citygraph.query import shipped
from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]
BREAKDOWN = "relations share selfReported confirmed onlySelf"


@pytest.fixture(scope="module")
def league() -> ox.Store:
    return build_store(source_set(Path(__file__).parent / "league"))


@pytest.fixture
def ask_league(league: ox.Store, asking: Callable[[ox.Store], Ask]) -> Ask:
    return asking(league)


def all_of(ask: Ask, **given: str) -> tuple[Cell, ...]:
    rows = ask("coverage/breakdown", f"dimension {BREAKDOWN}", **given)
    return next(row[1:] for row in rows if row[0] == "all")


def by(ask: Ask, dimension: str, columns: str = "relations", **given: str) -> dict[Cell, object]:
    rows = ask("coverage/breakdown", f"dimension value {columns}", **given)
    return {row[1]: row[2] if len(row) == 3 else row[2:] for row in rows if row[0] == dimension}


def test_what_a_party_publishes_is_told_from_what_another_confirms(ask_league: Ask) -> None:
    # By a party: three memberships (the network), its forum and its prize (a part of it). By
    # another: Pori's membership and Lima at the forum (the paper), the mayor (the office).
    assert all_of(ask_league) == (8, 100.0, 6, 3, 5)
    assert by(ask_league, "class", BREAKDOWN) == {
        "membership": (3, 37.5, 3, 1, 2),
        "participation": (3, 37.5, 2, 1, 2),
        "award": (1, 12.5, 1, 0, 1),
        "term-of-office": (1, 12.5, 0, 1, 0),
    }


def test_each_dimension_has_its_counts(ask_league: Ask) -> None:
    assert by(ask_league, "source") == {
        "league-list": 3,
        "daily-report": 2,
        "office-page": 4,
        "nameless-report": 2,
    }
    assert by(ask_league, "kind") == {
        "member list": 3,
        "news report": 2,
        "web page": 4,
        "report": 2,
    }
    publishers = {"Sea League": 3, "Daily Sea": 2, "League Office": 4, None: 2}
    assert by(ask_league, "publisher") == publishers
    assert by(ask_league, "language") == {"en": 7, "sv": 2}
    assert by(ask_league, "issued") == {"2024": 3, "2025": 2, None: 6}
    assert by(ask_league, "year") == {"2025": 3, "2023": 1, "2020": 1, None: 3}
    # Lima at the forum in Turku stands in two regions.
    assert by(ask_league, "region") == {"Northern Europe": 7, "Latin America": 2}
    assert by(ask_league, "region", lang="sv") == {"Nordeuropa": 7, "Latinamerika": 2}


@pytest.mark.parametrize(
    ("given", "relations"),
    [
        ({"region": "Latin America"}, 2),
        ({"region": "Europe"}, 7),
        ({"actor": "Sea League"}, 4),
        ({"actor": "Pori"}, 3),
        ({"event": "Sea Forum"}, 3),
        ({"publisher": "Daily Sea"}, 2),
        ({"class": "membership"}, 3),
        ({"kind": "report"}, 2),
        ({"written": "sv"}, 2),
        # That Lima is a member since 2020 has no end.
        ({"since": "2024-01-01"}, 4),
        ({"until": "2023-12-31"}, 2),
        ({"since": "2024-01-01", "until": "2024-12-31"}, 1),
        ({"kind": "dataset"}, 0),
        ({"attributes": "with"}, 19),
        ({"gazetteers": "with"}, 8),
        ({"attributes": "with", "gazetteers": "with"}, 25),
    ],
)
def test_any_subset_can_be_asked_for(
    ask_league: Ask, given: dict[str, str], relations: int
) -> None:
    rows = ask_league("coverage/breakdown", "dimension relations share", **given)
    found = [row[1:] for row in rows if row[0] == "all"]
    assert found == ([(relations, 100.0)] if relations else [])


def test_shares_are_of_the_subset_and_confirmation_may_lie_outside_it(ask_league: Ask) -> None:
    found = by(ask_league, "class", BREAKDOWN, region="Latin America")
    assert found["membership"] == (1, 50.0, 1, 0, 1)
    # Of the list's memberships, Pori's is confirmed by the paper.
    assert all_of(ask_league, kind="member-list") == (3, 100.0, 3, 1, 2)


def test_totals_count_the_fields_own(ask_league: Ask) -> None:
    assert ask_league("coverage/totals", "what number which") == [
        ("relations", 8, None),
        ("relations and plain facts", 19, None),
        ("sources", 4, None),
        ("publishers", 3, None),
        ("languages", 2, None),
        ("cities", 3, None),
        ("countries", 2, None),
        ("city networks", 1, None),
        ("events", 1, None),
        ("event series", 0, None),
        ("declarations and agreements", 0, None),
        ("office holders", 1, None),
        ("largest source, per cent of relations", 50.0, "The League Office on its year"),
    ]


def test_a_page_on_ones_own_declaration_is_self_reported(ask: Ask) -> None:
    # Helsinki publishes the page; it hosts the conference and is among the five signatories.
    rows = ask("coverage/breakdown", "dimension value selfReported confirmed", kind="web-page")
    assert [row[2:] for row in rows if row[:2] == ("class", "signature")] == [(5, 0)]


def test_rdflib_answers_as_oxigraph_does(league: ox.Store, ask_league: Ask) -> None:
    graph = rdflib_graph(league)
    answer = graph.query(shipped()["coverage/breakdown"].text)
    rows = [tuple(str(c or "") for c in row[:2]) for row in answer if isinstance(row, tuple)]
    numbers = [tuple(float(str(c)) for c in row[2:]) for row in answer if isinstance(row, tuple)]
    found = ask_league("coverage/breakdown", f"dimension value {BREAKDOWN}")
    assert rows == [tuple(str(cell or "") for cell in row[:2]) for row in found]
    assert numbers == [tuple(float(str(c)) for c in row[2:]) for row in found]
