"""Networks made by hand, for the tests of what is written of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.claimed import Claimed
from citygraph.network.model import Choices, Network, arrange
from citygraph.network.nodes import Node
from citygraph.network.recipes import Recipe
from citygraph.network.selection import DatedTies
from citygraph.network.spans import moment, state
from citygraph.network.ties import Ties
from citygraph.query.files import QueryFile

ID = "https://w3id.org/citygraph/id/"
#: Source, target and maker of a tie as keys, and the facts of its two claims.
Row = tuple[str, str, str, ClaimFacts, ClaimFacts]


def member(since: str = "", until: str = "", source: str = "one") -> ClaimFacts:
    """Returns the facts of a membership; `source` may be several, apart by a space."""
    span = state([since] if since else [], [until] if until else [])
    return replace(took_part("", source), span=span, holds=True)


def took_part(day: str = "", source: str = "one") -> ClaimFacts:
    """Returns the facts of what happened once; it is known of in 2024."""
    span = moment([day] if day else [], ["2024"])
    return ClaimFacts(sources=tuple(source.split()), span=span)


def tie(source: str, target: str, fact: ClaimFacts | None = None, by: str = "") -> Row:
    """Returns a tie between two keys by one claim, made by a thing (a key) where there is one."""
    known = fact or took_part()
    return (source, target, by, known, known)


def network(
    rows: Sequence[Row],
    modes: tuple[str, ...] = (),
    choices: Choices | None = None,
    nodes: Sequence[Node] = (),
    projects: bool = False,
    fields: Mapping[str, str] | None = None,
    version: str = "",
) -> Network:
    """Returns the network that a recipe's rows make; nodes that are not given are called by key."""
    known = fields or {}
    head = {"title": "Who is tied", "question": "Who is tied to whom?", **known}
    asked = _query("recipe", head)
    directed = bool(known.get("directed"))
    how = Recipe(_query("shared", head) if projects else asked, asked, modes, directed)
    ends = [(row[0], row[1], row[2]) for row in rows]
    columns = [
        tuple(ID + key if key else "" for key in column) for column in zip(*ends, strict=True)
    ]
    source, target, maker = columns or [(), (), ()]
    claims = tuple(f"{ID}claim/{i}" for i in range(len(rows)))
    ties = Ties(source, target, maker, ("",) * len(rows), claims, claims, modes, directed)
    found = DatedTies(ties, tuple((row[3], row[4]) for row in rows))
    every = {
        iri: node_of(iri.removeprefix(ID))
        for column in (source, target, maker)
        for iri in column
        if iri
    }
    every |= {node.iri: node for node in nodes}
    claimed: dict[str, Claimed] = {}
    made = Network(how, choices or Choices(), found, found, every, (), 0, claimed, version)
    return arrange(made)


def node_of(key: str, label: str | None = None, kind: str = "City", country: str = "") -> Node:
    """Returns a node that is called by the end of its key unless a label is given."""
    return Node(ID + key, key.split("/")[-1] if label is None else label, kind, country)


def _query(name: str, head: Mapping[str, str]) -> QueryFile:
    fields = tuple(head.items())
    path = Path(f"{name}.rq")
    return QueryFile(name, path, "", head["title"], head["question"], (), (), (), fields)
