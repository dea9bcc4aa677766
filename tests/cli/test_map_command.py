"""The map command and the maps of a build, as a user types them, on a small graph."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run


def data_of(page: Path) -> Any:
    text = page.read_text(encoding="utf-8")
    found = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def names(data: Any) -> set[str]:
    return {row[0].rsplit("/", 1)[-1] for row in data["nodes"]}


def lines(data: Any) -> list[str]:
    ends = [row[0].rsplit("/", 1)[-1] for row in data["nodes"]]
    return sorted(f"{ends[tie[0]]}-{ends[tie[1]]}" for tie in data["ties"])


def test_a_recipes_map_has_a_tie_for_each_thing_that_two_share(
    run: Run, graph: str, tmp_path: Path
) -> None:
    done = run("map", "co-signature", "--graph", graph, "-o", "co.html")
    assert done.returncode == 0, done.stderr
    assert done.stderr == "co.html: open it in a browser; no connection is needed\n"
    # Aa, Bb and Cc signed the first, Aa and Bb the second as well; Dd alone the third.
    data = data_of(tmp_path / "co.html")
    assert lines(data) == ["aa-bb", "aa-bb", "aa-cc", "bb-cc"]
    assert names(data) == {"aa", "bb", "cc", "dd"}


def test_choices_of_the_network_are_those_of_the_map(run: Run, graph: str, tmp_path: Path) -> None:
    words = ("city-declaration", "--layout", "rings", "--size", "ties", "--title", "Who signed")
    assert run("map", *words, "--graph", graph).returncode == 0
    data = data_of(tmp_path / "map.html")
    assert (data["title"], data["measure"]) == ("Who signed", "ties")
    assert [len(mode) for mode in data["modes"]] == [4, 3]
    done = run("map", "co-signature", "--param", "document=document/second", "--graph", graph)
    assert done.returncode == 2
    assert "no parameter 'document'" in done.stderr


def test_around_between_and_query_show_a_part(run: Run, graph: str, tmp_path: Path) -> None:
    assert run("map", "city-declaration", "--around", "Cc", "--graph", graph).returncode == 0
    assert names(data_of(tmp_path / "map.html")) == {"cc", "first"}
    near = ("city-declaration", "--around", "city/cc", "--depth", "2", "--graph", graph)
    assert run("map", *near).returncode == 0
    assert names(data_of(tmp_path / "map.html")) == {"aa", "bb", "cc", "first"}
    words = ("city-declaration", "--between", "Cc", "Second", "--graph", graph)
    assert run("map", *words).returncode == 0
    assert names(data_of(tmp_path / "map.html")) == {"aa", "bb", "cc", "first", "second"}
    (tmp_path / "mine.rq").write_text(
        "# title: Who signed the second\n"
        "PREFIX cg: <https://w3id.org/citygraph/ontology#>\n"
        "SELECT ?claim WHERE { ?claim cg:document "
        "<https://w3id.org/citygraph/id/document/second> }\n",
        encoding="utf-8",
    )
    done = run("map", "city-declaration", "--query", "mine.rq", "--graph", graph)
    assert done.returncode == 0, done.stderr
    assert lines(data_of(tmp_path / "map.html")) == ["aa-second", "bb-second"]


def test_parameters_go_to_the_query_that_cuts_the_map(run: Run, graph: str, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(
        "# title: Who signed it\n# question: Who signed it?\n"
        "# parameter: paper Declaration - what was signed\n# column: claim - the signature\n"
        "PREFIX cg: <https://w3id.org/citygraph/ontology#>\n"
        "SELECT ?claim WHERE {\n  VALUES ?paper { UNDEF }\n  ?claim cg:document ?paper .\n}\n",
        encoding="utf-8",
    )
    words = ("--query", "mine.rq", "--param", "paper=document/second")
    done = run("map", "city-declaration", *words, "--graph", graph)
    assert done.returncode == 0, done.stderr
    data = data_of(tmp_path / "map.html")
    assert lines(data) == ["aa-second", "bb-second"]
    assert data["title"].startswith("Who signed it · Two-mode: cities and the declarations")


WRONG = [
    (("co-signatur",), "did you mean 'co-signature'?"),
    (("co-signature", "--size", "betweeness"), "did you mean 'betweenness'?"),
    (("co-signature", "--layout", "columns"), "columns is of two modes"),
    (("co-signature", "--layout", "ring"), "did you mean 'rings'?"),
    (("co-signature", "--fold", "county"), "did you mean 'country'?"),
    (("co-signature", "--around", "Zz"), "nothing in this map is called 'Zz'"),
    (("co-signature", "--depth", "2"), "--depth needs --around"),
    (("co-signature", "--around", "Aa", "--depth", "0"), "write 1 or more"),
    (("co-signature", "--around", ""), "--around names nothing: write a key"),
    (("--layout", "rings"), "and no size, layout or folding: name a recipe"),
    (("co-signature", "-o", "gone/map.html"), "gone/map.html: cannot be written"),
    (("co-signature", "--between", "Aa", "Aa"), "'Aa' and 'Aa' are one thing"),
    (("co-signature", "--between", "Aa", "Dd"), "no path of ties joins Aa and Dd"),
    (("co-signature", "--query", "gone.rq"), "gone.rq: this query cannot be read"),
    (("--from", "2019"), "takes no choice of ties"),
    (("--size", "betweenness"), "takes no choice of ties"),
    (("gone.rq",), "gone.rq: this query cannot be read"),
]


@pytest.mark.parametrize(("words", "message"), WRONG, ids=lambda value: " ".join(value)[:40])
def test_what_is_wrong_gets_one_clear_line_and_no_page(
    run: Run, graph: str, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    done = run("map", *words, "--graph", graph, "--quiet")
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert len(re.findall(r"^citygraph: ", done.stderr, re.MULTILINE)) == 1
    assert not (tmp_path / "map.html").exists()


def without(missing: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A run of the program in an environment that lacks a library."""
    hide = (
        "import importlib.util as util; found = util.find_spec; "
        f"util.find_spec = lambda name, *of: None if name == '{missing}' else found(name, *of); "
    )
    return subprocess.run(
        [sys.executable, "-c", f"{hide}from citygraph.cli import main; main({list(words)!r})"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


def test_without_the_libraries_of_networks_the_whole_graph_is_drawn(
    graph: str, tmp_path: Path
) -> None:
    done = without("networkit", "map", "--graph", graph, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    # Four cities and three declarations, six signatures.
    assert len(data_of(tmp_path / "map.html")["ties"]) == 6
    done = without("networkit", "map", "co-signature", "--graph", graph, folder=tmp_path)
    assert (done.returncode, "citygraph[network]" in done.stderr) == (2, True)
