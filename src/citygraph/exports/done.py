"""What was done with a network, one sentence an analysis, as a methods paragraph tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citygraph.analysis.asked import Asked
    from citygraph.network.model import Network

_PATHS = ("betweenness", "closeness", "harmonic")
#: Measure of a one-mode network → its name and paper.
ONE_MODE = {
    "degree": "degree (Freeman 1978)",
    "in-degree": "in-degree",
    "out-degree": "out-degree",
    "strength": "strength (Barrat et al. 2004)",
    "betweenness": "normalised betweenness (Freeman 1977; Brandes 2001)",
    "closeness": "closeness within the component (Freeman 1978)",
    "harmonic": "harmonic closeness (Boldi and Vigna 2014)",
    "eigenvector": "eigenvector centrality by strength (Bonacich 1972)",
    "pagerank": "PageRank by strength with a damping of {damping} (Brin and Page 1998)",
    "core": "k-core number (Seidman 1983)",
    "clustering": "local clustering ({clustering})",
    "constraint": "constraint (Burt 1992)",
    "effective-size": "effective size (Burt 1992)",
}
#: The same of a two-mode network; all are normalised for two modes but `ties`.
TWO_MODE = {
    "ties": "number of ties",
    "degree": "two-mode degree (Borgatti and Everett 1997)",
    "betweenness": "two-mode betweenness (Borgatti and Everett 1997)",
    "closeness": "two-mode closeness (Borgatti and Everett 1997)",
    "clustering-dot": "two-mode clustering over joint neighbours (Latapy et al. 2008)",
    "clustering-min": "two-mode clustering over the fewer neighbours (Latapy et al. 2008)",
    "clustering-max": "two-mode clustering over the more neighbours (Latapy et al. 2008)",
    "redundancy": "redundancy (Latapy et al. 2008)",
}


def listed(words: Iterable[str], last: str = "and") -> str:
    """Returns words as English lists them.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed("ab", "or")
    ('a', 'a, b and c', 'a or b')
    """
    found = list(words)
    return f" {last} ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def counted(number: int, word: str) -> str:
    """Returns a number with its noun.

    >>> counted(1, "event"), counted(1200, "city")
    ('1 event', '1,200 cities')
    """
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number:,} {word if number == 1 or word == 'series' else plural}"


def _measure(network: Network, name: str) -> str:
    from citygraph.analysis.centrality import DAMPING

    words = (TWO_MODE if network.is_two_mode else ONE_MODE)[name]
    paper = "Fagiolo 2007" if network.one_mode().directed else "Watts and Strogatz 1998"
    return words.format(damping=DAMPING, clustering=paper)


def _distance(asked: Asked) -> str:
    if asked.distance == "inverse":
        return "the length of a tie being the inverse of its strength (Opsahl et al. 2010)"
    return "distances being counted in hops"


def _with_distance(sentence: str, names: Iterable[str], asked: Asked) -> str:
    return f"{sentence}, {_distance(asked)}." if set(names) & set(_PATHS) else f"{sentence}."


def _ranking(network: Network, asked: Asked) -> str:
    from citygraph.analysis.ranking import USUAL, USUAL_DIRECTED, USUAL_TWO_MODE

    usual = USUAL_DIRECTED if network.one_mode().directed else USUAL
    names = asked.metrics or (USUAL_TWO_MODE if network.is_two_mode else usual)
    measures = [_measure(network, name) for name in names]
    where = " within each mode" if network.is_two_mode else ""
    also = f", beside {listed(measures[1:])}" if measures[1:] else ""
    return _with_distance(f"Nodes were ranked{where} by {measures[0]}{also}", names, asked)


def _firmness(network: Network, asked: Asked) -> str:
    from citygraph.analysis.firmness import is_weighted
    from citygraph.network.projection import WEIGHTINGS

    metric = (asked.metrics or ("ties" if network.is_two_mode else "degree",))[0]
    sources = counted(len(network.ties.source_keys()), "source")
    anew = [f"without each of {sources}"]
    makers = {maker for maker in network.makers() if maker}
    if makers:
        kinds = Counter(network.nodes[maker].key.split("/", 1)[0] for maker in makers)
        each = listed(counted(number, kind) for kind, number in sorted(kinds.items()))
        anew.append(f"without each of {each} that make ties")
    if is_weighted(network):
        others = [name for name in WEIGHTINGS if name != network.choices.weighting]
        anew.append(f"with the weighting {listed(others, 'or')} instead")
    places = counted(asked.wide, "place")
    sentence = (
        f"The rank of each node by {_measure(network, metric)} was computed anew {listed(anew)}; "
        f"a rank that ranges over more than {places}, and over more than its own number, in any of "
        "these counts as wide"
    )
    return _with_distance(sentence, (metric,), asked)


def _summary(network: Network, asked: Asked) -> str:
    found = ["size", "density", "components", "diameter", "mean distance in hops", "mean degree"]
    found += ["median degree", "isolates"]
    if network.is_two_mode:
        found.append("four-cycle clustering (Robins and Alexander 2004)")
    else:
        found.append("degree assortativity (Newman 2002)")
    return f"Computed for the whole network: {listed(found)}."


def _degrees(network: Network, asked: Asked) -> str:
    each = " in each mode" if network.is_two_mode else ""
    return f"The degree distribution was counted out{each}."


def _series(network: Network, asked: Asked) -> str:
    reading = network.choices.filters.reading
    return (
        f"Size and cohesion were computed for each {asked.step}, from the ties that hold in it in "
        f"the {reading} reading of partial and missing dates."
    )


def _communities(network: Network, asked: Asked) -> str:
    from citygraph.analysis.communities import FEWEST_RUNS, MOST_RUNS

    whole = " in the graph of all nodes of both modes" if network.is_two_mode else ""
    without = ", ties being taken without direction" if network.one_mode().directed else ""
    return (
        f"Communities were found{whole} by the Leiden method (Traag et al. 2019){without}: the "
        f"partition of highest modularity (Newman 2004) of {FEWEST_RUNS} to {MOST_RUNS} runs, the "
        f"more the smaller the network, from the seed {asked.seed}. Their stability is the mean "
        "adjusted Rand index (Hubert and Arabie 1985) between 20 single runs with the seeds 1 to "
        "20."
    )


def _brokerage(network: Network, asked: Asked) -> str:
    return (
        f"Brokerage between groups by {asked.group or 'kind'} was counted in five roles (Gould and "
        "Fernandez 1989)."
    )


def _mixing(network: Network, asked: Asked) -> str:
    return (
        f"Mixing between groups by {asked.group or 'region'} was measured by the E–I index "
        "(Krackhardt and Stern 1988) and by assortativity (Newman 2003); the index was compared "
        "with those of 1,000 networks whose groups were dealt anew at random, from the seed "
        f"{asked.seed}."
    )


def _mixing_matrix(network: Network, asked: Asked) -> str:
    return f"Ties were counted between each two groups by {asked.group or 'region'}."


def _bridges(network: Network, asked: Asked) -> str:
    one, two = asked.between or ("City", "UNAgency")
    return (
        f"Bridges between {one} and {two} are nodes tied to one of each that are not tied to each "
        "other, the liaison of Gould and Fernandez 1989, counted by such pairs."
    )


def _path(network: Network, asked: Asked) -> str:
    ends = f" between {listed(asked.between)}" if asked.between else ""
    return f"A shortest path{ends} was found (Dijkstra 1959), {_distance(asked)}."


def _coverage(network: Network, asked: Asked) -> str:
    return "Ties were counted by source, kind of source, language, year and region."


def _named(network: Network, asked: Asked) -> str:
    return (
        "Of each event, the participants among the nodes were compared with the largest number "
        "of participants that a source gives."
    )


def _ties(network: Network, asked: Asked) -> str:
    return "Each tie is listed with its claims and sources."


#: Analysis → network and what was asked to its sentences.
SENTENCES: dict[str, Callable[[Network, Asked], str]] = {
    "ranking": _ranking,
    "firmness": _firmness,
    "summary": _summary,
    "degrees": _degrees,
    "series": _series,
    "communities": _communities,
    "brokerage": _brokerage,
    "mixing": _mixing,
    "mixing-matrix": _mixing_matrix,
    "bridges": _bridges,
    "path": _path,
    "coverage": _coverage,
    "named": _named,
    "ties": _ties,
}
