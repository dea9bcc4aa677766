"""CSV and TSV: the encoding and the delimiter are found or given; a fault is told with its line."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from citygraph.encodings import readings
from citygraph.errors import SourceError

MAX_BYTES = 1024 * 1024 * 1024
MAX_LINE = 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")
ENDINGS = (".csv", ".tsv", ".txt")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAY = "say its encoding, under table: encoding: in a mapping, else with --encoding"


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table's text, its header, and the offset at which the row below begins.

    `note` says so where the encoding was guessed. Line ends are plain newlines.
    """

    file: Path
    text: str
    header: tuple[str, ...]
    rest: int
    encoding: str
    delimiter: str
    note: str = ""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yields each row below the header with the line on which it begins.

        Raises SourceError, with that line, for a row that breaks off.
        """
        before = self.text.count("\n", 0, self.rest)
        lines = io.StringIO(self.text[self.rest :], newline="")
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        begun = 0
        try:
            for row in reader:
                yield before + begun + 1, row
                begun = reader.line_num
        except csv.Error as wrong:
            raise SourceError(
                f"a row that begins here breaks off: {wrong}; a quote inside a cell is written "
                "twice",
                file=self.file,
                line=before + begun + 1,
            ) from None


def read_delimited(
    file: Path, data: bytes, encoding: str | None = None, delimiter: str | None = None
) -> Delimited:
    """Returns a delimited file's text and header; SourceError with the line of the first fault."""
    name, note = _encoding(file, data, encoding)
    text = _decoded(file, data, name)
    _refuse_monsters(file, text)
    sign = _delimiter(file, text, delimiter)
    lines = io.StringIO(text[: MAX_LINE * 2], newline="")
    try:
        cells = next(csv.reader(lines, delimiter=sign, strict=True), [])
    except csv.Error as wrong:
        raise SourceError(f"row 1 is no header: {wrong}", file=file, line=1) from None
    return Delimited(file, text, clean_header(cells, file), lines.tell(), name, sign, note)


def table_bytes(file: Path) -> bytes:
    """Returns a table file's bytes.

    Raises SourceError if it cannot be read, is empty or is larger than 1 GiB.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise SourceError(f"larger than {MAX_BYTES // 2**20} MiB: split it", file=file)
        data = file.read_bytes()
    except OSError as wrong:
        raise SourceError(f"cannot be read: {wrong.strerror}", file=file) from None
    if not data.strip():
        raise SourceError("the file is empty", file=file)
    return data


def clean_header(cells: Collection[str], file: Path) -> tuple[str, ...]:
    """Returns a header with spaces made plain; SourceError for one that names a column twice."""
    header = tuple(" ".join(cell.replace("\ufeff", "").split()) for cell in cells)
    named = [name for name in header if name]
    if not named:
        raise SourceError("row 1 is blank: it must name the columns", file=file, line=1)
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        wrong = f"the column {twice[0]!r} stands twice in the header: give each its own name"
        raise SourceError(wrong, file=file, line=1)
    return header


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
    raise SourceError(f"not UTF-8: {_SAY}; {hint}", file=file)


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
            f"anew as UTF-8, or {_SAY}",
            file=file,
            line=here,
        )


def _decoded(file: Path, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError) as wrong:
        start = wrong.start if isinstance(wrong, UnicodeDecodeError) else 0
        line = data.count(b"\n", 0, start) + 1
        raise SourceError(f"not {encoding}: {_SAY}", file=file, line=line) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise SourceError("a NUL byte: this is no text table", file=file, line=line)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refuse_monsters(file: Path, text: str) -> None:
    begun = 0
    while len(text) - begun >= MAX_LINE:
        end = text.rfind("\n", begun, begun + MAX_LINE)
        if end < 0:
            line = text.count("\n", 0, begun) + 1
            wrong = f"a line longer than {MAX_LINE // 2**20} MiB: is this a table with line ends?"
            raise SourceError(wrong, file=file, line=line)
        begun = end + 1


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
            "times: correct table: delimiter: or --delimiter",
            file=file,
            line=1,
        )
    return sign
