"""Products in blocks of rows are the product itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from citygraph.network.products import blocks, sums_over


@given(st.integers(0, 10_000), st.integers(1, 60))
def test_blocks_join_to_the_product_and_stay_small(seed: int, most: int) -> None:
    random = np.random.default_rng(seed)
    left = sparse.csr_array((random.random((9, 7)) < 0.4) * 1.0)
    right = sparse.csr_array((random.random((7, 8)) < 0.4) * 1.0)
    found = list(blocks(left, right, most))
    assert [rows.start for rows, _ in found[1:]] == [rows.stop for rows, _ in found[:-1]]
    assert np.array_equal(
        np.vstack([part.toarray() for _, part in found]), (left @ right).toarray()
    )
    assert all(part.nnz <= most or part.shape[0] == 1 for _, part in found)


def test_a_sum_counts_only_where_the_pattern_has_a_tie() -> None:
    # Two-paths of the path 0-1-2 that end in a tie: none, for it has no triangle.
    path = sparse.csr_array([[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    assert sums_over(path, path, path).tolist() == [0, 0, 0]
    ends = sparse.csr_array([[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    assert sums_over(ends, path, path).tolist() == [1, 0, 1]


@pytest.mark.parametrize("shape", [(0, 0), (3, 3)])
def test_nothing_gives_sums_of_nothing(shape: tuple[int, int]) -> None:
    nothing = sparse.csr_array(shape)
    assert sums_over(nothing, nothing, nothing).tolist() == [0.0] * shape[0]
