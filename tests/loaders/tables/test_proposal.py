"""The mapping that is proposed for a table: true to it, ready to edit, and it loads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.loaders.tables.conftest import Write

from citygraph.cli import main
from citygraph.errors import SourceError
from citygraph.loaders.tables.columns import Layout
from citygraph.loaders.tables.proposal import propose
from citygraph.loaders.tables.rows import load_table
from citygraph.records import Relation

HARBOURS = Path(__file__).parent / "harbours.csv"


def saved(table: Path, slug: str) -> Path:
    """Saves what is proposed for a table beside it, with the two dates that a person fills in."""
    mapping = table.parent / f"{slug}.table.yaml"
    text = propose(table, Layout()).replace("YYYY-MM-DD", "2026-11-22")
    mapping.write_text(text, encoding="utf-8")
    return mapping


def unresolved(mapping: Path) -> Path:
    """Takes the names as they stand: GeoNames does not know invented cities."""
    lines = mapping.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.strip().startswith("resolve: geonames")]
    assert len(kept) == len(lines) - 1
    mapping.write_text("".join(kept), encoding="utf-8")
    return mapping


def test_the_proposal_loads_and_leaves_out_what_it_did_not_understand(tmp_path: Path) -> None:
    shutil.copy(HARBOURS, tmp_path)
    loaded = load_table(unresolved(saved(tmp_path / "harbours.csv", "harbours")))
    reason = "say in the mapping what this means"
    # Both rows whose status is "Lead Partner", which is no role of the vocabulary.
    assert [(left.row, left.reason) for left in loaded.report.left_out] == [
        (3, reason),
        (6, reason),
    ]
    claims = [r for r in loaded.records if isinstance(r, Relation)]
    assert {r.type for r in claims} == {"Membership"}
    assert [r.modality for r in claims].count("denied") == 1


@pytest.mark.parametrize(
    ("header", "row", "claim"),
    [
        ("City,Country,Declaration,Signed", "Oslo,NO,Fjord Pact,2019-10-10", "Signature"),
        ("Town,Land,Summit", "Oslo,NO,Fjord Summit", "Participation"),
        ("Municipality,Pays,Joined", "Oslo,NO,2012", "Membership"),
    ],
)
def test_the_columns_tell_the_claim(tmp_path: Path, header: str, row: str, claim: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (found,) = [r for r in load_table(saved(table, "t")).records if isinstance(r, Relation)]
    assert found.type == claim
    assert "city/oslo-no" in [ref.key for _, ref in found.roles]


def test_contacts_are_neither_shown_nor_mapped(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("City,Country,Contact,E-mail\nOslo,NO,A. Person,a@b.no\n", encoding="utf-8")
    text = propose(table, Layout())
    assert "A. Person" not in text
    assert "a@b.no" not in text
    assert text.count("personal contacts: never taken") == 2


def test_what_was_not_recognised_is_asked_for(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Foo,Bar\nOslo,NO\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"no column '\?'"):
        load_table(saved(table, "t"))


def test_the_command_prints_a_proposal_for_a_table_and_the_rows_not_taken_for_a_mapping(
    write: Write,
) -> None:
    mapping = write("City,Country\nOslo,NO\nRome,XX\n", bad="60")
    run = CliRunner().invoke(main, ["describe", str(mapping.parent / "t.csv")])
    assert (run.exit_code, run.stdout) == (0, propose(mapping.parent / "t.csv", Layout()))
    run = CliRunner().invoke(main, ["describe", str(mapping)])
    assert run.exit_code == 0
    assert "unknown country code 'XX'" in " ".join(run.stdout.split())
    assert run.stderr.startswith("2 rows: 1 taken (0 of them repeat others), 0 left out by the")


def test_a_table_cannot_steer_the_terminal(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("City,Country\n\x07Oslo,NO\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["describe", str(table)])
    assert run.exit_code == 0
    assert "\x07" not in run.stdout


def test_a_column_of_cities_is_proposed_to_be_looked_up(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("City,Country,geonameId\nHelsingfors,Finland,\n", encoding="utf-8")
    mapping = saved(table, "t")
    assert "      resolve: geonames " in mapping.read_text(encoding="utf-8")
    (claim,) = [r for r in load_table(mapping).records if isinstance(r, Relation)]
    assert dict(claim.roles)["member"].key == "city/helsinki-fi"


UNSURE = "City,Country\nOslo,NO\nSuzhou,CN\nXyzzyx,NO\n"
RESOLVED = """\
rows:
  - claim: Membership
    member: {column: City, type: City, resolve: geonames, country: Country}
    network: organization/ring
"""


def test_the_command_writes_the_form_of_cities_to_decide_and_never_over_one(write: Write) -> None:
    mapping = write(UNSURE, RESOLVED, bad="40")
    form = mapping.parent / "cities.csv"
    words = ["describe", str(mapping), "--review", str(form)]
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 0, run.output
    assert "1 waiting for a decision on their city, 1 not usable" in run.stderr
    assert "cities.csv: 2 to decide; then put it beside the mapping, and decisions:" in run.stderr
    written = form.read_text(encoding="utf-8")
    assert [line.split(",")[:3] for line in written.splitlines()] == [
        ["lines", "name", "country"],
        ["3", "Suzhou", "CN"],
        ["4", "Xyzzyx", "NO"],
    ]
    again = CliRunner().invoke(main, words)
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert form.read_text(encoding="utf-8") == written


def test_every_row_that_is_not_taken_is_shown_even_where_they_are_too_many(write: Write) -> None:
    mapping = write(UNSURE, RESOLVED, bad="10")
    form = mapping.parent / "cities.csv"
    run = CliRunner().invoke(main, ["describe", str(mapping), "--review", str(form)])
    assert run.exit_code == 2
    assert "1 of 3 rows are not usable, more than 10 %" in " ".join(run.stderr.split())
    assert run.stdout.count("a person is to decide") == 1
    assert form.is_file()
