"""What the page of a source shows: the claims that it states, and what they are about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from citygraph.maps.claims import position
from citygraph.maps.model import Claim, Evidence, Source, Text
from citygraph.site.drawing import Neighbour
from citygraph.site.indexed import Indexed


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with the places in one source that it rests on; `others` more sources state it."""

    claim: Claim
    places: tuple[Evidence, ...]
    others: int


@dataclass(frozen=True, slots=True)
class StatedGroup:
    """The claims of one class that a source states, as they follow in its text."""

    kind: Text
    claims: tuple[Stated, ...]


def stated_groups(source: Source, known: Indexed) -> tuple[StatedGroup, ...]:
    """Returns the claims that a source states by class, the largest group first."""
    groups: dict[Text, list[Stated]] = {}
    for claim in known.stated.get(source.iri, ()):
        places = tuple(place for place in claim.evidence if place.source == source.iri)
        others = {place.source for place in claim.evidence} - {source.iri}
        groups.setdefault(claim.kind, []).append(Stated(claim, places, len(others)))
    for stated in groups.values():
        stated.sort(key=lambda one: (position(one.places[0]), one.claim.iri))
    ordered = sorted(groups, key=lambda kind: (-len(groups[kind]), kind))
    return tuple(StatedGroup(kind, tuple(groups[kind])) for kind in ordered)


def spoken_of(source: Source, known: Indexed) -> tuple[Neighbour, ...]:
    """Returns the things that a source's claims are about, most claims first."""
    times = Counter(
        iri
        for claim in known.stated.get(source.iri, ())
        for iri in sorted(claim.things)
        if iri in known.nodes
    )
    ranked = sorted(times, key=lambda iri: (-times[iri], iri))
    return tuple(_neighbour(iri, times[iri], known) for iri in ranked)


def _neighbour(iri: str, claims: int, known: Indexed) -> Neighbour:
    node = known.nodes[iri]
    why = f"{claims} claim" if claims == 1 else f"{claims} claims"
    return Neighbour(known.files[iri], node.label.words, node.kind, why, node.unheld)
