"""Quality rules: one query each in queries/checks, which selects what breaks the rule.

The query's header carries its title, problem, remedy and severity. `problem` and `remedy` may name
a column in braces: `{other}` becomes the label of what the query found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from citygraph.check.findings import SEVERITIES, Finding, Material
from citygraph.check.naming import Naming
from citygraph.errors import CheckError, QueryError
from citygraph.identity import Register
from citygraph.query import QueryFile, bind, select, shipped
from citygraph.resources import graph_dir
from citygraph.table import Cell
from citygraph.vocabulary import BASE

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def find(material: Material) -> Iterator[Finding]:
    """Yields what the shipped quality rules find, rule after rule.

    Raises CheckError for a rule that does not describe itself, or whose query fails.
    """
    naming = Naming(material.store)
    for query in shipped("checks").values():
        yield from run_rule(query, material.store, naming)


def run_rule(query: QueryFile, store: ox.Store, naming: Naming) -> Iterator[Finding]:
    """Yields one rule's findings: one for each row that its query selects."""
    severity = query.field("severity")
    if severity not in SEVERITIES or not query.field("problem") or not query.field("remedy"):
        raise CheckError(
            f"a rule needs '# problem:', '# remedy:' and '# severity:' ({', '.join(SEVERITIES)})",
            file=query.path,
        )
    try:
        found = select(store, bind(query, _given(query), store))
    except QueryError as wrong:
        raise CheckError(wrong.message, file=query.path, line=wrong.line) from None
    for row in found.records():
        words = {column: _words(cell, naming) for column, cell in row.items()}
        subject = str(row.get("subject") or "")
        yield Finding(
            severity,
            f"rules/{query.name}",
            query.title,
            subject,
            _filled(query.field("problem"), words),
            _filled(query.field("remedy"), words),
            naming.place(subject),
        )


def _given(query: QueryFile) -> dict[str, list[str]]:
    """The one thing that a rule cannot read from the graph: which keys the register has retired."""
    if not any(parameter.name == "retired" for parameter in query.parameters):
        return {}
    retired = Register.read(graph_dir() / "register.csv").retired
    return {"retired": [f"{BASE}id/{key}" for key in sorted(retired)]}


def _words(cell: Cell, naming: Naming) -> str:
    text = "" if cell is None else str(cell)
    return naming.name(text) if text.startswith(("http://", "https://")) else text


def _filled(text: str, words: dict[str, str]) -> str:
    # One pass, so that braces inside a label stay what they are.
    return _PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), text)
