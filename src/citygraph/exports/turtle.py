"""Turtle, TriG and N-Quads (W3C recommendations of 2014), written by Oxigraph from sorted
triples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from citygraph.exports.ordered import Graph, banner, graph_lines, merged_lines
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
    body = b"".join(lines)
    quads = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
    return _written(quads, ox.RdfFormat.TURTLE, prefixes([body]), banner(store))


def trig(store: ox.Store) -> bytes:
    """Returns every graph but the ontology under its name, as TriG."""
    graphs = graph_lines(store)
    body = b"".join(_named_lines(graphs))
    # A graph's name is no reason for a prefix.
    known = prefixes(b"".join(lines) for _, lines in graphs)
    quads = ox.parse(body, format=ox.RdfFormat.N_QUADS)
    return _written(quads, ox.RdfFormat.TRIG, known, banner(store))


def nquads(store: ox.Store) -> bytes:
    """Returns every graph but the ontology under its name, as N-Quads.

    >>> nquads(ox.Store())
    b'# citygraph, graph version unversioned\\n'
    """
    return b"".join([f"# {banner(store)}\n".encode(), *_named_lines(graph_lines(store))])


def _named_lines(graphs: Iterable[tuple[Graph, list[bytes]]]) -> Iterator[bytes]:
    """N-Triples lines as N-Quads lines."""
    for graph, lines in graphs:
        end = b".\n" if isinstance(graph, ox.DefaultGraph) else f"{graph} .\n".encode()
        yield from (line[:-2] + end for line in lines)


def prefixes(lines: Iterable[bytes]) -> dict[str, str]:
    """Returns prefixes for these N-Triples lines: the vocabularies, and one for each kind of thing.

    >>> found = prefixes([b"<https://w3id.org/citygraph/id/city/helsinki-fi> <p:q> <p:r> .\\n"])
    >>> found["city"]
    'https://w3id.org/citygraph/id/city/'
    """
    own = {found for line in lines for found in _OWN.findall(line)}
    known = dict(PREFIXES)
    # Concepts come before things here, so that a kind of thing keeps its name if a scheme has it.
    for namespace, name in sorted(own):
        if name.decode() not in PREFIXES:
            known[name.decode()] = namespace.decode()
    return known


def _written(
    content: Iterable[ox.Quad],
    form: ox.RdfFormat,
    known: dict[str, str],
    first: str,
) -> bytes:
    body = ox.serialize(content, format=form, prefixes=known) or b""
    # Oxigraph declares every prefix, in an order of its own: ours are sorted, and only those used.
    lines = [line for line in body.split(b"\n") if not line.startswith(b"@prefix ")]
    text = b"\n".join(_spaced(lines))
    used = sorted(name for name in known if _stands_in(text, name.encode() + b":"))
    head = [f"@prefix {name}: <{known[name]}> ." for name in used]
    return "\n".join([f"# {first}", *head, ""]).encode() + text


def _stands_in(text: bytes, prefix: bytes) -> bool:
    """Says whether a word of the text begins so; faster than to read all its words."""
    return prefix in text and (
        text.startswith(prefix) or any(bytes((c,)) + prefix in text for c in b" \t\n\r\f\v^")
    )


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
