"""Where the ontology, the released graph and the queries lie, in a checkout or a wheel."""

from __future__ import annotations

from pathlib import Path


def _folder(name: str) -> Path:
    packaged = Path(__file__).parent / "data" / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name


def ontology_dir() -> Path:
    """Returns the folder of citygraph.ttl, concepts.ttl, shapes.ttl and rules/.

    >>> ontology_dir().name
    'ontology'
    """
    return _folder("ontology")


def graph_dir() -> Path:
    """Returns the folder of the released graph, its sources and its register.

    >>> graph_dir().name
    'graph'
    """
    return _folder("graph")


def queries_dir() -> Path:
    """Returns the folder of the shipped queries: questions, ties and checks.

    >>> queries_dir().name
    'queries'
    """
    return _folder("queries")


def graph_version() -> str:
    """Returns the released graph's date version, the first heading of its changelog.

    >>> len(graph_version().split("."))
    3
    """
    for line in (graph_dir() / "CHANGELOG.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            return line.removeprefix("## ").strip()
    return "unversioned"
