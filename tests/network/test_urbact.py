"""A real membership table gives the values that were published of its city-network graph.

Gourdon 2021, chapter 4: cities of Europe and the networks of the URBACT programme. The table
carries no licence, so it is not shipped.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from citygraph.analysis.cohesion import cohesion
from citygraph.assemble import build_store, source_set
from citygraph.network.model import Choices, make

RESEARCH = Path(__file__).parents[3] / "shared" / "research"
TABLE, PUBLISHED = RESEARCH / "urbact_memberships.csv", RESEARCH / "urbact_expected.json"
pytestmark = pytest.mark.skipif(
    not (TABLE.is_file() and PUBLISHED.is_file()),
    reason="the URBACT table, which has no licence, does not lie beside this clone",
)

# To the recipe, a partner of a network is no member of it; in URBACT the partners are the members.
MAPPING = """\
format: 1
source:
  id: urbact
  kind: dataset
  label: {{en: Partners of URBACT networks}}
  language: en
  sha256: {sha}
  read: 2026-11-22
  asOf: 2021
  terms: No licence is given.
table: {{file: {name}, absent: [NA, GN00]}}
badRows: 0
rows:
  - claim: Membership
    member: {{column: NameCity, type: City, id: geonameId, idPrefix: geonames, country: Country,
      labels: {{en: asciiName}}}}
    network: {{column: Network, type: CityNetwork}}
    membershipRole: {{column: City.Statut, values: {{Partner: member, Lead Partner: chair}}}}
    validFrom: {{column: Start}}
    validTo: {{column: End}}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = tmp_path_factory.mktemp("urbact")
    data = TABLE.read_bytes()
    (folder / TABLE.name).write_bytes(data)
    mapping = MAPPING.format(sha=hashlib.sha256(data).hexdigest(), name=TABLE.name)
    (folder / "urbact.table.yaml").write_text(mapping, encoding="utf-8")
    return build_store(source_set(folder))


WHOLE = {
    "density": 0.015,
    "diameter": 10,
    "components": 1,
    "edges": 1509,
    "cities": 591,
    "networks": 172,
}
IN_TWO_OR_MORE = {"edges": 1196, "cities": 278, "networks": 172}


@pytest.mark.parametrize(
    ("key", "steps", "published"),
    [("emnw", (), WHOLE), ("em2nw", ("least=city:2",), IN_TWO_OR_MORE)],
    ids=["whole", "reduced"],
)
def test_the_published_values_come_out(
    store: ox.Store, key: str, steps: tuple[str, ...], published: dict[str, float]
) -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8"))[key] == published
    found = cohesion(make(store, "city-network", Choices(reductions=steps)).form)

    measured = {
        "density": round(found.density or 0, 3),
        "diameter": found.diameter,
        "components": found.components,
        "edges": found.ties,
        "cities": found.nodes[0],
        "networks": found.nodes[1],
    }
    assert {name: measured[name] for name in published} == published
