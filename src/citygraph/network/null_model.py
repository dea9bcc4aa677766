"""What two cities would share by chance: the two-mode network with the same degrees on average.

The null model is the random two-mode network of greatest entropy in which each node has, on
average, as many ties as it was seen to have: Saracco, Di Clemente, Gabrielli and Squartini 2015,
Scientific Reports 5, 10595. Nodes of equal degree are alike in it, so that it is solved over the
distinct degrees, of which even a large network has few, and the number that two nodes share is
counted out exactly for each two degrees.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import expit, gammaln, xlog1py, xlogy

from citygraph.errors import QueryError

Floats = np.ndarray[Any, np.dtype[np.float64]]
Integers = np.ndarray[Any, np.dtype[np.int64]]

#: Newton's method doubles its digits in each step; it takes some ten steps, on hard degrees forty.
MOST_STEPS = 200


def tie_probabilities(top: Integers, bottom: Integers) -> Floats:
    """Returns the probability of a tie in the null model for each two distinct degrees.

    `top` and `bottom` are the degrees of all nodes of each mode, 0 included. Rows are the distinct
    degrees of top, columns those of bottom, each ascending. Where the degrees leave no choice (a
    node tied to all, or nodes so nested that no tie could be moved) it is 0 or 1 exactly.

    >>> tie_probabilities(np.array([1, 1, 1, 1]), np.array([1, 1, 1, 1])).round(6).tolist()
    [[0.25]]
    >>> tie_probabilities(np.array([1, 2]), np.array([1, 2])).tolist()
    [[0.0, 1.0], [1.0, 1.0]]
    """
    rows, row_counts = np.unique(top, return_counts=True)
    columns, column_counts = np.unique(bottom, return_counts=True)
    # A degree's place: how many top nodes have more.
    above = len(top) - np.cumsum(row_counts)
    tight = _tight(top, bottom)
    block_of_row = np.searchsorted(tight, above, side="right")
    block_of_column = np.searchsorted(tight, columns, side="left")
    found = (block_of_column[None, :] > block_of_row[:, None]).astype(float)
    for block in np.unique(block_of_row):
        inside, free = block_of_row == block, block_of_column == block
        start, stop = tight[block - 1], tight[block]
        left = columns - start
        full = free & (left == stop - start)
        found[np.ix_(inside, full)] = 1.0
        free &= ~full
        if free.any():
            tied = rows[inside] - int(
                column_counts[columns > stop].sum() + column_counts[full].sum()
            )
            found[np.ix_(inside, free)] = _solved(
                tied, row_counts[inside], left[free], column_counts[free]
            )
    return found


def _tight(top: Integers, bottom: Integers) -> Integers:
    """Returns each k for which the k largest top nodes have all the ties they could have.

    Gale and Ryser's condition holds with equality there: a bottom node of more than k ties is tied
    to all of the k, one of at most k ties to none but them. Between two such k the degrees leave
    every tie open.
    """
    size = len(top)
    at_least = np.cumsum(np.bincount(bottom, minlength=size + 1)[::-1])[::-1]
    could = np.concatenate([[0], np.cumsum(at_least[1 : size + 1])])
    have = np.concatenate([[0], np.cumsum(np.sort(top)[::-1])])
    return np.flatnonzero(could == have)


def _solved(tied: Integers, rows: Integers, left: Integers, columns: Integers) -> Floats:
    """Returns the probabilities in which `rows[a]` nodes have `tied[a]` ties on average each, and
    `columns[b]` nodes `left[b]`, by Newton's method on the likelihood, which has one maximum."""
    split = len(tied)
    ties = float(rows @ tied)
    point = np.log(np.concatenate([tied, left]) / np.sqrt(ties))
    weight, goal = np.concatenate([rows, columns]), np.concatenate([tied, left])
    # A constant added to the rows and taken from the columns changes nothing: held at 0.
    idle = np.concatenate([np.ones(split), -np.ones(len(left))])

    def likelihood(at: Floats) -> float:
        logits = at[:split, None] + at[None, split:]
        return float(weight * goal @ at - rows @ np.logaddexp(0, logits) @ columns)

    for _ in range(MOST_STEPS):
        chance = expit(point[:split, None] + point[None, split:])
        missing = goal - np.concatenate([chance @ columns, rows @ chance])
        if np.abs(missing).max() <= 1e-12 * max(float(goal.max()), 100.0):
            return np.asarray(chance)
        spread = rows[:, None] * chance * (1 - chance) * columns
        slope = np.diag(np.concatenate([spread.sum(axis=1), spread.sum(axis=0)]))
        slope[:split, split:], slope[split:, :split] = spread, spread.T
        slope += slope.trace() / len(idle) ** 2 * np.outer(idle, idle)
        step = np.linalg.solve(slope, weight * missing)
        before = likelihood(point)
        while likelihood(point + step) < before - 1e-9 * abs(before):
            step = step / 2
        point = point + step
    raise QueryError("the null model found no solution for these degrees: use another backbone")


def shared_tail(chances: Floats, counts: Integers) -> tuple[int, Floats]:
    """Returns how many bottom nodes two top nodes share by chance: the chance of so many or more.

    Of `counts[k]` bottom nodes each is shared with the chance `chances[k]`, whatever the others.
    The result is a number and chances, the first for that number shared or more, each next one for
    one more. Below it the chance is 1; beyond the last, and of what lies so far below the first,
    less than 1e-20.

    >>> first, tail = shared_tail(np.array([0.25]), np.array([4]))
    >>> first, tail.round(6).tolist()
    (0, [1.0, 0.683594, 0.261719, 0.050781, 0.003906])
    """
    first, spread = 0, np.ones(1)
    for chance, count in zip(chances.tolist(), counts.tolist(), strict=True):
        mean = count * chance
        reach = 10 * np.sqrt(mean * (1 - chance)) + 40 if 0 < chance < 1 else 0
        low, high = max(0, int(mean - reach)), min(count, int(mean + reach) + 1)
        if chance in (0, 1):
            low = high = int(mean)
        x = np.arange(low, high + 1)
        ways = gammaln(count + 1) - gammaln(x + 1) - gammaln(count - x + 1)
        part = np.exp(ways + xlogy(x, chance) + xlog1py(count - x, -chance))
        first, spread = first + low, np.convolve(spread, part)
    return first, np.minimum(np.cumsum(spread[::-1])[::-1], 1.0)
