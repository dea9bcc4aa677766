"""A graph in hand: what a notebook or script works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from citygraph.cache import cached_store
from citygraph.errors import QueryError, nearest
from citygraph.query import bind, find, select
from citygraph.resources import graph_dir
from citygraph.store import open_store, version_of
from citygraph.table import Table

if TYPE_CHECKING:
    import rdflib

    from citygraph.maps import Drawing, MapPage, Part
    from citygraph.network.model import Network

LAST_BUILD = Path("citygraph-out") / "citygraph.trig"


@dataclass(frozen=True)
class KnowledgeGraph:
    """The graph, its ontology and its concepts in one store, with what one asks of them.

    >>> import citygraph
    >>> kg = citygraph.open()
    >>> table = kg.query("agreements/signatories", document="document/helsinki-impact-declaration")
    >>> "Tallinn" in table.column("signatory")
    True
    """

    store: ox.Store
    origin: str
    is_released: bool = False

    @property
    def version(self) -> str:
        """The graph's own version, a date for the released graph."""
        return version_of(self.store)

    def query(
        self, name: str, *, timeout: float | None = None, **parameters: str | Sequence[str]
    ) -> Table:
        """Returns the answer to a shipped query (theme/name), a .rq file, or SPARQL text.

        `parameters` bind the query's VALUES lines; a list binds several values. `timeout` is in
        seconds. Raises QueryError for an unknown name or parameter, a syntax error, and a query
        that takes longer.
        """
        given = {k: [v] if isinstance(v, str) else list(v) for k, v in parameters.items()}
        if "{" in name:
            return self._text(name, given, timeout)
        found = find(name)
        try:
            table = select(self.store, bind(found, given, self.store), timeout=timeout)
        except QueryError as wrong:
            if wrong.line is None:
                raise
            raise QueryError(wrong.message, file=found.path, line=wrong.line) from None
        return Table(table.columns, table.rows, found.title)

    def _text(
        self, sparql: str, given: Mapping[str, Sequence[str]], timeout: float | None
    ) -> Table:
        if given:
            raise QueryError("parameters need a query file: their VALUES lines are described there")
        return select(self.store, sparql, timeout=timeout)

    def check(self, texts: Path | str | None = None) -> Table:
        """Returns the findings about this graph, worst first; with `texts`, of its evidence too."""
        from citygraph.check import check

        return check(self.store, texts=Path(texts) if texts is not None else None)

    def map(
        self,
        name: str = "overview",
        *,
        lang: str = "en",
        texts: Path | str | None = None,
        title: str = "",
        part: Part | None = None,
        drawing: Drawing | None = None,
        **choices: Any,
    ) -> MapPage:
        """Returns a map as one HTML page that needs nothing from outside; a notebook shows it.

        `name` is overview, or a recipe of ties (needs the extra `network`), whose `choices` are
        those of `network`. `part` is what of it to show (`citygraph.maps.Part`), `drawing` how
        (`citygraph.maps.Drawing`). With `texts`, a folder of the sources' texts, a tie opens to the
        quoted words as well. Raises QueryError for what is unknown, and for choices or a drawing of
        the overview, which has none.

        >>> import citygraph
        >>> from citygraph.maps import Part
        >>> page = citygraph.open().map(part=Part(around="Oslo"))
        >>> page.startswith("<!DOCTYPE html>")
        True
        """
        from citygraph.check.evidence import quotes
        from citygraph.maps import MAPS, MapOptions, network_map
        from citygraph.maps.reading import Reading

        quoted = quotes(self.store, Path(texts)) if texts is not None else None
        options = MapOptions(lang=lang, title=title, version=self.version, quotes=quoted)
        if name in MAPS:
            if choices or drawing is not None:
                raise QueryError(
                    f"the map {name!r} takes no choice of ties, and no size, layout or folding: "
                    "name a recipe (citygraph list ties)"
                )
            return MAPS[name](self.store, options, part)
        network = self.network(name, lang=lang, **choices)
        return network_map(Reading(self.store, options), network, drawing, part)

    def network(self, recipe: str, **choices: Any) -> Network:
        """Returns the network that a tie recipe (by name, or a .rq file) makes of this graph.

        The choices are those of `citygraph.network.choosing.choose`: a window (`first`, `last`,
        `at`), its `reading`, filters (`sources`, `kinds`, `regions`, `themes`, `roles`),
        `planned`, the recipe's own `parameters`, `reductions`, `project`, `weighting`, `backbone`,
        `alpha` and `lang`. `.graph()` gives the network to networkx, and `citygraph.analyse` asks
        a question of it. Needs the extra `network`. Raises QueryError for what is unknown.

        >>> import citygraph
        >>> network = citygraph.open().network("city-network", at="2019", reading="narrowest")
        >>> network.recipe.modes
        ('city', 'network')
        """
        from citygraph.network.choosing import choose
        from citygraph.network.model import make

        return make(self.store, recipe, choose(recipe, **choices), self.version)

    def export(self, form: str) -> bytes:
        """Returns the graph in a format: ttl, trig, nq, jsonld, rdfxml or csv."""
        from citygraph.exports import EXPORTS

        if form not in EXPORTS:
            raise QueryError(f"unknown format {form!r}{nearest(form, EXPORTS)}")
        return EXPORTS[form](self.store)

    def sample(self, size: int = 40, seed: int = 1, *, facts: bool = False) -> Table:
        """Returns relations drawn at random, each with the page and place to read it again.

        Each class of relation and each source has its share in the draw; `facts` draws from plain
        facts too. See `citygraph.exports.sample`.
        """
        from citygraph.exports.sample import reading_sample

        return reading_sample(self.store, size, seed, facts)

    def dataset(self) -> rdflib.Dataset:
        """Returns an rdflib Dataset on the same data, its default graph the union of all graphs.

        It shares the store: what is added there is seen here. Queries that ask another server are
        refused, and FROM fetches nothing. rdflib counts a triple once for each source that states
        it, where `kg.query` counts it once: write COUNT(DISTINCT …) there.
        """
        from citygraph.rdflib_dataset import local_dataset

        return local_dataset(self.store)


def open_graph(*files: Path | str) -> KnowledgeGraph:
    """Returns the graph in these RDF files or folders (ttl, trig, nq, nt, rdf, jsonld).

    Without files: the last build in the current folder, else the released graph.

    >>> open_graph().query("ASK { ?city a <https://w3id.org/citygraph/ontology#City> }").rows
    ((True,),)
    """
    paths, origin, is_released = _located(files)
    return KnowledgeGraph(open_store(paths), origin, is_released)


def open_merged(
    *files: Path | str, said: Callable[[str], None] = lambda what: None
) -> KnowledgeGraph:
    """Returns the same graph for a question or two: its merge alone, kept on disk between calls.

    It answers what `open_graph` does, but for questions that name graphs (FROM, GRAPH).
    """
    paths, origin, is_released = _located(files)
    return KnowledgeGraph(cached_store(paths, said), origin, is_released)


def _located(files: Sequence[Path | str]) -> tuple[list[Path], str, bool]:
    """Where the graph lies, what it is called, and whether it is the released one."""
    if files:
        return [Path(file) for file in files], ", ".join(map(str, files)), False
    if LAST_BUILD.is_file():
        return [LAST_BUILD], f"the last build, {LAST_BUILD}", False
    return [graph_dir() / "citygraph.trig"], "the released graph", True
