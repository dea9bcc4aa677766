"""What the page of a thing shows: facts, ties by kind, other claims, its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citygraph.maps.model import Claim, Node, Text, Tie
from citygraph.site.drawing import MOST, Neighbour
from citygraph.site.indexed import Indexed
from citygraph.site.shelves import sorting

#: A fact's tie is called after its attribute, which says what its subject's part is.
_IN_FACTS = {"subject": "", "object": "stated of these"}


@dataclass(frozen=True, slots=True)
class Facts:
    """All claims about one attribute of a thing."""

    attribute: Text
    claims: tuple[Claim, ...]

    @property
    def rival(self) -> bool:
        """Whether any two of them cannot both be true."""
        return any(claim.rivals for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Tied:
    """A tie as one end sees it: the IRI of the other end, and when.

    `as_of` is the latest date at which a source knows it, for a tie that no source dates.
    """

    other: str
    tie: Tie
    as_of: str


@dataclass(frozen=True, slots=True)
class TieGroup:
    """The ties of one kind in which a thing has one part, which `part` says in words.

    Newest first; those that no source dates last, by the date at which their sources know them.
    """

    kind: Text
    part: str
    ties: tuple[Tied, ...]


def facts(node: Node, known: Indexed) -> tuple[Facts, ...]:
    """Returns the plain facts about a thing by attribute, those that sources deny included."""
    groups: dict[Text, list[Claim]] = {}
    for claim in known.facts.get(node.iri, ()):
        groups.setdefault(attribute(claim), []).append(claim)
    return tuple(
        Facts(key, tuple(groups[key])) for key in sorted(groups, key=lambda text: text.words)
    )


def attribute(claim: Claim) -> Text:
    """Returns what a plain fact is about: the label of its property."""
    return next(
        value.text for role in claim.roles if role.name == "attribute" for value in role.values
    )


def tie_groups(node: Node, known: Indexed) -> tuple[TieGroup, ...]:
    """Returns the ties of a thing by kind, the largest group first."""
    ways: dict[tuple[Text, bool], list[Tied]] = {}
    for tie in known.ties.get(node.iri, ()):
        outward = tie.source == node.iri
        other = tie.target if outward else tie.source
        ways.setdefault((tie.kind, outward), []).append(Tied(other, tie, _as_of(tie, known)))
    # Either end of a partnership is a partner: such ties are one group, whichever way they run.
    groups: dict[tuple[Text, str], list[Tied]] = {}
    for (kind, _), ties in ways.items():
        groups.setdefault((kind, _part(node, kind, ties, known)), []).extend(ties)
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), key))
    return tuple(TieGroup(*key, _newest(groups[key], known)) for key in ordered)


def _as_of(tie: Tie, known: Indexed) -> str:
    if tie.date:
        return ""
    places = (place for iri in tie.claims for place in known.graph.claims[iri].evidence)
    return max((day for place in places for day in place.as_of.split(", ")), default="")


def _newest(ties: Sequence[Tied], known: Indexed) -> tuple[Tied, ...]:
    by_name = sorted(
        ties, key=lambda tied: (sorting(known.nodes[tied.other].label.words), tied.other)
    )
    return tuple(sorted(by_name, key=lambda tied: (tied.tie.date, tied.as_of), reverse=True))


def _part(node: Node, kind: Text, ties: Sequence[Tied], known: Indexed) -> str:
    """Returns in which roles a thing stands in the claims behind its ties, but for the kind's."""
    parts: dict[str, None] = {}
    for tied in ties:
        for claim in (known.graph.claims[iri] for iri in tied.tie.claims):
            for role in claim.roles:
                if any(value.iri == node.iri for value in role.values):
                    parts[_IN_FACTS.get(role.name, f"as {role.label.words}")] = None
    if f"as {kind.words}" in parts or "" in parts:
        return ""
    return " or ".join(sorted(parts))


def other_claims(node: Node, known: Indexed) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Returns the claims about a thing that are neither its facts nor behind a tie: not denied
    ones, then denied ones."""
    own = {claim.iri for claim in known.facts.get(node.iri, ())}
    others = [known.graph.claims[iri] for iri in node.claims if iri not in own]
    return (
        tuple(claim for claim in others if claim.mode != "denied"),
        tuple(claim for claim in others if claim.mode == "denied"),
    )


def neighbours(node: Node, known: Indexed) -> tuple[Neighbour, ...]:
    """Returns all that a thing is tied to, most claims first."""
    ties: dict[str, list[Tie]] = {}
    for tie in known.ties.get(node.iri, ()):
        ties.setdefault(tie.target if tie.source == node.iri else tie.source, []).append(tie)
    ties.pop(node.iri, None)
    strength = {
        iri: len({claim for tie in own for claim in tie.claims}) for iri, own in ties.items()
    }
    ranked = sorted(ties, key=lambda iri: (-strength[iri], -len(known.ties[iri]), iri))
    return tuple(_neighbour(known.nodes[iri], ties[iri], known) for iri in ranked)


def _neighbour(node: Node, ties: Sequence[Tie], known: Indexed) -> Neighbour:
    kinds = Counter(tie.kind.words for tie in ties)
    why = ", ".join(f"{kind} ({count})" if count > 1 else kind for kind, count in kinds.items())
    line = "planned" if not any(tie.actual for tie in ties) else ""
    if not line and all(tie.derived for tie in ties if tie.actual):
        line = "derived"
    return Neighbour(known.files[node.iri], node.label.words, node.kind, why, node.unheld, line)


def on_ring(ranked: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """Returns the first of them, as many as are drawn, with like kinds beside one another."""
    first = list(ranked)[:MOST]
    return tuple(sorted(first, key=lambda one: (one.kind, sorting(one.name), one.file)))
