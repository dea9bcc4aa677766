"""The network command as a user types it, on a small graph whose ties are counted by hand."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_projection_is_ranked_by_strength(run: Run, graph: str) -> None:
    words = ("network", "co-signature", "--graph", graph, "--metrics", "strength,degree")
    done = run(*words, "--format", "csv")
    assert done.returncode == 0, done.stderr
    # Aa and Bb share two documents, each shares one with Cc; Dd shares none.
    assert [(row["node"], row["strength"], row["degree"]) for row in rows(done.stdout)] == [
        ("Aa", "3", "2"),
        ("Bb", "3", "2"),
        ("Cc", "2", "2"),
        ("Dd", "0", "0"),
    ]
    assert "only 6 ties" in done.stderr


def test_newman_s_weighting_and_a_window_change_the_strengths(run: Run, graph: str) -> None:
    words = ("network", "co-signature", "--graph", graph, "--metrics", "strength", "--quiet")
    newman = run(*words, "--weighting", "newman", "--format", "csv")
    # The first of three signatories adds 1/2 to a pair, the second of two adds 1.
    assert [row["strength"] for row in rows(newman.stdout)] == ["2", "2", "1", "0"]
    later = run(*words, "--from", "2020", "--format", "csv")
    assert [(row["node"], row["strength"]) for row in rows(later.stdout)] == [
        ("Aa", "1"),
        ("Bb", "1"),
        ("Dd", "0"),
    ]


def test_firmness_shows_the_range_of_a_rank(run: Run, graph: str) -> None:
    words = ("network", "co-signature", "--graph", graph, "--firmness", "--metrics", "strength")
    done = run(*words, "--format", "csv", "--quiet")
    found = {row["node"]: row for row in rows(done.stdout)}
    # Without source two, Aa and Bb have one tie each, and Cc has none any more: it comes last.
    # Without source one, Aa and Bb keep the second document, and Cc signed alone: rank 3 still.
    assert (found["Cc"]["rank"], found["Cc"]["sourceBest"], found["Cc"]["sourceWorst"]) == (
        *("3", "3"),
        "4",
    )
    assert found["Aa"]["wide"] == "false"
    shown = run(*words, "--quiet").stdout
    assert "by source" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_two_modes_stay_two_modes(run: Run, graph: str) -> None:
    words = ("network", "city-declaration", "--graph", graph, "--quiet", "--format", "csv")
    done = run(*words, "--metrics", "ties,degree")
    found = {row["node"]: (row["mode"], row["ties"], row["degree"]) for row in rows(done.stdout)}
    assert found["Aa"] == ("city", "2", "0.6666666667")
    assert found["First"] == ("declaration", "3", "0.75")
    summary = {
        row["measure"]: row["value"] for row in rows(run(*words, "--analysis", "summary").stdout)
    }
    assert summary["density"] == "0.5"
    assert summary["components"] == "2"


def test_a_step_and_its_order_are_told_in_the_methods(run: Run, graph: str) -> None:
    words = ("network", "city-declaration", "--graph", graph, "--quiet", "--methods")
    said = run(*words, "--reduce", "drop=document/third", "--reduce", "least=city:2").stdout
    assert said.index("Third") < said.index("at least 2")
    assert "2 nodes of mode city" in said


@pytest.mark.parametrize("form", ["graphml", "gexf", "pajek", "latex", "md", "json"])
def test_every_format_is_written_whole(run: Run, graph: str, form: str, tmp_path: Path) -> None:
    target = tmp_path / f"out.{form}"
    words = ("network", "co-signature", "--graph", graph, "--format", form)
    assert run(*words, "-o", str(target)).returncode == 0
    assert "Aa" in target.read_text(encoding="utf-8")
    assert run(*words, "--quiet").stdout == target.read_text(encoding="utf-8")


def test_beside_a_ranking_stands_on_what_it_rests(run: Run, graph: str) -> None:
    said = run("network", "co-signature", "--graph", graph).stderr
    assert "rests on 6 ties from 2 sources" in said
    assert "by year: 2019 50 %, 2021 33 %, 2022 17 %" in said


def test_a_plot_goes_into_a_file(run: Run, graph: str, tmp_path: Path) -> None:
    target = tmp_path / "degrees.png"
    words = ("network", "co-signature", "--graph", graph, "--plot", "degrees")
    assert run(*words, "-o", str(target)).returncode == 0
    assert target.read_bytes().startswith(b"\x89PNG")
    refused = run(*words)
    assert refused.returncode == 2
    assert "-o FILE.svg" in refused.stderr


def test_an_empty_window_says_so_and_is_no_error(run: Run, graph: str) -> None:
    done = run("network", "co-signature", "--graph", graph, "--to", "1999")
    assert done.returncode == 0
    assert "no tie is left" in done.stderr
    assert "nan" not in done.stdout.casefold()


WRONG = [
    (("co-signatur",), "did you mean 'co-signature'?"),
    (("co-signature", "--metrics", "betweeness"), "did you mean 'betweenness'?"),
    (("co-signature", "--analysis", "rankin"), "did you mean 'ranking'?"),
    (("co-signature", "--weighting", "newmann"), "did you mean 'newman'?"),
    (("co-signature", "--at", "yesterday"), "--at yesterday"),
    (("co-signature", "--from", "2020", "--to", "2019"), "ends before it begins"),
    (("co-signature", "--reading", "wide"), "widest or narrowest"),
    (("co-signature", "--kind", "news-reprot"), "did you mean 'news-report'?"),
    (("co-signature", "--reduce", "drop=city/zz"), "no node of this network"),
    (("co-signature", "--reduce", "least=town:2"), "actor and declaration"),
    (("city-declaration", "--project", "town"), "no mode 'town'"),
    (("city-declaration", "--backbone", "disparity"), "--project city"),
    (("co-signature", "--backbone", "disparty"), "did you mean 'disparity'?"),
    (("co-signature", "--analysis", "path"), "--between A B"),
    (("co-signature", "--analysis", "brokerage", "--group", "colour"), "unknown grouping"),
    (("co-signature", "--metrics", "betweenness", "--distance", "miles"), "hops"),
    (("co-signature", "--format", "graphmll"), "did you mean 'graphml'?"),
    (("co-signature", "--plot", "degree", "-o", "x.svg"), "did you mean 'degrees'?"),
    (("gone.rq",), "gone.rq: this query cannot be read"),
]


@pytest.mark.parametrize(("words", "message"), WRONG, ids=lambda value: " ".join(value)[:40])
def test_what_is_wrong_gets_one_clear_line(
    run: Run, graph: str, words: tuple[str, ...], message: str
) -> None:
    done = run("network", *words, "--graph", graph, "--quiet")
    assert done.returncode == 2, done.stdout
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert len(re.findall(r"^citygraph: ", done.stderr, re.MULTILINE)) == 1
    assert done.stdout == ""


@pytest.mark.parametrize("words", [("network", "co-signature"), ("list", "analyses")])
@pytest.mark.parametrize("missing", ["networkit", "networkx", "scipy"])
def test_without_its_libraries_a_network_says_what_to_install(
    words: tuple[str, ...], missing: str
) -> None:
    hide = (
        "import importlib.util as util; found = util.find_spec; "
        f"util.find_spec = lambda name: None if name == '{missing}' else found(name); "
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{hide}from citygraph.cli import main; main({list(words)!r})"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'citygraph[network]'" in done.stderr
    assert "Traceback" not in done.stderr
