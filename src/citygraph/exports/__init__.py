"""The graph, a table or a network, as bytes or text in a format that other programs read.

`EXPORTS` holds the formats of a whole graph, `TABLES` those of a result table, `GRAPHS` those of a
network, `PLOTS` its plots. To add one is one function and one line here; `GRAPHS` and `PLOTS` need
the extra `network` when they are called, not before.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from citygraph.exports.claims import claims_csv
from citygraph.exports.graph_files import GraphFile, gexf, graphml, pajek
from citygraph.exports.jsonld import jsonld
from citygraph.exports.latex import latex_text
from citygraph.exports.plots import PLOTS
from citygraph.exports.rdfxml import rdfxml
from citygraph.exports.tables import csv_text, json_text, markdown_text
from citygraph.exports.turtle import nquads, trig, turtle
from citygraph.table import Table

#: Format → the store's graph in it: everything but the ontology, the same bytes for the same
#: contents, UTF-8 with "\n". `trig`, `nq` and `jsonld` keep the named graphs; `ttl` and `rdfxml`
#: merge sources, concepts and inferences and leave the provenance graph out; `csv` has the claims.
EXPORTS: dict[str, Callable[[ox.Store], bytes]] = {
    "ttl": turtle,
    "trig": trig,
    "nq": nquads,
    "jsonld": jsonld,
    "rdfxml": rdfxml,
    "csv": claims_csv,
}

#: Format → a table in it, ending with a line break.
TABLES: dict[str, Callable[[Table], str]] = {
    "csv": csv_text,
    "json": json_text,
    "md": markdown_text,
    "latex": latex_text,
}

#: Format → a network in it, UTF-8, the same bytes for the same network.
GRAPHS: dict[str, GraphFile] = {
    "graphml": graphml,
    "gexf": gexf,
    "pajek": pajek,
}

__all__ = ["EXPORTS", "GRAPHS", "PLOTS", "TABLES"]
