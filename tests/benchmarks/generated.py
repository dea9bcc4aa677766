"""Made-up records for the benchmarks: the same ones in every run, of the shape that sources give.

Nothing here is a fact about any city.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from citygraph.records import (
    Evidence,
    PartialDate,
    Record,
    Ref,
    Relation,
    Source,
    Span,
    Text,
    Thing,
    Value,
)

#: Mean triples of a relation with its evidence and its share of things: counted, not assumed.
TRIPLES_EACH = 21.0
RELATIONS_EACH_SOURCE = 2500
ROLES = ("host", "organiser", "chair", "opener", "speaker", "panellist", "attendee")
THEMES = ("housing", "climate-action", "mobility", "health", "migration", "culture")


@dataclass(frozen=True, slots=True)
class Pools:
    """How many things of each kind there are."""

    cities: int
    people: int
    events: int
    series: int
    documents: int
    networks: int
    prizes: int


def pools(relations: int) -> Pools:
    """Returns how many things a number of relations is spread over."""
    return Pools(
        cities=50 + relations // 50,
        people=50 + relations // 10,
        events=20 + relations // 40,
        series=5 + relations // 1000,
        documents=10 + relations // 200,
        networks=10 + relations // 500,
        prizes=5,
    )


def sources(triples: int) -> list[tuple[str, list[Record]]]:
    """Returns about as many triples as asked for, as records: (source's slug, its records)."""
    relations = max(100, round(triples / TRIPLES_EACH))
    sizes = pools(relations)
    count = max(1, relations // RELATIONS_EACH_SOURCE)
    made = []
    for number in range(count):
        share = relations // count
        records = [_source(number)]
        records += list(_things(sizes, number, count))
        records += list(_relations(sizes, Random(number), share, number * share))
        made.append((f"made-{number}", records))
    return made


def _source(number: int) -> Record:
    return Source(
        id=f"made-{number}",
        kind="report",
        labels=(Text(f"Made-up report {number}", "en"),),
        language="en",
        text_seen="whole",
        read=PartialDate("2025-01-01"),
        as_of=PartialDate("2024-12-31"),
        terms="Made up for a benchmark.",
        sha256=f"{number:064x}",
    )


def _things(sizes: Pools, part: int, parts: int) -> Iterator[Record]:
    """Yields this source's share of all things, with the plain facts about the events."""
    kinds = (
        ("city", "City", sizes.cities),
        ("person", "Person", sizes.people),
        ("post", "Mayoralty", sizes.cities),
        ("series", "EventSeries", sizes.series),
        ("document", "Declaration", sizes.documents),
        ("organization", "CityNetwork", sizes.networks),
        ("prize", "Prize", sizes.prizes),
        ("event", "Forum", sizes.events),
    )
    for segment, kind, count in kinds:
        for n in range(part, count, parts):
            labels = (Text(f"{kind} “{n}”", "en"), Text(f"{kind} nr {n} i Åbo", "sv"))
            yield Thing(f"{segment}/made-{n}", kind, labels)
            if segment == "event":
                yield from _event_facts(sizes, n)
            elif segment == "post":
                yield _fact(f"post/made-{n}", "postIn", Ref(f"city/made-{n}"), n)


def _event_facts(sizes: Pools, n: int) -> Iterator[Relation]:
    event = f"event/made-{n}"
    if n % 4 == 0:
        yield _fact(event, "inSeries", Ref(f"series/made-{n // 4 % sizes.series}"), n)
    else:
        # Three meetings inside each forum, one inside the other: a chain for property paths.
        yield _fact(event, "partOfEvent", Ref(f"event/made-{n - 1}"), n)
    yield _fact(event, "heldIn", Ref(f"city/made-{n % sizes.cities}"), n)
    day = PartialDate(f"{2005 + n % 20}-{1 + n % 12:02}-{1 + n % 28:02}")
    yield _fact(event, "startDate", day, n)


def _fact(subject: str, attribute: str, value: Ref | Value, n: int) -> Relation:
    roles: tuple[tuple[str, Ref], ...] = (("subject", Ref(subject)),)
    if isinstance(value, Ref):
        roles += (("object", value),)
        return Relation("AttributeClaim", roles, (), "actual", _evidence(n), attribute)
    said = (("value", value),)
    return Relation("AttributeClaim", roles, said, "actual", _evidence(n), attribute)


def _evidence(n: int) -> Evidence:
    return Evidence((Span(n * 40, n * 40 + 35),), "stated", PartialDate("2024-12-31"))


def _relations(sizes: Pools, chance: Random, count: int, first: int) -> Iterator[Record]:
    makers = (_participation, _participation, _signature, _membership, _term, _award, _commitment)
    for n in range(first, first + count):
        kind, roles, qualifiers = makers[n % len(makers)](sizes, chance, n)
        yield Relation(
            kind,
            roles,
            qualifiers,
            "actual" if n % 10 else "planned",
            _evidence(n),
            description=(Text(f"Claim {n}, in words that paraphrase a “made-up” report.", "en"),),
        )


Parts = tuple[str, tuple[tuple[str, Ref], ...], tuple[tuple[str, Value], ...]]


def _pick(chance: Random, segment: str, count: int) -> Ref:
    return Ref(f"{segment}/made-{chance.randrange(count)}")


def _participation(sizes: Pools, chance: Random, n: int) -> Parts:
    city = chance.randrange(sizes.cities)
    roles = (
        ("participant", _pick(chance, "person", sizes.people)),
        ("event", _pick(chance, "event", sizes.events)),
        ("participationRole", Ref(f"concept/participation-role/{ROLES[n % len(ROLES)]}")),
        ("capacity", Ref(f"post/made-{city}")),
        ("onBehalfOf", Ref(f"city/made-{city}")),
    )
    return "Participation", roles, ()


def _signature(sizes: Pools, chance: Random, n: int) -> Parts:
    roles: tuple[tuple[str, Ref], ...] = (
        ("document", _pick(chance, "document", sizes.documents)),
        ("signatory", _pick(chance, "city", sizes.cities)),
        ("signatureStatus", Ref("concept/signature-status/signed")),
    )
    if n % 3:
        roles += (("signer", _pick(chance, "person", sizes.people)),)
    day = PartialDate(f"{2010 + n % 15}-{1 + n % 12:02}-{1 + n % 28:02}")
    return "Signature", roles, (("signedOn", day),)


def _membership(sizes: Pools, chance: Random, n: int) -> Parts:
    roles = (
        ("member", _pick(chance, "city", sizes.cities)),
        ("network", _pick(chance, "organization", sizes.networks)),
        ("membershipRole", Ref("concept/membership-role/member")),
    )
    return "Membership", roles, (("validFrom", PartialDate(f"{1995 + n % 30}")),)


def _term(sizes: Pools, chance: Random, n: int) -> Parts:
    roles = (
        ("holder", _pick(chance, "person", sizes.people)),
        ("post", _pick(chance, "post", sizes.cities)),
    )
    begin = 2000 + n % 20
    dates = (
        ("validFrom", PartialDate(f"{begin}-01-01")),
        ("validTo", PartialDate(f"{begin + 4}-12-31")),
    )
    return "TermOfOffice", roles, dates


def _award(sizes: Pools, chance: Random, n: int) -> Parts:
    roles = (
        ("prize", _pick(chance, "prize", sizes.prizes)),
        ("laureate", _pick(chance, "city", sizes.cities)),
    )
    return "Award", roles, (("awardYear", PartialDate(f"{2005 + n % 20}")),)


def _commitment(sizes: Pools, chance: Random, n: int) -> Parts:
    roles = (
        ("committedBy", _pick(chance, "city", sizes.cities)),
        ("inDocument", _pick(chance, "document", sizes.documents)),
        ("theme", Ref(f"concept/theme/{THEMES[n % len(THEMES)]}")),
        ("theme", Ref(f"concept/theme/{THEMES[(n + 1) % len(THEMES)]}")),
    )
    return "Commitment", roles, (("ordinal", n % 12 + 1),)
