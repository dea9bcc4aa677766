"""citygraph's networks beside plain networkx: from the same rows to the same table.

    python -m tests.benchmarks.bench_network [--cities 1000 10000]

See README.md here.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import networkit as nk
import networkx as nx
import numpy as np
from tests.benchmarks import network_networkx as peer
from tests.benchmarks.by_turns import FEWEST, Line, in_turns, timed
from tests.benchmarks.two_mode import (
    ONE_LARGE,
    TEN_THOUSAND,
    THOUSAND,
    Shape,
    one_mode_rows,
    two_mode_rows,
)

from citygraph.analysis.centrality import betweenness, eigenvector, pagerank
from citygraph.analysis.cohesion import cohesion
from citygraph.analysis.communities import communities
from citygraph.analysis.two_mode import TWO_MODE
from citygraph.analysis.two_mode_clustering import four_cycle_clustering
from citygraph.errors import QueryError
from citygraph.network import Adjacency, Incidence, Ties, from_networkx, project, ties_of
from citygraph.network.native import threads, to_networkit
from citygraph.network.projection import pairs
from citygraph.network.sparse import to_networkx
from citygraph.table import Table

SHAPES = {shape.cities: shape for shape in (THOUSAND, TEN_THOUSAND)}
MODES = ("city", "network")
MATRIX, GRAPH, MEASURES, COMMUNITIES, BETWEENNESS = 40.0, 4.0, 8.0, 5.0, 12.0
MOST_TIMES_NATIVE = 1.1
MOST_MEMORY = 2048.0
NEAR, NO_LOWER = 1e-9, 0.01


def table(network: Adjacency, values: Any) -> Table:
    """Returns a value of every node."""
    return Table(("node", "value"), tuple(zip(network.nodes, values.tolist(), strict=True)))


def near(one: Table, other: Table) -> bool:
    """Returns whether two tables have the same nodes, and values that differ by at most 1e-9."""
    if one.column("node") != other.column("node"):
        return False
    first, second = (np.array(found.column("value"), dtype=float) for found in (one, other))
    return bool(np.allclose(first, second, rtol=0, atol=NEAR))


def projections(ties: Ties, size: int) -> Iterator[Line]:
    """Yields the projection as a matrix and as a networkx graph, from the same two-mode rows."""
    for job, aim, ours in (
        ("projection, as a sparse matrix", MATRIX, lambda: project(Incidence.of(ties))),
        (
            "projection, as a networkx graph",
            GRAPH,
            lambda: to_networkx(project(Incidence.of(ties))),
        ),
    ):
        mine, made, other, graph = in_turns(job, ours, lambda: peer.projection(ties))
        found = made if isinstance(made, Adjacency) else from_networkx(made)
        expected = from_networkx(graph)
        agree = found.nodes == expected.nodes and (found.matrix != expected.matrix).nnz == 0
        yield Line(job, size, mine, other, aim, agree)


def measures(ties: Ties, size: int) -> Iterator[Line]:
    """Yields PageRank, eigenvector centrality and communities, from the same one-mode rows.

    networkx is timed at its own tolerance and compared at a tight one.
    """
    graph = peer.one_mode(ties)
    centralities = (
        ("PageRank", pagerank, peer.pagerank, peer.exact_pagerank(graph)),
        ("eigenvector", eigenvector, peer.eigenvector, peer.eigenvector(graph)),
    )
    for job, ours, theirs, exact in centralities:
        mine, found, other, _ = in_turns(
            job, partial(_ranked, ours, ties), partial(_peer_ranked, theirs, ties)
        )
        yield Line(job, size, mine, other, MEASURES, near(found, exact))
    mine, found, other, theirs_found = in_turns(
        "communities",
        partial(_ranked, lambda network: communities(network).labels, ties),
        partial(_peer_ranked, peer.communities, ties),
    )
    modularity = [peer.modularity(graph, parts) for parts in (found, theirs_found)]
    job = f"communities, modularity {modularity[0]:.4f} and {modularity[1]:.4f}"
    agree = modularity[0] >= modularity[1] - NO_LOWER
    yield Line(job, size, mine, other, COMMUNITIES, agree)


def _ranked(measure: Callable[[Adjacency], Any], ties: Ties) -> Table:
    network = Adjacency.of(ties)
    return table(network, measure(network))


def _peer_ranked(measure: Callable[[peer.Graph], Table], ties: Ties) -> Table:
    return measure(peer.one_mode(ties))


def paths(ties: Ties, size: int) -> Iterator[Line]:
    """Yields betweenness on two threads beside networkx (up to 1,000) and beside networkit."""
    network = Adjacency.of(ties)
    with threads(2):
        if size <= THOUSAND.cities:
            mine, found, other, expected = in_turns(
                "betweenness",
                partial(_ranked, betweenness, ties),
                partial(_peer_ranked, peer.betweenness, ties),
                time.perf_counter,
            )
            agree = near(found, expected)
            yield Line("betweenness, two threads", size, mine, other, BETWEENNESS, agree)
        graph = to_networkit(network)
        mine, values, native, scores = in_turns(
            "betweenness beside networkit",
            lambda: betweenness(network, normalized=False),
            lambda: nk.centrality.Betweenness(graph, normalized=False).run().scores(),
            fewest=FEWEST if size <= THOUSAND.cities else 1,
        )
        agree = np.allclose(values, np.array(scores) / 2, rtol=1e-9, atol=NEAR)
        job = "betweenness, conversion included, by networkit"
        yield Line(job, size, mine, native, MOST_TIMES_NATIVE, agree, native=True)


def conversions(rows: Table, size: int) -> Iterator[Line]:
    """Yields what lies before and between the forms: reading rows, and each graph to another."""
    ties = ties_of(rows)
    network = Adjacency.of(ties)
    graph = to_networkx(network)
    jobs: tuple[tuple[str, Callable[[], Any]], ...] = (
        (f"a query's {len(rows):,} rows → ties", lambda: ties_of(rows)),
        ("ties → sparse matrix", lambda: Adjacency.of(ties)),
        ("sparse matrix → networkit", lambda: to_networkit(network)),
        ("sparse matrix → networkx", lambda: to_networkx(network)),
        ("networkx → sparse matrix", lambda: from_networkx(graph)),
    )
    for job, work in jobs:
        yield Line(f"  {job}", size, min(timed(job, work)[0] for _ in range(FEWEST)))


def compare(shape: Shape) -> Iterator[Line]:
    """Yields every line of one size."""
    rows = two_mode_rows(shape)
    two_mode = ties_of(rows, MODES)
    incidence = Incidence.of(two_mode)
    ties_count = project(incidence).tie_count
    print(
        f"{shape.cities:,} cities, {len(shape.sizes):,} networks: {len(rows):,} rows of two modes, "
        f"{pairs(incidence):,} of one, {ties_count:,} projected ties"
    )
    yield from projections(two_mode, shape.cities)
    one_mode = one_mode_rows(rows)
    ties = ties_of(one_mode)
    yield from measures(ties, shape.cities)
    yield from paths(ties, shape.cities)
    yield from conversions(one_mode, shape.cities)


def measure_one_large() -> tuple[float, float, float, int]:
    """Returns seconds on the clock and of computing, peak memory in MiB, and how many ties.

    Every two-mode measure and the cohesion of a graph in which one network has 9,000 cities.
    """
    from tests.benchmarks.bench_store import peak

    ties = ties_of(two_mode_rows(ONE_LARGE), MODES)
    clock, computing = time.perf_counter(), time.process_time()
    network = Incidence.of(ties)
    for measure in TWO_MODE.values():
        measure(network)
    four_cycle_clustering(network)
    found = cohesion(network)
    return (
        time.perf_counter() - clock,
        time.process_time() - computing,
        peak(),
        found.ties,
    )


def one_large() -> bool:
    """Prints the cost of the two-mode graph with one large network, and that it is not projected.

    Returns whether it took less memory than allowed, and the projection was refused.
    """
    with multiprocessing.get_context("spawn").Pool(1) as process:
        clock, computing, memory, ties = process.apply(measure_one_large)
    print(
        f"{ONE_LARGE.cities:,} cities, {len(ONE_LARGE.sizes)} networks, {ties:,} ties, "
        f"all two-mode measures and cohesion: {clock:.0f} s on the clock, "
        f"{computing:.0f} s of computing, {memory:.0f} MiB at most "
        f"(aim: less than {MOST_MEMORY:.0f})"
    )
    try:
        project(Incidence.of(ties_of(two_mode_rows(ONE_LARGE), MODES)))
    except QueryError as refused:
        print(f"its projection is refused: {refused}")
        return memory < MOST_MEMORY
    print("ITS PROJECTION IS NOT REFUSED")
    return False


def main() -> int:
    """Runs all jobs, prints how they compare; returns 0 if every target is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, nargs="+", choices=list(SHAPES), default=list(SHAPES))
    sizes = parser.parse_args().cities
    # First, as long as this process is small: a child's peak begins at what its parent held.
    met = one_large()
    head = (
        f"{'job':48}{'cities':>7}{'citygraph':>11}{'networkx':>11}{'ratio':>9}{'aim':>8}{'met':>6}"
    )
    print(f"networkx {nx.__version__}, networkit {nk.__version__}\n{head}")
    for size in sizes:
        for line in compare(SHAPES[size]):
            if sys.stderr.isatty():
                print("\r\x1b[K", end="", file=sys.stderr)
            print(line, flush=True)
            met &= line.met()
    print("all targets met" if met else "NOT all targets met")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
