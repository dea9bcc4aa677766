"""One entry of a source file's `claims` → its relations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citygraph.errors import nearest
from citygraph.loaders.source_model import ClaimBase, claim_model, fact_model, validated
from citygraph.loaders.yaml_lines import Lines, Path_
from citygraph.records import (
    Evidence,
    Fragment,
    Place,
    Ref,
    Relation,
    Source,
    Text,
    Value,
    Words,
)
from citygraph.vocabulary import (
    COMMON_QUALIFIERS,
    COMMON_ROLES,
    FACTS,
    RELATIONS,
    SCHEMES,
    THING_FACTS,
    concepts,
)

_CLASSES = tuple(name for name in RELATIONS if name != "AttributeClaim")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known while a file is read: its lines, its source, the keys it has named so far."""

    lines: Lines
    source: Source
    known: set[str]


@dataclass(frozen=True, slots=True)
class _Said:
    """The parts of one relation, before its evidence is added."""

    type: str
    roles: list[tuple[str, Ref]]
    qualifiers: list[tuple[str, Value]]
    attribute: str | None = None


def claim_relations(data: dict[str, Any], path: Path_, reading: Reading) -> Iterator[Relation]:
    """Yields the relations of one entry: one for `claim:`, one a fact and value for `about:`."""
    if "about" in data:
        claim = validated(fact_model(), data, path, reading.lines)
        said = list(_facts(claim))
        if not said:
            known = ", ".join(FACTS)
            raise reading.lines.error(f"about: names a thing but no fact; known: {known}", path)
    else:
        name = data.get("claim")
        if name is None:
            raise reading.lines.error("an entry of claims begins with claim: or about:", path)
        if name not in _CLASSES:
            wrong = f"unknown claim {name!r}{nearest(str(name), _CLASSES)}"
            raise reading.lines.error(wrong, (*path, "claim"))
        claim = validated(claim_model(name), data, path, reading.lines)
        said = [_Said(name, *_parts(name, claim))]
    for parts in said:
        _resolve(parts, path, reading)
        yield _relation(parts, claim, path, reading)


def _parts(name: str, claim: ClaimBase) -> tuple[list[tuple[str, Ref]], list[tuple[str, Value]]]:
    known = RELATIONS[name]
    roles = [r for role in (*known.roles, *COMMON_ROLES) for r in _refs(role, claim)]
    names = (*known.qualifiers, *COMMON_QUALIFIERS)
    return roles, [(q, value) for q in names for value in _values(getattr(claim, q))]


def _facts(claim: ClaimBase) -> Iterator[_Said]:
    subject = ("subject", Ref(getattr(claim, "about", "")))
    common = [ref for role in COMMON_ROLES for ref in _refs(role, claim)]
    dates = [(q, value) for q in COMMON_QUALIFIERS for value in _values(getattr(claim, q))]
    for name in FACTS:
        if name in THING_FACTS:
            for _, ref in _refs(name, claim):
                yield _Said("AttributeClaim", [subject, ("object", ref), *common], dates, name)
        else:
            for value in _values(getattr(claim, name)):
                yield _Said("AttributeClaim", [subject, *common], [("value", value), *dates], name)


def _refs(role: str, claim: ClaimBase) -> list[tuple[str, Ref]]:
    given = getattr(claim, role)
    if given is None:
        return []
    fillers = sorted(set(given)) if isinstance(given, list) else [given]
    scheme = SCHEMES.get(role)
    return [(role, Ref(f"concept/{scheme}/{one}" if scheme else one)) for one in fillers]


def _values(given: Any, lang: str | None = None) -> list[Value]:
    if given is None:
        return []
    if isinstance(given, dict):
        return [Text(text, tag) for tag, text in sorted(given.items())]
    return [Text(given, lang) if isinstance(given, str) else given]


def _resolve(said: _Said, path: Path_, reading: Reading) -> None:
    """Refuses a reference to nothing: every key is among the file's things or the concepts."""
    for role, ref in said.roles:
        if ref.key.startswith("concept/"):
            known = {f"concept/{name}" for name in concepts()}
        else:
            known = reading.known
        if ref.key in known:
            continue
        field = said.attribute if role == "object" and said.attribute else role
        where = "the concepts" if ref.key.startswith("concept/") else "the things of this file"
        raise reading.lines.error(
            f"{field}: {ref.key!r} is not among {where}{nearest(ref.key, known)}",
            (*path, "about" if role == "subject" else field),
        )


def _relation(said: _Said, claim: ClaimBase, path: Path_, reading: Reading) -> Relation:
    if f"modality/{claim.modality}" not in concepts():
        known = [name.split("/")[1] for name in concepts() if name.startswith("modality/")]
        wrong = f"unknown modality {claim.modality!r}{nearest(claim.modality, known)}"
        raise reading.lines.error(wrong, (*path, "modality"))
    says = () if claim.says is None else _values(claim.says, lang="en")
    return Relation(
        type=said.type,
        roles=tuple(said.roles),
        qualifiers=tuple(said.qualifiers),
        modality=claim.modality,
        evidence=Evidence(
            places=_places(claim, path, reading),
            basis=claim.basis,
            as_of=claim.asOf or reading.source.as_of,
            derived_part=_derived_part(said, claim, path, reading),
        ),
        attribute=said.attribute,
        description=tuple(text for text in says if isinstance(text, Text)),
    )


def _derived_part(said: _Said, claim: ClaimBase, path: Path_, reading: Reading) -> tuple[str, ...]:
    """The inferred roles and dates. An attribute's own name stands for its object or value."""
    parts = {name for name, _ in (*said.roles, *said.qualifiers)}
    meant = {name: name for name in parts}
    if said.attribute is not None:
        meant[said.attribute] = "object" if "object" in parts else "value"
    for name in claim.derivedPart:
        # An entry of several facts may name a part that only one of them has.
        if name not in meant and not (said.attribute and name in FACTS):
            wrong = f"derivedPart names {name!r}, which this claim does not state"
            raise reading.lines.error(wrong + nearest(name, meant), (*path, "derivedPart"))
    return tuple(sorted({meant[name] for name in claim.derivedPart if name in meant}))


def _places(claim: ClaimBase, path: Path_, reading: Reading) -> tuple[Place, ...]:
    given: list[Place] = [*sorted(set(claim.at or ()))]
    if claim.page is not None:
        given.append(Fragment(f"page={claim.page}"))
    if claim.row is not None:
        given.append(Fragment(f"row={claim.row}"))
    if claim.place is not None:
        if reading.source.text_seen == "whole":
            wrong = "a place in words is for textSeen: part; give at: start-end"
            raise reading.lines.error(wrong, (*path, "place"))
        given.append(Words(claim.place))
    if not given:
        wrong = "the claim has no place: give at: start-end (or page:, row:, place:)"
        raise reading.lines.error(wrong, path)
    return tuple(given)
