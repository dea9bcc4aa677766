"""The concept schemes hold the design's names, readably, and themes lead to the Sustainable
Development Goals.

The expected names are those of design section 4, copied by hand.
"""

from __future__ import annotations

import re

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef

from citygraph.cities.m49 import REGION_OF, SUB_REGIONS, region_name

BASE = "https://w3id.org/citygraph/concept/"
LANGUAGES = ["en", "es", "fr", "sv"]
MATCHES = (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)

SCHEMES = {
    "participation-role": "host organiser chair opener speaker panellist attendee facilitator",
    "event-status": "announced held cancelled",
    "modality": "actual planned called-for possible denied",
    "speech-act": "statement call conclusion",
    "count-qualifier": "exactly about more-than at-least at-most",
    "signature-status": "signed endorsed adopted welcomed",
    "membership-role": "member founder chair vice-chair board observer host partner",
    "basis": "stated derived",
    "source-kind": "press-release web-page news-report meeting-report declaration member-list "
    "programme encyclopaedia report dataset biography statement newsletter invitation gazetteer",
    "un-m49": "002 019 142 150 009 015 202 419 021 143 030 035 034 145 151 154 039 155 053 "
    "054 057 061",
    "theme": "climate-action net-zero disaster-risk-reduction housing gender-equality peace",
}


def concepts_of(concepts: Graph, scheme: str) -> set[str]:
    members = concepts.subjects(SKOS.inScheme, URIRef(BASE + scheme))
    return {str(member).removeprefix(f"{BASE}{scheme}/") for member in members}


def languages(graph: Graph, node: URIRef, link: URIRef) -> list[str]:
    return sorted(
        str(label.language) for label in graph.objects(node, link) if isinstance(label, Literal)
    )


def named(graph: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(node for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scheme_holds_the_designs_concepts(concepts: Graph, scheme: str) -> None:
    assert (URIRef(BASE + scheme), RDF.type, SKOS.ConceptScheme) in concepts
    assert set(SCHEMES[scheme].split()) <= concepts_of(concepts, scheme)


@pytest.mark.parametrize("scheme", ["modality", "basis", "event-status", "un-m49"])
def test_closed_scheme_holds_nothing_else(concepts: Graph, scheme: str) -> None:
    assert concepts_of(concepts, scheme) == set(SCHEMES[scheme].split())


def test_every_concept_and_scheme_has_its_labels_and_a_definition(concepts: Graph) -> None:
    nodes = named(concepts, SKOS.Concept) + named(concepts, SKOS.ConceptScheme)
    assert len(nodes) > len(SCHEMES)
    for node in nodes:
        assert languages(concepts, node, SKOS.prefLabel) == LANGUAGES, node
        assert languages(concepts, node, SKOS.definition) == ["en"], node
        copies = set(concepts.objects(node, RDFS.label))
        assert copies == set(concepts.objects(node, SKOS.prefLabel)), node


def test_no_two_concepts_of_a_scheme_share_a_label(concepts: Graph) -> None:
    for scheme in SCHEMES:
        for language in LANGUAGES:
            labels = [
                str(label)
                for member in concepts.subjects(SKOS.inScheme, URIRef(BASE + scheme))
                for label in concepts.objects(member, SKOS.prefLabel)
                if isinstance(label, Literal) and label.language == language
            ]
            assert len(labels) == len(set(labels)), (scheme, language)


def test_every_concept_lies_in_the_one_scheme_its_address_names(concepts: Graph) -> None:
    for node in named(concepts, SKOS.Concept):
        scheme = URIRef(str(node).rpartition("/")[0])
        assert list(concepts.objects(node, SKOS.inScheme)) == [scheme]
        assert (scheme, RDF.type, SKOS.ConceptScheme) in concepts


def test_every_concept_is_on_top_or_below_another_of_its_scheme(concepts: Graph) -> None:
    for node in named(concepts, SKOS.Concept):
        scheme = concepts.value(node, SKOS.inScheme)
        broader = list(concepts.objects(node, SKOS.broader))
        assert bool(broader) != ((node, SKOS.topConceptOf, scheme) in concepts), node
        for parent in broader:
            assert (parent, SKOS.inScheme, scheme) in concepts, node
            assert (parent, SKOS.narrower, node) in concepts, node


def test_top_concepts_are_named_both_ways(concepts: Graph) -> None:
    down = {(concept, scheme) for scheme, concept in concepts.subject_objects(SKOS.hasTopConcept)}
    assert down == set(concepts.subject_objects(SKOS.topConceptOf))


def test_no_concept_is_broader_than_itself(concepts: Graph) -> None:
    for node in named(concepts, SKOS.Concept):
        for parent in concepts.objects(node, SKOS.broader):
            assert node not in set(concepts.transitive_objects(parent, SKOS.broader)), node


def test_every_kind_of_source_says_what_it_can_show(concepts: Graph) -> None:
    for name in concepts_of(concepts, "source-kind"):
        kind = URIRef(f"{BASE}source-kind/{name}")
        assert languages(concepts, kind, SKOS.scopeNote) == ["en"], name


def test_the_regions_of_the_world_are_those_by_which_countries_are_found(concepts: Graph) -> None:
    for code in concepts_of(concepts, "un-m49"):
        region = URIRef(f"{BASE}un-m49/{code}")
        above = [str(node)[-3:] for node in concepts.objects(region, SKOS.broader)]
        assert above == ([REGION_OF[code]] if code in REGION_OF else [])
        assert (code in SUB_REGIONS) == bool(above)
        assert concepts.value(region, SKOS.notation) == Literal(code)
        for language in LANGUAGES:
            label = Literal(region_name(code, language), lang=language)
            assert (region, SKOS.prefLabel, label) in concepts


def test_every_theme_leads_to_a_goal_or_target_of_the_un(concepts: Graph) -> None:
    pattern = re.compile(r"http://metadata\.un\.org/sdg/(1[0-7]|[1-9])(\.([1-9][0-9]?|[a-d]))?")
    for name in concepts_of(concepts, "theme"):
        theme = URIRef(f"{BASE}theme/{name}")
        targets = [str(goal) for link in MATCHES for goal in concepts.objects(theme, link)]
        assert targets, theme
        for target in targets:
            assert pattern.fullmatch(target), target


@pytest.mark.parametrize(
    ("theme", "link", "goal"),
    [
        ("climate-action", SKOS.closeMatch, "13"),
        ("gender-equality", SKOS.closeMatch, "5"),
        ("housing", SKOS.relatedMatch, "11.1"),
        ("disaster-risk-reduction", SKOS.relatedMatch, "11.5"),
    ],
)
def test_theme_leads_to_the_goal_of_its_subject(
    concepts: Graph, theme: str, link: URIRef, goal: str
) -> None:
    target = URIRef(f"http://metadata.un.org/sdg/{goal}")
    assert (URIRef(f"{BASE}theme/{theme}"), link, target) in concepts
