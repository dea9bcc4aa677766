"""A network as it was asked for: which recipe, which ties, which steps, and the graph they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import networkx as nx
import pyoxigraph as ox

from citygraph.errors import QueryError, nearest
from citygraph.network.backbone import BACKBONES
from citygraph.network.claim_facts import claim_facts
from citygraph.network.claimed import Claimed, claimed
from citygraph.network.concurrence import apart
from citygraph.network.nodes import Node, nodes
from citygraph.network.projection import MOST_PAIRS, WEIGHTINGS, pairs, project
from citygraph.network.recipes import Recipe, recipe
from citygraph.network.reduction import Step, reduce
from citygraph.network.selection import DatedTies, Filters, dated, select_ties
from citygraph.network.spans import check_reading
from citygraph.network.sparse import Adjacency, Incidence, to_networkx
from citygraph.network.ties import Ties, ties_of
from citygraph.query import bind, select


@dataclass(frozen=True)
class Choices:
    """What was asked of a network, but for the recipe: all that its caption must tell.

    `parameters` are the recipe's own; `project` names the mode onto which a two-mode recipe is
    projected; `backbone` a filter of BACKBONES, at the significance `alpha`.
    """

    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filters: Filters = field(default_factory=Filters)
    reductions: tuple[str, ...] = ()
    project: str | None = None
    weighting: str = "count"
    backbone: str | None = None
    alpha: float = 0.05
    lang: str = "en"


@dataclass(frozen=True)
class Network:
    """A recipe's ties after all choices, with the graph that they make.

    `form` is an Incidence for a two-mode network, else an Adjacency. `found` are the ties that the
    recipe gave, `ties` those that the filters and steps left, `undated` how many of those that the
    filters left have no date of their own. `claimed` has the counts of participants of the events
    that made ties.
    """

    recipe: Recipe
    choices: Choices
    found: DatedTies
    ties: DatedTies
    nodes: Mapping[str, Node]
    steps: tuple[Step, ...]
    undated: int
    claimed: Mapping[str, Claimed]
    version: str

    @cached_property
    def form(self) -> Incidence | Adjacency:
        """The sparse form of the network."""
        return form_of(self.ties, self.recipe, self.choices)

    @property
    def is_two_mode(self) -> bool:
        """Whether the network has two modes, unprojected."""
        return isinstance(self.form, Incidence)

    @property
    def names(self) -> tuple[str, ...]:
        """The IRIs of the nodes in the order of the form; top nodes first."""
        form = self.form
        return (*form.top, *form.bottom) if isinstance(form, Incidence) else form.nodes

    def one_mode(self) -> Adjacency:
        """Returns the form as an adjacency: a two-mode network as the graph of all its nodes."""
        form = self.form
        return form.one_mode() if isinstance(form, Incidence) else form

    def makers(self) -> tuple[str, ...]:
        """Returns, for each tie, the IRI of the event, document or network that made it, or "".

        It is the row's ?tie where a recipe has things there; else the target of a two-mode recipe.
        """
        ties = self.ties.ties
        if not ties.modes or any("/id/" in tie for tie in self.found.ties.tie):
            return tuple(tie if "/id/" in tie else "" for tie in ties.tie)
        return ties.target

    def having(self, ties: DatedTies) -> Network:
        """Returns the network of the same choices over other ties."""
        return replace(self, ties=ties)

    def weighted(self, weighting: str) -> Network:
        """Returns the same network projected with another weighting."""
        return replace(self, choices=replace(self.choices, weighting=weighting))

    def graph(self) -> nx.Graph[Any]:
        """Returns the network as a networkx graph; its nodes are keys such as city/oslo-no.

        Nodes carry label, kind, country, region, subregion, latitude and longitude, as far as they
        are known, and in a two-mode graph `bipartite` and `mode`; ties carry `weight`.
        """
        graph = to_networkx(self.form, {iri: self.attributes(iri) for iri in self.names})
        keys = {iri: self.nodes[iri].key for iri in graph}
        # Two bases may give one key: then only IRIs tell the nodes apart.
        return nx.relabel_nodes(graph, keys) if len({*keys.values()}) == len(keys) else graph

    def attributes(self, iri: str) -> dict[str, str | float]:
        """Returns what is known of a node, without what is not."""
        node = self.nodes[iri]
        known = {
            "label": node.label,
            "kind": node.kind,
            "country": node.country,
            "region": node.region,
            "subregion": node.subregion,
            "latitude": node.latitude,
            "longitude": node.longitude,
        }
        form = self.form
        if isinstance(form, Incidence):
            known["mode"] = form.modes[0 if iri in self._top else 1]
        return {name: value for name, value in known.items() if value not in ("", None)}

    @cached_property
    def _top(self) -> frozenset[str]:
        form = self.form
        return frozenset(form.top) if isinstance(form, Incidence) else frozenset()


def form_of(ties: DatedTies, how: Recipe, choices: Choices) -> Incidence | Adjacency:
    """Returns the sparse form of ties: an incidence, its projection, or an adjacency.

    Raises QueryError where a projection has too many pairs, and for an unknown mode or backbone.
    """
    onto = choices.project or (how.modes[0] if how.is_projection else None)
    if not how.modes:
        if onto is not None:
            raise QueryError(f"{how.name} has one mode: there is nothing to project")
        return _backbone(Adjacency.of(ties.ties), choices)
    two_mode = Incidence.of(ties.ties)
    if onto is None:
        if choices.backbone:
            raise QueryError(f"a backbone needs one mode: add --project {how.modes[0]}")
        two_mode.check_modes()
        return two_mode
    if onto not in how.modes:
        raise QueryError(f"no mode {onto!r} in {how.name}{nearest(onto, how.modes)}")
    if onto == how.modes[1]:
        two_mode, ties = two_mode.turned(), _turned(ties)
    if choices.backbone == "fixed-degree":
        # Instead of a projection, whose pairs may be too many to hold.
        return BACKBONES["fixed-degree"](two_mode, choices.alpha)
    # Too many pairs are refused before they are made.
    if pairs(two_mode) > MOST_PAIRS:
        return project(two_mode, choices.weighting)
    shut = apart(ties, two_mode, choices.filters.window, choices.filters.reading)
    return _backbone(project(two_mode, choices.weighting, shut), choices)


def _backbone(whole: Adjacency, choices: Choices) -> Adjacency:
    if choices.backbone is None:
        return whole
    if choices.backbone == "fixed-degree":
        raise QueryError("the fixed-degree backbone needs a two-mode recipe: take disparity")
    if choices.backbone not in BACKBONES:
        raise QueryError(
            f"unknown backbone {choices.backbone!r}{nearest(choices.backbone, BACKBONES)}"
        )
    return BACKBONES[choices.backbone](whole, choices.alpha)


def _turned(ties: DatedTies) -> DatedTies:
    turned = replace(ties.ties, source=ties.ties.target, target=ties.ties.source)
    return replace(ties, ties=replace(turned, modes=ties.ties.modes[::-1]))


def make(store: ox.Store, name: str, choices: Choices | None = None, version: str = "") -> Network:
    """Returns the network that a recipe (by name or file) makes of a store's graph.

    Raises QueryError for an unknown recipe, parameter, filter, step or weighting, and for a recipe
    whose rows are no ties. No tie at all is no error: the network is then empty.
    """
    chosen = choices or Choices()
    how = recipe(name)
    table = select(store, bind(how.asked, chosen.parameters, store))
    ties = ties_of(table, how.modes, how.directed)
    found = dated(ties, claim_facts(store, (*ties.claim1, *ties.claim2)))
    known = nodes(store, (*ties.source, *ties.target, *_things(ties)), chosen.lang)
    counts = claimed(store, (*ties.target, *_things(ties)))
    return arrange(Network(how, chosen, found, found, known, (), 0, counts, version))


def _things(ties: Ties) -> Iterable[str]:
    return (tie for tie in ties.tie if "/id/" in tie)


def arrange(network: Network) -> Network:
    """Returns a network whose ties are chosen anew, by its choices, from those that were found."""
    chosen, found = network.choices, network.found
    check_reading(chosen.filters.reading)
    if chosen.weighting not in WEIGHTINGS:
        hint = nearest(chosen.weighting, WEIGHTINGS)
        raise QueryError(f"unknown weighting {chosen.weighting!r}{hint}")
    kept, undated = select_ties(found, chosen.filters, network.nodes)
    ends = {*kept.ties.source, *kept.ties.target}
    known = {*found.ties.source, *found.ties.target}
    left, steps = reduce(kept, chosen.reductions, [network.nodes[iri] for iri in sorted(known)])
    first = Step("the ties that were asked for", len(kept), len(ends))
    return replace(network, ties=left, steps=(first, *steps), undated=undated)
