"""The caption's sentences on the map of a whole graph: what is drawn, and who stays unnamed."""

from __future__ import annotations

import pyoxigraph

from citygraph.maps.model import Graph
from citygraph.maps.terms import share_words
from citygraph.network.claimed import claimed


def whole_words(store: pyoxigraph.Store, graph: Graph) -> tuple[str, ...]:
    """Returns sentences on window, filters, weighting, and the named of the claimed participants.

    Participants count once for an event, by those claims of participation that are actual; groups
    of people are what was counted, not who is named. Where more are named than claimed, as many
    count as are claimed.
    """
    undated = sum(not tie.spans for tie in graph.ties)
    return (
        f"Window: all years; {undated} of the ties have no date of their own.",
        "Filters: none.",
        "One mode; a line's weight is its number of ties.",
        _share(store, graph),
    )


def _share(store: pyoxigraph.Store, graph: Graph) -> str:
    groups = {node.iri for node in graph.nodes if node.kind == "group"}
    named: dict[str, set[str]] = {}
    for claim in graph.claims.values():
        roles = {role.name: role.values[0].iri for role in claim.roles if role.values}
        if claim.mode == "actual" and {"participant", "event"} <= roles.keys():
            named.setdefault(roles["event"], set()).add(roles["participant"])
    numbers = claimed(store, (node.iri for node in graph.nodes if node.kind == "event"))
    total = sum(found.number for found in numbers.values())
    if not total:
        return "No source claims a number of participants for any event."
    count = sum(
        min(len(named.get(event, set()) - groups), found.number) for event, found in numbers.items()
    )
    return (
        f"Of {total} participants that sources claim for {len(numbers)} events, {count} are named "
        f"({share_words(count / total)})."
    )
