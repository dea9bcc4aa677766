"""The quads of a table of memberships by a loop over its rows, as users of rdflib write it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, SKOS, XSD
from tests.benchmarks.memberships import claim_of

from citygraph.identity import Names, graph_iri
from citygraph.loaders.tables.mapping import read_mapping
from citygraph.loaders.tables.rows import source_of
from citygraph.triples import quads
from citygraph.vocabulary import BASE, CG, PREFIXES

CG_, OA = Namespace(CG), Namespace(PREFIXES["oa"])
_ABOUT, _STATED = URIRef(f"{BASE}id/source/members"), URIRef(f"{BASE}concept/basis/stated")
_ACTUAL = URIRef(f"{BASE}concept/modality/actual")


def run_rdflib(mapping: Path, out: Path) -> None:
    """Writes the quads of a mapped table."""
    names, source = Names(), source_of(read_mapping(mapping))
    data = Dataset()
    graph: Graph = data.graph(URIRef(graph_iri("members")))
    data.parse(data="".join(quads([source], "members", names)), format="nquads")
    with (mapping.parent / "members.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), start=1):
            if number > 1:
                _add_row(graph, tuple(row), number, names)
    data.serialize(out, format="nquads", encoding="utf-8")


def _add_row(graph: Any, row: tuple[str, ...], number: int, names: Names) -> None:
    claim = claim_of(row, number)
    iri = names.relation(claim, "members")
    relation, place = URIRef(iri), f"row={number}"
    told = URIRef(names.evidence(iri, "members", place))
    selector = URIRef(names.selector("members", place))
    member, network, role = (URIRef(names.iri(ref.key)) for _, ref in claim.roles)
    for thing, kind, name in ((member, "City", row[0]), (network, "CityNetwork", row[3])):
        graph.add((thing, RDF.type, CG_[kind]))
        graph.add((thing, SKOS.prefLabel, Literal(name, lang="en")))
        graph.add((thing, RDFS.label, Literal(name, lang="en")))
    graph.add((relation, RDF.type, CG_["Membership"]))
    graph.add((relation, CG_["member"], member))
    graph.add((relation, CG_["network"], network))
    graph.add((relation, CG_["membershipRole"], role))
    graph.add((relation, CG_["validFrom"], Literal(row[5], datatype=XSD.gYear)))
    if row[6]:
        graph.add((relation, CG_["validTo"], Literal(row[6], datatype=XSD.gYear)))
    graph.add((relation, CG_["modality"], _ACTUAL))
    graph.add((relation, CG_["statedIn"], _ABOUT))
    graph.add((relation, CG_["asOf"], Literal("2025", datatype=XSD.gYear)))
    graph.add((relation, CG_["evidence"], told))
    graph.add((told, RDF.type, OA["SpecificResource"]))
    graph.add((told, OA["hasSource"], _ABOUT))
    graph.add((told, CG_["basis"], _STATED))
    graph.add((told, CG_["asOf"], Literal("2025", datatype=XSD.gYear)))
    graph.add((told, OA["hasSelector"], selector))
    graph.add((selector, RDF.type, OA["FragmentSelector"]))
    graph.add((selector, RDF.value, Literal(place)))
