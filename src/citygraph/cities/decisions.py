"""People's decisions on names that the matcher would not settle: kept as a table, applied again.

A decision is a row of name,country,geonamesId,reason,decidedOn,decidedBy. An empty geonamesId says
that the name is no city. Where there is a column `file`, it names the table that the decision is
on. The review table is the form to fill: what is left empty is undecided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from citygraph.cities.gazetteer import City, Gazetteer
from citygraph.cities.matching import Match, Named
from citygraph.cities.names import fold
from citygraph.cities.rows import csv_rows
from citygraph.errors import SourceError
from citygraph.table import Table

COLUMNS = ("name", "country", "geonamesId", "reason", "decidedOn", "decidedBy")
_REVIEW = ("lines", "name", "country", "status", "why", "candidates", *COLUMNS[2:])
#: Of a name that stands in a thousand rows, the first few lead to the rest.
_SHOWN = 20

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided a name to mean: a place of GeoNames, or no city at all (None).

    `by` is the person's role ("the project's editor"), not a name. `table` is the file name of the
    one table that it is on, "" for any.
    """

    name: str
    country: str
    geonames_id: int | None
    reason: str
    on: date
    by: str
    file: Path
    line: int
    table: str = ""


def read_decisions(*files: Path) -> tuple[Decision, ...]:
    """Returns the decisions in CSV files, in their order.

    Raises SourceError, with the line, for a missing column or part, an identifier or a date that is
    none, and a second decision on the same name and country.
    """
    seen: dict[Key, Decision] = {}
    for file in files:
        for line, row in csv_rows(file, COLUMNS):
            if not any(row[column] for column in COLUMNS[2:]):
                continue
            decision = _decision(file, line, row)
            key = (fold(decision.name), fold(decision.country), decision.table)
            if key in seen:
                first = f"{seen[key].file}:{seen[key].line}"
                message = f"{decision.name!r} is decided already in {first}: keep one"
                raise SourceError(message, file=file, line=line)
            seen[key] = decision
    return tuple(seen.values())


def _decision(file: Path, line: int, row: dict[str, str]) -> Decision:
    missing = [c for c in ("name", "reason", "decidedOn", "decidedBy") if not row[c]]
    if missing:
        message = f"a decision needs its {' and '.join(missing)}"
        raise SourceError(message, file=file, line=line)
    number = row["geonamesId"].rstrip("/").rpartition("/")[2]
    if number and not (number.isascii() and number.isdigit() and len(number) < 12):
        message = f"geonamesId {row['geonamesId']!r} is no GeoNames identifier such as 658225"
        raise SourceError(message, file=file, line=line)
    try:
        on = date.fromisoformat(row["decidedOn"])
    except ValueError:
        message = f"decidedOn {row['decidedOn']!r} is no day: write 2026-11-21"
        raise SourceError(message, file=file, line=line) from None
    chosen = int(number) if number else None
    return Decision(
        name=row["name"],
        country=row["country"],
        geonames_id=chosen,
        reason=row["reason"],
        on=on,
        by=row["decidedBy"],
        file=file,
        line=line,
        table=row.get("file", ""),
    )


def decided(
    found: Sequence[tuple[Named, Match]], decisions: Iterable[Decision], gazetteer: Gazetteer
) -> tuple[tuple[Match, ...], Table]:
    """Returns the matches with the decisions applied, and what is to be said of the decisions.

    A row that its own identifier or coordinates settle keeps its city. The second table has the
    columns file, line, name, country and remark: decisions that were not applied, are no longer
    needed, or look wrong.
    """
    places: dict[Key, list[int]] = defaultdict(list)
    for position, (named, _) in enumerate(found):
        places[_key(named.name, named.country, gazetteer)].append(position)
    matches = [match for _, match in found]
    remarks: list[tuple[str, int, str, str, str]] = []
    for decision in decisions:
        at = places.get(_key(decision.name, decision.country, gazetteer), [])
        city, wrong = _city(decision, gazetteer)
        said = [wrong] if wrong else _remarks(decision, [found[i][1] for i in at])
        about = (str(decision.file), decision.line, decision.name, decision.country)
        remarks += [(*about, text) for text in said]
        for position in at if not wrong else ():
            if not _settled_itself(*found[position]):
                matches[position] = _applied(decision, city)
    title = "Decisions to look at" if remarks else ""
    return tuple(matches), Table(
        ("file", "line", "name", "country", "remark"), tuple(remarks), title
    )


def remark_lines(remarks: Table) -> tuple[str, ...]:
    """Returns what is to be said of decisions in words, each with its file and line."""
    return tuple(
        f"{file}:{line}: {', '.join(str(part) for part in about if part)}: {remark}"
        for file, line, *about, remark in remarks
    )


def _key(name: str, country: str, gazetteer: Gazetteer) -> Key:
    return fold(name), gazetteer.country(country) or fold(country)


def _city(decision: Decision, gazetteer: Gazetteer) -> tuple[City | None, str]:
    """The place decided on, or why the decision cannot be applied."""
    if decision.geonames_id is None:
        return None, ""
    city = gazetteer.city(decision.geonames_id)
    if city is None:
        return None, f"not applied: the gazetteer has no place {decision.geonames_id}"
    code = gazetteer.country(decision.country) if decision.country else None
    if code not in (None, city.country):
        where = f"{city.name} lies in {city.country}"
        return None, f"not applied: {decision.geonames_id} is in another country ({where})"
    return city, ""


def _remarks(decision: Decision, matches: Sequence[Match]) -> list[str]:
    if not matches:
        return ["no row bears this name and country"]
    known = {city.id for match in matches for city in match.candidates}
    settled = {match.city.id for match in matches if match.city is not None}
    said = []
    if settled == {decision.geonames_id}:
        said.append("no longer needed: the rows are matched to this place without it")
    elif settled:
        said.append("no longer ambiguous: rows are matched to another place without it")
    elif known and decision.geonames_id is not None and decision.geonames_id not in known:
        said.append("applied, but the place is none of the candidates")
    return said


def _settled_itself(named: Named, match: Match) -> bool:
    own = bool(named.geonames_id) or named.latitude is not None
    return match.city is not None and own


def _applied(decision: Decision, city: City | None) -> Match:
    said = f"decided by {decision.by} on {decision.on.isoformat()}: {decision.reason}"
    return Match("unmatched" if city is None else "matched", said, city, decided=True)


def review_table(found: Sequence[tuple[int, Named, Match]]) -> Table:
    """Returns what a person is to decide, one row for each name and country, as a form to fill.

    Spellings that differ by case or accents alone are one, as they are for a decision.
    `found` gives each row's line in its table, what it says, and what became of it. Matched rows
    and rows decided to be no city are left out.
    """
    grouped: dict[Key, list[tuple[int, Named, Match]]] = defaultdict(list)
    for number, named, match in found:
        if match.city is None and not match.decided:
            grouped[fold(named.name), fold(named.country)].append((number, named, match))
    rows = []
    for members in grouped.values():
        numbers = " ".join(str(number) for number, *_ in members[:_SHOWN])
        if len(members) > _SHOWN:
            numbers += f" and {len(members) - _SHOWN} more"
        _, named, first = members[0]
        name, country, shown = named.name, named.country, candidates_text(first.candidates)
        rows.append(
            (numbers, name.strip(), country.strip(), first.status, first.reason, shown, *[None] * 4)
        )
    return Table(_REVIEW, tuple(rows), "Cities to decide")


def candidates_text(cities: Iterable[City], limit: int = 8) -> str:
    """Returns candidates as people compare them: id, name, country and region, people.

    >>> candidates_text([City(658225, "Helsinki", "FI", "01", 60.2, 24.9, 658864, "", False)])
    '658225 Helsinki FI.01 658,864'
    """
    shown = list(cities)
    words = [f"{city.id} {place_text(city)} {city.population:,}" for city in shown[:limit]]
    more = [f"and {len(shown) - limit} more"] if len(shown) > limit else []
    return "; ".join(words + more)


def place_text(city: City) -> str:
    """Returns a place's name with its country and region."""
    return f"{city.name} {city.country}{'.' if city.admin1 else ''}{city.admin1}"
