"""A small graph made by hand, of the shape that a build gives."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest

HERE = Path(__file__).parent


def store_of(quads: list[ox.Quad], seed: int | None = None) -> ox.Store:
    """Returns a store with these quads, loaded in an order that the seed gives."""
    shuffled = list(quads)
    if seed is not None:
        random.Random(seed).shuffle(shuffled)
    store = ox.Store()
    for quad in shuffled:
        store.add(quad)
    return store


@pytest.fixture
def quads() -> list[ox.Quad]:
    """Returns the quads of small.trig: 2 sources, provenance, inferences, a piece of ontology."""
    text = (HERE / "small.trig").read_bytes()
    return list(ox.parse(text, format=ox.RdfFormat.TRIG))


@pytest.fixture
def store(quads: list[ox.Quad]) -> ox.Store:
    """Returns the small graph's store."""
    return store_of(quads)
