"""How two actors are connected: a shortest path, with the ties that make each step."""

from __future__ import annotations

import heapq
import itertools

from citygraph.analysis.asked import Asked
from citygraph.errors import QueryError
from citygraph.network.concurrence import voices
from citygraph.network.model import Network
from citygraph.network.nodes import find_node
from citygraph.network.selection import holds
from citygraph.network.spans import EVER, NEVER, Window
from citygraph.network.sparse import Adjacency
from citygraph.table import Cell, Table


def shortest_path(network: Adjacency, start: int, end: int, distance: str = "hops") -> list[int]:
    """Returns a shortest path as places in `network.nodes`, both ends included; empty if none.

    Of several, the one whose nodes come first in order, compared from the start. `inverse` takes
    the sum of 1/strength (Opsahl, Agneessens and Skvoretz 2010, Social Networks 32, 245-251).
    Dijkstra's algorithm (1959, Numerische Mathematik 1, 269-271).

    >>> from citygraph.network.sparse import from_networkx
    >>> import networkx as nx
    >>> shortest_path(from_networkx(nx.cycle_graph(5)), 0, 2)
    [0, 1, 2]
    """
    if distance not in ("hops", "inverse"):
        raise QueryError(f"unknown distance {distance!r}: write hops or inverse")
    matrix = network.matrix
    waiting: list[tuple[float, list[int]]] = [(0.0, [start])]
    best = {start: waiting[0]}
    while waiting:
        length, path = reached = heapq.heappop(waiting)
        last = path[-1]
        if last == end:
            return path
        if reached != best[last]:
            continue
        for k in range(matrix.indptr[last], matrix.indptr[last + 1]):
            follower = int(matrix.indices[k])
            step = 1.0 if distance == "hops" else 1 / float(matrix.data[k])
            # Rounded, so that sums of unlike order that mean one length compare as equal.
            found = (round(length + step, 12), [*path, follower])
            if follower not in best or found < best[follower]:
                best[follower] = found
                heapq.heappush(waiting, found)
    return []


def path(network: Network, asked: Asked) -> Table:
    """The shortest path between two nodes (`between`), with every tie that makes each step.

    Columns: `step`, `from`, `to`, `by` (what ties them), `date`, `claim1`, `claim2`, `sources` (the
    keys of the sources of both claims). In a projection a step is made by the ties of both ends to
    what they share, as far as these hold at one time. No rows if no path joins the two. Raises
    QueryError without two nodes.
    """
    if asked.between is None:
        raise QueryError("a path needs two ends: --between A B")
    known = [network.nodes[iri] for iri in network.names]
    start, end = (network.names.index(find_node(name, known)) for name in asked.between)
    found = shortest_path(network.one_mode(), start, end, asked.distance)
    steps = itertools.pairwise(found)
    rows = [
        row
        for number, (a, b) in enumerate(steps, start=1)
        for row in ties_between(network, network.names[a], network.names[b], number)
    ]
    head = ("step", "from", "to", "by", "date", "claim1", "claim2", "sources")
    title = f"From {known[start].label} to {known[end].label}"
    return Table(head, tuple(rows), title + (f", by {asked.distance}" if found else ": no path"))


def ties_between(network: Network, one: str, other: str, step: int = 1) -> list[tuple[Cell, ...]]:
    """Returns the ties that join two nodes as rows of `path`, in order; directed, from the one."""
    ties, facts, filters = network.ties.ties, network.ties.facts, network.choices.filters
    days_of, said = filters.window or Window(EVER, NEVER), voices(ties)
    projected = bool(network.recipe.modes) and not network.is_two_mode
    rows: list[tuple[Cell, ...]] = []
    places: dict[str, list[tuple[int, str]]] = {one: [], other: []}
    for i, ends in enumerate(zip(ties.source, ties.target, strict=True)):
        if projected:
            for end in {one, other} & set(ends):
                places[end].append((i, ends[1] if ends[0] == end else ends[0]))
        elif ends == (one, other) or (ends == (other, one) and not ties.directed):
            rows.append(_row(network, step, one, other, ties.tie[i], ties.date[i], (i, i)))
    for i, shared in places[one]:
        for j, also in places[other]:
            pair = (facts[i][0], facts[j][0])
            if shared == also and said[i] != said[j] and holds(pair, days_of, filters.reading):
                day = max(ties.date[i], ties.date[j])
                rows.append(_row(network, step, one, other, shared, day, (i, j)))
    return sorted(rows, key=lambda row: tuple(str(cell) for cell in row))


def _row(
    network: Network, step: int, one: str, other: str, by: str, day: str, places: tuple[int, int]
) -> tuple[Cell, ...]:
    ties, facts = network.ties.ties, network.ties.facts
    first, second = places
    claim1 = ties.claim1[first]
    claim2 = ties.claim2[second] if first == second else ties.claim1[second]
    pair = facts[first] if first == second else (facts[first][0], facts[second][0])
    sources = " ".join(sorted({key for fact in pair for key in fact.sources}))
    maker = network.nodes[by].label if by in network.nodes else by.rsplit("/", 1)[-1]
    labels = (network.nodes[one].label, network.nodes[other].label)
    return (step, *labels, maker, day or None, claim1, claim2, sources)
