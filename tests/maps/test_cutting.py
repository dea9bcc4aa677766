"""Parts of a graph, on a chain of ties drawn here: a – b – c – d, and a – e – c beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citygraph.errors import QueryError
from citygraph.maps.cutting import Part, around, between, heading_of, part_of, thing
from citygraph.maps.model import Claim, Evidence, Graph, Node, Source, Text, Tie
from citygraph.table import Table
from citygraph.vocabulary import BASE

NAMES = {"a": "Aber", "b": "Brig", "c": "Cerro", "d": "Dun", "e": "Elva", "f": "Far"}
LINES = ("ab", "bc", "cd", "ae", "ec")


def iri(name: str) -> str:
    return f"{BASE}id/city/{name}-xx"


def claim(line: str) -> Claim:
    return Claim(
        f"{BASE}id/partnership/{line}",
        Text("partnership", "en"),
        Text("They are partners.", "en"),
        False,
        Text("actual", "en"),
        "actual",
        (),
        (Evidence(f"{BASE}id/source/{line}"),),
    )


@pytest.fixture
def graph() -> Graph:
    nodes = tuple(
        Node(
            iri(key),
            "city",
            Text("city", "en"),
            Text(name, "en"),
            names=(Text(name, "en"), Text(f"{name}berg", "sv")),
            also=(Text("Old Town", "en"),) if key in "ab" else (),
        )
        for key, name in NAMES.items()
    )
    claims = {one.iri: one for one in map(claim, LINES)}
    ties = tuple(
        Tie(iri(one), iri(two), Text("partnership"), "", (claim(one + two).iri,), True, False)
        for one, two in (tuple(line) for line in LINES)
    )
    sources = {
        f"{BASE}id/source/{line}": Source(f"{BASE}id/source/{line}", Text(line)) for line in LINES
    }
    return Graph(nodes, ties, claims, sources)


def drawn(graph: Graph) -> tuple[str, set[str]]:
    names = "".join(node.iri.rsplit("/", 1)[1][0] for node in graph.nodes)
    lines = {
        tie.source.rsplit("/", 1)[1][0] + tie.target.rsplit("/", 1)[1][0] for tie in graph.ties
    }
    return names, lines


def test_around_a_thing_are_those_so_many_ties_away_and_all_ties_among_them(graph: Graph) -> None:
    assert drawn(around(graph, "Aber")) == ("abe", {"ab", "ae"})
    assert drawn(around(graph, "Aber", 2)) == ("abce", {"ab", "ae", "bc", "ec"})
    assert drawn(around(graph, "Far", 3)) == ("f", set())


def test_the_caption_says_how_much_lies_farther_off(graph: Graph) -> None:
    assert around(graph, "Aber").said[-1] == (
        "Neighbourhood: Aber and what lies at most 1 tie away. Farther off, and not in this "
        "map: 2 more things of its component."
    )
    assert around(graph, "Aber", 2).said[-1].endswith("map: 1 more thing of its component.")


def test_between_two_things_stand_all_shortest_paths_and_nothing_else(graph: Graph) -> None:
    part = between(graph, "Aber", "Dun")
    assert drawn(part) == ("abcde", set(LINES))
    assert part.said[-1].startswith(
        "All shortest paths between Aber and Dun: 3 ties long; 3 things"
    )
    assert drawn(between(graph, "Brig", "Elva")) == ("abce", {"ab", "ae", "bc", "ec"})
    assert drawn(between(graph, "Aber", "Brig")) == ("ab", {"ab"})
    # A tie between two that lie equally far from Aber is on no shortest path.
    across = Tie(iri("b"), iri("e"), Text("partnership"), "", (), True, False)
    wider = replace(graph, ties=(*graph.ties, across))
    assert drawn(between(wider, "Aber", "Cerro")) == ("abce", {"ab", "ae", "bc", "ec"})


def test_a_part_keeps_the_claims_behind_its_ties_and_their_sources_alone(graph: Graph) -> None:
    part = around(graph, "Dun")
    assert set(part.claims) == {claim("cd").iri}
    assert set(part.sources) == {f"{BASE}id/source/cd"}


def test_what_is_refined_or_rival_stays_beside_the_claim_of_a_tie(graph: Graph) -> None:
    beside = replace(claim("cd"), refined=(claim("ab").iri,), rivals=(claim("bc").iri,))
    part = around(replace(graph, claims={**graph.claims, beside.iri: beside}), "Dun")
    assert set(part.claims) == {claim(line).iri for line in ("ab", "bc", "cd")}


def test_a_part_has_the_modes_and_strengths_of_its_own_things(graph: Graph) -> None:
    modes = (frozenset(map(iri, "ac")), frozenset(map(iri, "bde")))
    strengths = {(iri("a"), iri("b")): 2.0, (iri("c"), iri("d")): 3.0}
    part = around(replace(graph, modes=modes, strengths=strengths), "Dun")
    assert part.modes == (frozenset({iri("c")}), frozenset({iri("d")}))
    assert part.strengths == {(iri("c"), iri("d")): 3.0}


def test_an_answers_claims_give_ties_and_its_things_stay_even_untied(graph: Graph) -> None:
    rows = ((claim("cd").iri, "Cerro"), ("no thing", "city/f-xx"))
    part = part_of(graph, Part(answer=Table(("claim", "name"), rows, "Who is partner of whom?")))
    assert drawn(part) == ("cdf", {"cd"})
    assert part.said[-1] == (
        "Query: Who is partner of whom?; its answer names 1 claim and 1 thing of this map."
    )


def test_an_answer_without_claims_gives_all_ties_among_its_things(graph: Graph) -> None:
    part = part_of(graph, Part(answer=Table(("city",), ((iri("a"),), (iri("b"),), (iri("d"),)))))
    assert drawn(part) == ("abd", {"ab"})
    # What lies around is taken of the answer, not of all.
    nearer = part_of(graph, Part("Aber", answer=Table(("city",), ((iri("a"),), (iri("d"),)))))
    assert drawn(nearer) == ("a", set())


def test_a_thing_goes_by_key_iri_or_name_in_any_language(graph: Graph) -> None:
    for name in ("city/a-xx", iri("a"), "ABER", "aberberg"):
        assert thing(graph, name) == iri("a")
    # What is called Aber goes before what was called so once.
    *others, far = graph.nodes
    once = replace(graph, nodes=(*others, replace(far, also=(Text("Aber", "en"),))))
    assert thing(once, "Aber") == iri("a")


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (Part("Abber"), "nothing in this map is called 'Abber'; did you mean 'Aber'"),
        (Part("Old Town"), "several nodes are called 'Old Town': city/a-xx, city/b-xx"),
        (Part("Aber", 0), "--depth 0: write 1 or more"),
        (Part(between=("Aber", "aberberg")), "'Aber' and 'aberberg' are one thing"),
        (Part(between=("Aber", "Far")), "no path of ties joins Aber and Far"),
        (Part(answer=Table(("n",), ((3,),))), "this answer names nothing"),
    ],
)
def test_what_cannot_be_found_is_said_in_one_line(graph: Graph, part: Part, message: str) -> None:
    with pytest.raises(QueryError) as wrong:
        part_of(graph, part)
    assert str(wrong.value).startswith(message) or message in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_a_part_is_called_after_what_was_asked_and_says_what_it_was_cut_from(graph: Graph) -> None:
    said = replace(graph, said=("Window: all years.",))
    asked = Part("Aber", 2, ("aberberg", "Cerro"), Table(("city",), ((iri("a"),),), "Who joined?"))
    assert heading_of(said, asked, "Partners") == (
        "Who joined? · Around Aber · Between Aber and Cerro · Partners"
    )
    part = part_of(said, Part("Aber"))
    assert part.said[0].startswith("Neighbourhood: Aber")
    assert part.said[1:] == ("Of the whole that it was cut from: Window: all years.",)
