"""File → records. Each loader reads one form of source and knows no RDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from citygraph.loaders import source_file
from citygraph.loaders.tables import rows as table_rows
from citygraph.records import Record

#: File ending → the function that reads such a file into records, its Source first.
LOADERS: dict[str, Callable[[Path], Iterator[Record]]] = {
    ".table.yaml": table_rows.load,
    ".yaml": source_file.load,
}


def ending(file: Path) -> str | None:
    """Returns the longest registered ending of a file's name, or None.

    >>> ending(Path("members.table.yaml")), ending(Path("release.yaml")), ending(Path("a.csv"))
    ('.table.yaml', '.yaml', None)
    """
    fitting = [known for known in LOADERS if file.name.endswith(known)]
    return max(fitting, key=len, default=None)


def source_id(file: Path) -> str:
    """Returns the id of the source that a file holds, which is also its graph's name.

    >>> source_id(Path("members.table.yaml"))
    'members'
    """
    return file.name.removesuffix(ending(file) or "")
