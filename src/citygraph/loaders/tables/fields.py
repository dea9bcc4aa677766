"""What a field of a claim holds, by its name: a thing, or a date, a number, degrees, a concept."""

from __future__ import annotations

from citygraph.vocabulary import (
    COMMON_QUALIFIERS,
    COMMON_ROLES,
    DATE_FACTS,
    DATES,
    DEGREE_FACTS,
    NUMBER_FACTS,
    NUMBERS,
    RELATIONS,
    SCHEMES,
    TEXT_FACTS,
    THING_FACTS,
)

DATE_FIELDS = frozenset({*DATES, *DATE_FACTS, *COMMON_QUALIFIERS, "asOf"})
NUMBER_FIELDS = frozenset({*NUMBERS, *NUMBER_FACTS})
_ROLES = frozenset(role for known in RELATIONS.values() for role in known.roles)
_QUALIFIERS = frozenset(name for known in RELATIONS.values() for name in known.qualifiers)
_THINGS = _ROLES.union(THING_FACTS, COMMON_ROLES, {"about"}) - set(SCHEMES)
#: `status` and `years` are no fields of a claim: they become its modality and its dates.
OWN = ("status", "years")
_VALUES = DATE_FIELDS.union(_QUALIFIERS, SCHEMES, NUMBER_FIELDS, DEGREE_FACTS, TEXT_FACTS, OWN)


def is_thing(name: str) -> bool:
    """Tells whether a field holds a thing.

    >>> is_thing("member"), is_thing("membershipRole"), is_thing("validFrom")
    (True, False, False)
    """
    return name in _THINGS


def is_value(name: str) -> bool:
    """Tells whether a column may give a field its value: a date, a number, words or a concept.

    >>> is_value("validFrom"), is_value("modality"), is_value("basis"), is_value("says")
    (True, True, False, False)
    """
    return name in _VALUES and name != "basis"


def stand_in(name: str) -> str:
    """Returns a value of the kind that the field takes, so that a whole entry can be checked.

    >>> stand_in("validFrom"), stand_in("minimum"), stand_in("member"), stand_in("membershipRole")
    ('2000', '1', 'city/x', 'actual')
    """
    if name in DATE_FIELDS:
        return "2000"
    if name in NUMBER_FIELDS or name in DEGREE_FACTS:
        return "1"
    return "city/x" if is_thing(name) else "actual"
