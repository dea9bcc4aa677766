"""The README's table: proposed, mapped, decided on and built as it says."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.test_readme import bodies, run


def test_a_table_is_loaded_as_the_readme_says(tmp_path: Path) -> None:
    (tmp_path / "my-sources").mkdir()

    def save(name: str) -> str:
        (text,) = bodies("file", name)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return text

    save("my-sources/members.csv")
    shell = ["bash", "-euo", "pipefail", "-c"]
    (begin,) = bodies("run", "table-begin")
    run([*shell, begin], tmp_path)
    proposed = (tmp_path / "my-sources" / "members.table.yaml").read_text(encoding="utf-8")
    assert "resolve: geonames" in proposed
    mapping = save("my-sources/members.table.yaml")
    assert next(line for line in mapping.splitlines() if "sha256" in line) in proposed
    save("my-sources/cities.csv")
    (build,) = bodies("run", "table")
    said = run([*shell, build], tmp_path)
    rows = list(csv.reader(io.StringIO(said[said.index("name,member") :])))[1:]
    assert [row[:5] for row in rows] == [
        ["The Ring", "Gothenburg", "", "2015", "2019"],
        ["The Ring", "Helsinki", "", "2012", ""],
        ["The Ring", "Suzhou", "", "2019", ""],
    ]
    assert not (tmp_path / "to-decide.csv").exists(), "nothing is left to decide"
