"""The sample to read again: its units counted by hand in small.trig, its shares by arithmetic."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citygraph.errors import QueryError
from citygraph.exports.sample import Record, _systematic, reading_sample


def test_a_claim_in_two_sources_is_two_units_and_its_places_in_one_are_one(store: ox.Store) -> None:
    drawn = reading_sample(store).records()
    # s1 rests on two spans in source one and a row of source two; plain facts are not drawn from.
    assert [(unit["class"], unit["source"], unit["place"]) for unit in drawn] == [
        ("Commitment", "source/one", None),
        ("ParticipantCount", "source/two", "5-8"),
        ("Signature", "source/one", "9-20 | 120-180"),
        ("Signature", "source/two", "row=12"),
    ]
    assert [unit["number"] for unit in drawn] == [1, 2, 3, 4]
    assert all(unit["seen"] is None and unit["holds"] is None for unit in drawn)


def test_facts_are_drawn_from_when_asked_for(store: ox.Store) -> None:
    assert "AttributeClaim" in reading_sample(store, facts=True).column("class")


def test_a_row_says_in_words_what_is_to_be_seen(store: ox.Store) -> None:
    signed = reading_sample(store).records()[3]
    assert signed["states"] == (
        'document: The Declaration; signatory: =HYPERLINK("http://x"); signedOn: 2019-10'
    )
    assert signed["says"] == "Aa signed."


def test_the_page_of_a_source_stands_in_its_rows(store: ox.Store) -> None:
    source = ox.NamedNode("https://w3id.org/citygraph/id/source/two")
    page = ox.NamedNode("https://example.org/page")
    where = ox.NamedNode("https://w3id.org/citygraph/graph/two")
    says = ox.NamedNode("http://purl.org/dc/terms/source")
    store.add(ox.Quad(source, says, page, where))
    pages = {unit["source"]: unit["page"] for unit in reading_sample(store).records()}
    assert pages == {"source/one": None, "source/two": "https://example.org/page"}


def test_gazetteers_are_not_drawn_from(store: ox.Store) -> None:
    base = "https://w3id.org/citygraph/"
    kind = ox.NamedNode(base + "ontology#sourceKind")
    gazetteer = ox.NamedNode(base + "concept/source-kind/gazetteer")
    source = ox.NamedNode(base + "id/source/one")
    store.add(ox.Quad(source, kind, gazetteer, ox.NamedNode(base + "graph/one")))
    assert set(reading_sample(store).column("source")) == {"source/two"}


def test_an_empty_sample_is_refused(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="ask for one or more"):
        reading_sample(store, size=0)


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=12),
    st.integers(1, 50),
    st.integers(0, 10_000),
)
def test_every_stratum_has_its_share_within_one(strata: list[int], size: int, seed: int) -> None:
    units: list[Record] = [
        {"of": i, "n": n} for i, count in enumerate(strata) for n in range(count)
    ]
    drawn = _systematic(units, size, seed)
    assert len(drawn) == min(size, len(units))
    assert len({(unit["of"], unit["n"]) for unit in drawn}) == len(drawn)
    shares = Counter(unit["of"] for unit in drawn)
    for i, count in enumerate(strata):
        fair = count * len(drawn) / len(units)
        assert abs(shares[i] - fair) < 1 + 1e-9
    assert drawn == _systematic(units, size, seed)
