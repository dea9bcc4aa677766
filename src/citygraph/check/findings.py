"""What a check finds, and how findings become one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from citygraph.errors import CheckError
from citygraph.table import Table

#: From the gravest to the lightest. An error makes the command fail, a warning does with --strict.
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing.

    `rule` is check/name ("shapes/event-status"), `subject` the IRI that it is about or empty,
    `place` where to look: source:start-end in a text, source alone, or file:line.
    """

    severity: str
    rule: str
    title: str
    subject: str
    message: str
    remedy: str
    place: str = ""


COLUMNS = ("severity", "rule", "title", "subject", "message", "remedy", "place")


@dataclass(frozen=True, slots=True)
class Material:
    """What the checks look at: the graph, and where at hand the texts and the source files."""

    store: ox.Store
    texts: Path | None = None
    sources: Sequence[Path] = ()


class CannotCheck(CheckError):
    """A check could not be carried out, for a reason that is no fault of the graph."""


class MissingExtra(CannotCheck):
    """A check needs a package that is not installed."""


def table(findings: Iterable[Finding]) -> Table:
    """Returns findings as a table, each once, the gravest first, then by rule, subject and place.

    >>> found = [Finding(grave, "a/b", "", "", "x", "") for grave in ("info", "error")]
    >>> table(found).column("severity")
    ('error', 'info')
    """
    ordered = sorted(
        set(findings),
        key=lambda f: (SEVERITIES.index(f.severity), f.rule, f.subject, f.place, f.message),
    )
    rows = tuple(tuple(str(getattr(found, name)) for name in COLUMNS) for found in ordered)
    return Table(COLUMNS, rows, "Findings")
