"""Tables as CSV, JSON and Markdown: read back whole, and nothing in a cell runs."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citygraph.exports import TABLES
from citygraph.table import Cell, Table

TABLE = Table(
    ("city", "year", "share", "held", "note"),
    (
        ('Pori, "the bear"', 2019, 0.5, True, None),
        ("Åbo\nTurku", -3, 2.0, False, "=SUM(A1)"),
    ),
    "Hosts",
)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_is_read_back_by_the_csv_module() -> None:
    text = TABLES["csv"](TABLE)
    assert read(text) == [
        ["city", "year", "share", "held", "note"],
        ['Pori, "the bear"', "2019", "0.5", "true", ""],
        ["Åbo\nTurku", "-3", "2.0", "false", "'=SUM(A1)"],
    ]
    assert "\r" not in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_spreadsheet_runs_no_cell(start: str) -> None:
    text = TABLES["csv"](Table((f"{start}A",), ((f"{start}1+1",), ("a" + start,))))
    assert read(text) == [[f"'{start}A"], [f"'{start}1+1"], ["a" + start]]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_csv_keeps_every_row_of_any_text(rows: list[tuple[str, str]]) -> None:
    back = read(TABLES["csv"](Table(("a", "b"), tuple(rows))))[1:]
    assert len(back) == len(rows)
    for cells, row in zip(back, rows, strict=True):
        assert all(cell in (text, "'" + text) for cell, text in zip(cells, row, strict=True))


def test_csv_row_of_one_empty_cell_is_a_row() -> None:
    assert read(TABLES["csv"](Table(("a",), ((None,), ("",))))) == [["a"], [""], [""]]


def test_json_is_one_object_a_row() -> None:
    text = TABLES["json"](TABLE)
    assert json.loads(text) == TABLE.records()
    assert len(text.splitlines()) == 2 + len(TABLE)
    assert TABLES["json"](Table(("a",), ())) == "[]\n"


def test_json_has_no_number_that_json_lacks() -> None:
    cells: tuple[tuple[Cell, ...], ...] = ((float("nan"), float("inf"), float("-inf")),)
    text = TABLES["json"](Table(("a", "b", "c"), cells))
    assert json.loads(text, parse_constant=pytest.fail) == [{"a": "NaN", "b": "INF", "c": "-INF"}]


def test_markdown_lines_up_and_aligns_numbers() -> None:
    assert TABLES["md"](TABLE).splitlines() == [
        "**Hosts**",
        "",
        "| city | year | share | held | note |",
        "| --- | ---: | ---: | --- | --- |",
        '| Pori, "the bear" | 2019 | 0.5 | true |  |',
        "| Åbo Turku | -3 | 2.0 | false | =SUM(A1) |",
    ]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("a|b", r"a\|b"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("[x](javascript:alert)", r"\[x\](javascript:alert)"),
        ("![x](http://x/y.png)", r"\!\[x\](http://x/y.png)"),
        ("`a` *b* _c_ ~d~ \\", r"\`a\` \*b\* \_c\_ \~d\~ \\"),
        ("https://x.org/a_b?c=d&e", "<https://x.org/a_b?c=d&e>"),
        ("https://x.org/a|b", r"https://x.org/a\|b"),
        ("a\u2028b\x00c\u202ed", "a b c d"),
        ("a &lt; b", "a &amp;lt; b"),
    ],
)
def test_markdown_shows_a_cell_as_text(cell: str, written: str) -> None:
    line = TABLES["md"](Table(("a",), ((cell,),))).splitlines()[-1]
    assert line == f"| {written} |"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_markdown_keeps_one_line_a_row(texts: list[str]) -> None:
    text = TABLES["md"](Table(("a", "b"), tuple((cell, cell) for cell in texts)))
    assert len(text.splitlines()) == 2 + len(texts)
