"""Which of a recipe's ties count: by window of time, source, region, theme and role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from citygraph.errors import QueryError, nearest
from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.nodes import Node
from citygraph.network.spans import EVER, NEVER, Span, Window, days, meets, moment, overlap
from citygraph.network.ties import Ties


@dataclass(frozen=True, slots=True)
class Filters:
    """What a tie must have to count; an empty tuple asks nothing.

    `sources` are source keys, `kinds` kinds of source, `themes` and `roles` concept names,
    `regions` names of UN M49 regions or sub-regions or ISO country codes. One of several is enough.
    """

    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    window: Window | None = None
    reading: str = "widest"


@dataclass(frozen=True, slots=True)
class DatedTies:
    """Ties with the facts of their two claims, position by position."""

    ties: Ties
    facts: tuple[tuple[ClaimFacts, ClaimFacts], ...]

    def __len__(self) -> int:
        return len(self.ties)

    def chosen(self, keep: Sequence[bool]) -> DatedTies:
        """Returns the ties at whose position `keep` is true."""
        facts = tuple(fact for fact, kept in zip(self.facts, keep, strict=True) if kept)
        return DatedTies(self.ties.chosen(keep), facts)

    def source_keys(self) -> tuple[str, ...]:
        """Returns the keys of all sources that state a claim of these ties, sorted."""
        return tuple(sorted({key for pair in self.facts for fact in pair for key in fact.sources}))


def dated(ties: Ties, known: Mapping[str, ClaimFacts]) -> DatedTies:
    """Returns ties with their claims' facts.

    A claim that the graph does not know (of one's own recipe) holds when the row's ?date says.
    """
    rows = zip(ties.claim1, ties.claim2, ties.date, strict=True)
    return DatedTies(
        ties, tuple((_fact(known, one, day), _fact(known, two, day)) for one, two, day in rows)
    )


def _fact(known: Mapping[str, ClaimFacts], claim: str, day: str) -> ClaimFacts:
    if claim in known:
        return known[claim]
    try:
        given = bool(day) and days(day) is not None
    except ValueError:
        raise QueryError(
            f"?date is {day!r}: a tie's date reads 2019-10-10, 2019-10 or 2019"
        ) from None
    return ClaimFacts(span=moment([day])) if given else ClaimFacts()


def select_ties(
    found: DatedTies, filters: Filters, nodes: Mapping[str, Node]
) -> tuple[DatedTies, int]:
    """Returns the ties that count, and how many of them have no date of their own.

    Raises QueryError for a source, kind, region, theme or role that no tie of the recipe has.
    """
    _check(found, filters, nodes)
    keep = [
        _passes(pair, filters) and _in_region(source, target, filters.regions, nodes)
        for pair, source, target in zip(
            found.facts, found.ties.source, found.ties.target, strict=True
        )
    ]
    kept = found.chosen(keep)
    undated = sum(any(_is_undated(fact.span) for fact in pair) for pair in kept.facts)
    return kept, undated


def _passes(pair: tuple[ClaimFacts, ClaimFacts], filters: Filters) -> bool:
    for fact in pair:
        if filters.sources and not _any(fact.sources, filters.sources):
            return False
        if filters.kinds and not _any(fact.kinds, filters.kinds):
            return False
        if filters.roles and fact.roles and not _any(fact.roles, filters.roles):
            return False
    if filters.roles and not any(fact.roles for fact in pair):
        return False
    if filters.themes and not any(_any(fact.themes, filters.themes) for fact in pair):
        return False
    return filters.window is None or holds(pair, filters.window, filters.reading)


def holds(pair: tuple[ClaimFacts, ClaimFacts], days_of: Window, reading: str) -> bool:
    """Says whether a tie counts in a window: both claims do, two states on one common day."""
    one, two = pair
    # One claim alone, as in two modes, needs no common day.
    if one.holds and two.holds and one is not two:
        return overlap(one.span, two.span, days_of, reading)
    return all(meets(fact.span, days_of, reading) for fact in pair)


def _in_region(
    source: str, target: str, regions: tuple[str, ...], nodes: Mapping[str, Node]
) -> bool:
    """Every end that has a country lies in a region asked for, and one has."""
    if not regions:
        return True
    placed = [node for node in (nodes[source], nodes[target]) if node.country]
    return bool(placed) and all(_any(_places(node), regions) for node in placed)


def _places(node: Node) -> tuple[str, ...]:
    return (node.region, node.subregion, node.country)


def _any(has: Iterable[str], wanted: tuple[str, ...]) -> bool:
    return any(value in wanted for value in has)


def _is_undated(span: Span) -> bool:
    """Nothing but the day at which a source knows of it bounds it: neither start nor end."""
    return span.start_from == EVER and (span.end_until == NEVER or span.end_from == EVER)


def _check(found: DatedTies, filters: Filters, nodes: Mapping[str, Node]) -> None:
    facts = {fact for pair in found.facts for fact in pair}
    known = {
        "source": {value for fact in facts for value in fact.sources},
        "kind of source": {value for fact in facts for value in fact.kinds},
        "theme": {value for fact in facts for value in fact.themes},
        "role": {value for fact in facts for value in fact.roles},
        "region": {value for node in nodes.values() for value in _places(node) if value},
    }
    asked = (filters.sources, filters.kinds, filters.themes, filters.roles, filters.regions)
    for (what, values), wanted in zip(known.items(), asked, strict=True):
        for value in wanted:
            if found.facts and value not in values:
                raise QueryError(
                    f"no tie of this recipe has the {what} {value!r}{nearest(value, values)}"
                )
