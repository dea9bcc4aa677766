"""What a tie inherits from its claims: who states them, when they hold, in which role and theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from citygraph.network.spans import (
    EVER,
    NEVER,
    UNKNOWN,
    Span,
    Window,
    moment,
    occasion,
    state,
)
from citygraph.query import select
from citygraph.vocabulary import BASE, CG, PREFIXES

_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("cg", "dcterms", "skos"))
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
#: Classes of relation that hold for a while; every other happens once.
_STATES = ("Membership", "TermOfOffice", "ProgrammeUse", "Partnership", "Support", "AttributeClaim")
#: Claims of one fact that exclude each other; a claim and its own modality's rivals.
_RIVAL = "?claim cg:rivals ?other ; cg:modality ?modality . ?other cg:modality ?modality ; "
#: Claims that say the same of the same actors in fewer words.
_BARER = """?claim cg:refines+ ?value
  FILTER NOT EXISTS { ?claim cg:represents ?one FILTER NOT EXISTS { ?value cg:represents ?one } }"""
#: What a claim has from its sources, and from those of a barer one.
_OF_SOURCES = {
    "source": "?claim cg:statedIn ?value",
    "kind": "?claim cg:statedIn/cg:sourceKind ?value",
    "language": "?claim cg:statedIn/dcterms:language ?value",
    "known": "?claim cg:asOf ?value",
}
_ASKED = {
    "on": "?claim cg:onDate|cg:signedOn|cg:awardYear ?value",
    "from": "?claim cg:validFrom ?value",
    "rival from": f"{_RIVAL} cg:validFrom ?value",
    "to": "?claim cg:validTo ?value",
    "rival to": f"{_RIVAL} cg:validTo ?value",
    "begun": "?claim cg:event|cg:madeAt|cg:signedAt ?at . ?at cg:startDate ?value",
    "ended": "?claim cg:event|cg:madeAt|cg:signedAt ?at . ?at cg:endDate ?value",
    "adopted": "?claim cg:document ?paper . ?paper cg:adoptedOn ?value",
    "adopted at": "?claim cg:document/cg:adoptedAt ?at . ?at cg:startDate|cg:endDate ?value",
    "earliest": "?claim cg:earliestDate ?value",
    "latest": "?claim cg:latestDate ?value",
    "role": "?claim cg:participationRole|cg:membershipRole|cg:signatureStatus ?value",
    "theme": "?claim cg:theme|(cg:event/cg:partOfEvent*|cg:document|cg:programme)/cg:theme ?own ."
    " ?own skos:broader* ?value",
    "class": "?claim a ?value",
}


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """`sources`, `roles` and so on are names without their IRI's beginning, sorted.

    `sources` are those that state the claim, or one that it refines and that stands for the same
    actors. `holds` says that the claim's span is that of a state (a membership), not of a moment.
    """

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    span: Span = UNKNOWN
    holds: bool = False

    @property
    def bounds(self) -> Window:
        """The days that bound it, EVER and NEVER for none.

        A moment without a date is known to be no later than its source, which is no day of its own.
        """
        is_open = not self.holds and self.span.start_from == EVER
        return Window(self.span.start_from, NEVER if is_open else self.span.end_until)


def claim_facts(store: ox.Store, claims: Iterable[str]) -> dict[str, ClaimFacts]:
    """Returns the facts of each of the claims that the store knows, by the claim's IRI.

    Dates come from the claim itself, else from its event, else from its document's adoption, else
    from the bounds that rules derive, as for a session from its forum. Rival dates of a membership
    make its start and end uncertain.
    """
    asked = sorted(set(claims))
    barer = _values(store, asked, {"barer": _BARER})
    found = _values(store, asked, _OF_SOURCES | _ASKED)
    of_barer = _values(
        store, {claim for values in barer.values() for claim in values["barer"]}, _OF_SOURCES
    )
    for claim, values in barer.items():
        for other in values["barer"]:
            for name, more in of_barer[other].items():
                found[claim].setdefault(name, set()).update(more)
    return {claim: _facts(found[claim]) for claim in sorted(found)}


def _values(
    store: ox.Store, claims: Iterable[str], patterns: Mapping[str, str]
) -> dict[str, dict[str, set[str]]]:
    """The values that each pattern finds of each claim."""
    found: dict[str, dict[str, set[str]]] = {}
    for batch in batches(claims):
        for name, pattern in patterns.items():
            body = f"VALUES ?claim {{ {batch} }} {pattern}"
            query = f"{_HEAD}SELECT DISTINCT ?claim ?value {{ {body} }}"
            for claim, value in select(store, query).rows:
                found.setdefault(str(claim), {}).setdefault(name, set()).add(str(value))
    return found


def batches(iris: Iterable[str], size: int = 4000) -> Iterator[str]:
    """Yields the IRIs, sorted, as the contents of VALUES lines; what is no IRI is left out.

    >>> list(batches(["https://a.example/2", "no iri", "https://a.example/1"]))
    ['<https://a.example/1> <https://a.example/2>']
    """
    terms = [f"<{iri}>" for iri in sorted(set(iris)) if _IRI.fullmatch(iri)]
    for start in range(0, len(terms), size):
        yield " ".join(terms[start : start + size])


def _name(value: str) -> str:
    """The name at the end of one of our own IRIs; other values stay."""
    if value.startswith(CG):
        return value.removeprefix(CG)
    return value.rsplit("/", 1)[-1] if value.startswith(BASE) else value


def _facts(values: dict[str, set[str]]) -> ClaimFacts:
    got = {
        name: tuple(sorted(map(_name, values.get(name, ())))) for name in (*_OF_SOURCES, *_ASKED)
    }
    return ClaimFacts(
        sources=got["source"],
        kinds=got["kind"],
        languages=got["language"],
        roles=got["role"],
        themes=got["theme"],
        span=_span(got),
        holds=_holds(got),
    )


def _holds(got: dict[str, tuple[str, ...]]) -> bool:
    return any(name in _STATES for name in got["class"])


def _span(got: dict[str, tuple[str, ...]]) -> Span:
    if _holds(got):
        # A year in which it is said to hold bounds it as a source's own date does.
        # Rivals make a date that a claim gives uncertain; they give none that it leaves out.
        starts = (*got["from"], *got["rival from"]) if got["from"] else ()
        ends = (*got["to"], *got["rival to"]) if got["to"] else ()
        return state(starts, ends, (*got["known"], *got["on"]))
    if got["on"]:
        return moment(got["on"])
    if got["begun"] or got["ended"]:
        return occasion(got["begun"], got["ended"], got["known"])
    bounds = (*got["earliest"], *got["latest"]) if got["earliest"] and got["latest"] else ()
    return moment(got["adopted"] or got["adopted at"] or bounds, got["known"])
