"""What can go wrong, and how it is said.

    CityGraphError
    ├── SourceError   a source file cannot be used: the work stops
    ├── RecordError   one record cannot be used: it is skipped, counted and reported
    ├── QueryError    a query, its parameter or its name is wrong
    └── CheckError    a check could not be carried out

A message says what is wrong, where, and what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path


class CityGraphError(Exception):
    """Anything that citygraph refuses to do, with its place.

    >>> str(SourceError("the field 'hodler' is unknown", file="a.yaml", line=7))
    "a.yaml:7: the field 'hodler' is unknown"
    """

    def __init__(
        self, message: str, *, file: Path | str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}:"
        if place and self.line is not None:
            place += f"{self.line}:"
        return f"{place} {self.message}" if place else self.message


class SourceError(CityGraphError):
    """A source file, or the folder of them, cannot be used."""


class RecordError(CityGraphError):
    """One record cannot be used; the others can."""


class QueryError(CityGraphError):
    """A query, one of its parameters, or a name is wrong."""


class CheckError(CityGraphError):
    """A check could not be carried out."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Returns the half-sentence that names the known word closest to a wrong one.

    >>> nearest("signatries", ["signatories", "laureates"])
    "; did you mean 'signatories'?"
    >>> nearest("zzz", ["b", "a"])
    '; known: a, b'
    """
    words = sorted(known)
    close = difflib.get_close_matches(name, words, n=1)
    if close:
        return f"; did you mean '{close[0]}'?"
    shown = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return f"; known: {shown}" if words else ""
