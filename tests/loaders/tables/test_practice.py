"""A real table gives the totals that its authors published."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.loaders.tables.conftest import PRACTICE

from citygraph.loaders.tables.rows import load_table
from citygraph.records import Relation, Thing

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


def test_the_practice_table_loads_with_the_published_totals(tmp_path: Path) -> None:
    data = PRACTICE.read_bytes()
    (tmp_path / PRACTICE.name).write_bytes(data)
    mapping = tmp_path / "practice.table.yaml"
    sha = hashlib.sha256(data).hexdigest()
    mapping.write_text(MAPPING.format(sha=sha, name=PRACTICE.name), encoding="utf-8")
    loaded = load_table(mapping)
    published = json.loads((PRACTICE.parent / "urbact_expected.json").read_text())["emnw"]

    relations = [dict(r.roles) for r in loaded.records if isinstance(r, Relation)]
    ties = {(roles["member"], roles["network"]) for roles in relations}
    things = [thing for thing in loaded.records if isinstance(thing, Thing)]
    cities = [thing.key for thing in things if thing.type == "City"]
    assert len(ties) == published["edges"] == 1509
    assert len(cities) == published["cities"] == 591
    assert sum(t.type == "CityNetwork" for t in things) == published["networks"] == 172
    # One of the 591 has a placeholder, GN00, for its GeoNames id.
    assert [key for key in cities if "geonames-" not in key] == ["city/morne-a-l-eau-fr"]
    assert loaded.report.left_out == ()
