"""`citygraph register`: new keys are added, known ones never change."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from citygraph.cli import main
from citygraph.cli import register_command as command

SOURCE = """\
format: 1
source:
  id: page
  kind: web-page
  label: {en: A page}
  language: en
  textSeen: part
  read: 2026-11-21
  asOf: 2026-11-21
  terms: None are given.
things:
  - {id: city/tampere-fi, type: City, label: {en: "Tampere, again"}}
  - {id: city/turku-fi, type: City, label: {en: Turku}}
  - {id: city/abo-fi, type: City, label: {en: Abo}}
"""
REGISTER = """\
key,class,label,replacedBy
city/abo-fi,City,Abo,city/turku-fi
city/tampere-fi,City,Tampere,
city/vaasa-fi,City,Vaasa,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "page.yaml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    monkeypatch.setattr(command, "graph_dir", lambda: tmp_path)
    return tmp_path


def test_new_keys_are_added_in_order_and_what_stands_stays(folder: Path) -> None:
    done = CliRunner().invoke(main, ["register"])
    assert done.exit_code == 0
    assert "2 keys added, 5 in all" in done.stderr
    assert (folder / "register.csv").read_text(encoding="utf-8") == (
        "key,class,label,replacedBy\n"
        "city/abo-fi,City,Abo,city/turku-fi\n"
        "city/tampere-fi,City,Tampere,\n"
        "city/turku-fi,City,Turku,\n"
        "city/vaasa-fi,City,Vaasa,\n"
        "source/page,SourceDocument,A page,\n"
    )


def test_a_second_run_changes_nothing(folder: Path) -> None:
    CliRunner().invoke(main, ["register"])
    before = (folder / "register.csv").read_bytes()
    assert "0 keys added" in CliRunner().invoke(main, ["register"]).stderr
    assert (folder / "register.csv").read_bytes() == before
