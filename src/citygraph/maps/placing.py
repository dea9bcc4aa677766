"""Where a map's things and folded groups stand, and how large they are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, hypot

from citygraph.maps.arranged import COLUMNS_METHOD, RINGS_METHOD, columns, rings
from citygraph.maps.folding import Fold
from citygraph.maps.layout import EXACT, LARGE_METHOD, METHOD, Spots, positions
from citygraph.maps.lettering import MOST_TIES, Mark, mark
from citygraph.maps.model import Graph

#: Room between a group's things and its ring; parts of so many things need no forces within it.
_RIM, _RINGS = 30, 9
#: The opening view is laid out by lines of so many ties, and by the strongest of each node.
_STRONG = 3


#: Layouts of two modes, by name: what places them, and what the caption says of it.
ARRANGED = {"columns": (columns, COLUMNS_METHOD), "rings": (rings, RINGS_METHOD)}


@dataclass(frozen=True, slots=True)
class Placing:
    """Spots and marks of all things, by IRI, and of all folded groups, by key.

    A thing inside a group has its spot relative to the group's; `radii` says how large a circle
    around that holds all of the group, unfolded.
    """

    spots: Spots
    marks: Mapping[str, Mark]
    radii: Mapping[str, int]


def placed(graph: Graph, folds: tuple[Fold, ...]) -> Placing:
    """Returns the layout of the map as it opens, and of the inside of each group.

    An unfolded group pushes all else outwards by its radius, so that no two circles overlap,
    whichever are unfolded.
    """
    marks = _marks(graph)
    if graph.layout in ARRANGED:
        return Placing(_arranged(graph, marks), marks, {})
    fold_of = {iri: fold.key for fold in folds for iri in fold.members}
    lines: dict[str, set[tuple[str, str]]] = {fold.key: set() for fold in folds}
    between: Counter[tuple[str, str]] = Counter()
    for tie in graph.ties:
        one, other = fold_of.get(tie.source), fold_of.get(tie.target)
        if one is not None and one == other:
            lines[one].add((tie.source, tie.target))
        else:
            ends = sorted((one or tie.source, other or tie.target))
            between[ends[0], ends[1]] += 1
    closed = {fold.key: folded_mark(fold) for fold in folds}
    top = {iri: size for iri, size in marks.items() if iri not in fold_of} | closed
    spots = positions(top, _strong(between) if folds else sorted(between))
    radii = {}
    for fold in folds:
        inside = {iri: marks[iri] for iri in fold.members}
        centred, radii[fold.key] = _centred(
            positions(inside, sorted(lines[fold.key]), _RINGS), inside
        )
        spots |= centred
    return Placing(spots, marks | closed, radii)


def _marks(graph: Graph) -> dict[str, Mark]:
    """How each thing is drawn: by its ties, or by the measure, whose highest value is largest."""
    ties = Counter(end for tie in graph.ties for end in (tie.source, tie.target))
    if not graph.measure:
        return {node.iri: mark(node.label.words, ties[node.iri]) for node in graph.nodes}
    highest = max((node.value or 0 for node in graph.nodes), default=0) or 1
    return {
        node.iri: mark(node.label.words, MOST_TIES * max(node.value or 0, 0) / highest)
        for node in graph.nodes
    }


def _arranged(graph: Graph, marks: Mapping[str, Mark]) -> Spots:
    lines = sorted({(tie.source, tie.target) for tie in graph.ties})
    top, bottom = map(sorted, graph.modes)
    return ARRANGED[graph.layout][0](top, bottom, marks, lines)


def method(graph: Graph) -> str:
    """Returns how the layout is made, in words for the caption."""
    if graph.layout in ARRANGED:
        return ARRANGED[graph.layout][1]
    return LARGE_METHOD if len(graph.nodes) > EXACT else METHOD


def _strong(between: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Returns the lines that lay a dense view out: with all of them it would be one ball."""
    best: dict[str, tuple[str, str]] = {}
    for ends in sorted(between, key=lambda ends: (-between[ends], ends)):
        for end in ends:
            best.setdefault(end, ends)
    kept = {ends for ends, ties in between.items() if ties >= _STRONG}
    return sorted(kept | set(best.values()))


def folded_mark(fold: Fold) -> Mark:
    """Returns how a folded group is drawn: by the number of its things, which its name ends in.

    >>> from citygraph.maps.model import Text
    >>> folded_mark(Fold("country/fi", "country", Text("Finland"), ("a", "b", "c", "d")))
    Mark(radius=13.0, lines=('Finland', '4 things'))
    """
    drawn = mark(fold.label.words, len(fold.members))
    return Mark(drawn.radius, (*drawn.lines, f"{len(fold.members)} things"))


def _centred(spots: Spots, marks: Mapping[str, Mark]) -> tuple[Spots, int]:
    """Returns the spots around the middle of the room they take, and the radius of that room."""
    corners = [
        (x + right * marks[name].box[0] / 2, y + down * marks[name].box[1] / 2)
        for name, (x, y) in spots.items()
        for right in (-1, 1)
        for down in (-1, 1)
    ]
    x, y = (round((min(side) + max(side)) / 2) for side in zip(*corners, strict=True))
    reach = max(hypot(across - x, down - y) for across, down in corners)
    moved = {name: (across - x, down - y) for name, (across, down) in spots.items()}
    return moved, ceil(reach) + _RIM
