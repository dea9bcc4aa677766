"""A folder of texts, each found by the SHA-256 of its bytes, whatever it is called."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from citygraph.errors import CheckError

#: Larger files are no texts that someone reads, nor are folders with more files than this.
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 10_000


@dataclass(frozen=True, slots=True)
class Texts:
    """The bytes of the wanted texts by hash, and the hashes of every file by its name."""

    found: dict[str, bytes]
    names: dict[str, str]

    def called(self, slug: str) -> str:
        """Returns the name of a file called after a source that has another hash, or ''."""
        return next((name for name in sorted(self.names) if Path(name).stem == slug), "")


def read_texts(folder: Path, wanted: Collection[str]) -> Texts:
    """Returns the texts in a folder whose SHA-256 is among the wanted ones, as bytes.

    Raises CheckError for a folder that is missing, unreadable or larger than `MOST_FILES`.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        if len(files) > MOST_FILES:
            raise CheckError(f"more than {MOST_FILES} files: give a folder of texts", file=folder)
        found, names = {}, {}
        for path in files:
            if path.stat().st_size > MOST_BYTES:
                continue
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            names[path.name] = digest
            if digest in wanted:
                found[digest] = data
    except OSError as wrong:
        raise CheckError(
            f"the folder of texts cannot be read: {wrong.strerror or wrong}", file=folder
        ) from None
    return Texts(found, names)
