"""Maps: a graph as one HTML page that opens without a connection, every tie open to its source.

`MAPS` holds them by name; each takes a store and `MapOptions` and returns the page's text.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph

from citygraph.errors import QueryError
from citygraph.maps.model import MapOptions
from citygraph.maps.page import page
from citygraph.maps.reading import read
from citygraph.resources import queries_dir

__all__ = ["MAPS", "MapOptions", "overview"]


def overview(store: pyoxigraph.Store, options: MapOptions | None = None) -> str:
    """Returns the page that shows every thing and every tie of a store; writes nothing.

    What counts as a tie is said in queries/ties/overview.rq. The store has to know the ontology.
    QueryError if the recipe is missing or cannot be run.

    >>> from citygraph.store import new_store
    >>> overview(new_store(), MapOptions(title="Nothing yet")).startswith("<!DOCTYPE html>")
    True
    """
    options = options or MapOptions()
    recipe = queries_dir() / "ties" / "overview.rq"
    try:
        text = recipe.read_text(encoding="utf-8")
    except OSError as wrong:
        raise QueryError(f"the tie recipe cannot be read: {wrong.strerror}", file=recipe) from None
    return page(read(store, text, options), options, "ties/overview")


#: Name of a map → what draws it.
MAPS: dict[str, Callable[[pyoxigraph.Store, MapOptions], str]] = {"overview": overview}
