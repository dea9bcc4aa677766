"""On what ties rest: rows, years and sources, counted by hand."""

from __future__ import annotations

import random

import pytest
from tests.exports.networks import member, network, tie, took_part

from citygraph.exports.tie_facts import tie_facts
from citygraph.network.model import Choices, Network

#: Oslo and Bergen in two networks, Bergen twice in one; Tromsø in one.
ROWS = [
    tie("city/oslo", "organization/c40", member("2011", "2015")),
    tie("city/bergen", "organization/c40", member("2013", "2014", "two")),
    tie("city/bergen", "organization/c40", member("2016", "2018", "one two")),
    tie("city/oslo", "organization/eurocities", member("1990")),
    tie("city/tromso", "organization/eurocities", member("", "1999", "three")),
]
MODES = ("city", "network")
Told = dict[str, tuple[int, int | None, int | None, int]]


def told(network: Network) -> Told:
    """Returns of each tie, by its ends, its rows, first and last year and number of sources."""
    found = tie_facts(network)
    names = [network.nodes[iri].label for iri in network.names]
    ends = [f"{names[a]} {names[b]}" for a, b in zip(found.source, found.target, strict=True)]
    facts = zip(found.ties, found.first_year, found.last_year, found.sources, strict=True)
    return dict(zip(ends, facts, strict=True))


def test_a_two_mode_tie_counts_its_rows() -> None:
    # 1990 has no end: it may hold still. The membership until 1999 has no beginning.
    assert told(network(ROWS, MODES)) == {
        "bergen c40": (2, 2013, 2018, 2),
        "oslo c40": (1, 2011, 2015, 1),
        "oslo eurocities": (1, 1990, None, 1),
        "tromso eurocities": (1, None, 1999, 1),
    }


def test_a_directed_tie_counts_its_own_direction() -> None:
    rows = [
        tie("city/a", "city/b", took_part("2019-05")),
        tie("city/a", "city/b", took_part("2021", "two")),
        tie("city/b", "city/a"),
        tie("city/a", "city/a", took_part("2001")),
    ]
    # Of the tie from b to a nothing but the source's own day is known.
    assert told(network(rows, fields={"directed": "from host to guest"})) == {
        "a b": (2, 2019, 2021, 2),
        "b a": (1, None, None, 1),
    }


def test_an_undirected_tie_counts_both_orders() -> None:
    rows = [tie("city/a", "city/b", took_part("2019")), tie("city/b", "city/a", took_part("2018"))]
    assert told(network(rows)) == {"a b": (2, 2018, 2019, 1)}


def test_one_row_that_may_be_older_leaves_the_first_year_open() -> None:
    rows = [tie("city/a", "city/b", took_part("2019")), tie("city/a", "city/b")]
    assert told(network(rows)) == {"a b": (2, None, None, 1)}


def test_of_two_moments_the_later_makes_the_tie() -> None:
    rows = [("city/a", "city/b", "", took_part("2019"), took_part("2020", "two"))]
    assert told(network(rows)) == {"a b": (1, 2020, 2020, 2)}


def test_two_states_bound_each_other() -> None:
    rows = [("city/a", "city/b", "", member("2001", "2010"), member("2005"))]
    assert told(network(rows)) == {"a b": (1, 2005, 2010, 1)}


def test_states_that_never_met_give_no_year() -> None:
    rows = [("city/a", "city/b", "", member("2001", "2002"), member("2010", "2012"))]
    assert told(network(rows)) == {"a b": (1, None, None, 1)}


def test_a_projected_tie_tells_what_its_ends_share() -> None:
    # Both in C40: Bergen from 2013 to 2018 and Oslo from 2011 to 2015, by sources one and two.
    assert told(network(ROWS, MODES, projects=True)) == {
        "bergen oslo": (1, 2013, 2015, 2),
        "oslo tromso": (1, 1990, 1999, 2),
    }


def test_the_other_mode_is_tied_by_what_it_shares() -> None:
    # The two networks share Oslo: from 1990 on in one, 2011 to 2015 in the other.
    made = network(ROWS, MODES, Choices(project="network"))
    assert told(made) == {"c40 eurocities": (1, 2011, 2015, 1)}


def test_what_was_shared_at_different_times_is_no_part_of_a_tie() -> None:
    rows = [
        tie("city/a", "organization/m", member("2001", "2002")),
        tie("city/b", "organization/m", member("2011", "2012", "two")),
        tie("city/a", "organization/n", member("2005", "2006")),
        tie("city/b", "organization/n", member("2005", "2007")),
    ]
    assert told(network(rows, MODES, projects=True)) == {"a b": (1, 2005, 2006, 1)}


@pytest.mark.parametrize("weighting", ["count", "newman", "hyperbolic"])
@pytest.mark.parametrize("at_once", [7, 50_000])
def test_many_projected_ties_count_what_the_projection_counts(
    weighting: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citygraph.exports.tie_facts._AT_ONCE", at_once)
    drawn = random.Random(4)
    rows = [
        tie(f"city/{drawn.randrange(40)}", f"organization/{drawn.randrange(8)}", fact)
        for fact in drawn.choices([member("2001", "2003"), member("2005"), member()], k=150)
    ]
    plain = network(rows, MODES, projects=True).one_mode()
    made = network(rows, MODES, Choices(weighting=weighting), projects=True)
    found = tie_facts(made)
    assert len(found.ties) == plain.tie_count > 100
    for a, b, count in zip(found.source, found.target, found.ties, strict=True):
        assert count == plain.matrix[a, b]
    held = made.one_mode().matrix
    assert all(
        held[a, b] == weight
        for a, b, weight in zip(found.source, found.target, found.weight, strict=True)
    )


def test_only_ties_of_the_backbone_are_told() -> None:
    hub = [tie("city/hub", f"city/{i}") for i in range(10) for _ in range(100 if i == 0 else 1)]
    made = network(hub, choices=Choices(backbone="disparity", alpha=0.01))
    assert told(made) == {"0 hub": (100, None, None, 1)}


def test_a_network_without_ties_has_none() -> None:
    assert told(network([])) == told(network([], MODES)) == told(network([], MODES, projects=True))
    assert not told(network([]))
