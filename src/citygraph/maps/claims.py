"""The claims of a store with their evidence, worded for a reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from citygraph.maps.kinds import most_special
from citygraph.maps.model import Claim, Evidence, MapOptions, Role, Text, Value
from citygraph.maps.terms import Properties, Term, chosen, local_name
from citygraph.vocabulary import (
    CG,
    COMMON_QUALIFIERS,
    COMMON_ROLES,
    PREFIXES,
    RELATIONS,
    term,
)

RDF_TYPE = PREFIXES["rdf"] + "type"
_DESCRIPTION = PREFIXES["dcterms"] + "description"
_OA = PREFIXES["oa"]
Label = Callable[[str], Text]


@dataclass(frozen=True, slots=True)
class Wording:
    """What the claims of one store are worded with: all it says, and how things are called."""

    said: Mapping[str, Properties]
    label: Label
    is_thing: Callable[[str], bool]
    parents: Mapping[str, tuple[str, ...]]
    options: MapOptions
    #: What the classes of claims seen so far came to.
    kinds: dict[tuple[Term, ...], str] = field(default_factory=dict)

    def claim(self, iri: str, properties: Properties) -> Claim:
        """Returns one claim; its sentence is composed from its roles where none is given."""
        kind = self._kind(properties)
        roles = self._roles(kind, properties)
        label = self.label(CG + kind)
        said = chosen(properties.get(_DESCRIPTION, ()), self.options.lang)
        modality = _first(properties, CG + "modality")
        return Claim(
            iri=iri,
            kind=label,
            sentence=said or composed(label, roles),
            composed=said is None,
            modality=self.label(modality) if modality else Text(""),
            mode=local_name(modality) if modality else "actual",
            roles=roles,
            evidence=self._evidence_of(properties),
            refined=_iris(properties, CG + "refines"),
            rivals=_iris(properties, CG + "rivals"),
            is_fact=kind == "AttributeClaim",
        )

    def _kind(self, properties: Properties) -> str:
        types = properties.get(RDF_TYPE, ())
        if types not in self.kinds:
            names = {local_name(type_.text) for type_ in types} & set(RELATIONS)
            self.kinds[types] = most_special(sorted(names) or ["Relation"], self.parents)
        return self.kinds[types]

    def _roles(self, kind: str, properties: Properties) -> tuple[Role, ...]:
        return tuple(
            Role(name, self.label(iri), tuple(map(self._value, properties[iri])))
            for name, iri in _role_names(kind)
            if iri in properties
        )

    def _value(self, value: Term) -> Value:
        if not value.is_iri:
            return Value(Text(value.text, value.lang))
        return Value(self.label(value.text), value.text if self.is_thing(value.text) else "")

    def _evidence_of(self, properties: Properties) -> tuple[Evidence, ...]:
        places = [self._place(iri) for iri in _iris(properties, CG + "evidence")]
        placed = {place.source for place in places}
        bare = [Evidence(iri) for iri in _iris(properties, CG + "statedIn") if iri not in placed]
        return tuple(sorted([*places, *bare], key=position))

    def _place(self, iri: str) -> Evidence:
        said = self.said.get(iri, {})
        source = _first(said, _OA + "hasSource")
        selector = self.said.get(_first(said, _OA + "hasSelector"), {})
        start, end = _number(selector, _OA + "start"), _number(selector, _OA + "end")
        words = chosen(said.get(_DESCRIPTION, ()), self.options.lang)
        basis = _first(said, CG + "basis")
        quotes = self.options.quotes or {}
        quoted = start is not None and end is not None
        return Evidence(
            source=source,
            place=words.words if words else _first(selector, PREFIXES["rdf"] + "value"),
            start=start,
            end=end,
            basis=self.label(basis) if basis else Text(""),
            derived=local_name(basis) == "derived",
            as_of=", ".join(day.text for day in said.get(CG + "asOf", ())),
            inferred=tuple(part.text for part in said.get(CG + "derivedPart", ())),
            quote=quotes.get((local_name(source), start or 0, end or 0), "") if quoted else "",
        )


def composed(kind: Text, roles: tuple[Role, ...]) -> Text:
    """Returns a sentence made of the labels of a claim's roles and of what fills them.

    >>> role = Role("holder", Text("holder", "en"), (Value(Text("António Guterres", "en")),))
    >>> composed(Text("term of office", "en"), (role,)).words
    'term of office: holder António Guterres'
    """
    parts = (
        f"{role.label.words} {', '.join(value.text.words for value in role.values)}"
        for role in roles
    )
    return Text(f"{kind.words}: {'; '.join(parts)}", kind.lang)


def position(place: Evidence) -> tuple[str, int, int, str]:
    """Returns what orders places: by source, then as they follow in its text."""
    return (place.source, place.start or 0, place.end or 0, place.place)


@cache
def _role_names(kind: str) -> tuple[tuple[str, str], ...]:
    """Returns the roles and qualifiers that a claim of a class is shown with, and their IRIs."""
    relation = RELATIONS.get(kind)
    own = (*relation.roles, *relation.qualifiers) if relation else ()
    names = (*own, "attribute", *COMMON_ROLES, "signedAt", *COMMON_QUALIFIERS)
    if kind == "AttributeClaim":
        names = ("subject", "attribute", "object", "value", *names[3:])
    return tuple((name, term(name)) for name in dict.fromkeys(names))


def _iris(properties: Properties, name: str) -> tuple[str, ...]:
    return tuple(value.text for value in properties.get(name, ()) if value.is_iri)


def _first(properties: Properties, name: str) -> str:
    values = properties.get(name, ())
    return values[0].text if values else ""


def _number(properties: Properties, name: str) -> int | None:
    text = _first(properties, name)
    # No text has as many characters as a longer number would count.
    return int(text) if text.isdecimal() and len(text) < 16 else None
