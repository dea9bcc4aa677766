"""Members of one network at different times are no co-members; one claim ties no two actors.

In the Harbour League: Alder 2000 to 2010 and from 2016, Birch from 2011, Cedar 2005 to 2012, Elm
from 2013 (or 2014), Dune without dates. In the River Pact: Alder from 2017, the League from 2018,
Dune from 2019.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.network.diplomacy_graph import network, pairs

from citygraph.network import Incidence, project
from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.concurrence import apart, voices
from citygraph.network.selection import DatedTies, holds
from citygraph.network.spans import state, window
from citygraph.network.ties import Ties
from citygraph.vocabulary import CG

ALWAYS = {
    "Alder Birch",
    "Alder Cedar",
    "Alder Elm",
    "Birch Cedar",
    "Birch Dune",
    "Birch Elm",
    "Alder Dune",
    "Alder League",
    "Dune League",
}


def test_those_who_never_were_members_at_one_time_are_apart() -> None:
    # All but Cedar and Elm: Alder and Birch met in Alder's second period.
    assert pairs(network("co-membership")) == ALWAYS | {"Cedar Dune", "Dune Elm"}


def test_in_the_narrowest_reading_dune_is_known_on_one_day_alone() -> None:
    # In May 2014, when Cedar had left and Elm need not have come.
    assert pairs(network("co-membership", reading="narrowest")) == ALWAYS


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"at": "2010"}, {"Alder Cedar", "Alder Dune", "Cedar Dune"}),
        ({"at": "2010", "reading": "narrowest"}, {"Alder Cedar"}),
        # Up to 2012 Alder and Birch both were members, but not on one day.
        ({"to": "2012"}, {"Alder Cedar", "Alder Dune", "Birch Cedar", "Birch Dune", "Cedar Dune"}),
    ],
)
def test_the_common_day_lies_in_the_window(days: dict[str, str], expected: set[str]) -> None:
    assert pairs(network("co-membership", **days)) == expected


def test_networks_share_a_city_at_one_time_too() -> None:
    # Alder in both from 2017 on, Dune from 2019 on; in 2012 neither was in the Pact.
    def shared(**days: str) -> list[list[float]]:
        found: Any = network("city-network", project="network", **days).form
        rows: list[list[float]] = found.matrix.toarray().tolist()
        return rows

    assert shared() == [[0, 2], [2, 0]]
    assert shared(at="2017") == [[0, 1], [1, 0]]
    assert shared(at="2012") == [[0]]


def test_weightings_leave_out_what_was_apart() -> None:
    # Newman's share of the League, of five cities, is a quarter; the Pact's, of three, a half.
    found: Any = network("co-membership", weighting="newman").form
    alder, birch, cedar, dune, elm, _ = range(6)
    assert found.matrix[alder, birch] == 0.25
    assert found.matrix[alder, dune] == 0.75
    assert found.matrix[cedar, elm] == 0


def test_two_who_are_named_by_one_claim_are_not_tied_by_it() -> None:
    # Dune attended the forum for the River Pact: one claim. Alder signed the note for the Pact.
    assert "Dune Pact" not in pairs(network("co-participation"))
    found = pairs(network("co-signature"))
    assert "Alder Pact" not in found
    # Of the pledge, Alder signed itself as well, beside what its mayor signed for the League.
    assert "Alder League" in found


def test_partners_of_one_partnership_are_tied_by_it() -> None:
    ties = Ties(
        ("a", "b"), ("u", "u"), (f"{CG}Partnership",) * 2, ("", ""), ("c", "c"), ("c", "c"),
        ("city", "agency"),
    )  # fmt: skip
    found = DatedTies(ties, ((ClaimFacts(holds=True),) * 2,) * 2)
    assert len(set(voices(ties))) == 2
    assert len(apart(found, Incidence.of(ties), None, "widest").one) == 0


YEARS = st.tuples(st.integers(2000, 2012), st.integers(0, 6)).map(
    lambda held: ClaimFacts(span=state([str(held[0])], [str(held[0] + held[1])]), holds=True)
)
CLAIMS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("xy"), YEARS), min_size=1, max_size=9
)


@given(CLAIMS, st.sampled_from(["widest", "narrowest"]), st.integers(2000, 2012))
def test_pairs_are_apart_where_no_two_of_their_claims_hold_together(
    claims: list[tuple[str, str, ClaimFacts]], reading: str, year: int
) -> None:
    days_of = window(first=str(year))
    names = tuple(f"claim{n}" for n in range(len(claims)))
    ties = Ties(
        tuple(one for one, _, _ in claims),
        tuple(at for _, at, _ in claims),
        names,
        ("",) * len(claims),
        names,
        names,
        ("city", "network"),
    )
    found = DatedTies(ties, tuple((fact, fact) for _, _, fact in claims))
    form = Incidence.of(ties)
    made = project(form, apart=apart(found, form, days_of, reading)).matrix.toarray()
    expected = np.zeros((len(form.top), len(form.top)))
    for i, a in enumerate(form.top):
        for j, b in enumerate(form.top):
            together = {
                at
                for one, at, fact in claims
                for other, also, fact2 in claims
                if (one, other, at) == (a, b, also) and holds((fact, fact2), days_of, reading)
            }
            expected[i, j] = len(together) if a != b else 0
    assert made.tolist() == expected.tolist()
