"""Source files → one named graph each, with provenance and inferences, in one store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from citygraph.errors import SourceError
from citygraph.identity import Names, Register, graph_iri
from citygraph.inference import infer
from citygraph.loaders import LOADERS, ending, source_id
from citygraph.loaders.tables.columnar import ColumnarTable
from citygraph.loaders.tables.distinct import NotColumnarError
from citygraph.loaders.tables.report import Report
from citygraph.loaders.tables.rows import load_rows, open_table, refuse_bad_share
from citygraph.merged import forget
from citygraph.records import Record, Thing
from citygraph.resources import graph_dir, graph_version
from citygraph.store import new_store
from citygraph.triples import blocks, quads
from citygraph.vocabulary import BASE, PREFIXES, term

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class SourceSet:
    """Folders of source files, the version of what they make, and where their IRIs live."""

    files: tuple[Path, ...]
    version: str
    names: Names = field(default_factory=Names)


def source_files(folder: Path) -> tuple[Path, ...]:
    """Returns the source files of a folder, in order of name; SourceError if it has none."""
    if not folder.is_dir():
        raise SourceError("no such folder of source files", file=folder)
    files = tuple(sorted(p for p in folder.iterdir() if ending(p) and p.is_file()))
    if not files:
        endings = ", ".join(LOADERS)
        raise SourceError(
            f"no source files here ({endings}): citygraph new-source TEXT writes one", file=folder
        )
    return files


def source_set(folder: Path | None, with_released: bool = False, base: str = BASE) -> SourceSet:
    """Returns what a build reads: the released sources, a folder of one's own, or both."""
    released_folder = graph_dir() / "sources"
    register = Register.read(graph_dir() / "register.csv")
    if folder is None or folder.resolve() == released_folder.resolve():
        return SourceSet(source_files(released_folder), graph_version(), Names(BASE, register))
    own = source_files(folder)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in own)).hexdigest()[:12]
    version = f"sha256-{digest}"
    if with_released:
        own = (*source_files(released_folder), *own)
        version = f"{graph_version()} + {version}"
    return SourceSet(own, version, Names(base, register))


def build_store(
    sources: SourceSet, progress: Callable[[str], None] = lambda what: None
) -> ox.Store:
    """Returns a store with every source in its own graph, provenance, and what the rules derive.

    `progress` is called with the name of each piece of work as it begins.
    """
    store = new_store()
    things: dict[str, tuple[Thing, Path]] = {}
    for file in sources.files:
        progress(file.name)
        records = list(LOADERS[ending(file) or ""](file))
        _refuse_homonyms(records, file, things)
        load_records(store, records, source_id(file), sources.names)
    progress("provenance")
    store.bulk_load("".join(_provenance(sources)).encode(), format=ox.RdfFormat.N_QUADS)
    progress("inference")
    infer(store)
    return store


def load_records(store: ox.Store, records: Iterable[Record], source: str, names: Names) -> None:
    """Adds one source's records to its named graph in the store."""
    lines = "".join(blocks(records, source, names))
    # Every IRI was checked when it was read or made; checking each again takes a third of the time.
    store.bulk_load(lines.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    forget(store)


def write_table(
    file: Path, out: BinaryIO, names: Names, progress: Callable[[int], None] = lambda rows: None
) -> Report:
    """Writes the quads of a mapped table as N-Quads; returns what became of its rows.

    By columns where the mapping allows it, else row by row: the same quads, though a line may
    recur. `progress` is called with the number of rows that each step has written. Raises
    SourceError as the loader of tables does; nothing is written then.
    """
    table = open_table(file)
    source = table.source.id
    try:
        made = ColumnarTable(
            table.columns,
            table.mapping,
            table.source,
            names,
            lambda records: "".join(quads(records, source, names)),
        )
        things = made.things()
    except NotColumnarError:
        load = load_rows(table)
        out.writelines(line.encode() for line in quads(load.records, source, names))
        progress(load.report.rows)
        return load.report
    report = Report(table.mapping.file, made.rows.height, 0, tuple(made.left_out()))
    refuse_bad_share(report, table.mapping)
    head: list[Record] = [table.source, *things]
    out.writelines(line.encode() for line in quads(head, source, names))
    return replace(report, repeated=made.write(out, progress), notes=table.columns.notes)


def _refuse_homonyms(
    records: Iterable[Record], file: Path, things: dict[str, tuple[Thing, Path]]
) -> None:
    """Two sources may name one thing; one key may not name two."""
    for record in records:
        if not isinstance(record, Thing):
            continue
        first, where = things.setdefault(record.key, (record, file))
        names = [
            {label.text for label in thing.labels if label.lang == "en"}
            for thing in (first, record)
        ]
        if first.type != record.type or names[0] != names[1]:
            raise SourceError(
                f"two different things under one key {record.key!r}: here a {record.type} "
                f"{sorted(names[1])}, in {where.name} a {first.type} {sorted(names[0])}; "
                "give one of them another key, or both the same type and English label",
                file=file,
            )


def _provenance(sources: SourceSet) -> Iterator[str]:
    """The graph about the graphs: what each was read from, the version and the licence."""
    graph = f"<{graph_iri('provenance')}> .\n"
    dataset = f"<{BASE}graph>"
    prov, rdf, owl = PREFIXES["prov"], PREFIXES["rdf"], PREFIXES["owl"]
    kind = f"<{rdf}type>"
    yield f"{dataset} {kind} <{PREFIXES['dcat']}Dataset> {graph}"
    yield f'{dataset} <{term("title")}> "citygraph"@en {graph}'
    yield f'{dataset} <{owl}versionInfo> "{sources.version}" {graph}'
    yield f"{dataset} <{PREFIXES['dcterms']}license> <{_LICENCE}> {graph}"
    for file in sources.files:
        named = f"<{graph_iri(source_id(file))}>"
        source = f"<{sources.names.iri('source/' + source_id(file))}>"
        yield f"{dataset} <{PREFIXES['dcterms']}hasPart> {named} {graph}"
        yield f"{named} {kind} <{prov}Entity> {graph}"
        yield f"{named} <{prov}hadPrimarySource> {source} {graph}"
    inferred = f"<{graph_iri('inferred')}>"
    yield f"{inferred} {kind} <{prov}Entity> {graph}"
    for file in sources.files:
        yield f"{inferred} <{prov}wasDerivedFrom> <{graph_iri(source_id(file))}> {graph}"
