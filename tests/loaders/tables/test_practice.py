"""A real table gives the totals that its authors published."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.loaders.tables.conftest import PRACTICE

from citygraph.loaders.tables.report import TableLoad
from citygraph.loaders.tables.rows import load_table
from citygraph.records import Fragment, Relation, Thing

MAPPING = """\
format: 1
source:
  id: practice
  kind: dataset
  label: {{en: Practice}}
  language: en
  sha256: {sha}
  read: 2026-11-22
  asOf: 2021
  terms: No licence is given.
table: {{file: {name}, absent: [NA, GN00]}}
badRows: 0
rows:
  - claim: Membership
    member:
      column: NameCity
      type: City
      id: geonameId
      idPrefix: geonames
      country: Country
      labels: {{en: asciiName}}
      latitude: lat_GN
      longitude: lng_GN
    network: {{column: Network, type: CityNetwork}}
    membershipRole:
      column: City.Statut
      values: {{Partner: partner, Lead Partner: chair}}
    validFrom: {{column: Start}}
    validTo: {{column: End}}
"""


def load(folder: Path, mapping: str = MAPPING) -> TableLoad:
    data = PRACTICE.read_bytes()
    (folder / PRACTICE.name).write_bytes(data)
    file = folder / "practice.table.yaml"
    sha = hashlib.sha256(data).hexdigest()
    file.write_text(mapping.format(sha=sha, name=PRACTICE.name), encoding="utf-8")
    return load_table(file)


def test_the_practice_table_loads_with_the_published_totals(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    published = json.loads((PRACTICE.parent / "urbact_expected.json").read_text())["emnw"]

    relations = [dict(r.roles) for r in loaded.records if isinstance(r, Relation)]
    ties = {(roles["member"], roles["network"]) for roles in relations}
    things = [thing for thing in loaded.records if isinstance(thing, Thing)]
    cities = [thing.key for thing in things if thing.type == "City"]
    assert len(ties) == published["edges"] == 1509
    assert len(cities) == published["cities"] == 591
    assert sum(t.type == "CityNetwork" for t in things) == published["networks"] == 172
    # One of the 591 has a placeholder, GN00, for its GeoNames id.
    assert [key for key in cities if "geonames-" not in key] == ["city/morne-a-leau-fr"]
    assert loaded.report.left_out == ()


def numbers(loaded: TableLoad) -> dict[str, str]:
    """Returns the GeoNames identifier of each row's city."""
    things = {thing.key: thing for thing in loaded.records if isinstance(thing, Thing)}
    found: dict[str, str] = {}
    for claim in loaded.records:
        if isinstance(claim, Relation):
            key = dict(claim.roles)["member"].key
            same = things[key].same_as
            number = same[0].split("/")[3] if same else key.rpartition("-")[2]
            rows = [p.text for p in claim.evidence.places if isinstance(p, Fragment)]
            found |= dict.fromkeys(rows, number)
    return found


@pytest.mark.parametrize("place", ["", "\n      latitude: lat_GN\n      longitude: lng_GN"])
def test_names_and_countries_find_the_identifiers_that_the_table_gives(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A measure on names that nobody tuned on.

    The table's authors gave a town of an urban area the identifier of its largest city: nearly all
    that count as wrong here are towns that GeoNames knows by the very name in the row.
    """
    head, _, tail = MAPPING.partition("      id: geonameId\n")
    rest = tail[tail.index("    network:") :]
    looked_up = f"{head}      resolve: geonames\n      country: Country{place}\n{rest}"
    given = numbers(load(tmp_path))
    found = numbers(load(tmp_path, looked_up.replace("badRows: 0", "badRows: 10")))
    asked = {row: number for row, number in given.items() if number.isdigit()}
    right = sum(found.get(row) == number for row, number in asked.items())
    wrong = sum(found.get(row, number) != number for row, number in asked.items())
    with capsys.disabled():
        print(f"\nby name and country{' and coordinates' * bool(place)}:", end=" ")
        print(f"precision {right}/{right + wrong}, recall {right}/{len(asked)} rows")
    assert right / (right + wrong) > 0.95
    assert right / len(asked) > 0.85
