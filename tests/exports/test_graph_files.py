"""Networks as files: values counted by hand, read back by R's igraph, networkit and an XML parser.

None of the readers is networkx, which wrote them.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
import warnings
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.igraph_reader import Read, igraph_reader
from tests.exports.networks import ID, Row, member, network, node_of, tie, took_part

from citygraph.errors import QueryError
from citygraph.exports import GRAPHS
from citygraph.exports.graph_files import clean, gexf, graphml, pajek
from citygraph.network.model import Choices, Network
from citygraph.network.nodes import Node

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://www.gexf.net/1.2draft}"

Attributes = dict[str, str]
TYPES = {"string": str, "double": float, "int": int, "integer": int}
OSLO = Node(f"{ID}city/oslo-no", "Oslo", "City", "NO", "Europe", "Northern Europe", 59.91, 10.75)
#: Oslo and Bergen in two networks, Bergen twice in one; Tromsø in one.
ROWS = [
    tie("city/oslo-no", "organization/c40", member("2011", "2015")),
    tie("city/bergen-no", "organization/c40", member("2013", "2014", "two")),
    tie("city/bergen-no", "organization/c40", member("2016", "2018", "one two")),
    tie("city/oslo-no", "organization/eurocities", member("1990")),
    tie("city/tromso-no", "organization/eurocities", member("", "1999", "three")),
]
NAMED = [OSLO, node_of("city/tromso-no", "Tromsø", country="NO")]


@pytest.fixture(scope="module")
def igraph(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return igraph_reader(tmp_path_factory.mktemp("igraph"))


def two_mode(rows: list[Row] | None = None) -> Network:
    return network(ROWS if rows is None else rows, ("city", "network"), nodes=NAMED)


def directed() -> Network:
    rows = [
        tie("city/a", "city/b", took_part("2019-05"), "event/e"),
        tie("city/a", "city/b", took_part("2021", "two"), "event/f"),
        tie("city/b", "city/a", took_part(), "event/e"),
        tie("city/a", "city/a", took_part("2001"), "event/e"),
        tie("city/c", "city/c", took_part("2001"), "event/e"),
    ]
    return network(rows, fields={"directed": "from host to guest"})


def projected(weighting: str) -> Network:
    choices = Choices(weighting=weighting)
    return network(ROWS, ("city", "network"), choices, NAMED, projects=True)


def of_graphml(data: bytes) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], Attributes]]:
    """Returns nodes and ties with their attributes as text, all keys being declared."""
    root = ElementTree.fromstring(data)
    keys = {key.get("id"): key for key in root.iter(f"{GRAPHML}key")}
    assert len(keys) == len(list(root.iter(f"{GRAPHML}key")))

    def held(element: ElementTree.Element, scope: str) -> Attributes:
        found = {}
        for datum in element.findall(f"{GRAPHML}data"):
            key = keys[datum.get("key")]
            assert key.get("for") == scope
            found[key.attrib["attr.name"]] = datum.text or ""
            TYPES[key.attrib["attr.type"]](datum.text or "")
        return found

    nodes = {node.attrib["id"]: held(node, "node") for node in root.iter(f"{GRAPHML}node")}
    edges = {
        (edge.attrib["source"], edge.attrib["target"]): held(edge, "edge")
        for edge in root.iter(f"{GRAPHML}edge")
    }
    return nodes, edges


def test_graphml_holds_what_is_known_and_no_more() -> None:
    nodes, edges = of_graphml(graphml(two_mode()))
    assert nodes["city/oslo-no"] == {
        "label": "Oslo",
        "kind": "City",
        "country": "NO",
        "region": "Europe",
        "subregion": "Northern Europe",
        "latitude": "59.91",
        "longitude": "10.75",
        "mode": "city",
    }
    assert nodes["city/bergen-no"] == {"label": "bergen-no", "kind": "City", "mode": "city"}
    assert nodes["organization/c40"]["mode"] == "network"
    # 1990 has no end, and the membership until 1999 no beginning.
    assert edges == {
        ("city/bergen-no", "organization/c40"): {
            **{"weight": "2.0", "ties": "2", "sources": "2"},
            **{"firstYear": "2013", "lastYear": "2018"},
        },
        ("city/oslo-no", "organization/c40"): {
            **{"weight": "1.0", "ties": "1", "sources": "1"},
            **{"firstYear": "2011", "lastYear": "2015"},
        },
        ("city/oslo-no", "organization/eurocities"): {
            **{"weight": "1.0", "ties": "1", "sources": "1", "firstYear": "1990"},
        },
        ("city/tromso-no", "organization/eurocities"): {
            **{"weight": "1.0", "ties": "1", "sources": "1", "lastYear": "1999"},
        },
    }


def test_the_graph_says_what_it_is() -> None:
    for data in (graphml(two_mode()), gexf(two_mode())):
        assert b">Who is tied<" in data


def test_types_are_declared() -> None:
    found = {
        (key.get("for"), key.get("attr.name")): key.get("attr.type")
        for key in ElementTree.fromstring(graphml(two_mode(), {"degree": {OSLO.iri: 2}})).iter(
            f"{GRAPHML}key"
        )
    }
    assert found["node", "label"] == found["node", "mode"] == "string"
    assert found["node", "latitude"] == found["node", "degree"] == found["edge", "weight"]
    assert found["edge", "weight"] == "double"
    assert {found["edge", name] for name in ("ties", "firstYear", "lastYear", "sources")} == {"int"}


def test_gexf_holds_the_same_with_typed_attributes() -> None:
    root = ElementTree.fromstring(gexf(two_mode(), {"degree": {OSLO.iri: 0.5}}))
    assert root.get("version") == "1.2"
    declared = {}
    for attributes in root.iter(f"{GEXF}attributes"):
        for one in attributes.iter(f"{GEXF}attribute"):
            declared[attributes.get("class"), one.get("id")] = (one.get("title"), one.get("type"))

    def held(element: ElementTree.Element, scope: str) -> dict[str | None, object]:
        found: dict[str | None, object] = {}
        for value in element.iter(f"{GEXF}attvalue"):
            title, kind = declared[scope, value.get("for")]
            found[title] = TYPES[str(kind)](value.attrib["value"])
        return found

    nodes = {node.get("id"): node for node in root.iter(f"{GEXF}node")}
    assert nodes["city/tromso-no"].get("label") == "Tromsø"
    oslo = held(nodes["city/oslo-no"], "node")
    assert oslo["degree"] == 0.5
    assert oslo["latitude"] == 59.91
    assert oslo["mode"] == "city"
    assert "degree" not in held(nodes["city/tromso-no"], "node")
    edges = [(e.get("source"), e.get("target"), e.get("weight")) for e in root.iter(f"{GEXF}edge")]
    assert edges[0] == ("city/bergen-no", "organization/c40", "2.0")
    assert len(edges) == 4
    first = held(next(root.iter(f"{GEXF}edge")), "edge")
    assert first == {"ties": 2, "firstYear": 2013, "lastYear": 2018, "sources": 2}


def test_directions_are_written() -> None:
    assert list(of_graphml(graphml(directed()))[1]) == [("city/a", "city/b"), ("city/b", "city/a")]
    assert b'edgedefault="directed"' in graphml(directed())
    assert b'defaultedgetype="directed"' in gexf(directed())
    assert b'defaultedgetype="undirected"' in gexf(two_mode())


def test_numbers_have_ten_digits() -> None:
    edges = of_graphml(graphml(projected("hyperbolic")))[1]
    # tanh 1 = 0.76159415595…
    assert edges["city/bergen-no", "city/oslo-no"]["weight"] == "0.761594156"


def test_pajek_has_both_modes_and_their_ties() -> None:
    assert pajek(two_mode()).decode().splitlines() == [
        "*Vertices 5 3",
        '1 "bergen-no"',
        '2 "Oslo"',
        '3 "Tromsø"',
        '4 "c40"',
        '5 "eurocities"',
        "*Edges",
        "1 4 2",
        "2 4 1",
        "2 5 1",
        "3 5 1",
    ]
    assert pajek(directed()).decode().splitlines() == [
        *("*Vertices 3", '1 "a"', '2 "b"', '3 "c"', "*Arcs", "1 2 2", "2 1 1"),
    ]


def test_pajek_tells_namesakes_apart() -> None:
    nodes = [node_of("city/a", "Springfield"), node_of("city/b", "Springfield")]
    lines = pajek(network([tie("city/a", "city/b")], nodes=nodes)).decode().splitlines()
    assert lines[1:3] == ['1 "Springfield (city/a)"', '2 "Springfield (city/b)"']


def test_things_of_two_bases_with_one_key_stay_two_nodes() -> None:
    made = network([tie("city/a", "city/b")])
    other = Node("https://example.org/id/city/a", "a")
    ties = replace(made.ties.ties, target=(other.iri,))
    held = replace(made.ties, ties=ties)
    changed = replace(made, ties=held, nodes={**made.nodes, other.iri: other})
    assert set(of_graphml(graphml(changed))[0]) == {f"{ID}city/a", other.iri}


@pytest.mark.parametrize("form", list(GRAPHS))
def test_same_network_same_bytes_whatever_the_day(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shuffled = list(ROWS)
    random.Random(2).shuffle(shuffled)
    data = GRAPHS[form](two_mode())
    monkeypatch.setattr(time, "strftime", lambda *_: "1999-12-31")
    assert GRAPHS[form](two_mode(shuffled)) == data
    assert b"1999-12-31" not in data
    assert b"networkx" not in data.lower()
    assert data.endswith(b"\n")


def test_a_measure_without_a_value_is_left_out() -> None:
    masked = np.ma.masked_array([0.25], mask=[True])[0]
    values = {OSLO.iri: 1 / 3, f"{ID}city/bergen-no": float("nan"), f"{ID}city/tromso-no": masked}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nodes, _ = of_graphml(graphml(two_mode(), {"betweenness": values}))
    assert nodes["city/oslo-no"]["betweenness"] == "0.3333333333"
    assert [name for name, held in nodes.items() if "betweenness" in held] == ["city/oslo-no"]


@pytest.mark.parametrize("name", ["label", "mode", "start", "viz"])
def test_a_measure_needs_a_name_of_its_own(name: str) -> None:
    with pytest.raises(QueryError, match=f"cannot be called '{name}'"):
        gexf(two_mode(), {name: {OSLO.iri: 1.0}})


def test_a_measure_of_another_network_is_refused() -> None:
    with pytest.raises(QueryError, match="city/x, which is not in this network"):
        graphml(two_mode(), {"degree": {f"{ID}city/x": 1.0}})


def test_pajek_refuses_measures() -> None:
    with pytest.raises(QueryError, match="take graphml or gexf"):
        pajek(two_mode(), {"degree": {OSLO.iri: 1.0}})


HOSTILE = [
    "\x00\x01\x1f control \x7f\x9f",
    "<img src=x> &amp; & ]]> <!-- --> \"double\" 'single'",
    "line\nbreak\r\nand\treturn\u2028here",
    "\ufffe and \uffff and \ud800",
    "\u202eright to left\u202c مدينة עיר",
    "🏙️ " + "long " * 60,
    "*Edges",
    "back\\slash \\n &#34;",
    "%",
    " spaces ",
]
#: What R and an XML parser must find: control characters gone, breaks as spaces.
READ = [clean(label) for label in HOSTILE]


def hostile(labels: list[str]) -> Network:
    nodes = [node_of(f"city/{i:03}", label) for i, label in enumerate(labels)]
    rows = [tie("city/000", f"city/{i:03}") for i in range(1, len(labels))]
    return network(rows, nodes=nodes, fields={"title": labels[0]})


def test_hostile_labels_stay_readable() -> None:
    assert READ[1:3] == [HOSTILE[1], "line break and return here"]
    assert READ[3] == "\ufffd and \ufffd and \ufffd"
    assert len(READ[5]) > 300


def test_hostile_labels_come_back_from_xml() -> None:
    nodes, _ = of_graphml(graphml(hostile(HOSTILE)))
    assert [held["label"] for held in nodes.values()] == READ
    root = ElementTree.fromstring(gexf(hostile(HOSTILE)))
    assert [node.get("label") for node in root.iter(f"{GEXF}node")] == READ


def test_pajek_writes_every_label_on_its_line() -> None:
    lines = pajek(hostile(HOSTILE)).decode().splitlines()
    assert lines[0] == f"*Vertices {len(HOSTILE)}"
    for i, label in enumerate(READ):
        quoted = lines[i + 1].removeprefix(f"{i + 1} ")
        assert re.fullmatch(r'"[^"]*"', quoted)
        # Pajek reads &#n; as the character n.
        said = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), quoted[1:-1])
        assert said == label


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=20), min_size=2, max_size=4))
def test_any_label_gives_a_well_formed_file(labels: list[str]) -> None:
    made = hostile(labels)
    wanted = [clean(label) or f"city/{i:03}" for i, label in enumerate(labels)]
    nodes, _ = of_graphml(graphml(made))
    assert [held["label"] for held in nodes.values()] == wanted
    root = ElementTree.fromstring(gexf(made))
    assert [node.get("label") for node in root.iter(f"{GEXF}node")] == wanted
    assert len(pajek(made).decode().split("\n")) == 2 * len(labels) + 2


@pytest.mark.parametrize("form", list(GRAPHS))
def test_an_empty_network_is_an_empty_file_of_its_kind(form: str, igraph: Read) -> None:
    data = GRAPHS[form](network([], ("city", "network")))
    if form == "gexf":
        assert not list(ElementTree.fromstring(data).iter(f"{GEXF}node"))
        return
    read = igraph(data, form)
    assert (read.nodes, read.ties) == (0, 0)


def test_igraph_reads_graphml(igraph: Read) -> None:
    read = igraph(graphml(two_mode(), {"degree": {OSLO.iri: 2}}), "graphml")
    assert (read.nodes, read.ties, read.directed) == (5, 4, False)
    cities = ["city/bergen-no", "city/oslo-no", "city/tromso-no"]
    assert read.node["id"].values == [*cities, "organization/c40", "organization/eurocities"]
    assert read.node["label"].values == ["bergen-no", "Oslo", "Tromsø", "c40", "eurocities"]
    assert read.node["mode"].values == ["city"] * 3 + ["network"] * 2
    assert read.node["latitude"].kind == read.node["degree"].kind == "numeric"
    assert read.node["degree"].values[1] == "2"
    assert read.node["kind"].kind == "character"
    # igraph takes GraphML's int and double for numbers of one type.
    assert read.tie["weight"].kind == read.tie["ties"].kind == "numeric"
    assert read.tie["weight"].values == ["2", "1", "1", "1"]
    assert read.tie["firstYear"].values[:2] == ["2013", "2011"]
    assert read.ends == [(1, 4), (2, 4), (2, 5), (3, 5)]


def test_igraph_reads_directions(igraph: Read) -> None:
    for form in ("graphml", "pajek"):
        read = igraph(GRAPHS[form](directed()), form)
        assert (read.nodes, read.ties, read.directed) == (3, 2, True)
        assert read.ends == [(1, 2), (2, 1)]
        assert read.tie["weight"].values == ["2", "1"]


def test_igraph_reads_pajek_with_both_modes(igraph: Read) -> None:
    read = igraph(pajek(two_mode()), "pajek")
    assert (read.nodes, read.ties, read.directed) == (5, 4, False)
    assert read.node["type"].kind == "logical"
    assert read.node["type"].values == ["FALSE"] * 3 + ["TRUE"] * 2
    assert read.node["name"].values == ["bergen-no", "Oslo", "Tromsø", "c40", "eurocities"]
    assert read.tie["weight"].values == ["2", "1", "1", "1"]
    assert read.ends == [(1, 4), (2, 4), (2, 5), (3, 5)]


def test_igraph_reads_hostile_labels(igraph: Read) -> None:
    read = igraph(graphml(hostile(HOSTILE)), "graphml")
    assert read.node["label"].values == READ
    read = igraph(pajek(hostile(HOSTILE)), "pajek")
    shown = [re.sub(r'"|&(?=#)|\\(?=n)', lambda m: f"&#{ord(m[0])};", label) for label in READ]
    assert read.node["name"].values == shown
    assert read.ties == len(HOSTILE) - 1


@pytest.mark.parametrize("made", [two_mode(), directed(), projected("hyperbolic")])
def test_networkit_reads_graphml_and_gexf(made: Network, tmp_path: Path) -> None:
    graphio = pytest.importorskip("networkit").graphio
    form = made.one_mode()
    for name, reader in (("graphml", graphio.GraphMLReader()), ("gexf", graphio.GEXFReader())):
        file = tmp_path / f"made.{name}"
        file.write_bytes(GRAPHS[name](made))
        read = reader.read(str(file))
        graph = read[0] if name == "gexf" else read
        assert graph.numberOfNodes() == len(form.nodes)
        assert graph.numberOfEdges() == form.tie_count
        assert graph.isDirected() == form.directed
        for a, b, weight in graph.iterEdgesWeights():
            assert weight == pytest.approx(form.matrix[a, b], abs=1e-9)


def test_exports_need_no_network_library_until_they_are_called() -> None:
    code = (
        "import sys\n"
        "for name in ('networkx', 'networkit', 'scipy', 'matplotlib', 'pandas'):\n"
        "    sys.modules[name] = None\n"
        "from citygraph.exports import EXPORTS, GRAPHS, PLOTS, TABLES\n"
        "from citygraph.exports.methods import methods\n"
        "from citygraph.table import Table\n"
        "assert TABLES['latex'](Table(('a',), ()))\n"
        "print(sorted(GRAPHS), sorted(PLOTS))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "['gexf', 'graphml', 'pajek'] ['degrees', 'series']\n", done.stderr
