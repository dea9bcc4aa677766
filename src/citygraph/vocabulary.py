"""The terms of the ontology that the program speaks; a test checks them against ontology/.

`CLASSES` says which part of an IRI a class of things lives under; `RELATIONS` says which roles and
qualifiers each class of relation has, and which of them make its key. To add a class of relation is
one entry here and its definition in the ontology.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from citygraph.resources import ontology_dir

BASE = "https://w3id.org/citygraph/"
CG = BASE + "ontology#"

PREFIXES = {
    "cg": CG,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: Class of thing → the segment of its IRI. The segment of an identifier never changes, even when a
#: thing's class is later known more exactly.
CLASSES = {
    "Person": "person",
    "Group": "group",
    "City": "city",
    "Country": "country",
    "Venue": "venue",
    "Prize": "prize",
    "Programme": "programme",
    "SourceDocument": "source",
    **dict.fromkeys(
        (
            "Organization",
            "LocalAuthority",
            "MetropolitanAuthority",
            "Region",
            "NationalGovernment",
            "IntergovernmentalOrganization",
            "UNAgency",
            "CityNetwork",
            "CivilSocietyOrganization",
            "Company",
            "KnowledgeInstitution",
        ),
        "organization",
    ),
    **dict.fromkeys(
        ("Post", "Mayoralty", "DeputyMayoralty", "MinisterialPost", "ExecutivePost"), "post"
    ),
    "EventSeries": "series",
    **dict.fromkeys(
        ("Event", "Forum", "Summit", "Conference", "Meeting", "Assembly", "Session"), "event"
    ),
    **dict.fromkeys(("Document", "Declaration", "Agreement"), "document"),
}

#: Role or qualifier → the concept scheme its fillers come from.
SCHEMES = {
    "participationRole": "participation-role",
    "eventStatus": "event-status",
    "modality": "modality",
    "speechAct": "speech-act",
    "countQualifier": "count-qualifier",
    "signatureStatus": "signature-status",
    "membershipRole": "membership-role",
    "basis": "basis",
    "theme": "theme",
    "sourceKind": "source-kind",
    "unRegion": "un-m49",
}

DATES = ("validFrom", "validTo", "signedOn", "onDate", "dueBy", "awardYear")
NUMBERS = ("ordinal", "minimum", "maximum", "editionNumber")
SEVERAL = ("theme", "refersTo", "partner")

#: Plain facts that a source file may state of a thing → what their value is.
THING_FACTS = (
    "subOrganizationOf",
    "locatedIn",
    "inCountry",
    "unRegion",
    "postIn",
    "inSeries",
    "partOfEvent",
    "heldIn",
    "venue",
    "theme",
    "eventStatus",
    "adoptedAt",
    "runBy",
    "publisher",
    "source",
    "replaces",
)
DATE_FACTS = ("startDate", "endDate", "adoptedOn", "issued")
TEXT_FACTS = ("motto", "title")
NUMBER_FACTS = ("editionNumber",)
#: Degrees north and east (WGS 84) → how many there are either way.
DEGREE_FACTS = {"lat": 90, "long": 180}
FACTS = (*THING_FACTS, *DATE_FACTS, *TEXT_FACTS, *NUMBER_FACTS, *DEGREE_FACTS)
#: Other vocabularies' terms that the program speaks → the vocabulary's prefix.
_ELSEWHERE = {
    **dict.fromkeys(
        (
            "title",
            "issued",
            "language",
            "publisher",
            "source",
            "replaces",
            "description",
            "rights",
        ),
        "dcterms",
    ),
    **dict.fromkeys(DEGREE_FACTS, "wgs"),
}


@dataclass(frozen=True, slots=True)
class RelationClass:
    """One class of relation: its roles, its qualifiers, and what of them it cannot do without."""

    roles: tuple[str, ...]
    qualifiers: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


_TERM = ("validFrom", "validTo")
_COUNT = RelationClass(
    ("event", "countIn", "countOf", "countQualifier"), ("minimum", "maximum"), ("countOf",)
)

RELATIONS = {
    "TermOfOffice": RelationClass(("holder", "post"), _TERM, ("holder", "post")),
    "Membership": RelationClass(
        ("member", "network", "membershipRole", "onBehalfOf"), _TERM, ("member", "network")
    ),
    "Participation": RelationClass(
        ("participant", "event", "participationRole", "capacity", "onBehalfOf"),
        (),
        ("participant", "event", "participationRole"),
    ),
    "Invitation": RelationClass(("inviter", "invitee", "event"), (), ("invitee", "event")),
    "Mention": RelationClass(("mentioned", "event"), (), ("mentioned", "event")),
    "Signature": RelationClass(
        ("document", "signatory", "signer", "capacity", "signatureStatus"),
        ("signedOn",),
        ("document", "signatory", "signatureStatus"),
    ),
    "Commitment": RelationClass(
        ("committedBy", "speaker", "inDocument", "theme", "refersTo"),
        ("ordinal", "dueBy"),
        ("committedBy",),
    ),
    "Statement": RelationClass(
        ("speaker", "onBehalfOf", "addressee", "speechAct", "theme", "refersTo"),
        ("ordinal", "dueBy"),
        ("speechAct",),
    ),
    "ProgrammeUse": RelationClass(
        ("programme", "user"), (*_TERM, "purpose"), ("programme", "user")
    ),
    "Award": RelationClass(("prize", "laureate"), ("awardYear",), ("prize", "laureate")),
    "Partnership": RelationClass(("partner", "document"), _TERM, ("partner",)),
    "Support": RelationClass(("supporter", "supported"), (), ("supporter", "supported")),
    "Count": _COUNT,
    "ParticipantCount": _COUNT,
    "AttributeClaim": RelationClass(("subject", "object"), ("value",), ("subject",)),
}

#: What every relation may have beside its own roles and qualifiers.
COMMON_ROLES = ("madeAt",)
COMMON_QUALIFIERS = ("onDate",)


def term(name: str) -> str:
    """Returns the IRI of an ontology term by its local name; other vocabularies' names are theirs.

    >>> term("signatory")
    'https://w3id.org/citygraph/ontology#signatory'
    >>> term("issued")
    'http://purl.org/dc/terms/issued'
    """
    return PREFIXES[_ELSEWHERE.get(name, "cg")] + name


@cache
def kebab(name: str) -> str:
    """Returns a class name as a segment of an IRI.

    >>> kebab("TermOfOffice")
    'term-of-office'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


@cache
def concepts() -> frozenset[str]:
    """Returns every concept of ontology/concepts.ttl as scheme/name.

    >>> "participation-role/chair" in concepts()
    True
    """
    import pyoxigraph

    concept = pyoxigraph.NamedNode(PREFIXES["skos"] + "Concept")
    found = pyoxigraph.parse(path=str(ontology_dir() / "concepts.ttl"))
    root = BASE + "concept/"
    subjects = [quad.subject for quad in found if quad.object == concept]
    iris = [node.value for node in subjects if isinstance(node, pyoxigraph.NamedNode)]
    return frozenset(iri.removeprefix(root) for iri in iris if iri.startswith(root))
