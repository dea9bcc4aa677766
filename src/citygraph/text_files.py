"""A file's text, bounded and with its newlines untouched, or one message that says why not."""

from __future__ import annotations

from pathlib import Path

from citygraph.errors import SourceError

MAX_BYTES = 32 * 1024 * 1024


def read_text(file: Path) -> str:
    """Returns a UTF-8 file's text as it stands; offsets into it are code points.

    Raises SourceError for a file that cannot be read, is larger than 32 MiB, or is no UTF-8 (with
    the line).
    """
    try:
        data = file.read_bytes()
    except OSError as wrong:
        raise SourceError(f"cannot be read: {wrong.strerror}", file=file) from None
    if len(data) > MAX_BYTES:
        raise SourceError(f"larger than {MAX_BYTES // 2**20} MiB: split it", file=file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise SourceError("not UTF-8: save the file as UTF-8", file=file, line=line) from None
