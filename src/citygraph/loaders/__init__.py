"""File → records. Each loader reads one form of source and knows no RDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from citygraph.loaders import source_file
from citygraph.records import Record

#: File ending → the function that reads such a file into records, its Source first.
LOADERS: dict[str, Callable[[Path], Iterator[Record]]] = {
    ".yaml": source_file.load,
}
