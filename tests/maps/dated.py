"""A made-up graph small enough to count by hand: four tied cities, a lone one and their league."""

from __future__ import annotations

from citygraph.maps.model import Claim, Evidence, Graph, Node, Role, Source, Text, Tie, Value

BASE = "https://w3id.org/citygraph/id/"
#: Name, kind, region, in the order of their IRIs.
THINGS = (
    ("Alta", "city", "Europe"),
    ("Brim", "city", "Europe"),
    ("Cale", "city", "Asia"),
    ("Dorn", "city", "Asia"),
    ("Esk", "city", "Africa"),
    ("League", "network", ""),
)
Spans = tuple[tuple[int | None, int | None], ...]
#: Both ends, what ties them, spans of years, roles, themes, sources.
TIES: tuple[tuple[str, str, str, Spans, str, str, str], ...] = (
    ("Alta", "Brim", "twins", ((2010, 2015),), "", "climate", "Press"),
    ("Alta", "Cale", "twins", ((2012, 2012),), "", "climate housing", "Press List"),
    ("Alta", "League", "hosts", ((2010, 2010), (2019, 2019)), "host", "housing", "Press"),
    ("Alta", "League", "joins", ((2018, 2018),), "member chair", "", "List"),
    ("Brim", "Cale", "meets", ((2014, None),), "host", "", "Press"),
    ("Brim", "League", "joins", (), "member", "climate", "Press"),
    ("Cale", "Dorn", "meets", ((None, 2011),), "guest", "housing", "List"),
    ("Dorn", "League", "joins", (), "member", "", "List"),
)
SOURCE_KINDS = {"Press": "news report", "List": "register"}


def dated(copies: int = 1) -> Graph:
    """The graph; with more copies each tie comes so many times, as "twins 2" and so on."""
    claims = {claim.iri: claim for claim in map(_claim, range(len(TIES)))}
    return Graph(
        nodes=tuple(_node(*thing) for thing in THINGS),
        ties=tuple(_tie(at, copy) for at in range(len(TIES)) for copy in range(1, copies + 1)),
        claims=claims,
        sources={
            _iri(name): Source(_iri(name), _text(name), kind=_text(kind))
            for name, kind in SOURCE_KINDS.items()
        },
        kind_labels={"city": _text("City"), "network": _text("City network")},
    )


def _text(words: str) -> Text:
    return Text(words, "en")


def _iri(name: str) -> str:
    kind = "city" if name in {thing[0] for thing in THINGS[:-1]} else "organization"
    return f"{BASE}{kind}/{name.lower()}"


def _node(name: str, kind: str, region: str) -> Node:
    label = _text(name)
    also = (Text("Ålta", "sv"),) if name == "Alta" else ()
    return Node(_iri(name), kind, _text(kind), label, (label,), also, region=region)


def _tie(at: int, copy: int) -> Tie:
    one, other, kind, spans, roles, themes, _ = TIES[at]
    return Tie(
        source=_iri(one),
        target=_iri(other),
        kind=_text(kind if copy == 1 else f"{kind} {copy}"),
        date="",
        claims=(f"{BASE}claim/{at}",),
        actual=True,
        derived=False,
        spans=spans,
        roles=tuple(map(_text, roles.split())),
        themes=tuple(map(_text, themes.split())),
    )


def _claim(at: int) -> Claim:
    one, other, kind, *_, sources = TIES[at]
    return Claim(
        iri=f"{BASE}claim/{at}",
        kind=_text("Relation"),
        sentence=_text(f"{one} {kind} {other}."),
        composed=False,
        modality=_text("actual"),
        mode="actual",
        roles=tuple(
            Role(role, _text(role), (Value(_text(name), _iri(name)),))
            for role, name in (("member", one), ("network", other))
        ),
        evidence=tuple(
            Evidence(_iri(source), start=10 * at, end=10 * at + 5, basis=_text("stated"))
            for source in sources.split()
        ),
    )
