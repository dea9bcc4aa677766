"""One store for all: the four released documents that were read by eye."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from citygraph.assemble import build_store, source_set
from citygraph.query import bind, select, shipped
from citygraph.query.files import QueryFile
from citygraph.table import Cell

READ_BY_EYE = {
    "helsinki-impact-declaration-page",
    "un-forum-of-mayors-2025-dialogue",
    "un-secretary-general-mayors-meeting-2021",
    "wcs-mayors-forum-2023-release",
}
Ask = Callable[..., list[tuple[Cell, ...]]]


@pytest.fixture(scope="session")
def queries() -> dict[str, QueryFile]:
    return shipped()


@pytest.fixture(scope="session")
def released() -> ox.Store:
    # Sources that are released later change the answers to "all of them", not to these questions.
    found = source_set(None)
    kept = tuple(file for file in found.files if file.stem in READ_BY_EYE)
    assert len(kept) == len(READ_BY_EYE)
    return build_store(dataclasses.replace(found, files=kept))


@pytest.fixture(scope="session")
def asking(queries: dict[str, QueryFile]) -> Callable[[ox.Store], Ask]:
    """Of a store, a function: a query's name, some of its columns, its parameters → its rows."""

    def on(store: ox.Store) -> Ask:
        def ask(name: str, columns: str, **given: str) -> list[tuple[Cell, ...]]:
            query = queries[name]
            chosen = {key: [value] for key, value in given.items()}
            table = select(store, bind(query, chosen, store))
            places = [table.columns.index(column) for column in columns.split()]
            return [tuple(row[place] for place in places) for row in table.rows]

        return ask

    return on


@pytest.fixture(scope="session")
def ask(released: ox.Store, asking: Callable[[ox.Store], Ask]) -> Ask:
    return asking(released)
