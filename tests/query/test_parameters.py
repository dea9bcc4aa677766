"""Parameters mean one thing, are serialised properly, or are refused with the nearest name."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citygraph.errors import QueryError
from citygraph.query import bind, read, select
from citygraph.query.files import QueryFile

TEXT = """\
# parameter: city City - a city
# parameter: theme theme - a theme
# parameter: word text - a word
# parameter: day date - a day
# parameter: number integer - a number
# parameter: lang language - a language
# parameter: link iri - a link
# parameter: kind class - a class
SELECT ?city ?theme ?word ?day ?number ?lang ?link ?kind WHERE {
  VALUES ?city { <https://w3id.org/citygraph/id/city/oslo-no> }
  VALUES ?theme { UNDEF }
  VALUES ?word { "w" }
  VALUES ?day { "2019-01-01"^^<http://www.w3.org/2001/XMLSchema#date> }
  VALUES ?number { 1 }
  VALUES ?lang { "en" }
  VALUES ?link { <http://x/> }
  VALUES ?kind { <https://w3id.org/citygraph/ontology#City> }
}
"""
DATA = """
@prefix cg: <https://w3id.org/citygraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix id: <https://w3id.org/citygraph/id/city/> .
id:helsinki-fi a cg:City ; skos:prefLabel "Helsinki"@en, "Helsingfors"@sv .
id:goteborg-se a cg:City ; skos:prefLabel "Gothenburg"@en ; skos:altLabel "G\u00f6teborg"@sv .
id:paris-fr a cg:City ; skos:prefLabel "Paris"@en .
id:paris-us a cg:City ; skos:prefLabel "Paris"@en .
<https://w3id.org/citygraph/id/person/helsinki> a cg:Person ; skos:prefLabel "Helsinki"@en .
<https://w3id.org/citygraph/concept/theme/housing> a skos:Concept ; skos:prefLabel "Housing"@en .
<https://w3id.org/citygraph/concept/basis/housing> a skos:Concept ; skos:prefLabel "Housing"@en .
"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory) -> QueryFile:
    file: Path = tmp_path_factory.mktemp("q") / "all.rq"
    file.write_text(TEXT, encoding="utf-8")
    return read(file)


def answer(query: QueryFile, store: ox.Store, **given: str) -> dict[str, object]:
    bound = bind(query, {name: [value] for name, value in given.items()}, store)
    (record,) = select(store, bound).records()
    return dict(record)


@pytest.mark.parametrize(
    ("value", "slug"),
    [
        ("Helsinki", "helsinki-fi"),
        ("helsingfors", "helsinki-fi"),
        ("city/helsinki-fi", "helsinki-fi"),
        ("https://w3id.org/citygraph/id/city/helsinki-fi", "helsinki-fi"),
        ("Goteborg", "goteborg-se"),
        ("G\u00f6teborg", "goteborg-se"),
    ],
)
def test_a_city_is_named_by_key_iri_or_label(
    query: QueryFile, store: ox.Store, value: str, slug: str
) -> None:
    assert answer(query, store, city=value)["city"] == f"https://w3id.org/citygraph/id/city/{slug}"


def test_a_concept_is_one_of_its_own_scheme(query: QueryFile, store: ox.Store) -> None:
    for value in ("housing", "Housing"):
        theme = answer(query, store, theme=value)["theme"]
        assert theme == "https://w3id.org/citygraph/concept/theme/housing"


@pytest.mark.parametrize(
    "value", ["UNAgency", "cg:UNAgency", "https://w3id.org/citygraph/ontology#UNAgency"]
)
def test_a_class_is_named_plainly_with_its_prefix_or_by_iri(
    query: QueryFile, store: ox.Store, value: str
) -> None:
    found = answer(query, store, kind=value)["kind"]
    assert found == "https://w3id.org/citygraph/ontology#UNAgency"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("city", "Paris", "several are called so: city/paris-fr, city/paris-us"),
        ("city", "Helsinky", "did you mean 'Helsinki'"),
        ("city", "person/helsinki", "no City of this graph"),
        ("day", "2019", "expected a full date"),
        ("day", "2019-02-30", "is no date"),
        ("number", "1 }", "expected a whole number"),
        ("lang", 'en" } #', "expected a language tag"),
        ("link", "http://x/> } <y", "expected an IRI"),
        ("kind", "cg:Citty", "no class is called so; did you mean 'City'"),
        ("kind", "http://x/> } <y", "expected an IRI"),
        ("citty", "Helsinki", "no parameter 'citty'; did you mean 'city'"),
    ],
)
def test_a_wrong_value_is_refused(
    query: QueryFile, store: ox.Store, name: str, value: str, words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        answer(query, store, **{name: value})


@given(word=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_stays_one_text(query: QueryFile, store: ox.Store, word: str) -> None:
    assert answer(query, store, word=word)["word"] == word


def test_several_values_give_a_row_each_and_defaults_stay(
    query: QueryFile, store: ox.Store
) -> None:
    bound = bind(query, {"city": ["Helsinki", "Goteborg"], "lang": ["sv"]}, store)
    table = select(store, bound)
    assert len(table) == 2
    assert set(table.column("lang")) == {"sv"}
    assert set(table.column("number")) == {1}
