"""A part of a graph: what lies near a thing, between two things, or in a query's answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from citygraph.errors import QueryError, nearest
from citygraph.maps.model import Graph, Node, Tie
from citygraph.maps.terms import counted
from citygraph.network.nodes import meant
from citygraph.table import Table
from citygraph.vocabulary import BASE


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a graph is wanted; all of it where nothing is asked.

    `around` names a thing, `depth` how many ties far; `between` names two things; `answer` is a
    query's. Several are taken one after the other: the answer first, then what lies around.
    """

    around: str = ""
    depth: int = 1
    between: tuple[str, str] | None = None
    answer: Table | None = None


def heading_of(graph: Graph, part: Part, whole: str) -> str:
    """Returns what a part is called, then what the whole is; the latter alone where none is asked.

    >>> heading_of(Graph((), (), {}, {}), Part(), "The whole graph")
    'The whole graph'
    """
    told = [part.answer.title or "A query's answer"] if part.answer is not None else []
    if part.around:
        told.append(f"Around {_label(graph, thing(graph, part.around))}")
    if part.between:
        one, other = (_label(graph, thing(graph, name)) for name in part.between)
        told.append(f"Between {one} and {other}")
    return " · ".join((*told, whole))


def part_of(graph: Graph, part: Part) -> Graph:
    """Returns the part that is wanted. Raises QueryError as the functions below do."""
    if part.answer is not None:
        cells = (cell for row in part.answer.rows for cell in row)
        graph = answered(graph, cells, part.answer.title)
    if part.around:
        graph = around(graph, part.around, part.depth)
    return between(graph, *part.between) if part.between else graph


def around(graph: Graph, name: str, depth: int = 1) -> Graph:
    """Returns the things at most `depth` ties away from one, with all ties among them.

    `name` is a key, an IRI or a name in any language. Raises QueryError for a name that no thing,
    or more than one, bears, and for a depth below 1.
    """
    if depth < 1:
        raise QueryError(f"--depth {depth}: write 1 or more")
    start = thing(graph, name)
    steps = _steps(graph, start)
    kept = {iri for iri, step in steps.items() if step <= depth}
    label = _label(graph, start)
    left = sum(step > depth for step in steps.values())
    said = (
        f"Neighbourhood: {label} and what lies at most {counted(depth, 'tie')} away. "
        f"Farther off, and not in this map: {counted(left, 'more thing')} of its component."
    )
    return _cut(graph, kept, said)


def between(graph: Graph, one: str, other: str) -> Graph:
    """Returns all shortest paths between two things: their things and ties alone.

    Path lengths count ties, whichever way they lead. Raises QueryError as `around` does, and where
    no path joins the two.
    """
    first, last = thing(graph, one), thing(graph, other)
    if first == last:
        raise QueryError(f"--between: {one!r} and {other!r} are one thing")
    ahead, back = _steps(graph, first), _steps(graph, last)
    ends = f"{_label(graph, first)} and {_label(graph, last)}"
    if last not in ahead:
        raise QueryError(f"no path of ties joins {ends}: take another recipe, or a wider window")
    length = ahead[last]
    kept = {iri for iri, step in ahead.items() if iri in back and step + back[iri] == length}
    ties = [tie for tie in graph.ties if _on_path(tie, ahead, kept)]
    said = (
        f"All shortest paths between {ends}: {counted(length, 'tie')} long; "
        f"{counted(len(kept) - 2, 'thing')} on the way."
    )
    return _cut(graph, kept, said, ties)


def answered(graph: Graph, found: Iterable[object], title: str) -> Graph:
    """Returns what a query's answer names: the ties made by its claims, and the things it names.

    `found` are the answer's cells: IRIs count, and keys such as city/oslo-no. Where no claim is
    among them, all ties among the things are kept. Raises QueryError where nothing is named.
    """
    cells = {cell for cell in found if isinstance(cell, str)}
    cells |= {f"{BASE}id/{cell}" for cell in cells if "/" in cell}
    named = {node.iri for node in graph.nodes if node.iri in cells}
    claims = cells & graph.claims.keys()
    ties = [tie for tie in graph.ties if claims & {*tie.claims}]
    if not claims:
        ties = [tie for tie in graph.ties if tie.source in named and tie.target in named]
    kept = named | {end for tie in ties for end in (tie.source, tie.target)}
    if not kept:
        raise QueryError(
            "this answer names nothing that the map could show: a query for a map selects IRIs of "
            "things, or of claims that tie things"
        )
    what = counted(len(named), "thing")
    if claims:
        what = f"{counted(len(claims), 'claim')} and {what}"
    said = f"Query: {title}; its answer names {what} of this map."
    return _cut(graph, kept, said, ties)


def thing(graph: Graph, name: str) -> str:
    """Returns the IRI of the thing that a key, an IRI or a name in any language means.

    A label goes before an alternate name. Raises QueryError with the nearest name.
    """
    plain: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for node in graph.nodes:
        for word in {node.iri, _key(node), node.label.words.casefold()}:
            plain.setdefault(word, []).append(node.iri)
        for word in {text.words.casefold() for text in (*node.names, *node.also)}:
            other.setdefault(word, []).append(node.iri)
    if iri := meant(name, plain) or meant(name, other):
        return iri
    words = {word for node in graph.nodes for word in (_key(node), node.label.words)}
    raise QueryError(f"nothing in this map is called {name!r}{nearest(name, words)}")


def _key(node: Node) -> str:
    return node.iri.split("/id/", 1)[-1]


def _label(graph: Graph, iri: str) -> str:
    return next(node.label.words for node in graph.nodes if node.iri == iri)


def _steps(graph: Graph, start: str) -> dict[str, int]:
    """How many ties each thing lies away from one, of those that ties reach."""
    near: dict[str, set[str]] = {}
    for tie in graph.ties:
        near.setdefault(tie.source, set()).add(tie.target)
        near.setdefault(tie.target, set()).add(tie.source)
    steps, edge = {start: 0}, {start}
    while edge:
        edge = {other for iri in edge for other in near.get(iri, ())} - steps.keys()
        step = max(steps.values()) + 1
        steps |= dict.fromkeys(edge, step)
    return steps


def _on_path(tie: Tie, ahead: dict[str, int], kept: Collection[str]) -> bool:
    if tie.source not in kept or tie.target not in kept:
        return False
    return abs(ahead[tie.source] - ahead[tie.target]) == 1


def _cut(
    graph: Graph, kept: Collection[str], said: str, ties: Iterable[Tie] | None = None
) -> Graph:
    """Returns these things and ties, with the claims behind them and the sources of these."""
    nodes = tuple(node for node in graph.nodes if node.iri in kept)
    among = graph.ties if ties is None else ties
    left = tuple(tie for tie in among if tie.source in kept and tie.target in kept)
    opened = {iri for tie in left for iri in tie.claims}
    opened = (opened | {iri for node in nodes for iri in node.claims}) & graph.claims.keys()
    beside = {
        iri for one in opened for iri in (*graph.claims[one].refined, *graph.claims[one].rivals)
    }
    claims = {iri: claim for iri, claim in graph.claims.items() if iri in opened | beside}
    cited = {place.source for claim in claims.values() for place in claim.evidence}
    pairs = {tuple(sorted((tie.source, tie.target))) for tie in left}
    return replace(
        graph,
        nodes=nodes,
        ties=left,
        claims=claims,
        sources={iri: source for iri, source in graph.sources.items() if iri in cited},
        modes=tuple(frozenset(mode & {*kept}) for mode in graph.modes),
        strengths={pair: weight for pair, weight in graph.strengths.items() if pair in pairs},
        # What was said of the whole is not true of the part.
        said=(said, *(f"Of the whole that it was cut from: {one}" for one in graph.said)),
    )
