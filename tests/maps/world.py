"""A made-up graph too large to read: Finland, Sweden, a lone Oslo, a forum, and a crowd."""

from __future__ import annotations

from citygraph.maps.model import Claim, Evidence, Graph, Node, Role, Source, Text, Tie, Value

BASE = "https://w3id.org/citygraph/id/"
SOURCE = f"{BASE}source/gazette"
CITIES = ("helsinki-fi", "tampere-fi", "turku-fi-633679", "stockholm-se", "malmo-se", "oslo-no")
#: Kind → names; with the crowd these are more than 400 things.
THINGS = {
    "city": tuple(f"city/{slug}" for slug in CITIES),
    "person": ("person/anna", "person/kim", *(f"person/p{number:03}" for number in range(400))),
    "post": ("post/mayor-of-helsinki",),
    "network": ("organization/nordic", "organization/baltic"),
    "series": ("series/forum",),
    "event": ("event/forum-1", "event/forum-2", "event/lone"),
    "group": ("group/fifty",),
}
#: (class, mode, role and filler, role and filler)
CLAIMS = (
    ("TermOfOffice", "actual", "holder", "person/anna", "post", "post/mayor-of-helsinki"),
    ("Participation", "actual", "participant", "person/kim", "onBehalfOf", "city/malmo-se"),
    ("Count", "actual", "countOf", "group/fifty", "event", "event/forum-1"),
    ("Membership", "actual", "member", "city/helsinki-fi", "network", "organization/baltic"),
    ("Membership", "actual", "member", "city/tampere-fi", "network", "organization/baltic"),
    ("Membership", "actual", "member", "city/malmo-se", "network", "organization/baltic"),
    *(
        ("Membership", "actual", "member", f"person/p{number:03}", "network", "organization/nordic")
        for number in range(10)
    ),
    ("Participation", "denied", "participant", "person/p020", "onBehalfOf", "city/helsinki-fi"),
)
WITHIN = {
    "post/mayor-of-helsinki": ("city/helsinki-fi",),
    "event/forum-1": ("series/forum",),
    "event/forum-2": ("series/forum",),
}


def world(crowd: int = 400) -> Graph:
    """The graph, with so many of the crowd of four hundred."""
    left_out = {f"{BASE}person/p{number:03}" for number in range(crowd, 400)}
    nodes = [_node(name, kind) for kind, names in THINGS.items() for name in names]
    claims = {claim.iri: claim for claim in map(_claim, range(len(CLAIMS)))}
    ties = (
        Tie(
            source=claim.roles[0].values[0].iri,
            target=claim.roles[1].values[0].iri,
            kind=claim.kind,
            date="2024",
            claims=(claim.iri,),
            actual=True,
            derived=False,
        )
        for claim in claims.values()
        if claim.mode != "denied"
    )
    kept = {node.iri for node in nodes} - left_out
    return Graph(
        nodes=tuple(sorted((n for n in nodes if n.iri in kept), key=lambda node: node.iri)),
        ties=tuple(tie for tie in ties if {tie.source, tie.target} <= kept),
        claims=claims,
        sources={SOURCE: Source(SOURCE, Text("The Gazette", "en"), publisher=Text("Press", "en"))},
        kind_labels={kind: Text(kind, "en") for kind in THINGS},
    )


def _node(name: str, kind: str) -> Node:
    label = Text(name.split("/")[1].replace("-", " ").title(), "en")
    within = tuple(BASE + up for up in WITHIN.get(name, ()))
    return Node(BASE + name, kind, Text(kind, "en"), label, (label,), within=within)


def _claim(at: int) -> Claim:
    kind, mode, *pairs = CLAIMS[at]
    roles = tuple(
        Role(role, Text(role, "en"), (Value(Text(filler, "en"), BASE + filler),))
        for role, filler in zip(pairs[::2], pairs[1::2], strict=True)
    )
    said = Text(f"The Gazette says: {pairs[1]} – {pairs[3]}.", "en")
    place = Evidence(SOURCE, start=10 * at, end=10 * at + 5, basis=Text("stated", "en"))
    return Claim(
        iri=f"{BASE}claim/{at:03}",
        kind=Text(kind, "en"),
        sentence=said,
        composed=False,
        modality=Text(mode, "en"),
        mode=mode,
        roles=roles,
        evidence=(place,),
    )
