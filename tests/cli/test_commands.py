"""The commands as a user types them: results on stdout, messages on stderr, exit status as said."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import click.shell_completion
import pytest
from tests.cli.conftest import Run
from tests.loaders.test_source_file import GOOD

from citygraph.cli import main

DECLARATION = "document=document/helsinki-impact-declaration"


def test_a_question_is_answered_on_the_released_graph(run: Run) -> None:
    done = run("query", "agreements/signatories", "--param", DECLARATION, "--format", "csv")
    assert done.returncode == 0
    assert done.stderr.startswith("on the released graph, version 2026.")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    # Read in the declaration's page: three cities and two networks.
    parties = {"Eurocities", "Helsinki", "Metrex", "Stockholm", "Tallinn"}
    assert {row["signatory"] for row in rows} == parties


def test_labels_come_in_the_language_asked_for(run: Run) -> None:
    words = ("query", "agreements/signatories", "--format", "json", "--quiet")
    for done in (run(*words, "--lang", "sv"), run(*words, CITYGRAPH_LANG="sv")):
        assert done.stderr == ""
        assert "Helsingfors" in done.stdout
        assert json.loads(done.stdout)
    assert "Helsingfors" not in run(*words).stdout


def test_a_table_stays_within_80_columns(run: Run) -> None:
    for name in ("agreements/signatories", "events/unnamed", "sources/claims"):
        lines = run("query", name, "--quiet").stdout.splitlines()
        assert lines
        assert max(map(len, lines)) <= 80, name


WRONG = [
    (("query", "signatores"), "did you mean 'signatories'?"),
    (("query", "gone.rq"), "gone.rq: this query cannot be read"),
    (("query", "signatories", "--param", "document"), "write name=value"),
    (("query", "signatories", "--param", "documnt=x"), "did you mean 'document'?"),
    (("query", "signatories", "--param", "document=Helsinki Impact Declaratoin"), "did you mean"),
    (("query", "signatories", "--format", "cvs"), "did you mean 'csv'?"),
    (("export", "tll"), "did you mean 'ttl'?"),
    (("map", "overveiw"), "did you mean 'overview'?"),
    (("list", "querys"), "did you mean 'queries'?"),
    (("bild",), "did you mean 'build'?"),
    (("query", "signatories", "--graph", "gone.ttl"), "gone.ttl: cannot be read"),
    (("build", "--sources", "gone"), "gone: no such folder"),
    (("build", "--sources", "."), "no source files here"),
    (("build", "--base", "no iri"), "is no http IRI"),
    (("map", "-o", "gone/map.html"), "cannot be written"),
    (("span", "gone.txt", "words"), "gone.txt: cannot be read"),
    (("new-source", "gone.txt"), "gone.txt: cannot be read"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=lambda x: " ".join(x) if x else "")
def test_bad_use_is_one_message_and_status_2(
    run: Run, words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = run(*words)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 2
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_an_endless_query_and_one_that_asks_a_server_end_with_a_message(
    run: Run, tmp_path: Path
) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { " + "".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"
    (tmp_path / "endless.rq").write_text(endless, encoding="utf-8")
    (tmp_path / "out.rq").write_text("SELECT *\n{ SERVICE <http://x/> {} }", encoding="utf-8")
    (tmp_path / "broken.rq").write_text("SELECT *\n{ ?a ?b", encoding="utf-8")
    began = time.monotonic()
    done = run("query", "endless.rq", "--timeout", "0.5")
    assert (done.returncode, "no answer within 0.5 seconds" in done.stderr) == (2, True)
    assert time.monotonic() - began < 60
    for name, said in (("out.rq", "out.rq:2: SERVICE asks"), ("broken.rq", "broken.rq:2: not")):
        done = run("query", name, "--quiet")
        assert done.returncode == 2
        assert said in done.stderr


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one source, with its text."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "texts").mkdir()
    text = "Oslo signed the pact on 10 October 2019, in the town hall."
    (tmp_path / "texts" / "any-name.txt").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = GOOD.replace("a" * 64, digest).replace("30-40, 10-20", "0-20, 24-39")
    source = source.replace("at: 10-20", "at: 0-20")
    (tmp_path / "mine" / "page.yaml").write_text(source, encoding="utf-8")
    return tmp_path


def build_own(run: Run, *words: str) -> subprocess.CompletedProcess[str]:
    return run("build", "--sources", "mine", "--texts", "texts", *words)


def test_a_check_of_ones_own_build_checks_ones_own_evidence(run: Run, own: Path) -> None:
    assert build_own(run).returncode == 0
    (own / "texts" / "any-name.txt").write_text("Changed since.", encoding="utf-8")
    done = run("check", "--texts", "texts", "--format", "csv")
    assert done.returncode == 1
    assert "error,evidence/text-missing" in done.stdout


def test_ones_own_sources_are_built_beside_the_released_ones(run: Run, own: Path) -> None:
    done = build_own(run, "--with-released", "--base", "https://example.org/mine")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "0 errors" in done.stderr
    turtle = (own / "citygraph-out" / "citygraph.ttl").read_text(encoding="utf-8")
    assert "https://example.org/mine/id/document/" in turtle
    done = run("query", "agreements/signatories", "--param", "document=Pact", "--format", "csv")
    assert done.stderr.startswith("on the last build")
    assert [row["signatory"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["Oslo"]
    assert "town hall" not in turtle, "the texts themselves are not shipped"


def test_a_span_outside_the_text_is_an_error_and_status_1(run: Run, own: Path) -> None:
    file = own / "mine" / "page.yaml"
    file.write_text(file.read_text().replace("24-39", "24-999"), encoding="utf-8")
    done = build_own(run)
    assert done.returncode == 1
    assert "1 error" in done.stderr
    found = (own / "citygraph-out" / "findings.csv").read_text(encoding="utf-8")
    assert any(line.startswith("error,evidence/") and "999" in line for line in found.splitlines())


def test_a_wrong_hash_is_an_error(run: Run, own: Path) -> None:
    file = own / "mine" / "page.yaml"
    text = file.read_text()
    at = text.index("sha256: ") + 8
    file.write_text(text[:at] + ("0" if text[at] != "0" else "1") + text[at + 1 :])
    done = build_own(run)
    assert done.returncode == 1
    found = (own / "citygraph-out" / "findings.csv").read_text(encoding="utf-8")
    assert "error,evidence/" in found


def test_a_document_as_a_party_is_an_error(run: Run, own: Path) -> None:
    file = own / "mine" / "page.yaml"
    file.write_text(file.read_text().replace("signatory: city/oslo-no", "signatory: document/pact"))
    done = build_own(run)
    assert done.returncode == 1
    assert "error,shapes/" in (own / "citygraph-out" / "findings.csv").read_text(encoding="utf-8")


def test_a_failed_build_leaves_the_earlier_result(run: Run, own: Path) -> None:
    assert build_own(run).returncode == 0
    out = own / "citygraph-out"
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    file = own / "mine" / "page.yaml"
    file.write_text(file.read_text().replace("2019-10-10", "2019-02-30", 1), encoding="utf-8")
    done = build_own(run)
    assert (done.returncode, "page.yaml:23" in done.stderr) == (2, True)
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


def test_a_killed_build_leaves_the_earlier_result(run: Run, own: Path) -> None:
    assert build_own(run).returncode == 0
    out = own / "citygraph-out"
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    words = [sys.executable, "-m", "citygraph", "build", "-v"]
    with subprocess.Popen(words, cwd=own, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        # Killed in the midst of its work: it has said that it exports.
        for line in process.stderr:
            if line.strip() == "export":
                process.send_signal(signal.SIGKILL)
                break
    assert process.returncode == -signal.SIGKILL
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


def test_two_things_under_one_key_are_refused(run: Run, own: Path) -> None:
    other = (own / "mine" / "page.yaml").read_text().replace("id: page", "id: other")
    (own / "mine" / "other.yaml").write_text(other.replace("{en: Pact}", "{en: Treaty}"))
    done = build_own(run)
    assert done.returncode == 2
    assert "two different things under one key 'document/pact'" in done.stderr


def test_an_output_folder_that_cannot_be_written_is_named_before_the_work(
    run: Run, own: Path
) -> None:
    (own / "blocked").write_text("a file", encoding="utf-8")
    done = run("build", "--sources", "mine", "--out", "blocked/out", "-v")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "inference" not in done.stderr


def test_the_released_graph_is_not_a_builds_to_write(run: Run) -> None:
    from citygraph.resources import graph_dir

    done = run("build", "--out", str(graph_dir()))
    assert (done.returncode, "not a build's to write" in done.stderr) == (2, True)


def test_a_new_source_is_begun_and_found_words_have_places(run: Run, own: Path) -> None:
    done = run("new-source", "texts/any-name.txt", "-o", "mine/town-hall.yaml")
    assert done.returncode == 0
    begun = (own / "mine" / "town-hall.yaml").read_text(encoding="utf-8")
    digest = hashlib.sha256((own / "texts" / "any-name.txt").read_bytes()).hexdigest()
    assert f"sha256: {digest}" in begun
    assert "Oslo signed the pact" in begun
    again = run("new-source", "texts/any-name.txt", "-o", "mine/town-hall.yaml")
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    # Its dates are still to be filled in, and that is what it says.
    done = run("build", "--sources", "mine")
    assert (done.returncode, "'YYYY-MM-DD' is no date" in done.stderr) == (2, True)
    # O-s-l-o is at 0 to 4; "the" stands at 12 and 44.
    assert run("span", "texts/any-name.txt", "Oslo").stdout == "0-4\n"
    assert run("span", "texts/any-name.txt", "the ").stdout == "12-16\n44-48\n"
    assert run("span", "texts/any-name.txt", "Bergen").returncode == 2


def test_every_command_has_help_with_an_example(run: Run) -> None:
    for name, command in main.commands.items():
        done = run(name, "--help")
        assert done.returncode == 0
        assert "Example:" in done.stdout, name
        options = {option for parameter in command.params for option in parameter.opts}
        assert {"--quiet", "--verbose"} <= options, name


def test_the_version_names_program_and_graph(run: Run) -> None:
    from citygraph.resources import graph_version

    assert run("--version").stdout == f"citygraph 0.4.0, released graph {graph_version()}\n"


def test_shell_completion_knows_the_commands() -> None:
    shell = click.shell_completion.BashComplete(main, {}, "citygraph", "_CITYGRAPH_COMPLETE")
    assert "_citygraph_completion" in shell.source()
    assert {item.value for item in shell.get_completions([], "ma")} == {"map", "match"}


def test_a_reader_that_leaves_early_gets_no_traceback(run: Run, tmp_path: Path) -> None:
    line = f"{sys.executable} -m citygraph query sources/claims --format csv | head -n 1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 1
