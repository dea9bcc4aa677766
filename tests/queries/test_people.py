"""Persons, offices and bodies are kept apart, and an office is known as of its source's date."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]

HELSINKI = "helsinki-impact-declaration-page"


def test_three_offices_are_vouched_for_on_the_day_of_the_declaration(ask: Ask) -> None:
    rows = ask("people/office-on-date", "office holder since until source")
    assert rows == [
        ("Deputy Mayor of Helsinki", "Anni Sinnemäki", None, None, HELSINKI),
        ("Mayor of Helsinki", "Jan Vapaavuori", None, None, HELSINKI),
        (
            "Presidency of the European Union",
            "Government of Finland",
            "2019-07-01",
            "2019-12-31",
            HELSINKI,
        ),
    ]


def test_the_deputy_does_not_answer_for_the_mayor(ask: Ask) -> None:
    assert ask("people/office-on-date", "holder", post="post/mayor-of-helsinki") == [
        ("Jan Vapaavuori",)
    ]


@pytest.mark.parametrize(
    ("date", "holders"),
    [
        ("2019-06-30", []),
        ("2019-07-01", ["Government of Finland"]),
        ("2019-12-31", ["Government of Finland"]),
        ("2020-01-01", []),
        ("2019-10-31", ["Jan Vapaavuori", "Government of Finland"]),
        ("2021-04-20", ["António Guterres"]),
        ("2023-09-26", ["Desmond Lee", "Oh Se-hoon", "Desmond Lee", "Desmond Lee"]),
    ],
)
def test_an_office_is_vouched_for_on_its_days_alone(
    ask: Ask, date: str, holders: list[str]
) -> None:
    assert [row[0] for row in ask("people/office-on-date", "holder", date=date)] == holders


def test_the_minister_held_three_offices(ask: Ask) -> None:
    rows = ask("people/offices", "name office body since asOf")
    state = "Government of Singapore"
    assert rows == [
        (
            "Desmond Lee",
            "Chair of the World Cities Summit Mayors Forum",
            "World Cities Summit Mayors Forum",
            None,
            "2023-09-26",
        ),
        (
            "Desmond Lee",
            "Minister for National Development of Singapore",
            state,
            None,
            "2023-09-26",
        ),
        (
            "Desmond Lee",
            "Minister-in-charge of Social Services Integration of Singapore",
            state,
            None,
            "2023-09-26",
        ),
    ]


def test_a_network_that_facilitates_holds_no_office(ask: Ask) -> None:
    assert ask("people/offices", "office", holder="organization/c40") == []


def test_for_whom_people_acted(ask: Ask) -> None:
    rows = ask("people/acted-for", "name actedFor way")
    # Lee chaired too, in no office that the text names for it: one row by his ministry.
    assert rows == [
        ("Anaclàudia Rossbach", "UN-Habitat", "on its behalf"),
        ("Anni Sinnemäki", "Helsinki", "signed for it"),
        ("António Guterres", "United Nations", "by office"),
        ("Desmond Lee", "Government of Singapore", "by office"),
        ("Duong", "GCH", "by office"),
        ("Jan Vapaavuori", "Helsinki", "by office"),
        ("Kamal Kishore", "UN Office for Disaster Risk Reduction", "on its behalf"),
        ("Kamal Kishore", "United Nations", "by office"),
        ("Oh Se-hoon", "Seoul", "on its behalf"),
        ("Tatiana Molcean", "UN Economic Commission for Europe", "on its behalf"),
        ("Tomas Lamanauskas", "International Telecommunication Union", "on its behalf"),
    ]


def test_the_two_who_acted_for_helsinki(ask: Ask) -> None:
    rows = ask("people/acted-for", "name occasion first", organization="city/helsinki-fi")
    assert rows == [
        ("Anni Sinnemäki", "Helsinki Impact Declaration", "2019-10-10"),
        ("Jan Vapaavuori", "Helsinki Impact Conference 2019", "2019-10-01"),
    ]
    lee = ask("people/acted-for", "actedFor", person="person/desmond-lee")
    assert ("Singapore",) not in lee  # the state, not the city


def test_officials_of_the_un_and_its_bodies(ask: Ask) -> None:
    # Duong's GCH is not said to belong to the UN.
    disasters = "UN Secretary-General for Disaster Risk Reduction"
    telecoms = "International Telecommunication Union"
    assert ask("people/officials", "body office holder asOf") == [
        (
            telecoms,
            f"Deputy Secretary-General of the {telecoms}",
            "Tomas Lamanauskas",
            "2025-10-07",
        ),
        (
            "UN Economic Commission for Europe",
            "Executive Secretary of UNECE",
            "Tatiana Molcean",
            "2025-10-07",
        ),
        (
            "UN-Habitat",
            "Executive Director of UN-Habitat",
            "Anaclàudia Rossbach",
            "2025-10-07",
        ),
        (
            "United Nations",
            "Secretary-General of the United Nations",
            "António Guterres",
            "2021-04-20",
        ),
        (
            "United Nations",
            f"Special Representative of the {disasters}",
            "Kamal Kishore",
            "2025-10-07",
        ),
    ]


def test_an_agency_has_its_own_officials_alone(ask: Ask) -> None:
    rows = ask("people/officials", "holder", organization="UN-Habitat")
    assert rows == [("Anaclàudia Rossbach",)]


def test_two_mayors_took_part_by_name(ask: Ask) -> None:
    # Sinnemäki is a deputy mayor and signed; she is not said to have attended.
    assert ask("people/mayors-at-events", "mayor office eventName role") == [
        ("Jan Vapaavuori", "Mayor of Helsinki", "Helsinki Impact Conference 2019", "opener"),
        ("Oh Se-hoon", "Mayor of Seoul", "12th World Cities Summit Mayors Forum", "speaker"),
    ]


@pytest.mark.parametrize(
    "event", ["event/un-sg-mayors-meeting-2021", "event/un-forum-of-mayors-2025-dialogue"]
)
def test_mayors_whom_no_source_names_cannot_be_listed(ask: Ask, event: str) -> None:
    assert ask("people/mayors-at-events", "mayor", event=event) == []
