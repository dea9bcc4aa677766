"""Programmes, their users and runners, and who supports whom, from the dialogue of 2025."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]


def test_two_cities_used_mcr2030_against_floods_and_landslides(ask: Ask) -> None:
    rows = ask("programmes/users", "user country purpose")
    assert [row[:2] for row in rows] == [("Chennai", "India"), ("Medellín", "Colombia")]
    assert all("flood" in str(row[2]) and "landslide" in str(row[2]) for row in rows)


def test_the_place_of_a_use_holds_the_citys_name_and_the_purpose(ask: Ask) -> None:
    spans = {row[0]: row[1:] for row in ask("programmes/users", "user start end")}
    # "Medellín" begins at 2436, "Chennai" at 2460, "preparedness" ends at 2537.
    for city, begins in (("Medellín", 2436), ("Chennai", 2460)):
        start, end = spans[city]
        assert isinstance(start, int)
        assert start <= begins
        assert end == 2537


def test_cities_in_general_are_supported_and_no_users(ask: Ask) -> None:
    users = {row[0] for row in ask("programmes/users", "user", programme="MCR2030")}
    assert users == {"Chennai", "Medellín"}
    assert ask("programmes/users", "user", programme="programme/u4ssc") == []


def test_itu_runs_two_programmes_and_of_two_nobody_says(ask: Ask) -> None:
    # Kishore of UNDRR spoke of MCR2030, Lamanauskas of ITU of U4SSC: that is not running them.
    assert ask("programmes/runners", "name runBy") == [
        ("Citiverse", "International Telecommunication Union"),
        ("Making Cities Resilient 2030", None),
        ("Smart villages programme", "International Telecommunication Union"),
        ("U4SSC", None),
    ]


def test_four_relations_of_support_are_stated(ask: Ask) -> None:
    assert ask("programmes/support", "name supported") == [
        ("Making Cities Resilient 2030", "Cities (as a kind of actor)"),
        (
            "UN Office for Disaster Risk Reduction",
            "Sendai Framework for Disaster Risk Reduction",
        ),
        ("UN-Habitat", "Local governments"),
        ("UN-Habitat", "National governments"),
    ]


def test_whoever_can_support_is_not_said_to_support(ask: Ask) -> None:
    country_teams = "Network of Resident Coordinators and Country Teams"
    assert country_teams not in {row[0] for row in ask("programmes/support", "name")}
    possible = ask("programmes/support", "name supported", modality="possible")
    assert possible == [(country_teams, "Local and regional governments")]
    assert ask("programmes/support", "supported", supporter="organization/itu") == []
