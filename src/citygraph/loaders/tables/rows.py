"""A table and its mapping → records. Each row becomes the entries a person would have written.

The entries pass through the reader of source files, so a table can claim nothing that a source
file cannot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from citygraph.delimited import table_bytes
from citygraph.errors import CityGraphError, RecordError, SourceError, nearest
from citygraph.loaders.claims import Reading, claim_relations
from citygraph.loaders.source_file import entry_thing
from citygraph.loaders.tables.columns import Columns, read_columns, require_columns
from citygraph.loaders.tables.mapping import ENDING, ClaimTemplate, Mapping, read_mapping
from citygraph.loaders.tables.report import LeftOut, Report, TableLoad
from citygraph.loaders.tables.resolve import Cities, resolved
from citygraph.loaders.tables.things import Gathered, LeaveOut, Row, things_of
from citygraph.loaders.tables.values import value_fields
from citygraph.records import Place, Record, Relation, Source, Text, Thing
from citygraph.vocabulary import FACTS, SEVERAL, concepts

_UTTERANCES = ("Statement", "Commitment")
_FACTS = frozenset(FACTS)


def load(file: Path) -> Iterator[Record]:
    """Yields a table's records, by its mapping: its Source, its Things, then its Relations.

    Raises SourceError for a mapping or a table that cannot be used, and where more rows are at
    fault than the mapping allows.
    """
    yield from load_table(file).records


def load_table(file: Path) -> TableLoad:
    """Returns the records of the table that a mapping file names, and what became of its rows."""
    return load_rows(open_table(file))


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A mapping, the table that it fits, and that table as a source document."""

    mapping: Mapping
    source: Source
    columns: Columns
    cities: Cities | None = None


def open_table(file: Path, progress: Callable[[str], None] = lambda what: None) -> OpenTable:
    """Returns a mapping file and its table: its cities looked up, none of its rows read yet.

    `progress` is called with the name of each piece of work on the cities as it begins.
    """
    mapping = read_mapping(file)
    source = source_of(mapping)
    _require_hash(mapping)
    columns = read_columns(mapping.file, mapping.layout)
    require_columns(columns, mapped_columns(mapping))
    mapping, cities = resolved(mapping, columns, progress)
    return OpenTable(mapping, source, columns, cities)


def report_of(table: OpenTable, rows: int, repeated: int, left_out: Iterable[LeftOut]) -> Report:
    """Returns the report on a table's rows, with what is to be said and decided of its cities."""
    kept, notes = tuple(left_out), table.columns.notes
    if table.cities is None:
        return Report(table.mapping.file, rows, repeated, kept, notes)
    return Report(
        table.mapping.file,
        rows,
        repeated,
        kept,
        (*notes, *table.cities.notes),
        table.cities.review(kept),
    )


def load_rows(table: OpenTable) -> TableLoad:
    """Returns the records of a table, read row by row, and what became of its rows.

    Raises SourceError where more rows are at fault than the mapping allows.
    """
    load = read_rows(table)
    refuse_bad_share(load.report, table.mapping)
    return load


def read_rows(table: OpenTable) -> TableLoad:
    """Returns the same whatever the share of rows at fault, for a person to look at."""
    mapping, source, columns = table.mapping, table.source, table.columns
    load = _Load.begin(mapping, source)
    left_out: list[LeftOut] = []
    count = 0
    for number, row in _rows(columns, mapping):
        count += 1
        try:
            load.take(row, number)
        except LeaveOut as ruled:
            left_out.append(LeftOut(number, str(ruled), by_rule=True))
        except RecordError as wrong:
            left_out.append(LeftOut(number, wrong.message))
    report = report_of(table, count, load.repeated, left_out)
    return TableLoad((source, *load.gathered.things.values(), *load.relations()), report)


def source_of(mapping: Mapping) -> Source:
    """Returns the table as a source document."""
    head, lines = mapping.whole.source, mapping.lines
    named = lines.file.name.removesuffix(ENDING)
    if head.id != named:
        wrong = f"the id {head.id!r} must be the file's name, {named!r}"
        raise lines.error(wrong, ("source", "id"))
    if "en" not in head.label:
        raise lines.error("the label has no English (en) form", ("source", "label"))
    kinds = {name.split("/")[1] for name in concepts() if name.startswith("source-kind/")}
    if head.kind not in kinds:
        wrong = f"unknown kind {head.kind!r}{nearest(head.kind, kinds)}"
        raise lines.error(wrong, ("source", "kind"))
    labels = tuple(Text(text, tag) for tag, text in sorted(head.label.items()))
    return Source(
        head.id,
        head.kind,
        labels,
        head.language,
        head.textSeen,
        head.read,
        head.asOf,
        head.terms,
        head.sha256,
        head.url,
    )


def _require_hash(mapping: Mapping) -> None:
    digest = hashlib.sha256(table_bytes(mapping.file)).hexdigest()
    if digest != mapping.whole.source.sha256:
        raise mapping.lines.error(
            f"{mapping.file.name} is not the table that was mapped: its sha256 is {digest}; look "
            "at it again, then write this hash here",
            ("source", "sha256"),
        )


def mapped_columns(mapping: Mapping) -> list[str]:
    """Returns every column that the mapping reads, once each, in order."""
    return list(dict.fromkeys(name for t in mapping.templates for name in t.columns()))


def _rows(columns: Columns, mapping: Mapping) -> Iterator[tuple[int, Row | str]]:
    """Yields each row that is not blank, with its number as a spreadsheet counts it."""
    places = {name: columns.header.index(name) for name in mapped_columns(mapping)}
    absent = frozenset(mapping.whole.table.absent)
    for number, texts in enumerate(columns.frame.iter_rows(), start=2):
        if not any(text.strip() for text in texts):
            continue
        if columns.overflow and texts[-1]:
            yield number, f"more cells than the header has columns ({len(columns.header)})"
        else:
            yield number, Row({name: texts[i] for name, i in places.items()}, absent)


def refuse_bad_share(report: Report, mapping: Mapping) -> None:
    """Raises SourceError where more rows are at fault than the mapping allows."""
    if report.bad_share <= mapping.allowed_bad:
        return
    bad = report.bad
    first = "; ".join(f"row {left.row}: {left.reason}" for left in bad[:3])
    raise SourceError(
        f"{len(bad)} of {report.rows} rows are not usable, more than {mapping.whole.badRows} % "
        f"(badRows): {first}",
        file=report.file,
    )


def own_things(mapping: Mapping, reading: Reading) -> Gathered:
    """Returns the things that the mapping itself names."""
    gathered = Gathered(language=reading.source.language)
    for i, entry in enumerate(mapping.whole.things):
        gathered.add(entry_thing(entry, ("things", i), reading))
    return gathered


@dataclass
class _Load:
    """What has been read of a table so far."""

    mapping: Mapping
    reading: Reading
    gathered: Gathered
    places: dict[Relation, list[Place]]
    repeated: int = 0

    @classmethod
    def begin(cls, mapping: Mapping, source: Source) -> _Load:
        """Returns a load that knows the source and the things that the mapping itself names."""
        reading = Reading(mapping.lines, source, {f"source/{source.id}"})
        return cls(mapping, reading, own_things(mapping, reading), {})

    def take(self, row: Row | str, number: int) -> None:
        """Adds what a row says, all of it or nothing; RecordError or LeaveOut with the reason."""
        try:
            if isinstance(row, str):
                raise ValueError(row)
            things: list[Thing] = []
            claims = []
            for template in self.mapping.templates:
                claims += self._claims(template, row, number, things)
        except (ValueError, CityGraphError) as wrong:
            reason = wrong.message if isinstance(wrong, CityGraphError) else str(wrong)
            raise RecordError(reason, file=self.mapping.file, line=number) from None
        for thing in things:
            self.gathered.add(thing)
        new = False
        for claim in claims:
            bare = replace(claim, evidence=replace(claim.evidence, places=()))
            key = claim if claim.type in _UTTERANCES else bare
            new = new or key not in self.places
            self.places.setdefault(key, []).extend(claim.evidence.places)
        self.repeated += bool(claims) and not new

    def _claims(
        self, template: ClaimTemplate, row: Row, number: int, things: list[Thing]
    ) -> list[Relation]:
        entry = dict(template.constants)
        entry |= value_fields(template, row, self.mapping.whole.table.decimal)
        made: dict[str, list[str]] = {}
        named: list[Thing] = []
        for role, column in template.things.items():
            found = things_of(column, row, self.reading.source.language)
            for thing in found:
                self.gathered.refuse_clash(thing)
            if not found and role in template.required:
                raise ValueError(f"nothing for {role} in the column {column.column!r}")
            if found:
                made[role] = [thing.key for thing in found]
                named += found
        if "about" in {*entry, *made} and _FACTS.isdisjoint({*entry, *made}):
            return []
        things += named
        self.reading.known.update(key for keys in made.values() for key in keys)
        return [
            relation
            for one in entries(entry, made, number)
            for relation in claim_relations(one, template.path, self.reading)
        ]

    def relations(self) -> Iterator[Relation]:
        """Yields each claim once, with every row that makes it as its evidence."""
        for claim, places in self.places.items():
            merged = tuple(dict.fromkeys(places))
            yield replace(claim, evidence=replace(claim.evidence, places=merged))


def entries(
    entry: dict[str, Any], made: dict[str, list[str]], number: int
) -> Iterator[dict[str, Any]]:
    """Yields a row as entries of a source file: one for each filler of a role that takes one."""
    entry = entry | {"row": str(number)}
    several = {role: keys for role, keys in made.items() if role in SEVERAL and keys}
    single = {role: keys for role, keys in made.items() if role not in SEVERAL and keys}
    for choice in product(*single.values()):
        yield entry | several | dict(zip(single, choice, strict=True))
