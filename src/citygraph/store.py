"""The embedded store: RDF files and the ontology in one in-memory Oxigraph, no server needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from citygraph.errors import SourceError
from citygraph.identity import graph_iri
from citygraph.resources import ontology_dir
from citygraph.vocabulary import PREFIXES

#: File ending → how it is read. Formats without named graphs go to a graph named after the file.
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_HARMLESS = re.compile(r"""<!ENTITY\s+[\w.-]+\s+(?:"[^"&%<]{0,500}"|'[^'&%<]{0,500}')\s*>""")
_MOST_ENTITIES = 200
#: The named graphs that every store begins with, and their files in the ontology folder.
ONTOLOGY = {"ontology": "citygraph.ttl", "concepts": "concepts.ttl"}


def new_store() -> ox.Store:
    """Returns an empty store that knows the ontology and the concepts, each in its named graph."""
    store = ox.Store()
    for name, file in ONTOLOGY.items():
        _load(store, ontology_dir() / file, graph_iri(name))
    return store


def open_store(files: Iterable[Path]) -> ox.Store:
    """Returns a store with the ontology and these RDF files; a folder stands for all it holds.

    Raises SourceError for a missing file, an unknown ending, or a syntax error with its line.
    """
    store = new_store()
    for file in graph_files(files):
        _load(store, file, graph_iri(f"file-{file.stem}"))
    return store


def graph_files(given: Iterable[Path]) -> list[Path]:
    """Returns the files of `open_store`, in its order; SourceError for a folder without any."""
    return [file for path in given for file in _expand(path)]


def _expand(given: Path) -> Iterator[Path]:
    if not given.is_dir():
        yield given
        return
    found = sorted(path for path in given.iterdir() if path.suffix in FORMATS)
    # Turtle beside TriG of one name is the same graph without its names: read once.
    named = {path.stem for path in found if path.suffix in (".trig", ".nq")}
    kept = [p for p in found if p.suffix in (".trig", ".nq") or p.stem not in named]
    if not kept:
        raise SourceError(f"no graph here: expected {', '.join(FORMATS)}", file=given)
    yield from kept


def _load(store: ox.Store, file: Path, graph: str) -> None:
    form = FORMATS.get(file.suffix)
    if form is None:
        raise SourceError(f"no RDF that is known here: use {', '.join(FORMATS)}", file=file)
    if form == ox.RdfFormat.RDF_XML:
        _refuse_entities(file)
    target: Any = None if form.supports_datasets else ox.NamedNode(graph)
    try:
        # With a graph named, a format that has none fills it.
        store.bulk_load(path=str(file), format=form, to_graph=target)
    except OSError as wrong:
        raise SourceError(f"cannot be read: {wrong.strerror or wrong}", file=file) from None
    except (SyntaxError, ValueError) as wrong:
        line = getattr(wrong, "lineno", None)
        raise SourceError(f"no valid {form.name}: {wrong}", file=file, line=line) from None


def _refuse_entities(file: Path) -> None:
    """Entities that name other entities or files can fill the memory or read a disk.

    A short entity for a namespace, as old OWL editors write it, is harmless.
    """
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise SourceError(f"cannot be read as UTF-8: {wrong}", file=file) from None
    for number, match in enumerate(re.finditer(r"<!ENTITY", text)):
        line = text[: match.start()].count("\n") + 1
        if number >= _MOST_ENTITIES or not _HARMLESS.match(text, match.start()):
            raise SourceError(
                "this XML entity could pull in other text: write the text out", file=file, line=line
            )


def version_of(store: ox.Store) -> str:
    """Returns the version that the build wrote into graph/provenance, else 'unversioned'."""
    graph = ox.NamedNode(graph_iri("provenance"))
    predicate = ox.NamedNode(PREFIXES["owl"] + "versionInfo")
    found = sorted(
        quad.object.value
        for quad in store.quads_for_pattern(None, predicate, None, graph)
        if isinstance(quad.object, ox.Literal)
    )
    return " + ".join(found) or "unversioned"
