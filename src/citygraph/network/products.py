"""Products of sparse matrices in blocks of rows, so that none is ever held whole.

The product of a network with itself may hold a value for every two nodes. What is asked of it is
often far less: a sum over the pairs that are tied, or the few pairs that pass a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import sparse

#: As many values as a block may hold: some 50 MB, and as much again while it is made.
MOST_VALUES = 4_000_000


def blocks(
    left: sparse.csr_array, right: sparse.csr_array, most: int = MOST_VALUES
) -> Iterator[tuple[slice, sparse.csr_array]]:
    """Yields `left @ right` in blocks of rows: which rows, and their product.

    A block holds at most `most` stored values, unless a single row holds more.

    >>> path = sparse.csr_array([[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    >>> [(rows.start, rows.stop, part.nnz) for rows, part in blocks(path, path, most=4)]
    [(0, 2, 3), (2, 3, 2)]
    """
    # A row's product has at most as many values as the rows of `right` that it draws on, together.
    drawn = np.diff(right.indptr)[left.indices]
    until = np.concatenate([[0], np.cumsum(drawn, dtype=np.int64)])[left.indptr]
    most_a_row = np.minimum(np.diff(until), right.shape[1])
    reached = np.concatenate([[0], np.cumsum(most_a_row)])
    start = 0
    while start < left.shape[0]:
        stop = int(np.searchsorted(reached, reached[start] + most, side="right")) - 1
        stop = min(max(stop, start + 1), left.shape[0])
        yield slice(start, stop), sparse.csr_array(left[start:stop] @ right)
        start = stop


def sums_over(
    pattern: sparse.csr_array, left: sparse.csr_array, right: sparse.csr_array
) -> np.ndarray[Any, Any]:
    """Returns, for each row, the sum of `left @ right` times `pattern`, value by value.

    Only where `pattern` has a stored value does the product count; it is made in blocks.

    >>> triangle = sparse.csr_array([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
    >>> sums_over(triangle, triangle, triangle).tolist()
    [2.0, 2.0, 2.0]
    """
    sums = np.zeros(pattern.shape[0])
    for rows, part in blocks(left, right):
        sums[rows] = np.asarray(part.multiply(pattern[rows]).sum(axis=1)).ravel()
    return sums
