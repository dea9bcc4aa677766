"""A network as a file that other programs read: GraphML, GEXF, Pajek.

Nodes are known by their keys (city/oslo-no). Text that XML cannot hold is replaced, not refused:
a label is there to be read. No file tells when it was written.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from citygraph.errors import QueryError
from citygraph.exports.captions import heading

if TYPE_CHECKING:
    import networkx as nx

    from citygraph.network.model import Network

#: Name of a measure → node's IRI → its value; a node without a value has None or is not there.
Measures = Mapping[str, Mapping[str, float | None]]

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]+")
#: What Pajek reads as something else within quotes: a quote, a number for a character, a break.
_PAJEK = re.compile(r'"|&(?=#)|\\(?=[nr])')
_TAKEN = frozenset("label kind country region subregion latitude longitude mode".split())
#: What GEXF has words of its own for.
_RESERVED = frozenset("id pid start end viz spells slices parents key".split())


class GraphFile(Protocol):
    """A network as the bytes of a file; `measures` become attributes of its nodes."""

    def __call__(self, network: Network, measures: Measures | None = None) -> bytes:
        """Returns the file."""
        ...


def graphml(network: Network, measures: Measures | None = None) -> bytes:
    """Returns a network as GraphML (Brandes et al. 2002), UTF-8.

    Nodes have label, kind, country, region, subregion (strings), latitude, longitude and each of
    `measures` (double), and mode in a two-mode network; ties have weight (double), ties, firstYear,
    lastYear and sources (int; see `TieFacts`). What is not known is left out. The graph has its
    recipe and window as title. Raises QueryError for a measure whose name is taken.
    """
    from networkx.readwrite.graphml import GraphMLWriter

    writer: Any = GraphMLWriter()
    # Years and counts are int, which every reader knows; the writer would call them long.
    writer.xml_type[int] = "int"
    graph = described(network, measures)
    graph.graph["title"] = clean(heading(network))
    writer.add_graph_element(graph)
    file = io.BytesIO()
    writer.dump(file)
    return file.getvalue() + b"\n"


def gexf(network: Network, measures: Measures | None = None) -> bytes:
    """Returns a network as GEXF 1.2draft, which Gephi reads, UTF-8; attributes as in `graphml`.

    Label and weight are GEXF's own.
    """
    from networkx.readwrite.gexf import GEXFWriter

    writer: Any = GEXFWriter(version="1.2draft")
    writer.xml_type[int] = "integer"
    writer.add_graph(described(network, measures))
    meta = writer.xml.find("meta")
    # The writer puts today's date and its own name there, and an attribute that GEXF has not.
    meta.attrib.clear()
    meta.find("creator").text = "citygraph"
    description = meta.makeelement("description", {})
    description.text = clean(heading(network))
    meta.append(description)
    del writer.graph_element.attrib["name"]
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue() + b"\n"


def pajek(network: Network, measures: Measures | None = None) -> bytes:
    """Returns a network as a Pajek .net file, UTF-8: labels, ties and weights.

    A two-mode network has the line `*Vertices N M`, its M top nodes first. Nodes that share a label
    have their key after it. A quote is written `&#34;`, which Pajek reads; igraph shows it so. The
    file has no byte order mark, which igraph before 0.10 refuses; Pajek itself reads letters beyond
    ASCII only after the file is saved with one. Raises QueryError for measures: the file has no
    place for them.
    """
    from citygraph.exports.tie_facts import tie_facts
    from citygraph.network.sparse import Incidence

    if measures:
        raise QueryError("a Pajek network has no measures of its nodes: take graphml or gexf")
    found = tie_facts(network)
    names = _labels(network)
    form = network.form
    top = f" {len(form.top)}" if isinstance(form, Incidence) else ""
    lines = [f"*Vertices {len(names)}{top}"]
    lines += [f'{i} "{_PAJEK.sub(_number, name)}"' for i, name in enumerate(names, start=1)]
    lines.append("*Arcs" if network.one_mode().directed else "*Edges")
    ends = zip(found.source, found.target, found.weight, strict=True)
    lines += [f"{a + 1} {b + 1} {weight:.10g}" for a, b, weight in ends]
    return "\n".join([*lines, ""]).encode()


def _number(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _labels(network: Network) -> list[str]:
    """The nodes' labels in order; those of one label told apart by their keys."""
    held = [network.nodes[iri] for iri in network.names]
    counts = Counter(clean(node.label) for node in held)
    labels = ((clean(node.label), clean(node.key)) for node in held)
    return [f"{label} ({key})" if counts[label] > 1 else label or key for label, key in labels]


def described(network: Network, measures: Measures | None = None) -> nx.Graph[Any]:
    """Returns a network as a networkx graph with all that the files hold, text cleaned.

    Numbers have at most 10 significant digits; those that are none are left out.
    """
    import networkx as nx

    from citygraph.exports.tie_facts import tie_facts

    given = measures or {}
    _check(given, network)
    found = tie_facts(network)
    ids = _ids(network)
    graph: nx.Graph[Any] = nx.DiGraph() if network.one_mode().directed else nx.Graph()
    for iri, own in zip(network.names, ids, strict=True):
        values = {name: held.get(iri) for name, held in given.items()}
        label = {"label": clean(network.nodes[iri].label) or own}
        graph.add_node(own, **label, **_plain(network.attributes(iri)), **_plain(values))
    for i, (a, b) in enumerate(zip(found.source, found.target, strict=True)):
        years = {"firstYear": found.first_year[i], "lastYear": found.last_year[i]}
        known = {name: year for name, year in years.items() if year is not None}
        counts = {"ties": found.ties[i], **known, "sources": found.sources[i]}
        graph.add_edge(ids[a], ids[b], weight=_digits(found.weight[i]), **counts)
    return graph


def _ids(network: Network) -> list[str]:
    """The nodes' keys; the whole IRI where things under two bases have one key."""
    keys = [network.nodes[iri].key for iri in network.names]
    counts = Counter(keys)
    return [
        clean(iri if counts[key] > 1 else key) for iri, key in zip(network.names, keys, strict=True)
    ]


def _check(measures: Measures, network: Network) -> None:
    known = set(network.names)
    for name, held in measures.items():
        if name in _TAKEN | _RESERVED:
            raise QueryError(f"a measure cannot be called {name!r}: the file uses that word")
        if unknown := sorted(set(held) - known):
            raise QueryError(f"{name} has a value for {unknown[0]}, which is not in this network")


def _plain(values: Mapping[str, Any]) -> dict[str, str | float]:
    """Text cleaned and numbers as floats, without what is unknown, masked or no number."""
    result: dict[str, str | float] = {}
    for name, value in values.items():
        # A value that numpy masks has a mask; a number has none.
        if name == "label" or value is None or getattr(value, "mask", False):
            continue
        if isinstance(value, str):
            result[name] = clean(value)
        elif math.isfinite(value):
            result[name] = _digits(float(value))
    return result


def _digits(number: float) -> float:
    return float(f"{number:.10g}")


def clean(text: str) -> str:
    """Returns text as XML can hold it: on one line, U+FFFD for a character that XML has not.

    >>> clean("a\\tb\\x00c")
    'a b\ufffdc'
    """
    return _NO_XML.sub("\ufffd", _BREAKS.sub(" ", text))
