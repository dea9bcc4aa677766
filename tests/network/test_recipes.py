"""Recipes by name and from files, and what their heads say."""

from __future__ import annotations

from pathlib import Path

import pytest

from citygraph.errors import QueryError
from citygraph.network.recipes import recipe
from citygraph.resources import queries_dir

COLUMNS = ("source", "target", "tie", "date", "claim1", "claim2")
BODY = "SELECT ?source ?target ?tie ?date ?claim1 ?claim2 { VALUES ?source { UNDEF } }\n"


def file(folder: Path, *head: str) -> str:
    path = folder / "own.rq"
    path.write_text("".join(f"# {line}\n" for line in head) + BODY, encoding="utf-8")
    return str(path)


def test_a_two_mode_recipe_names_its_modes() -> None:
    found = recipe("city-network")
    assert (found.modes, found.directed, found.is_projection) == (("city", "network"), False, False)
    assert found.name == "city-network"


def test_a_projection_asks_its_two_mode_recipe() -> None:
    found = recipe("ties/co-participation")
    assert found.is_projection
    assert (found.name, found.asked.name) == ("co-participation", "actor-event")
    assert found.modes == ("actor", "event")


def test_a_direction_is_told() -> None:
    assert recipe("host-guest").directed
    assert recipe("host-guest").modes == ()
    assert not recipe("meeting").directed


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (queries_dir() / "ties").glob("*.rq"))
)
def test_every_shipped_recipe_is_sound(name: str) -> None:
    found = recipe(name)
    assert [column for column, _ in found.asked.columns][:6] == list(COLUMNS)


def test_an_unknown_recipe_gets_the_nearest() -> None:
    with pytest.raises(QueryError, match="unknown recipe 'co-memberships'; did you mean 'co-memb"):
        recipe("co-memberships")


def test_ones_own_file_is_a_recipe(tmp_path: Path) -> None:
    found = recipe(file(tmp_path, "title: Own", "modes: city club"))
    assert (found.name, found.modes, found.query.title) == ("own", ("city", "club"), "Own")
    found = recipe(file(tmp_path, "directed: from a to b"))
    assert (found.name, found.modes, found.directed) == ("own", (), True)
    assert recipe(file(tmp_path, "projects: city-network")).asked.name == "city-network"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (("modes: city",), "'# modes:' names two modes"),
        (("modes: city network year",), "'# modes:' names two modes"),
        (("modes: city network", "directed: yes"), "a two-mode recipe has no direction"),
        (("projects: meeting",), "meeting has not two modes to project from"),
        (("projects: meetings",), "unknown recipe 'meetings'; did you mean 'meeting'"),
        (
            ("column: source - a", "column: target - b", "column: tie - c", "column: date - d"),
            r"describes no column \?claim1: a tie needs source, target, tie, date, claim1, claim2",
        ),
    ],
)
def test_a_head_that_contradicts_itself_is_refused(
    head: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    with pytest.raises(QueryError, match=message):
        recipe(file(tmp_path, *head))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"missing.rq: this query cannot be read"):
        recipe(str(tmp_path / "missing.rq"))
