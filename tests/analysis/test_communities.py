"""Communities, their modularity and their stability, by hand and against plain networkx."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import networkit as nk
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citygraph.analysis.communities import adjusted_rand, communities, modularity, stability
from citygraph.errors import QueryError
from citygraph.network import from_networkx


def random_graph(seed: int, directed: bool = False) -> nx.Graph[Any]:
    random = np.random.default_rng(seed)
    size, density = int(random.integers(2, 26)), float(random.random()) ** 2 * 0.7
    graph: nx.Graph[Any] = nx.gnp_random_graph(size, density, seed=seed, directed=directed)
    for a, b in graph.edges:
        graph.edges[a, b]["weight"] = float(random.integers(1, 11)) / 2
    return nx.relabel_nodes(graph, {node: f"{node:02}" for node in graph})


def parts(graph: nx.Graph[Any], labels: Any) -> list[set[str]]:
    return [
        {node for node, own in zip(sorted(graph), labels, strict=True) if own == label}
        for label in sorted(set(labels.tolist()))
    ]


def test_modularity_of_two_triangles_joined_by_a_tie() -> None:
    # 7 ties, 6 of them within; each half has 7 of the 14 ends: 6/7 - 2 * (1/2)^2.
    graph = nx.barbell_graph(3, 0)
    assert modularity(from_networkx(graph), np.array([1, 1, 1, 2, 2, 2])) == pytest.approx(5 / 14)
    assert modularity(
        from_networkx(graph), np.array([1, 1, 1, 2, 2, 2]), resolution=2
    ) == pytest.approx(6 / 7 - 1)


def test_strength_counts_in_modularity() -> None:
    # Path a-b-c-d, strengths 3, 1, 2: 5 of 6 within; 7 and 5 of the 12 at the ends.
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 3), ("b", "c", 1), ("c", "d", 2)])
    found = modularity(from_networkx(graph), np.array([1, 1, 2, 2]))
    assert found == pytest.approx(5 / 6 - (7**2 + 5**2) / 12**2)


def test_communities_are_numbered_by_size_and_then_by_first_node() -> None:
    graph: nx.Graph[Any] = nx.Graph([("a", "z"), ("b", "c"), ("b", "d"), ("c", "d")])
    graph.add_nodes_from("ef")
    found = communities(from_networkx(graph))
    # b, c, d are three; a and z two; e and f have no tie.
    assert found.labels.tolist() == [2, 1, 1, 1, 3, 4, 2]
    assert found.count == 4
    # 3 of 4 ties' ends in the triangle, 1 of 4 in the pair: 1 - 9/16 - 1/16.
    assert found.modularity == pytest.approx(6 / 16)


def test_a_higher_resolution_gives_more_communities() -> None:
    network = from_networkx(nx.ring_of_cliques(4, 4))
    counts = [communities(network, resolution=value).count for value in (0.0, 1.0, 8.0)]
    assert counts == [1, 4, 16]


@settings(deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.sampled_from([0.5, 1.0, 2.0]))
def test_modularity_is_that_of_networkx(seed: int, directed: bool, resolution: float) -> None:
    graph = random_graph(seed, directed)
    network = from_networkx(graph)
    labels = np.random.default_rng(seed).integers(0, 4, len(graph))
    both: nx.Graph[Any] = nx.Graph()
    both.add_nodes_from(graph)
    for a, b in graph.edges:
        before = both.edges[a, b]["weight"] if both.has_edge(a, b) else 0.0
        both.add_edge(a, b, weight=before + graph.edges[a, b]["weight"])
    found = modularity(network, labels, resolution)
    if not both.size():
        assert found is None
        return
    expected = nx.community.modularity(both, parts(graph, labels), resolution=resolution)
    assert found == pytest.approx(expected, abs=1e-9)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_communities_are_as_good_as_networkx_louvain(seed: int) -> None:
    graph = random_graph(seed)
    network = from_networkx(graph)
    found = communities(network)
    if found.modularity is None:
        assert found.labels.tolist() == list(range(1, len(graph) + 1))
        return
    louvain: Any = nx.community.louvain_communities(graph, seed=1)
    assert found.modularity >= nx.community.modularity(graph, louvain) - 0.01
    # Leiden's own guarantee, which Louvain does not give: a community is connected.
    for part in parts(graph, found.labels):
        assert nx.is_connected(graph.subgraph(part))
    assert sorted(set(found.labels.tolist())) == list(range(1, found.count + 1))


def test_a_larger_network_is_as_good_as_networkx_louvain() -> None:
    graph: Any = nx.barabasi_albert_graph(600, 4, seed=1)
    louvain: Any = nx.community.louvain_communities(graph, seed=1)
    found = communities(from_networkx(graph)).modularity
    assert found is not None
    assert found >= nx.community.modularity(graph, louvain) - 0.01


PROGRAM = """
import networkx as nx
from citygraph.analysis.communities import communities
from citygraph.network import from_networkx
print(communities(from_networkx(nx.barabasi_albert_graph(300, 3, seed=1))).labels.tolist())
"""


def test_the_same_network_gives_the_same_labels_in_every_process() -> None:
    network = from_networkx(nx.barabasi_albert_graph(300, 3, seed=1))
    here = communities(network).labels.tolist()
    before = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(2)
    try:
        nk.setSeed(99, True)
        nk.community.PLM(nk.generators.ErdosRenyiGenerator(50, 0.2).generate()).run()
        assert communities(network).labels.tolist() == here
        assert nk.getMaxNumberOfThreads() == 2
    finally:
        nk.setNumberOfThreads(before)
    there = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == str(here)


def test_another_seed_may_give_other_communities() -> None:
    network = from_networkx(nx.barabasi_albert_graph(300, 3, seed=1))
    assert len({tuple(communities(network, seed).labels.tolist()) for seed in range(3)}) == 3


def test_adjusted_rand_by_hand() -> None:
    # Hubert and Arabie's form: {a,b,c},{d,e} against {a,b},{c,d,e}. Cells 2, 1, 2: 2 pairs agree,
    # 4 pairs in either, 10 in all: (2 - 16/10) / (4 - 16/10) = 1/6.
    first, second = np.array([1, 1, 1, 2, 2]), np.array([5, 5, 7, 7, 7])
    assert adjusted_rand(first, second) == pytest.approx(1 / 6, rel=1e-15)
    assert adjusted_rand(first, np.array([2, 2, 2, 1, 1])) == 1
    alone, together = np.arange(4), np.zeros(4, np.int64)
    assert adjusted_rand(alone, alone) == adjusted_rand(together, together) == 1
    assert adjusted_rand(alone, together) == 0


def test_clear_communities_are_stable() -> None:
    graph: nx.Graph[Any] = nx.ring_of_cliques(5, 6)
    graph.add_node(99)
    found = stability(from_networkx(graph), seeds=6)
    assert (found.runs, found.mean_agreement, found.lowest_agreement) == (6, 1, 1)
    assert found.lowest_modularity == found.highest_modularity
    assert found.kept.tolist() == [1.0] * 31


def test_a_random_network_has_no_stable_communities() -> None:
    found = stability(from_networkx(nx.gnp_random_graph(100, 0.1, seed=1)), seeds=5)
    assert found.mean_agreement is not None
    assert found.lowest_agreement is not None
    assert found.lowest_modularity is not None
    assert found.highest_modularity is not None
    assert found.lowest_agreement < found.mean_agreement < 0.9
    assert found.lowest_modularity < found.highest_modularity
    assert 0 < found.kept.min() < 0.9


def test_kept_is_the_mean_share_of_mates_that_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    network = from_networkx(nx.path_graph(4))
    runs = {
        100: [np.array([1, 1, 1, 2])],
        2: [np.array([1, 1, 2, 2]), np.array([1, 1, 1, 2])],
    }
    monkeypatch.setattr(
        "citygraph.analysis.communities._runs",
        lambda network, seeds, resolution: runs[len(seeds)],
    )
    # 0 and 1 keep one of two mates in the first run and both in the second; 2 none, then both;
    # 3 is alone in the second run only.
    assert stability(network, seeds=2).kept.tolist() == [0.75, 0.75, 0.5, 0.5]


@pytest.mark.parametrize("size", [0, 1, 3])
def test_without_ties_each_node_is_alone_and_nothing_is_claimed(size: int) -> None:
    network = from_networkx(nx.empty_graph(size))
    found = communities(network)
    assert (found.labels.tolist(), found.modularity, found.count) == (
        list(range(1, size + 1)),
        None,
        size,
    )
    firm = stability(network, seeds=2)
    assert (firm.mean_agreement, firm.lowest_agreement, firm.lowest_modularity) == (None,) * 3
    assert firm.kept.tolist() == [1.0] * size


def test_what_cannot_be_is_refused() -> None:
    network = from_networkx(nx.path_graph(3))
    with pytest.raises(QueryError, match="seed -1 is negative"):
        communities(network, seed=-1)
    with pytest.raises(QueryError, match="resolution -1 is negative"):
        communities(network, resolution=-1)
    with pytest.raises(QueryError, match="resolution nan"):
        stability(network, resolution=float("nan"))
    with pytest.raises(QueryError, match="1 seeds cannot be compared"):
        stability(network, seeds=1)
    with pytest.raises(QueryError, match="2 labels for 3 nodes"):
        modularity(network, np.array([1, 2]))
