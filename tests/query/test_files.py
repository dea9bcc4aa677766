"""Query files say what they are; a parameter without its VALUES line is refused."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from citygraph.errors import QueryError
from citygraph.query import bind, select
from citygraph.query.files import find, read, shipped, values_blocks

GOOD = """\
# title: Hosts of a series
# question: Which cities hosted the editions
#   of a series, and when?
# parameter: series EventSeries - the series
# column: city - the host
# keywords: host, edition
PREFIX cg: <https://w3id.org/citygraph/ontology#>
SELECT ?city WHERE {
  VALUES ?series { <https://w3id.org/citygraph/id/series/x> } # { not this }
  ?event cg:inSeries ?series ; cg:heldIn ?city .
}
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "hosts.rq"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_header_is_read_with_its_continuation_lines(tmp_path: Path) -> None:
    query = read(write(tmp_path, GOOD))
    assert query.question == "Which cities hosted the editions of a series, and when?"
    assert [(p.name, p.kind, p.meaning) for p in query.parameters] == [
        ("series", "EventSeries", "the series")
    ]
    assert query.columns == (("city", "the host"),)
    assert query.keywords == ("host", "edition")
    ((start, end),) = values_blocks(query, "series")
    assert query.text[start:end].strip() == "<https://w3id.org/citygraph/id/series/x>"


def test_a_parameter_that_stands_twice_is_set_in_both_places(tmp_path: Path) -> None:
    twice = """# parameter: least integer - the least
SELECT ?a ?all WHERE {
  { SELECT (COUNT(?b) AS ?all)
    WHERE { VALUES ?least { 2 } VALUES ?b { 1 2 3 } FILTER(?b >= ?least) } }
  VALUES ?least { 2 } VALUES ?a { 1 2 3 } FILTER(?a >= ?least)
} ORDER BY ?a
"""
    query = read(write(tmp_path, twice))
    assert len(values_blocks(query, "least")) == 2
    store = ox.Store()
    assert select(store, query.text).rows == ((2, 2), (3, 2))
    assert select(store, bind(query, {"least": ["3"]}, store)).rows == ((3, 1),)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("VALUES ?series {", "VALUES ?serie {", "no line VALUES"),
        ("VALUES ?series {", "# VALUES ?series {", "no line VALUES"),
        ("# parameter: series EventSeries - the series", "# parameter: series", "must read"),
    ],
)
def test_a_parameter_without_its_line_is_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        read(write(tmp_path, GOOD.replace(old, new)))


def test_a_name_is_found_whole_or_short_and_a_wrong_one_gets_the_nearest() -> None:
    assert find("agreements/signatories").name == find("signatories").name
    with pytest.raises(QueryError, match="did you mean 'signatories'"):
        find("signatores")
    with pytest.raises(QueryError, match="cannot be read"):
        find("no-such-file.rq")


def test_ties_and_checks_are_no_questions() -> None:
    assert not any(name.startswith(("ties/", "checks/")) for name in shipped())
    assert "overview" in shipped("ties")
