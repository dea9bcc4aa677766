"""On what the ties rest: their sources, languages, years, regions, and who stays unnamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from citygraph.analysis.asked import Asked
from citygraph.analysis.ranking import printed
from citygraph.network.model import Network
from citygraph.network.spans import EVER
from citygraph.table import Cell, Table


def coverage(network: Network, asked: Asked) -> Table:
    """How the ties are covered: by source, kind of source, language, year and region.

    Columns: `dimension`, `value`, `ties` (rows of the recipe; one may have several sources or
    regions), `share` of all ties. The year is that of the first day that a tie may have begun;
    "undated" where that is not known. The region is that of each end that has one;
    "none" where neither has.
    """
    counts: dict[str, Counter[str]] = {}
    for place in range(len(network.ties)):
        for dimension, found in _of(network, place):
            counts.setdefault(dimension, Counter()).update(found)
    total = len(network.ties)
    rows = [
        (dimension, value, count, printed(count / total))
        for dimension, held in counts.items()
        for value, count in sorted(held.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Table(("dimension", "value", "ties", "share"), tuple(rows), "On what the ties rest")


def _of(network: Network, place: int) -> Iterator[tuple[str, set[str]]]:
    pair = network.ties.facts[place]
    ends = (network.ties.ties.source[place], network.ties.ties.target[place])
    yield "region", {r for iri in ends if (r := network.nodes[iri].region)} or {"none"}
    yield "language", {value for fact in pair for value in fact.languages}
    starts = {fact.span.start_from for fact in pair}
    undated = max(starts) == EVER
    yield "year", {"undated" if undated else str(date.fromordinal(max(starts)).year)}
    yield "kind of source", {value for fact in pair for value in fact.kinds}
    yield "source", {value for fact in pair for value in fact.sources}


def named(network: Network, asked: Asked) -> Table:
    """How many of the participants that sources claim the network names, event by event.

    Columns: `event`, `key`, `named` (nodes that the ties tie to it or by it), `claimed` (the
    largest number that a source gives), `share` (named of claimed, at most 1), `claim`. Events
    without a claimed number have None; the last row adds up those with one. Numbers count different
    things (mayors, delegates, cities), so a share is a sign, not a rate of response; where more are
    named than claimed, the last row counts as many as are claimed.
    """
    tied: dict[str, set[str]] = {}
    ties = network.ties.ties
    for source, target, maker in zip(ties.source, ties.target, network.makers(), strict=True):
        if "/id/event/" in maker:
            tied.setdefault(maker, set()).update({source, target} - {maker})
    rows: list[tuple[Cell, ...]] = []
    totals = [0, 0]
    for event in sorted(tied):
        node, found = network.nodes[event], network.claimed.get(event)
        count = len(tied[event])
        if found is None or not found.number:
            rows.append((node.label, node.key, count, None, None, None))
            continue
        share = min(1.0, count / found.number)
        totals = [totals[0] + min(count, found.number), totals[1] + found.number]
        rows.append((node.label, node.key, count, found.number, printed(share), found.claim))
    if totals[1]:
        whole = printed(totals[0] / totals[1])
        rows.append(("all with a claimed number", None, totals[0], totals[1], whole, None))
    head = ("event", "key", "named", "claimed", "share", "claim")
    return Table(head, tuple(rows), "Named among claimed participants")
