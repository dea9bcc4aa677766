"""Files appear whole or not at all, and nobody else's file is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citygraph.errors import CityGraphError
from citygraph.output import replace_files, write_file


def content(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "manifest.json")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_a_later_build_replaces_the_earlier_and_leaves_other_files(tmp_path: Path) -> None:
    replace_files(tmp_path, {"a.ttl": b"1", "tables/old.csv": b"1"}, "1")
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    replace_files(tmp_path, {"a.ttl": b"2", "tables/new.csv": b"2"}, "1")
    assert content(tmp_path) == {"a.ttl": b"2", "tables/new.csv": b"2", "mine.txt": b"mine"}


def test_a_failure_while_writing_leaves_the_earlier_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_files(tmp_path, {"a.ttl": b"1", "b.ttl": b"1"}, "1")
    write = Path.write_bytes

    def full_disk(self: Path, data: bytes) -> int:
        if self.name == "b.ttl":
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(CityGraphError, match="No space left"):
        replace_files(tmp_path, {"a.ttl": b"2", "b.ttl": b"2"}, "1")
    assert content(tmp_path) == {"a.ttl": b"1", "b.ttl": b"1"}


def test_a_forged_manifest_cannot_reach_outside_the_folder(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("alive", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    listed = json.dumps({"graph": "1", "files": {"../victim.txt": "x"}})
    (folder / "manifest.json").write_text(listed, encoding="utf-8")
    replace_files(folder, {"a.ttl": b"1"}, "1")
    assert victim.exists()


def test_a_file_in_place_of_the_folder_is_a_message(tmp_path: Path) -> None:
    blocked = tmp_path / "out"
    blocked.write_text("a file", encoding="utf-8")
    with pytest.raises(CityGraphError, match="cannot be written"):
        replace_files(blocked, {"a.ttl": b"1"}, "1")


def test_one_file_is_written_whole_and_readable(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]
    with pytest.raises(CityGraphError, match="cannot be written"):
        write_file(tmp_path / "no" / "map.html", b"x")
