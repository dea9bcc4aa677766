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


def test_the_proposal_loads_and_leaves_out_what_it_did_not_understand(tmp_path: Path) -> None:
    shutil.copy(HARBOURS, tmp_path)
    loaded = load_table(saved(tmp_path / "harbours.csv", "harbours"))
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
