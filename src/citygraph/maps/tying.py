"""Rows of ties → what a map draws: all rows that share their ends and kind are one tie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

from citygraph.maps.claims import Label, position
from citygraph.maps.model import Claim, Text, Tie
from citygraph.network.claim_facts import ClaimFacts
from citygraph.network.spans import EVER, NEVER, Held, together
from citygraph.vocabulary import BASE

#: The schemes whose concepts are roles: of participation, of membership, of a signature.
_ROLES = ("participation-role", "membership-role", "signature-status")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of ties: the IRIs of its ends, of what ties them and of the claims that do.

    `kind` is a class, a property, or the thing that its ends share. `facts` are those of its
    claims, as far as the graph knows them; `date` is as the recipe gives it, "" for none.
    """

    source: str
    target: str
    kind: str
    date: str
    claims: tuple[str, ...]
    facts: tuple[ClaimFacts, ...] = ()


def tied(rows: Iterable[Row], claims: Mapping[str, Claim], label: Label) -> tuple[Tie, ...]:
    """Returns one tie for all rows that share their ends and kind, sorted by these."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.source, row.target, row.kind), []).append(row)
    named = _named(label)
    return tuple(_tie(group, claims, label, named) for _, group in sorted(groups.items()))


def _tie(
    rows: list[Row],
    claims: Mapping[str, Claim],
    label: Label,
    named: Callable[[Iterable[str], tuple[str, ...]], tuple[Text, ...]],
) -> Tie:
    source, target, kind = rows[0].source, rows[0].target, rows[0].kind
    iris = sorted({claim for row in rows for claim in row.claims})
    behind = sorted((claims[iri] for iri in iris if iri in claims), key=_first_place)
    # A row of two claims holds as far as both do: one that is planned makes a planned tie.
    known = [[claims[iri] for iri in row.claims if iri in claims] for row in rows]
    solid = [row for row in known if all(claim.mode == "actual" for claim in row)]
    ends = {source, target}
    facts = [fact for row in rows for fact in row.facts]
    return Tie(
        source=source,
        target=target,
        kind=label(kind),
        date=min((row.date for row in rows if row.date), key=_with_year_first, default=""),
        claims=tuple(claim.iri for claim in behind),
        actual=bool(solid),
        derived=all(any(_inferred(claim, ends) for claim in row) for row in solid or known),
        via=kind if "/id/" in kind else "",
        spans=years(rows),
        roles=named((role for fact in facts for role in fact.roles), _ROLES),
        themes=named((theme for fact in facts for theme in fact.themes), ("theme",)),
    )


def years(rows: Iterable[Row]) -> tuple[tuple[int | None, int | None], ...]:
    """Returns the years between which rows may have held, as spans that do not overlap, in order.

    None stands for a side without a bound. A row that takes two claims held from the later
    beginning to the earlier end; of two moments the later one makes it, two states that never met
    say nothing. Undated rows beside dated ones are left aside.
    """
    spans: list[list[int]] = []
    for first, last in sorted({span for row in rows for span in _span(row)}):
        if spans and first <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], last)
        else:
            spans.append([first, last])
    return tuple((_year(first, EVER), _year(last, NEVER)) for first, last in spans)


def _year(day: int, unknown: int) -> int | None:
    return None if day == unknown else date.fromordinal(day).year


def _span(row: Row) -> Iterator[tuple[int, int]]:
    if row.facts:
        known = (Held(*fact.bounds, fact.holds) for fact in row.facts)
        held = reduce(together, known)
        if (held.first, held.last) != (EVER, NEVER):
            yield int(held.first), int(held.last)


def _with_year_first(text: str) -> tuple[bool, str]:
    return text.startswith("--"), text


def _first_place(claim: Claim) -> tuple[str, int, int, str]:
    return min(map(position, claim.evidence), default=("", 0, 0, ""))


def _inferred(claim: Claim, ends: set[str]) -> bool:
    """Returns whether every place of a claim leaves one of these ends to inference."""
    over = {role.name for role in claim.roles if any(value.iri in ends for value in role.values)}
    return all(place.derived or bool(over & set(place.inferred)) for place in claim.evidence)


def _named(label: Label) -> Callable[[Iterable[str], tuple[str, ...]], tuple[Text, ...]]:
    """Returns what names concepts: their label in the first of these schemes that has one."""
    known: dict[tuple[str, tuple[str, ...]], Text] = {}

    def one(name: str, schemes: tuple[str, ...]) -> Text:
        if (name, schemes) not in known:
            labels = (label(f"{BASE}concept/{scheme}/{name}") for scheme in schemes)
            known[name, schemes] = next((text for text in labels if text.lang), Text(name))
        return known[name, schemes]

    return lambda names, schemes: tuple(sorted({one(name, schemes) for name in names}))
