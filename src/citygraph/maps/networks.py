"""From a network, as `citygraph network` makes it, to what a map shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from scipy import sparse

from citygraph.analysis.asked import Asked
from citygraph.analysis.communities import communities
from citygraph.analysis.coverage import named
from citygraph.analysis.ranking import printed, values
from citygraph.errors import QueryError
from citygraph.maps.model import Drawing, Graph, Node
from citygraph.maps.reading import Reading
from citygraph.maps.terms import share_words
from citygraph.maps.tying import Row
from citygraph.maps.wording import chosen_words
from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.concurrence import voices
from citygraph.network.model import Network
from citygraph.network.selection import DatedTies, Filters, holds
from citygraph.network.spans import window
from citygraph.network.sparse import Incidence


def read_network(reading: Reading, network: Network, drawing: Drawing | None = None) -> Graph:
    """Returns what a map of a network shows: its nodes, and each row or shared thing as a tie.

    In a projection each thing that two nodes share is a tie of theirs, with the claims of both.
    Communities are those of `analysis.communities` over the network as one mode. Raises QueryError
    for a measure that does not suit the network.
    """
    drawn = drawing or Drawing()
    if drawn.layout != "force" and not network.is_two_mode:
        raise QueryError(
            f"the layout {drawn.layout} is of two modes, and {network.recipe.name} has one here"
        )
    rows = [row for row in _rows(network) if row.source != row.target]
    graph = reading.network(rows, network.names)
    return replace(
        graph,
        nodes=_measured(graph.nodes, network, drawn.measure),
        modes=_modes(network),
        strengths=_strengths(network),
        measure=drawn.measure,
        said=(*chosen_words(network), *_named_share(network), *_foreign(reading, rows)),
        layout=drawn.layout,
        directed=network.recipe.directed,
        fold_by=drawn.fold_by or ("country" if network.is_two_mode else "community"),
    )


def _rows(network: Network) -> Iterator[Row]:
    ties = network.ties
    if network.recipe.modes and not network.is_two_mode:
        yield from _shared(network, ties)
        return
    kept = _pairs(network)
    for place, row in enumerate(_plain(ties)):
        if kept is None or frozenset((row.source, row.target)) in kept:
            yield replace(row, facts=tuple(dict.fromkeys(ties.facts[place])))


def _foreign(reading: Reading, rows: Sequence[Row]) -> tuple[str, ...]:
    """How many ties of one's own recipe rest on claims of its own, in a sentence."""
    strange = {
        (row.source, row.target, row.kind)
        for row in rows
        if not reading.claims.keys() >= {*row.claims}
    }
    if not strange:
        return ()
    return (
        f"Ties that rest on claims which this graph does not hold: {len(strange)}; such claims "
        "cannot be opened.",
    )


def _plain(ties: DatedTies) -> Iterator[Row]:
    found = ties.ties
    columns = zip(
        found.source, found.target, found.tie, found.date, found.claim1, found.claim2, strict=True
    )
    for source, target, kind, date, one, two in columns:
        yield Row(source, target, kind, date, tuple(sorted({one, two})))


def _pairs(network: Network) -> set[frozenset[str]] | None:
    """The pairs that a backbone left; None where there is none."""
    if network.choices.backbone is None:
        return None
    return {frozenset(pair) for pair in _strengths(network)}


def _shared(network: Network, ties: DatedTies) -> Iterator[Row]:
    """A row for each thing that two nodes of a projection share by two claims of a common day.

    The fixed-degree backbone asks neither for two claims nor for a day, so all that is shared
    counts there.
    """
    if network.choices.project == network.recipe.modes[1]:
        turned = replace(ties.ties, source=ties.ties.target, target=ties.ties.source)
        ties = replace(ties, ties=turned)
    anyhow = network.choices.backbone == "fixed-degree"
    filters, claims = network.choices.filters, voices(ties.ties)
    near: dict[str, set[str]] = {}
    for one, other in _strengths(network):
        near.setdefault(one, set()).add(other)
    for target, places in sorted(_places(ties).items()):
        for one in places:
            for other in sorted(near.get(one, set()) & places.keys()):
                for here, there in product(places[one], places[other]):
                    facts = (ties.facts[here][0], ties.facts[there][0])
                    if anyhow or (claims[here] != claims[there] and _concur(facts, filters)):
                        yield Row(one, other, target, "", _claims(ties, here, there), facts)


def _places(ties: DatedTies) -> dict[str, dict[str, list[int]]]:
    """At which places among the ties each target has each of its sources."""
    found: dict[str, dict[str, list[int]]] = {}
    for place, (source, target) in enumerate(zip(ties.ties.source, ties.ties.target, strict=True)):
        found.setdefault(target, {}).setdefault(source, []).append(place)
    return found


def _concur(facts: tuple[ClaimFacts, ClaimFacts], filters: Filters) -> bool:
    """Whether two states had a common day in the window; what happened once met, whenever it was.

    That each of the two lies in the window was asked when the ties were chosen.
    """
    if not (facts[0].holds and facts[1].holds):
        return True
    return holds(facts, filters.window or window(), filters.reading)


def _claims(ties: DatedTies, *places: int) -> tuple[str, ...]:
    found = ties.ties
    return tuple(
        sorted({claim[place] for place in places for claim in (found.claim1, found.claim2)})
    )


def _strengths(network: Network) -> dict[tuple[str, str], float]:
    """The weight of each tied pair, IRIs in order."""
    whole = network.one_mode()
    once: Any = sparse.coo_array(whole.matrix)
    found: dict[tuple[str, str], float] = {}
    for row, column, weight in zip(
        once.row.tolist(), once.col.tolist(), once.data.tolist(), strict=True
    ):
        one, other = sorted((whole.nodes[row], whole.nodes[column]))
        number = float(printed(weight) or 0)
        # Undirected, both directions hold the one weight; directed, the two add up.
        found[one, other] = found.get((one, other), 0) + number if whole.directed else number
    return dict(sorted(found.items()))


def _modes(network: Network) -> tuple[frozenset[str], ...]:
    form = network.form
    return (frozenset(form.top), frozenset(form.bottom)) if isinstance(form, Incidence) else ()


def _measured(nodes: Sequence[Node], network: Network, measure: str) -> tuple[Node, ...]:
    found = dict(zip(network.names, values(network, measure), strict=True)) if measure else {}
    whole = network.one_mode()
    labels = communities(whole).labels.tolist() if whole.nodes else []
    number = dict(zip(whole.nodes, labels, strict=True))
    return tuple(
        replace(
            node,
            value=printed(found[node.iri]) if node.iri in found else None,
            community=number.get(node.iri, 0),
        )
        for node in nodes
    )


def _named_share(network: Network) -> tuple[str, ...]:
    """How many of the claimed participants of its events the network names, in a sentence."""
    rows = named(network, Asked()).rows if len(network.ties) else ()
    # The last row adds up the events that have a number; it alone has no key.
    if not rows or rows[-1][1] is not None:
        return ("No source claims a number of participants for what makes these ties.",)
    _, _, count, claimed, share, _ = rows[-1]
    return (
        f"Of {claimed} participants that sources claim for its events, {count} are named "
        f"({share_words(float(share or 0))}).",
    )
