"""The three Turtle files of the ontology folder, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from citygraph.resources import ontology_dir


@pytest.fixture(scope="session")
def ontology_file() -> Path:
    return ontology_dir() / "citygraph.ttl"


@pytest.fixture(scope="session")
def ontology(ontology_file: Path) -> Graph:
    return Graph().parse(ontology_file)


@pytest.fixture(scope="session")
def concepts() -> Graph:
    return Graph().parse(ontology_dir() / "concepts.ttl")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return Graph().parse(ontology_dir() / "shapes.ttl")
