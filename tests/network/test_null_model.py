"""The null model keeps degrees on average, and what is shared by chance is counted out exactly."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citygraph.network.null_model import shared_tail, tie_probabilities


def spread(top: Any, bottom: Any) -> Any:
    """Returns the probability of each cell, from those of each two degrees."""
    found = tie_probabilities(top, bottom)
    rows = np.unique(top, return_inverse=True)[1]
    columns = np.unique(bottom, return_inverse=True)[1]
    return found[rows][:, columns]


def test_with_equal_degrees_every_tie_is_as_likely() -> None:
    # 6 top nodes of degree 2, 4 bottom nodes of degree 3: 12 of 24 ties.
    found = tie_probabilities(np.full(6, 2), np.full(4, 3))
    assert found == pytest.approx(np.array([[0.5]]))


def test_odds_of_two_degrees_by_hand() -> None:
    # One top node of degree 2, two of degree 1; four bottom nodes of degree 1: a bottom node is
    # as likely as any other, so each top node's ties spread evenly.
    assert tie_probabilities(np.array([2, 1, 1]), np.ones(4, np.int64)) == pytest.approx(
        np.array([[1 / 4], [2 / 4]])
    )


def test_a_node_tied_to_all_or_none_is_certain() -> None:
    found = tie_probabilities(np.array([1, 1, 2, 2, 0]), np.array([4, 1, 1, 0]))
    # Rows: degrees 0, 1, 2; columns: 0, 1, 4. Both of degree 2 share two bottom nodes by halves.
    expected = np.array([[0, 0, 0], [0, 0, 1], [0, 0.5, 1]])
    assert found == pytest.approx(expected)
    assert (found[:, [0, 2]] == expected[:, [0, 2]]).all()


def test_chances_are_certain_just_where_no_network_of_these_degrees_differs() -> None:
    seen: dict[Any, list[Any]] = defaultdict(list)
    for cells in product((0, 1), repeat=12):
        matrix = np.array(cells).reshape(3, 4)
        seen[(*matrix.sum(axis=1), 9, *matrix.sum(axis=0))].append(matrix)
    for degrees, matrices in seen.items():
        always = np.mean(matrices, axis=0)
        found = spread(np.array(degrees[:3]), np.array(degrees[4:]))
        assert (found == 1).tolist() == (always == 1).tolist(), degrees
        assert (found == 0).tolist() == (always == 0).tolist(), degrees


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_degrees_are_kept_on_average(seed: int) -> None:
    random = np.random.default_rng(seed)
    size = random.integers(1, 40, 2)
    # Some rows and columns are much fuller than others, some empty.
    chance = random.random(size[0])[:, None] * random.random(size[1]) ** random.integers(0, 4)
    matrix = random.random(size) < chance
    found = spread(matrix.sum(axis=1), matrix.sum(axis=0))
    assert found.sum(axis=1) == pytest.approx(matrix.sum(axis=1), abs=1e-8)
    assert found.sum(axis=0) == pytest.approx(matrix.sum(axis=0), abs=1e-8)
    # The odds are a product of one factor for each node, wherever they are neither 0 nor 1.
    inner = (found > 0) & (found < 1)
    logits = np.zeros(found.shape)
    logits[inner] = np.log(found[inner] / (1 - found[inner]))
    for i, j in product(range(min(4, size[0])), repeat=2):
        both = inner[i] & inner[j]
        if both.any():
            apart = (logits[i] - logits[j])[both]
            assert apart == pytest.approx(np.full(len(apart), apart[0]), abs=1e-6)


def test_one_giant_and_many_small_ones() -> None:
    random = np.random.default_rng(1)
    bottom = np.array([9000, 250, 250, 100, 40, 40, 5, 1])
    top = np.zeros(12000, np.int64)
    for size in bottom:
        top[random.choice(12000, size, replace=False)] += 1
    found = tie_probabilities(top, bottom)
    counts = np.unique(top, return_counts=True)[1]
    assert counts @ found == pytest.approx(np.unique(bottom).astype(float), rel=1e-9)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 1e-9, 0.01, 0.3, 0.9, 1.0]), st.integers(1, 12)),
        max_size=6,
    )
)
def test_what_is_shared_by_chance_is_a_sum_of_unequal_chances(
    parts: list[tuple[float, int]],
) -> None:
    exact = np.ones(1)
    for chance, count in parts:
        for _ in range(count):
            exact = np.convolve(exact, [1 - chance, chance])
    first, tail = shared_tail(
        np.array([chance for chance, _ in parts]), np.array([count for _, count in parts])
    )
    whole = np.concatenate([np.ones(first), tail, np.zeros(len(exact) - first - len(tail))])
    assert whole == pytest.approx(np.cumsum(exact[::-1])[::-1], rel=1e-10, abs=1e-18)


def test_a_long_tail_keeps_its_digits() -> None:
    # 10,000 bottom nodes of one chance: scipy's binomial, which counts out the same sum.
    from scipy.stats import binom

    first, tail = shared_tail(np.array([0.2]), np.array([10_000]))
    for shared in (1_800, 2_000, 2_200, 2_300):
        expected = binom.sf(shared - 1, 10_000, 0.2)
        assert tail[shared - first] == pytest.approx(expected, rel=1e-8)
