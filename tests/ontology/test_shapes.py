"""Each SHACL shape accepts a small good graph and refuses it once a line of it is broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

Triple = tuple[Node, Node, Node]

CGS = Namespace("https://w3id.org/citygraph/shapes#")
SMALL = Path(__file__).with_name("small.ttl").read_text(encoding="utf-8")
PARAGRAPH = "\n\n"
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
WARNINGS = {
    "statement-speech-act-missing",
    "count-qualifier-missing",
    "count-open-above",
    "count-open-below",
    "overlapping-mayoralties",
    "source-terms",
    "label-copy",
}


def breaks() -> list[tuple[str, str, str]]:
    """Returns the rows of breaks.txt: shape, what stands in small.ttl, what replaces it."""
    text = Path(__file__).with_name("breaks.txt").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    parts = [[cell.strip() for cell in row.split(" |")] for row in rows]
    return [(shape, old, new) for shape, old, new in parts]


# What is right although a careless shape would refuse it: what stands there, what replaces it.
ACCEPTED = {
    "a day of a year not given may be any": ('"--07-07"^^', '"--02-29"^^'),
    "rival dates of an event need only fit in one pair": (
        'startDate "2019-10"^^xsd:gYearMonth',
        'startDate "2019-10"^^xsd:gYearMonth , "2019-12-01"^^xsd:date',
    ),
    "a day of a year not given may lie in the year after": ('"--07-07"^^', '"--12-30"^^'),
    "an event may start within the month in which it ends": (
        'cg:endDate "2019-10-11"^^xsd:date',
        'cg:endDate "2019-10"^^xsd:gYearMonth',
    ),
    "a term may end within the year in which it begins": (
        'cg:earliestDate "2017-01-01"^^xsd:date ; cg:latestDate "2021-08-02"^^xsd:date',
        'cg:earliestDate "2017-05-01"^^xsd:date ; cg:latestDate "2017-12-31"^^xsd:date',
    ),
    "one person may hold a post in two overlapping terms": (
        'cg:holder person:anni ; cg:post post:mayor ; cg:validFrom "2021"',
        'cg:holder person:jan ; cg:post post:mayor ; cg:validFrom "2018"',
    ),
    "a planned term may overlap": (
        'cg:validFrom "2021"^^xsd:gYear ; cg:modality modality:actual',
        'cg:validFrom "2018"^^xsd:gYear ; cg:modality modality:planned',
    ),
    "a term may begin on the day on which the other ends": (
        'validFrom "2021"^^xsd:gYear',
        'validFrom "2021-08-02"^^xsd:date',
    ),
    "a term without dates overlaps none": ('cg:validFrom "2021"^^xsd:gYear ;', ""),
    "a term from a day of a year not given overlaps none": (
        'validFrom "2021"^^xsd:gYear',
        'validFrom "--06-01"^^xsd:gMonthDay',
    ),
    "attendance at an announced event may be denied": ("modality:planned", "modality:denied"),
    "a statement may have no speaker": ("cg:speaker person:jan ;", ""),
    "an invitation may have no inviter": ("cg:inviter city:helsinki-fi ;", ""),
    "one thing may have labels in many languages": (
        'skos:prefLabel "Tallinn"@en ; rdfs:label "Tallinn"@en',
        'skos:prefLabel "Tallinn"@en , "Tallinn"@et ; rdfs:label "Tallinn"@en , "Tallinn"@et',
    ),
    "one thing may have no label but a description in English": (
        '"Tallinn"@en ; rdfs:label "Tallinn"@en',
        '"the city"@en-GB ; rdfs:label "the city"@en-GB',
    ),
}


@pytest.fixture(scope="module")
def background(ontology: Graph, concepts: Graph) -> Graph:
    """What shapes look up: kinds, superclasses and schemes. Labels are left out for speed."""
    graph = Graph()
    for triple in ontology + concepts:
        if not isinstance(triple[2], Literal):
            graph.add(triple)
    return graph


@pytest.fixture(scope="module")
def good(background: Graph) -> Graph:
    return graph_of(SMALL, background)


def results(data: Graph, shapes: Graph) -> list[dict[Node, Node]]:
    """Returns the report's results, each as predicate → value; nested ones are left out."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph)
    return [dict(report.predicate_objects(node)) for node in report.objects(None, SH.result)]


def graph_of(text: str, background: Graph) -> Graph:
    graph = Graph().parse(data=text, format="turtle")
    for triple in background:
        graph.add(triple)
    return graph


@contextmanager
def broken(good: Graph, old: str, new: str) -> Iterator[Graph]:
    """Gives the good graph with one statement of small.ttl changed, and puts it right again.

    Only the paragraph in question is parsed, since hundreds of rows come this way.
    """
    assert SMALL.count(old) == 1, "the row must point at one place in small.ttl"
    prefixes, *paragraphs = SMALL.split(PARAGRAPH)
    (paragraph,) = [text for text in paragraphs if old in text]
    before = set(Graph().parse(data=prefixes + paragraph, format="turtle"))
    changed = paragraph.replace(old, new)
    after = set(Graph().parse(data=prefixes + changed, format="turtle"))
    exchange(good, before - after, after - before)
    yield good
    exchange(good, after - before, before - after)


def exchange(graph: Graph, out: set[Triple], into: set[Triple]) -> None:
    for triple in out:
        graph.remove(triple)
    for triple in into:
        graph.add(triple)


def alone(shapes: Graph, name: str) -> Graph:
    """Returns the one shape with the targetless building blocks that it may use."""
    part = shapes.cbd(CGS[name])
    part += shapes.cbd(URIRef("https://w3id.org/citygraph/shapes"))
    for block in shapes.subjects(RDF.type, SH.NodeShape):
        if not any((block, target, None) in shapes for target in TARGETS):
            part += shapes.cbd(block)
    return part


def named_shapes(shapes: Graph) -> set[str]:
    return {
        str(shape).removeprefix(str(CGS)) for target in TARGETS for shape in shapes.subjects(target)
    }


def test_the_small_graph_passes_every_shape(good: Graph, shapes: Graph) -> None:
    assert results(good, shapes) == []


def test_the_shapes_are_right_shacl(background: Graph, shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(background, shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize(("shape", "old", "new"), breaks())
def test_a_break_is_found_and_named(
    shape: str, old: str, new: str, good: Graph, shapes: Graph
) -> None:
    with broken(good, old, new) as data:
        found = results(data, alone(shapes, shape))
    assert found
    severity = SH.Warning if shape in WARNINGS else SH.Violation
    for result in found:
        assert result[SH.sourceShape] == CGS[shape]
        assert result[SH.resultSeverity] == severity
        assert result[SH.resultMessage] == message(shapes, shape)


def message(shapes: Graph, shape: str) -> Node | None:
    inside = shapes.value(CGS[shape], SH.sparql)
    return shapes.value(inside or CGS[shape], SH.message)


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_right_is_not_refused(case: str, good: Graph, shapes: Graph) -> None:
    with broken(good, *ACCEPTED[case]) as data:
        assert results(data, shapes) == []


def test_every_shape_is_broken_by_some_row(shapes: Graph) -> None:
    assert named_shapes(shapes) == {shape for shape, _, _ in breaks()}


def test_every_message_says_what_is_wrong_and_then_what_to_do(shapes: Graph) -> None:
    for shape in named_shapes(shapes):
        text = message(shapes, shape)
        assert isinstance(text, Literal), shape
        problem, stop, remedy = str(text).partition(". ")
        assert problem[0].isupper(), shape
        assert stop, shape
        assert remedy.endswith("."), shape
        assert not any(sign in text for sign in ("cg:", "sh:", "xsd:", "<", ">")), shape


def test_shapes_speak_only_of_terms_that_exist(shapes: Graph, background: Graph) -> None:
    vocabulary = ("https://w3id.org/citygraph/ontology#", "https://w3id.org/citygraph/concept/")
    known = set(background.subjects(RDF.type))
    for triple in shapes:
        for term in triple:
            if isinstance(term, URIRef) and str(term).startswith(vocabulary):
                assert term in known, term


@pytest.mark.parametrize("scheme", ["modality", "basis", "event-status"])
def test_a_closed_list_in_the_shapes_holds_the_whole_scheme(
    scheme: str, shapes: Graph, concepts: Graph
) -> None:
    listed = {
        str(term).rpartition("/")[2]
        for start in shapes.objects(None, SH["in"])
        for term in shapes.items(start)
        if str(term).rpartition("/")[0].endswith(f"/concept/{scheme}")
    }
    members = concepts.subjects(
        SKOS.inScheme, URIRef(f"https://w3id.org/citygraph/concept/{scheme}")
    )
    assert listed == {str(member).rpartition("/")[2] for member in members}
