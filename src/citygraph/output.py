"""Puts finished files in place: written beside their target, then moved, never in halves."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from citygraph.errors import CityGraphError

MANIFEST = "manifest.json"
_STAGING = ".staging-"


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as wrong:
        reason = wrong.strerror or str(wrong)
        raise CityGraphError(
            f"cannot be written: {reason}; choose another place with --out or -o", file=path
        ) from None


def write_file(path: Path, content: bytes) -> None:
    """Writes one file; a reader sees the old one or the new one, never a part."""
    with _explained(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".citygraph-")
        try:
            with os.fdopen(handle, "wb") as beside:
                beside.write(content)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)


def require_writable(folder: Path) -> None:
    """Raises CityGraphError now, before long work, if the folder cannot be written to."""
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=_STAGING):
            pass


def replace_files(folder: Path, files: Mapping[str, bytes], version: str) -> None:
    """Writes a build's files into a folder, and removes those that only an earlier build made.

    All are written aside first; the earlier result stays whole until the last moment. Files that
    no build made are left alone. The manifest names the graph's version and each file's sha256.
    """
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    text = json.dumps({"graph": version, "files": hashes}, indent=1, sort_keys=True) + "\n"
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        earlier = _earlier(folder)
        staging = Path(tempfile.mkdtemp(dir=folder, prefix=_STAGING))
        try:
            for name, content in {**files, MANIFEST: text.encode()}.items():
                (staging / name).parent.mkdir(parents=True, exist_ok=True)
                (staging / name).write_bytes(content)
            for name in [*sorted(files), MANIFEST]:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (staging / name).replace(folder / name)
            for name in sorted(earlier - set(files)):
                (folder / name).unlink(missing_ok=True)
        finally:
            # Also what a killed build left behind.
            for left in folder.glob(_STAGING + "*"):
                shutil.rmtree(left, ignore_errors=True)


def _earlier(folder: Path) -> set[str]:
    """Names in the last build's manifest that lie inside the folder: the file may be anyone's."""
    try:
        names = list(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, TypeError, KeyError):
        return set()
    root = folder.resolve()
    return {name for name in names if (folder / name).resolve().is_relative_to(root)}


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
