"""Claims of one fact that cannot both be true, and the many pairs that can."""

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


def pair(derive: Derive, class_: str, key: str, one: str, other: str) -> set[tuple[str, str]]:
    return rivals(
        derive, claim("a", class_, f"{key} ; {one}"), claim("b", class_, f"{key} ; {other}")
    )


@pytest.mark.parametrize(
    ("class_", "key", "one", "other"),
    [
        ("Signature", SIGNED, "cg:signer :anni", "cg:signer :jan"),
        ("Signature", SIGNED, "cg:capacity :mayor", "cg:capacity :deputy"),
        (
            "Signature",
            SIGNED,
            "cg:signatureStatus status:signed",
            "cg:signatureStatus status:endorsed",
        ),
        ("Signature", SIGNED, 'cg:signedOn "2019"^^xsd:gYear', 'cg:signedOn "2020"^^xsd:gYear'),
        (
            "Signature",
            SIGNED,
            'cg:signedOn "2019-10-10"^^xsd:date',
            'cg:onDate "2019-11"^^xsd:gYearMonth',
        ),
        ("Signature", SIGNED, "cg:signedAt :forum", "cg:madeAt :summit"),
        ("Participation", SPEAKER, "cg:onBehalfOf :seoul", "cg:onBehalfOf :busan"),
        ("Membership", MEMBER, span("1986", None), span("1987", None)),
        ("ProgrammeUse", USE, span("2014", None), span("2015", None)),
        (
            "Award",
            'cg:prize :p ; cg:laureate :x ; cg:awardYear "2018"^^xsd:gYear',
            "cg:madeAt :forum",
            "cg:madeAt :summit",
        ),
    ],
)
def test_two_fillers_of_one_role_are_rivals(
    derive: Derive, class_: str, key: str, one: str, other: str
) -> None:
    assert pair(derive, class_, key, one, other) == BOTH


@pytest.mark.parametrize(
    ("class_", "key", "one", "other"),
    [
        ("Signature", SIGNED, "cg:signer :anni", "cg:capacity :mayor"),
        (
            "Signature",
            SIGNED,
            'cg:signedOn "2019"^^xsd:gYear',
            'cg:signedOn "2019-10-10"^^xsd:date',
        ),
        (
            "Signature",
            SIGNED,
            'cg:signedOn "--10-10"^^xsd:gMonthDay',
            'cg:signedOn "2019-10"^^xsd:gYearMonth',
        ),
        (
            "Signature",
            SIGNED,
            'cg:signedOn "--10-10"^^xsd:gMonthDay',
            'cg:onDate "2019"^^xsd:gYear',
        ),
        ("Signature", SIGNED, "cg:theme :climate", "cg:theme :housing"),
        ("Signature", SIGNED, 'cg:asOf "2019"^^xsd:gYear', 'cg:asOf "2020"^^xsd:gYear'),
        ("ProgrammeUse", USE, 'cg:purpose "floods"@en', 'cg:purpose "landslides"@en'),
        (
            "Membership",
            MEMBER,
            "cg:membershipRole membershipRole:member",
            "cg:membershipRole membershipRole:chair",
        ),
        ("Statement", SPEAKER, "cg:onBehalfOf :seoul", "cg:onBehalfOf :busan"),
        ("Commitment", SIGNED, 'cg:onDate "2019"^^xsd:gYear', 'cg:onDate "2020"^^xsd:gYear'),
    ],
)
def test_what_can_both_be_true_is_no_rivalry(
    derive: Derive, class_: str, key: str, one: str, other: str
) -> None:
    assert pair(derive, class_, key, one, other) == NONE


@pytest.mark.parametrize("inside", ["member", "founder", "chair", "vice-chair", "board"])
@pytest.mark.parametrize("outside", ["observer", "partner"])
def test_a_member_is_no_mere_observer(derive: Derive, inside: str, outside: str) -> None:
    said = "cg:membershipRole membershipRole:"
    assert pair(derive, "Membership", MEMBER, said + inside, said + outside) == BOTH
    assert pair(derive, "Membership", MEMBER, said + "host", said + outside) == NONE


def test_what_two_claims_share_does_not_divide_them(derive: Derive) -> None:
    shared = "cg:signer :anni ; cg:signedAt :forum"
    assert pair(derive, "Signature", SIGNED, shared, shared + " ; cg:capacity :deputy") == NONE


@pytest.mark.parametrize("modality", ["actual", "denied"])
@pytest.mark.parametrize(
    ("class_", "whole", "part"),
    [
        ("Participation", SPEAKER, "cg:participant :oh ; cg:event :forum"),
        (
            "Award",
            'cg:prize :p ; cg:laureate :x ; cg:awardYear "2018"^^xsd:gYear',
            "cg:prize :p ; cg:laureate :x",
        ),
    ],
)
def test_a_missing_role_or_year_is_another_key(
    derive: Derive, class_: str, whole: str, part: str, modality: str
) -> None:
    for one, other in ((whole, part), (part, whole)):
        places = (" ; cg:madeAt :a1", " ; cg:madeAt :b1") if modality == "actual" else ("", "")
        a = claim("a", class_, one + places[0])
        assert rivals(derive, a, claim("b", class_, other + places[1], modality)) == NONE
        # With the same key they are rivals.
        assert rivals(derive, a, claim("b", class_, one + places[1], modality)) == BOTH


def test_a_day_without_its_year_rivals_another_month(derive: Derive) -> None:
    other = 'cg:signedOn "2019-11"^^xsd:gYearMonth'
    assert pair(derive, "Signature", SIGNED, 'cg:signedOn "--10-10"^^xsd:gMonthDay', other) == BOTH
    day = 'cg:signedOn "--11-12"^^xsd:gMonthDay'
    assert pair(derive, "Signature", SIGNED, 'cg:signedOn "--05-11"^^xsd:gMonthDay', day) == BOTH


def test_a_session_and_its_forum_are_one_place(derive: Derive) -> None:
    a = claim("a", "Signature", SIGNED + " ; cg:signedAt :session")
    b = claim("b", "Signature", SIGNED + " ; cg:signedAt :forum")
    assert (
        rivals(derive, a, b, ":session cg:partOfEvent :day . :day cg:partOfEvent :forum .") == NONE
    )
    assert rivals(derive, a, b) == BOTH


def test_claims_with_other_keys_are_no_rivals(derive: Derive) -> None:
    a = claim("a", "Signature", SIGNED + " ; cg:signer :anni")
    b = claim("b", "Signature", "cg:document :d ; cg:signatory :espoo ; cg:signer :jan")
    c = claim("c", "Signature", "cg:document :e ; cg:signatory :helsinki ; cg:signer :jan")
    assert rivals(derive, a, b, c) == NONE
    chair = SPEAKER.replace("role:speaker", "role:chair") + " ; cg:onBehalfOf :busan"
    a = claim("a", "Participation", SPEAKER + " ; cg:onBehalfOf :seoul")
    assert rivals(derive, a, claim("b", "Participation", chair)) == NONE


@pytest.mark.parametrize("first", [("2014", "2018"), ("2014-07-01", "2018-06-30"), (None, "2018")])
def test_terms_that_follow_each_other_are_no_rivals(
    derive: Derive, first: tuple[str | None, str]
) -> None:
    for second in (("2018-07-01", "2022-06-30"), ("2018", "2022"), ("2021", None)):
        assert pair(derive, "TermOfOffice", TERM, span(*first), span(*second)) == NONE
        assert pair(derive, "Membership", MEMBER, span(*second), span(*first)) == NONE


def test_one_day_may_end_a_term_and_begin_the_next(derive: Derive) -> None:
    first, second = span("2014-07-01", "2018-06-30"), span("2018-06-30", "2022")
    assert pair(derive, "TermOfOffice", TERM, first, second) == NONE
    a = claim("a", "TermOfOffice", f"{TERM} ; {span(None, '2018-06-30')}")
    b = claim("b", "TermOfOffice", f"{TERM} ; {span('2018-06-30', None)}", "denied")
    assert rivals(derive, a, b) == NONE


def test_a_day_without_its_year_parts_no_terms(derive: Derive) -> None:
    ends = 'cg:validTo "--06-30"^^xsd:gMonthDay'
    first = f"{span('2014', None)} ; {ends}"
    assert pair(derive, "TermOfOffice", TERM, first, span("2016", None)) == BOTH
    a = claim("a", "TermOfOffice", f"{TERM} ; {ends}")
    b = claim("b", "TermOfOffice", f"{TERM} ; {span('2016', None)}", "denied")
    assert rivals(derive, a, b) == BOTH


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2014", "2018"), ("2016", "2020")),
        (("2014", "2018"), ("2014", "2019")),
        (("2014-07-01", "2018-06-30"), ("2018-06-01", "2022")),
        (("2014", None), ("2016", None)),
    ],
)
def test_terms_that_overlap_are_rivals(
    derive: Derive, first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    assert pair(derive, "TermOfOffice", TERM, span(*first), span(*second)) == BOTH


@pytest.mark.parametrize(
    ("one", "other"),
    [("actual", "planned"), ("planned", "denied"), ("denied", "denied"), ("possible", "actual")],
)
def test_other_modalities_are_no_rivals(derive: Derive, one: str, other: str) -> None:
    a = claim("a", "Signature", SIGNED + " ; cg:signer :anni", one)
    b = claim("b", "Signature", SIGNED + " ; cg:signer :jan", other)
    assert rivals(derive, a, b) == NONE
    b = claim("b", "Signature", SIGNED + " ; cg:signer :anni", other)
    assert rivals(derive, a, b) == NONE


def test_two_plans_can_be_rivals(derive: Derive) -> None:
    a = claim("a", "Signature", SIGNED + " ; cg:signer :anni", "planned")
    b = claim("b", "Signature", SIGNED + " ; cg:signer :jan", "planned")
    assert rivals(derive, a, b) == BOTH
