"""Turtle, TriG and N-Quads (W3C recommendations of 2014), written by Oxigraph from sorted
triples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from citygraph.exports.ordered import banner, graph_lines, merged_lines
from citygraph.vocabulary import BASE, PREFIXES

_OWN = re.compile(
    rb"<(" + re.escape(BASE).encode() + rb"(?:id|concept)/([a-z]+(?:-[a-z]+)*)/)[^/<>\s]+>"
)


def turtle(store: ox.Store) -> bytes:
    """Returns sources, concepts and inferences merged, as Turtle.

    >>> print(turtle(ox.Store()).decode(), end="")
    # citygraph, graph version unversioned
    """
    lines = merged_lines(store)
    quads = ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES)
    triples = (quad.triple for quad in quads)
    return _written(triples, ox.RdfFormat.TURTLE, prefixes(lines), banner(store))


def trig(store: ox.Store) -> bytes:
    """Returns every graph but the ontology under its name, as TriG."""
    graphs = graph_lines(store)
    quads = (
        ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        for graph, lines in graphs
        for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES)
    )
    known = prefixes(line for _, lines in graphs for line in lines)
    return _written(quads, ox.RdfFormat.TRIG, known, banner(store))


def nquads(store: ox.Store) -> bytes:
    """Returns every graph but the ontology under its name, as N-Quads.

    >>> nquads(ox.Store())
    b'# citygraph, graph version unversioned\\n'
    """
    parts = [f"# {banner(store)}\n".encode()]
    for graph, lines in graph_lines(store):
        name = b"" if isinstance(graph, ox.DefaultGraph) else f"{graph} ".encode()
        parts += [line.removesuffix(b".\n") + name + b".\n" for line in lines]
    return b"".join(parts)


def prefixes(lines: Iterable[bytes]) -> dict[str, str]:
    """Returns prefixes for these N-Triples lines: the vocabularies, and one for each kind of thing.

    >>> found = prefixes([b"<https://w3id.org/citygraph/id/city/helsinki-fi> <p:q> <p:r> .\\n"])
    >>> found["city"]
    'https://w3id.org/citygraph/id/city/'
    """
    own = {match.groups() for line in lines for match in _OWN.finditer(line)}
    known = dict(PREFIXES)
    # Concepts come before things here, so that a kind of thing keeps its name if a scheme has it.
    for namespace, name in sorted(own):
        if name.decode() not in PREFIXES:
            known[name.decode()] = namespace.decode()
    return known


def _written(
    content: Iterable[ox.Triple] | Iterable[ox.Quad],
    form: ox.RdfFormat,
    known: dict[str, str],
    first: str,
) -> bytes:
    body = ox.serialize(content, format=form, prefixes=known) or b""
    # Oxigraph declares every prefix, in an order of its own: ours are sorted, and only those used.
    lines = [line for line in body.split(b"\n") if not line.startswith(b"@prefix ")]
    text = b"\n".join(_spaced(lines))
    words = re.findall(rb"(?:^|[\s^])([a-z][a-z-]*):", text, re.MULTILINE)
    used = sorted(known.keys() & {word.decode() for word in words})
    head = [f"@prefix {name}: <{known[name]}> ." for name in used]
    return "\n".join([f"# {first}", *head, ""]).encode() + text


def _spaced(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sets an empty line before each subject and each graph; no literal spans two lines."""
    inside = 0
    first = False
    for line in lines:
        indent = len(line) - len(line.lstrip(b"\t"))
        if line == b"}":
            inside = 0
        elif line and indent == inside and not first:
            yield b""
        first = line.endswith(b" {") and indent == 0
        inside = 1 if first else inside
        yield line
