"""The disparity filter and the fixed-degree null model, by hand and by what they promise."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from citygraph.errors import QueryError
from citygraph.network import (
    Adjacency,
    Incidence,
    from_networkx,
    products,
    project,
    to_networkx,
)
from citygraph.network.backbone import BACKBONES, disparity, fixed_degree
from citygraph.network.null_model import tie_probabilities


def incidence(matrix: Any) -> Incidence:
    held = sparse.csr_array(np.asarray(matrix, float))
    return Incidence(
        tuple(f"t{i:05}" for i in range(held.shape[0])),
        tuple(f"b{i:05}" for i in range(held.shape[1])),
        held,
    )


def pairs(network: Adjacency) -> set[tuple[str, ...]]:
    return {tuple(sorted(edge)) for edge in to_networkx(network).edges}


#: a has ties of 8, 1 and 1; b ties of 8 and 4; c of 1 and 4; d of 1.
STRENGTHS: nx.Graph[Any] = nx.Graph()
STRENGTHS.add_weighted_edges_from([("a", "b", 8), ("a", "c", 1), ("a", "d", 1), ("b", "c", 4)])


def test_disparity_by_hand() -> None:
    # a-b: for a (1 - 8/10)^2 = 0.04, for b 1 - 8/12 = 1/3. b-c: for b 2/3, for c 1 - 4/5 = 0.2.
    # a-c: for a 0.81, for c 0.8. a-d: for a 0.81, for d nothing.
    network = from_networkx(STRENGTHS)
    kept = {0.03: set(), 0.05: {"ab"}, 0.21: {"ab", "bc"}, 0.805: {"ab", "bc", "ac"}}
    for alpha, expected in kept.items():
        assert {"".join(pair) for pair in pairs(disparity(network, alpha))} == expected
    assert disparity(network, 0.82).tie_count == 4


def test_disparity_keeps_strengths_and_nodes() -> None:
    found = disparity(from_networkx(STRENGTHS), 0.05)
    assert found.nodes == ("a", "b", "c", "d")
    assert found.matrix.toarray()[0].tolist() == [0, 8, 0, 0]
    assert found.matrix.toarray()[1].tolist() == [8, 0, 0, 0]


def test_an_end_of_one_tie_cannot_tell() -> None:
    # Of a lone tie neither end can; of a star's ties the centre has an equal share in each.
    assert disparity(from_networkx(nx.path_graph(2)), 0.99).tie_count == 0
    assert disparity(from_networkx(nx.star_graph(4)), 0.4).tie_count == 0
    # (1 - 1/4)^3 = 0.42
    assert disparity(from_networkx(nx.star_graph(4)), 0.43).tie_count == 4


def test_directed_ties_are_held_against_those_out_of_the_source_and_into_the_target() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 9), ("a", "c", 1), ("d", "b", 1), ("b", "a", 5)])
    # a to b: for a 1 - 9/10, for b, reached by 9 and 1, the same. The others have 0.9 or nothing.
    found = disparity(from_networkx(graph), 0.2)
    assert list(to_networkx(found).edges) == [("a", "b")]
    assert found.directed


@settings(deadline=None)
@given(st.integers(0, 10_000), st.floats(0.01, 0.98), st.floats(0.01, 0.98))
def test_a_greater_alpha_keeps_all_that_a_smaller_one_does(seed: int, a: float, b: float) -> None:
    random = np.random.default_rng(seed)
    cells = random.random((12, 8)) < random.random()
    two_mode = incidence(cells)
    low, high = min(a, b), max(a, b)
    for corrected in (False, True):
        fewer = fixed_degree(two_mode, low, corrected)
        assert pairs(fewer) <= pairs(fixed_degree(two_mode, high, corrected))
    one_mode = project(two_mode)
    assert pairs(disparity(one_mode, low)) <= pairs(disparity(one_mode, high))


@pytest.mark.parametrize("alpha", [0.05, 0.99])
def test_a_network_of_everyone_ties_no_one(alpha: float) -> None:
    everyone = np.ones((30, 1))
    assert fixed_degree(incidence(everyone), alpha).tie_count == 0
    # Nor does it beside others that are shared by nobody.
    alone = np.hstack([everyone, np.eye(30)])
    assert fixed_degree(incidence(alone), alpha).tie_count == 0


def test_a_network_of_everyone_changes_no_tie_of_the_others() -> None:
    cells = np.random.default_rng(2).random((40, 30)) < 0.1
    without = fixed_degree(incidence(cells))
    beside = fixed_degree(incidence(np.hstack([np.ones((40, 1)), cells])))
    assert pairs(beside) == pairs(without) != set()
    # The strength is what is shared, that of everyone included.
    assert beside.matrix.data.tolist() == (without.matrix.data + 1).tolist()


def test_pairs_by_hand_under_equal_degrees() -> None:
    # All degrees 2 in 4 by 4: each tie 1/2, each shared 1/4, two or more of four
    # 1 - (3/4)^4 - 4 * 1/4 * (3/4)^3 = 0.26171875. Two pairs of six have it, the others share none.
    halves = incidence([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])
    both = {("t00000", "t00001"), ("t00002", "t00003")}
    assert fixed_degree(halves, 0.2617).tie_count == 0
    assert pairs(fixed_degree(halves, 0.2618)) == both
    # Corrected, they stay if 0.2617 <= alpha * 2/6, from alpha = 0.78515625.
    assert fixed_degree(halves, 0.785, corrected=True).tie_count == 0
    assert pairs(fixed_degree(halves, 0.7852, corrected=True)) == both


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.sampled_from([0.05, 0.3, 0.9]), st.booleans())
def test_ties_are_those_of_all_pairs_tested_one_by_one(
    seed: int, alpha: float, corrected: bool
) -> None:
    random = np.random.default_rng(seed)
    chance = random.random(10)[:, None] * random.random(7) ** 0.5
    cells = (random.random((10, 7)) < chance).astype(int)
    top, bottom = cells.sum(axis=1), cells.sum(axis=0)
    found = tie_probabilities(top, bottom)
    ties = found[np.searchsorted(np.unique(top), top)][
        :, np.searchsorted(np.unique(bottom), bottom)
    ]
    p = {}
    for i, j in combinations(range(10), 2):
        exact = np.ones(1)
        for chance_of_both in ties[i] * ties[j]:
            exact = np.convolve(exact, [1 - chance_of_both, chance_of_both])
        p[i, j] = exact[int(cells[i] @ cells[j]) :].sum() if cells[i] @ cells[j] else 1.0
    # Benjamini and Hochberg, over all 45 pairs; a hair's breadth for rounding.
    order = sorted(p.values())
    passing = [value for k, value in enumerate(order, 1) if value <= alpha * k / 45 + 1e-12]
    greatest = alpha if not corrected else passing[-1] + 1e-12 if passing else -1
    expected = {pair for pair, value in p.items() if value <= greatest}
    names = {(f"t{i:05}", f"t{j:05}") for i, j in expected}
    assert pairs(fixed_degree(incidence(cells), alpha, corrected)) == names


def test_blocks_of_rows_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    network = incidence(random.random((40, 12)) < np.linspace(0.1, 0.9, 40)[:, None])
    whole = fixed_degree(network, 0.9)
    monkeypatch.setattr(products.blocks, "__defaults__", (1,))
    again = fixed_degree(network, 0.9)
    assert again.matrix.toarray().tolist() == whole.matrix.toarray().tolist()


def test_one_network_of_thousands_does_not_tie_its_members() -> None:
    # 3,000 of 4,000 are in one network: 4.5 million pairs. Four share six others.
    random = np.random.default_rng(3)
    cells = np.zeros((4000, 61))
    cells[:3000, 0] = 1
    for column in range(1, 61):
        cells[random.choice(4000, 10, replace=False), column] = 1
    cells[:4, 1:7] = 1
    found = fixed_degree(incidence(cells))
    assert pairs(found) >= set(combinations([f"t{i:05}" for i in range(4)], 2))
    rows, columns = found.matrix.nonzero()
    assert ((cells[rows, 1:] * cells[columns, 1:]).sum(axis=1) > 0).all()


def test_several_ties_to_one_count_once() -> None:
    cells = np.zeros((30, 20))
    cells[:3, :5] = 1
    cells[3:, 5:] = np.random.default_rng(1).random((27, 15)) < 0.1
    found = fixed_degree(incidence(cells * 3))
    assert found.tie_count == 3
    assert (
        found.matrix.toarray().tolist() == fixed_degree(incidence(cells)).matrix.toarray().tolist()
    )


def test_nobody_and_nothing_shared() -> None:
    for shape in ((0, 0), (1, 0), (0, 1), (1, 1), (3, 2)):
        empty = incidence(np.zeros(shape))
        assert fixed_degree(empty).nodes == empty.top
        assert fixed_degree(empty).tie_count == 0
    assert disparity(from_networkx(nx.Graph())).nodes == ()
    assert disparity(from_networkx(nx.empty_graph(2))).tie_count == 0
    assert fixed_degree(incidence(np.eye(3)), 0.99).tie_count == 0


@pytest.mark.parametrize("name", list(BACKBONES))
@pytest.mark.parametrize("alpha", [0.0, 1.0, -1.0, float("nan")])
def test_a_significance_that_is_none_is_refused(name: str, alpha: float) -> None:
    network: Any = from_networkx(nx.path_graph(3)) if name == "disparity" else incidence(np.eye(3))
    with pytest.raises(QueryError, match="between 0 and 1"):
        BACKBONES[name](network, alpha)
