"""Everything that is registered says what it is, and bears the name under which it is found."""

from __future__ import annotations

import pytest

from citygraph.catalogue import catalogue
from citygraph.errors import QueryError
from citygraph.exports import EXPORTS
from citygraph.loaders import LOADERS
from citygraph.maps import MAPS

REGISTRIES = {"exports": EXPORTS, "loaders": LOADERS}


@pytest.mark.parametrize("kind", REGISTRIES)
def test_a_registry_is_listed_whole_and_each_entry_is_explained(kind: str) -> None:
    table = catalogue(kind)
    assert table.column("name") == tuple(REGISTRIES[kind])  # type: ignore[arg-type]
    assert all(str(what).endswith(".") or len(str(what)) > 20 for what in table.column("what"))


def test_maps_are_those_of_the_whole_graph_and_one_for_each_recipe_of_ties() -> None:
    listed = catalogue("maps").column("name")
    recipes = {str(name).removeprefix("ties/") for name in catalogue("ties").column("name")}
    assert set(listed) == {*MAPS} | recipes
    assert len(listed) == len(set(listed))


def test_the_four_sources_are_listed_with_their_claims() -> None:
    table = catalogue("sources")
    listed = {record["name"]: record for record in table.records()}
    # Their languages and dates as the texts bear them: one is Swedish, two are dated.
    assert listed["helsinki-impact-declaration-page"]["language"] == "sv"
    assert listed["wcs-mayors-forum-2023-release"]["issued"] == "2023-09-26"
    assert listed["un-secretary-general-mayors-meeting-2021"]["issued"] == "2021-04-20"
    assert listed["un-forum-of-mayors-2025-dialogue"]["issued"] is None
    assert all(int(str(record["claims"])) > 0 for record in listed.values())


def test_questions_and_ties_are_listed_apart() -> None:
    questions, ties = catalogue("queries").column("name"), catalogue("ties").column("name")
    assert "agreements/signatories" in questions
    assert "overview" in ties
    assert not set(questions) & set(ties)


def test_an_unknown_kind_gets_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean 'queries'"):
        catalogue("querys")
