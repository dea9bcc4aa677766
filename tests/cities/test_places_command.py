"""`citygraph places` as a user types it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from citygraph.cities import Gazetteer
from citygraph.cities.place_sources import FILES

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
  - {id: city/tampere-fi, type: City, label: {en: Tampere}}
  - {id: city/springfield-us, type: City, label: {en: Springfield}}
"""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citygraph", "places", "--sources", ".", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path, gazetteer: Gazetteer) -> Path:
    (tmp_path / "page.yaml").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def test_sure_cities_are_written_and_the_others_are_left_to_a_person(folder: Path) -> None:
    first = run(folder, "--read", "2026-11-22", "-o", "review.csv")
    assert (first.returncode, first.stdout) == (0, "")
    assert "1 cities, 1 countries" in first.stderr
    assert "left out, ambiguous: Springfield, US" in first.stderr
    text = (folder / FILES[0]).read_text(encoding="utf-8")
    assert "https://sws.geonames.org/634963/" in text
    assert "springfield" not in text
    review = (folder / "review.csv").read_text(encoding="utf-8").splitlines()
    assert len(review) == 2
    # What it wrote is no source of its own cities: a second run gives the same bytes.
    second = run(folder, "--read", "2026-11-22")
    assert (folder / FILES[0]).read_text(encoding="utf-8") == text
    assert second.returncode == 0
    # 4409896 is Springfield, Missouri.
    decided = f"{review[0]}\n2,Springfield,US,,,,4409896,as the page says,2026-11-22,editor\n"
    (folder / "decided.csv").write_text(decided, encoding="utf-8")
    third = run(folder, "--read", "2026-11-22", "--decisions", "decided.csv")
    assert "2 cities, 2 countries" in third.stderr
    assert "left out" not in third.stderr
    # Nor does it take its own word for what was once decided.
    fourth = run(folder, "--read", "2026-11-22")
    assert "left out, ambiguous: Springfield, US" in fourth.stderr


def test_a_file_that_somebody_wrote_and_a_form_are_never_written_over(folder: Path) -> None:
    (folder / FILES[0]).write_text(SOURCE, encoding="utf-8")
    refused = run(folder, "--read", "2026-11-22")
    assert refused.returncode == 2
    assert f"{FILES[0]}: is there already" in refused.stderr
    assert (folder / FILES[0]).read_text(encoding="utf-8") == SOURCE
    (folder / FILES[0]).unlink()
    (folder / "review.csv").write_text("mine", encoding="utf-8")
    refused = run(folder, "--read", "2026-11-22", "-o", "review.csv")
    assert refused.returncode == 2
    assert "review.csv: is there already" in refused.stderr
    assert not (folder / FILES[0]).exists()


def test_the_day_of_reading_is_asked_for_and_must_be_one(folder: Path) -> None:
    assert "--read" in run(folder).stderr
    wrong = run(folder, "--read", "yesterday")
    assert wrong.returncode == 2
    assert "'yesterday' is no date" in wrong.stderr
