"""What a source file may hold, as pydantic models made from the vocabulary.

Every field bears the name of its property in the ontology; anything else is refused.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, partial
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    create_model,
)

from citygraph.errors import nearest
from citygraph.identity import CONCEPT, KEY, SEGMENTS, is_iri
from citygraph.loaders.yaml_lines import Lines, Path_
from citygraph.records import PartialDate, Span, degrees
from citygraph.vocabulary import (
    COMMON_QUALIFIERS,
    COMMON_ROLES,
    DATE_FACTS,
    DATES,
    DEGREE_FACTS,
    NUMBER_FACTS,
    NUMBERS,
    RELATIONS,
    SCHEMES,
    SEVERAL,
    TEXT_FACTS,
    THING_FACTS,
)


def _key(text: Any) -> Any:
    match = KEY.fullmatch(text) if isinstance(text, str) else None
    if (match and match["segment"] in SEGMENTS) or CONCEPT.fullmatch(str(text)):
        return text
    raise ValueError(f"{text!r} is no key: write segment/slug, such as city/helsinki-fi")


def _span(text: Any) -> Span:
    start, dash, end = str(text).strip().partition("-")
    if not (dash and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise ValueError(f"{text!r} is no span: write start-end, such as 120-184")
    span = Span(int(start), int(end))
    if span.start >= span.end:
        raise ValueError(f"the span {text} runs backwards or is empty: the end must be larger")
    return span


def _date(text: Any) -> PartialDate:
    return PartialDate(str(text))


def _iri(text: str) -> str:
    if is_iri(text):
        return text
    raise ValueError(f"{text!r} is no web address: write https://…")


def _several(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _degrees(text: Any, most: int) -> Decimal:
    return degrees(str(text), most)


def _whole(text: Any) -> int:
    if not (isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 16):
        raise ValueError(f"{text!r} is no whole number")
    return int(text)


Key = Annotated[str, BeforeValidator(_key)]
Words = Annotated[str, Field(min_length=1, max_length=5000)]
Date = Annotated[PartialDate, BeforeValidator(_date)]
Whole = Annotated[int, BeforeValidator(_whole)]
Concept = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Iri = Annotated[str, Field(max_length=2000), AfterValidator(_iri)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Labels = Annotated[dict[Language, Words], Field(min_length=1)]
Spans = Annotated[list[Annotated[Span, BeforeValidator(_span)]], BeforeValidator(_several)]


class Strict(BaseModel):
    """Refuses a field it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class SourceHead(Strict):
    """What the reader observed of the document."""

    id: Concept
    kind: Concept
    label: Labels
    language: Language
    textSeen: Annotated[str, Field(pattern="^(whole|part)$")] = "whole"
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    read: Date
    asOf: Date
    terms: Words
    url: Iri | None = None


class ThingEntry(Strict):
    """Something that the document names."""

    id: Key
    type: str
    label: Labels
    alt: dict[Language, Annotated[list[Words], BeforeValidator(_several)]] = Field(
        default_factory=dict
    )
    sameAs: Annotated[list[Iri], BeforeValidator(_several)] = Field(default_factory=list)
    countryCode: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None


class SourceFile(Strict):
    """The file as a whole; each claim is checked against the model of its own class."""

    format: Annotated[str, Field(pattern="^1$")]
    source: SourceHead
    things: list[ThingEntry] = Field(default_factory=list)
    claims: list[dict[str, Any]] = Field(default_factory=list)


class ClaimBase(Strict):
    """What every claim may say beside its own roles: where it stands and how firm it is."""

    at: Spans | None = None
    page: Whole | None = None
    row: Whole | None = None
    place: Words | None = None
    basis: Annotated[str, Field(pattern="^(stated|derived)$")] = "stated"
    derivedPart: Annotated[list[str], BeforeValidator(_several)] = Field(default_factory=list)
    modality: Concept = "actual"
    asOf: Date | None = None
    says: dict[Language, Words] | Words | None = None


def _value_type(name: str) -> Any:
    if name in (*DATES, *DATE_FACTS):
        return Date
    if name in DEGREE_FACTS:
        return Annotated[Decimal, BeforeValidator(partial(_degrees, most=DEGREE_FACTS[name]))]
    # A union would name its branches in an error's place, so texts alone are one.
    return Whole if name in (*NUMBERS, *NUMBER_FACTS) else dict[Language, Words] | Words


def _role_type(name: str, several: bool) -> Any:
    one = Concept if name in SCHEMES else Key
    return Annotated[list[one], BeforeValidator(_several)] if several else one  # type: ignore[valid-type]


def _field(kind: Any, required: bool = False) -> Any:
    # Absent is None; given, a value must be of its kind: `x:` with nothing behind it is refused.
    return (kind, ...) if required else (kind, None)


@cache
def claim_model(relation_class: str) -> type[ClaimBase]:
    """Returns the model of a claim of one relation class."""
    known = RELATIONS[relation_class]
    fields: dict[str, Any] = {"claim": (str, ...)}
    for role in (*known.roles, *COMMON_ROLES):
        fields[role] = _field(_role_type(role, role in SEVERAL), role in known.required)
    for name in (*known.qualifiers, *COMMON_QUALIFIERS):
        fields[name] = _field(_value_type(name), name in known.required)
    return create_model(relation_class, __base__=ClaimBase, **fields)


@cache
def fact_model() -> type[ClaimBase]:
    """Returns the model of plain facts about one thing (`about:`), each an AttributeClaim."""
    fields: dict[str, Any] = {"about": (Key, ...)}
    fields |= {name: _field(_role_type(name, True)) for name in THING_FACTS}
    values = (*DATE_FACTS, *TEXT_FACTS, *NUMBER_FACTS, *DEGREE_FACTS, *COMMON_QUALIFIERS)
    fields |= {name: _field(_value_type(name)) for name in values}
    fields |= {name: _field(_role_type(name, False)) for name in COMMON_ROLES}
    return create_model("about", __base__=ClaimBase, **fields)


M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], data: Any, path: Path_, lines: Lines) -> M:
    """Returns the data as the model's value; raises SourceError at the line of the first fault."""
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        place = (*path, *first["loc"])
        raise lines.error(_message(first, model, place), place) from None


def _message(error: Any, model: type[BaseModel], place: Path_) -> str:
    field = next((part for part in reversed(place) if isinstance(part, str)), "")
    if error["type"] == "extra_forbidden":
        return f"unknown field {field!r}{nearest(field, model.model_fields)}"
    if error["type"] == "missing":
        return f"{field!r} is missing in this {model.__name__}"
    said = error["msg"].removeprefix("Value error, ")
    got = repr(error["input"])[:60]
    shown = f" (here: {got})" if isinstance(error["input"], str) and got not in said else ""
    return f"{field}: {said}{shown}"
