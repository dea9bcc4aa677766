"""YAML with the line of every value, every scalar as text.

Reading scalars as text keeps `no` a country code and `2019-10` a date; bounds and the ban on
aliases keep a hostile file from growing in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from citygraph.errors import SourceError
from citygraph.text_files import read_text

MAX_DEPTH = 32
Path_ = tuple[str | int, ...]
# The C parser is many times faster; a Python without it reads the same values.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Lines:
    """The line on which each value of a YAML file begins, by its path of keys and indexes."""

    file: Path
    of: dict[Path_, int]

    def line(self, path: Path_) -> int:
        """Returns the line of a value, or of the nearest thing around it."""
        while path and path not in self.of:
            path = path[:-1]
        return self.of.get(path, 1)

    def error(self, message: str, path: Path_) -> SourceError:
        """Returns the error to raise about the value at a path."""
        return SourceError(message, file=self.file, line=self.line(path))


def read(file: Path) -> tuple[Any, Lines]:
    """Returns a YAML file's value (dicts, lists, strings) and the lines of its parts.

    Raises SourceError with the line for bytes that are no UTF-8, text that is no YAML, a key that
    stands twice, an alias, and a file that is too large or too deep.
    """
    text = read_text(file)
    lines = Lines(file, {})
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        seen: set[int] = set()
        return (None if node is None else _value(node, (), lines, seen)), lines
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        problem = " ".join(str(part) for part in (wrong.context, wrong.problem) if part)
        raise SourceError(
            f"this is not YAML: {problem}; check indentation, colons and quotes",
            file=file,
            line=None if mark is None else mark.line + 1,
        ) from None
    except (yaml.YAMLError, RecursionError) as wrong:
        raise SourceError(f"this is not YAML: {wrong}", file=file) from None


def _value(node: Any, path: Path_, lines: Lines, seen: set[int]) -> Any:
    lines.of.setdefault(path, node.start_mark.line + 1)
    if id(node) in seen:
        raise lines.error("an alias (*name) stands here: write the value out", path)
    seen.add(id(node))
    if len(path) > MAX_DEPTH:
        raise lines.error(f"nested deeper than {MAX_DEPTH} levels", path)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, i), lines, seen) for i, item in enumerate(node.value)]
    return _mapping(node, path, lines, seen)


def _mapping(node: Any, path: Path_, lines: Lines, seen: set[int]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        here = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise SourceError("a key must be one word", file=lines.file, line=here)
        if key in result:
            raise SourceError(f"the key {key!r} stands twice", file=lines.file, line=here)
        lines.of[(*path, key)] = here
        result[key] = _value(value_node, (*path, key), lines, seen)
    return result
