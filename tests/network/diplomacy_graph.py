"""The small invented graph of diplomacy/*.yaml, and the networks that recipes make of it.

Five cities (Alder and Birch in Sweden, Dune and Elm in Peru, Cedar in no country that is told), two
city networks (the Harbour League, the River Pact), one UN agency, a forum with a panel in it, a
meeting, a conference without a date, and a summit that was only announced.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from citygraph.assemble import build_store, source_set
from citygraph.network import Adjacency
from citygraph.network.model import Choices, Network, make
from citygraph.network.selection import Filters
from citygraph.network.spans import window
from citygraph.vocabulary import BASE

ALDER, BIRCH, CEDAR, DUNE, ELM = (
    f"{BASE}id/city/{slug}" for slug in ("alder-se", "birch-se", "cedar-fi", "dune-pe", "elm-pe")
)
LEAGUE, PACT, UN = (
    f"{BASE}id/organization/{slug}" for slug in ("harbour-league", "river-pact", "un-water-office")
)
FORUM, PANEL, MEETING, CONFERENCE, SUMMIT = (
    f"{BASE}id/event/{slug}"
    for slug in (
        "sea-forum-2015",
        "sea-forum-2015-panel",
        "river-meeting-2018",
        "quiet-conference",
        "dune-summit-2020",
    )
)
NAMES = {
    ALDER: "Alder",
    BIRCH: "Birch",
    CEDAR: "Cedar",
    DUNE: "Dune",
    ELM: "Elm",
    LEAGUE: "League",
    PACT: "Pact",
    UN: "UN",
}


@cache
def diplomacy() -> ox.Store:
    """Returns the store; it is built once and must not be changed."""
    return build_store(source_set(Path(__file__).parent / "diplomacy"))


def network(recipe: str, *steps: str, **asked: Any) -> Network:
    """Returns a recipe's network; `at`, `since`, `to` and Filters' fields are filters."""
    days = {"at": "at", "since": "first", "to": "last"}
    given = {days[name]: asked.pop(name) for name in tuple(asked) if name in days}
    names = Filters.__dataclass_fields__.keys() & asked.keys()
    fields = {name: asked.pop(name) for name in names}
    if given:
        fields["window"] = window(**given)
    return make(diplomacy(), recipe, Choices(filters=Filters(**fields), reductions=steps, **asked))


def pairs(found: Network) -> set[str]:
    """Returns the pairs that a one-mode network ties, each as two names in order: "Alder Birch"."""
    form = found.form
    assert isinstance(form, Adjacency)
    rows, columns = form.matrix.nonzero()
    named = [NAMES[iri] for iri in form.nodes]
    ties = zip(rows.tolist(), columns.tolist(), strict=True)
    return {f"{named[i]} {named[j]}" for i, j in ties if form.directed or i < j}


def rows(found: Network) -> list[str]:
    """Returns the rows of a network's ties, as "Alder sea-forum-2015", sorted."""
    ties = found.ties.ties
    ends = zip(ties.source, ties.target, strict=True)
    return sorted(f"{NAMES[source]} {target.rsplit('/', 1)[-1]}" for source, target in ends)
