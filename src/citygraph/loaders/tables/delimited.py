"""CSV and TSV: the encoding and the delimiter are found or given; a fault is told with its line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citygraph.errors import SourceError
from citygraph.loaders.tables.columns import Columns, Layout, clean_header, need
from citygraph.loaders.tables.encodings import readings

if TYPE_CHECKING:
    import polars

MAX_LINE = 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(file: Path, data: bytes, layout: Layout) -> Columns:
    """Returns a delimited file's columns; SourceError with the line of the first fault."""
    encoding, found = _encoding(file, data, layout.encoding)
    text = _decoded(file, data, encoding)
    _refuse_monsters(file, text)
    delimiter = _delimiter(file, text, layout.delimiter)
    header, rest = _header(file, text, delimiter)
    notes = (found,) if found else ()
    layout = Layout(encoding, delimiter)
    return Columns(file, header, _frame(file, text, rest, delimiter, len(header)), notes, layout)


def _encoding(file: Path, data: bytes, given: str | None) -> tuple[str, str]:
    """Returns an encoding's name, and a note where it was guessed."""
    if given is not None:
        try:
            return codecs.lookup(given).name, ""
        except LookupError:
            raise SourceError(
                f"unknown encoding {given!r}: try utf-8 or cp1252", file=file
            ) from None
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, ""
    try:
        data.decode("utf-8")
        return "utf-8", ""
    except UnicodeDecodeError as wrong:
        _refuse_mixture(file, data, wrong.start)
    return _single_byte(file, data)


def _single_byte(file: Path, data: bytes) -> tuple[str, str]:
    possible = readings(data)
    if len(possible) == 1:
        (name,) = possible
        return name, f"not UTF-8; read as {name}, the only encoding that gives words"
    shown = [f"{name} reads {_differing(words, possible)!r}" for name, words in possible.items()]
    hint = " or ".join(shown) if shown else "utf-8 and those of single bytes give no words"
    raise SourceError(f"not UTF-8: say which under table: encoding:; {hint}", file=file)


def _differing(words: tuple[str, ...], possible: dict[str, tuple[str, ...]]) -> str:
    """Returns the first word that the encodings read differently."""
    several = zip(*possible.values(), strict=True)
    return next((w for w, all_ in zip(words, several, strict=True) if len(set(all_)) > 1), "")


def _refuse_mixture(file: Path, data: bytes, fault: int) -> None:
    """Bytes that are UTF-8 in one line and not in another were pasted together from two files."""
    here = data.count(b"\n", 0, fault) + 1
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        # One accidental pair of bytes is possible; letters of two alphabets in one file are not.
        raise SourceError(
            f"two encodings in one file: line {number} is UTF-8 and line {here} is not; save it "
            "anew as UTF-8, or say table: encoding:",
            file=file,
            line=here,
        )


def _decoded(file: Path, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError) as wrong:
        start = wrong.start if isinstance(wrong, UnicodeDecodeError) else 0
        line = data.count(b"\n", 0, start) + 1
        raise SourceError(
            f"not {encoding}: say the encoding under table: encoding:", file=file, line=line
        ) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise SourceError("a NUL byte: this is no text table", file=file, line=line)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refuse_monsters(file: Path, text: str) -> None:
    long = re.search(rf"[^\n]{{{MAX_LINE}}}", text)
    if long:
        line = text.count("\n", 0, long.start()) + 1
        wrong = f"a line longer than {MAX_LINE // 2**20} MiB: is this a table with line ends?"
        raise SourceError(wrong, file=file, line=line)


def _delimiter(file: Path, text: str, given: str | None) -> str:
    first = text[: text.find("\n")] if "\n" in text else text
    counts = {sign: first.count(sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: counts[sign])
    if given is None:
        if counts[best] == 0 and file.suffix.lower() == ".tsv":
            return "\t"
        # A table of one column has no delimiter; a comma does no harm there.
        return best if counts[best] else ","
    sign = "\t" if given == "tab" else given
    if sign not in first and counts[best]:
        raise SourceError(
            f"the delimiter {given!r} does not stand in row 1, but {best!r} does {counts[best]} "
            "times: correct table: delimiter:",
            file=file,
            line=1,
        )
    return sign


def _header(file: Path, text: str, delimiter: str) -> tuple[tuple[str, ...], int]:
    """Returns the header and the offset at which the second row begins."""
    lines = io.StringIO(text[: MAX_LINE * 2], newline="")
    try:
        cells = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error as wrong:
        raise SourceError(f"row 1 is no header: {wrong}", file=file, line=1) from None
    return clean_header(cells, file), lines.tell()


def _frame(file: Path, text: str, rest: int, delimiter: str, width: int) -> polars.DataFrame:
    """Returns the rows below the header, with one more column for cells that are too many."""
    polars: Any = need("polars")
    names = [f"c{number}" for number in range(width + 1)]
    body = text[rest:]
    if not body.strip():
        raise SourceError("the table has a header and no rows", file=file, line=1)
    try:
        frame = polars.read_csv(
            (delimiter.join(names) + "\n" + body).encode(),
            separator=delimiter,
            infer_schema=False,
            empty_string_is_null=False,
            truncate_ragged_lines=True,
        )
    except polars.exceptions.PolarsError:
        # Stray quotes: Python's reader takes more of them, and can say where it stopped.
        rows = list(_rows(file, body, delimiter, text.count("\n", 0, rest)))
        filled = [(*row, *[""] * (width + 1 - len(row)))[: width + 1] for row in rows]
        frame = polars.DataFrame(filled, schema=dict.fromkeys(names, polars.String), orient="row")
    return _without_overflow(frame)


def _without_overflow(frame: polars.DataFrame) -> polars.DataFrame:
    last = frame.columns[-1]
    return frame if (frame[last] != "").any() else frame.drop(last)


def _rows(file: Path, body: str, delimiter: str, before: int) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    begun = 0
    try:
        for row in reader:
            yield row
            begun = reader.line_num
    except csv.Error as wrong:
        raise SourceError(
            f"a row that begins here breaks off: {wrong}; a quote inside a cell is written twice",
            file=file,
            line=before + begun + 1,
        ) from None
