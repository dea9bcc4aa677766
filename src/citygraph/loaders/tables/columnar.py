"""A table of many rows → N-Quads by columns; the same quads as its records give, as a test holds.

Each different cell is read once, by the code that reads rows; each shape of claim is written once,
by the code that hashes and writes all claims, with marks where rows differ. Then polars fills in
the marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from citygraph.identity import Names, relation_iris
from citygraph.loaders.claims import Reading, claim_relations
from citygraph.loaders.tables.columns import Columns, need
from citygraph.loaders.tables.distinct import NotColumnarError, Read, attempt, read_distinct
from citygraph.loaders.tables.mapping import ClaimTemplate, Mapping
from citygraph.loaders.tables.report import LeftOut
from citygraph.loaders.tables.rows import own_things
from citygraph.loaders.tables.shapes import (
    EVIDENCE,
    NUMBER,
    RELATION,
    ROW,
    Shape,
    Written,
    stand_in,
    written,
)
from citygraph.loaders.tables.things import things_of
from citygraph.loaders.tables.values import value_fields
from citygraph.records import Record, Source, Thing
from citygraph.vocabulary import BASE, SEVERAL

#: Rows written at a time: larger slices take more memory and no less time.
SLICE = 25_000
_RULED = "\x01"
_UTTERANCES = ("Statement", "Commitment")
Quads = Callable[[list[Record]], str]


class Lines(Protocol):
    """Where the quads go: a binary file, or whatever else takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Takes bytes, which may end amid a line."""
        ...


@dataclass
class _Part:
    """One template over all rows: which reading of its columns is each row's own."""

    template: ClaimTemplate
    values: Any = None
    fields: list[Read] = field(default_factory=list)
    fillers: dict[str, Any] = field(default_factory=dict)
    things: dict[str, list[Read]] = field(default_factory=dict)
    claims: Any = None
    written: list[Written | None] = field(default_factory=list)


def check_columnar(mapping: Mapping) -> None:
    """Raises NotColumnarError for a mapping that one row may read as several claims."""
    for template in mapping.templates:
        if "about" in {*template.constants, *template.things}:
            raise NotColumnarError("facts about a thing")
        if template.constants.get("claim") in _UTTERANCES:
            raise NotColumnarError("utterances")
        for role, made in template.things.items():
            if role in SEVERAL or made.split or made.separator:
                raise NotColumnarError("several things in a cell")


class ColumnarTable:
    """A table read by columns: first its cells, then its quads, a slice of rows at a time."""

    def __init__(
        self, columns: Columns, mapping: Mapping, source: Source, names: Names, quads: Quads
    ) -> None:
        """Reads every different cell. `quads` writes records into the source's graph."""
        check_columnar(mapping)
        self.polars: Any = need("polars")
        self.mapping, self.source, self.names, self.quads = mapping, source, names, quads
        self.reading = Reading(mapping.lines, source, {f"source/{source.id}"})
        self.gathered = own_things(mapping, self.reading)
        self.rows, self.cells = self._prepared(columns)
        self.parts = [self._read(template) for template in mapping.templates]
        self.taken = self.rows["fault"].is_null()

    def _prepared(self, columns: Columns) -> tuple[Any, Any]:
        """Returns the rows that are not blank (row, fault), and their cells by column's name."""
        pl, frame = self.polars, columns.frame
        filled = pl.any_horizontal(pl.all().str.strip_chars() != "")
        numbered = frame.with_row_index("row", offset=2).filter(frame.select(filled).to_series())
        wrong = f"more cells than the header has columns ({len(columns.header)})"
        last = pl.col(frame.columns[-1]) != "" if columns.overflow else pl.lit(False)
        fault = pl.when(last).then(pl.lit(wrong)).otherwise(None).alias("fault")
        wanted = {n for t in self.mapping.templates for n in t.columns()}
        texts = [
            pl.col(f"c{i}").alias(name) for i, name in enumerate(columns.header) if name in wanted
        ]
        return numbered.select("row", fault), numbered.select(texts)

    def _read(self, template: ClaimTemplate) -> _Part:
        absent = frozenset(self.mapping.whole.table.absent)
        decimal = self.mapping.whole.table.decimal
        part = _Part(template)
        columns = [value.column for value in template.values.values()]
        part.values, part.fields = read_distinct(
            self.cells, columns, absent, lambda row: value_fields(template, row, decimal)
        )
        self._add_faults(part.values, part.fields)
        for role, made in template.things.items():

            def filler(row: Any, role: str = role, made: Any = made) -> Thing | None:
                found = things_of(made, row, self.source.language)
                if not found and role in template.required:
                    raise ValueError(f"nothing for {role} in the column {made.column!r}")
                return found[0] if found else None

            ids, reads = read_distinct(self.cells, made.columns(), absent, filler)
            part.fillers[role], part.things[role] = ids, reads
            self._add_faults(ids, reads)
        self._claims(part)
        return part

    def _add_faults(self, ids: Any, reads: list[Read]) -> None:
        """Keeps the first fault of each row."""
        if all(read.fault is None for read in reads):
            return
        pl = self.polars
        said = [r.fault and (_RULED if r.ruled else "") + r.fault for r in reads]
        faults = pl.Series("new", said, dtype=pl.String).gather(ids)
        self.rows = self.rows.with_columns(fault=pl.coalesce(pl.col("fault"), faults))

    def _claims(self, part: _Part) -> None:
        """Makes each different claim once: by its values, and by the roles that are filled."""
        pl = self.polars
        mask = [
            pl.Series(role, [r.value is not None for r in reads]).gather(part.fillers[role])
            for role, reads in part.things.items()
        ]
        keys = pl.DataFrame([part.values.alias("values"), *mask])
        good = self.rows["fault"].is_null()
        different = keys.filter(good).unique(maintain_order=True)
        reads = [
            attempt(lambda key=key: self._claim(part, key))  # type: ignore[misc]
            for key in different.iter_rows(named=True)
        ]
        part.written = [read.value for read in reads]
        numbered = different.with_row_index("claim")
        part.claims = keys.join(numbered, on=keys.columns, how="left", maintain_order="left")[
            "claim"
        ]
        self._add_faults(part.claims, reads)

    def _claim(self, part: _Part, key: dict[str, Any]) -> Written:
        roles = tuple(role for role in part.things if key[role])
        self.reading.known.update(stand_in(role) for role in roles)
        entry = part.template.constants | part.fields[key["values"]].value
        entry |= {role: stand_in(role) for role in roles} | {"row": ROW}
        (claim,) = claim_relations(entry, part.template.path, self.reading)
        return written(claim, roles, self.quads([claim]), self.source.id, self.names)

    def left_out(self) -> list[LeftOut]:
        """Returns the rows that are not taken, in order."""
        return [
            LeftOut(row, fault.removeprefix(_RULED), fault.startswith(_RULED))
            for row, fault in self.rows.filter(~self.taken).iter_rows()
        ]

    def things(self) -> list[Thing]:
        """Returns what the mapping and the taken rows name; NotColumnarError if a key clashes."""
        found: list[tuple[int, int, int, Thing]] = []
        for t, part in enumerate(self.parts):
            for r, (role, ids) in enumerate(part.fillers.items()):
                frame = self.polars.DataFrame([self.rows["row"], ids.alias("id")])
                first = frame.filter(self.taken).unique("id", keep="first", maintain_order=True)
                reads = part.things[role]
                found += [
                    (row, t, r, reads[i].value)
                    for row, i in first.iter_rows()
                    if reads[i].value is not None
                ]
        for _, _, _, thing in sorted(found, key=lambda one: one[:3]):
            try:
                self.gathered.refuse_clash(thing)
            except ValueError as clash:
                raise NotColumnarError(str(clash)) from None
            self.gathered.add(thing)
        return list(self.gathered.things.values())

    def write(self, out: Lines, progress: Callable[[int], None] = lambda claims: None) -> int:
        """Writes the claims' quads; returns how many rows say only what earlier rows say."""
        pl = self.polars
        seen = [frame for part in self.parts for frame in self._write_part(part, out, progress)]
        if not seen:
            return 0
        claims = pl.concat(seen).sort("row", maintain_order=True)
        new = claims.with_columns(new=pl.col("said").is_first_distinct())
        return int(new.group_by("row").agg(pl.col("new").any()).filter(~pl.col("new")).height)

    def _write_part(
        self, part: _Part, out: Lines, progress: Callable[[int], None]
    ) -> Iterator[Any]:
        pl = self.polars
        iris = {
            role: pl.Series(
                role,
                [None if r.value is None else self.names.iri(r.value.key) for r in reads],
                dtype=pl.String,
            ).gather(part.fillers[role])
            for role, reads in part.things.items()
        }
        frame = pl.DataFrame([self.rows["row"], part.claims.alias("claim"), *iris.values()]).filter(
            self.taken
        )
        shapes: dict[tuple[Shape, ...], list[int]] = {}
        for i, claim in enumerate(part.written):
            if claim is not None:
                marks = (Shape(claim.hashed.marks, ()), Shape(claim.quads.marks, ()))
                shapes.setdefault(marks, []).append(i)
        for kept in shapes.values():
            rows = frame.filter(pl.col("claim").is_in(kept))
            pieces = self._pieces(kept, part)
            for start in range(0, rows.height, SLICE):
                some = rows[start : start + SLICE].join(pieces, on="claim", maintain_order="left")
                yield self._write_slice(some, part.written[kept[0]], tuple(iris), out)
                progress(some.height)

    def _pieces(self, kept: list[int], part: _Part) -> Any:
        """Returns the pieces of each claim of one shape as columns."""
        claims = [(i, part.written[i]) for i in kept]
        rows = [
            {"claim": i, "own": c.own, "unhashed": c.unhashed}
            | {f"hash {n}": piece for n, piece in enumerate(c.hashed.pieces)}
            | {f"quad {n}": piece for n, piece in enumerate(c.quads.pieces)}
            for i, c in claims
            if c is not None
        ]
        return self.polars.DataFrame(rows, schema_overrides={"claim": self.polars.UInt32})

    def _write_slice(
        self, rows: Any, claim: Written | None, roles: tuple[str, ...], out: Lines
    ) -> Any:
        pl = self.polars
        assert claim is not None
        texts = rows.select(text=_filled(pl, "hash", claim.hashed), own=self._own(rows, roles))
        bases = [self.names.base if own else BASE for own in texts["own"]]
        made = relation_iris(claim.type, texts["text"], bases)
        places = rows.select("row=" + pl.col("row").cast(pl.String)).to_series()
        told = self.names.evidences(made, self.source.id, places)
        marks = {
            RELATION: pl.Series(made, dtype=pl.String),
            EVIDENCE: pl.Series(told, dtype=pl.String),
            NUMBER: rows["row"].cast(pl.String),
        }
        filled = rows.with_columns(**marks).select(_filled(pl, "quad", claim.quads))
        filled.write_csv(out, include_header=False, quote_style="never")
        said = pl.concat_str([texts["text"], rows["unhashed"]]).hash()
        return pl.DataFrame([rows["row"], pl.select(said).to_series().alias("said")])

    def _own(self, rows: Any, roles: tuple[str, ...]) -> Any:
        """Tells which claims name something that the released register lacks."""
        pl = self.polars
        foreign = [~pl.col(role).str.starts_with(BASE).fill_null(True) for role in roles]
        return pl.any_horizontal([pl.col("own"), *foreign])


def _filled(pl: Any, name: str, shape: Shape) -> Any:
    parts = [pl.col(f"{name} 0")]
    for n, mark in enumerate(shape.marks, start=1):
        parts += [pl.col(mark), pl.col(f"{name} {n}")]
    return pl.concat_str(parts)
