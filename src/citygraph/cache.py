"""The merge of a graph on disk, made once: a question asked there need not wait for the graph.

Reading, say, 300,000 quads and merging them takes seconds, opening what was kept of it some
hundredths of one. It lies in the user's cache folder, under a hash of all that it was made from;
deleting it is always safe. Wherever it fails, the graph is read into memory as if there were none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from citygraph._version import __version__
from citygraph.identity import graph_iri
from citygraph.merged import adopt, fill
from citygraph.resources import ontology_dir
from citygraph.store import ONTOLOGY, graph_files, open_store

#: Smaller graphs, in bytes of their files, are read as fast as they are opened.
SMALL = 1_000_000
#: How many graphs are kept, those used last.
KEPT = 4
_NAME, _BESIDE = "graph-", ".graph-"
_LEFT_BEHIND = 24 * 3600.0
#: What Oxigraph raises for files that it cannot write, read or make sense of.
_FAILURES = (OSError, RuntimeError, ValueError)


def cached_store(
    files: Iterable[Path], said: Callable[[str], None] = lambda what: None
) -> ox.Store:
    """Returns a store for `select`: the merge of these RDF files and the ontology, read-only.

    Of its named graphs it holds graph/provenance alone. Where there is no cache and none can be
    made, and for small files, it is what `open_store` returns. `said` is told when the cache is
    made. Raises what `open_store` raises.
    """
    given = tuple(files)
    # An error of the cache is none of the user's: what is wrong with a file, open_store tells.
    with contextlib.suppress(*_FAILURES):
        paths = graph_files(given)
        if sum(path.stat().st_size for path in paths) >= SMALL:
            store = _opened_or_made(paths, said)
            if store is not None:
                adopt(store)
                return store
    return open_store(given)


def _opened_or_made(paths: Sequence[Path], said: Callable[[str], None]) -> ox.Store | None:
    import platformdirs

    # The same folder as that of the index of cities.
    folder = platformdirs.user_cache_path("citygraph", appauthor=False)
    key = _key(paths)
    place = folder / f"{_NAME}{key}"
    store = _opened(place)
    if store is None:
        said(f"reading the graph, once; kept in {place}")
        folder.mkdir(parents=True, exist_ok=True)
        _make(paths, key, place)
        store = _opened(place)
    return store


def _key(paths: Sequence[Path]) -> str:
    """A hash of all that the merge is made from; a file's ending says how it is read."""
    code = [Path(__file__).with_name(f"{name}.py") for name in ("cache", "merged", "store")]
    known = [ontology_dir() / name for name in ONTOLOGY.values()]
    digest = hashlib.sha256(f"{__version__} {ox.__version__}".encode())
    for path in (*code, *known, *paths):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f" {path.suffix} {content}".encode())
    return digest.hexdigest()[:32]


def _opened(place: Path) -> ox.Store | None:
    try:
        store = ox.Store.read_only(str(place))
    except _FAILURES:
        return None
    # The time of its last use; a cache that only others may write to is read all the same.
    with contextlib.suppress(OSError):
        os.utime(place)
    return store


def _make(paths: Sequence[Path], key: str, place: Path) -> None:
    """Two programs may make it at once: each writes its own, and the first one's stays."""
    beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=_BESIDE))
    try:
        _write(open_store(paths), beside)
        # Whoever changed a file meanwhile has made this the merge of something else.
        if _key(paths) == key and _opened(place) is None:
            shutil.rmtree(place, ignore_errors=True)
            beside.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        _tidy(place.parent)


def _write(whole: ox.Store, folder: Path) -> None:
    made = ox.Store(str(folder))
    fill(made, whole)
    # It tells the graph's version.
    made.extend(whole.quads_for_pattern(None, None, None, ox.NamedNode(graph_iri("provenance"))))
    made.flush()


def _tidy(folder: Path) -> None:
    """Removes the graphs that were not used for longest, and what a killed program left."""
    used = sorted(folder.glob(f"{_NAME}*"), key=_last_used, reverse=True)
    left = [path for path in folder.glob(f"{_BESIDE}*") if _last_used(path) < _day_ago()]
    for path in (*used[KEPT:], *left):
        shutil.rmtree(path, ignore_errors=True)


def _day_ago() -> float:
    return time.time() - _LEFT_BEHIND


def _last_used(path: Path) -> float:
    # Another program may remove it meanwhile.
    with contextlib.suppress(OSError):
        return path.stat().st_mtime
    return 0.0
