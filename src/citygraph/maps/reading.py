"""From a store to what a map shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph

from citygraph.errors import QueryError
from citygraph.maps.claims import RDF_TYPE, Wording, position
from citygraph.maps.kinds import KINDS, OTHER, ancestors, kind_of, most_special
from citygraph.maps.model import Claim, Graph, MapOptions, Node, Source, Text, Tie
from citygraph.maps.terms import Properties, Term, chosen, described, local_name
from citygraph.query import select
from citygraph.vocabulary import CG, PREFIXES

_DCTERMS, _RDFS, _SKOS = PREFIXES["dcterms"], PREFIXES["rdfs"], PREFIXES["skos"]
_CONCEPT = Term(_SKOS + "Concept", "", True)
_ABOVE, _STATED = _RDFS + "subClassOf", CG + "statedIn"
#: The plain facts that make a thing part of another one.
_WITHIN = ("postIn", "inCountry", "locatedIn", "subOrganizationOf", "inSeries", "partOfEvent")


def read(store: pyoxigraph.Store, recipe: str, options: MapOptions) -> Graph:
    """Returns what a map of a store shows, with the ties that a recipe's SPARQL gives.

    Nodes are all things that have a class of ours, tied or not. QueryError if the recipe does not
    give the columns of a tie recipe, or ties something that is no thing.
    """
    return _Reading(store, options).graph(select(store, recipe).records())


class _Reading:
    """What one store says, read once."""

    def __init__(self, store: pyoxigraph.Store, options: MapOptions) -> None:
        self.options = options
        self.said = described(store)
        self.labels: dict[str, Text] = {}
        self.parents = {
            local_name(name): tuple(
                local_name(up.text) for up in found[_ABOVE] if up.text.startswith(CG)
            )
            for name, found in self.said.items()
            if _ABOVE in found and name.startswith(CG)
        }
        self.things: dict[str, Properties] = {}
        self.documents: dict[str, Properties] = {}
        stated = {iri: found for iri, found in self.said.items() if _STATED in found}
        for iri, found in self.said.items():
            classes = () if iri in stated else self.classes(found)
            if classes and _CONCEPT not in found[RDF_TYPE]:
                of_document = "SourceDocument" in classes
                (self.documents if of_document else self.things)[iri] = found
        wording = Wording(self.said, self.label, self.things.__contains__, self.parents, options)
        self.claims = {iri: wording.claim(iri, found) for iri, found in stated.items()}

        self.about: dict[str, list[str]] = {}
        for claim in self.claims.values():
            for thing in claim.things:
                self.about.setdefault(thing, []).append(claim.iri)

    def graph(self, rows: list[dict[str, str | int | float | bool | None]]) -> Graph:
        ties = tuple(self.ties(rows))
        shown = _shown(ties, self.claims)
        nodes = tuple(
            self.node(iri, found, shown.get(iri, frozenset())) for iri, found in self.things.items()
        )
        kinds = {kind.key: self.label(CG + kind.name) for kind in (*KINDS, OTHER)}
        sources = {iri: self.source(iri, found) for iri, found in self.documents.items()}
        return Graph(nodes, ties, self.claims, sources, kinds)

    def classes(self, found: Properties) -> list[str]:
        return [local_name(t.text) for t in found.get(RDF_TYPE, ()) if t.text.startswith(CG)]

    def label(self, iri: str) -> Text:
        """Returns what a thing, class, property or concept is called, else the end of its IRI."""
        if iri not in self.labels:
            found = self.said.get(iri, {})
            terms = {*found.get(_SKOS + "prefLabel", ()), *found.get(_RDFS + "label", ())}
            words = chosen(tuple(sorted(terms)), self.options.lang)
            self.labels[iri] = words or Text(local_name(iri))
        return self.labels[iri]

    def node(self, iri: str, found: Properties, shown: frozenset[str]) -> Node:
        classes = self.classes(found)
        above = {up for name in classes for up in ancestors(name, self.parents)}
        statuses = {local_name(status.text) for status in found.get(CG + "eventStatus", ())}
        return Node(
            iri=iri,
            kind=kind_of(above).key,
            type=self.label(CG + most_special(classes, self.parents)),
            label=self.label(iri),
            names=_texts(found, _SKOS + "prefLabel"),
            also=_texts(found, _SKOS + "altLabel"),
            same_as=tuple(t.text for t in found.get(PREFIXES["schema"] + "sameAs", ())),
            unheld=bool(statuses) and "held" not in statuses,
            claims=tuple(claim for claim in self.about.get(iri, ()) if claim not in shown),
            within=tuple(
                up.text
                for name in _WITHIN
                for up in found.get(CG + name, ())
                if up.text in self.things
            ),
        )

    def source(self, iri: str, found: Properties) -> Source:
        def one(name: str) -> Text:
            values = found.get(name, ())
            named = tuple(
                Term(*_pair(self.label(value.text))) if value.is_iri else value for value in values
            )
            return chosen(named, self.options.lang) or Text("")

        url = next((t.text for t in found.get(_DCTERMS + "source", ())), "")
        return Source(
            iri=iri,
            label=self.label(iri),
            kind=one(CG + "sourceKind"),
            title=one(_DCTERMS + "title"),
            publisher=one(_DCTERMS + "publisher"),
            issued=one(_DCTERMS + "issued").words,
            language=one(_DCTERMS + "language").words,
            url=url,
            terms=one(_DCTERMS + "rights").words,
        )

    def ties(self, rows: list[dict[str, str | int | float | bool | None]]) -> Iterable[Tie]:
        """Yields one tie for all rows that share their ends and kind."""
        groups: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
        for row in rows:
            try:
                source, target, kind = str(row["source"]), str(row["target"]), str(row["tie"])
                because = (str(row["date"] or ""), str(row["claim1"]), str(row["claim2"]))
            except KeyError as missing:
                raise QueryError(f"the tie recipe does not give the column {missing}") from missing
            for end in (source, target):
                if end not in self.things:
                    raise QueryError(f"the tie recipe ties <{end}>, which is no thing of the graph")
            groups.setdefault((source, target, kind), []).append(because)
        for (source, target, kind), because_of in sorted(groups.items()):
            yield self.tie(source, target, kind, because_of)

    def tie(self, source: str, target: str, kind: str, rows: list[tuple[str, str, str]]) -> Tie:
        iris = sorted({claim for _, *pair in rows for claim in pair})
        claims = sorted((self.claims[iri] for iri in iris if iri in self.claims), key=_first_place)
        return Tie(
            source=source,
            target=target,
            kind=self.label(kind),
            date=min((date for date, _, _ in rows if date), default=""),
            claims=tuple(claim.iri for claim in claims),
            actual=any(claim.mode == "actual" for claim in claims),
            derived=all(_inferred(claim, {source, target}) for claim in claims),
        )


def _first_place(claim: Claim) -> tuple[str, int, int, str]:
    return min(map(position, claim.evidence), default=("", 0, 0, ""))


def _inferred(claim: Claim, ends: set[str]) -> bool:
    """Returns whether every place of a claim leaves one of these ends to inference."""
    over = {role.name for role in claim.roles if any(value.iri in ends for value in role.values)}
    return all(place.derived or bool(over & set(place.inferred)) for place in claim.evidence)


def _shown(ties: Iterable[Tie], claims: Mapping[str, Claim]) -> dict[str, frozenset[str]]:
    """Returns for each thing the claims that its ties open to, those that they refine included."""
    shown: dict[str, set[str]] = {}
    for tie in ties:
        opened = {*tie.claims, *(less for iri in tie.claims for less in claims[iri].refined)}
        for end in (tie.source, tie.target):
            shown.setdefault(end, set()).update(opened)
    return {iri: frozenset(opened) for iri, opened in shown.items()}


def _pair(text: Text) -> tuple[str, str]:
    return text.words, text.lang


def _texts(found: Properties, name: str) -> tuple[Text, ...]:
    ordered = sorted(found.get(name, ()), key=lambda term: (term.lang, term.text))
    return tuple(Text(term.text, term.lang) for term in ordered)
