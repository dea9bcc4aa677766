"""One claim written with marks where rows differ: its quads, and the text its IRI is a hash of."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass

from citygraph.identity import Names
from citygraph.records import Ref, Relation
from citygraph.vocabulary import BASE

#: A role's stand-in; its slug is longer than any that a person writes, and no name gives it.
_STAND_IN = "group/stand-in-7d4c1f0b9a2e4c55-{role}"
#: A row's stand-in: fifteen digits, the most that a row may have.
ROW = "987654321987654"
RELATION, EVIDENCE, NUMBER = "relation", "evidence", "number"


@dataclass(frozen=True, slots=True)
class Shape:
    """Text cut at its marks: `pieces` stand before, between and after the `marks`."""

    marks: tuple[str, ...]
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A claim with marks: the text of its hash, its quads, and what of it the hash leaves out."""

    type: str
    hashed: Shape
    quads: Shape
    unhashed: str
    own: bool


def stand_in(role: str) -> str:
    """Returns the key that stands for a role's filler.

    >>> stand_in("onBehalfOf")
    'group/stand-in-7d4c1f0b9a2e4c55-onbehalfof'
    """
    return _STAND_IN.format(role=role.lower())


def written(
    claim: Relation, roles: tuple[str, ...], quads: str, source: str, names: Names
) -> Written:
    """Returns a claim, made with stand-ins for some roles and for its row, as text with marks."""
    iri = names.relation(claim, source)
    marks = {names.iri(stand_in(role)): role for role in roles}
    hashed = _cut(names.relation_text(claim, source), marks)
    marks |= {
        iri: RELATION,
        names.evidence(iri, source, f"row={ROW}"): EVIDENCE,
        ROW: NUMBER,
    }
    fixed = [
        ref for _, ref in claim.roles if isinstance(ref, Ref) and names.iri(ref.key) not in marks
    ]
    evidence = claim.evidence
    return Written(
        claim.type,
        hashed,
        _cut(quads.removesuffix("\n"), marks),
        repr((evidence.as_of, evidence.basis, evidence.derived_part, claim.description)),
        any(not names.iri(ref.key).startswith(BASE) for ref in fixed),
    )


def _cut(text: str, marks: Dict[str, str]) -> Shape:
    """Returns a text cut at its marks.

    >>> _cut("<a> <p> <b> .", {"a": "member", "b": "network"})
    Shape(marks=('member', 'network'), pieces=('<', '> <p> <', '> .'))
    """
    longest = sorted(marks, key=len, reverse=True)
    parts = re.split("(" + "|".join(re.escape(mark) for mark in longest) + ")", text)
    if not marks:
        return Shape((), (text,))
    return Shape(tuple(marks[part] for part in parts[1::2]), tuple(parts[::2]))
