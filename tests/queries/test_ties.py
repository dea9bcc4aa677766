"""Tie recipes: in both engines alike, as they describe themselves, counted by hand.

The graph is that of tests/network/diplomacy: whom it ties is said in each of its files.
"""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery
from tests.network.diplomacy_graph import NAMES, diplomacy, network, pairs

from citygraph.inference import infer
from citygraph.network.recipes import recipe
from citygraph.network.ties import COLUMNS
from citygraph.query import bind, select, shipped
from citygraph.table import Cell
from citygraph.vocabulary import BASE, CG

RECIPES = shipped("ties")
ALL = sorted(RECIPES)
#: Of the whole graph the overview ties groups too, and what is only planned; test_overview has it.
OWN = sorted(set(ALL) - {"overview"})
ONE_MODE = ["co-membership", "co-participation", "co-signature", "facilitation", "host-guest",
            "meeting"]  # fmt: skip


def asked(name: str, **given: str) -> list[dict[str, str]]:
    """The rows of a recipe asked alone; IRIs by their last part, actors by their short name."""
    chosen = {key: value.split() for key, value in given.items()}
    table = select(diplomacy(), bind(RECIPES[name], chosen, diplomacy()))
    return [{key: short(value) for key, value in row.items()} for row in table.records()]


def short(value: Cell) -> str:
    text = "" if value is None else str(value)
    return NAMES.get(text, text.rsplit("/", 1)[-1])


def tied(name: str, **given: str) -> list[str]:
    """The rows as "Alder Birch sea-forum-2015", sorted."""
    rows = asked(name, **given)
    return sorted(f"{row['source']} {row['target']} {row['tie']}" for row in rows)


@pytest.mark.parametrize("name", ALL)
def test_a_recipe_is_described(name: str) -> None:
    query = RECIPES[name]
    assert query.title
    assert query.question.endswith("?")
    assert query.keywords
    assert all(meaning for _, meaning in query.columns)
    assert all(parameter.meaning for parameter in query.parameters)
    columns = tuple(column for column, _ in query.columns)
    assert columns[:6] == COLUMNS
    assert select(diplomacy(), query.text).columns == columns


@pytest.mark.parametrize("name", OWN)
def test_it_says_whether_sessions_and_groups_count(name: str) -> None:
    assert RECIPES[name].field("sessions")
    described = RECIPES[name].field("groups")
    kinds = {parameter.name for parameter in RECIPES[name].parameters}
    # A recipe of cities or agencies alone has none to leave out.
    assert described or name.startswith("city-")
    assert ("kind=Group" in described) == ("kind" in kinds)


@pytest.fixture(scope="module")
def union() -> rdflib.Graph:
    graph = rdflib.Graph()
    lines = {f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in diplomacy()}
    graph.parse(data="".join(sorted(lines)), format="nt")
    return graph


@pytest.mark.parametrize("name", ALL)
def test_it_answers_in_rdflib_as_in_oxigraph(name: str, union: rdflib.Graph) -> None:
    text = RECIPES[name].text
    prepareQuery(text)
    answer = union.query(text)
    table = select(diplomacy(), text)
    assert len(table) > 0
    found = [
        tuple(None if term is None or _is_none(term) else str(term) for term in row)
        for row in answer
        if isinstance(row, tuple)
    ]
    assert [as_sets(row) for row in found] == [as_sets(row) for row in table.rows]


def _is_none(term: object) -> bool:
    """rdflib gives the least of no dates as a literal of Python's None."""
    return isinstance(term, rdflib.Literal) and str(term) == "None"


def as_sets(row: tuple[Cell, ...]) -> tuple[object, ...]:
    """A row whose lists of sources are sets: SPARQL gives them no order."""
    return (*row[:6], *(frozenset(str(cell).split()) for cell in row[6:]))


@pytest.mark.parametrize("name", OWN)
def test_rows_are_ties_each_once(name: str) -> None:
    rows = select(diplomacy(), RECIPES[name].text).rows
    assert len({row[:6] for row in rows}) == len(rows)
    assert list(rows) == sorted(rows, key=lambda row: tuple(str(cell) for cell in row[:3]))
    assert all(row[0] != row[1] for row in rows)


@pytest.mark.parametrize("name", OWN)
def test_no_concept_source_claim_or_group_is_an_end(name: str) -> None:
    rows = select(diplomacy(), RECIPES[name].text).rows
    kinds = {str(cell).removeprefix(f"{BASE}id/").split("/")[0] for row in rows for cell in row[:2]}
    assert kinds <= {"city", "organization", "event", "document", "programme"}


@pytest.mark.parametrize("name", ONE_MODE)
def test_in_one_mode_two_different_claims_make_a_tie(name: str) -> None:
    rows = asked(name)
    assert rows
    assert all(row["claim1"] != row["claim2"] for row in rows)


@pytest.mark.parametrize("name", ["co-membership", "co-participation", "co-signature", "meeting"])
def test_without_direction_each_pair_comes_in_one_order(name: str) -> None:
    rows = select(diplomacy(), RECIPES[name].text).rows
    assert all(str(row[0]) < str(row[1]) for row in rows)
    assert not recipe(name).directed


@pytest.fixture(scope="module")
def denied() -> ox.Store:
    """The same store, had the sources denied all that they state."""
    store = ox.Store()
    modality, inferred = ox.NamedNode(CG + "modality"), ox.NamedNode(BASE + "graph/inferred")
    no = ox.NamedNode(BASE + "concept/modality/denied")
    for quad in diplomacy():
        if quad.graph_name != inferred:
            value = no if quad.predicate == modality else quad.object
            store.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    infer(store)
    return store


@pytest.mark.parametrize("name", ALL)
def test_what_sources_deny_ties_nobody(name: str, denied: ox.Store) -> None:
    assert len(select(denied, RECIPES[name].text)) == 0


@pytest.mark.parametrize("name", ALL)
def test_what_a_fuller_claim_repeats_is_left_out(name: str) -> None:
    store = ox.Store()
    store.extend(diplomacy())
    graph, refines = ox.NamedNode(BASE + "graph/inferred"), ox.NamedNode(CG + "refines")
    fuller = ox.NamedNode(BASE + "id/fuller")
    for quad in diplomacy().quads_for_pattern(None, ox.NamedNode(CG + "statedIn"), None, None):
        store.add(ox.Quad(fuller, refines, quad.subject, graph))
    assert len(select(store, RECIPES[name].text)) == 0


def test_the_daily_says_less_of_dune_and_of_birch_and_makes_no_tie_of_its_own() -> None:
    at_forum = [row for row in asked("city-event") if row["source"] == "Dune"]
    said = {row["target"]: row["sources1"] for row in at_forum}
    assert said == {"sea-forum-2015": "forum-report", "river-meeting-2018": "daily"}
    uses = [row for row in asked("programme-use") if row["source"] == "Birch"]
    assert [(row["date"], row["sources1"]) for row in uses] == [("2017", "pact-page")]


@pytest.mark.parametrize("name", ["co-participation", "co-signature"])
def test_asked_alone_it_ties_the_pairs_of_its_projection(name: str) -> None:
    alone = {" ".join((row["source"], row["target"])) for row in asked(name)}
    assert alone == pairs(network(name))


def test_asked_alone_co_membership_ties_those_who_were_members_at_different_times_too() -> None:
    alone = {" ".join((row["source"], row["target"])) for row in asked("co-membership")}
    # Cedar had left the League when Elm came.
    assert alone - pairs(network("co-membership")) == {"Cedar Elm"}
    assert pairs(network("co-membership")) <= alone


def test_co_membership_is_dated_from_when_both_are_members() -> None:
    rows = {(r["source"], r["target"], r["date"]) for r in asked("co-membership")}
    assert ("Birch", "Cedar", "2011") in rows
    # Dune's membership of the League has no date.
    assert ("Birch", "Dune", "") in rows


def test_host_and_guest() -> None:
    # Alder hosted the forum, Birch the meeting; the League organised and so was no guest.
    forum = [f"Alder {guest} sea-forum-2015" for guest in ("Birch", "Cedar", "Dune", "Pact", "UN")]
    meeting = [f"Birch {guest} river-meeting-2018" for guest in ("Cedar", "Dune", "UN")]
    assert tied("host-guest") == sorted(forum + meeting)


def test_meeting() -> None:
    # Apart from the UN office, which brought them together; the forum was no meeting.
    assert tied("meeting") == [
        "Birch Cedar river-meeting-2018",
        "Birch Dune river-meeting-2018",
        "Cedar Dune river-meeting-2018",
    ]


def test_facilitation() -> None:
    # Alder came to the forum as host and spoke in its panel: two ties.
    forum = ("Alder", "Alder", "Birch", "Cedar", "Dune", "Pact")
    assert tied("facilitation") == sorted(
        [f"UN {one} sea-forum-2015" for one in forum]
        + [f"UN {one} river-meeting-2018" for one in ("Birch", "Cedar", "Dune")]
    )


def test_programme_use() -> None:
    assert [(row["source"], row["target"], row["date"]) for row in asked("programme-use")] == [
        ("Birch", "clean-taps", "2017"),
        ("Cedar", "clean-taps", "2016"),
        ("Elm", "dry-feet", ""),
    ]
    assert len(asked("programme-use", modality="actual planned")) == 4


AGENCY_CITY = [
    *[f"UN {city} sea-forum-2015" for city in ("Alder", "Alder", "Birch", "Cedar", "Dune")],
    *[f"UN {city} river-meeting-2018" for city in ("Birch", "Cedar", "Dune")],
    # Alder signed the pledge, and its mayor for the League; Cedar only endorsed it.
    *[f"UN {city} sea-pledge" for city in ("Alder", "Alder", "Birch")],
    # The office runs Clean Taps, not Dry Feet, which Elm uses.
    *[f"UN {city} clean-taps" for city in ("Birch", "Cedar")],
    "UN Elm blue-prize",
    "UN Birch ontology#Partnership",
    "UN Dune ontology#Partnership",
    "UN Elm ontology#Support",
]


def test_agency_and_city() -> None:
    assert tied("agency-city") == sorted(AGENCY_CITY)


def test_agency_and_network() -> None:
    # The League organised the forum; for the Pact Dune attended; the League signed the pledge; the
    # office observes the Pact.
    assert tied("agency-network") == [
        "UN League sea-forum-2015",
        "UN League sea-pledge",
        "UN Pact ontology#Membership",
        "UN Pact sea-forum-2015",
    ]


def test_what_is_planned_of_the_one_ties_it_to_what_is_actual_of_the_other() -> None:
    # Elm's coming to the forum and Dune's use of Clean Taps are planned; what they are tied to, the
    # office's part in the forum and its running the programme, is actual.
    both = tied("agency-city", modality="actual planned")
    assert sorted(set(both) - set(AGENCY_CITY)) == ["UN Dune clean-taps", "UN Elm sea-forum-2015"]
    assert tied("agency-city", modality="planned") == []
    guests = set(tied("host-guest", modality="actual planned")) - set(tied("host-guest"))
    assert guests == {"Alder Elm sea-forum-2015"}


def test_announced_events_tie_if_they_are_asked_for() -> None:
    guests = tied("host-guest", modality="planned", status="announced")
    assert guests == ["Dune Elm dune-summit-2020"]
    rows = asked("co-participation", modality="planned", status="held announced")
    assert [(row["source"], row["target"], row["tie"]) for row in rows] == [
        ("Dune", "Elm", "dune-summit-2020")
    ]


def test_signatures_of_the_standing_that_is_asked_for() -> None:
    assert "Cedar sea-pledge endorsed" not in tied("city-declaration")
    assert tied("city-declaration", signing="endorsed") == ["Cedar sea-pledge endorsed"]
    assert len(tied("city-declaration", signing="signed endorsed")) == 6
    # On a pledge that Cedar endorsed and others signed, all stand if both standings count.
    pair = {"Alder Cedar sea-pledge"}
    assert pair & set(tied("co-signature", signing="signed endorsed")) == pair


def test_roles_and_kinds_of_actor_that_are_asked_for() -> None:
    assert tied("actor-event", role="facilitator") == [
        "UN river-meeting-2018 facilitator",
        "UN sea-forum-2015 facilitator",
    ]
    assert tied("actor-network", role="observer") == ["UN Pact observer"]
    people = tied("actor-event", kind="Person")
    assert people == ["ida-berg sea-forum-2015 speaker", "ola-vik sea-forum-2015 attendee"]
    groups = tied("actor-event", kind="Group")
    assert groups == ["delegation-of-mayors sea-forum-2015 attendee"]


def test_a_session_has_its_forums_day() -> None:
    rows = [row for row in asked("city-event") if row["tie"] == "speaker"]
    dates = {row["source"]: row["date"] for row in rows}
    # Alder spoke in the panel; Elm at the conference that has no date.
    assert dates == {"Alder": "2015-06-10", "Elm": ""}
