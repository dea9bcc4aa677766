"""The kept merge answers as the graph in memory does, and no failure of it reaches the user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from citygraph import cache
from citygraph.cache import cached_store
from citygraph.cli import main
from citygraph.errors import QueryError, SourceError
from citygraph.merged import merged
from citygraph.query import names_graphs, run, select, shipped
from citygraph.resources import graph_dir
from citygraph.store import open_store, version_of
from citygraph.table import Cell, Table

RELEASED = graph_dir() / "citygraph.trig"
COUNT = "SELECT (COUNT(*) AS ?n) { <http://x/s> ?p ?o }"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.setattr(cache, "SMALL", 0)
    return tmp_path / "cache"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return _graph(tmp_path / "a.trig", 2)


def _graph(path: Path, size: int) -> Path:
    # Each triple stands in two graphs, and counts once.
    triples = "".join(f"<http://x/s> <http://x/p> {n} . " for n in range(size))
    path.write_text(f"<http://x/g> {{ {triples} }} <http://x/h> {{ {triples} }}", encoding="utf-8")
    return path


def _count(store: ox.Store) -> object:
    return select(store, COUNT).rows[0][0]


def test_every_shipped_query_gets_the_same_answer() -> None:
    kept, whole = cached_store([RELEASED]), open_store([RELEASED])
    assert merged(kept) is kept
    assert version_of(kept) == version_of(whole) != "unversioned"
    with pytest.raises(RuntimeError, match="read-write"):
        kept.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.NamedNode("x:o")))
    queries = {**shipped(), **shipped("ties")}
    assert not any(names_graphs(query.text) for query in queries.values())
    for name, query in queries.items():
        assert _settled(select(kept, query.text)) == _settled(select(whole, query.text)), name


def _settled(table: Table) -> list[list[Cell]]:
    """The rows, each list of sources in order: SPARQL leaves that of GROUP_CONCAT open."""
    lists = {i for i, name in enumerate(table.columns) if name.startswith("sources")}
    return [
        [" ".join(sorted(str(cell).split())) if i in lists else cell for i, cell in enumerate(row)]
        for row in table
    ]


def test_it_is_made_once_and_again_when_the_file_changes(graph: Path, folder: Path) -> None:
    said: list[str] = []
    assert [_count(cached_store([graph], said.append)) for _ in range(2)] == [2, 2]
    assert len(said) == 1
    _graph(graph, 3)
    assert _count(cached_store([graph], said.append)) == 3
    assert len(said) == 2
    assert len(list(folder.iterdir())) == 2


def test_another_ontology_makes_another_one(
    graph: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from citygraph import store

    cached_store([graph])
    for name in store.ONTOLOGY.values():
        (tmp_path / name).write_text("<http://x/s> <http://x/p> 'mine' .", encoding="utf-8")
    for module in (cache, store):
        monkeypatch.setattr(module, "ontology_dir", lambda: tmp_path)
    assert _count(cached_store([graph])) == 3
    assert len(list(folder.iterdir())) == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    graph: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(files: list[Path]) -> ox.Store:
        store = open_store(files)
        _graph(graph, 5)
        return store

    monkeypatch.setattr(cache, "open_store", read)
    cached_store([graph])
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("harm", ["gone", "cut"])
def test_a_broken_one_is_made_again(harm: str, graph: Path, folder: Path) -> None:
    cached_store([graph])
    (place,) = folder.iterdir()
    for file in place.glob("*"):
        if harm == "cut":
            file.write_bytes(file.read_bytes()[:10])
        elif file.name == "CURRENT":
            file.unlink()
    said: list[str] = []
    assert _count(cached_store([graph], said.append)) == 2
    assert len(said) == 1
    assert [path.name for path in folder.iterdir()] == [place.name]
    assert _count(cached_store([graph], said.append)) == 2
    assert len(said) == 1


def test_where_nothing_can_be_written_the_graph_is_read_into_memory(
    graph: Path, folder: Path
) -> None:
    folder.write_text("no folder", encoding="utf-8")
    assert _count(cached_store([graph])) == 2


def test_a_cache_without_room_is_left_out(
    graph: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "fill", full)
    assert _count(cached_store([graph])) == 2
    assert list(folder.iterdir()) == []


def test_what_is_wrong_with_a_file_is_said(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        cached_store([tmp_path / "gone.trig"])
    graph.write_text("<http://x/g> {", encoding="utf-8")
    with pytest.raises(SourceError, match="no valid TriG"):
        cached_store([graph])


def test_programs_at_once_are_all_right(graph: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from citygraph import cache; cache.SMALL = 0;"
        "store = cache.cached_store([Path(sys.argv[1])]);"
        f"print(list(store.query({COUNT!r}))[0][0].value)"
    )
    words = [sys.executable, "-c", code, str(graph)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "shared")}
    programs = [
        subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [program.communicate(timeout=60)[0] for program in programs] == ["2\n"] * 4
    if sys.platform == "linux":
        assert len(list((tmp_path / "shared" / "citygraph").iterdir())) == 1


def test_those_not_used_for_longest_are_removed(
    graph: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached_store([graph])
    (first,) = folder.iterdir()
    others = [_graph(graph.with_name(f"{n}.trig"), n) for n in range(3, 3 + cache.KEPT)]
    for number, other in enumerate(others):
        os.utime(first, (0, number))
        if number == len(others) - 1:
            cached_store([graph])
        cached_store([other])
    kept = list(folder.iterdir())
    assert len(kept) == cache.KEPT
    assert first in kept


def test_what_a_killed_program_left_is_removed_after_a_day(graph: Path, folder: Path) -> None:
    for name in (".graph-old", ".graph-now"):
        (folder / name).mkdir(parents=True)
    os.utime(folder / ".graph-old", (0, 0))
    (folder / "cities-1.sqlite").write_text("the index of cities", encoding="utf-8")
    cached_store([graph])
    assert (folder / "cities-1.sqlite").is_file()
    assert [path.name for path in folder.glob(".graph-*")] == [".graph-now"]


def test_one_that_fails_under_a_question_leaves_none_unanswered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ["query", "agreements/signatories", "--graph", str(RELEASED), "--format", "csv"]
    right = CliRunner().invoke(main, words)
    stores: list[ox.Store] = []
    answer = run._run

    def failing_once(store: ox.Store, sparql: str) -> Table:
        stores.append(store)
        if len(stores) > 1:
            return answer(store, sparql)
        try:
            raise OSError("a block of the cache cannot be read")
        except OSError as wrong:
            raise QueryError(f"the query failed: {wrong}") from None

    monkeypatch.setattr(run, "_run", failing_once)
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.stdout, done.stderr) == (0, right.stdout, "")
    assert len(stores) == 2
