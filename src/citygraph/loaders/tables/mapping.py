"""`<slug>.table.yaml` → what each column of a table means, with file and line in every error.

A mapping has the head of a source file, says how its table is written, and lists under `rows` what
each row claims: the entries of a source file, in which a column may stand for any value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from citygraph.errors import nearest
from citygraph.loaders.source_model import ClaimBase, claim_model, fact_model, validated
from citygraph.loaders.tables.cells import is_contact
from citygraph.loaders.tables.columns import Layout
from citygraph.loaders.tables.model import MappingFile, ThingColumn, ValueColumn
from citygraph.loaders.yaml_lines import Lines, Path_, read
from citygraph.vocabulary import (
    CLASSES,
    COMMON_QUALIFIERS,
    COMMON_ROLES,
    DATE_FACTS,
    DATES,
    FACTS,
    NUMBER_FACTS,
    NUMBERS,
    RELATIONS,
    SCHEMES,
    TEXT_FACTS,
    THING_FACTS,
)

ENDING = ".table.yaml"
_CLASSES = tuple(name for name in RELATIONS if name != "AttributeClaim")
_PLACES = ("at", "page", "row", "place")


@dataclass(frozen=True, slots=True)
class ClaimTemplate:
    """What each row claims once: constants as a source file writes them, and columns."""

    path: Path_
    constants: dict[str, Any]
    things: dict[str, ThingColumn] = field(default_factory=dict)
    values: dict[str, ValueColumn] = field(default_factory=dict)
    required: frozenset[str] = frozenset()

    def columns(self) -> Iterator[str]:
        """Yields every column that the template reads, in order."""
        for thing in self.things.values():
            yield from thing.columns()
        for value in self.values.values():
            yield value.column


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file, checked: its head, its table's place and layout, its templates."""

    lines: Lines
    whole: MappingFile
    templates: tuple[ClaimTemplate, ...]

    @property
    def file(self) -> Path:
        """The table's path."""
        return self.lines.file.parent / self.whole.table.file

    @property
    def layout(self) -> Layout:
        """How the table is written, as far as the mapping says so."""
        table = self.whole.table
        return Layout(table.encoding, table.delimiter, table.sheet)

    @property
    def allowed_bad(self) -> float:
        """The share of bad rows above which the load stops, from 0 to 1."""
        return float(self.whole.badRows) / 100


def read_mapping(file: Path) -> Mapping:
    """Returns a mapping file's content; raises SourceError at the line of its first fault."""
    data, lines = read(file)
    if not isinstance(data, dict):
        raise lines.error("a table mapping holds format, source, table and rows", ())
    whole = validated(MappingFile, data, (), lines)
    if whole.source.sha256 is None:
        raise lines.error("sha256 is missing: the hash of the table's bytes", ("source",))
    name = Path(whole.table.file)
    if name.is_absolute() or ".." in name.parts or ":" in whole.table.file:
        wrong = "the table lies beside its mapping or below it: write a relative path"
        raise lines.error(wrong, ("table", "file"))
    templates = [_template(entry, ("rows", i), lines) for i, entry in enumerate(whole.rows)]
    return Mapping(lines, whole, tuple(templates))


def _template(entry: dict[str, Any], path: Path_, lines: Lines) -> ClaimTemplate:
    model = _model(entry, path, lines)
    for name in _PLACES:
        if name in entry:
            raise lines.error(f"{name}: is not written here: the row is the place", (*path, name))
    things: dict[str, ThingColumn] = {}
    values: dict[str, ValueColumn] = {}
    stand_in: dict[str, Any] = {}
    for name, value in entry.items():
        if not (isinstance(value, dict) and "column" in value):
            stand_in[name] = value
            continue
        if _is_thing(name):
            things[name] = _thing(
                validated(ThingColumn, value, (*path, name), lines), (*path, name), lines
            )
        elif name in model.model_fields and not _is_value(name):
            raise lines.error(f"{name}: is not read from a column", (*path, name))
        else:
            values[name] = validated(ValueColumn, value, (*path, name), lines)
        if name not in ("status", "years"):
            stand_in[name] = _stand_in(name)
    _extra_fields(entry, path, lines)
    validated(model, stand_in, path, lines)
    constants = {k: v for k, v in stand_in.items() if k not in things and k not in values}
    required = frozenset(k for k, f in model.model_fields.items() if f.is_required())
    template = ClaimTemplate(path, constants, things, values, required)
    _refuse_contacts(template, lines)
    return template


def _model(entry: dict[str, Any], path: Path_, lines: Lines) -> type[ClaimBase]:
    """Each entry is checked with the model of a source file's claim, columns standing in."""
    if "about" in entry:
        if not any(name in FACTS for name in entry):
            known = ", ".join(FACTS)
            raise lines.error(f"about: names a thing but no fact; known: {known}", path)
        return fact_model()
    name = entry.get("claim")
    if name not in _CLASSES:
        known = nearest(str(name), _CLASSES)
        raise lines.error(f"an entry of rows begins with claim: or about:{known}", path)
    return claim_model(name)


def _extra_fields(entry: dict[str, Any], path: Path_, lines: Lines) -> None:
    """`status` and `years` are no fields of a claim: they become its modality and its dates."""
    for name in ("status", "years"):
        if name in entry and not (isinstance(entry[name], dict) and "column" in entry[name]):
            raise lines.error(f"{name}: needs a column", (*path, name))
    if "years" in entry:
        relation = RELATIONS.get(str(entry.get("claim")))
        if relation is None or "validFrom" not in relation.qualifiers:
            wrong = f"years: is for claims with validFrom and validTo, not {entry.get('claim')}"
            raise lines.error(wrong, (*path, "years"))
        if "validFrom" in entry or "validTo" in entry:
            raise lines.error("give years:, or validFrom and validTo", (*path, "years"))


def _is_thing(name: str) -> bool:
    roles = {role for known in RELATIONS.values() for role in known.roles}
    fillers = {*roles, *THING_FACTS, *COMMON_ROLES, "about"}
    return name in fillers and name not in SCHEMES


def _is_value(name: str) -> bool:
    qualifiers = {name for known in RELATIONS.values() for name in known.qualifiers}
    facts = (*DATE_FACTS, *TEXT_FACTS, *NUMBER_FACTS)
    own = ("modality", "asOf", "status", "years")
    return name in {*qualifiers, *SCHEMES, *COMMON_QUALIFIERS, *facts, *own} - {"basis"}


def _stand_in(name: str) -> str:
    """Returns a value of the kind that the field takes, so that the whole can be checked."""
    if name in (*DATES, *DATE_FACTS, *COMMON_QUALIFIERS, "asOf"):
        return "2000"
    if name in (*NUMBERS, *NUMBER_FACTS):
        return "1"
    return "city/x" if _is_thing(name) else "actual"


def _thing(made: ThingColumn, path: Path_, lines: Lines) -> ThingColumn:
    known = frozenset(CLASSES) - {"SourceDocument"}
    if made.type not in known:
        wrong = f"unknown type {made.type!r}{nearest(made.type, known)}"
        raise lines.error(wrong, (*path, "type"))
    if made.type in ("City", "Country") and made.id is None and made.country is None:
        wrong = f"a {made.type} needs country: or id:, for a name alone may be two places"
        raise lines.error(wrong, path)
    if made.id is not None and made.type != "Country" and made.idPrefix is None:
        raise lines.error("id: needs idPrefix:, such as geonames, to say whose it is", path)
    if made.sameAs and made.id is None:
        raise lines.error("sameAs: needs id:, the column whose cells stand for {}", path)
    if (made.latitude is None) != (made.longitude is None):
        raise lines.error("give latitude: and longitude: together", path)
    return made


def _refuse_contacts(template: ClaimTemplate, lines: Lines) -> None:
    for name in template.columns():
        if is_contact(name):
            wrong = f"the column {name!r} holds personal contacts: such are never taken"
            raise lines.error(wrong, template.path)
