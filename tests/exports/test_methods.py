"""The methods paragraph: each choice has its sentence, and nothing else is said."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import pytest
from tests.exports.networks import Row, member, network, tie, took_part

from citygraph import __version__
from citygraph.analysis import ANALYSES, Asked
from citygraph.analysis.centrality import CENTRALITIES
from citygraph.analysis.ranking import HOLES
from citygraph.analysis.ranking import measures as measures_of
from citygraph.errors import QueryError
from citygraph.exports.done import ONE_MODE, SENTENCES, TWO_MODE
from citygraph.exports.methods import methods
from citygraph.exports.references import REFERENCES
from citygraph.network.backbone import BACKBONES
from citygraph.network.model import Choices, Network
from citygraph.network.projection import WEIGHTINGS
from citygraph.network.selection import Filters
from citygraph.network.spans import window

MODES = ("city", "network")
CITATION = r"[A-Z]\w+(?: and [A-Z]\w+| et al\.)? (?:19|20)\d\d"
RECIPE = "Ties are those of the recipe “Who is tied” (recipe), which asks: “Who is tied to whom?”"
SHARED = RECIPE.replace("recipe)", "shared)")
SOFTWARE = f"Computed with citygraph {__version__}, with " + (
    f"networkit {version('networkit')}, networkx {version('networkx')}, "
    f"numpy {version('numpy')} and scipy {version('scipy')}."
)
PLAIN = [
    RECIPE,
    "The recipe found 3 ties among 4 nodes.",
    "The strength of a tie is the number of the recipe's ties between its two ends.",
    "The network has 4 nodes and 3 tied pairs.",
    "They rest on 3 ties of the recipe, made by 2 events, stated in 2 sources.",
    SOFTWARE,
]


def meetings() -> list[Row]:
    return [
        tie("city/a", "city/b", took_part("2019"), "event/x"),
        tie("city/b", "city/c", took_part("2020", "two"), "event/y"),
        tie("city/c", "city/d", took_part("", "one two")),
    ]


def members(fact: str = "2010") -> list[Row]:
    ends = [("a", "m"), ("b", "m"), ("c", "m"), ("a", "n"), ("b", "n"), ("d", "n")]
    return [tie(f"city/{a}", f"organization/{b}", member(fact)) for a, b in ends]


def said(made: Network, done: tuple[str, ...] = (), asked: Asked | None = None) -> list[str]:
    """Returns the sentences of the paragraph."""
    paragraph = methods(made, done, asked or Asked()).split("\n")[0]
    return re.split(r"(?<=[.?”])(?<!al\.) (?=[A-Z])", paragraph)


def added(made: Network, to: list[str]) -> list[str]:
    """Returns what is said beside some sentences, all of which stay."""
    found = said(made)
    assert [sentence for sentence in found if sentence in to] == to
    return [sentence for sentence in found if sentence not in to]


def meeting(**choices: Any) -> Network:
    return network(meetings(), choices=Choices(**choices))


def test_a_network_without_choices_has_no_further_sentence() -> None:
    assert said(meeting()) == PLAIN
    assert methods(meeting(), (), Asked()) == " ".join(PLAIN) + "\n"


def test_parameters_are_told() -> None:
    made = meeting(parameters={"role": ("host", "chair"), "kind": ("cg:City",)})
    assert added(made, PLAIN) == ["It was asked with kind = cg:City and role = host or chair."]


def test_the_rules_of_the_recipe_are_told_without_advice() -> None:
    fields = {"sessions": "a session counts", "groups": "left out; ask for them with kind=cg:Group"}
    made = network(meetings(), fields=fields)
    assert added(made, PLAIN) == [
        "Its rule for sessions: a session counts.",
        "Its rule for groups of people known only collectively: left out.",
    ]


def test_a_rule_that_does_not_bear_on_the_ties_is_not_told() -> None:
    fields = {"sessions": "no events are involved", "groups": "left out"}
    choices = Choices(parameters={"kind": ("cg:Group",)})
    made = network(meetings(), choices=choices, fields=fields)
    assert added(made, PLAIN) == ["It was asked with kind = cg:Group."]


def test_directions_are_told() -> None:
    made = network(meetings(), fields={"directed": "from host to guest"})
    assert added(made, PLAIN) == ["Ties are directed, from host to guest."]


def test_a_window_is_told_with_its_reading_and_the_undated() -> None:
    made = meeting(filters=Filters(window=window("2019", "2024")))
    assert added(made, PLAIN) == [
        "A tie counts if it may have held on a day in the window 2019 to 2024 (the widest reading "
        "of partial and missing dates).",
        "Of 3 ties that count, 1 has no date of its own.",
    ]
    found = said(meeting(filters=Filters(window=window(at="2019"), reading="narrowest")))
    assert (
        "A tie counts if it must have held on a day in the window 2019 (the narrowest reading of "
        "partial and missing dates)."
    ) in found
    assert "The recipe found 3 ties, of which 1 tie among 2 nodes count." in found
    assert not any("no date" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"sources": ("one",)}, "Only claims stated in the source one count."),
        ({"sources": ("one", "two")}, "Only claims stated in the sources one or two count."),
        (
            {"kinds": ("report", "press-release")},
            "Only claims stated in sources of the kinds report or press-release count.",
        ),
        (
            {"regions": ("Europe", "JP")},
            "Each end of a tie that has a country lies in Europe or JP, and one end has.",
        ),
        ({"themes": ("housing",)}, "One of a tie's claims has the theme housing."),
        (
            {"roles": ("host",)},
            "Claims that give a role count only with the role host, and one of a tie's claims "
            "gives one.",
        ),
    ],
)
def test_each_filter_has_its_sentence(filters: dict[str, Any], sentence: str) -> None:
    # What the filters leave is not at issue here, so the ties stay all.
    made = meeting()
    chosen = replace(made.choices, filters=Filters(**filters))
    assert added(replace(made, choices=chosen), PLAIN) == [sentence]


def test_steps_are_told_in_order_with_what_each_left() -> None:
    made = network(members(), MODES, Choices(reductions=("least=city:2", "drop=organization/n")))
    assert said(made)[1:4] == [
        "The recipe found 6 ties among 6 nodes.",
        "Step 1: of mode city, nodes tied to at least 2 were kept; 4 ties and 4 nodes were left.",
        "Step 2: n was left out; 2 ties and 3 nodes were left.",
    ]


def test_a_two_mode_network_is_told_as_such() -> None:
    assert said(network(members(), MODES)) == [
        RECIPE,
        "The recipe found 6 ties among 6 nodes.",
        "The network has two modes, city and network, and was analysed as such.",
        "The network has 4 nodes of mode city and 2 nodes of mode network and 6 tied pairs.",
        "They rest on 6 ties of the recipe, stated in 1 source.",
        SOFTWARE,
    ]


@pytest.mark.parametrize(
    ("weighting", "words"),
    [
        ("count", "the strength of their tie is the number of nodes of mode network that they"),
        ("newman", "adds 1/(n − 1) to the strength of their tie, n being the number of nodes"),
        ("hyperbolic", "is the hyperbolic tangent of the number of nodes of mode network that"),
    ],
)
def test_a_projection_is_told_with_its_weighting(weighting: str, words: str) -> None:
    made = network(members(), MODES, Choices(weighting=weighting), projects=True)
    found = said(made)
    assert found[0] == SHARED
    assert found[2].startswith(
        "The two-mode network of modes city and network was projected onto mode city: two are tied "
        "if they share a node of mode network, and "
    )
    assert words in found[2]
    assert ("(Newman 2001)" in found[2]) == (weighting == "newman")
    assert ("each further one adds less" in found[2]) == (weighting == "hyperbolic")
    assert found[3] == (
        "Two that shared it at different times, without a common day in the widest reading, are "
        "not tied by it."
    )
    assert len(found) == 7


def test_the_other_mode_is_named_where_it_is_projected_onto() -> None:
    made = network(members(), MODES, Choices(project="network"))
    assert "onto mode network: two are tied if they share a node of mode city" in said(made)[2]


def test_what_happened_once_has_no_common_days() -> None:
    rows = [tie(f"city/{name}", "event/x", took_part("2019")) for name in "ab"]
    found = said(network(rows, ("city", "event"), projects=True))
    assert not any("common day" in sentence for sentence in found)


def test_every_weighting_and_backbone_has_words() -> None:
    for weighting in WEIGHTINGS:
        assert said(network(members(), MODES, Choices(weighting=weighting), projects=True))
    for backbone in BACKBONES:
        made = network(members(), MODES, Choices(backbone=backbone, alpha=0.1), projects=True)
        assert any("at a significance of 0.1" in sentence for sentence in said(made))


def test_the_disparity_filter_is_told() -> None:
    made = network(meetings() * 9, choices=Choices(backbone="disparity", alpha=0.6))
    assert (
        "Of the ties those were kept that the disparity filter (Serrano et al. 2009) finds "
        "significant for one of their ends at a significance of 0.6."
    ) in said(made)


def test_the_fixed_degree_backbone_takes_the_place_of_the_projection() -> None:
    choices = Choices(backbone="fixed-degree", alpha=0.3, weighting="newman")
    found = said(network(members(), MODES, choices, projects=True))
    assert found[2] == (
        "From the two-mode network of modes city and network, two nodes of mode city are tied if "
        "they share more nodes of mode network than the degrees of both modes would give by "
        "chance, at a significance of 0.3 (stochastic degree sequence model: Neal 2014; Neal et "
        "al. 2021); the strength of their tie is the number that they share."
    )
    assert not any("1/(n" in sentence or "common day" in sentence for sentence in found)


def test_the_versions_of_graph_and_programs_are_told() -> None:
    found = said(network(meetings(), version="2026-11-01"))
    assert found[-1] == SOFTWARE.replace(", with", " over version 2026-11-01 of the graph, with", 1)


ANALYSED = {
    "ranking": "Nodes were ranked by degree (Freeman 1978), beside strength (Barrat et al. 2004), "
    "normalised betweenness (Freeman 1977; Brandes 2001), closeness within the component (Freeman "
    "1978) and eigenvector centrality by strength (Bonacich 1972), distances being counted in "
    "hops.",
    "firmness": "The rank of each node by degree (Freeman 1978) was computed anew without each of "
    "2 sources and without each of 2 events that make ties; a rank that ranges over more than 3 "
    "places, and over more than its own number, in any of these counts as wide.",
    "summary": "Computed for the whole network: size, density, components, diameter, mean distance "
    "in hops, mean degree, median degree, isolates and degree assortativity (Newman 2002).",
    "degrees": "The degree distribution was counted out.",
    "series": "Size and cohesion were computed for each year, from the ties that hold in it in the "
    "widest reading of partial and missing dates.",
    "communities": "Communities were found by the Leiden method (Traag et al. 2019): the partition "
    "of highest modularity (Newman 2004) of 5 to 100 runs, the more the smaller the network, from "
    "the seed 1. Their stability is the mean adjusted Rand index (Hubert and Arabie 1985) between "
    "20 single runs with the seeds 1 to 20.",
    "brokerage": "Brokerage between groups by kind was counted in five roles (Gould and Fernandez "
    "1989).",
    "mixing": "Mixing between groups by region was measured by the E–I index (Krackhardt and Stern "
    "1988) and by assortativity (Newman 2003); the index was compared with those of 1,000 networks "
    "whose groups were dealt anew at random, from the seed 1.",
    "mixing-matrix": "Ties were counted between each two groups by region.",
    "bridges": "Bridges between City and UNAgency are nodes tied to one of each that are not tied "
    "to each other, the liaison of Gould and Fernandez 1989, counted by such pairs.",
    "path": "A shortest path was found (Dijkstra 1959), distances being counted in hops.",
    "coverage": "Ties were counted by source, kind of source, language, year and region.",
    "named": "Of each event, the participants among the nodes were compared with the largest "
    "number of participants that a source gives.",
    "ties": "Each tie is listed with its claims and sources.",
}


def test_every_analysis_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ANALYSES) == set(ANALYSED)


@pytest.mark.parametrize("name", list(ANALYSED))
def test_an_analysis_adds_its_own_sentence_alone(name: str) -> None:
    alone, with_it = methods(meeting(), (), Asked()), methods(meeting(), (name,), Asked())
    paragraph = with_it.split("\n")[0]
    assert paragraph.replace(f" {ANALYSED[name]}", "") + "\n" == alone


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        ("ranking", Asked(metrics=("core",)), "Nodes were ranked by k-core number (Seidman 1983)."),
        (
            "ranking",
            Asked(metrics=("closeness",), distance="inverse"),
            ", the length of a tie being the inverse of its strength (Opsahl et al. 2010).",
        ),
        ("firmness", Asked(metrics=("betweenness",)), "distances being counted in hops."),
        ("firmness", Asked(wide=1), "ranges over more than 1 place, and over"),
        ("series", Asked(step="month"), "for each month,"),
        ("communities", Asked(seed=7), "from the seed 7."),
        ("brokerage", Asked(group="country"), "groups by country was"),
        ("mixing", Asked(group="size", seed=5), "groups by size was"),
        ("mixing", Asked(group="size", seed=5), "from the seed 5."),
        ("bridges", Asked(between=("City", "Company")), "Bridges between City and Company are"),
        ("path", Asked(between=("a", "d")), "A shortest path between a and d was found"),
        ("path", Asked(distance="inverse"), "the inverse of its strength"),
    ],
)
def test_what_was_asked_changes_the_sentence(name: str, asked: Asked, words: str) -> None:
    assert words in methods(meeting(), (name,), asked)
    assert words not in methods(meeting(), (name,), Asked())


def test_a_two_mode_network_is_measured_for_two_modes() -> None:
    text = methods(network(members(), MODES), ("ranking", "firmness", "summary"), Asked())
    assert "Nodes were ranked within each mode by number of ties, beside two-mode degree" in text
    assert "without each of 2 organizations that make ties;" in text
    assert "and four-cycle clustering (Robins and Alexander 2004)." in text
    assert "Freeman" not in text


def test_the_other_weightings_are_told_for_a_projection_alone() -> None:
    made = network(members(), MODES, Choices(weighting="newman"), projects=True)
    text = methods(made, ("firmness",), Asked())
    assert "and with the weighting count or hyperbolic instead;" in text
    assert "instead" not in methods(network(members(), MODES), ("firmness",), Asked())


def test_a_directed_network_has_its_own_measures() -> None:
    made = network(meetings(), fields={"directed": "from a to b"})
    text = methods(made, ("ranking", "communities"), Asked())
    assert "ranked by in-degree, beside out-degree" in text
    assert "a damping of 0.85 (Brin and Page 1998)" in text
    assert "ties being taken without direction" in text
    clustered = methods(made, ("ranking",), Asked(metrics=("clustering",)))
    assert "local clustering (Fagiolo 2007)" in clustered


def test_every_measure_has_words() -> None:
    assert set(ONE_MODE) == {*CENTRALITIES, *HOLES}
    assert set(TWO_MODE) == set(measures_of(network(members(), MODES)))


def test_what_is_cited_is_listed_and_nothing_else() -> None:
    text = methods(meeting(), ("ranking", "communities"), Asked())
    paragraph, empty, *references = text.rstrip("\n").split("\n")
    assert empty == ""
    cited = [words for words in REFERENCES if words in paragraph]
    assert sorted(REFERENCES[words] for words in cited) == references
    assert len(references) == 8


def test_every_citation_has_a_reference() -> None:
    directed = network(meetings(), fields={"directed": "from a to b"})
    texts = [methods(made, tuple(SENTENCES), Asked()) for made in (meeting(), directed)]
    texts += [methods(network(members(), MODES), tuple(SENTENCES), Asked())]
    texts += [*ONE_MODE.values(), *TWO_MODE.values()]
    for weighting in WEIGHTINGS:
        texts += said(network(members(), MODES, Choices(weighting=weighting), projects=True))
    for text in texts:
        paragraph = text.split("\n")[0]
        for words in re.findall(CITATION, paragraph):
            assert words in REFERENCES, words


def test_an_empty_network_is_told_as_empty() -> None:
    found = said(network([]))
    assert "The recipe found 0 ties among 0 nodes." in found
    assert "The network has 0 nodes and 0 tied pairs." in found


def test_an_unknown_analysis_is_refused() -> None:
    with pytest.raises(QueryError, match="unknown analysis 'rankin'; did you mean 'ranking'"):
        methods(meeting(), ("rankin",), Asked())
