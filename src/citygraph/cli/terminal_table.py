"""A table as text that reads well at 80 columns.

Sources are long names that recur, so they become numbered notes; a span's two numbers become one
place; the IRIs of claims are left to csv and json. A table that still does not fit is written a
row at a time, one line a column.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata

from citygraph.table import Cell, Table
from citygraph.vocabulary import BASE, RELATIONS, kebab

_CLAIM = tuple(f"{BASE}id/{kebab(name)}/" for name in RELATIONS)
_HASH = re.compile(r"/([0-9a-f]{8})[0-9a-f]{24}$")
_GAP = 2
_LONG = 12


def terminal_table(table: Table, width: int) -> str:
    """Returns the table's title, rows, notes and count of rows; lines are at most `width` long."""
    columns, rows, hidden = _readable(table)
    columns, rows, notes = _footnotes(columns, rows)
    least = [_longest_word([name, *cells]) for name, cells in _by_column(columns, rows)]
    fits = sum(least) + _GAP * (len(columns) - 1) <= width
    body = (_grid if fits else _cards)(columns, rows, width) if rows else []
    count = row_count(len(table))
    if hidden:
        count += f"; {', '.join(hidden)}: see --format csv"
    head = [*textwrap.wrap(clean(table.title), width), ""] if table.title else []
    return "\n".join([*head, *body, *notes, f"({count})"]) + "\n"


def row_count(count: int) -> str:
    """Returns a count of rows in words.

    >>> row_count(1), row_count(0)
    ('1 row', 'no rows')
    """
    return "no rows" if count == 0 else f"{count} row{'s' if count != 1 else ''}"


def short(cell: Cell) -> str:
    """Returns a cell as people read it: our own IRIs as their keys, hashes cut.

    >>> short("https://w3id.org/citygraph/id/city/helsinki-fi")
    'city/helsinki-fi'
    """
    if cell is None:
        return ""
    text = str(cell)
    if text.startswith(BASE):
        text = text.removeprefix(BASE).removeprefix("id/").replace("ontology#", "cg:")
        text = _HASH.sub(r"/\1", text)
    return clean(text)


def clean(text: str) -> str:
    """Returns text without characters that steer a terminal or reverse its line.

    >>> clean("a\\x1b[31mb")
    'a\ufffd[31mb'
    """
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)


Columns = list[str]
Rows = list[list[str]]


def _readable(table: Table) -> tuple[Columns, Rows, list[str]]:
    """Cells as words; start and end as one place; columns of claims' IRIs hidden."""
    hidden = [name for name in table.columns if _are_claims(table.column(name))]
    kept = [(i, name) for i, name in enumerate(table.columns) if name not in hidden]
    columns = [name for _, name in kept]
    rows = [[short(row[i]) for i, _ in kept] for row in table.rows]
    if "start" in columns and columns[columns.index("start") + 1 :][:1] == ["end"]:
        at = columns.index("start")
        columns[at : at + 2] = ["place"]
        for row in rows:
            row[at : at + 2] = ["-".join(part for part in row[at : at + 2] if part)]
    return columns, rows, hidden


def _are_claims(cells: tuple[Cell, ...]) -> bool:
    iris = [cell for cell in cells if cell is not None]
    return bool(iris) and all(str(iri).startswith(_CLAIM) for iri in iris)


def _footnotes(columns: Columns, rows: Rows) -> tuple[Columns, Rows, list[str]]:
    notes: dict[str, int] = {}
    for name, cells in _by_column(columns, rows):
        if name.startswith("source") and _longest_word(cells) > _LONG:
            at = columns.index(name)
            for row in rows:
                row[at] = _numbered(row[at], notes)
    return columns, rows, ["", *(f"[{n}] {text}" for text, n in notes.items())] if notes else []


def _numbered(cell: str, notes: dict[str, int]) -> str:
    parts = [part.strip() for part in re.split(r"[,;|]\s", cell) if part.strip()]
    return " ".join(f"[{notes.setdefault(part, len(notes) + 1)}]" for part in parts)


def _by_column(columns: Columns, rows: Rows) -> list[tuple[str, list[str]]]:
    return [(name, [row[i] for row in rows]) for i, name in enumerate(columns)]


def _longest_word(cells: list[str]) -> int:
    return max((wide(word) for cell in cells for word in cell.split()), default=0)


def wide(text: str) -> int:
    """Returns how many columns of a terminal a text takes.

    >>> wide("東京"), wide("Malmo\u0308")
    (4, 5)
    """
    kinds = ((unicodedata.combining(c), unicodedata.east_asian_width(c)) for c in text)
    return sum(0 if mark else 2 if kind in "WF" else 1 for mark, kind in kinds)


def _grid(columns: Columns, rows: Rows, width: int) -> list[str]:
    sizes = _sizes(columns, rows, width)
    numeric = [_is_numeric(cells) for _, cells in _by_column(columns, rows)]
    lines = _lines(columns, sizes, numeric)
    lines.append((" " * _GAP).join("-" * size for size in sizes))
    for row in rows:
        lines += _lines(row, sizes, numeric)
    return lines


def _is_numeric(cells: list[str]) -> bool:
    return any(cells) and all(re.fullmatch(r"-?\d*\.?\d*", cell) for cell in cells)


def _sizes(columns: Columns, rows: Rows, width: int) -> list[int]:
    """Each column its longest word; what room is left goes to the columns that wrap most."""
    named = _by_column(columns, rows)
    sizes = [max(_longest_word([name, *cells]), 1) for name, cells in named]
    full = [max(wide(cell) for cell in [name, *cells]) for name, cells in named]
    room = width - sum(sizes) - _GAP * (len(sizes) - 1)
    for _ in range(room):
        narrow = [i for i in range(len(sizes)) if sizes[i] < full[i]]
        if not narrow:
            break
        # The column whose longest cell takes most lines at its present size.
        sizes[max(narrow, key=lambda i: (full[i] / sizes[i], -i))] += 1
    return sizes


def _lines(cells: list[str], sizes: list[int], numeric: list[bool]) -> list[str]:
    wrapped = [_wrapped(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    lines = []
    for i in range(max(len(lines_of) for lines_of in wrapped)):
        parts = []
        for lines_of, size, right in zip(wrapped, sizes, numeric, strict=True):
            text = lines_of[i] if i < len(lines_of) else ""
            space = " " * (size - wide(text))
            parts.append(space + text if right else text + space)
        lines.append((" " * _GAP).join(parts).rstrip())
    return lines


def _wrapped(cell: str, size: int) -> list[str]:
    lines = [""]
    for word in cell.split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if wide(joined) <= size or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _cards(columns: Columns, rows: Rows, width: int) -> list[str]:
    label = min(max(wide(name) for name in columns), width // 2)
    lines: list[str] = []
    for row in rows:
        lines += [""] if lines else []
        for name, cell in zip(columns, row, strict=True):
            room = max(width - label - _GAP, 10)
            first, *more = textwrap.wrap(cell, room, break_on_hyphens=False) or [""]
            lines.append(f"{name.ljust(label)}{' ' * _GAP}{first}".rstrip())
            lines += [" " * (label + _GAP) + line for line in more]
    return lines
