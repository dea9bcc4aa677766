"""Running the rules, and the OWL 2 RL reasoner beside them."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import owlrl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from citygraph import inference
from citygraph.errors import CheckError, QueryError
from citygraph.inference import INFERRED, infer, materialise
from citygraph.resources import ontology_dir
from citygraph.vocabulary import BASE, CG, PREFIXES, RELATIONS

PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + (
    f"@prefix : <{BASE}id/> .\n"
)
KEYED = {
    "TermOfOffice",
    "Membership",
    "Participation",
    "Signature",
    "ProgrammeUse",
    "Award",
    "Count",
    "ParticipantCount",
    "AttributeClaim",
}
# One of everything that a rule starts from, over the real ontology.
DATA = f"""
@prefix actual: <{BASE}concept/modality/> .
:seoul a cg:City . :oh a cg:Person . :eurocities a cg:CityNetwork . :mcr2030 a cg:Programme .
:mayor a cg:Mayoralty ; cg:postIn :seoul .
:forum a cg:Forum ; cg:startDate "2023-09-24"^^xsd:date ;
  cg:eventStatus <{BASE}concept/event-status/held> .
:session a cg:Session ; cg:partOfEvent :forum . :d a cg:Declaration ; cg:adoptedAt :forum .
:t a cg:TermOfOffice ; cg:holder :oh ; cg:post :mayor ; cg:modality actual:actual .
:m a cg:Membership ; cg:member :seoul ; cg:network :eurocities ; cg:modality actual:actual .
:n a cg:Membership ; cg:member :seoul ; cg:network :eurocities ; cg:modality actual:actual ;
  cg:validFrom "2010"^^xsd:gYear .
:o a cg:Membership ; cg:member :seoul ; cg:network :eurocities ; cg:modality actual:actual ;
  cg:validFrom "2011"^^xsd:gYear .
:p a cg:Participation ; cg:participant :oh ; cg:capacity :mayor ; cg:event :forum ;
  cg:modality actual:actual .
:s a cg:Signature ; cg:document :d ; cg:signatory :seoul ; cg:signedAt :session ;
  cg:signatureStatus <{BASE}concept/signature-status/signed> ; cg:modality actual:actual .
:v a cg:Signature ; cg:document :d ; cg:signatory :eurocities ; cg:modality actual:actual .
:u a cg:ProgrammeUse ; cg:user :seoul ; cg:programme :mcr2030 ; cg:modality actual:actual .
:e a cg:AttributeClaim ; cg:subject :forum ; cg:attribute cg:heldIn ; cg:object :seoul ;
  cg:modality actual:actual .
:f a cg:AttributeClaim ; cg:subject :forum ; cg:attribute cg:heldIn ; cg:object :busan ;
  cg:modality actual:actual .
:c a cg:ParticipantCount ; cg:event :forum ; cg:countOf :x ; cg:minimum 50 ;
  cg:modality actual:actual .
:g a cg:ParticipantCount ; cg:event :forum ; cg:countOf :x ; cg:minimum 60 ;
  cg:modality actual:actual .
"""


def loaded(turtle: str) -> Store:
    store = Store()
    for name in ("citygraph", "concepts"):
        graph = NamedNode(f"{BASE}graph/{'ontology' if name == 'citygraph' else name}")
        store.load(path=ontology_dir() / f"{name}.ttl", to_graph=graph)
    add(store, turtle, "a-source")
    return store


def add(store: Store, turtle: str, source: str) -> None:
    graph = NamedNode(f"{BASE}graph/{source}")
    store.load((PROLOGUE + turtle).encode(), format=RdfFormat.TURTLE, to_graph=graph)


def inferred(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, INFERRED))


def value(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value


def local_triples(quads: set[Quad]) -> set[tuple[str, str, str]]:
    return {
        (
            value(q.subject).removeprefix(BASE + "id/"),
            value(q.predicate).removeprefix(CG),
            value(q.object).removeprefix(BASE + "id/").removeprefix(CG),
        )
        for q in quads
    }


def test_everything_follows_from_the_real_ontology() -> None:
    store = loaded(DATA)
    before = set(store)
    assert infer(store) == len(inferred(store))
    assert set(store) - before == inferred(store)
    facts = {fact for fact in local_triples(inferred(store)) if not fact[1].endswith("#type")}
    assert facts == {
        *(("forum", bound, "2023-09-24") for bound in ("earliestDate", "latestDate")),
        *(("session", bound, "2023-09-24") for bound in ("earliestDate", "latestDate")),
        *(("d", bound, "2023-09-24") for bound in ("earliestDate", "latestDate")),
        *(("p", bound, "2023-09-24") for bound in ("earliestDate", "latestDate")),
        *(("s", bound, "2023-09-24") for bound in ("earliestDate", "latestDate")),
        *(("v", bound, "2023-09-24") for bound in ("earliestDate", "latestDate")),
        *(("c", bound, "2023-09-24") for bound in ("earliestDate", "latestDate")),
        *(("g", bound, "2023-09-24") for bound in ("earliestDate", "latestDate")),
        ("n", "earliestDate", "2010-01-01"),
        ("o", "earliestDate", "2011-01-01"),
        ("s", "madeAt", "session"),
        ("n", "refines", "m"),
        ("o", "refines", "m"),
        ("n", "rivals", "o"),
        ("o", "rivals", "n"),
        ("e", "rivals", "f"),
        ("f", "rivals", "e"),
        ("g", "refines", "c"),
        ("p", "represents", "oh"),
        ("p", "represents", "seoul"),
        ("s", "represents", "seoul"),
        ("v", "represents", "eurocities"),
        ("oh", "participatedIn", "forum"),
        ("seoul", "participatedIn", "forum"),
        ("seoul", "signed", "d"),
        ("seoul", "memberOf", "eurocities"),
        ("oh", "heldOfficeIn", "seoul"),
        ("seoul", "usesProgramme", "mcr2030"),
    }


def test_a_second_pass_adds_nothing() -> None:
    store = loaded(DATA)
    assert infer(store) > 0
    assert infer(store) == 0


def test_what_a_source_states_is_not_inferred_again() -> None:
    store = loaded(DATA)
    add(store, ":seoul a cg:Organization ; cg:memberOf :eurocities .", "another")
    infer(store)
    triples = [(q.subject, q.predicate, q.object) for q in store]
    assert len(triples) == len(set(triples))


def test_the_order_of_loading_changes_nothing() -> None:
    results = []
    for seed in (1, 2):
        quads = sorted(loaded(DATA), key=str)
        random.Random(seed).shuffle(quads)
        store = Store()
        for quad in quads:
            store.add(quad)
        infer(store)
        results.append(inferred(store))
    assert results[0] == results[1]


def test_the_parts_that_refine_are_those_of_the_vocabulary() -> None:
    text = (ontology_dir() / "rules" / "40-refines.rq").read_text(encoding="utf-8")
    classes = {name: RELATIONS[name] for name in KEYED}
    names = {name for c in classes.values() for name in (*c.roles, *c.qualifiers)}
    # signedOn is compared as onDate, which it implies.
    for name in (names - {"signedOn"}) | {"madeAt", "onDate", "attribute"}:
        assert f"cg:{name}" in text, f"40-refines.rq leaves out {name}"


def test_every_rule_says_what_it_derives_and_why() -> None:
    rules = sorted((ontology_dir() / "rules").glob("*.rq"))
    assert rules
    for rule in rules:
        header = [line for line in rule.read_text(encoding="utf-8").splitlines() if line[0] == "#"]
        for field in ("# title: ", "# derives: ", "# why: "):
            assert sum(line.startswith(field) for line in header) == 1, f"{rule.name}: {field}"


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (None, CheckError, "no rules"),
        ("CONSTRUCT { ?s ?p WHERE", QueryError, "cannot be read"),
        ("SELECT ?s WHERE { ?s ?p ?o }", QueryError, "must be a CONSTRUCT"),
    ],
)
def test_a_broken_rule_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str | None,
    error: type[Exception],
    message: str,
) -> None:
    (tmp_path / "rules").mkdir()
    if text is not None:
        (tmp_path / "rules" / "10-broken.rq").write_text(text, encoding="utf-8")
    monkeypatch.setattr(inference, "ontology_dir", lambda: tmp_path)
    with pytest.raises(error, match=message) as caught:
        infer(Store())
    assert str(tmp_path / "rules") in str(caught.value)


def test_the_reasoner_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reasonable", None)
    with pytest.raises(CheckError, match=r"pip install 'citygraph\[reason\]'"):
        materialise(Store())


SMALL_ONTOLOGY = """
cg:City a owl:Class ; rdfs:subClassOf schema:City .
schema:City a owl:Class ; rdfs:subClassOf schema:Place .
schema:Place a owl:Class . cg:Forum a owl:Class ; rdfs:subClassOf schema:Event .
schema:Event a owl:Class .
cg:heldIn a owl:ObjectProperty ; rdfs:domain cg:Forum ; rdfs:range cg:City ;
  rdfs:subPropertyOf schema:location .
schema:location a owl:ObjectProperty . cg:hosted a owl:ObjectProperty ; owl:inverseOf cg:heldIn .
cg:rivals a owl:ObjectProperty , owl:SymmetricProperty .
cg:motto a owl:DatatypeProperty ; rdfs:subPropertyOf schema:slogan .
schema:slogan a owl:DatatypeProperty .
"""
SMALL_DATA = """
:forum cg:heldIn :seoul ; cg:motto "Cities \\"for\\" all\\\\"@en , "Levbara städer" .
:a cg:rivals :b .
"""


def test_the_reasoner_derives_what_owlrl_derives() -> None:
    store = Store()
    add(store, SMALL_ONTOLOGY, "ontology")
    add(store, SMALL_DATA, "a-source")
    assert materialise(store) == len(inferred(store))

    graph = rdflib.Graph().parse(data=PROLOGUE + SMALL_ONTOLOGY + SMALL_DATA, format="turtle")
    said = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    expected = {
        tuple(map(str, (s, p, o)))
        for s, p, o in set(graph) - said
        if str(s).startswith(BASE + "id/")
        and o != rdflib.OWL.Thing
        and not (p == rdflib.OWL.sameAs and s == o)
    }
    found = {(value(q.subject), value(q.predicate), value(q.object)) for q in inferred(store)}
    assert found == expected
    assert (f"{BASE}id/seoul", PREFIXES["rdf"] + "type", PREFIXES["schema"] + "Place") in found
    slogans = {q.object for q in inferred(store) if "slogan" in q.predicate.value}
    assert slogans == {Literal('Cities "for" all\\', language="en"), Literal("Levbara städer")}


def test_the_alignments_reach_the_data_and_no_term_of_an_ontology() -> None:
    store = loaded(DATA)
    infer(store)
    by_rules = inferred(store)
    assert materialise(store) > 0
    added = inferred(store) - by_rules
    assert {value(q.subject).startswith(BASE + "id/") for q in added} == {True}
    seoul = {value(q.object) for q in added if value(q.subject) == BASE + "id/seoul"}
    assert "http://xmlns.com/foaf/0.1/Agent" in seoul
    assert PREFIXES["owl"] + "Thing" not in seoul
    assert not {q for q in added if q.predicate.value == PREFIXES["owl"] + "sameAs"}
    assert materialise(store) == 0
