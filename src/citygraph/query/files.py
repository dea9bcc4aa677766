"""Query files: SPARQL that anyone can paste into any editor, described by the comments at its head.

    # title: Signatories of a document
    # question: Who signed a declaration, for whom, in what office?
    # parameter: document Document - the declaration
    # column: signatory - the party that signed
    # keywords: signature, declaration

Each parameter is a `VALUES ?document { ... }` line of the body, whose content is its default. Where
a query asks for a whole and its parts, the line stands in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from citygraph.errors import QueryError, nearest
from citygraph.query.run import tokens
from citygraph.resources import queries_dir

_FIELD = re.compile(r"#\s*(title|question|parameter|column|keywords|[a-z]+):\s*(.*)")
_MORE = re.compile(r"#\s{3,}(\S.*)")
_PARAMETER = re.compile(r"(\w+)\s+([\w-]+)\s*(?:-\s*(.*))?")
_COLUMN = re.compile(r"(\w+)\s*(?:-\s*(.*))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One `VALUES` line: its variable, the kind of value it takes, what it means.

    `kind` is a class of the ontology (City, Document …), a concept scheme (theme, speech-act …),
    or one of text, integer, date, language, class (a class itself, as City), iri.
    """

    name: str
    kind: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A query with the description at its head."""

    name: str
    path: Path
    text: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    keywords: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]

    def field(self, name: str) -> str:
        """Returns another header line's text ("severity", "remedy"), empty where it has none."""
        return dict(self.fields).get(name, "")


def read(path: Path, name: str | None = None) -> QueryFile:
    """Returns a query file; raises QueryError if it cannot be read or lacks a VALUES line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise QueryError(f"this query cannot be read: {wrong}", file=path) from None
    fields = _header(text)
    parameters = tuple(_parameter(path, value) for key, value in fields if key == "parameter")
    query = QueryFile(
        name=name or path.stem,
        path=path,
        text=text,
        title=dict(fields).get("title", path.stem),
        question=dict(fields).get("question", ""),
        parameters=parameters,
        columns=tuple(_column(value) for key, value in fields if key == "column"),
        keywords=tuple(
            word.strip()
            for key, value in fields
            if key == "keywords"
            for word in value.split(",")
            if word.strip()
        ),
        fields=tuple(fields),
    )
    for parameter in parameters:
        values_blocks(query, parameter.name)
    return query


def _header(text: str) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        if match := _FIELD.match(line):
            fields.append((match[1], match[2].strip()))
        elif fields and (more := _MORE.match(line)):
            key, value = fields[-1]
            fields[-1] = (key, f"{value} {more[1].strip()}")
    return fields


def _parameter(path: Path, value: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None:
        raise QueryError(
            f"the line '# parameter: {value}' must read: name Kind - meaning", file=path
        )
    return Parameter(match[1], match[2], match[3] or "")


def _column(value: str) -> tuple[str, str]:
    match = _COLUMN.fullmatch(value)
    return (match[1], match[2] or "") if match else (value, "")


def values_blocks(query: QueryFile, name: str) -> list[tuple[int, int]]:
    """Returns where the content of each `VALUES ?name { … }` begins and ends in the query's text.

    Raises QueryError if there is none.
    """
    found = list(tokens(query.text))
    words = [token.group() for token in found]
    blocks = []
    for i in range(len(words) - 2):
        if words[i].upper() == "VALUES" and words[i + 1] == f"?{name}" and words[i + 2] == "{":
            end = words.index("}", i + 3) if "}" in words[i + 3 :] else None
            if end is not None:
                blocks.append((found[i + 2].end(), found[end].start()))
    if not blocks:
        raise QueryError(
            f"the parameter {name!r} has no line VALUES ?{name} {{ … }} in the query",
            file=query.path,
        )
    return blocks


def shipped(folder: str | None = None) -> dict[str, QueryFile]:
    """Returns the shipped queries by name (theme/name), in order; ties and checks by their folder.

    >>> "agreements/signatories" in shipped()
    True
    """
    return {name: read(path, name) for name, path in _paths(folder).items()}


def _paths(folder: str | None) -> dict[str, Path]:
    root = queries_dir() / folder if folder else queries_dir()
    apart = {"ties", "checks"} - {folder}
    named = {path.relative_to(root).with_suffix("").as_posix(): path for path in root.rglob("*.rq")}
    return {name: named[name] for name in sorted(named) if name.split("/")[0] not in apart}


def find(name: str) -> QueryFile:
    """Returns a query by its name (theme/name, or name alone where it is the only one), or a file.

    Raises QueryError with the nearest name for one that is unknown.
    """
    if name.endswith(".rq"):
        return read(Path(name))
    # By name rather than among all, which would read every file for one question.
    paths = _paths(None)
    found = [key for key in paths if name in (key, key.split("/")[-1])]
    if len(found) == 1:
        return read(paths[found[0]], found[0])
    if found:
        raise QueryError(f"several queries are called {name!r}: {', '.join(found)}")
    known = [*paths, *(key.split("/")[-1] for key in paths)]
    raise QueryError(
        f"unknown query {name!r}{nearest(name, known)} citygraph list queries shows all"
    )
