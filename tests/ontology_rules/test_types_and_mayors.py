"""Superclasses, superproperties and the class Mayor."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.vocabulary import PREFIXES

Derive = Callable[..., set[tuple[str, str, str]]]
TYPE = PREFIXES["rdf"] + "type"
TERM = """
:seoul a cg:City .
:mayor-of-seoul a cg:Mayoralty ; cg:postIn :seoul .
:term a cg:TermOfOffice ; cg:holder :oh ; cg:post :mayor-of-seoul ; cg:modality modality:%s .
"""


def test_a_city_is_all_that_cities_are_within_the_ontology(derive: Derive) -> None:
    assert derive(":seoul a cg:City .") == {
        ("seoul", TYPE, "LocalAuthority"),
        ("seoul", TYPE, "Organization"),
        ("seoul", TYPE, "Actor"),
    }


def test_a_type_that_a_source_gives_is_not_derived_again(derive: Derive) -> None:
    assert derive(":x a cg:Forum, cg:Event .") == {("x", TYPE, "Occasion")}


def test_a_signature_place_and_day_are_a_place_and_day(derive: Derive) -> None:
    facts = derive(':s cg:signedAt :forum ; cg:signedOn "--10-10"^^xsd:gMonthDay .')
    assert facts == {("s", "madeAt", "forum"), ("s", "onDate", "--10-10")}


def test_a_superproperty_of_a_superproperty_is_said_too(derive: Derive) -> None:
    facts = derive("cg:stampedAt rdfs:subPropertyOf cg:signedAt . :s cg:stampedAt :forum .")
    assert {p for _, p, _ in facts} == {"signedAt", "madeAt"}


def test_only_the_ontologys_own_properties_are_widened(derive: Derive) -> None:
    facts = derive(
        ":p rdfs:subPropertyOf cg:madeAt . cg:q rdfs:subPropertyOf :r . :s :p :o ; cg:q :o ."
    )
    assert facts == set()


def test_the_holder_of_a_mayoralty_is_a_mayor_and_so_a_person(derive: Derive) -> None:
    facts = derive(TERM % "actual", TYPE)
    assert {fact for fact in facts if fact[0] == "oh"} == {
        ("oh", TYPE, "Mayor"),
        ("oh", TYPE, "Person"),
        ("oh", TYPE, "Actor"),
    }


def test_a_former_mayor_is_a_mayor(derive: Derive) -> None:
    facts = derive(TERM % "actual" + ':term cg:validTo "2011"^^xsd:gYear .', TYPE)
    assert ("oh", TYPE, "Mayor") in facts


def test_a_planned_or_denied_mayor_is_none(derive: Derive) -> None:
    for modality in ("planned", "called-for", "possible", "denied"):
        assert not {fact for fact in derive(TERM % modality) if fact[0] == "oh"}


def test_a_deputy_mayor_is_no_mayor(derive: Derive) -> None:
    facts = derive(TERM.replace("cg:Mayoralty", "cg:DeputyMayoralty") % "actual", TYPE)
    assert not {fact for fact in facts if fact[0] == "oh"}


def test_someone_named_to_hold_a_mayoralty_by_another_relation_is_no_mayor(derive: Derive) -> None:
    facts = derive(TERM.replace("cg:TermOfOffice", "cg:Mention") % "actual", TYPE)
    assert not {fact for fact in facts if fact[0] == "oh"}
