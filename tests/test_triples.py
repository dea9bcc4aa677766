"""Records become the quads of the design; plain facts only where nobody may misread them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest

from citygraph.identity import Names
from citygraph.records import (
    Evidence,
    Fragment,
    PartialDate,
    Record,
    Ref,
    Relation,
    Source,
    Span,
    Text,
    Thing,
    Words,
)
from citygraph.triples import quads
from citygraph.vocabulary import BASE, CG

DAY = PartialDate("2019-10-10")
FACT = Relation(
    "AttributeClaim",
    (("subject", Ref("event/talks")), ("object", Ref("city/oslo-no"))),
    (),
    "actual",
    Evidence((Span(3, 9),), "stated", DAY),
    attribute="heldIn",
)
PLAIN = (f"{BASE}id/event/talks", f"{CG}heldIn", f"{BASE}id/city/oslo-no")


def triples(*records: Record) -> set[tuple[str, str, str]]:
    lines = "".join(quads(records, "page", Names()))
    parsed = list(ox.parse(lines.encode(), format=ox.RdfFormat.N_QUADS))
    assert {str(quad.graph_name) for quad in parsed} == {f"<{BASE}graph/page>"}
    assert not any(isinstance(q.subject, ox.BlankNode) for q in parsed)
    return {(q.subject.value, q.predicate.value, q.object.value) for q in parsed}


@pytest.mark.parametrize(
    ("modality", "plain"),
    [
        ("actual", True),
        ("planned", True),
        ("denied", False),
        ("possible", False),
        ("called-for", False),
    ],
)
def test_a_fact_is_a_plain_triple_unless_it_is_denied_or_only_wished(
    modality: str, plain: bool
) -> None:
    found = triples(replace(FACT, modality=modality))
    assert (PLAIN in found) is plain
    assert any(p == f"{CG}attribute" and o == f"{CG}heldIn" for _, p, o in found)


def test_each_span_is_evidence_of_its_own_with_its_selector() -> None:
    evidence = Evidence((Span(3, 9), Span(20, 30)), "derived", DAY, ("object",))
    found = triples(replace(FACT, evidence=evidence))
    nodes = {o for _, p, o in found if p == f"{CG}evidence"}
    assert len(nodes) == 2
    oa = "http://www.w3.org/ns/oa#"
    ends = {(s.rsplit("/", 1)[1], p, o) for s, p, o in found if p in (oa + "start", oa + "end")}
    assert ends == {
        ("page-3-9", oa + "start", "3"),
        ("page-3-9", oa + "end", "9"),
        ("page-20-30", oa + "start", "20"),
        ("page-20-30", oa + "end", "30"),
    }
    assert all((node, f"{CG}derivedPart", "object") in found for node in nodes)
    assert all((node, f"{CG}basis", f"{BASE}concept/basis/derived") in found for node in nodes)


def test_a_row_is_a_fragment_and_a_place_in_words_a_description() -> None:
    found = triples(replace(FACT, evidence=Evidence((Fragment("row=12"),), "stated", DAY)))
    value = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
    assert (f"{BASE}id/selector/page-row-12", value, "row=12") in found
    found = triples(replace(FACT, evidence=Evidence((Words("the end"),), "stated", DAY)))
    (node,) = (o for _, p, o in found if p == f"{CG}evidence")
    assert (node, "http://purl.org/dc/terms/description", "the end") in found
    assert not any("hasSelector" in p for _, p, _ in found)


def test_labels_stand_in_skos_and_in_rdfs_and_quotes_in_them_harm_nothing() -> None:
    name = 'He said "no" \\ and\nleft <b>'
    found = triples(Thing("person/x", "Person", (Text(name, "en"),), (Text("X", "sv"),)))
    said = {(p.split("#")[1], o) for s, p, o in found if s.endswith("person/x")}
    assert said == {
        ("type", f"{CG}Person"),
        ("prefLabel", name),
        ("label", name),
        ("altLabel", "X"),
    }


def test_a_source_carries_its_hash_kind_language_and_terms() -> None:
    source = Source(
        "page", "web-page", (Text("Page", "en"),), "sv", "whole", DAY, DAY, "None.", "a" * 64
    )
    said = {p.rsplit("/", 1)[1].rsplit("#", 1)[-1]: o for _, p, o in triples(source)}
    assert said["textSha256"] == "a" * 64
    assert said["sourceKind"] == f"{BASE}concept/source-kind/web-page"
    assert (said["language"], said["textSeen"], said["rights"]) == ("sv", "whole", "None.")
    assert "asOf" not in said


def test_a_latitude_is_a_decimal_in_the_w3c_vocabulary_and_a_claim() -> None:
    oslo = ("subject", Ref("city/oslo-no"))
    fact = replace(FACT, roles=(oslo,), qualifiers=(("value", Decimal("59.910")),), attribute="lat")
    found = triples(fact)
    wgs = "http://www.w3.org/2003/01/geo/wgs84_pos#lat"
    assert (f"{BASE}id/city/oslo-no", wgs, "59.91") in found
    assert any((p, o) == (f"{CG}attribute", wgs) for _, p, o in found)
    assert any((p, o) == (f"{CG}value", "59.91") for _, p, o in found)
