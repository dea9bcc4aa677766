"""A table → the mapping file that a person may begin with, and what was understood of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from citygraph.delimited import table_bytes
from citygraph.loaders.tables import cells
from citygraph.loaders.tables.columns import Columns, Layout, read_columns
from citygraph.loaders.tables.guesses import Column, absent_words, decimal_sign, guessed
from citygraph.vocabulary import concepts

_HEAD = """\
# A mapping of {file}: save it beside the table as {slug}.table.yaml, then correct it.
# `citygraph describe {slug}.table.yaml` shows what it takes and what it leaves out.
#
# {rows} rows were seen. What was understood of each column:
{columns}
format: 1
source:
  id: {slug}
  kind: {kind}
  label: {{en: {title}}}
  language: en                  # of the table's words
  sha256: {sha256}
  read: YYYY-MM-DD              # the day on which you read it
  asOf: YYYY-MM-DD              # the date at which it knows what it says
  terms: "No terms are given."  # its licence, in words
  # url: https://…              # where you found it
table: {{{layout}}}
badRows: 10                     # the percentage of unusable rows above which the load stops
# decisions: cities.csv         # the review of its cities, once you have filled it in
"""
_SAME_AS = {
    "geonames": "https://sws.geonames.org/{}/",
    "wikidata": "http://www.wikidata.org/entity/{}",
}
#: What a table with such a column lists → its claim, its city's role, and a role that it needs.
_CLAIMS = {
    "document": ("Signature", "signatory", "signatureStatus", "signed", "Declaration"),
    "event": ("Participation", "participant", "participationRole", "attendee", "Event"),
    "network": ("Membership", "member", "membershipRole", "member", "CityNetwork"),
}


def propose(file: Path, layout: Layout) -> str:
    """Returns the text of a mapping file for a table, with what was understood as comments.

    Raises SourceError for a table that cannot be read.
    """
    columns = read_columns(file, layout)
    found = guessed(columns)
    slug = cells.slug(file.stem)
    meanings = {c.meaning: c for c in found if c.meaning}
    kind = next((name for name in ("document", "event") if name in meanings), "network")
    head = _HEAD.format(
        file=file.name,
        slug=slug,
        rows=columns.frame.height,
        columns="\n".join(_understood(found, kind)),
        kind="member-list" if kind == "network" else "dataset",
        title=_quoted(file.stem.replace("_", " ")),
        sha256=hashlib.sha256(table_bytes(file)).hexdigest(),
        layout=", ".join(_layout(file, columns, found)),
    )
    return head + "".join(f"{line}\n" for line in _body(meanings, kind))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _layout(file: Path, columns: Columns, found: list[Column]) -> Iterator[str]:
    yield f"file: {_quoted(file.name)}"
    for name in ("encoding", "delimiter", "sheet"):
        value = getattr(columns.layout, name)
        if value is not None:
            yield f"{name}: {_quoted('tab' if value == chr(9) else value)}"
    if sign := decimal_sign(found):
        yield f"decimal: {_quoted(sign)}"
    if absent := absent_words(found):
        yield f"absent: [{', '.join(map(_quoted, absent))}]"


def _understood(found: list[Column], kind: str) -> Iterator[str]:
    used = {"country", "latitude", "longitude", "geonames", "status", "since", "until", "city"}
    used |= {kind, f"{kind}-id", "years", "wikidata"}
    width = max(len(column.name) for column in found)
    for column in found:
        if column.meaning == "contact":
            yield f"#   {column.name:{width}}  personal contacts: never taken"
            continue
        meant = column.meaning if column.meaning in used else "not taken"
        shown = ", ".join(cell[:30] for cell in column.spellings[:3])
        yield f"#   {column.name:{width}}  {meant}: {len(column.spellings)} different, as {shown}"


def _body(meanings: dict[str, Column], kind: str) -> Iterator[str]:
    claim, role, status, usual, made = _CLAIMS[kind]
    if kind not in meanings:
        yield "things:                         # the one network that this is a list of"
        yield "  - {id: organization/the-network, type: CityNetwork, label: {en: The network}}"
    yield "rows:"
    yield f"  - claim: {claim}"
    yield from _city(meanings, role)
    if kind in meanings:
        code = meanings.get(f"{kind}-id")
        ident = f", id: {_quoted(code.name)}, idPrefix: code" if code else ""
        name = _quoted(meanings[kind].name)
        yield f"    {kind}: {{column: {name}, type: {made}{ident}}}"
    else:
        yield "    network: organization/the-network"
    yield from _status(meanings, status, usual)
    if kind == "network":
        yield from _dates(meanings, {"since": "validFrom", "until": "validTo"})
        if "years" in meanings and "since" not in meanings and "until" not in meanings:
            yield f"    years: {{column: {_quoted(meanings['years'].name)}}}"
    elif kind == "document":
        yield from _dates(meanings, {"since": "signedOn"})


def _city(meanings: dict[str, Column], role: str) -> Iterator[str]:
    yield f"    {role}:"
    if "city" in meanings:
        yield f"      column: {_quoted(meanings['city'].name)}"
    else:
        yield '      column: "?"                # no column of cities was recognised: name it'
    yield "      type: City"
    yield "      resolve: geonames         # leave this out to take the names as they stand"
    known = next((name for name in _SAME_AS if name in meanings), None)
    if known is not None:
        yield f"      id: {_quoted(meanings[known].name)}"
        yield f"      idPrefix: {known}"
        yield f"      sameAs: {_quoted(_SAME_AS[known])}"
    if "country" in meanings:
        yield f"      country: {_quoted(meanings['country'].name)}"
    elif known is None:
        yield '      country: "?"               # no column of countries was recognised: name it'
    if "latitude" in meanings and "longitude" in meanings:
        yield f"      latitude: {_quoted(meanings['latitude'].name)}"
        yield f"      longitude: {_quoted(meanings['longitude'].name)}"


def _status(meanings: dict[str, Column], field: str, usual: str) -> Iterator[str]:
    """Each spelling of a status is written out; what is not recognised leaves its rows out."""
    column = meanings.get("status")
    if column is None or not column.few():
        if field != "membershipRole":
            yield f"    {field}: {usual}"
        return
    scheme = {"signatureStatus": "signature-status", "participationRole": "participation-role"}
    known = scheme.get(field, "membership-role")
    names = [name.split("/")[1] for name in concepts() if name.startswith(f"{known}/")]
    yield f"    {field}:                # known: {', '.join(sorted(names))}"
    yield f"      column: {_quoted(column.name)}"
    yield "      values:"
    for spelling in column.spellings:
        yield f"        {_quoted(spelling)}: {_meaning(spelling, names)}"


def _meaning(spelling: str, names: list[str]) -> str:
    words = spelling.casefold().replace("-", " ").split()
    fitting = [name for name in names if set(name.split("-")) <= set(words)]
    name = max(fitting, key=len, default=None)
    if not {"former", "ex", "past", "ended", "withdrawn", "ancien"}.isdisjoint(words):
        return "{ended: true}" if name is None else f"{{means: {name}, ended: true}}"
    plain = [name] if name is not None and words == name.split("-") else []
    return plain[0] if plain else '{skip: "say in the mapping what this means"}'


def _dates(meanings: dict[str, Column], fields: dict[str, str]) -> Iterator[str]:
    for meaning, field in fields.items():
        if meaning in meanings:
            yield f"    {field}: {{column: {_quoted(meanings[meaning].name)}}}"
