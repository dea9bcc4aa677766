"""Runs SPARQL over a store → a table. Nothing it runs reaches the network or changes the store."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from citygraph.errors import QueryError
from citygraph.merged import merged
from citygraph.table import Cell, Table

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>(?:\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3})|(?:'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3})
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w.-]*:[\w.:%\\-]*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<sign>\S)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):\d+: ")
# Most queries hold neither the words nor an escape: a search costs less than reading them.
_OUTWARD = re.compile(r"service|load|\\u", re.IGNORECASE)
_NAMES_GRAPHS = re.compile(r"from|graph", re.IGNORECASE)
_REACHES_OUT = ("SERVICE", "LOAD")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger")}
_FLOATS = {_XSD + name for name in ("decimal", "double", "float")}


def tokens(sparql: str) -> Iterator[re.Match[str]]:
    """Yields the words, names, IRIs, strings, variables and signs of a query, comments left out.

    >>> [t.group() for t in tokens("SELECT ?a { ?a a <http://x#y> } # SERVICE")]
    ['SELECT', '?a', '{', '?a', 'a', '<http://x#y>', '}']
    """
    return (match for match in _TOKEN.finditer(sparql) if match.lastgroup != "comment")


def refuse_network(sparql: str) -> None:
    """Raises QueryError if a query asks another server (SERVICE, LOAD).

    Escapes such as \\u0053 may stand for letters anywhere in SPARQL, so both readings count.
    """
    if not _OUTWARD.search(sparql):
        return
    decoded = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16) % 0x110000), sparql)
    for text in (sparql, decoded):
        for token in tokens(text):
            if _is_word(token, *_REACHES_OUT):
                line = text[: token.start()].count("\n") + 1
                raise QueryError(
                    f"{token.group()} asks another server: citygraph works offline; remove it",
                    line=line,
                )


def _is_word(token: re.Match[str], *words: str) -> bool:
    return token.lastgroup == "word" and token.group().upper() in words


def names_graphs(sparql: str) -> bool:
    """Says whether a query asks which graph says what (FROM, GRAPH).

    >>> names_graphs("SELECT * { GRAPH ?g { ?s ?p ?o } }"), names_graphs("SELECT ?graph { }")
    (True, False)
    """
    return _NAMES_GRAPHS.search(sparql) is not None and any(
        _is_word(token, "FROM", "GRAPH") for token in tokens(sparql)
    )


def select(store: ox.Store, sparql: str, *, timeout: float | None = None) -> Table:
    """Returns the rows of a SELECT, or one row of one truth value for an ASK.

    The default graph is the merge of all graphs, in which a triple stands once however many
    sources state it, unless FROM names some. IRIs and strings come as str, numbers as int or float,
    booleans as bool, every other literal as its text, unbound as None.

    `timeout` is in seconds. Raises QueryError for a syntax error, an update, a CONSTRUCT, a query
    that asks another server, and one that takes longer than `timeout`.
    """
    refuse_network(sparql)
    if timeout is None:
        return _run(store, sparql)
    return _run_limited(store, sparql, timeout)


def _run(store: ox.Store, sparql: str) -> Table:
    try:
        # A query that names its graphs gets those of the store; none is ever fetched.
        answer: Any = merged(store, with_named=names_graphs(sparql)).query(sparql)
        if isinstance(answer, ox.QueryBoolean):
            return Table(("answer",), ((bool(answer),),))
        if isinstance(answer, ox.QueryTriples):
            raise QueryError("this is a CONSTRUCT or DESCRIBE: write a SELECT to get a table")
        columns = tuple(variable.value for variable in answer.variables)
        return Table(columns, tuple(tuple(map(_cell, row)) for row in answer))
    except SyntaxError as wrong:
        place = _PLACE.search(str(wrong))
        line = int(place[1]) if place else None
        raise QueryError(f"not SPARQL: {_PLACE.sub('', str(wrong))}", line=line) from None
    except (OSError, ValueError, RuntimeError) as wrong:
        raise QueryError(f"the query failed: {wrong}") from None


def _run_limited(store: ox.Store, sparql: str, timeout: float) -> Table:
    """Oxigraph cannot be interrupted, but it leaves the interpreter free while it works.

    The thread is a daemon: a query given up on ends with the process at the latest.
    """
    result: list[Table | Exception] = []

    def work() -> None:
        try:
            result.append(_run(store, sparql))
        except Exception as wrong:
            result.append(wrong)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(timeout)
    if not result:
        raise QueryError(
            f"no answer within {timeout:g} seconds: narrow the query, or allow more with --timeout"
        )
    if isinstance(result[0], Exception):
        raise result[0]
    return result[0]


def _cell(term: Any) -> Cell:
    if term is None:
        return None
    value: str = term.value
    if type(term) is ox.NamedNode:
        return value
    if type(term) is ox.Literal:
        return _literal_cell(value, term.datatype.value)
    return f"_:{value}"


def _literal_cell(value: str, datatype: str) -> Cell:
    if datatype in _INTEGERS:
        return int(value)
    if datatype in _FLOATS:
        return float(value)
    if datatype == _XSD + "boolean":
        return value in ("true", "1")
    return value
