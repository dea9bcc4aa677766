"""The index: made once, read after, and of use where nothing can be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from citygraph.cities import Gazetteer, open_gazetteer
from citygraph.cities import gazetteer as module


def made(data: Path, target: Path | str) -> None:
    with sqlite3.connect(target) as index:
        index.execute("CREATE TABLE country (key TEXT, code TEXT, major INTEGER)")
        index.execute("INSERT INTO country VALUES ('suomi', 'FI', 0)")


def test_the_index_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "build_index", made)
    (tmp_path / "cities-old.sqlite").write_bytes(b"an earlier one")
    said: list[str] = []
    assert open_gazetteer(tmp_path, said.append).country("Suomi") == "FI"
    assert open_gazetteer(tmp_path, said.append).country("Suomi") == "FI"
    assert len(said) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_index_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "build_index", made)
    open_gazetteer(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"no database" * 1000)
    assert open_gazetteer(tmp_path).country("Suomi") == "FI"


def test_where_nothing_can_be_written_it_is_made_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "build_index", made)
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert open_gazetteer(blocked).country("Suomi") == "FI"


def test_names_without_case_and_accents_in_any_script(gazetteer: Gazetteer) -> None:
    for key in ("wien", "вена", "vienne", "ウィーン"):
        assert 2761369 in [found.city.id for found in gazetteer.named(key, "AT")], key
