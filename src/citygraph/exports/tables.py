"""A result table as CSV, JSON or Markdown. Cells come from anyone: nothing in them is run.

In CSV, text that begins with = + - @ (or their full-width forms), a tab or a line break gets an
apostrophe before it, because a spreadsheet would take it for a formula (OWASP, "CSV injection").
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable

from citygraph.table import Cell, Table

_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
_QUOTED = re.compile(r'[",\r\n]|^\s|\s\Z')
_MARKDOWN = re.compile(r"([\\`*_\[\]|~$!])")
_LINK = re.compile(r"https?://[^\s<>|\\\x00-\x20]+")


def csv_text(table: Table) -> str:
    """Returns the table as CSV (RFC 4180, but with "\\n" at line ends), column names first.

    >>> print(csv_text(Table(("city", "n"), (("Pori, Finland", 2), ("=1+1", None)))), end="")
    city,n
    "Pori, Finland",2
    '=1+1,
    """
    return "".join(map(_csv_line, (table.columns, *table.rows)))


def json_text(table: Table) -> str:
    """Returns the table as a JSON list of one object a row, one row a line.

    Numbers that JSON lacks stand as the strings NaN, INF and -INF (XML Schema).

    >>> print(json_text(Table(("city", "n"), (("Pori", 2), ("Lahti", None)))), end="")
    [
    {"city": "Pori", "n": 2},
    {"city": "Lahti", "n": null}
    ]
    """
    lines = [json.dumps(_finite(record), ensure_ascii=False) for record in table.records()]
    return "\n".join(["[", ",\n".join(lines), "]", ""]) if lines else "[]\n"


def markdown_text(table: Table) -> str:
    """Returns the table as a GitHub Flavored Markdown table, its title in bold above it.

    >>> print(markdown_text(Table(("city", "n"), (("a|b", 2),), "Cities")), end="")
    **Cities**
    <BLANKLINE>
    | city | n |
    | --- | ---: |
    | a\\|b | 2 |
    """
    head = [f"**{_markdown(table.title)}**", ""] if table.title else []
    rules = ["---:" if _is_numeric(table.column(name)) else "---" for name in table.columns]
    rows = [map(_markdown, table.columns), rules, *(map(_markdown, row) for row in table.rows)]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows), ""])


def _csv_line(cells: Iterable[Cell]) -> str:
    line = ",".join(_csv_cell(cell) for cell in cells)
    # An empty line would be read as no row at all.
    return (line or '""') + "\n"


def _csv_cell(cell: Cell) -> str:
    text = _text(cell)
    if isinstance(cell, str) and _FORMULA.match(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and not math.isfinite(cell):
        return "NaN" if math.isnan(cell) else "INF" if cell > 0 else "-INF"
    return str(cell)


def _finite(record: dict[str, Cell]) -> dict[str, Cell]:
    return {
        name: _text(cell) if isinstance(cell, float) and not math.isfinite(cell) else cell
        for name, cell in record.items()
    }


def _is_numeric(cells: Iterable[Cell]) -> bool:
    given = [cell for cell in cells if cell is not None]
    return bool(given) and all(
        isinstance(cell, int | float) and not isinstance(cell, bool) for cell in given
    )


def _markdown(cell: Cell) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in _text(cell)).split())
    if _LINK.fullmatch(text):
        return f"<{text}>"
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", text)
