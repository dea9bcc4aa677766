"""Invented memberships: a table, its mapping, and the claim that each row makes."""

from __future__ import annotations

import csv
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from citygraph.records import Evidence, Fragment, PartialDate, Ref, Relation

COLUMNS = ("city", "geonames", "country", "network", "role", "since", "until")
_HEAD = """\
format: 1
source: {{id: members, kind: dataset, label: {{en: Members}}, language: en, sha256: {sha},
  read: 2026-01-01, asOf: 2025, terms: Invented for a benchmark.}}
table: {{file: members.csv}}
rows:
  - claim: Membership
    member: {{column: city, type: City, id: geonames, idPrefix: geonames, country: country}}
    network: {{column: network, type: CityNetwork, id: network, idPrefix: net}}
    membershipRole: {{column: role}}
    validFrom: {{column: since}}
    validTo: {{column: until}}
"""


def rows_of(count: int) -> Iterator[tuple[str, ...]]:
    """Yields invented memberships, the same ones in every run; half of them have ended."""
    chance = random.Random(1)
    for _ in range(count):
        city, network = chance.randrange(9000), chance.randrange(2000)
        since = 1980 + chance.randrange(40)
        until = str(since + chance.randrange(5)) if chance.random() < 0.5 else ""
        country = ("FI", "SE", "NO", "DE")[city % 4]
        role = ("member", "chair", "board")[chance.randrange(3)]
        yield (f"City {city}", str(100_000 + city), country, f"N{network}", role, str(since), until)


def write_inputs(folder: Path, count: int) -> Path:
    """Writes the table and its mapping; returns the mapping."""
    folder.mkdir()
    table = folder / "members.csv"
    with table.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *rows_of(count)])
    mapping = folder / "members.table.yaml"
    sha = hashlib.sha256(table.read_bytes()).hexdigest()
    mapping.write_text(_HEAD.format(sha=sha), encoding="utf-8")
    return mapping


def claim_of(row: tuple[str, ...], number: int) -> Relation:
    """Returns what a row claims."""
    dates = [("validFrom", row[5])] + ([("validTo", row[6])] if row[6] else [])
    return Relation(
        "Membership",
        (
            ("member", Ref(f"city/geonames-{row[1]}")),
            ("network", Ref(f"organization/net-{row[3].lower()}")),
            ("membershipRole", Ref(f"concept/membership-role/{row[4]}")),
        ),
        tuple((name, PartialDate(date)) for name, date in dates),
        "actual",
        Evidence((Fragment(f"row={number}"),), "stated", PartialDate("2025")),
    )
