"""Whom a relation stands for, and the shortcuts that only what really happened may yield."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Derive = Callable[..., set[tuple[str, str, str]]]

HELD = "eventStatus:held"
STATUS = """
:forum cg:eventStatus {0} .
:told a cg:AttributeClaim ; cg:subject :forum ; cg:attribute cg:eventStatus ; cg:object {0} ;
  cg:modality modality:{1} .
"""
SPEECH = """
:forum a cg:Forum . :oh a cg:Person . :seoul a cg:City . :icsu a cg:CityNetwork .
:mayor-of-seoul a cg:Mayoralty ; cg:postIn :seoul .
:speech a cg:Participation ; cg:participant :oh ; cg:event :forum ;
  cg:participationRole role:speaker ; cg:capacity :mayor-of-seoul ; cg:onBehalfOf :icsu ;
  cg:modality modality:{} .
"""
SIGNATURE = """
:helsinki a cg:City . :anni a cg:Person . :eurocities a cg:CityNetwork .
:deputy a cg:DeputyMayoralty ; cg:postIn :espoo . :espoo a cg:City .
:signature a cg:Signature ; cg:document :declaration ; cg:signatory :helsinki ; cg:signer :anni ;
  cg:capacity :deputy ; cg:signatureStatus status:{} ; cg:modality modality:{} .
"""
MEMBER = """
:m a cg:Membership ; cg:member :helsinki ; cg:network :eurocities ; cg:modality modality:{} {}.
"""
UNREAL = ("planned", "called-for", "possible", "denied")


def test_a_participation_represents_person_party_and_body(derive: Derive) -> None:
    facts = derive(SPEECH.format("actual") + STATUS.format(HELD, "actual"), "represents")
    assert {(s, o) for s, _, o in facts} == {
        ("speech", "oh"),
        ("speech", "seoul"),
        ("speech", "icsu"),
    }


def test_everyone_represented_took_part(derive: Derive) -> None:
    facts = derive(SPEECH.format("actual") + STATUS.format(HELD, "actual"), "participatedIn")
    assert {(s, o) for s, _, o in facts} == {("oh", "forum"), ("seoul", "forum"), ("icsu", "forum")}


@pytest.mark.parametrize("modality", UNREAL)
def test_what_did_not_happen_represents_nobody(derive: Derive, modality: str) -> None:
    facts = derive(SPEECH.format(modality) + STATUS.format(HELD, "actual"))
    assert not {p for _, p, _ in facts} & {"represents", "participatedIn"}


@pytest.mark.parametrize(
    "status",
    [
        "",
        STATUS.format("eventStatus:announced", "actual"),
        STATUS.format("eventStatus:cancelled", "actual"),
        STATUS.format(HELD, "planned"),
        STATUS.format(HELD, "denied").replace(":forum cg:eventStatus eventStatus:held .", ""),
    ],
    ids=["untold", "announced", "cancelled", "planned", "denied"],
)
def test_an_event_that_nobody_says_was_held_yields_nothing(derive: Derive, status: str) -> None:
    facts = derive(SPEECH.format("actual") + status)
    assert not {p for _, p, _ in facts} & {"represents", "participatedIn"}


def test_one_source_that_says_held_is_enough(derive: Derive) -> None:
    announced = STATUS.format("eventStatus:announced", "actual").replace(":told", ":announced")
    turtle = SPEECH.format("actual") + announced + STATUS.format(HELD, "actual")
    assert ("oh", "participatedIn", "forum") in derive(turtle)


def test_a_plain_triple_without_a_claim_says_held(derive: Derive) -> None:
    turtle = SPEECH.format("actual") + ":forum cg:eventStatus eventStatus:held ."
    assert ("oh", "participatedIn", "forum") in derive(turtle)


def test_a_standing_role_in_a_series_represents_but_is_no_attendance(derive: Derive) -> None:
    turtle = SPEECH.format("actual").replace("cg:Forum", "cg:EventSeries")
    facts = derive(turtle)
    assert ("speech", "represents", "seoul") in facts
    assert not {fact for fact in facts if fact[1] == "participatedIn"}


def test_a_post_in_a_series_is_no_organization_to_represent(derive: Derive) -> None:
    turtle = SPEECH.format("actual").replace("cg:postIn :seoul", "cg:postIn :wcs")
    facts = derive(turtle + STATUS.format(HELD, "actual") + ":wcs a cg:EventSeries .", "represents")
    assert {o for _, _, o in facts} == {"oh", "icsu"}


@pytest.mark.parametrize(
    "relation",
    [
        "a cg:Invitation ; cg:invitee :oh ; cg:inviter :seoul",
        "a cg:Mention ; cg:mentioned :oh",
        "a cg:Statement ; cg:speaker :oh ; cg:onBehalfOf :seoul",
    ],
)
def test_being_invited_or_named_is_no_attendance(derive: Derive, relation: str) -> None:
    turtle = f":r {relation} ; cg:event :forum ; cg:modality modality:actual . :forum a cg:Forum ."
    facts = derive(turtle + STATUS.format(HELD, "actual"))
    assert not {p for _, p, _ in facts} & {"represents", "participatedIn"}


def test_a_signature_represents_the_party_and_the_body_of_the_office(derive: Derive) -> None:
    facts = derive(SIGNATURE.format("endorsed", "actual"), "represents")
    assert {o for _, _, o in facts} == {"helsinki", "espoo"}


def test_the_party_signed_and_not_the_hand(derive: Derive) -> None:
    facts = derive(SIGNATURE.format("signed", "actual"), "signed")
    assert facts == {("helsinki", "signed", "declaration")}


@pytest.mark.parametrize("status", ["endorsed", "adopted", "welcomed"])
def test_other_acts_are_no_signature(derive: Derive, status: str) -> None:
    assert derive(SIGNATURE.format(status, "actual"), "signed") == set()


@pytest.mark.parametrize("modality", UNREAL)
def test_an_unreal_signature_yields_nothing(derive: Derive, modality: str) -> None:
    facts = derive(SIGNATURE.format("signed", modality))
    assert not {p for _, p, _ in facts} & {"represents", "signed"}


@pytest.mark.parametrize("role", ["", "member", "founder", "chair", "vice-chair", "board"])
def test_members_and_officers_are_members(derive: Derive, role: str) -> None:
    said = f"; cg:membershipRole membershipRole:{role}" if role else ""
    expected = {("helsinki", "memberOf", "eurocities")}
    assert derive(MEMBER.format("actual", said), "memberOf") == expected


@pytest.mark.parametrize("role", ["observer", "host", "partner"])
def test_observers_hosts_and_partners_are_no_members(derive: Derive, role: str) -> None:
    said = f"; cg:membershipRole membershipRole:{role}"
    assert derive(MEMBER.format("actual", said), "memberOf") == set()


@pytest.mark.parametrize("modality", UNREAL)
def test_an_unreal_membership_is_none(derive: Derive, modality: str) -> None:
    assert derive(MEMBER.format(modality, ""), "memberOf") == set()


def test_an_ended_membership_is_none_now(derive: Derive) -> None:
    said = '; cg:validFrom "2010"^^xsd:gYear ; cg:validTo "2016"^^xsd:gYear'
    assert derive(MEMBER.format("actual", said), "memberOf") == set()


def test_a_membership_whose_end_only_a_fuller_claim_tells_is_none_now(derive: Derive) -> None:
    fuller = MEMBER.replace(":m ", ":n ").format("actual", '; cg:validTo "2016"^^xsd:gYear')
    assert derive(MEMBER.format("actual", "") + fuller, "memberOf") == set()


def test_a_fuller_claim_without_an_end_leaves_the_membership(derive: Derive) -> None:
    fuller = MEMBER.replace(":m ", ":n ").format("actual", '; cg:validFrom "2016"^^xsd:gYear')
    facts = derive(MEMBER.format("actual", "") + fuller)
    assert ("n", "refines", "m") in facts
    assert ("helsinki", "memberOf", "eurocities") in facts


def test_a_fuller_claim_that_tells_of_an_observer_has_the_word(derive: Derive) -> None:
    observer = "; cg:membershipRole membershipRole:observer"
    fuller = MEMBER.replace(":m ", ":n ").format("actual", observer)
    assert derive(MEMBER.format("actual", "") + fuller, "memberOf") == set()


def test_who_held_a_post_held_office_in_its_body(derive: Derive) -> None:
    term = """:t a cg:TermOfOffice ; cg:holder :duong ; cg:post :director ;
      cg:modality modality:{} ; cg:validTo "2025"^^xsd:gYear .
      :director a cg:ExecutivePost ; cg:postIn :gch ."""
    assert derive(term.format("actual"), "heldOfficeIn") == {("duong", "heldOfficeIn", "gch")}
    for modality in UNREAL:
        assert derive(term.format(modality), "heldOfficeIn") == set()


def test_speaking_in_an_office_is_not_yet_holding_it(derive: Derive) -> None:
    facts = derive(SPEECH.format("actual") + STATUS.format(HELD, "actual"), "heldOfficeIn")
    assert facts == set()


def test_who_is_said_to_have_used_a_programme_uses_it(derive: Derive) -> None:
    use = """:u a cg:ProgrammeUse ; cg:programme :mcr2030 ; cg:user :chennai ;
      cg:modality modality:{} ."""
    assert derive(use.format("actual"), "usesProgramme") == {
        ("chennai", "usesProgramme", "mcr2030")
    }
    for modality in UNREAL:
        assert derive(use.format(modality), "usesProgramme") == set()


def test_supporting_a_programme_is_not_using_it(derive: Derive) -> None:
    turtle = (
        ":s a cg:Support ; cg:user :chennai ; cg:programme :mcr2030 ; cg:modality modality:actual ."
    )
    assert derive(turtle, "usesProgramme") == set()
