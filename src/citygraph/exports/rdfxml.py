"""RDF/XML (W3C recommendation of 2014), written by Oxigraph from sorted triples.

XML holds less than RDF does: no control characters, and no predicate that ends in something other
than a name. Oxigraph would write such triples as broken XML, so they are refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from citygraph.errors import CityGraphError
from citygraph.exports.ordered import banner, merged_triples
from citygraph.vocabulary import PREFIXES

# XML 1.0, production 2 (Char) turned round, and productions 4 and 4a without the colon.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = re.compile(f"[{_START}][-.0-9\xb7\u0300-\u036f\u203f-\u2040{_START}]*\\Z")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")


def rdfxml(store: ox.Store) -> bytes:
    """Returns sources, concepts and inferences merged, as RDF/XML.

    Raises CityGraphError, naming the subject, for what XML cannot hold.

    >>> rdfxml(ox.Store()).splitlines()[1]
    b'<!-- citygraph, graph version unversioned -->'
    """
    triples = list(_writable(merged_triples(store)))
    try:
        written = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=_prefixes(triples))
    except OSError as wrong:
        raise CityGraphError(f"RDF/XML cannot hold this graph: {wrong}; export ttl") from None
    declaration, _, body = (written or b"").partition(b"\n")
    # An XML parser turns a bare carriage return into a line feed, a character reference it keeps.
    body = body.replace(b"\r", b"&#13;")
    comment = re.sub(r"-(?=-|\Z)", "- ", banner(store))
    return b"\n".join([declaration, f"<!-- {comment} -->".encode(), body, b""])


def _prefixes(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Elements are named after predicates and types: only their prefixes are declared."""
    names = {_element(triple) for triple in triples}
    return {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if any(name.startswith(namespace) for name in names)
    }


def _element(triple: ox.Triple) -> str:
    typed = triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode)
    return triple.object.value if typed else triple.predicate.value  # type: ignore[union-attr]


def _writable(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    for triple in triples:
        if isinstance(triple.object, ox.Triple):
            raise _refusal(triple, "a triple about a triple")
        if not _NAME.search(_element(triple)):
            raise _refusal(triple, f"{_element(triple)!r}, which does not end in a name")
        if found := _NO_XML.search(triple.object.value):
            raise _refusal(triple, f"the character U+{ord(found[0]):04X}")
        yield triple


def _refusal(triple: ox.Triple, what: str) -> CityGraphError:
    return CityGraphError(
        f"RDF/XML cannot hold what {triple.subject} has as {triple.predicate}: {what}; "
        "correct it in its source, or export ttl"
    )
