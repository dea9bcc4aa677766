"""Size and cohesion, and the distribution of degrees, as tables."""

from __future__ import annotations

from citygraph.analysis.asked import Asked
from citygraph.analysis.cohesion import cohesion
from citygraph.analysis.degrees import degree_distribution
from citygraph.analysis.mixing import degree_assortativity
from citygraph.analysis.ranking import printed
from citygraph.analysis.two_mode_clustering import four_cycle_clustering
from citygraph.network.model import Network
from citygraph.network.sparse import Incidence
from citygraph.table import Cell, Table


def summary(network: Network, asked: Asked) -> Table:
    """Size, density, components, diameter, degrees and isolates of the whole network.

    Columns: `measure`, `value`; None where a measure is not defined (the density of a single
    node). Of each mode there is a row for its nodes, mean and median degree and share of isolates.
    A two-mode network has its four-cycle clustering too (Robins and Alexander 2004, Computational &
    Mathematical Organization Theory 10, 69-94), a one-mode network its degree assortativity (Newman
    2002, Physical Review Letters 89, 208701).
    """
    form = network.form
    found = cohesion(form)
    rows: list[tuple[str, Cell]] = [("rows of ties", len(network.ties)), ("pairs tied", found.ties)]
    of_mode = (found.nodes, found.mean_degree, found.median_degree, found.isolates)
    for mode, count, mean, median, isolates in zip(found.modes, *of_mode, strict=True):
        rows += [
            (f"nodes: {mode}", count),
            (f"mean degree: {mode}", printed(mean)),
            (f"median degree: {mode}", printed(median)),
            (f"share of isolates: {mode}", printed(isolates)),
        ]
    rows += [
        ("density", printed(found.density)),
        ("components", found.components),
        ("share of nodes in the largest component", printed(found.largest_share)),
        ("diameter of the largest component, in hops", printed(found.diameter)),
        ("mean distance of connected pairs, in hops", printed(found.mean_path)),
    ]
    if isinstance(form, Incidence):
        rows.append(("four-cycle clustering", printed(four_cycle_clustering(form))))
    else:
        rows.append(("degree assortativity", printed(degree_assortativity(form))))
    return Table(("measure", "value"), tuple(rows), f"{network.recipe.query.title}: size")


def degrees(network: Network, asked: Asked) -> Table:
    """How many nodes have which degree, by mode."""
    found = degree_distribution(network.form)
    rows = tuple(
        tuple(printed(cell) if isinstance(cell, float) else cell for cell in row)
        for row in found.rows
    )
    return Table(found.columns, rows, f"{network.recipe.query.title}: degrees")


def tie_list(network: Network, asked: Asked) -> Table:
    """Every tie that counts, as the recipe gives it, with its sources.

    Columns: `source` and `target` (labels), `sourceKey`, `targetKey`, `tie`, `date`, `claim1`,
    `claim2`, `sources` (the keys of the sources of both claims).
    """
    ties = network.ties.ties
    rows = []
    for i, pair in enumerate(network.ties.facts):
        ends = [network.nodes[iri] for iri in (ties.source[i], ties.target[i])]
        sources = " ".join(sorted({key for fact in pair for key in fact.sources}))
        made = network.nodes.get(ties.tie[i])
        tie = made.label if made is not None else ties.tie[i].rsplit("/", 1)[-1]
        labels = (ends[0].label, ends[1].label, ends[0].key, ends[1].key)
        rows.append((*labels, tie, ties.date[i] or None, ties.claim1[i], ties.claim2[i], sources))
    head = ("source", "target", "sourceKey", "targetKey", "tie", "date", "claim1", "claim2")
    return Table((*head, "sources"), tuple(rows), network.recipe.query.title)
