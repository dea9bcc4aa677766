"""The claims as CSV: rows and cells counted by hand in small.trig."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pyoxigraph as ox
import pytest

from citygraph.exports import EXPORTS

BASE = "https://w3id.org/citygraph/id/"


@pytest.fixture
def rows(store: ox.Store) -> list[dict[str, str]]:
    text = EXPORTS["csv"](store).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_piece_of_evidence_has_a_row(rows: list[dict[str, str]]) -> None:
    # Three places say s1; the others are said once, c1 without any place.
    assert Counter(row["claim"].removeprefix(BASE) for row in rows) == {
        "attribute-claim/a1": 1,
        "commitment/c1": 1,
        "participant-count/p1": 1,
        "signature/s1": 3,
    }


def test_columns_are_the_fixed_ones_then_those_in_use(rows: list[dict[str, str]]) -> None:
    roles = ["event", "document", "signatory", "committedBy", "inDocument", "theme", "countOf"]
    roles += ["subject", "represents"]
    assert list(rows[0]) == [
        *("claim", "class", "modality", "description"),
        *("source", "sourceLabel", "start", "end", "place", "basis", "asOf", "derivedPart"),
        *("earliestDate", "latestDate", "graphVersion"),
        *(name for role in roles for name in (role, f"{role}Label")),
        *("attribute", "signedOn", "ordinal", "minimum", "maximum", "value"),
    ]


def test_a_signature_of_two_sources_row_by_row(rows: list[dict[str, str]]) -> None:
    signed = [row for row in rows if row["class"] == "Signature"]
    alike = {
        "modality": "actual",
        "description": "Aa signed.",
        "document": "document/d",
        "documentLabel": "The Declaration",
        "signatory": "city/aa-fi",
        "signatoryLabel": '\'=HYPERLINK("http://x")',
        "signedOn": "2019-10",
        "earliestDate": "2019-10-01",
        "latestDate": "2019-10-31",
        "represents": "city/aa-fi",
        "committedBy": "",
        "graphVersion": "2026.11.21",
    }
    assert all(alike.items() <= row.items() for row in signed)
    names = ("source", "sourceLabel", "start", "end", "place", "basis", "asOf", "derivedPart")
    assert [tuple(row[name] for name in names) for row in signed] == [
        ("source/one", "Report one", "9", "20", "", "derived", "2020", "signedOn"),
        ("source/one", "Report one", "120", "180", "", "stated", "2020", ""),
        ("source/two", "Report two", "", "", "row=12", "stated", "2021", ""),
    ]


def test_a_claim_without_a_place_still_names_its_source(rows: list[dict[str, str]]) -> None:
    (row,) = (row for row in rows if row["class"] == "Commitment")
    assert (row["source"], row["asOf"], row["start"], row["basis"]) == (
        "source/one",
        "2020",
        "",
        "",
    )
    assert (row["theme"], row["themeLabel"]) == (
        "concept/theme/housing | concept/theme/mobility",
        "housing | mobility",
    )
    assert (row["modality"], row["ordinal"]) == ("planned", "3")


def test_class_is_the_most_specific_though_rules_add_wider_ones(
    rows: list[dict[str, str]],
) -> None:
    (row,) = (row for row in rows if row["countOf"])
    assert row["class"] == "ParticipantCount"
    assert (row["minimum"], row["maximum"], row["countOfLabel"]) == ("50", "50", "mayors")


def test_a_date_that_begins_with_a_dash_is_guarded(rows: list[dict[str, str]]) -> None:
    (row,) = (row for row in rows if row["class"] == "AttributeClaim")
    assert (row["attribute"], row["value"]) == ("startDate", "'--10-10")
    assert row["place"] == "the caption of the second picture"


def test_sources_that_share_a_claim_each_tell_it_in_their_own_words() -> None:
    # Read off: two graphs, one claim, a sentence in each.
    text = """
    @prefix cg: <https://w3id.org/citygraph/ontology#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix oa: <http://www.w3.org/ns/oa#> .
    @prefix b: <https://w3id.org/citygraph/id/source/> .
    @prefix g: <https://w3id.org/citygraph/graph/> .
    @prefix m: <https://w3id.org/citygraph/id/membership/> .
    g:one { m:x a cg:Membership ; cg:statedIn b:one ; cg:evidence m:e1 ;
        dcterms:description "One said."@en . m:e1 oa:hasSource b:one }
    g:two { m:x a cg:Membership ; cg:statedIn b:two ; cg:evidence m:e2 ;
        dcterms:description "Two said."@en . m:e2 oa:hasSource b:two }
    """
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TRIG)
    told = list(csv.DictReader(io.StringIO(EXPORTS["csv"](store).decode(), newline="")))
    assert [(row["source"], row["description"]) for row in told] == [
        ("source/one", "One said."),
        ("source/two", "Two said."),
    ]
