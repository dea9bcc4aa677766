"""What holds of every analysis: few nodes or none give a defined result or a message, never NaN."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from tests.network.diplomacy_graph import diplomacy, network

from citygraph.analysis import ANALYSES, Asked
from citygraph.errors import QueryError
from citygraph.network.model import Choices, Network, make
from citygraph.table import Table

NONE = {"at": "1900", "reading": "narrowest"}
#: Name → recipe, filters: nobody, one node, one tie, several parts, a direction, two modes.
SMALL: dict[str, tuple[str, dict[str, Any]]] = {
    "nobody in one mode": ("meeting", NONE),
    "nobody in two modes": ("city-event", NONE),
    "nobody in a projection": ("co-participation", NONE),
    "nobody, directed": ("host-guest", NONE),
    "one node": ("city-network", {"at": "2012", "project": "network"}),
    "one tie in two modes": ("programme-use", {"at": "1900"}),
    "one pair": ("city-event", {"at": "2012", "project": "city"}),
    "a part alone": ("co-signature", {}),
    "one triangle": ("meeting", {}),
    "two modes": ("city-event", {}),
    "a direction": ("host-guest", {}),
    "a star": ("facilitation", {}),
    "a backbone of nothing": (
        "city-network",
        {"project": "city", "backbone": "fixed-degree", "alpha": 0.01},
    ),
}
#: What cannot be told of nobody, of two modes, or of actors of no region.
MESSAGES = (
    "no node of this network is called",
    "a two-mode network joins its modes directly",
    "no node of this network is a UNAgency",
    "no node of this network is a City",
    "no node has a region",
)


def plain(table: Table) -> None:
    """Every row is as long as the head, and no cell is NaN or infinite."""
    for row in table:
        assert len(row) == len(table.columns)
        assert all(math.isfinite(cell) for cell in row if isinstance(cell, float))


@pytest.mark.parametrize("case", SMALL)
@pytest.mark.parametrize("name", ANALYSES)
def test_small_networks_give_a_defined_result_or_a_message(name: str, case: str) -> None:
    recipe, asked = SMALL[case]
    between = ("Birch", "Dune") if name == "path" else None
    try:
        table = ANALYSES[name](network(recipe, **asked), Asked(between=between))
    except QueryError as told:
        assert str(told).startswith(MESSAGES), told
    else:
        plain(table)
        assert table.columns


@pytest.mark.parametrize("name", ANALYSES)
def test_a_node_tied_to_itself_is_an_isolate(name: str, tmp_path: Path) -> None:
    file = tmp_path / "own.rq"
    row = '("urn:a" "urn:a" "urn:t" "2019" "urn:1" "urn:2")'
    head = "VALUES (?source ?target ?tie ?date ?claim1 ?claim2)"
    file.write_text(f"SELECT * {{ {head} {{ {row} }} }}", encoding="utf-8")
    found: Network = make(diplomacy(), str(file), Choices())
    if name in ("bridges", "brokerage", "mixing", "mixing-matrix"):
        with pytest.raises(QueryError, match="no node"):
            ANALYSES[name](found, Asked())
        return
    table = ANALYSES[name](found, Asked(between=("urn:a", "urn:a") if name == "path" else None))
    plain(table)
    if name == "ranking":
        # The label of a node that the store does not know is its IRI's end, here all of it.
        assert table.rows[0][:4] == (1, "urn:a", "urn:a", 0)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_says_what_it_gives(name: str) -> None:
    said = ANALYSES[name].__doc__ or ""
    assert said.split("\n")[0].endswith((".", "?"))
    table = ANALYSES[name](
        network("co-participation"), Asked(between=("Elm", "Alder") if name == "path" else None)
    )
    plain(table)
    assert table.title
    assert len(table) > 0
