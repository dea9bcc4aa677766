"""A person's words → the choices of a network: dates, filters, steps, projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import citygraph.network.libraries  # noqa: F401  first of all: it says which one is missing
from citygraph.errors import QueryError, nearest
from citygraph.network.model import Choices
from citygraph.network.recipes import recipe
from citygraph.network.selection import Filters
from citygraph.network.spans import window

_FILTERS = {field.name for field in fields(Filters)} - {"window"}
_CHOICES = {field.name for field in fields(Choices)} - {"parameters", "filters"}
#: `planned` is a word for these parameters of a recipe, where it has them.
_WIDER = {"modality": ("actual", "planned"), "status": ("held", "announced")}


def choose(
    name: str,
    *,
    first: str | None = None,
    last: str | None = None,
    at: str | None = None,
    planned: bool = False,
    parameters: Mapping[str, Sequence[str]] | None = None,
    **others: Any,
) -> Choices:
    """Returns the choices for a recipe; `others` are fields of Filters and of Choices by name.

    `planned` lets planned ties and announced events in. A list stands for a tuple, and one text for
    a tuple of one. Raises QueryError for a name that is no choice and a date that is none.

    >>> choose("city-network", at="2019", regions="Europe", project="city").filters.regions
    ('Europe',)
    """
    for given in others:
        if given not in _FILTERS | _CHOICES:
            raise QueryError(f"no choice {given!r}{nearest(given, _FILTERS | _CHOICES)}")
    wider: dict[str, tuple[str, ...]] = {}
    if planned:
        known = {parameter.name for parameter in recipe(name).asked.parameters}
        wider = {key: values for key, values in _WIDER.items() if key in known}
    bounds = (first, last, at)
    filters = Filters(
        window=window(*bounds) if any(bounds) else None,
        **{key: _value(key, value) for key, value in others.items() if key in _FILTERS},
    )
    asked = {key: _many(values) for key, values in (parameters or {}).items()}
    return Choices(
        parameters={**wider, **asked},
        filters=filters,
        **{key: _value(key, value) for key, value in others.items() if key in _CHOICES},
    )


def _value(key: str, value: Any) -> Any:
    several = key in ("sources", "kinds", "regions", "themes", "roles", "reductions")
    return _many(value) if several else value


def _many(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
