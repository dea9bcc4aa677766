"""Source files → one named graph each, with provenance and inferences, in one store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from citygraph.errors import SourceError
from citygraph.identity import Names, Register, graph_iri
from citygraph.inference import infer
from citygraph.loaders import LOADERS, ending, source_id
from citygraph.loaders.tables.columnar import SLICE, ColumnarTable, Lines
from citygraph.loaders.tables.distinct import NotColumnarError
from citygraph.loaders.tables.mapping import ENDING as TABLE
from citygraph.loaders.tables.report import Report
from citygraph.loaders.tables.rows import (
    OpenTable,
    load_rows,
    open_table,
    refuse_bad_share,
    report_of,
)
from citygraph.merged import forget
from citygraph.records import Record, Relation, Thing
from citygraph.resources import graph_dir, graph_version
from citygraph.store import new_store
from citygraph.triples import blocks, quads
from citygraph.vocabulary import BASE, PREFIXES, term

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_CHUNK = 32 * 1024 * 1024


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
    sources: SourceSet,
    progress: Callable[[str], None] = lambda what: None,
    report: Callable[[Report], None] = lambda report: None,
) -> ox.Store:
    """Returns a store with every source in its own graph, provenance, and what the rules derive.

    `progress` is called with the name of each piece of work as it begins, `report` with what became
    of the rows of each table.
    """
    store = new_store()
    things: dict[str, tuple[Thing, Path]] = {}
    for file in sources.files:
        progress(file.name)
        if ending(file) == TABLE:
            report(_load_table(store, file, sources.names, things, progress))
            continue
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


class StoreLines:
    """Lines of N-Quads that go into a store some megabytes at a time, whole lines only."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.kept = bytearray()

    def write(self, data: bytes) -> int:
        """Takes some more bytes, which may end amid a line; returns how many."""
        self.kept += data
        if len(self.kept) >= _CHUNK:
            self.load(self.kept.rfind(b"\n") + 1)
        return len(data)

    def load(self, end: int | None = None) -> None:
        """Puts what was kept, up to `end`, into the store."""
        self.store.bulk_load(bytes(self.kept[:end]), format=ox.RdfFormat.N_QUADS, lenient=True)
        del self.kept[:end]


def _load_table(
    store: ox.Store,
    file: Path,
    names: Names,
    things: dict[str, tuple[Thing, Path]],
    progress: Callable[[str], None],
) -> Report:
    lines, claims = StoreLines(store), 0

    def written(more: int) -> None:
        nonlocal claims
        claims += more
        progress(f"{file.name}: {claims} claims of rows")

    def accept(named: Iterable[Thing]) -> None:
        _refuse_homonyms(named, file, things)

    table = open_table(file, lambda what: progress(f"{file.name}: {what}"))
    report = write_open_table(table, lines, names, written, accept)
    lines.load()
    forget(store)
    return report


def write_table(
    file: Path, out: Lines, names: Names, progress: Callable[[int], None] = lambda claims: None
) -> Report:
    """Writes the quads of the table that a mapping file names; returns what became of its rows.

    As `write_open_table` does. Raises SourceError as the loader of tables does.
    """
    return write_open_table(open_table(file), out, names, progress, lambda things: None)


def write_open_table(
    table: OpenTable,
    out: Lines,
    names: Names,
    progress: Callable[[int], None],
    accept: Callable[[Iterable[Thing]], None],
) -> Report:
    """Writes the quads of a mapped table as N-Quads; returns what became of its rows.

    By columns where the mapping allows it, else row by row: the same quads, though a line may
    recur. `progress` is called with the number of claims that each step has written, one a row and
    entry of the mapping; `accept` with the table's things before anything is written: it may
    raise. Raises SourceError as the loader of tables does; nothing is written then.
    """
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
        return _write_rows(table, out, names, progress, accept)
    report = report_of(table, made.rows.height, 0, made.left_out())
    refuse_bad_share(report, table.mapping)
    accept(things)
    head: list[Record] = [table.source, *things]
    out.write("".join(blocks(head, source, names)).encode())
    return replace(report, repeated=made.write(out, progress))


def _write_rows(
    table: OpenTable,
    out: Lines,
    names: Names,
    progress: Callable[[int], None],
    accept: Callable[[Iterable[Thing]], None],
) -> Report:
    load = load_rows(table)
    accept(record for record in load.records if isinstance(record, Thing))
    for start in range(0, len(load.records), SLICE):
        some = load.records[start : start + SLICE]
        out.write("".join(blocks(some, table.source.id, names)).encode())
        progress(sum(isinstance(record, Relation) for record in some))
    return load.report


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
