"""Everything that can be wrong with a graph, found and put into one table.

`consistency` asks a reasoner, `shapes` SHACL, `rules` the queries in queries/checks, and `evidence`
compares with the sources' texts. To add a check is one file and one line in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from citygraph.check import consistency, evidence, rules, shapes
from citygraph.check.findings import CannotCheck, Finding, Material, MissingExtra, table
from citygraph.errors import CheckError, nearest
from citygraph.table import Table

#: Name of a check → what yields its findings.
CHECKS: dict[str, Callable[[Material], Iterable[Finding]]] = {
    "consistency": consistency.find,
    "shapes": shapes.find,
    "rules": rules.find,
    "evidence": evidence.find,
}
#: Those that wait for another process.
_BESIDE = ("consistency",)


def check(
    store: ox.Store,
    *,
    texts: Path | None = None,
    sources: Sequence[Path] = (),
    only: Sequence[str] = (),
) -> Table:
    """Returns the findings about a graph, the gravest first, one a row.

    Columns: severity (error, warning or info), rule, title, subject (an IRI or empty), message,
    remedy, place. `texts` is a folder of the sources' texts, found by their hash; `sources` are
    source files, whose inventories are compared too; `only` names the checks to run, else all.

    Raises CheckError for an unknown check, and for one asked for by name that cannot be carried
    out; among all checks that one leaves a finding instead.

    >>> check(ox.Store(), only=["evidence"]).rows
    ()
    """
    for name in only:
        if name not in CHECKS:
            raise CheckError(f"unknown check {name!r}{nearest(name, CHECKS)}")
    material = Material(store, texts, sources)
    names = only or tuple(CHECKS)
    # The reasoner is a process of its own: the others work while it thinks.
    with ThreadPoolExecutor(max_workers=1) as beside:
        thinking = [
            beside.submit(_run, name, material, bool(only)) for name in names if name in _BESIDE
        ]
        found = [f for name in names if name not in _BESIDE for f in CHECKS[name](material)]
        return table([*found, *(f for thought in thinking for f in thought.result())])


def _run(name: str, material: Material, by_name: bool) -> list[Finding]:
    try:
        return list(CHECKS[name](material))
    except CannotCheck as wrong:
        if by_name:
            raise
        missing = isinstance(wrong, MissingExtra)
        remedy = "Install it to have this checked." if missing else "Look at what it says."
        rule, title = f"{name}/not-checked", "A check that was not carried out"
        return [Finding("info" if missing else "warning", rule, title, "", str(wrong), remedy)]
