"""The form of cities to decide: written for a person to fill in, and never written over."""

from __future__ import annotations

from pathlib import Path

from citygraph.cli.show import note, table_text
from citygraph.errors import SourceError
from citygraph.output import write_file
from citygraph.table import Table


def require_new(file: Path | None) -> None:
    """Raises SourceError for a form that is there already: it may hold a person's decisions."""
    if file is not None and file.exists():
        raise SourceError("is there already; choose another name for the form", file=file)


def write_review(file: Path, review: Table, then: str, quiet: bool) -> None:
    """Writes the form as CSV and says what to do with it once it is filled in.

    An empty form is not written.
    """
    if not review:
        note(f"no city is to decide: {file} is not written", quiet)
        return
    write_file(file, table_text(review, "csv").encode())
    note(f"{file}: {len(review)} to decide; then {then}", quiet)
