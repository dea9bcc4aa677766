"""Which things a large map opens folded: each country with its own, each series, then by class; or
each community.

A drawing of thousands of things is a hairball that nobody can read. Above `READABLE` things, or
`READABLE_LINES` lines, a map opens on groups instead, and a reader unfolds what he wants. Every
thing stands in one group or alone; none is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from citygraph.maps.countries import COUNTRY_NAMES
from citygraph.maps.kinds import KINDS
from citygraph.maps.model import Claim, Graph, Node, Text

#: Above so many things, or so many lines, a map opens folded.
READABLE, READABLE_LINES = 400, 3_000
#: So many things and series at most stand alone beside the countries, those with most ties, each
#: with at least so many.
HUBS, HUB_TIES = 40, 10
#: A claim whose roles are these makes what fills the first part of what fills the second.
_WITHIN = (
    ("holder", "post"),
    ("participant", "onBehalfOf"),
    ("member", "onBehalfOf"),
    ("speaker", "onBehalfOf"),
    ("participant", "capacity"),
    ("signer", "capacity"),
    ("signer", "signatory"),
    ("countOf", "event"),
    ("countOf", "countIn"),
)
#: What a class's group is called, by the key of its kind; others go by the type of their things.
_CLASSES = {
    "person": "People of no known city",
    "group": "Groups of no known city or series",
    "authority": "Regions and metropolitan bodies",
    "government": "National governments",
    "intergovernmental": "UN and intergovernmental bodies",
    "network": "Other city networks",
    "post": "Posts of no known city",
    "series": "Other series and their events",
    "event": "Events of no series",
    "document": "Other declarations and agreements",
    "programme": "Other programmes",
    "prize": "Other prizes",
    "venue": "Venues",
    "city": "Cities of no known country",
}
_CODE = re.compile(r"-([a-z]{2})(?:-\w*\d\w*)?$")
#: Kinds of things that never stand alone, however many ties they have.
_NEVER_ALONE = frozenset({"person", "group", "post", "city", "country", "venue"})


@dataclass(frozen=True, slots=True)
class Fold:
    """Things that open as one: `kind` is the key of its colour and shape, members sorted by IRI."""

    key: str
    kind: str
    label: Text
    members: tuple[str, ...]


def folds(graph: Graph) -> tuple[Fold, ...]:
    """Returns the groups that a map opens folded into, sorted by key; none if it can be read as is.

    A city goes by the country that the graph or else its identifier gives, a post by its
    organization, a person by posts held and by those he speaks, signs or takes part for, an event
    by its series: where claims differ, by most of them. What has no such place goes by its class,
    unless its many ties make it stand alone.
    """
    few = len(graph.nodes) <= READABLE and len(pairs_of(graph)) <= READABLE_LINES
    # Who asks for columns or rings wants to see all of them.
    if few or graph.layout != "force":
        return ()
    if graph.fold_by == "community":
        return _communities(graph)
    nodes = {node.iri: node for node in graph.nodes}
    homes = _homes(nodes, _within(graph))
    hubs = _hubs(graph, nodes, homes)
    members: dict[str, list[str]] = {}
    for iri, node in sorted(nodes.items()):
        home = homes.get(iri, iri)
        if home.startswith("country/"):
            members.setdefault(home, []).append(iri)
        elif home in hubs and nodes[home].kind == "series":
            members.setdefault(f"series/{home}", []).append(iri)
        elif home not in hubs:
            members.setdefault(f"class/{_class(node, nodes.get(home))}", []).append(iri)
    return tuple(
        part
        for key, inside in sorted(members.items())
        if len(inside) > 1
        for part in _split(_fold(key, tuple(inside), nodes, graph.countries), nodes)
    )


def pairs_of(graph: Graph) -> frozenset[frozenset[str]]:
    """Returns the pairs of things that ties join: each is drawn as one line."""
    return frozenset(frozenset((tie.source, tie.target)) for tie in graph.ties)


def _split(fold: Fold, nodes: Mapping[str, Node]) -> Iterator[Fold]:
    """Yields a group, or its parts by name where unfolded it could not be read either."""
    count = ceil(len(fold.members) / READABLE)
    if count == 1:
        yield fold
        return
    named = sorted(fold.members, key=lambda iri: (nodes[iri].label.words.casefold(), iri))
    for number in range(count):
        part = named[number * len(named) // count : (number + 1) * len(named) // count]
        first, last = (nodes[iri].label.words for iri in (part[0], part[-1]))
        label = Text(f"{fold.label.words}: {first} to {last}", fold.label.lang)
        yield Fold(f"{fold.key}/{number:04}", fold.kind, label, tuple(sorted(part)))


def _communities(graph: Graph) -> tuple[Fold, ...]:
    """Each community of two things or more, called after its things with most ties."""
    ties = Counter(end for tie in graph.ties for end in (tie.source, tie.target))
    members: dict[int, list[Node]] = {}
    for node in sorted(graph.nodes, key=lambda node: (-ties[node.iri], node.iri)):
        members.setdefault(node.community, []).append(node)
    nodes = {node.iri: node for node in graph.nodes}
    found: list[Fold] = []
    for number, inside in sorted(members.items()):
        kind = Counter(node.kind for node in inside).most_common(1)[0][0]
        names = " and ".join(node.label.words for node in inside[:2])
        label = f"Community {number}: {names}" if number else "Things of no community"
        iris = tuple(sorted(node.iri for node in inside))
        if len(iris) > 1:
            whole = Fold(f"community/{number:04}", kind, Text(label, "en"), iris)
            found.extend(_split(whole, nodes))
    return tuple(found)


def _fold(
    key: str,
    members: tuple[str, ...],
    nodes: Mapping[str, Node],
    countries: Mapping[str, Text],
) -> Fold:
    first, kinds = nodes[members[0]], {kind.key for kind in KINDS}
    sort, name = key.split("/", 1)
    if sort == "series":
        return Fold(key, "series", nodes[name].label, members)
    if sort == "country":
        known = (nodes[iri].label for iri in members if nodes[iri].kind == "country")
        label = countries.get(name) or Text(COUNTRY_NAMES.get(name.upper(), name), "en")
        return Fold(key, "country", next(known, label), members)
    if name in kinds:
        return Fold(key, name, Text(_CLASSES.get(name, name.capitalize()), "en"), members)
    words = first.type.words[:1].upper() + first.type.words[1:]
    return Fold(key, first.kind, Text(words, first.type.lang), members)


def _class(node: Node, home: Node | None) -> str:
    """Returns the key of a thing's class; an event of a small series goes with its series."""
    if home is not None and home.kind in ("series", "event"):
        return home.kind
    return node.kind if node.kind in _CLASSES else f"{node.kind} {node.type.words}"


def _within(graph: Graph) -> dict[str, Counter[str]]:
    """Returns for each thing how often it is said to be part of, or to act for, which others."""
    found: dict[str, Counter[str]] = {}
    for node in graph.nodes:
        found.setdefault(node.iri, Counter()).update(node.within)
    for claim in graph.claims.values():
        for part, whole in () if claim.mode == "denied" else _parts(claim):
            if part in found and whole in found:
                found[part][whole] += 1
    return found


def _parts(claim: Claim) -> Iterator[tuple[str, str]]:
    fillers = {role.name: [value.iri for value in role.values] for role in claim.roles}
    for one, other in _WITHIN:
        if one in fillers and other in fillers:
            yield from ((part, whole) for part in fillers[one] for whole in fillers[other])


def _homes(nodes: Mapping[str, Node], within: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Returns where things belong: `country/` and an ISO code, or the IRI of a series or event."""
    homes: dict[str, str] = {}
    for iri, node in nodes.items():
        if node.kind == "country":
            homes[iri] = f"country/{iri.rsplit('/', 1)[-1]}"
    for iri, node in nodes.items():
        if node.kind == "city":
            code = _CODE.search(iri)
            if node.country:
                homes[iri] = f"country/{node.country.lower()}"
            elif code and code[1].upper() in COUNTRY_NAMES:
                homes[iri] = f"country/{code[1]}"
        elif node.kind == "series":
            homes[iri] = iri
    # A person's post, the post's city, its country: a few steps settle all.
    for _ in range(4):
        homes |= {
            iri: home
            for iri in nodes
            if iri not in homes and (home := _most(within[iri], homes, nodes[iri]))
        }
    return homes


def _most(ups: Mapping[str, int], homes: Mapping[str, str], node: Node) -> str:
    """Returns the home that most of what a thing is part of has, the first by name of several."""
    votes: Counter[str] = Counter()
    for up, times in ups.items():
        if up in homes:
            votes[homes[up]] += times
    own = node.kind in ("event", "group")
    fit = [(-times, home) for home, times in votes.items() if own or home.startswith("country/")]
    return min(fit)[1] if fit else ""


def _hubs(graph: Graph, nodes: Mapping[str, Node], homes: Mapping[str, str]) -> frozenset[str]:
    """Returns the things and series with so many ties to others that they stand alone."""
    ties: Counter[str] = Counter()
    for tie in graph.ties:
        one, other = homes.get(tie.source, tie.source), homes.get(tie.target, tie.target)
        if one != other:
            ties.update((one, other))
    ranked = sorted(
        (-count, iri)
        for iri, count in ties.items()
        if count >= HUB_TIES and iri in nodes and nodes[iri].kind not in _NEVER_ALONE
    )
    return frozenset(iri for _, iri in ranked[:HUBS])
