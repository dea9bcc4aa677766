"""A row's cells → the things that they name; the same key over many rows is one thing."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace

from citygraph.cities.gazetteer import City
from citygraph.cities.keys import city_thing
from citygraph.cities.matching import Match, Named
from citygraph.loaders.tables import cells
from citygraph.loaders.tables.model import Outcome, ResolvedColumn, ThingColumn
from citygraph.loaders.tables.report import UNDECIDED
from citygraph.records import Text, Thing
from citygraph.vocabulary import CLASSES


class LeaveOut(Exception):
    """The mapping says that this row is to be left out, and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row's cells by column, spaces made plain, and the words that mean nothing is there."""

    cells: Dict[str, str]
    absent: frozenset[str] = frozenset()

    def raw(self, column: str) -> str:
        """Returns a cell; ValueError for a formula or a person's address."""
        cell = " ".join(self.cells[column].split())
        cells.refuse_hostile(cell)
        return cell

    def cell(self, column: str) -> str:
        """Returns a cell, "" where it says that nothing is there."""
        cell = self.raw(column)
        return "" if cell in self.absent else cell


def outcome(cell: str, values: Dict[str, Outcome]) -> Outcome | None:
    """Returns what the mapping says of a spelling, whatever its case; LeaveOut if to be skipped."""
    found = values.get(cell.casefold()) if values else None
    if found is not None and found.skip is not None:
        raise LeaveOut(found.skip)
    return found


def things_of(made: ThingColumn, row: Row, language: str) -> list[Thing]:
    """Returns the things that a row names in one role: none, one, or several where split.

    Raises ValueError with a remedy for a name that is not known to be one thing.
    """
    naming = _naming(made, row)
    alts = [Text(text, language) for text in naming.instead]
    if isinstance(made, ResolvedColumn):
        return [
            _city(made, row, name, naming, [Text(name, language), *alts]) for name in naming.names
        ]
    return [_thing(made, row, name, naming, alts) for name in naming.names]


def named(made: ThingColumn, row: Row) -> list[Named]:
    """Returns what a row says of each city in a column that is to be resolved.

    Raises ValueError as `things_of` does.
    """
    naming = _naming(made, row)
    return [_named(made, row, name, naming) for name in naming.names]


@dataclass(frozen=True, slots=True)
class _Naming:
    """The names in a cell, their identifier, and what is written where the mapping renames."""

    names: list[str]
    ident: str = ""
    instead: tuple[str, ...] = ()


def _naming(made: ThingColumn, row: Row) -> _Naming:
    written = row.cell(made.column)
    ident = row.cell(made.id) if made.id is not None else ""
    said = outcome(written, made.values) if written else None
    name = written if said is None else said.means or ""
    if not name:
        if ident and said is None:
            raise ValueError(f"an identifier {ident!r} and no name in {made.column!r}")
        return _Naming([])
    names = _names(made, name, ident, settled=said is not None or made.resolve is not None)
    instead = (written,) if written != name else ()
    return _Naming(names, ident if len(names) == 1 else "", instead)


def _named(made: ThingColumn, row: Row, name: str, naming: _Naming) -> Named:
    written = row.raw(made.country) if made.country is not None else ""
    place = _degrees(made, row)
    if len(naming.names) > 1:
        place = (None, None)
    elif (place[0] is None) != (place[1] is None):
        raise ValueError("latitude and longitude come together")
    ident = naming.ident if made.geonames_id is not None else ""
    return Named(name, made.countries.get(written, written), *place, ident)


def _degrees(made: ThingColumn, row: Row) -> tuple[float | None, float | None]:
    """The row's latitude and longitude, if it gives them."""
    if made.latitude is None or made.longitude is None:
        return None, None
    north, east = row.cell(made.latitude), row.cell(made.longitude)
    return (
        cells.coordinate(north, 90.0) if north else None,
        cells.coordinate(east, 180.0) if east else None,
    )


def _names(made: ThingColumn, name: str, ident: str, settled: bool) -> list[str]:
    if name in made.split:
        return list(made.split[name])
    if made.separator is not None:
        parts = [part.strip() for part in name.split(made.separator)]
        return list(dict.fromkeys(part for part in parts if part))
    if made.type == "City" and not ident and not settled and cells.could_be_two(name):
        raise ValueError(f"{name!r} could be two cities: say which under split: or values:")
    return [name]


def _thing(made: ThingColumn, row: Row, name: str, naming: _Naming, alts: list[Text]) -> Thing:
    code = _country(made, row)
    _degrees(made, row)
    labels, more = _labels(made, row)
    return Thing(
        key=_key(made, name, naming.ident, code),
        type=made.type,
        labels=_texts({"en": name} | labels),
        alts=(*alts, *more),
        same_as=_same_as(made, naming.ident),
        country_code=code if made.type == "Country" else None,
    )


def _city(made: ResolvedColumn, row: Row, name: str, naming: _Naming, alts: list[Text]) -> Thing:
    """The city that a name was found to mean, with the table's own names of it beside GeoNames'."""
    city = city_thing(_settled(made.matches[_named(made, row, name, naming)], name))
    labels, more = _labels(made, row)
    if "en" in labels:
        more.insert(0, Text(labels["en"], "en"))
    kept = _texts(labels | {"en": city.labels[0].text})
    also = (*alts, *more)
    said = {label.text for label in kept}
    # GeoNames' identifier is there already, in the one form that all sources share.
    others = () if made.geonames_id is not None else _same_as(made, naming.ident)
    return replace(
        city,
        labels=kept,
        alts=tuple(alt for alt in also if alt.text not in said),
        same_as=(*city.same_as, *others),
    )


def _settled(match: Match, name: str) -> City:
    if match.city is not None:
        return match.city
    if match.decided:
        raise LeaveOut(f"{name!r} is no city: {match.reason}")
    hint = "; if it is two cities, say so under split:" if cells.could_be_two(name) else ""
    asked = UNDECIDED if match.status == "ambiguous" else "it is not known which city"
    raise ValueError(f"{asked} {name!r} is: {match.reason}{hint}")


def _labels(made: ThingColumn, row: Row) -> tuple[dict[str, str], list[Text]]:
    """What the columns of labels and of other names say."""
    labels = {tag: text for tag, column in made.labels.items() if (text := row.cell(column))}
    alts = [
        Text(text, tag)
        for tag, columns in made.alt.items()
        for column in columns
        if (text := row.cell(column))
    ]
    return labels, alts


def _texts(labels: Dict[str, str]) -> tuple[Text, ...]:
    return tuple(Text(text, tag) for tag, text in sorted(labels.items()))


def _same_as(made: ThingColumn, ident: str) -> tuple[str, ...]:
    return tuple(pattern.replace("{}", _plain(ident)) for pattern in made.sameAs if ident)


def _plain(ident: str) -> str:
    cells.identifier(ident)
    return ident


def _country(made: ThingColumn, row: Row) -> str | None:
    """Returns the row's country code. "NA" is Namibia here, whatever it means elsewhere."""
    if made.country is None:
        return None
    written = row.raw(made.country)
    mapped = made.countries.get(written)
    return cells.country(mapped or written) if written else None


def _key(made: ThingColumn, name: str, ident: str, code: str | None) -> str:
    segment = CLASSES[made.type]
    if made.type == "Country":
        code = code or (cells.country(ident) if ident else None)
        if code is None:
            raise ValueError(f"no code for the country {name!r}")
        return f"country/{code.lower()}"
    if ident:
        return f"{segment}/{made.idPrefix}-{cells.identifier(ident)}"
    if code is not None:
        return f"{segment}/{cells.slug(name)}-{code.lower()}"
    if made.type == "City":
        raise ValueError(f"{name!r} has no identifier and no country: it may be two places")
    return f"{segment}/{cells.slug(name)}"


@dataclass
class Gathered:
    """The things of a table, by key, in order of their first row.

    The first spelling is the label; others stay as alternative labels.
    """

    things: dict[str, Thing] = field(default_factory=dict)
    language: str = "en"

    def refuse_clash(self, thing: Thing) -> None:
        """Raises ValueError for a key that stands for a thing of another class."""
        known = self.things.get(thing.key)
        if known is not None and known.type != thing.type:
            wrong = f"{thing.key!r} is a {known.type} in an earlier row and a {thing.type} here"
            raise ValueError(wrong)

    def add(self, thing: Thing) -> None:
        """Adds what a row says of a thing."""
        known = self.things.get(thing.key)
        if known is None:
            alts = tuple(a for a in dict.fromkeys(thing.alts) if a not in thing.labels)
            self.things[thing.key] = Thing(
                thing.key, thing.type, thing.labels, alts, thing.same_as, thing.country_code
            )
        elif known != thing:
            self.things[thing.key] = _merged(known, thing, self.language)


def _merged(known: Thing, more: Thing, language: str) -> Thing:
    tags = {label.lang for label in known.labels}
    labels = [*known.labels, *(label for label in more.labels if label.lang not in tags)]
    # The cell that stands for the English label is a name in the table's own language.
    other = [
        Text(label.text, language if label.lang == "en" else label.lang)
        for label in more.labels
        if label not in labels
    ]
    names = {label.text for label in labels}
    alts = dict.fromkeys([*known.alts, *other, *more.alts])
    return Thing(
        key=known.key,
        type=known.type,
        labels=tuple(sorted(labels, key=lambda label: label.lang or "")),
        alts=tuple(alt for alt in alts if alt.text not in names),
        same_as=tuple(dict.fromkeys([*known.same_as, *more.same_as])),
        country_code=known.country_code or more.country_code,
    )
