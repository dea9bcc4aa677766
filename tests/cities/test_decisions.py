"""A person's decision is kept as data, applied again, and questioned when it no longer fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from citygraph.cities import Gazetteer, Named, decided, match, read_decisions, review_table
from citygraph.errors import SourceError
from citygraph.exports.tables import csv_text

HEAD = "name,country,geonamesId,reason,decidedOn,decidedBy\n"
WHO = "2026-11-21,editor"


def run(tmp_path: Path, small: Gazetteer, lines: str, *names: Named) -> tuple[list[str], list[str]]:
    file = tmp_path / "decisions.csv"
    file.write_text(HEAD + lines, encoding="utf-8")
    found = [(named, match(named, small)) for named in names]
    matches, remarks = decided(found, read_decisions(file), small)
    said = [f"{m.status} {m.city.id if m.city else ''} {m.reason}" for m in matches]
    return said, [f"{line}: {text}" for _, line, _, _, text in remarks]


def test_a_decision_settles_every_row_of_that_name_and_country(
    tmp_path: Path, small: Gazetteer
) -> None:
    lines = f"Suzhou,China,1886760,the one in Jiangsu,{WHO}\n"
    rows = (Named("Suzhou", "CN"), Named("SUZHOU", "China"), Named("Geneva"))
    said, remarks = run(tmp_path, small, lines, *rows)
    expected = "matched 1886760 decided by editor on 2026-11-21: the one in Jiangsu"
    assert said[:2] == [expected, expected]
    assert said[2].startswith("ambiguous")
    assert remarks == []


def test_a_name_may_be_decided_to_be_no_city(tmp_path: Path, small: Gazetteer) -> None:
    lines = f"Greater London,GB,,the metropolitan body,{WHO}\n"
    said, remarks = run(tmp_path, small, lines, Named("Greater London", "GB"))
    assert said == ["unmatched  decided by editor on 2026-11-21: the metropolitan body"]
    assert remarks == []


def test_a_row_that_coordinates_settle_keeps_its_city(tmp_path: Path, small: Gazetteer) -> None:
    lines = f"Suzhou,CN,1886760,the one in Jiangsu,{WHO}\n"
    rows = (Named("Suzhou", "CN", 33.64, 116.98), Named("Suzhou", "CN"))
    said, remarks = run(tmp_path, small, lines, *rows)
    assert [text.split()[1] for text in said] == ["1793743", "1886760"]
    assert remarks == ["2: no longer ambiguous: rows are matched to another place without it"]


@pytest.mark.parametrize(
    ("line", "named", "status", "remark"),
    [
        ("Geneva,,99,x", Named("Geneva"), "ambiguous", "not applied: the gazetteer has no place"),
        ("Suzhou,CN,658225,x", Named("Suzhou", "CN"), "ambiguous", "another country"),
        ("Helsinki,FI,658225,x", Named("Helsinki", "FI"), "matched", "no longer needed"),
        ("Geneva,,658225,x", Named("Geneva"), "matched", "none of the candidates"),
        ("Bern,CH,2660646,x", Named("Geneva"), "ambiguous", "no row bears this name"),
    ],
)
def test_a_decision_that_does_not_fit_is_reported(
    line: str, named: Named, status: str, remark: str, tmp_path: Path, small: Gazetteer
) -> None:
    said, remarks = run(tmp_path, small, f"{line},{WHO}\n", named)
    assert said[0].split()[0] == status
    assert len(remarks) == 1
    assert remark in remarks[0]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Geneva,,x9,why,2026-11-21,editor\n", ":2: geonamesId 'x9' is no GeoNames identifier"),
        ("Geneva,,1,why,21.11.2026,editor\n", ":2: decidedOn '21.11.2026' is no day"),
        ("Geneva,,1,,2026-11-21,\n", ":2: a decision needs its reason and decidedBy"),
        ("A,,1,y,2026-11-21,e\na,,2,y,2026-11-21,e\n", ":3: 'a' is decided already in "),
    ],
)
def test_a_wrong_decision_is_named_with_its_line(lines: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(HEAD + lines, encoding="utf-8")
    with pytest.raises(SourceError) as wrong:
        read_decisions(file)
    assert message in str(wrong.value)


def test_a_file_without_a_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text("name,country,geonamesID\n", encoding="utf-8")
    with pytest.raises(SourceError, match="'geonamesId' is missing; did you mean 'geonamesID'"):
        read_decisions(file)


def test_decisions_of_several_files_are_one_list(tmp_path: Path) -> None:
    for name, line in (("a.csv", "Geneva,,1"), ("b.csv", "Suzhou,CN,2")):
        (tmp_path / name).write_text(f"{HEAD}{line},why,{WHO}\n", encoding="utf-8")
    files = (tmp_path / "a.csv", tmp_path / "b.csv")
    assert [decision.name for decision in read_decisions(*files)] == ["Geneva", "Suzhou"]
    with pytest.raises(SourceError, match=r"a.csv:2: 'Geneva' is decided already in .*a.csv:2"):
        read_decisions(*files, files[0])


def test_what_was_decided_to_be_no_city_is_not_asked_again(
    tmp_path: Path, small: Gazetteer
) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(f"{HEAD}Geneva,,,a typing error,{WHO}\n", encoding="utf-8")
    named = Named("Geneva")
    (settled,), _ = decided([(named, match(named, small))], read_decisions(file), small)
    assert len(review_table([(2, named, settled)])) == 0


def test_the_review_table_is_the_form_that_comes_back(tmp_path: Path, small: Gazetteer) -> None:
    rows = [Named("Geneva"), Named("Helsinki", "FI"), Named("=HYPERLINK(1)"), Named("Geneva")]
    found = [(i, named, match(named, small)) for i, named in enumerate(rows, start=2)]
    review = review_table(found)
    assert review.column("name") == ("Geneva", "=HYPERLINK(1)")
    assert review.column("lines") == ("2 5", "4")
    text = csv_text(review)
    assert "\n4,'=HYPERLINK(1)," in text
    file = tmp_path / "review.csv"
    file.write_text(text, encoding="utf-8")
    assert read_decisions(file) == ()
    filled = text.replace("no place of that name,,,,,", f"no place of that name,,,no city,{WHO}")
    file.write_text(filled, encoding="utf-8")
    (decision,) = read_decisions(file)
    assert (decision.name, decision.geonames_id, decision.line) == ("=HYPERLINK(1)", None, 3)


def test_spellings_that_one_decision_settles_are_one_row_of_the_form(small: Gazetteer) -> None:
    names = [Named("Suzhou", "CN"), Named(" SUZHOU", "cn"), Named("Suzhou", "China")]
    found = [(i, named, match(named, small)) for i, named in enumerate(names, start=2)]
    review = review_table(found)
    assert review.column("lines") == ("2 3", "4")
    assert review.column("name") == ("Suzhou", "Suzhou")


def test_of_many_lines_the_form_shows_the_first(small: Gazetteer) -> None:
    named = Named("Suzhou", "CN")
    review = review_table([(line, named, match(named, small)) for line in range(2, 1002)])
    (lines,) = review.column("lines")
    assert str(lines).startswith("2 3 4 ")
    assert str(lines).endswith(" 20 21 and 980 more")


def test_two_tables_may_decide_one_name_each_for_itself(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    lines = f"a.csv,Suzhou,CN,1886760,x,{WHO}\nb.csv,Suzhou,CN,1793743,y,{WHO}\n"
    file.write_text(f"file,{HEAD}{lines}", encoding="utf-8")
    assert [d.table for d in read_decisions(file)] == ["a.csv", "b.csv"]
    file.write_text(f"file,{HEAD}{lines}b.csv,suzhou,cn,1,z,{WHO}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"decisions.csv:4: 'suzhou' is decided already"):
        read_decisions(file)
