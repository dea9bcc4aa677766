"""Attributes and counts that are told differently, and those that only seem to be."""

from __future__ import annotations

import pytest
from tests.ontology_rules.claims import BOTH, NONE, Derive, claim, rivals


def told(derive: Derive, property_: str, one: str, other: str, *more: str) -> set[tuple[str, str]]:
    key = f"cg:subject :forum ; cg:attribute cg:{property_} ; "
    a, b = (claim(n, "AttributeClaim", key + said) for n, said in (("a", one), ("b", other)))
    return rivals(derive, a, b, *more)


@pytest.mark.parametrize(
    ("property_", "one", "other"),
    [
        ("startDate", 'cg:value "2025-10-07"^^xsd:date', 'cg:value "2025-10-08"^^xsd:date'),
        ("startDate", 'cg:value "2025"^^xsd:gYear', 'cg:value "2024-12"^^xsd:gYearMonth'),
        ("heldIn", "cg:object :seoul", "cg:object :seoul-2"),
        ("editionNumber", "cg:value 12", "cg:value 1"),
        ("motto", 'cg:value "Liveable Cities"@en', 'cg:value "Lovable Cities"@en'),
    ],
)
def test_two_values_of_what_has_one_are_rivals(
    derive: Derive, property_: str, one: str, other: str
) -> None:
    assert told(derive, property_, one, other) == BOTH


@pytest.mark.parametrize(
    ("property_", "one", "other"),
    [
        ("startDate", 'cg:value "2025"^^xsd:gYear', 'cg:value "2025-10-07"^^xsd:date'),
        ("startDate", 'cg:value "--10-07"^^xsd:gMonthDay', 'cg:value "2025-10"^^xsd:gYearMonth'),
        ("runBy", "cg:object :undrr", "cg:object :who"),
        ("eventStatus", "cg:object eventStatus:announced", "cg:object eventStatus:held"),
        ("motto", 'cg:value "Liveable Cities"@en', 'cg:value "Levbara städer"@sv'),
        (
            "motto",
            'cg:value "Liveable cities – for all."@en',
            'cg:value "“Liveable Cities”: for all"@en',
        ),
        ("motto", 'cg:value "City-to-city work"@en', 'cg:value "City to city work"@en'),
        ("heldIn", "cg:object :seoul", 'cg:object :seoul ; cg:onDate "2023"^^xsd:gYear'),
    ],
)
def test_values_that_agree_or_may_be_several_are_no_rivals(
    derive: Derive, property_: str, one: str, other: str
) -> None:
    assert told(derive, property_, one, other) == NONE


def test_a_document_adopted_at_a_session_is_adopted_at_its_forum(derive: Derive) -> None:
    two = "cg:object :session", "cg:object :forum-2"
    within = ":session cg:partOfEvent :day . :day cg:partOfEvent :forum-2 ."
    assert told(derive, "adoptedAt", *two, within) == NONE
    assert told(derive, "adoptedAt", *two) == BOTH


def test_dates_of_two_things_are_no_rivals(derive: Derive) -> None:
    a, b = (
        claim(n, "AttributeClaim", f'cg:subject :{n}x ; cg:attribute cg:startDate ; cg:value "{n}"')
        for n in "ab"
    )
    assert rivals(derive, a, b) == NONE


@pytest.mark.parametrize(
    ("property_", "said", "denied", "expected"),
    [
        ("eventStatus", "cg:object eventStatus:held", "cg:object eventStatus:held", BOTH),
        ("startDate", 'cg:value "2025-10-07"^^xsd:date', 'cg:value "2025"^^xsd:gYear', BOTH),
        ("runBy", "cg:object :undrr", "cg:object :who", NONE),
        ("startDate", 'cg:value "2025"^^xsd:gYear', 'cg:value "2024"^^xsd:gYear', NONE),
    ],
)
def test_a_fact_rivals_its_denial_alone(
    derive: Derive, property_: str, said: str, denied: str, expected: set[tuple[str, str]]
) -> None:
    key = f"cg:subject :forum ; cg:attribute cg:{property_} ; "
    a = claim("a", "AttributeClaim", key + said)
    assert rivals(derive, a, claim("b", "AttributeClaim", key + denied, "denied")) == expected
    assert rivals(derive, a, claim("b", "AttributeClaim", key + said, "planned")) == NONE
    a = claim("a", "AttributeClaim", key + said, "denied")
    assert rivals(derive, a, claim("b", "AttributeClaim", key + denied, "denied")) == NONE


def counted(
    derive: Derive, one: str, other: str, modality: str = "actual", of: str = ":mayors"
) -> set[tuple[str, str]]:
    key = "cg:event :forum ; cg:countOf "
    a = claim("a", "ParticipantCount", f"{key}:mayors ; {one}")
    return rivals(derive, a, claim("b", "ParticipantCount", f"{key}{of} ; {other}", modality))


FIFTY = "cg:minimum 50 ; cg:maximum 50"
SEVENTY = "cg:minimum 70 ; cg:maximum 70"
ABOUT = " ; cg:countQualifier qualifier:about"
OVER = "cg:minimum 70 ; cg:countQualifier qualifier:more-than"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FIFTY + ABOUT, OVER),
        (FIFTY, SEVENTY),
        (SEVENTY, OVER),
        ("cg:maximum 40 ; cg:countQualifier qualifier:at-most", FIFTY),
    ],
)
def test_numbers_that_exclude_each_other_are_rivals(derive: Derive, one: str, other: str) -> None:
    assert counted(derive, one, other) == BOTH
    assert counted(derive, other, one) == BOTH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FIFTY + ABOUT, FIFTY),
        (SEVENTY + ABOUT, OVER),
        ("cg:minimum 85 ; cg:maximum 85", OVER),
        (OVER, "cg:minimum 100 ; cg:countQualifier qualifier:more-than"),
        ("cg:minimum 70 ; cg:countQualifier qualifier:at-least", SEVENTY),
    ],
)
def test_numbers_that_can_both_be_right_are_no_rivals(derive: Derive, one: str, other: str) -> None:
    assert counted(derive, one, other) == NONE


def test_counts_of_others_or_plans_are_no_rivals(derive: Derive) -> None:
    assert counted(derive, FIFTY, OVER, of=":officials") == NONE
    assert counted(derive, FIFTY, OVER, modality="planned") == NONE


def test_a_number_rivals_its_denial_alone(derive: Derive) -> None:
    assert counted(derive, FIFTY, FIFTY, modality="denied") == BOTH
    assert counted(derive, FIFTY, OVER, modality="denied") == NONE
