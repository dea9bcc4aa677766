"""A claim that repeats another and adds or narrows something."""

from __future__ import annotations

import pytest
from tests.ontology_rules.claims import Derive, claim

KEYED = {
    "TermOfOffice": "cg:holder :oh ; cg:post :mayor",
    "Membership": "cg:member :helsinki ; cg:network :eurocities",
    "Participation": "cg:participant :oh ; cg:event :forum ; cg:participationRole role:speaker",
    "Signature": "cg:document :d ; cg:signatory :helsinki ; cg:signatureStatus status:signed",
    "ProgrammeUse": "cg:programme :mcr2030 ; cg:user :chennai",
    "Award": 'cg:prize :p ; cg:laureate :seoul ; cg:awardYear "2018"^^xsd:gYear',
    "Count": "cg:countIn :network ; cg:countOf :mayors",
    "ParticipantCount": "cg:event :forum ; cg:countOf :mayors",
    "AttributeClaim": "cg:subject :forum ; cg:attribute cg:runBy ; cg:object :undrr",
}
MEMBER = KEYED["Membership"]


def refined(derive: Derive, *claims: str) -> set[tuple[str, str]]:
    return {(s, o) for s, _, o in derive("".join(claims), "refines")}


def dates(derive: Derive, first: str, second: str) -> set[tuple[str, str]]:
    """Two terms :a and :b that began on these dates."""
    term = KEYED["TermOfOffice"] + " ; cg:validFrom "
    return refined(
        derive, claim("a", "TermOfOffice", term + first), claim("b", "TermOfOffice", term + second)
    )


@pytest.mark.parametrize("class_", sorted(KEYED))
def test_a_claim_that_adds_a_day_refines_the_bare_one(derive: Derive, class_: str) -> None:
    more = KEYED[class_] + ' ; cg:onDate "2019-10-10"^^xsd:date'
    pair = claim("a", class_, more), claim("b", class_, KEYED[class_])
    assert refined(derive, *pair) == {("a", "b")}


@pytest.mark.parametrize(
    "class_", ["Commitment", "Statement", "Invitation", "Mention", "Partnership"]
)
def test_what_has_no_key_refines_nothing(derive: Derive, class_: str) -> None:
    said = "cg:speaker :oh ; cg:inviter :oh ; cg:invitee :x ; cg:mentioned :x ; cg:partner :oh, :x"
    more = said + ' ; cg:onDate "2019-10-10"^^xsd:date'
    assert refined(derive, claim("a", class_, more), claim("b", class_, said)) == set()


@pytest.mark.parametrize(
    ("class_", "other"),
    [
        ("TermOfOffice", "cg:holder :oh ; cg:post :deputy"),
        ("Membership", "cg:member :espoo ; cg:network :eurocities"),
        ("Membership", "cg:member :helsinki ; cg:network :metrex"),
        ("Participation", "cg:participant :oh ; cg:event :forum ; cg:participationRole role:chair"),
        ("Participation", "cg:participant :oh ; cg:event :forum"),
        ("Signature", "cg:document :other ; cg:signatory :helsinki"),
        ("Award", 'cg:prize :p ; cg:laureate :seoul ; cg:awardYear "2020"^^xsd:gYear'),
        ("Award", "cg:prize :p ; cg:laureate :seoul"),
        ("AttributeClaim", "cg:subject :forum ; cg:attribute cg:runBy ; cg:object :who"),
        ("AttributeClaim", "cg:subject :forum ; cg:attribute cg:theme ; cg:object :undrr"),
    ],
)
def test_claims_of_two_facts_do_not_refine(derive: Derive, class_: str, other: str) -> None:
    day = ' ; cg:onDate "2019-10-10"^^xsd:date'
    pair = claim("a", class_, KEYED[class_] + day), claim("b", class_, other)
    assert refined(derive, *pair) == set()
    pair = claim("a", class_, KEYED[class_]), claim("b", class_, other + day)
    assert refined(derive, *pair) == set()


@pytest.mark.parametrize(
    ("fine", "coarse"),
    [
        ('"2025-10-07"^^xsd:date', '"2025"^^xsd:gYear'),
        ('"2025-10"^^xsd:gYearMonth', '"2025"^^xsd:gYear'),
        ('"2025-10-07"^^xsd:date', '"2025-10"^^xsd:gYearMonth'),
        ('"2026-05-11"^^xsd:date', '"--05-11"^^xsd:gMonthDay'),
    ],
)
def test_a_finer_date_narrows_a_coarser_one(derive: Derive, fine: str, coarse: str) -> None:
    assert dates(derive, fine, coarse) == {("a", "b")}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('"2025-10-07"^^xsd:date', '"2024"^^xsd:gYear'),
        ('"2025-10-07"^^xsd:date', '"2025-11"^^xsd:gYearMonth'),
        ('"2025-11-05"^^xsd:date', '"--05-11"^^xsd:gMonthDay'),
        ('"2025-05"^^xsd:gYearMonth', '"--05-11"^^xsd:gMonthDay'),
        ('"2025"^^xsd:gYear', '"--05-11"^^xsd:gMonthDay'),
        ('"--11-05"^^xsd:gMonthDay', '"--05-11"^^xsd:gMonthDay'),
    ],
)
def test_other_dates_do_not_narrow(derive: Derive, first: str, second: str) -> None:
    assert dates(derive, first, second) == set()


def test_what_leaves_a_part_out_does_not_refine_though_it_adds_another(derive: Derive) -> None:
    a = claim("a", "Membership", MEMBER + ' ; cg:validFrom "1986"^^xsd:gYear')
    b = claim("b", "Membership", MEMBER + " ; cg:membershipRole membershipRole:founder")
    assert refined(derive, a, b) == set()


PARTS = {
    "validFrom": ("TermOfOffice", '"2014"^^xsd:gYear'),
    "validTo": ("TermOfOffice", '"2018"^^xsd:gYear'),
    "membershipRole": ("Membership", "membershipRole:member"),
    "onBehalfOf": ("Participation", ":seoul"),
    "capacity": ("Participation", ":mayor"),
    "signer": ("Signature", ":anni"),
    "purpose": ("ProgrammeUse", '"floods"@en'),
    "minimum": ("Count", "50"),
    "maximum": ("Count", "50"),
    "countQualifier": ("Count", "qualifier:about"),
    "event": ("Count", ":forum"),
    "countIn": ("ParticipantCount", ":network"),
    "madeAt": ("Award", ":forum"),
    "onDate": ("Award", '"2018-06"^^xsd:gYearMonth'),
}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_each_part_adds_to_the_claim_that_has_it(derive: Derive, part: str) -> None:
    class_, value = PARTS[part]
    more, bare = f"{KEYED[class_]} ; cg:{part} {value}", KEYED[class_]
    assert refined(derive, claim("a", class_, more), claim("b", class_, bare)) == {("a", "b")}
    other = "onDate" if part == "madeAt" else "madeAt"
    elsewhere = f"{bare} ; cg:{other} {PARTS[other][1]}"
    assert refined(derive, claim("a", class_, more), claim("b", class_, elsewhere)) == set()


@pytest.mark.parametrize(
    ("class_", "key", "part"),
    [
        ("Signature", "cg:document :d ; cg:signatory :x", "cg:signatureStatus status:signed"),
        ("AttributeClaim", "cg:subject :x ; cg:attribute cg:runBy", "cg:object :undrr"),
        ("AttributeClaim", "cg:subject :x ; cg:attribute cg:motto", 'cg:value "Cities"@en'),
    ],
)
def test_what_leaves_the_value_out_is_refined_and_refines_nothing(
    derive: Derive, class_: str, key: str, part: str
) -> None:
    a, b = claim("a", class_, f"{key} ; {part}"), claim("b", class_, f"{key} ; cg:madeAt :forum")
    assert refined(derive, a, b) == set()
    assert refined(derive, a, claim("b", class_, key)) == {("a", "b")}


def test_equal_claims_do_not_refine_each_other(derive: Derive) -> None:
    said = MEMBER + ' ; cg:validFrom "1986"^^xsd:gYear'
    assert refined(derive, claim("a", "Membership", said), claim("b", "Membership", said)) == set()


def test_a_chain_of_refinements(derive: Derive) -> None:
    a = claim("a", "Membership", MEMBER + ' ; cg:validFrom "1986-10"^^xsd:gYearMonth')
    b = claim("b", "Membership", MEMBER + ' ; cg:validFrom "1986"^^xsd:gYear')
    c = claim("c", "Membership", MEMBER)
    assert refined(derive, a, b, c) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_paraphrase_source_and_its_date_are_no_part_of_a_claim(derive: Derive) -> None:
    said = """ ; dcterms:description "in our words"@en ; cg:statedIn :source ; cg:evidence :e ;
      cg:basis :stated ; cg:asOf "2019"^^xsd:gYear"""
    a, b = claim("a", "Membership", MEMBER + said), claim("b", "Membership", MEMBER)
    assert refined(derive, a, b) == set()


@pytest.mark.parametrize(
    ("one", "other"), [("actual", "planned"), ("planned", "actual"), ("denied", "denied")]
)
def test_only_one_modality_refines_and_no_denial(derive: Derive, one: str, other: str) -> None:
    day = ' ; cg:onDate "2019-10-10"^^xsd:date'
    a = claim("a", "Membership", MEMBER + day, one)
    b = claim("b", "Membership", MEMBER, other)
    assert refined(derive, a, b) == set()


def test_two_plans_may_refine(derive: Derive) -> None:
    a = claim("a", "Membership", MEMBER + ' ; cg:onDate "2027"^^xsd:gYear', "planned")
    assert refined(derive, a, claim("b", "Membership", MEMBER, "planned")) == {("a", "b")}


def test_a_day_of_signing_repeats_a_day_under_the_wider_name(derive: Derive) -> None:
    said = KEYED["Signature"]
    a = claim("a", "Signature", said + ' ; cg:signedOn "2019-10-10"^^xsd:date ; cg:signer :anni')
    b = claim("b", "Signature", said + ' ; cg:onDate "2019"^^xsd:gYear')
    assert refined(derive, a, b) == {("a", "b")}


def test_a_session_narrows_its_forum_as_a_place(derive: Derive) -> None:
    said = KEYED["Signature"]
    a = claim("a", "Signature", said + " ; cg:signedAt :session")
    b = claim("b", "Signature", said + " ; cg:signedAt :forum")
    within = ":session cg:partOfEvent :day . :day cg:partOfEvent :forum ."
    assert refined(derive, a, b, within) == {("a", "b")}
    assert refined(derive, a, b) == set()


def test_a_start_date_narrows_a_year(derive: Derive) -> None:
    said = "cg:subject :forum ; cg:attribute cg:startDate ; cg:value "
    a = claim("a", "AttributeClaim", said + '"2025-10-07"^^xsd:date')
    b = claim("b", "AttributeClaim", said + '"2025"^^xsd:gYear')
    assert refined(derive, a, b) == {("a", "b")}


def number(name: str, said: str) -> str:
    return claim(name, "ParticipantCount", KEYED["ParticipantCount"] + said)


FIFTY = " ; cg:minimum 50 ; cg:maximum 50"
ABOUT = " ; cg:countQualifier qualifier:about"
OVER = " ; cg:minimum 70 ; cg:countQualifier qualifier:more-than"


def test_about_fifty_refines_a_bare_fifty(derive: Derive) -> None:
    assert refined(derive, number("a", FIFTY + ABOUT), number("b", FIFTY)) == {("a", "b")}


def test_a_count_by_its_wider_class_is_the_same_count(derive: Derive) -> None:
    b = claim("b", "Count", KEYED["ParticipantCount"] + FIFTY)
    assert refined(derive, number("a", FIFTY + ABOUT), b) == {("a", "b")}


@pytest.mark.parametrize(
    ("fuller", "barer"),
    [
        (" ; cg:minimum 85 ; cg:maximum 85", OVER),
        (" ; cg:minimum 100 ; cg:countQualifier qualifier:more-than", OVER),
        (OVER + " ; cg:maximum 100", OVER.replace("; cg:countQ", "; cg:maximum 120 ; cg:countQ")),
        (FIFTY, " ; cg:minimum 40 ; cg:maximum 60"),
        (FIFTY, " ; cg:maximum 50 ; cg:countQualifier qualifier:at-most"),
    ],
)
def test_a_number_within_a_range_refines_it(derive: Derive, fuller: str, barer: str) -> None:
    assert refined(derive, number("a", fuller), number("b", barer)) == {("a", "b")}


@pytest.mark.parametrize(
    ("fuller", "barer"),
    [
        (" ; cg:minimum 70 ; cg:maximum 70", OVER),
        (FIFTY, OVER),
        (FIFTY + ABOUT, " ; cg:minimum 40 ; cg:countQualifier qualifier:more-than"),
        (FIFTY, " ; cg:minimum 40 ; cg:maximum 60" + ABOUT),
        (" ; cg:minimum 50 ; cg:maximum 70", " ; cg:minimum 40 ; cg:maximum 60"),
        (FIFTY, ' ; cg:minimum 40 ; cg:onDate "2019"^^xsd:gYear'),
        (FIFTY, " ; cg:minimum 40 ; cg:madeAt :summit"),
    ],
)
def test_a_number_outside_or_approximate_does_not(derive: Derive, fuller: str, barer: str) -> None:
    assert refined(derive, number("a", fuller), number("b", barer)) == set()


def test_a_range_of_the_same_ends_is_no_narrower(derive: Derive) -> None:
    exactly = FIFTY + " ; cg:countQualifier qualifier:exactly"
    assert refined(derive, number("a", FIFTY), number("b", exactly)) == {("b", "a")}


def test_denied_numbers_do_not_refine(derive: Derive) -> None:
    key = KEYED["ParticipantCount"]
    a = claim("a", "ParticipantCount", key + FIFTY, "denied")
    b = claim("b", "ParticipantCount", key + " ; cg:minimum 40", "denied")
    assert refined(derive, a, b) == set()


@pytest.mark.parametrize("where", ['cg:onDate "2019-10-10"^^xsd:date', "cg:madeAt :summit"])
def test_a_number_said_of_the_same_day_or_place_narrows_a_range(derive: Derive, where: str) -> None:
    pair = number("a", f"{FIFTY} ; {where}"), number("b", f" ; cg:minimum 40 ; {where}")
    assert refined(derive, *pair) == {("a", "b")}
