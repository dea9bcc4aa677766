"""Each RDF export is read back by a parser that did not write it, and says the same."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from citygraph.errors import CityGraphError
from citygraph.exports import EXPORTS
from citygraph.store import open_store

from .conftest import HERE, store_of

BASE = "https://w3id.org/citygraph/"
ONTOLOGY, PROVENANCE = f"{BASE}graph/ontology", f"{BASE}graph/provenance"
NAMED = ["trig", "nq", "jsonld"]
MERGED = ["ttl", "rdfxml"]
RDFLIB_NAMES = {
    "ttl": "turtle",
    "rdfxml": "xml",
    "trig": "trig",
    "nq": "nquads",
    "jsonld": "json-ld",
}
Term = tuple[str, ...]


@pytest.fixture(autouse=True)
def literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib otherwise rewrites literals while it reads ("01" becomes 1)."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def term(node: Any) -> Term:
    """Returns a term of either library as plain strings."""
    if isinstance(node, ox.Literal):
        return ("literal", node.value, node.datatype.value, node.language or "")
    if isinstance(node, rdflib.Literal):
        string = rdflib.RDF.langString if node.language else rdflib.XSD.string
        return ("literal", str(node), str(node.datatype or string), node.language or "")
    return ("iri", node.value if isinstance(node, ox.NamedNode) else str(node))


def by_rdflib(data: bytes, form: str) -> set[tuple[Term, ...]]:
    """Returns what rdflib reads: triples, and the graph's name where the format has them."""
    name = RDFLIB_NAMES[form]
    if form in MERGED:
        graph = rdflib.Graph().parse(data=data, format=name)
        return {tuple(map(term, triple)) for triple in graph}
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=name)
    return {tuple(map(term, quad)) for quad in dataset.quads()}


def exported(quads: Iterable[ox.Quad], form: str) -> set[tuple[Term, ...]]:
    """Returns what an export of these quads is to hold."""
    left_out = {ONTOLOGY, PROVENANCE} if form in MERGED else {ONTOLOGY}
    kept = [quad for quad in quads if term(quad.graph_name)[1] not in left_out]
    terms = [tuple(map(term, (q.subject, q.predicate, q.object, q.graph_name))) for q in kept]
    return {quad[:3] if form in MERGED else quad for quad in terms}


@pytest.mark.parametrize("form", NAMED + MERGED)
def test_rdflib_reads_back_what_was_exported(form: str, quads: list[ox.Quad]) -> None:
    read = by_rdflib(EXPORTS[form](store_of(quads)), form)
    assert read == exported(quads, form)
    # Counted by hand in small.trig: concepts 5, one 46, two 52, inferred 6, provenance 3; of those
    # merged (109), sources one and two share 6.
    assert len(read) == (103 if form in MERGED else 112)


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_order_of_loading_does_not_show(form: str, quads: list[ox.Quad]) -> None:
    first = EXPORTS[form](store_of(quads))
    assert all(EXPORTS[form](store_of(quads, seed)) == first for seed in range(5))


_DUMP = """
import sys, hashlib
from pathlib import Path
from citygraph.exports import EXPORTS
from citygraph.store import open_store
store = open_store([Path(sys.argv[1])])
print([(name, hashlib.sha256(EXPORTS[name](store)).hexdigest()) for name in sorted(EXPORTS)])
"""


def test_hash_seed_does_not_show() -> None:
    answers = set()
    for seed in ("0", "1", "77"):
        paths = os.pathsep.join(path for path in sys.path if path)
        given_ = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        command = [sys.executable, "-c", _DUMP, str(HERE / "small.trig")]
        done = subprocess.run(command, env=given_, capture_output=True, text=True, check=True)
        answers.add(done.stdout)
    assert len(answers) == 1


def test_version_stands_in_the_first_comment(store: ox.Store) -> None:
    wanted = b"citygraph, graph version 2026.11.21"
    for form in ("ttl", "trig", "nq"):
        assert EXPORTS[form](store).splitlines()[0] == b"# " + wanted
    assert EXPORTS["rdfxml"](store).splitlines()[1] == b"<!-- " + wanted + b" -->"
    assert b'"owl:versionInfo": "2026.11.21"' in EXPORTS["jsonld"](store)


@pytest.mark.parametrize(
    "version", ["a\n<http://x/s> <http://x/p> <http://x/o> .", "--> <a/> --", "-"]
)
def test_hostile_version_stays_in_its_comment(version: str, quads: list[ox.Quad]) -> None:
    predicate = ox.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
    graph = ox.NamedNode(PROVENANCE)
    kept = [quad for quad in quads if quad.predicate != predicate]
    kept.append(ox.Quad(ox.NamedNode(f"{BASE}graph"), predicate, ox.Literal(version), graph))
    for form in NAMED + MERGED:
        assert by_rdflib(EXPORTS[form](store_of(kept)), form) == exported(kept, form)


def test_turtle_reads_well(store: ox.Store) -> None:
    text = EXPORTS["ttl"](store).decode()
    head, _, body = text.partition("\n\n")
    names = [line.split()[1] for line in head.splitlines()[1:]]
    assert names == sorted(names)
    assert "graph:" not in names
    assert "owl:" not in names
    assert "prov:" not in names
    wanted = (
        "commitment:c1 a cg:Commitment ;\n"
        '\tcg:asOf "2020"^^xsd:gYear ;\n'
        "\tcg:committedBy city:bb-fi ;\n"
        "\tcg:inDocument document:d ;\n"
        "\tcg:modality modality:planned ;\n"
        "\tcg:ordinal 3 ;\n"
        "\tcg:statedIn source:one ;\n"
        "\tcg:theme theme:housing , theme:mobility ."
    )
    assert wanted in body.split("\n\n")
    # The type comes first, though dcterms:description sorts before it.
    assert "\n\nsignature:s1 a cg:Relation , cg:Signature ;\n\tdcterms:description" in text
    assert "\r" not in text
    assert text.endswith(" .\n")


def test_trig_keeps_each_graph_apart(store: ox.Store) -> None:
    text = EXPORTS["trig"](store).decode()
    named = [line.removesuffix(" {") for line in text.splitlines() if line.endswith(" {")]
    wanted = ["concepts", "inferred", "one", "provenance", "two"]
    assert named == [f"<{BASE}graph/{name}>" for name in wanted]


def test_jsonld_carries_its_context(store: ox.Store) -> None:
    text = EXPORTS["jsonld"](store).decode()
    assert '"cg:signatory": {\n   "@type": "@id"\n  }' in text
    assert '"cg:signatory": "city:aa-fi"' in text


def test_jsonld_tells_a_thing_from_a_text_that_looks_like_it() -> None:
    node, property_ = ox.NamedNode(f"{BASE}id/city/x"), ox.NamedNode("http://x/p")
    quads = [ox.Quad(node, property_, value, node) for value in (node, ox.Literal("city:x"))]
    data = EXPORTS["jsonld"](store_of(quads))
    assert by_rdflib(data, "jsonld") == exported(quads, "jsonld")
    assert b'"http://x/p": [\n      "city:x",\n      {\n       "@id": "city:x"\n      }' in data


def test_jsonld_does_not_shorten_into_another_iri() -> None:
    # "city" is a prefix in this graph, and also the scheme of somebody's IRI.
    one, other = ox.NamedNode(f"{BASE}id/city/x"), ox.NamedNode("city:x")
    property_, graph = ox.NamedNode("http://x/p"), ox.NamedNode("http://x/g")
    quads = [ox.Quad(one, property_, other, graph), ox.Quad(other, property_, one, graph)]
    assert by_rdflib(EXPORTS["jsonld"](store_of(quads)), "jsonld") == exported(quads, "jsonld")


def iris() -> st.SearchStrategy[ox.NamedNode]:
    things = st.sampled_from(["id/city/a", "id/city/b-1", "id/x", "concept/theme/housing"])
    others = st.sampled_from(["http://x/?a=1&b='2'", "https://exämple.org/å", "urn:x:y", "city:z"])
    return st.one_of(things.map(lambda path: BASE + path), others).map(ox.NamedNode)


HOSTILE = [
    'quote " and \\ and \\u0041',
    "line\nbreak\r\nreturn\rtab\t",
    "\u2028\u2029\u0085 separators",
    "مدينة \u202eRTL\u202c עיר",
    "🏙️👩‍👩‍👧",
    "<img src=x onerror=alert(1)>",
    "]]> &amp; &lt; <!-- --> <?pi?>",
    " leading and trailing ",
    "@prefix x: <http://x/> .",
    "",
]


def literals(texts: st.SearchStrategy[str]) -> st.SearchStrategy[ox.Literal]:
    types = st.sampled_from(["string", "integer", "decimal", "date", "gYear", "boolean"])
    xsd = "http://www.w3.org/2001/XMLSchema#"
    typed = st.builds(lambda t, d: ox.Literal(t, datatype=ox.NamedNode(xsd + d)), texts, types)
    tags = st.sampled_from(["en", "sv", "zh-hant", "ar"])
    return st.one_of(typed, st.builds(lambda t, tag: ox.Literal(t, language=tag), texts, tags))


def quad_lists(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[ox.Quad]]:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    skos = "http://www.w3.org/2004/02/skos/core#"
    names = [f"{skos}prefLabel", f"{BASE}ontology#heldIn", "http://x/å", "urn:x:1a"]
    properties = st.sampled_from([ox.NamedNode(name) for name in names])
    graphs = st.sampled_from([ox.NamedNode(f"{BASE}graph/{n}") for n in ("one", "concepts")])
    anything = st.one_of(iris(), literals(texts))
    plain = st.builds(ox.Quad, iris(), properties, anything, graphs)
    classes = st.sampled_from([ox.NamedNode(f"{BASE}ontology#City"), ox.NamedNode("http://x/å")])
    typed = st.builds(ox.Quad, iris(), st.just(ox.NamedNode(f"{rdf}type")), classes, graphs)
    return st.lists(st.one_of(plain, typed), min_size=1, max_size=12)


XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
)


@settings(max_examples=150, deadline=None)
@given(quad_lists(st.one_of(st.sampled_from(HOSTILE), XML_TEXT)), st.sampled_from(NAMED + MERGED))
def test_hostile_text_comes_back_unchanged(quads: list[ox.Quad], form: str) -> None:
    data = EXPORTS[form](store_of(quads))
    assert by_rdflib(data, form) == exported(quads, form)
    assert EXPORTS[form](store_of(quads, seed=3)) == data


@settings(max_examples=60, deadline=None)
@given(quad_lists(st.text()), st.sampled_from(NAMED))
def test_every_character_comes_back_by_oxigraph(quads: list[ox.Quad], form: str) -> None:
    data = EXPORTS[form](store_of(quads))
    read = ox.parse(data, format=ox.RdfFormat.from_extension(form))
    assert exported(list(read), form) == exported(quads, form)


@settings(max_examples=60, deadline=None)
@given(quad_lists(st.text(st.characters(codec="utf-8"), min_size=1)))
def test_rdfxml_is_well_formed_or_refused(quads: list[ox.Quad]) -> None:
    try:
        data = EXPORTS["rdfxml"](store_of(quads))
    except CityGraphError:
        return
    assert ElementTree.fromstring(data).tag.endswith("RDF")


def refusals() -> Iterator[tuple[ox.NamedNode, Any, str]]:
    label = ox.NamedNode("http://x/label")
    for code in (0x00, 0x01, 0x0B, 0x1F, 0xFFFE, 0xFFFF):
        yield label, ox.Literal(f"a{chr(code)}b"), f"U+{code:04X}"
    for iri in ("http://x/1", "http://x/a/", "tag:1"):
        yield ox.NamedNode(iri), ox.Literal("a"), iri
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    yield ox.NamedNode(f"{rdf}type"), ox.NamedNode("http://x/1"), "http://x/1"
    yield ox.NamedNode(f"{rdf}li"), ox.Literal("a"), "reserved"
    yield label, ox.Triple(label, label, label), "a triple about a triple"


@pytest.mark.parametrize(("predicate", "value", "words"), list(refusals()))
def test_rdfxml_refuses_what_xml_cannot_hold(
    predicate: ox.NamedNode, value: Any, words: str
) -> None:
    subject = ox.NamedNode("http://x/the-subject")
    store = store_of([ox.Quad(subject, predicate, value, ox.NamedNode("http://x/g"))])
    with pytest.raises(CityGraphError, match=r"RDF/XML cannot hold") as caught:
        EXPORTS["rdfxml"](store)
    assert words in str(caught.value)
    assert "reserved" in words or "the-subject" in str(caught.value)
    assert "ttl" in str(caught.value)


def test_jsonld_refuses_a_triple_about_a_triple() -> None:
    node = ox.NamedNode("http://x/the-subject")
    store = store_of([ox.Quad(node, node, ox.Triple(node, node, node), node)])
    with pytest.raises(CityGraphError, match="the-subject"):
        EXPORTS["jsonld"](store)


def test_carriage_return_survives_xml() -> None:
    node = ox.NamedNode("http://x/a")
    quads = [ox.Quad(node, node, ox.Literal("a\r\nb\rc"), node)]
    data = EXPORTS["rdfxml"](store_of(quads))
    assert b"\r" not in data
    assert by_rdflib(data, "rdfxml") == exported(quads, "rdfxml")


@pytest.mark.parametrize("form", [*NAMED, "ttl", "rdfxml"])
def test_the_store_reads_its_own_files(form: str, quads: list[ox.Quad], tmp_path: Path) -> None:
    ending = {"rdfxml": "rdf"}.get(form, form)
    file = tmp_path / f"graph.{ending}"
    file.write_bytes(EXPORTS[form](store_of(quads)))
    wanted = exported(quads, form)
    width = 3 if form in MERGED else 4
    before = {quad[:width] for quad in exported(open_store([]), "nq")}
    read = {quad[:width] for quad in exported(open_store([file]), "nq")}
    # The store knows the concepts anyway; the file adds itself and nothing else.
    assert read == before | wanted
    assert not wanted <= before
