"""A result table as LaTeX, for a paper: a booktabs tabular in a table with a caption.

Cells come from anyone: no character in them is a command. Letters stay as they are, UTF-8, so that
scripts beyond Latin need XeLaTeX or LuaLaTeX and a font that has them.
"""

from __future__ import annotations

import math
import re

from citygraph.table import Cell, Table

#: Commands of plain LaTeX, in any font encoding and beside any babel language. A bracket or star
#: after the "\\" of the row before would be taken as its argument; two commas, hyphens or quotes
#: would become one sign.
_ESCAPED = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    **{sign: f"{{{sign}}}" for sign in "[]*,-'`"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",
}
#: Commas, hyphens and quotes are in braces only beside another of their kind, or after ? or !.
_SPECIAL = re.compile(r"[&%$#_{}\[\]*\\~^<>|\"]|(?<=[?!])`|,(?=,)|-(?=-)|'(?=')|`(?=`)")
_POWER = re.compile(r"(.+)e([+-]\d+)")


def latex_text(table: Table) -> str:
    """Returns the table as a LaTeX `table`; it needs the package booktabs and no other.

    Columns of numbers are aligned to the right, numbers have at most 10 significant digits, an
    unbound cell is empty. The table's title is the caption.

    >>> print(latex_text(Table(("city", "n_ties"), (("Pori & Lahti", 2),), "Ties")), end="")
    \\begin{table}
      \\centering
      \\caption{Ties}
      \\begin{tabular}{lr}
        \\toprule
        city & n\\_ties \\\\
        \\midrule
        Pori \\& Lahti & 2 \\\\
        \\bottomrule
      \\end{tabular}
    \\end{table}
    """
    columns = "".join("r" if _is_numeric(table, name) else "l" for name in table.columns)
    head = [f"  \\caption{{{_escaped(table.title)}}}"] if table.title else []
    body = ["\\toprule", _row(table.columns), "\\midrule", *map(_row, table.rows), "\\bottomrule"]
    lines = [
        "\\begin{table}",
        "  \\centering",
        *head,
        f"  \\begin{{tabular}}{{{columns or 'l'}}}",
        *(f"    {line}" for line in body),
        "  \\end{tabular}",
        "\\end{table}",
        "",
    ]
    return "\n".join(lines)


def _row(cells: tuple[Cell, ...]) -> str:
    return " & ".join(_cell(cell) for cell in cells) + " \\\\"


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        return _escaped(cell)
    return _number(cell)


def _number(number: int | float) -> str:
    """A number with a real minus sign, and a power of ten where it is very large or small."""
    if isinstance(number, float) and not math.isfinite(number):
        return "NaN" if math.isnan(number) else "INF" if number > 0 else "$-$INF"
    text = str(number) if isinstance(number, int) else f"{number:.10g}"
    if match := _POWER.fullmatch(text):
        return f"${match[1]} \\times 10^{{{int(match[2])}}}$"
    return f"${text}$" if text.startswith("-") else text


def _escaped(text: str) -> str:
    """Text on one line, without characters that do not print."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return _SPECIAL.sub(lambda match: _ESCAPED[match[0]], line)


def _is_numeric(table: Table, name: str) -> bool:
    given = [cell for cell in table.column(name) if cell is not None]
    return bool(given) and not any(isinstance(cell, str | bool) for cell in given)
