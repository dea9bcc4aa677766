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
from citygraph.loaders.tables.fields import OWN, is_thing, is_value, stand_in
from citygraph.loaders.tables.model import MappingFile, ThingColumn, ValueColumn
from citygraph.loaders.yaml_lines import Lines, Path_, read
from citygraph.vocabulary import CLASSES, FACTS, RELATIONS

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
    _require_beside(whole.table.file, "the table", ("table", "file"), lines)
    for name in whole.decisions:
        _require_beside(name, "the file of decisions", ("decisions",), lines)
    templates = [_template(entry, ("rows", i), lines) for i, entry in enumerate(whole.rows)]
    if whole.decisions and not any(m.resolve for t in templates for m in t.things.values()):
        wrong = "decisions: are on cities, and no column has resolve: geonames"
        raise lines.error(wrong, ("decisions",))
    return Mapping(lines, whole, tuple(templates))


def _require_beside(name: str, what: str, path: Path_, lines: Lines) -> None:
    file = Path(name)
    if file.is_absolute() or ".." in file.parts or ":" in name:
        wrong = f"{what} lies beside its mapping or below it: write a relative path"
        raise lines.error(wrong, path)


def _template(entry: dict[str, Any], path: Path_, lines: Lines) -> ClaimTemplate:
    model = _model(entry, path, lines)
    for name in _PLACES:
        if name in entry:
            raise lines.error(f"{name}: is not written here: the row is the place", (*path, name))
    things: dict[str, ThingColumn] = {}
    values: dict[str, ValueColumn] = {}
    checked: dict[str, Any] = {}
    for name, value in entry.items():
        if not (isinstance(value, dict) and "column" in value):
            checked[name] = value
            continue
        if is_thing(name):
            things[name] = _thing(
                validated(ThingColumn, value, (*path, name), lines), (*path, name), lines
            )
        elif name in model.model_fields and not is_value(name):
            raise lines.error(f"{name}: is not read from a column", (*path, name))
        else:
            values[name] = validated(ValueColumn, value, (*path, name), lines)
        if name not in OWN:
            checked[name] = stand_in(name)
    _extra_fields(entry, path, lines)
    validated(model, checked, path, lines)
    constants = {k: v for k, v in checked.items() if k not in things and k not in values}
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
    for name in OWN:
        if name in entry and not (isinstance(entry[name], dict) and "column" in entry[name]):
            raise lines.error(f"{name}: needs a column", (*path, name))
    if "years" in entry:
        relation = RELATIONS.get(str(entry.get("claim")))
        if relation is None or "validFrom" not in relation.qualifiers:
            wrong = f"years: is for claims with validFrom and validTo, not {entry.get('claim')}"
            raise lines.error(wrong, (*path, "years"))
        if "validFrom" in entry or "validTo" in entry:
            raise lines.error("give years:, or validFrom and validTo", (*path, "years"))


def _thing(made: ThingColumn, path: Path_, lines: Lines) -> ThingColumn:
    known = frozenset(CLASSES) - {"SourceDocument"}
    if made.type not in known:
        wrong = f"unknown type {made.type!r}{nearest(made.type, known)}"
        raise lines.error(wrong, (*path, "type"))
    if (made.latitude is None) != (made.longitude is None):
        raise lines.error("give latitude: and longitude: together", path)
    if made.resolve is not None:
        _refuse_unresolvable(made, path, lines)
    elif made.type in ("City", "Country") and made.id is None and made.country is None:
        wrong = f"a {made.type} needs country: or id:, for a name alone may be two places"
        raise lines.error(wrong, path)
    elif made.id is not None and made.type != "Country" and made.idPrefix is None:
        raise lines.error("id: needs idPrefix:, such as geonames, to say whose it is", path)
    if made.sameAs and made.id is None:
        raise lines.error("sameAs: needs id:, the column whose cells stand for {}", path)
    return made


def _refuse_unresolvable(made: ThingColumn, path: Path_, lines: Lines) -> None:
    if made.type != "City":
        raise lines.error("resolve: is for columns of type City", (*path, "resolve"))
    if not (made.geonames_id or made.country or made.latitude):
        wrong = "resolve: needs country:, latitude: and longitude:, or id:, GeoNames' own"
        raise lines.error(f"{wrong}: a name alone settles nothing", path)


def _refuse_contacts(template: ClaimTemplate, lines: Lines) -> None:
    for name in template.columns():
        if is_contact(name):
            wrong = f"the column {name!r} holds personal contacts: such are never taken"
            raise lines.error(wrong, template.path)
