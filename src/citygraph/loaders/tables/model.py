"""What a table mapping may hold, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from citygraph.cities.matching import Match, Named
from citygraph.identity import is_iri
from citygraph.loaders.source_model import Concept, Language, SourceHead, Strict, ThingEntry, Words


def _several(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _outcome(value: Any) -> Any:
    return {"means": value} if isinstance(value, str) else value


def _pattern(value: Any) -> Any:
    if not (isinstance(value, str) and value.startswith(("http://", "https://"))):
        raise ValueError(f"{value!r} is no pattern: write an http IRI with {{}} in it")
    if value.count("{}") != 1 or not is_iri(value.replace("{}", "1")):
        raise ValueError(f"{value!r} must hold {{}} once, where the identifier goes")
    return value


class Outcome(Strict):
    """What one spelling means: a word, a modality, an end, a row to leave out; nothing if empty."""

    means: Words | None = None
    modality: Concept | None = None
    ended: Annotated[str, Field(pattern="^(true|false)$")] = "false"
    skip: Words | None = None


def _spellings(values: dict[str, Outcome]) -> dict[str, Outcome]:
    folded = {" ".join(key.split()).casefold(): value for key, value in values.items()}
    if len(folded) < len(values):
        raise ValueError("two spellings differ by case or spaces alone: write one of them")
    return folded


#: By spelling, in lower case: case and spaces make no other value.
Outcomes = Annotated[
    dict[str, Annotated[Outcome, BeforeValidator(_outcome)]], AfterValidator(_spellings)
]


class ValueColumn(Strict):
    """A column of dates, numbers, words or concepts."""

    column: Words
    values: Outcomes = Field(default_factory=dict)
    format: Annotated[str, Field(pattern="^[-./ dmyDMY]*[yY]{4}[-./ dmyDMY]*$")] | None = None
    language: Language | None = None


class ThingColumn(Strict):
    """A column of names, and how a thing is made of each.

    With `resolve: geonames` each city is looked up among GeoNames' places, by `id` (a column of
    GeoNames identifiers, unless idPrefix says that they are another's), else by name, country and
    coordinates; what is not sure is left out and waits for a person's decision.
    """

    column: Words
    type: str
    resolve: Annotated[str, Field(pattern="^geonames$")] | None = None
    id: Words | None = None
    idPrefix: Concept | None = None
    country: Words | None = None
    countries: dict[str, Annotated[str, Field(pattern="^[A-Z]{2}$")]] = Field(default_factory=dict)
    labels: dict[Language, Words] = Field(default_factory=dict)
    alt: dict[Language, Annotated[list[Words], BeforeValidator(_several)]] = Field(
        default_factory=dict
    )
    sameAs: Annotated[
        list[Annotated[str, BeforeValidator(_pattern)]], BeforeValidator(_several)
    ] = Field(default_factory=list)
    latitude: Words | None = None
    longitude: Words | None = None
    values: Outcomes = Field(default_factory=dict)
    split: dict[str, list[Words]] = Field(default_factory=dict)
    separator: Annotated[str, Field(min_length=1, max_length=5)] | None = None

    @property
    def geonames_id(self) -> str | None:
        """The column of GeoNames identifiers, of a column that is resolved."""
        return self.id if self.resolve and self.idPrefix in (None, "geonames") else None

    def columns(self) -> list[str]:
        """Returns every column that it reads."""
        own = (self.column, self.id, self.country, self.latitude, self.longitude)
        alt = [name for names in self.alt.values() for name in names]
        return [name for name in (*own, *self.labels.values(), *alt) if name is not None]


class ResolvedColumn(ThingColumn):
    """A column of cities of which each naming has been looked up."""

    matches: dict[Named, Match]


class TableHead(Strict):
    """Where the table is and how it is written; what is not said is found out."""

    file: Words
    encoding: Words | None = None
    delimiter: Annotated[str, Field(pattern="^(tab|[^\\w\\s\"'])$")] | None = None
    decimal: Annotated[str, Field(pattern="^[.,]$")] | None = None
    sheet: Words | None = None
    absent: Annotated[list[str], BeforeValidator(_several)] = Field(default_factory=list)


class MappingFile(Strict):
    """The file as a whole. `decisions` are the CSV files of what people decided on its cities."""

    format: Annotated[str, Field(pattern="^1$")]
    source: SourceHead
    table: TableHead
    badRows: Annotated[str, Field(pattern=r"^\d{1,2}(\.\d+)?$")] = "10"
    decisions: Annotated[list[Words], BeforeValidator(_several)] = Field(default_factory=list)
    things: list[ThingEntry] = Field(default_factory=list)
    rows: Annotated[list[dict[str, Any]], Field(min_length=1)]
