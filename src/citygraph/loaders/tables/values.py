"""A row's cells → the dates, numbers, words and concepts of one claim, as in a source file."""

from __future__ import annotations

from typing import Any

from citygraph.errors import nearest
from citygraph.loaders.tables import cells
from citygraph.loaders.tables.fields import DATE_FIELDS, NUMBER_FIELDS
from citygraph.loaders.tables.mapping import ClaimTemplate
from citygraph.loaders.tables.model import Outcome, ValueColumn
from citygraph.loaders.tables.things import Row, outcome
from citygraph.vocabulary import DEGREE_FACTS, RELATIONS, SCHEMES, concepts

ENDED = "It was so earlier; the table does not say when it ended."


def value_fields(template: ClaimTemplate, row: Row, decimal: str | None) -> dict[str, Any]:
    """Returns what the value columns of a template say in one row, by field.

    Raises ValueError for a cell that cannot be used, LeaveOut for a row that the mapping skips.
    """
    fields: dict[str, Any] = {}
    ended = False
    for name, column in template.values.items():
        written = row.cell(column.column)
        said = outcome(written, column.values)
        if said is not None:
            ended = ended or said.ended == "true"
            if said.modality is not None:
                fields["modality"] = said.modality
        text = written if said is None else said.means or ""
        if not text:
            known_end = said is not None and said.ended == "true"
            if name in template.required and not known_end:
                raise ValueError(f"nothing for {name} in the column {column.column!r}")
            continue
        fields |= _fields(name, column, text, said, decimal)
    if "validFrom" in fields and "validTo" in fields:
        cells.in_order(fields["validFrom"], fields["validTo"])
    return fields | _ended(template, fields) if ended else fields


def _fields(
    name: str, column: ValueColumn, text: str, said: Outcome | None, decimal: str | None
) -> dict[str, Any]:
    if name == "years":
        first, last = cells.years(text)
        return {"validFrom": first} | ({"validTo": last} if last is not None else {})
    if name == "status":
        if said is None:
            raise ValueError(f"the status {text!r} is not among values: say there what it means")
        return {}
    if name in SCHEMES:
        return {name: _concept(SCHEMES[name], text)}
    if name in DATE_FIELDS:
        return {name: cells.date(text, column.format)}
    if name in NUMBER_FIELDS:
        return {name: cells.whole(text, decimal)}
    if name in DEGREE_FACTS:
        return {name: cells.degrees(text, DEGREE_FACTS[name])}
    return {name: {column.language: text} if column.language else text}


def _concept(scheme: str, text: str) -> str:
    known = [name.split("/")[1] for name in concepts() if name.startswith(f"{scheme}/")]
    name = cells.slug(text)
    if name not in known:
        hint = nearest(name, known)
        raise ValueError(f"{text!r} is no {scheme}: say under values: what it means{hint}")
    return name


def _ended(template: ClaimTemplate, fields: dict[str, Any]) -> dict[str, Any]:
    """What has ended is dated by its end; without one, all that is known is that it is no more."""
    relation = RELATIONS.get(str(template.constants.get("claim")))
    if "validTo" in fields or "validTo" in template.constants:
        return {}
    if relation is None or "validTo" not in relation.qualifiers:
        raise ValueError("ended: is for claims that last, those with validFrom and validTo")
    return {"modality": "denied"} | ({} if "says" in template.constants else {"says": ENDED})
