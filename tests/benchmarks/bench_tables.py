"""A table of memberships → N-Quads: citygraph beside an rdflib loop and morph-kgc.

    python -m tests.benchmarks.bench_tables [--rows 1000000] [--rdflib-rows 100000] [--morph PYTHON]

Each side runs in a process of its own and must write the same quads. rdflib's time is scaled up
from fewer rows. `--morph` names the Python of an environment that holds morph-kgc; it is handed
the IRIs, hashes included, as columns of its table, so that it need not make them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from citygraph.assemble import write_table
from citygraph.identity import Names, graph_iri
from citygraph.loaders.tables.mapping import read_mapping
from citygraph.loaders.tables.rows import source_of
from citygraph.records import Evidence, Fragment, PartialDate, Ref, Relation
from citygraph.triples import quads
from citygraph.vocabulary import BASE, CG, PREFIXES

TARGETS = {"rdflib": 10.0, "morph-kgc": 4.0}
MOST_MEMORY = 2048.0
COLUMNS = ("city", "geonames", "country", "network", "role", "since", "until")
_HEAD = """\
format: 1
source: {{id: members, kind: dataset, label: {{en: Members}}, language: en, sha256: {sha},
  read: 2026-01-01, asOf: 2025, terms: Invented for a benchmark.}}
table: {{file: members.csv}}
rows:
  - claim: Membership
    member: {{column: city, type: City, id: geonames, idPrefix: geonames, country: country}}
    network: {{column: network, type: CityNetwork, id: network, idPrefix: net}}
    membershipRole: {{column: role}}
    validFrom: {{column: since}}
    validTo: {{column: until}}
"""
_MORPH = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""


def rows_of(count: int) -> Iterator[tuple[str, ...]]:
    """Yields invented memberships, the same ones in every run; half of them have ended."""
    chance = random.Random(1)
    for _ in range(count):
        city, network = chance.randrange(9000), chance.randrange(2000)
        since = 1980 + chance.randrange(40)
        until = str(since + chance.randrange(5)) if chance.random() < 0.5 else ""
        country = ("FI", "SE", "NO", "DE")[city % 4]
        role = ("member", "chair", "board")[chance.randrange(3)]
        yield (f"City {city}", str(100_000 + city), country, f"N{network}", role, str(since), until)


def write_inputs(folder: Path, count: int) -> Path:
    """Writes the table and its mapping; returns the mapping."""
    folder.mkdir()
    table = folder / "members.csv"
    with table.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *rows_of(count)])
    mapping = folder / "members.table.yaml"
    sha = hashlib.sha256(table.read_bytes()).hexdigest()
    mapping.write_text(_HEAD.format(sha=sha), encoding="utf-8")
    return mapping


def claim_of(row: tuple[str, ...], number: int) -> Relation:
    """Returns what a row claims."""
    dates = [("validFrom", row[5])] + ([("validTo", row[6])] if row[6] else [])
    return Relation(
        "Membership",
        (
            ("member", Ref(f"city/geonames-{row[1]}")),
            ("network", Ref(f"organization/net-{row[3].lower()}")),
            ("membershipRole", Ref(f"concept/membership-role/{row[4]}")),
        ),
        tuple((name, PartialDate(date)) for name, date in dates),
        "actual",
        Evidence((Fragment(f"row={number}"),), "stated", PartialDate("2025")),
    )


def run_citygraph(mapping: Path, out: Path) -> None:
    """Writes the quads by columns."""
    with out.open("wb") as stream:
        write_table(mapping, stream, Names())


def run_rdflib(mapping: Path, out: Path) -> None:
    """Writes the quads with a loop over the rows, term by term, as rdflib's users do."""
    from rdflib import Dataset, Graph, Literal, Namespace, URIRef
    from rdflib.namespace import RDF, RDFS, SKOS, XSD

    names, source = Names(), source_of(read_mapping(mapping))
    data = Dataset()
    graph: Graph = data.graph(URIRef(graph_iri("members")))
    head = "".join(quads([source], "members", names))
    data.parse(data=head, format="nquads")
    cg, oa = Namespace(CG), Namespace(PREFIXES["oa"])
    about, stated = URIRef(f"{BASE}id/source/members"), URIRef(f"{BASE}concept/basis/stated")
    actual, year = URIRef(f"{BASE}concept/modality/actual"), XSD.gYear
    with (mapping.parent / "members.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), start=1):
            if number == 1:
                continue
            claim = claim_of(tuple(row), number)
            iri = names.relation(claim, "members")
            relation, place = URIRef(iri), f"row={number}"
            told = URIRef(names.evidence(iri, "members", place))
            selector = URIRef(names.selector("members", place))
            member, network, role = (URIRef(names.iri(ref.key)) for _, ref in claim.roles)
            for thing, kind, name in ((member, "City", row[0]), (network, "CityNetwork", row[3])):
                graph.add((thing, RDF.type, cg[kind]))
                graph.add((thing, SKOS.prefLabel, Literal(name, lang="en")))
                graph.add((thing, RDFS.label, Literal(name, lang="en")))
            graph.add((relation, RDF.type, cg["Membership"]))
            graph.add((relation, cg["member"], member))
            graph.add((relation, cg["network"], network))
            graph.add((relation, cg["membershipRole"], role))
            graph.add((relation, cg["validFrom"], Literal(row[5], datatype=year)))
            if row[6]:
                graph.add((relation, cg["validTo"], Literal(row[6], datatype=year)))
            graph.add((relation, cg["modality"], actual))
            graph.add((relation, cg["statedIn"], about))
            graph.add((relation, cg["asOf"], Literal("2025", datatype=year)))
            graph.add((relation, cg["evidence"], told))
            graph.add((told, RDF.type, oa["SpecificResource"]))
            graph.add((told, oa["hasSource"], about))
            graph.add((told, cg["basis"], stated))
            graph.add((told, cg["asOf"], Literal("2025", datatype=year)))
            graph.add((told, oa["hasSelector"], selector))
            graph.add((selector, RDF.type, oa["FragmentSelector"]))
            graph.add((selector, RDF.value, Literal(place)))
    data.serialize(out, format="nquads", encoding="utf-8")


def _map(name: str, table: Path, subject: str, kind: str, pairs: dict[str, str]) -> str:
    body = "".join(
        f" ;\n  rr:predicateObjectMap [ rr:predicate <{p}> ; rr:objectMap [ {o} ] ]"
        for p, o in pairs.items()
    )
    return (
        f'<#{name}> rml:logicalSource [ rml:source "{table}" ; '
        "rml:referenceFormulation ql:CSV ] ;\n"
        f'  rr:subjectMap [ rml:reference "{subject}" ; rr:termType rr:IRI ; rr:class <{kind}> ; '
        f"rr:graph <{graph_iri('members')}> ]{body} .\n"
    )


def write_morph_inputs(mapping: Path) -> Path:
    """Writes morph-kgc's table, with every IRI made, its mapping and its configuration."""
    folder, names = mapping.parent, Names()
    table = folder / "made.csv"
    fields = (
        "relation evidence selector place member network role cname nname since until asof".split()
    )
    with (
        (folder / "members.csv").open(encoding="utf-8", newline="") as lines,
        table.open("w", encoding="utf-8", newline="") as made,
    ):
        out = csv.writer(made, lineterminator="\n")
        out.writerow(fields)
        rows = csv.reader(lines)
        next(rows)
        for number, row in enumerate(rows, start=2):
            claim, place = claim_of(tuple(row), number), f"row={number}"
            iri = names.relation(claim, "members")
            told, where = names.evidence(iri, "members", place), names.selector("members", place)
            roles = [names.iri(ref.key) for _, ref in claim.roles]
            out.writerow([iri, told, where, place, *roles, row[0], row[3], row[5], row[6], "2025"])
    iri_of = 'rml:reference "{}" ; rr:termType rr:IRI'.format
    year = 'rml:reference "{}" ; rr:datatype <http://www.w3.org/2001/XMLSchema#gYear>'.format
    known = year("asof")
    named = 'rml:reference "{}" ; rr:language "en"'.format
    constant = "rr:constant <{}>".format
    source, oa = f"{BASE}id/source/members", PREFIXES["oa"]
    labels = [PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label"]
    parts = [
        _map("city", table, "member", f"{CG}City", {p: named("cname") for p in labels}),
        _map("net", table, "network", f"{CG}CityNetwork", {p: named("nname") for p in labels}),
        _map("claim", table, "relation", f"{CG}Membership", {
            f"{CG}member": iri_of("member"), f"{CG}network": iri_of("network"),
            f"{CG}membershipRole": iri_of("role"), f"{CG}validFrom": year("since"),
            f"{CG}validTo": year("until"), f"{CG}evidence": iri_of("evidence"),
            f"{CG}modality": constant(f"{BASE}concept/modality/actual"),
            f"{CG}statedIn": constant(source), f"{CG}asOf": known}),
        _map("told", table, "evidence", f"{oa}SpecificResource", {
            f"{oa}hasSource": constant(source), f"{CG}asOf": known,
            f"{CG}basis": constant(f"{BASE}concept/basis/stated"),
            f"{oa}hasSelector": iri_of("selector")}),
        _map("where", table, "selector", f"{oa}FragmentSelector", {
            f"{PREFIXES['rdf']}value": 'rml:reference "place"'}),
    ]  # fmt: skip
    (folder / "map.ttl").write_text(_MORPH + "".join(parts), encoding="utf-8")
    config = folder / "morph.ini"
    config.write_text(
        f"[CONFIGURATION]\noutput_file={folder / 'morph.nq'}\noutput_format=N-QUADS\n"
        f"logging_level=ERROR\n[members]\nmappings={folder / 'map.ttl'}\n",
        encoding="utf-8",
    )
    return config


def timed(command: list[str]) -> tuple[float, float]:
    """Returns a process's seconds on the clock and its peak memory in MiB, children included."""
    code = (
        "import resource,subprocess,sys,time;b=time.perf_counter();"
        "subprocess.run(sys.argv[1:],check=True);s=time.perf_counter()-b;"
        "print(s,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, check=True
    )
    seconds, peak = done.stdout.split()[-2:]
    return float(seconds), float(peak)


def quads_digest(file: Path, source_lines: bool = True) -> tuple[int, int]:
    """Returns how many different quads a file holds, and a sum that does not mind their order."""
    about = f"<{BASE}id/source/members> "
    seen: set[int] = set()
    with file.open("rb") as lines:
        for line in lines:
            if line.strip() and (source_lines or not line.startswith(about.encode())):
                plain = line.strip().replace(b"^^<http://www.w3.org/2001/XMLSchema#string>", b"")
                seen.add(int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest()))
    return len(seen), sum(seen) % 2**64


def main() -> int:
    """Runs one side after the other, prints how they compare; 0 when all targets are met."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--rdflib-rows", type=int, default=100_000)
    asked.add_argument("--morph", help="the Python of an environment with morph-kgc")
    asked.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.side:
        side, mapping, out = options.side
        {"citygraph": run_citygraph, "rdflib": run_rdflib}[side](Path(mapping), Path(out))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return compare(Path(folder), options.rows, options.rdflib_rows, options.morph)


def compare(folder: Path, rows: int, few: int, morph: str | None) -> int:
    """Prints each side's time and memory; returns 0 when targets are met and quads are equal."""
    me = [sys.executable, "-m", "tests.benchmarks.bench_tables", "--side"]
    large, small = write_inputs(folder / "large", rows), write_inputs(folder / "small", few)
    own, peak = timed([*me, "citygraph", str(large), str(folder / "own.nq")])
    print(f"citygraph {rows} rows: {own:.1f} s, {peak:.0f} MiB")
    good = peak < MOST_MEMORY
    timed([*me, "citygraph", str(small), str(folder / "few.nq")])
    seconds, memory = timed([*me, "rdflib", str(small), str(folder / "rdflib.nq")])
    scaled = seconds * rows / few
    good &= _said("rdflib", scaled, memory, own, f"{seconds:.1f} s for {few} rows, scaled")
    equal = quads_digest(folder / "few.nq") == quads_digest(folder / "rdflib.nq")
    if morph is not None:
        config = write_morph_inputs(large)
        seconds, memory = timed([morph, "-m", "morph_kgc", str(config)])
        good &= _said("morph-kgc", seconds, memory, own, "IRIs given")
        ours = quads_digest(folder / "own.nq", source_lines=False)
        equal &= ours == quads_digest(config.parent / "morph.nq", source_lines=False)
    print("equal quads" if equal else "THE QUADS DIFFER")
    return 0 if good and equal else 1


def _said(side: str, seconds: float, memory: float, own: float, how: str) -> bool:
    ratio, target = seconds / own, TARGETS[side]
    print(f"{side} {seconds:.1f} s ({how}), {memory:.0f} MiB: {ratio:.1f} times (aim {target:.0f})")
    return ratio >= target


if __name__ == "__main__":
    raise SystemExit(main())
