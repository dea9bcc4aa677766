"""How firm a rank is: how far it moves when one source, one maker of ties, or the weighting goes.

A graph of diplomacy is what sources happen to tell. A rank that rests on one press release, or on
one large summit, is no finding; so each rank is shown with the range that it has when any one of
them is left out (the jackknife of Quenouille and Tukey, told as a range, not as a variance).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from citygraph.analysis.asked import Asked
from citygraph.analysis.ranking import mode_numbers, path_words, printed, ranks, values
from citygraph.network.model import Network
from citygraph.network.projection import WEIGHTINGS
from citygraph.table import Cell, Table

SOURCE, MAKER, WEIGHTING = "source", "maker", "weighting"


@dataclass
class _Range:
    """The lowest and highest rank so far, and what moved it farthest from its own."""

    own: int
    best: int
    worst: int
    mover: str = ""

    def take(self, rank: int, what: str) -> None:
        if abs(rank - self.own) > max(abs(self.best - self.own), abs(self.worst - self.own)):
            self.mover = what
        self.best, self.worst = min(self.best, rank), max(self.worst, rank)


def firmness(network: Network, asked: Asked) -> Table:
    """Each node's rank with its range when one source, maker or weighting is exchanged.

    By the first measure asked for (degree, or ties in a two-mode network). Columns: `rank`, `node`,
    `key`, `mode` in a two-mode network, the measure; `sourceBest` and `sourceWorst`, the range when
    any one source is left out, with `source`, the one that moves the rank most; the same of the
    event, document, network or programme that makes ties (`maker…`); `weightingBest` and
    `weightingWorst` in a projection; `wide`, true if any of these ranges is wider than `asked.wide`
    places and than the rank itself: 2 that may be 6 is, 200 that may be 230 is not. A node that
    loses its last tie stands behind all that have one.

    A claim that several sources state, be it in fewer words, falls only when they all go, so it
    holds when one does. The facts that a tie inherits, such as its event's date, are kept.
    """
    metric = (asked.metrics or (("ties",) if network.is_two_mode else ("degree",)))[0]
    own = _ranks(network, network, metric, asked)
    ranges = {
        kind: [_Range(rank, rank, rank) for rank in own] for kind in (SOURCE, MAKER, WEIGHTING)
    }
    variants = list(_variants(network))
    seen: dict[tuple[int, ...], list[int]] = {}
    for count, variant in enumerate(variants, start=1):
        if variant.kind == WEIGHTING:
            found = _ranks(network, network.weighted(variant.what), metric, asked)
        elif variant.falls in seen:
            found = seen[variant.falls]
        else:
            found = _ranks(network, _without(network, variant.falls), metric, asked)
            seen[variant.falls] = found
        for held, rank in zip(ranges[variant.kind], found, strict=True):
            held.take(rank, variant.what)
        asked.done(count, len(variants))
    return _table(network, metric, asked, own, ranges)


class _Variant(NamedTuple):
    """What is left out or exchanged; `falls` are the positions of the ties that fall with it."""

    kind: str
    what: str
    falls: tuple[int, ...] = ()


def _without(network: Network, falls: tuple[int, ...]) -> Network:
    keep = [True] * len(network.ties)
    for place in falls:
        keep[place] = False
    return network.having(network.ties.chosen(keep))


def _variants(network: Network) -> Iterator[_Variant]:
    of_source: dict[str, list[int]] = {}
    of_maker: dict[str, list[int]] = {}
    for place, (pair, maker) in enumerate(zip(network.ties.facts, network.makers(), strict=True)):
        # A claim of several sources stands when one of them goes.
        for source in sorted({fact.sources[0] for fact in pair if len(fact.sources) == 1}):
            of_source.setdefault(source, []).append(place)
        if maker:
            of_maker.setdefault(maker, []).append(place)
    for source in sorted(of_source):
        yield _Variant(SOURCE, source, tuple(of_source[source]))
    for maker in sorted(of_maker):
        yield _Variant(MAKER, network.nodes[maker].label, tuple(of_maker[maker]))
    if is_weighted(network):
        for weighting in WEIGHTINGS:
            if weighting != network.choices.weighting:
                yield _Variant(WEIGHTING, weighting)


def is_weighted(network: Network) -> bool:
    """Says whether the network is a projection whose weighting is a choice."""
    projected = bool(network.recipe.modes) and not network.is_two_mode
    return projected and network.choices.backbone != "fixed-degree"


def _ranks(base: Network, variant: Network, metric: str, asked: Asked) -> list[int]:
    """The ranks of the base's nodes in a variant; those that it lost come after all others."""
    found = values(variant, metric, asked.distance)
    order = ranks(found, mode_numbers(variant))
    held = dict(zip(variant.names, order, strict=True))
    modes = mode_numbers(base).tolist()
    counts = [sum(mode == m for m in mode_numbers(variant).tolist()) for mode in (0, 1)]
    return [held.get(iri) or counts[mode] + 1 for iri, mode in zip(base.names, modes, strict=True)]


def _table(
    network: Network, metric: str, asked: Asked, own: list[int], ranges: dict[str, list[_Range]]
) -> Table:
    found = values(network, metric, asked.distance)
    modes = mode_numbers(network)
    with_weighting = is_weighted(network)
    rows: list[tuple[Cell, ...]] = []
    for i, iri in enumerate(network.names):
        node = network.nodes[iri]
        held = [ranges[kind][i] for kind in (SOURCE, MAKER, WEIGHTING)]
        cells: list[Cell] = [own[i], node.label, node.key]
        if network.is_two_mode:
            cells.append(network.recipe.modes[int(modes[i])])
        cells.append(printed(found[i]))
        for one in held[:2]:
            cells += [one.best, one.worst, one.mover or None]
        if with_weighting:
            cells += [held[2].best, held[2].worst]
        cells.append(any(one.worst - one.best > max(asked.wide, own[i]) for one in held))
        rows.append(tuple(cells))
    place = 3 if network.is_two_mode else 2
    rows.sort(key=lambda row: (str(row[place]) if network.is_two_mode else "", row[0], row[2]))
    head = ["rank", "node", "key", *(["mode"] if network.is_two_mode else []), metric]
    head += ["sourceBest", "sourceWorst", "source", "makerBest", "makerWorst", "maker"]
    head += ["weightingBest", "weightingWorst"] if with_weighting else []
    title = f"{network.recipe.query.title}: how firm each rank by {metric} is"
    title += path_words((metric,), asked.distance, network.is_two_mode)
    return Table((*head, "wide"), tuple(rows), title)
