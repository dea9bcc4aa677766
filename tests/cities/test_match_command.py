"""`citygraph match` as a user types it."""

from __future__ import annotations

import csv
import importlib
import io
import subprocess
import sys
from pathlib import Path

import polars

from citygraph.cities import Gazetteer

TABLE = "Member;Country\nHelsingfors;FI\nGeneva;\n=cmd|' /C calc'!A0;FI\nGrand Lyon;France\n"
FILLED = "name,country,geonamesId,reason,decidedOn,decidedBy\n"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citygraph", "match", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_rows_are_matched_reviewed_and_decided(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    first = run(tmp_path, "t.csv", "--format", "csv", "-o", "review.csv")
    assert first.returncode == 0, first.stderr
    assert "1 matched, 2 ambiguous, 1 unmatched" in first.stderr
    rows = list(csv.DictReader(io.StringIO(first.stdout)))
    assert [row["line"] for row in rows] == ["2", "3", "4", "5"]
    assert (rows[0]["geonamesId"], rows[0]["status"]) == ("658225", "matched")
    assert rows[2]["name"].startswith("'=")
    review = (tmp_path / "review.csv").read_text(encoding="utf-8")
    assert len(review.splitlines()) == 4
    assert "\n4,'=cmd" in review
    decided = FILLED + "Geneva,,2660646,seat of the network,2026-11-21,editor\n"
    (tmp_path / "decisions.csv").write_text(decided, encoding="utf-8")
    second = run(tmp_path, "t.csv", "--format", "csv", "--decisions", "decisions.csv")
    assert "2 matched, 1 ambiguous, 1 unmatched" in second.stderr
    assert "decided by editor on 2026-11-21: seat of the network" in second.stdout
    # A form that somebody may have filled in is never written over.
    third = run(tmp_path, "t.csv", "-o", "review.csv")
    assert third.returncode == 2
    assert "review.csv: is there already" in third.stderr
    assert (tmp_path / "review.csv").read_text(encoding="utf-8") == review


def test_the_table_stays_within_80_columns(tmp_path: Path, gazetteer: Gazetteer) -> None:
    long = f"{'Llanfair' * 20} {'word ' * 8},GB\n"
    text = f"city,country\nSpringfield,US\n\u202eevil\x1b[31m,FI\n{long}"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    done = run(tmp_path, "t.csv")
    assert done.returncode == 0, done.stderr
    assert "4409896 Springfield" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_bad_input_is_named_and_ends_with_status_2(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("city,country\nOulu,FI,x\n", encoding="utf-8")
    done = run(tmp_path, "t.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("citygraph: t.csv:2: 3 cells")
    missing = run(tmp_path, "gone.csv")
    assert missing.returncode == 2
    assert "gone.csv: cannot be read" in missing.stderr


def test_workbooks_and_parquet_files_are_matched_too(tmp_path: Path, gazetteer: Gazetteer) -> None:
    book = importlib.import_module("openpyxl").Workbook()
    book.worksheets[0].append(["note"])
    sheet = book.create_sheet("Members")
    for row in (["City", "Country"], ["Helsingfors", "FI"], [], ["Suzhou", "CN"]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    members = polars.DataFrame({"City": ["Helsingfors", "Suzhou"], "Country": ["FI", "CN"]})
    members.write_parquet(tmp_path / "t.parquet")
    for words, lines in ((["t.xlsx", "--sheet", "Members"], "2 4"), (["t.parquet"], "2 3")):
        done = run(tmp_path, *words, "--format", "csv")
        assert done.returncode == 0, done.stderr
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert [row["line"] for row in rows] == lines.split()
        assert [row["geonamesId"] for row in rows] == ["658225", ""]
    several = run(tmp_path, "t.xlsx")
    assert several.returncode == 2
    assert "several sheets (Sheet, Members)" in several.stderr


def test_an_encoding_that_was_guessed_is_told_and_one_that_cannot_be_may_be_given(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    (tmp_path / "t.csv").write_bytes("city,country\nGenève,CH\n".encode("latin-1"))
    asked = run(tmp_path, "t.csv")
    assert asked.returncode == 2
    assert "else with --encoding" in asked.stderr
    given = run(tmp_path, "t.csv", "--encoding", "latin-1", "--format", "csv")
    assert "matched,Genève,CH,2660646" in given.stdout
    (tmp_path / "t.csv").write_bytes("city,country\nMalmö,SE\n".encode("latin-1"))
    assert "read as cp1252" in run(tmp_path, "t.csv").stderr


def test_a_csv_needs_nothing_of_the_extra_for_tables(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "t.csv").write_text("city,country\nOulu,FI\n", encoding="utf-8")
    (tmp_path / "polars.py").write_text("raise ImportError('gone')", encoding="utf-8")
    done = run(tmp_path, "t.csv")
    assert done.returncode == 0, done.stderr
    (tmp_path / "t.xlsx").write_bytes(b"x")
    lacking = run(tmp_path, "t.xlsx")
    assert lacking.returncode == 2
    assert "tables need polars: pip install 'citygraph[tables]'" in lacking.stderr
