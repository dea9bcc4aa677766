"""Made-up graphs of cities, as a map shows them: the same ones in every run. Nothing is a fact.

Cities lie in countries of skewed sizes and tie mostly within them; one thing in forty is a city
network whose members come from everywhere. Each tie has one claim or two, each with its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from citygraph.maps.countries import COUNTRY_NAMES
from citygraph.maps.model import Claim, Evidence, Graph, Node, Role, Source, Text, Tie, Value
from citygraph.vocabulary import BASE

#: Ties for each thing, so that a thing has six on average, and the share of them within a country.
TIES, WITHIN = 3, 0.6
COUNTRIES = 120
#: One thing in so many is a network, and so many ties in ten are memberships.
NETWORK_EVERY, MEMBERSHIPS = 40, 3
SOURCE_EVERY = 25
_SYLLABLES = "ka lo mi ren sto va dur es tal bo ny hel gra pi sun tor ul we zan qui".split()
_KINDS = {"city": Text("city", "en"), "network": Text("city network", "en")}


@dataclass(frozen=True, slots=True)
class _Draw:
    """What is drawn from: chance, the things, and the cities of each country."""

    chance: Random
    cities: tuple[Node, ...]
    networks: tuple[Node, ...]
    countries: tuple[tuple[Node, ...], ...]


def made_up(things: int) -> Graph:
    """Returns a graph of so many things, with three times as many ties between pairs of them.

    >>> graph = made_up(200)
    >>> len(graph.nodes), len(graph.ties), len({(t.source, t.target) for t in graph.ties})
    (200, 600, 600)
    """
    draw = _things(Random(5), things)
    pairs = _pairs(draw, TIES * things)
    sources = {source.iri: source for source in map(_source, range(max(1, things // SOURCE_EVERY)))}
    claims: dict[str, Claim] = {}
    ties = []
    for at, (one, other) in enumerate(pairs):
        own = list(_claims(draw.chance, at, one, other, tuple(sources)))
        claims |= {claim.iri: claim for claim in own}
        year = str(draw.chance.randrange(1995, 2026))
        behind = tuple(claim.iri for claim in own)
        ties.append(Tie(one.iri, other.iri, own[0].kind, year, behind, actual=True, derived=False))
    nodes = tuple(sorted((*draw.cities, *draw.networks), key=lambda node: node.iri))
    ordered = tuple(sorted(ties, key=lambda tie: (tie.source, tie.target)))
    return Graph(nodes, ordered, claims, sources, _KINDS)


def without_evidence(graph: Graph) -> Graph:
    """Returns the same things and ties with nothing behind them: no claim and no source."""
    bare = tuple(replace(tie, claims=()) for tie in graph.ties)
    return replace(graph, ties=bare, claims={}, sources={})


def _things(chance: Random, things: int) -> _Draw:
    networks = tuple(
        _node("network", f"organization/net-{at:04}", _name(chance, 3) + " Network")
        for at in range(things // NETWORK_EVERY)
    )
    codes = [code.lower() for code in list(COUNTRY_NAMES)[:: len(COUNTRY_NAMES) // COUNTRIES]]
    weights = [1 / (place + 5) for place in range(len(codes))]
    of_country: dict[str, list[Node]] = {}
    for at in range(things - len(networks)):
        code, name = chance.choices(codes, weights)[0], _name(chance, 3)
        city = _node("city", f"city/{name.lower()}{at}-{code}", name)
        of_country.setdefault(code, []).append(city)
    countries = tuple(map(tuple, of_country.values()))
    return _Draw(chance, tuple(city for one in countries for city in one), networks, countries)


def _name(chance: Random, syllables: int) -> str:
    return "".join(chance.choices(_SYLLABLES, k=syllables)).capitalize()


def _node(kind: str, slug: str, name: str) -> Node:
    label = Text(name, "en")
    return Node(f"{BASE}id/{slug}", kind, _KINDS[kind], label, (label, Text(f"{name}stad", "sv")))


def _pairs(draw: _Draw, count: int) -> list[tuple[Node, Node]]:
    """Returns so many pairs of two things each, no pair twice in either direction."""
    found: dict[frozenset[str], tuple[Node, Node]] = {}
    sizes = [len(country) for country in draw.countries]
    fame = [1 / (place + 1) ** 0.7 for place in range(len(draw.networks))]
    while len(found) < count:
        if draw.chance.randrange(10) < MEMBERSHIPS:
            one, other = (
                draw.chance.choice(draw.cities),
                draw.chance.choices(draw.networks, fame)[0],
            )
        elif draw.chance.random() < WITHIN:
            country = draw.chance.choices(draw.countries, sizes)[0]
            one, other = draw.chance.choice(country), draw.chance.choice(country)
        else:
            one, other = draw.chance.choice(draw.cities), draw.chance.choice(draw.cities)
        if one is not other:
            found.setdefault(frozenset((one.iri, other.iri)), (one, other))
    return list(found.values())


def _claims(
    chance: Random, at: int, one: Node, other: Node, sources: tuple[str, ...]
) -> Iterator[Claim]:
    """Yields the one claim or the two behind a tie, each with its place in a source or two."""
    member = other.kind == "network"
    kind, roles = ("membership", "member network") if member else ("partnership", "partner partner")
    filled = [
        Role(role, Text(role, "en"), (Value(end.label, end.iri),))
        for role, end in zip(roles.split(), (one, other), strict=True)
    ]
    for number in range(chance.choice((1, 1, 2))):
        said = f"{one.label.words} and {other.label.words} signed no. {at} in part {number + 1}."
        yield Claim(
            iri=f"{BASE}id/claim/made-{at:06}-{number}",
            kind=Text(kind, "en"),
            sentence=Text(said, "en"),
            composed=False,
            modality=Text("actual", "en"),
            mode="actual",
            roles=tuple(filled),
            evidence=tuple(_places(chance, sources)),
        )


def _places(chance: Random, sources: tuple[str, ...]) -> Iterator[Evidence]:
    for source in sorted(chance.sample(sources, k=min(chance.choice((1, 1, 1, 2)), len(sources)))):
        start = chance.randrange(90_000)
        stated = Text("stated", "en")
        end, as_of = start + chance.randrange(40, 300), f"20{chance.randrange(10, 26)}-03-01"
        yield Evidence(source, start=start, end=end, basis=stated, as_of=as_of)


def _source(at: int) -> Source:
    return Source(
        iri=f"{BASE}id/source/made-{at:04}",
        label=Text(f"Made-up report no. {at}", "en"),
        kind=Text("report", "en"),
        title=Text(f"What cities agreed, volume {at}", "en"),
        publisher=Text(f"Made-up Press {at % 7}", "en"),
        issued=f"20{at % 26:02}-05-0{at % 9 + 1}",
        language="en",
        url=f"https://press.example/report/{at}",
        terms="made up",
    )
