"""A graph looked up by what a page needs: the ties and claims of one thing, of one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from citygraph.maps.model import Claim, Graph, Node, Tie
from citygraph.site.naming import file_names

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Indexed:
    """A graph with the names of its files and what belongs to each thing and source, by IRI.

    `facts` are the plain facts whose subject a thing is, in words or about another thing;
    `stated` the claims that a source states.
    """

    graph: Graph
    nodes: Mapping[str, Node]
    files: Mapping[str, str]
    ties: Mapping[str, tuple[Tie, ...]]
    facts: Mapping[str, tuple[Claim, ...]]
    stated: Mapping[str, tuple[Claim, ...]]

    def sources_of(self, claims: Iterable[str]) -> frozenset[str]:
        """Returns the sources that state these claims."""
        known = self.graph.claims
        return frozenset(
            place.source for iri in claims if iri in known for place in known[iri].evidence
        )


def indexed(graph: Graph, taken: Iterable[str] = ()) -> Indexed:
    """Returns a graph looked up; no page gets a name that is `taken`."""
    ties: dict[str, list[Tie]] = {}
    for tie in graph.ties:
        for end in dict.fromkeys((tie.source, tie.target)):
            ties.setdefault(end, []).append(tie)
    facts: dict[str, list[Claim]] = {}
    stated: dict[str, list[Claim]] = {}
    for claim in graph.claims.values():
        for subject in fact_subjects(claim):
            facts.setdefault(subject, []).append(claim)
        for source in dict.fromkeys(place.source for place in claim.evidence):
            stated.setdefault(source, []).append(claim)
    kinds = dict.fromkeys(graph.sources, "source") | {node.iri: node.kind for node in graph.nodes}
    return Indexed(
        graph=graph,
        nodes={node.iri: node for node in graph.nodes},
        files=file_names(kinds, taken),
        ties=_fixed(ties),
        facts=_fixed(facts),
        stated=_fixed(stated),
    )


def fact_subjects(claim: Claim) -> tuple[str, ...]:
    """Returns the things that a claim states a plain fact about; none if it is no plain fact."""
    if not any(role.name == "attribute" for role in claim.roles):
        return ()
    fillers = (value.iri for role in claim.roles if role.name == "subject" for value in role.values)
    return tuple(dict.fromkeys(iri for iri in fillers if iri))


def _fixed(lists: Mapping[str, list[_T]]) -> dict[str, tuple[_T, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
