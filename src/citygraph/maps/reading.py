"""From a store to what a map shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyoxigraph

from citygraph.errors import QueryError
from citygraph.maps.claims import RDF_TYPE, Wording
from citygraph.maps.kinds import KINDS, OTHER, ancestors, kind_of, most_special
from citygraph.maps.model import Claim, Graph, MapOptions, Node, Source, Text, Tie
from citygraph.maps.terms import Properties, Term, chosen, described, local_name, unswept
from citygraph.maps.tying import Row, tied
from citygraph.network import nodes as network_nodes
from citygraph.network.claim_facts import ClaimFacts, claim_facts
from citygraph.network.nodes import nodes
from citygraph.network.ties import ties_of
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
    return Reading(store, options).graph(read_ties(store, recipe))


def read_ties(store: pyoxigraph.Store, recipe: str) -> list[Row]:
    """Returns the rows of ties that a recipe's SPARQL gives, with the facts of their claims."""
    ties = ties_of(select(store, recipe))
    known = claim_facts(store, (*ties.claim1, *ties.claim2))
    return [
        Row(source, target, kind, date, tuple(sorted({one, two})), _known(known, one, two))
        for source, target, kind, date, one, two in zip(
            ties.source, ties.target, ties.tie, ties.date, ties.claim1, ties.claim2, strict=True
        )
    ]


def _known(known: Mapping[str, ClaimFacts], *claims: str) -> tuple[ClaimFacts, ...]:
    return tuple(known[claim] for claim in dict.fromkeys(claims) if claim in known)


class Reading:
    """What one store says, read once."""

    @unswept()
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
        self.known = nodes(store, self.things, options.lang)
        self.hosts = {
            place.text
            for found in self.things.values()
            if not _unheld(found)
            for place in found.get(CG + "heldIn", ())
        }

    def graph(self, rows: Sequence[Row]) -> Graph:
        """Returns the graph of all things, with these ties."""
        ties = self.ties(rows)
        shown = _shown(ties, self.claims)
        drawn = tuple(
            self.node(iri, found, shown.get(iri, frozenset())) for iri, found in self.things.items()
        )
        sources = {iri: self.source(iri, found) for iri, found in self.documents.items()}
        return Graph(drawn, ties, self.claims, sources, self.kinds(), self.countries())

    def network(self, rows: Sequence[Row], names: Iterable[str]) -> Graph:
        """Returns the graph of these things alone, with these ties.

        Of claims, it has those behind ties, the plain facts about its things, and what these refine
        or rival.
        """
        ties = self.ties(rows)
        shown = _shown(ties, self.claims)
        drawn = tuple(
            _with_facts(self.node(iri, self.thing(iri), shown.get(iri, frozenset())), self.claims)
            for iri in sorted(names)
        )
        opened = {iri for tie in ties for iri in tie.claims}
        opened |= {iri for node in drawn for iri in node.claims}
        beside = {
            iri for one in opened for iri in (*self.claims[one].refined, *self.claims[one].rivals)
        }
        claims = {iri: self.claims[iri] for iri in sorted(opened | beside) if iri in self.claims}
        cited = {place.source for claim in claims.values() for place in claim.evidence}
        sources = {
            iri: self.source(iri, found) for iri, found in self.documents.items() if iri in cited
        }
        return Graph(drawn, ties, claims, sources, self.kinds(), self.countries())

    def kinds(self) -> dict[str, Text]:
        return {kind.key: self.label(CG + kind.name) for kind in (*KINDS, OTHER)}

    def countries(self) -> dict[str, Text]:
        return {
            local_name(iri): self.label(iri)
            for iri, found in self.things.items()
            if "Country" in self.classes(found)
        }

    def thing(self, iri: str) -> Properties:
        """Returns what is said of a thing; QueryError for what is none."""
        if iri not in self.things:
            raise QueryError(
                f"the tie recipe ties <{iri}>, which is no thing of the graph: ?source and "
                "?target are IRIs of things that it describes, as cities or events"
            )
        return self.things[iri]

    def ties(self, rows: Sequence[Row]) -> tuple[Tie, ...]:
        for row in rows:
            self.thing(row.source), self.thing(row.target)
        return tied(rows, self.claims, self.label)

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
        known = self.known[iri]
        return Node(
            iri=iri,
            kind=kind_of(above).key,
            type=self.label(CG + most_special(classes, self.parents)),
            label=self.label(iri),
            names=_texts(found, _SKOS + "prefLabel"),
            also=_texts(found, _SKOS + "altLabel"),
            same_as=tuple(t.text for t in found.get(PREFIXES["schema"] + "sameAs", ())),
            unheld=_unheld(found),
            claims=tuple(claim for claim in self.about.get(iri, ()) if claim not in shown),
            within=tuple(
                up.text
                for name in _WITHIN
                for up in found.get(CG + name, ())
                if up.text in self.things
            ),
            country=known.country,
            region=known.region,
            place=_place(known),
            host=iri in self.hosts,
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


def _shown(ties: Iterable[Tie], claims: Mapping[str, Claim]) -> dict[str, frozenset[str]]:
    """Returns for each thing the claims that its ties open to, those that they refine included."""
    shown: dict[str, set[str]] = {}
    for tie in ties:
        opened = {*tie.claims, *(less for iri in tie.claims for less in claims[iri].refined)}
        for end in (tie.source, tie.target):
            shown.setdefault(end, set()).update(opened)
    return {iri: frozenset(opened) for iri, opened in shown.items()}


def _with_facts(node: Node, claims: Mapping[str, Claim]) -> Node:
    return replace(node, claims=tuple(iri for iri in node.claims if claims[iri].is_fact))


def _unheld(found: Properties) -> bool:
    """Whether an event has a status, and no source says that it was held."""
    statuses = {local_name(status.text) for status in found.get(CG + "eventStatus", ())}
    return bool(statuses) and "held" not in statuses


def _place(known: network_nodes.Node) -> tuple[float, float] | None:
    """Latitude and longitude, if both are given and lie on the globe: the graph may be anyone's."""
    if known.latitude is None or known.longitude is None:
        return None
    on_globe = abs(known.latitude) <= 90 and abs(known.longitude) <= 180
    return (known.latitude, known.longitude) if on_globe else None


def _pair(text: Text) -> tuple[str, str]:
    return text.words, text.lang


def _texts(found: Properties, name: str) -> tuple[Text, ...]:
    ordered = sorted(found.get(name, ()), key=lambda term: (term.lang, term.text))
    return tuple(Text(term.text, term.lang) for term in ordered)
