"""citygraph beside rdflib alone, and beside pyoxigraph used directly: loading and asking.

    python -m tests.benchmarks.bench_store [--rows 100000]

Each runs in a process of its own, on the same generated records, and must give the same
answers. See README.md here.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from tests.benchmarks.generated import sources
from tests.benchmarks.questions import QUESTIONS

from citygraph.assemble import load_records
from citygraph.exports import EXPORTS
from citygraph.identity import Names
from citygraph.knowledge_graph import KnowledgeGraph, open_graph
from citygraph.merged import merged
from citygraph.store import new_store, open_store

Rows = list[tuple[str, ...]]
RECORDS, QUADS, TURTLE = "load records", "load N-Quads file", "load Turtle file"
TARGETS = {RECORDS: 4.0, QUADS: 8.0, TURTLE: 8.0}
QUERY_TARGET, DIRECT_TARGET = 8.0, 1.5


@dataclass
class Run:
    """What one side took, in CPU seconds, and what it answered."""

    seconds: dict[str, float] = field(default_factory=dict)
    direct: dict[str, float] = field(default_factory=dict)
    answers: dict[str, Rows] = field(default_factory=dict)
    triples: int = 0
    first: float = 0.0
    peak: float = 0.0


def timed(name: str, work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Returns the shortest time of some runs in CPU seconds, and the last run's result.

    The process's own seconds, all threads: other work on the machine hardly changes them.
    """
    if sys.stderr.isatty():
        print(f"\r\x1b[K{name} …", end="", file=sys.stderr, flush=True)
    best, result = float("inf"), None
    for _ in range(times):
        result = None
        gc.collect()
        begin = time.process_time()
        result = work()
        best = min(best, time.process_time() - begin)
    return best, result


def peak() -> float:
    """Returns the most memory that this process has held, in MiB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_citygraph(rows: int, folder: Path) -> Run:
    """Loads and asks through citygraph, and writes the files that both sides load."""
    run = Run()
    made = sources(rows)

    def from_records() -> ox.Store:
        store, names = new_store(), Names()
        for source, records in made:
            load_records(store, records, source, names)
        return store

    run.seconds[RECORDS], store = timed(f"citygraph: {RECORDS}", from_records, _times(rows))
    run.triples = len(store) - len(new_store())
    for ending in ("nq", "ttl"):
        (folder / f"made.{ending}").write_bytes(EXPORTS[ending](store))
    for name, ending in ((QUADS, "nq"), (TURTLE, "ttl")):
        file = folder / f"made.{ending}"
        read = partial(open_store, [file])
        run.seconds[name], _ = timed(f"citygraph: {name}", read, _times(rows))
    # Asked as users do, of a graph opened from its file.
    del store
    kg = open_graph(folder / "made.nq")
    run.first, _ = timed("citygraph: merge for the first query", partial(kg.query, "ASK {}"))
    for name, text in QUESTIONS.items():
        _ask_both(run, kg, name, text)
    run.peak = peak()
    return run


def _ask_both(run: Run, kg: KnowledgeGraph, name: str, text: str) -> None:
    """Asks citygraph and Oxigraph itself in turns, of one store: another is laid out otherwise."""
    for _ in range(7):
        mine, table = timed(f"citygraph: {name}", partial(kg.query, text))
        direct, found = timed(f"pyoxigraph: {name}", partial(_ask_directly, kg.store, text))
        run.seconds[name] = min(mine, run.seconds.get(name, mine))
        run.direct[name] = min(direct, run.direct.get(name, direct))
    run.answers[name] = sorted(tuple(map(str, row)) for row in table.rows)
    if run.answers[name] != sorted(tuple(map(str, row)) for row in found):
        raise AssertionError(f"{name}: kg.query() and pyoxigraph answer differently")


def _ask_directly(store: ox.Store, text: str) -> list[tuple[str | None, ...]]:
    answer: Any = merged(store).query(text)
    return [tuple(None if term is None else term.value for term in row) for row in answer]


def run_rdflib(rows: int, folder: Path) -> Run:
    """Loads and asks through rdflib alone, one named graph for each source as citygraph has."""
    import rdflib
    from tests.benchmarks import peer

    # Without this, rdflib spends time on rewriting literals and then answers with other ones.
    rdflib.NORMALIZE_LITERALS = False
    run = Run()
    made = sources(rows)

    def from_records() -> rdflib.Dataset:
        dataset, names = rdflib.Dataset(default_union=True), Names()
        for source, records in made:
            peer.load_dataset(dataset, records, source, names)
        return dataset

    def from_quads() -> rdflib.Dataset:
        dataset = rdflib.Dataset(default_union=True)
        return dataset.parse(folder / "made.nq", format="nquads")

    run.seconds[RECORDS], dataset = timed(f"rdflib: {RECORDS}", from_records)
    run.triples = sum(len(graph) for graph in dataset.graphs())
    run.seconds[QUADS], _ = timed(f"rdflib: {QUADS}", from_quads)
    run.seconds[TURTLE], merged = timed(
        f"rdflib: {TURTLE}", lambda: rdflib.Graph().parse(folder / "made.ttl", format="turtle")
    )
    # The merged graph answers faster than the dataset's union: the harder peer.
    del dataset
    for name, text in QUESTIONS.items():
        run.seconds[name], found = timed(f"rdflib: {name}", partial(rows_of, merged, text))
        run.answers[name] = sorted(tuple(map(str, row)) for row in found)
    run.peak = peak()
    return run


def rows_of(graph: Any, text: str) -> list[Any]:
    """Returns all rows of an answer; rdflib works them out while they are asked for."""
    return list(graph.query(text))


def _times(rows: int) -> int:
    return 3 if rows <= 200_000 else 1


def report(rows: int, mine: Run, theirs: Run) -> bool:
    """Prints times and ratios; returns whether every target is met and every answer equal."""
    print(f"{mine.triples:,} quads generated for --rows {rows:,}; CPU seconds and ratios")
    print(f"{'':58}{'citygraph':>10}{'rdflib':>10}{'×':>7}  {'direct':>8}{'÷':>6}{'rows':>9}")
    met = mine.triples == theirs.triples
    for name, target in TARGETS.items():
        ratio = theirs.seconds[name] / mine.seconds[name]
        met &= ratio >= target
        print(f"{name:58}{mine.seconds[name]:10.3f}{theirs.seconds[name]:10.3f}{ratio:7.1f}")
    for name in QUESTIONS:
        ours, rdflib, oxigraph = mine.seconds[name], theirs.seconds[name], mine.direct[name]
        same = mine.answers[name] == theirs.answers[name] != []
        met &= same and rdflib / ours >= QUERY_TARGET and ours / oxigraph <= DIRECT_TARGET
        print(
            f"{name:58}{ours:10.4f}{rdflib:10.3f}{rdflib / ours:7.1f}  {oxigraph:8.4f}"
            f"{ours / oxigraph:6.2f}{len(mine.answers[name]):9,}{'' if same else '  DIFFERENT'}"
        )
    print(f"{'merging the named graphs, once, for the first query':58}{mine.first:10.3f}")
    print(f"{'peak memory, MiB':58}{mine.peak:10.0f}{theirs.peak:10.0f}")
    print("all targets met, all answers equal" if met else "NOT all targets met and answers equal")
    return met


def main() -> int:
    """Runs the two sides one after the other; returns 0 if every target is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="triples to generate, about")
    rows = parser.parse_args().rows
    # A fresh process for each side, so that memory and caches are its own.
    fresh = multiprocessing.get_context("spawn")
    runs = []
    with tempfile.TemporaryDirectory() as name:
        for side in (run_citygraph, run_rdflib):
            with fresh.Pool(1) as process:
                runs.append(process.apply(side, (rows, Path(name))))
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return 0 if report(rows, *runs) else 1


if __name__ == "__main__":
    sys.exit(main())
