"""Made-up memberships of cities in networks: the same ones in every run. Nothing here is a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil
from random import Random

from citygraph.network.ties import COLUMNS
from citygraph.table import Table
from citygraph.vocabulary import BASE

_MEMBER = f"{BASE}concept/membership-role/member"


@dataclass(frozen=True, slots=True)
class Shape:
    """How many cities there are, and how many members each network has."""

    cities: int
    sizes: tuple[int, ...]


def skewed(cities: int, networks: int, largest: int, slope: float) -> Shape:
    """Returns a shape in which the network in place k has largest / k**slope members, at least 2.

    >>> skewed(100, 4, 60, 1.0).sizes
    (60, 30, 20, 15)
    """
    sizes = (max(2, round(largest / place**slope)) for place in range(1, networks + 1))
    return Shape(cities, tuple(sizes))


#: Projected, these have 105,000 and 641,000 ties.
THOUSAND = skewed(1_000, 150, 252, 0.6)
TEN_THOUSAND = skewed(10_000, 1_200, 415, 0.5)
#: 16,000 ties, of which one network has 9,000: the others share 7,000.
ONE_LARGE = Shape(12_000, (9_000, *(123 for _ in range(46)), *(122 for _ in range(11))))


def two_mode_rows(shape: Shape) -> Table:
    """Returns a row for each membership, as a two-mode recipe gives them, ordered by city.

    Every city is a member somewhere. A few cities join many networks and most join few: a city's
    weight falls with its number.
    """
    chance = Random(1)
    weights = [(city + 10.0) ** -0.5 for city in range(shape.cities)]
    left = list(range(shape.cities))
    # So many places go to cities that are in no network yet that at the end all are in one.
    share = shape.cities / sum(shape.sizes)
    rows = []
    for number, size in enumerate(shape.sizes):
        new = [left.pop() for _ in range(min(ceil(size * share), len(left)))]
        for city in _members(chance, weights, new, size):
            claim = f"{BASE}id/claim/made-{number}-{city}"
            ends = (f"{BASE}id/city/made-{city}", f"{BASE}id/organization/made-{number}")
            rows.append((*ends, _MEMBER, "2019", claim, claim))
    return Table(COLUMNS, tuple(sorted(rows)))


def _members(chance: Random, weights: Sequence[float], first: Sequence[int], size: int) -> set[int]:
    """Returns as many cities as `size`: the first ones and others drawn by weight."""
    members = set(first)
    while len(members) < size:
        members.update(chance.choices(range(len(weights)), weights, k=size - len(members)))
    return members


def one_mode_rows(memberships: Table) -> Table:
    """Returns a row for every two cities and network that they share, as co-membership.rq does.

    The names of cities are texts of their own in each row, as those that a store gives are.
    """
    members: dict[str, list[tuple[str, str]]] = {}
    for city, network, _, _, claim, _ in memberships.rows:
        members.setdefault(str(network), []).append((str(city), str(claim)))
    rows = (
        ((one + " ")[:-1], (other + " ")[:-1], network, "2019", claim1, claim2)
        for network, held in members.items()
        for (one, claim1), (other, claim2) in combinations(held, 2)
    )
    return Table(COLUMNS, tuple(rows))
