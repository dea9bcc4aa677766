"""Tables as LaTeX: every cell is text, and the file compiles where pdflatex is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citygraph.exports import TABLES
from citygraph.table import Cell, Table

TABLE = Table(
    ("city_name", "n", "share", "held"),
    (
        ("Pori & Co", 12, -0.25, True),
        (None, None, 0.1234567891234, False),
    ),
    "Hosts: 100% of them",
)
#: Each special character, what stands for it, and signs that TeX would join.
ESCAPED = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "a--b": "a{-}-b",
    "a---b": "a{-}{-}-b",
    "a-b": "a-b",
    "''": "{'}'",
    "``": "{`}`",
    "?`": "?{`}",
    "!`": "!{`}",
    ",,": "{,},",
    "a,b": "a,b",
    "Århus": "Århus",
    "a\nb\tc\x00d\u2028e\u202ef": "a b c d e f",
}


def rows(table: Table) -> list[str]:
    return [line.strip() for line in TABLES["latex"](table).splitlines() if line.endswith("\\\\")]


def test_a_table_is_a_booktabs_tabular_with_its_title_as_caption() -> None:
    assert TABLES["latex"](TABLE).splitlines() == [
        r"\begin{table}",
        r"  \centering",
        r"  \caption{Hosts: 100\% of them}",
        r"  \begin{tabular}{lrrl}",
        r"    \toprule",
        r"    city\_name & n & share & held \\",
        r"    \midrule",
        r"    Pori \& Co & 12 & $-0.25$ & true \\",
        r"     &  & 0.1234567891 & false \\",
        r"    \bottomrule",
        r"  \end{tabular}",
        r"\end{table}",
    ]


def test_a_table_without_a_title_has_no_caption() -> None:
    assert "caption" not in TABLES["latex"](Table(("a",), ()))


@pytest.mark.parametrize(("text", "written"), list(ESCAPED.items()))
def test_text_is_escaped(text: str, written: str) -> None:
    assert rows(Table(("a",), ((text,),)))[1] == f"{written} \\\\"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (3, "3"),
        (-3, "$-3$"),
        (0.1 + 0.2, "0.3"),
        (1e-9, r"$1 \times 10^{-9}$"),
        (-1.5e20, r"$-1.5 \times 10^{20}$"),
        (float("nan"), "NaN"),
        (float("-inf"), "$-$INF"),
    ],
)
def test_numbers_have_a_minus_sign_and_powers_of_ten(number: float, written: str) -> None:
    assert rows(Table(("a",), ((number,),)))[1] == f"{written} \\\\"


#: All that may be a command in a cell, and what it stands for.
COMMAND = re.compile(r"\\[&%$#_{}]|\\text\w+\{\}|\\symbol\{34\}|\{[\[\]*,\-'`]\}")
MEANT = {written: text for text, written in ESCAPED.items() if len(text) == 1}
MEANT |= {f"{{{sign}}}": sign for sign in "-'`,"}
SIGNS = st.sampled_from("&%$#_{}\\~^<>|\"[]*,-'`?! ab\n")


@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.text(SIGNS)))
def test_no_character_of_a_cell_is_a_command(text: str) -> None:
    line = TABLES["latex"](Table(("a",), ((text,),))).splitlines()[6]
    cell = line.removeprefix("    ").removesuffix(" \\\\")
    assert not re.search(r"[\\{}$&#^_~%<>|\"]", COMMAND.sub("", cell))
    assert not re.match(r"[\[*]", cell)
    assert not re.search(r"--|''|``|,,|[?!]`", cell)
    printed = "".join(c if c.isprintable() else " " for c in text).split()
    assert COMMAND.sub(lambda match: MEANT[match[0]], cell) == " ".join(printed)


def test_pdflatex_compiles_the_table(tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None or not _has_booktabs():
        pytest.skip("pdflatex with booktabs is not installed (Debian: texlive-latex-recommended)")
    hostile: tuple[tuple[Cell, ...], ...] = tuple((text, -0.5) for text in ESCAPED)
    tables = (TABLE, Table(("a", "b"), hostile, "".join(ESCAPED)), Table(("[x",), (), ""))
    body = "\n".join(TABLES["latex"](table) for table in tables)
    file = tmp_path / "paper.tex"
    file.write_text(
        "\\documentclass{article}\\usepackage{booktabs}\\begin{document}\n\\listoftables\n"
        f"{body}\\end{{document}}\n",
        encoding="utf-8",
    )
    asked = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", file.name]
    # Twice: the list of tables is read back from what the first run wrote.
    for _ in range(2):
        done = subprocess.run(
            asked, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stdout[-2000:]


def _has_booktabs() -> bool:
    if shutil.which("kpsewhich") is None:
        return False
    asked = ["kpsewhich", "booktabs.sty"]
    return not subprocess.run(asked, capture_output=True, check=False, timeout=60).returncode
