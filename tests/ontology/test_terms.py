"""The ontology defines what design section 4 names, readably and without forbidden axioms.

The expected names are those of the design's tables, copied by hand.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

CG = Namespace("https://w3id.org/citygraph/ontology#")
ONTOLOGY = URIRef("https://w3id.org/citygraph/ontology")
LANGUAGES = {"en", "sv", "fr", "es"}

CLASSES = """
Actor Person Mayor Organization Group Programme
LocalAuthority City MetropolitanAuthority Region NationalGovernment
IntergovernmentalOrganization UNAgency CityNetwork CivilSocietyOrganization Company
KnowledgeInstitution
Place Country Venue
Post Mayoralty DeputyMayoralty MinisterialPost ExecutivePost
Occasion EventSeries Event Forum Summit Conference Meeting Assembly Session
Document Declaration Agreement SourceDocument Prize
Relation TermOfOffice Membership Participation Invitation Mention Signature Commitment Statement
ProgrammeUse Award Partnership Support Count ParticipantCount AttributeClaim
""".split()

OBJECT_PROPERTIES = """
subOrganizationOf locatedIn inCountry postIn runBy
unRegion inSeries partOfEvent heldIn venue theme eventStatus adoptedAt sourceKind
holder post member network membershipRole onBehalfOf participant event participationRole capacity
inviter invitee mentioned document signatory signer signatureStatus committedBy speaker inDocument
refersTo addressee speechAct programme user prize laureate partner supporter supported
countIn countOf countQualifier subject object
madeAt signedAt modality statedIn evidence basis
represents participatedIn signed memberOf heldOfficeIn usesProgramme refines rivals
""".split()

DATATYPE_PROPERTIES = """
countryCode editionNumber startDate endDate motto adoptedOn textSha256 readOn textSeen
validFrom validTo signedOn onDate ordinal dueBy awardYear minimum maximum value
asOf derivedPart earliestDate latestDate
""".split()

ANNOTATION_PROPERTIES = "attribute purpose singleValued".split()

KINDS = {
    OWL.Class: CLASSES,
    OWL.ObjectProperty: OBJECT_PROPERTIES,
    OWL.DatatypeProperty: DATATYPE_PROPERTIES,
    OWL.AnnotationProperty: ANNOTATION_PROPERTIES,
}

SUBCLASSES = [
    ("Person", "Actor"),
    ("Organization", "Actor"),
    ("Group", "Actor"),
    ("Programme", "Actor"),
    ("City", "LocalAuthority"),
    ("City", "Place"),
    ("MetropolitanAuthority", "LocalAuthority"),
    ("Region", "LocalAuthority"),
    ("UNAgency", "IntergovernmentalOrganization"),
    ("CityNetwork", "Organization"),
    ("Country", "Place"),
    ("Venue", "Place"),
    ("Mayoralty", "Post"),
    ("DeputyMayoralty", "Post"),
    ("MinisterialPost", "Post"),
    ("ExecutivePost", "Post"),
    ("EventSeries", "Occasion"),
    ("Session", "Event"),
    ("Event", "Occasion"),
    ("Declaration", "Document"),
    ("Agreement", "Document"),
    ("SourceDocument", "Document"),
    ("ParticipantCount", "Count"),
    ("Count", "Relation"),
    ("Signature", "Relation"),
]

DISJOINT = [
    CG[name] for name in "Person Organization Group Occasion Post Document Relation".split()
]

ALIGNMENTS = [
    ("Person", RDFS.subClassOf, "http://xmlns.com/foaf/0.1/Person"),
    ("Person", RDFS.subClassOf, "http://www.w3.org/ns/prov#Person"),
    ("Organization", RDFS.subClassOf, "http://www.w3.org/ns/org#Organization"),
    ("Membership", RDFS.subClassOf, "http://www.w3.org/ns/org#Membership"),
    ("City", RDFS.subClassOf, "https://schema.org/City"),
    ("Place", RDFS.subClassOf, "http://www.opengis.net/ont/geosparql#Feature"),
    ("Place", RDFS.subClassOf, "http://www.w3.org/2003/01/geo/wgs84_pos#SpatialThing"),
    ("statedIn", RDFS.subPropertyOf, "http://www.w3.org/ns/prov#hadPrimarySource"),
    ("Event", SKOS.closeMatch, "http://linkedevents.org/ontology/Event"),
    ("Declaration", SKOS.closeMatch, "http://data.europa.eu/eli/ontology#LegalResource"),
    ("officeHeldBy", SKOS.closeMatch, "http://www.wikidata.org/entity/P6"),
    ("TermOfOffice", SKOS.closeMatch, "http://www.wikidata.org/entity/P39"),
    ("memberOf", SKOS.closeMatch, "http://www.wikidata.org/entity/P463"),
    ("participant", SKOS.closeMatch, "http://www.wikidata.org/entity/P710"),
    ("participatedIn", SKOS.closeMatch, "http://www.wikidata.org/entity/P1344"),
    ("signatory", SKOS.closeMatch, "http://www.wikidata.org/entity/P1891"),
]


def own_terms(ontology: Graph) -> list[URIRef]:
    found = {term for term in ontology.subjects(RDF.type) if str(term).startswith(CG)}
    return sorted(term for term in found if isinstance(term, URIRef))


def disjoint_pairs(ontology: Graph) -> Iterator[frozenset[Node]]:
    for first, second in ontology.subject_objects(OWL.disjointWith):
        yield frozenset((first, second))
    for axiom in ontology.subjects(RDF.type, OWL.AllDisjointClasses):
        for members in ontology.objects(axiom, OWL.members):
            for pair in itertools.combinations(Collection(ontology, members), 2):
                yield frozenset(pair)


def transitive_parents(ontology: Graph, name: str) -> set[Node]:
    parents = ontology.transitive_objects(CG[name], RDFS.subClassOf)
    return {parent for parent in parents if parent is not None}


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in KINDS.items() for name in names]
)
def test_design_term_is_defined_with_its_kind(ontology: Graph, kind: URIRef, name: str) -> None:
    assert (CG[name], RDF.type, kind) in ontology


def test_every_own_term_has_one_label_per_language_and_a_definition(ontology: Graph) -> None:
    for term in own_terms(ontology):
        labels = list(ontology.objects(term, RDFS.label))
        languages = [label.language for label in labels if isinstance(label, Literal)]
        assert sorted(map(str, languages)) == sorted(LANGUAGES), term
        definitions = list(ontology.objects(term, SKOS.definition))
        assert [d.language for d in definitions if isinstance(d, Literal)] == ["en"], term
        assert (term, RDFS.isDefinedBy, ONTOLOGY) in ontology, term


def test_no_two_classes_and_no_two_properties_of_one_kind_share_an_english_label(
    ontology: Graph,
) -> None:
    for kind in KINDS:
        seen: dict[str, Node] = {}
        for term in own_terms(ontology):
            if (term, RDF.type, kind) not in ontology:
                continue
            for label in ontology.objects(term, RDFS.label):
                if isinstance(label, Literal) and label.language == "en":
                    assert str(label) not in seen, (term, seen.get(str(label)))
                    seen[str(label)] = term


def test_every_own_term_that_an_axiom_names_is_defined(ontology: Graph) -> None:
    defined = set(own_terms(ontology))
    named = {term for triple in ontology for term in triple if str(term).startswith(CG)}
    assert named - {Literal(str(CG))} <= defined


@pytest.mark.parametrize(("child", "parent"), SUBCLASSES)
def test_class_stands_under_the_designs_parent(ontology: Graph, child: str, parent: str) -> None:
    assert CG[parent] in transitive_parents(ontology, child)


def test_a_deputy_mayoralty_is_no_mayoralty(ontology: Graph) -> None:
    assert CG.Mayoralty not in transitive_parents(ontology, "DeputyMayoralty")
    assert frozenset((CG.Mayoralty, CG.DeputyMayoralty)) in set(disjoint_pairs(ontology))


@pytest.mark.parametrize("pair", list(itertools.combinations([*DISJOINT, SKOS.Concept], 2)))
def test_the_designs_main_classes_are_disjoint(ontology: Graph, pair: tuple[Node, Node]) -> None:
    assert frozenset(pair) in set(disjoint_pairs(ontology))


def test_no_class_stands_under_two_disjoint_ones(ontology: Graph) -> None:
    disjoint = set(disjoint_pairs(ontology))
    for name in CLASSES:
        parents = transitive_parents(ontology, name)
        clash = [p for p in itertools.combinations(parents, 2) if frozenset(p) in disjoint]
        assert not clash, name


def test_a_network_is_never_a_programme(ontology: Graph) -> None:
    assert frozenset((CG.CityNetwork, CG.Programme)) in set(disjoint_pairs(ontology))


@pytest.mark.parametrize("name", ["theme", "madeAt", "inCountry", "postIn"])
def test_property_is_left_without_domain_and_range(ontology: Graph, name: str) -> None:
    assert list(ontology.objects(CG[name], RDFS.domain)) == []
    assert list(ontology.objects(CG[name], RDFS.range)) == []


def test_no_property_has_two_domains_or_ranges_or_an_unnamed_one(ontology: Graph) -> None:
    for term in own_terms(ontology):
        for axis in (RDFS.domain, RDFS.range):
            values = list(ontology.objects(term, axis))
            assert len(values) <= 1, (term, axis)
            assert all(isinstance(value, URIRef) for value in values), (term, axis)


def test_no_range_is_a_type_that_breaks_the_reasoner(ontology: Graph) -> None:
    ranges = set(ontology.objects(None, RDFS.range))
    assert not ranges & {XSD.date, XSD.gYear, XSD.gYearMonth, XSD.gMonthDay, RDF.langString}


def test_dates_of_signing_are_kinds_of_the_general_ones(ontology: Graph) -> None:
    assert (CG.signedAt, RDFS.subPropertyOf, CG.madeAt) in ontology
    assert (CG.signedOn, RDFS.subPropertyOf, CG.onDate) in ontology


def test_an_inverse_swaps_domain_and_range(ontology: Graph) -> None:
    inverses = list(ontology.subject_objects(OWL.inverseOf))
    assert inverses
    for one, other in inverses:
        for here, there in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            assert set(ontology.objects(one, here)) == set(ontology.objects(other, there)), one


def test_only_plain_facts_with_one_true_value_are_single_valued(ontology: Graph) -> None:
    marked = set(ontology.subjects(CG.singleValued, Literal(True)))
    for name in "startDate endDate editionNumber heldIn venue inSeries adoptedOn adoptedAt".split():
        assert CG[name] in marked
    for name in "eventStatus partOfEvent runBy theme holder validFrom".split():
        assert CG[name] not in marked


@pytest.mark.parametrize(("name", "link", "target"), ALIGNMENTS)
def test_term_is_aligned(ontology: Graph, name: str, link: URIRef, target: str) -> None:
    assert (CG[name], link, URIRef(target)) in ontology


def test_the_ontology_imports_nothing_and_names_its_version_and_licence(ontology: Graph) -> None:
    def header(predicate: str) -> list[str]:
        return [str(value) for value in ontology.objects(ONTOLOGY, URIRef(predicate))]

    assert header(str(OWL.imports)) == []
    assert header(str(OWL.versionIRI)) == [f"{ONTOLOGY}/{header(str(OWL.versionInfo))[0]}"]
    assert header("http://purl.org/dc/terms/license") == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert header("http://purl.org/dc/terms/creator") == ["The citygraph authors"]
    assert header("http://purl.org/vocab/vann/preferredNamespacePrefix") == ["cg"]
    assert header("http://purl.org/vocab/vann/preferredNamespaceUri") == [str(CG)]
