"""The inventory beside a source file: each of its text's sentences, claimed or why not, by span.

sentence,start,end,status,note
1,0,93,claimed,
17,2677,2697,not-claimed,heading of a list of links
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from citygraph.check.findings import Finding

HEADER = ["sentence", "start", "end", "status", "note"]
_STATUSES = ("claimed", "not-claimed")
_TITLE = "Inventory of the text's sentences"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or list item: its code points, and whether claims rest on it."""

    line: int
    start: int
    end: int
    claimed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """What an inventory file says of one source."""

    file: Path
    subject: str
    sentences: tuple[Sentence, ...]
    broken: tuple[Finding, ...] = ()

    def finding(
        self, rule: str, message: str, remedy: str, line: int, grave: str = "error"
    ) -> Finding:
        """Returns a finding at a line of the inventory file."""
        place = f"{self.file.name}:{line}"
        return Finding(grave, f"evidence/{rule}", _TITLE, self.subject, message, remedy, place)


def inventory_of(source_file: Path) -> Path:
    """Returns where a source file's inventory lies.

    >>> inventory_of(Path("mine/page.yaml")).name
    'page.inventory.csv'
    """
    return source_file.with_name(f"{source_file.stem}.inventory.csv")


def read_inventory(file: Path, subject: str) -> Inventory:
    """Returns an inventory file's sentences; what cannot be read becomes a finding at its line."""
    empty = Inventory(file, subject, ())
    sentences, broken = [], []
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            if next(rows, []) != HEADER:
                remedy = f"Begin the file with the line {','.join(HEADER)}."
                message = "the columns are not those of an inventory"
                return Inventory(
                    file, subject, (), (empty.finding("inventory-row", message, remedy, 1),)
                )
            for row in rows:
                sentence = _sentence(row, rows.line_num)
                if isinstance(sentence, Sentence):
                    sentences.append(sentence)
                else:
                    remedy = "Write number, start, end, claimed or not-claimed, and a note."
                    broken.append(empty.finding("inventory-row", sentence, remedy, rows.line_num))
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        message = f"the inventory cannot be read: {wrong}"
        broken.append(empty.finding("inventory-row", message, "Write it as CSV in UTF-8.", 1))
    return Inventory(file, subject, tuple(sentences), tuple(broken))


def _sentence(row: list[str], line: int) -> Sentence | str:
    if len(row) != len(HEADER):
        return f"{len(row)} cells instead of {len(HEADER)}"
    _, start, end, status, note = row
    numbers = [text for text in row[:3] if not (text.isascii() and text.isdigit())]
    if numbers:
        return f"{numbers[0]!r} is no whole number"
    if status not in _STATUSES:
        return f"the status {status!r} is none of {', '.join(_STATUSES)}"
    return Sentence(line, int(start), int(end), status == "claimed", note.strip())


def check_inventory(
    inventory: Inventory, spans: Sequence[Span], text: str | None
) -> Iterator[Finding]:
    """Yields what is wrong with an inventory, beside the claims' spans and the text if at hand."""
    yield from inventory.broken
    if inventory.broken:
        return
    yield from _rows(inventory, None if text is None else len(text))
    if text is not None:
        yield from _gaps(inventory, text)
    for sentence in inventory.sentences:
        touched = any(start < sentence.end and end > sentence.start for start, end in spans)
        where = f"{sentence.start}-{sentence.end}"
        if sentence.claimed and not touched:
            message = f"the sentence {where} is said to be claimed, but no claim rests on it"
            remedy = "Add its claims to the source file, or mark it not-claimed and say why."
            yield inventory.finding("sentence-unclaimed", message, remedy, sentence.line)
        if not sentence.claimed and not sentence.note:
            message = f"the sentence {where} is not claimed, and no note says why"
            remedy = "Say why in the note, without quoting it."
            yield inventory.finding("note-missing", message, remedy, sentence.line, "warning")
    for span in spans:
        yield from _outside(inventory, span, text)


def _rows(inventory: Inventory, length: int | None) -> Iterator[Finding]:
    before = 0
    for sentence in inventory.sentences:
        where = f"{sentence.start}-{sentence.end}"
        if sentence.start >= sentence.end or (length is not None and sentence.end > length):
            message = f"the span {where} is empty, runs backwards or leaves the text"
            remedy = "Correct its start and end; citygraph span gives them."
            yield inventory.finding("inventory-span", message, remedy, sentence.line)
        if sentence.start < before:
            message = f"the sentence {where} overlaps or precedes the one above it"
            remedy = "List the sentences in the order of the text, each code point once."
            yield inventory.finding("inventory-order", message, remedy, sentence.line)
        before = max(before, sentence.end)


def _gaps(inventory: Inventory, text: str) -> Iterator[Finding]:
    """Words of the text that stand in no sentence of the inventory."""
    bounds = [(s.start, s.end, s.line) for s in inventory.sentences]
    before, line = 0, 1
    for start, end, here in [*sorted(bounds), (len(text), len(text), 0)]:
        if text[before:start].strip():
            message = f"the text's words at {before}-{start} stand in no sentence"
            remedy = "Add a row for them, claimed or not-claimed."
            yield inventory.finding("inventory-gap", message, remedy, here or line)
        before, line = max(before, end), here


def _outside(inventory: Inventory, span: Span, text: str | None) -> Iterator[Finding]:
    """A claim's span that leaves the claimed sentences, blanks between them left out."""
    start, end = span
    left = start
    outside = False
    for sentence in inventory.sentences:
        if sentence.start < end and sentence.end > start:
            outside |= not sentence.claimed or _words(text, left, sentence.start)
            left = max(left, sentence.end)
    outside |= left == start or _words(text, left, end)
    if outside:
        message = f"a claim rests on {start}-{end}, which leaves the claimed sentences"
        remedy = "Correct the claim's span, or mark all that it rests on as claimed."
        yield inventory.finding("span-unclaimed", message, remedy, 1)


def _words(text: str | None, start: int, end: int) -> bool:
    # Without the text, code points between sentences are taken for blanks.
    return text is not None and bool(text[start:end].strip())
