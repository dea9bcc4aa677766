"""A claim and its denial."""

from __future__ import annotations

import pytest
from tests.ontology_rules.claims import (
    BOTH,
    MEMBER,
    NONE,
    SIGNED,
    SPEAKER,
    TERM,
    USE,
    Derive,
    claim,
    rivals,
    span,
)


def test_a_claim_and_its_denial_are_rivals(derive: Derive) -> None:
    a, b = claim("a", "Membership", MEMBER), claim("b", "Membership", MEMBER, "denied")
    assert rivals(derive, a, b) == BOTH
    a = claim("a", "Membership", MEMBER + ' ; cg:onDate "2019-10-10"^^xsd:date')
    b = claim("b", "Membership", MEMBER + ' ; cg:onDate "2019"^^xsd:gYear', "denied")
    assert rivals(derive, a, b) == BOTH


@pytest.mark.parametrize(
    ("class_", "said"),
    [
        ("TermOfOffice", TERM),
        ("Membership", MEMBER),
        ("Participation", SPEAKER),
        ("Signature", SIGNED),
        ("ProgrammeUse", USE),
        ("Award", "cg:prize :p ; cg:laureate :x"),
    ],
)
def test_each_keyed_claim_has_its_denial(derive: Derive, class_: str, said: str) -> None:
    a, b = claim("a", class_, said), claim("b", class_, said, "denied")
    assert rivals(derive, a, b) == BOTH
    # What both say alike does not make them two things.
    a, b = (
        claim(n, class_, said + " ; cg:madeAt :forum", m)
        for n, m in (("a", "actual"), ("b", "denied"))
    )
    assert rivals(derive, a, b) == BOTH


def test_a_denial_within_a_term_rivals_it(derive: Derive) -> None:
    a = claim("a", "TermOfOffice", f"{TERM} ; {span(None, '2018')}")
    b = claim("b", "TermOfOffice", f"{TERM} ; {span('2014', None)}", "denied")
    assert rivals(derive, a, b) == BOTH


def test_a_denial_at_the_forum_denies_its_session(derive: Derive) -> None:
    within = ":session cg:partOfEvent :day . :day cg:partOfEvent :forum ."
    for one, other in ((":session", ":forum"), (":forum", ":session")):
        a = claim("a", "Signature", f"{SIGNED} ; cg:madeAt {one}")
        b = claim("b", "Signature", f"{SIGNED} ; cg:madeAt {other}", "denied")
        assert rivals(derive, a, b, within) == BOTH
        assert rivals(derive, a, b) == NONE


@pytest.mark.parametrize("date", ['"2019-10"^^xsd:gYearMonth', '"--10-10"^^xsd:gMonthDay'])
def test_a_denial_of_a_date_denies_what_fits_it(derive: Derive, date: str) -> None:
    day = '"--10-10"^^xsd:gMonthDay' if "2019" in date else '"2019-10-10"^^xsd:date'
    a = claim("a", "Signature", f"{SIGNED} ; cg:onDate {day}")
    assert (
        rivals(derive, a, claim("b", "Signature", f"{SIGNED} ; cg:onDate {date}", "denied")) == BOTH
    )


@pytest.mark.parametrize(
    ("class_", "key", "claimed", "denied"),
    [
        ("Signature", SIGNED, "cg:signer :anni", "cg:signer :jan"),
        ("Signature", SIGNED, "cg:capacity :mayor", "cg:capacity :deputy"),
        (
            "Signature",
            SIGNED,
            "cg:signatureStatus status:signed",
            "cg:signatureStatus status:endorsed",
        ),
        ("Participation", SPEAKER, "cg:onBehalfOf :seoul", "cg:onBehalfOf :busan"),
        ("TermOfOffice", TERM, span("2014", None), span("2015", None)),
        ("TermOfOffice", TERM, span(None, "2014"), span(None, "2015")),
        ("TermOfOffice", TERM, span(None, "2018"), span("2018-06-01", None)),
        ("TermOfOffice", TERM, span(None, "2018-06-30"), span("2018", None)),
        ("Signature", SIGNED, 'cg:onDate "2019"^^xsd:gYear', 'cg:onDate "2020"^^xsd:gYear'),
        (
            "Membership",
            MEMBER,
            "cg:membershipRole membershipRole:member",
            "cg:membershipRole membershipRole:chair",
        ),
        ("ProgrammeUse", USE, 'cg:purpose "floods"@en', 'cg:purpose "landslides"@en'),
        ("Membership", MEMBER, span("2010", "2016"), span("2017", None)),
        ("Membership", MEMBER, span(None, "2016"), span("2017", None)),
    ],
)
def test_a_denial_of_something_else_is_no_rival(
    derive: Derive, class_: str, key: str, claimed: str, denied: str
) -> None:
    a = claim("a", class_, f"{key} ; {claimed}")
    b = claim("b", class_, f"{key} ; {denied}", "denied")
    assert rivals(derive, a, b) == NONE
