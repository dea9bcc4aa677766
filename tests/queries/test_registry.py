"""Every shipped question is described, runs in both engines alike, and has its tests."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from citygraph.query import bind, select, shipped
from citygraph.query.files import QueryFile, read
from citygraph.query.run import tokens
from citygraph.vocabulary import PREFIXES, concepts

NAMES = sorted(shipped())
#: The four documents contradict each other nowhere; test_sources brings two that do.
MAY_BE_EMPTY = {"sources/rivals"}
#: A value for each kind of parameter, to show that each can be set.
VALUES = {
    "Actor": "person/kamal-kishore",
    "City": "Helsingfors",
    "CityNetwork": "C40",
    "Document": "document/paris-agreement",
    "Event": "event/wcs-mayors-forum-2023",
    "EventSeries": "series/un-forum-of-mayors",
    "Occasion": "event/helsinki-impact-conference-2019",
    "Organization": "organization/itu",
    "Person": "person/oh-se-hoon",
    "Post": "post/mayor-of-seoul",
    "Prize": "prize/lee-kuan-yew-world-city-prize",
    "Programme": "programme/u4ssc",
    "SourceDocument": "source/helsinki-impact-declaration-page",
    "date": "2019-10-10",
    "language": "sv",
    "modality": "planned",
    "participation-role": "speaker",
    "signature-status": "endorsed",
    "source-kind": "web-page",
    "text": "with",
    "theme": "housing",
    "un-m49": "Northern Europe",
}


def test_there_are_the_questions_that_were_promised() -> None:
    assert len(NAMES) >= 25
    assert "agreements/signatories" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_described(name: str, queries: dict[str, QueryFile]) -> None:
    query = queries[name]
    assert query.title
    assert query.question.endswith("?")
    assert query.keywords
    assert query.parameters
    assert all(parameter.meaning for parameter in query.parameters)
    assert all(meaning for _, meaning in query.columns)
    # Whoever reads the names of things may ask for them in another language.
    kinds = {parameter.kind for parameter in query.parameters}
    assert "language" in kinds


@pytest.mark.parametrize("name", NAMES)
def test_its_columns_are_those_it_describes(
    name: str, queries: dict[str, QueryFile], released: ox.Store
) -> None:
    table = select(released, queries[name].text)
    assert table.columns == tuple(column for column, _ in queries[name].columns)


@pytest.mark.parametrize("name", NAMES)
def test_it_answers_without_parameters(
    name: str, queries: dict[str, QueryFile], released: ox.Store
) -> None:
    assert select(released, queries[name].text).rows or name in MAY_BE_EMPTY


@pytest.mark.parametrize("name", NAMES)
def test_each_parameter_can_be_set(
    name: str, queries: dict[str, QueryFile], released: ox.Store
) -> None:
    query = queries[name]
    for parameter in query.parameters:
        text = bind(query, {parameter.name: [VALUES[parameter.kind]]}, released)
        assert select(released, text).columns == tuple(column for column, _ in query.columns)


@pytest.mark.parametrize("name", NAMES)
def test_it_uses_terms_of_the_ontology_alone(name: str, released: ox.Store) -> None:
    known = {
        quad.subject.value
        for quad in released.quads_for_pattern(None, None, None, None)
        if isinstance(quad.subject, ox.NamedNode)
    }
    text = shipped()[name].text
    declared = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", text))
    words = [token.group() for token in tokens(text)]
    used = [word.split(":", 1) for word in words if re.fullmatch(r"\w+:[\w-]+", word)]
    assert {prefix for prefix, _ in used} == set(declared)
    ours = {declared[prefix] + local for prefix, local in used if "citygraph" in declared[prefix]}
    assert ours <= known
    for prefix, iri in declared.items():
        scheme = iri.rstrip("/").rsplit("/", 1)[1]
        assert PREFIXES.get(prefix) == iri or any(c.startswith(scheme + "/") for c in concepts())


@pytest.mark.parametrize("name", NAMES)
def test_it_is_tested_by_name(name: str) -> None:
    found: set[str] = set()
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for function in (n for n in tree.body if isinstance(n, ast.FunctionDef)):
            if function.name.startswith("test_"):
                constants = (n for n in ast.walk(function) if isinstance(n, ast.Constant))
                found |= {n.value for n in constants if isinstance(n.value, str)}
    assert name in found


def test_a_query_file_is_found_in_its_folder() -> None:
    query = shipped()["events/editions"]
    assert read(query.path, query.name) == query
