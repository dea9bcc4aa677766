"""What the README shows is what happens: its examples run, and its two commands are CI's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from citygraph.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- (run|file): (\S+) -->\n```\w*\n(.*?)```", re.DOTALL)
BLOCKS = [(kind, name, body) for kind, name, body in BLOCK.findall(README)]


def run(words: list[str], folder: Path) -> str:
    # The examples call `citygraph`, which stands beside the Python that runs the tests.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def bodies(kind: str, name: str) -> list[str]:
    found = [body for k, n, body in BLOCKS if (k, n) == (kind, name)]
    assert found
    return found


def test_the_command_line_examples_run(tmp_path: Path) -> None:
    (body,) = bodies("run", "shell")
    said = run(["bash", "-euo", "pipefail", "-c", body], tmp_path)
    assert "Anni" in said
    assert "Jan Vapaavuori" in said
    assert {p.name for p in tmp_path.iterdir()} == {"map.html", "citygraph.jsonld"}


def test_the_python_example_runs(tmp_path: Path) -> None:
    (body,) = bodies("run", "python")
    assert "Helsingfors" in run([sys.executable, "-c", body], tmp_path)


def test_the_map_examples_run(tmp_path: Path) -> None:
    (body,) = bodies("run", "maps")
    run(["bash", "-euo", "pipefail", "-c", body], tmp_path)
    titles = {
        path.stem: path.read_text(encoding="utf-8").partition("<title>")[2].partition("<")[0]
        for path in tmp_path.iterdir()
    }
    assert sorted(titles) == ["declaration", "helsinki", "networks", "path", "signatures"]
    assert titles["signatures"].endswith(", from 2015 (widest reading)")


def test_the_network_examples_run(tmp_path: Path) -> None:
    (body,) = bodies("run", "networks")
    said = run(["bash", "-euo", "pipefail", "-c", body], tmp_path)
    assert "betweenness" in said
    assert "2nd Urban 20 Mayors Summit" in said
    assert {p.name for p in tmp_path.iterdir()} == {"degrees.svg", "members-2019.gexf"}
    (body,) = bodies("run", "network-python")
    assert "(" in run([sys.executable, "-c", body], tmp_path)


def test_a_source_is_added_as_the_readme_says(tmp_path: Path) -> None:
    (text,) = bodies("file", "press-release.txt")
    (tmp_path / "press-release.txt").write_text(text, encoding="utf-8")
    begin, build = bodies("run", "source")
    shell = ["bash", "-euo", "pipefail", "-c"]
    assert run([*shell, begin], tmp_path) == "7-29\n"  # "Bergen " is seven characters, the words 22
    begun = (tmp_path / "my-sources" / "bergen-2024.yaml").read_text(encoding="utf-8")
    (filled,) = bodies("file", "my-sources/bergen-2024.yaml")
    sha256 = next(line for line in filled.splitlines() if "sha256" in line)
    assert sha256 in begun, "new-source and the README give the same hash"
    (tmp_path / "my-sources" / "bergen-2024.yaml").write_text(filled, encoding="utf-8")
    assert "A. Mayor" in run([*shell, build], tmp_path)


def test_ci_calls_the_test_command_of_the_readme() -> None:
    marked = re.search(r"<!-- test command -->\n```bash\n(.*?)```\n<!-- end -->", README, re.DOTALL)
    assert marked is not None
    assert "pytest" in marked[1]
    assert "<!-- test command -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"citygraph {name}" in README
