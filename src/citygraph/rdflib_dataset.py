"""The store as an rdflib Dataset, for those whose scripts speak rdflib."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from citygraph.merged import forget
from citygraph.query.run import refuse_network
from citygraph.vocabulary import PREFIXES


class _SharedStore(OxigraphStore):
    """Tells the merge of the graphs that the store has changed, whichever way rdflib changes it."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__(store=store)
        self._shared = store

    def add(self, *args: Any, **kwargs: Any) -> Any:
        forget(self._shared)
        return super().add(*args, **kwargs)

    def addN(self, *args: Any, **kwargs: Any) -> Any:
        forget(self._shared)
        return super().addN(*args, **kwargs)

    def remove(self, *args: Any, **kwargs: Any) -> Any:
        forget(self._shared)
        return super().remove(*args, **kwargs)

    def remove_graph(self, *args: Any, **kwargs: Any) -> Any:
        forget(self._shared)
        return super().remove_graph(*args, **kwargs)

    def update(self, *args: Any, **kwargs: Any) -> Any:
        forget(self._shared)
        return super().update(*args, **kwargs)


class LocalDataset(rdflib.Dataset):
    """A Dataset that asks nobody else: SERVICE and LOAD are refused before they run."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        """Returns what rdflib's Dataset returns; raises QueryError for SERVICE."""
        refuse_network(str(query_object))
        return super().query(query_object, *args, **kwargs)

    def update(self, update_object: Any, *args: Any, **kwargs: Any) -> Any:
        """Runs an update on the data in memory; raises QueryError for LOAD and SERVICE."""
        refuse_network(str(update_object))
        return super().update(update_object, *args, **kwargs)


def local_dataset(store: ox.Store) -> LocalDataset:
    """Returns a Dataset over the store, with the project's prefixes bound."""
    # FROM and USING would otherwise make rdflib fetch the graph they name.
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    dataset = LocalDataset(store=_SharedStore(store), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True)
    return dataset
