"""What morph-kgc needs for the quads of a table of memberships, in the form it is fastest with.

It is handed the IRIs, hashes included, as columns of its table, so that it need not make them, and
the table as Parquet, which it reads faster than CSV. Its number of processes and its partitioning
stay as it sets them: other settings were slower.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import polars
from tests.benchmarks.memberships import claim_of

from citygraph.identity import Names, graph_iri
from citygraph.vocabulary import BASE, CG, PREFIXES

FIELDS = "relation evidence selector place member network role cname nname since until asof".split()
_MORPH = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""


def _map(name: str, table: Path, subject: str, kind: str, pairs: dict[str, str]) -> str:
    body = "".join(
        f" ;\n  rr:predicateObjectMap [ rr:predicate <{p}> ; rr:objectMap [ {o} ] ]"
        for p, o in pairs.items()
    )
    return (
        f'<#{name}> rml:logicalSource [ rml:source "{table}" ; '
        "rml:referenceFormulation ql:Parquet ] ;\n"
        f'  rr:subjectMap [ rml:reference "{subject}" ; rr:termType rr:IRI ; rr:class <{kind}> ; '
        f"rr:graph <{graph_iri('members')}> ]{body} .\n"
    )


def write_morph_inputs(mapping: Path) -> Path:
    """Writes morph-kgc's table, with every IRI made, its mapping and its configuration."""
    folder = mapping.parent
    table = folder / "made.parquet"
    made = polars.DataFrame(list(_made(folder / "members.csv")), schema=FIELDS, orient="row")
    made.write_parquet(table)
    (folder / "map.ttl").write_text(_MORPH + "".join(_maps(table)), encoding="utf-8")
    config = folder / "morph.ini"
    config.write_text(
        f"[CONFIGURATION]\noutput_file={folder / 'morph.nq'}\noutput_format=N-QUADS\n"
        f"logging_level=ERROR\n[members]\nmappings={folder / 'map.ttl'}\n",
        encoding="utf-8",
    )
    return config


def _made(table: Path) -> Iterator[tuple[str, ...]]:
    """Yields each row with its IRIs, in the order of FIELDS."""
    names = Names()
    with table.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), start=1):
            if number == 1:
                continue
            claim, place = claim_of(tuple(row), number), f"row={number}"
            iri = names.relation(claim, "members")
            told, where = names.evidence(iri, "members", place), names.selector("members", place)
            roles = [names.iri(ref.key) for _, ref in claim.roles]
            yield (iri, told, where, place, *roles, row[0], row[3], row[5], row[6], "2025")


def _maps(table: Path) -> Iterator[str]:
    iri_of = 'rml:reference "{}" ; rr:termType rr:IRI'.format
    year = 'rml:reference "{}" ; rr:datatype <http://www.w3.org/2001/XMLSchema#gYear>'.format
    named = 'rml:reference "{}" ; rr:language "en"'.format
    constant = "rr:constant <{}>".format
    known, source, oa = year("asof"), f"{BASE}id/source/members", PREFIXES["oa"]
    labels = [PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label"]
    yield _map("city", table, "member", f"{CG}City", {p: named("cname") for p in labels})
    yield _map("net", table, "network", f"{CG}CityNetwork", {p: named("nname") for p in labels})
    claim = {f"{CG}{name}": iri_of(name) for name in ("member", "network", "evidence")}
    claim |= {
        f"{CG}membershipRole": iri_of("role"),
        f"{CG}validFrom": year("since"),
        f"{CG}validTo": year("until"),
        f"{CG}modality": constant(f"{BASE}concept/modality/actual"),
        f"{CG}statedIn": constant(source),
        f"{CG}asOf": known,
    }
    yield _map("claim", table, "relation", f"{CG}Membership", claim)
    told = {
        f"{oa}hasSource": constant(source),
        f"{CG}asOf": known,
        f"{CG}basis": constant(f"{BASE}concept/basis/stated"),
        f"{oa}hasSelector": iri_of("selector"),
    }
    yield _map("told", table, "evidence", f"{oa}SpecificResource", told)
    where = {f"{PREFIXES['rdf']}value": 'rml:reference "place"'}
    yield _map("where", table, "selector", f"{oa}FragmentSelector", where)
