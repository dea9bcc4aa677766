"""How many participants sources claim for the events that ties were made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from citygraph.network.claim_facts import batches
from citygraph.query import select
from citygraph.vocabulary import PREFIXES

_ASKED = """PREFIX cg: <{cg}> PREFIX modality: <{base}concept/modality/>
SELECT ?event ?claim (MAX(?number) AS ?most)
WHERE {{
  VALUES ?event {{ {batch} }}
  ?claim a cg:ParticipantCount ; cg:event ?event ; cg:modality modality:actual ;
    cg:minimum|cg:maximum ?number .
  FILTER NOT EXISTS {{ ?finer cg:refines ?claim }}
}} GROUP BY ?event ?claim ORDER BY ?event DESC(?most) ?claim"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The largest number that a source gives for an event's participants, and the claim."""

    number: int
    claim: str


def claimed(store: ox.Store, events: Iterable[str]) -> dict[str, Claimed]:
    """Returns the largest count of participants by event, for those that have one.

    Of "more than 70" the 70 is taken, so a share of named participants may be too high, not too
    low.
    """
    found: dict[str, Claimed] = {}
    for batch in batches(events):
        text = _ASKED.format(
            cg=PREFIXES["cg"], base=PREFIXES["cg"].split("ontology")[0], batch=batch
        )
        for event, claim, most in select(store, text).rows:
            if isinstance(most, int):
                found.setdefault(str(event), Claimed(most, str(claim)))
    return dict(sorted(found.items()))
