"""What the overview's recipe counts as a tie, class by class."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from citygraph.query import select
from citygraph.resources import queries_dir
from citygraph.store import new_store
from citygraph.vocabulary import CG, PREFIXES

RECIPE = (queries_dir() / "ties" / "overview.rq").read_text(encoding="utf-8")
DENIED = "https://w3id.org/citygraph/concept/modality/denied"
THINGS = """
:ada a cg:Person . :bo a cg:Person . :norvik a cg:City . :ostby a cg:City . :post a cg:Mayoralty .
:forum a cg:Forum ; cg:startDate "2024-05-02"^^xsd:date . :pledge a cg:Declaration .
:accord a cg:Agreement .
:ports a cg:CityNetwork . :scheme a cg:Programme . :prize a cg:Prize . :fifty a cg:Group .
:paper a cg:SourceDocument . :housing a skos:Concept .
"""


def ties(claim: str) -> set[tuple[str, str, str]]:
    """The ties of one claim among these things, by the ends of their IRIs."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    store = new_store()
    text = (
        f"{prefixes}PREFIX : <http://x/>\nGRAPH :g {{ {THINGS} :c cg:statedIn :paper ; {claim} . }}"
    )
    store.load(text.encode(), format=ox.RdfFormat.TRIG)
    rows = select(store, RECIPE).records()
    assert all(row["claim1"] == row["claim2"] == "http://x/c" for row in rows)
    return {
        (str(row["source"])[9:], str(row["tie"]).removeprefix(CG), str(row["target"])[9:])
        for row in rows
    }


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("a cg:TermOfOffice ; cg:holder :ada ; cg:post :post", {("ada", "TermOfOffice", "post")}),
        (
            "a cg:Membership ; cg:member :ada ; cg:network :ports ; cg:onBehalfOf :norvik",
            {("ada", "Membership", "ports"), ("norvik", "onBehalfOf", "ports")},
        ),
        (
            "a cg:Participation ; cg:participant :ada ; cg:event :forum ; cg:onBehalfOf :norvik ;"
            " cg:capacity :post",
            {("ada", "Participation", "forum"), ("norvik", "onBehalfOf", "forum")},
        ),
        (
            "a cg:Invitation ; cg:inviter :norvik ; cg:invitee :ostby ; cg:event :forum",
            {("norvik", "inviter", "forum"), ("ostby", "invitee", "forum")},
        ),
        (
            "a cg:Invitation ; cg:inviter :norvik ; cg:invitee :ostby",
            {("norvik", "Invitation", "ostby")},
        ),
        ("a cg:Mention ; cg:mentioned :ostby ; cg:event :forum", {("ostby", "Mention", "forum")}),
        (
            "a cg:Signature ; cg:document :pledge ; cg:signatory :norvik ; cg:signer :ada",
            {("norvik", "Signature", "pledge"), ("ada", "signer", "pledge")},
        ),
        (
            "a cg:Commitment ; cg:committedBy :norvik ; cg:inDocument :pledge ; cg:madeAt :forum ;"
            " cg:theme :housing ; cg:refersTo :accord",
            {("norvik", "Commitment", "pledge"), ("pledge", "refersTo", "accord")},
        ),
        (
            "a cg:Commitment ; cg:committedBy :norvik ; cg:speaker :ada ; cg:madeAt :forum ;"
            " cg:refersTo :accord",
            {
                ("norvik", "Commitment", "forum"),
                ("ada", "speaker", "forum"),
                ("norvik", "refersTo", "accord"),
            },
        ),
        (
            "a cg:Statement ; cg:speaker :ada ; cg:addressee :bo ; cg:madeAt :forum",
            {("ada", "Statement", "bo")},
        ),
        (
            "a cg:Statement ; cg:speaker :ada ; cg:onBehalfOf :norvik ; cg:madeAt :forum",
            {("ada", "Statement", "forum"), ("norvik", "onBehalfOf", "forum")},
        ),
        (
            "a cg:ProgrammeUse ; cg:programme :scheme ; cg:user :norvik ; cg:purpose :housing",
            {("norvik", "ProgrammeUse", "scheme")},
        ),
        ("a cg:Award ; cg:prize :prize ; cg:laureate :norvik", {("norvik", "Award", "prize")}),
        (
            "a cg:Partnership ; cg:partner :norvik , :ostby , :ports",
            {
                ("norvik", "Partnership", "ostby"),
                ("norvik", "Partnership", "ports"),
                ("ostby", "Partnership", "ports"),
            },
        ),
        ("a cg:Support ; cg:supporter :ada ; cg:supported :pledge", {("ada", "Support", "pledge")}),
        (
            "a cg:ParticipantCount ; cg:event :forum ; cg:countOf :fifty",
            {("fifty", "Count", "forum")},
        ),
        ("a cg:Count ; cg:countIn :norvik ; cg:countOf :fifty", {("fifty", "Count", "norvik")}),
        (
            "a cg:AttributeClaim ; cg:subject :forum ; cg:attribute cg:heldIn ; cg:object :norvik",
            {("forum", "heldIn", "norvik")},
        ),
    ],
)
def test_each_class_of_relation_ties_the_things_it_names(
    claim: str, expected: set[tuple[str, str, str]]
) -> None:
    assert ties(claim) == expected


@pytest.mark.parametrize(
    "claim",
    [
        f"a cg:TermOfOffice ; cg:holder :ada ; cg:post :post ; cg:modality <{DENIED}>",
        "a cg:TermOfOffice ; cg:holder :ada ; cg:post :post . :finer cg:refines :c",
        "a cg:AttributeClaim ; cg:subject :paper ; cg:attribute cg:runBy ; cg:object :norvik",
        "a cg:AttributeClaim ; cg:subject :forum ; cg:attribute cg:theme ; cg:object :housing",
        'a cg:AttributeClaim ; cg:subject :forum ; cg:attribute cg:startDate ; cg:value "2024"',
        "a cg:Mention ; cg:mentioned :nothing ; cg:event :forum",
        "a cg:Mention ; cg:mentioned :ada ; cg:event :nothing",
    ],
    ids=[
        "denied",
        "refined",
        "of a source",
        "to a concept",
        "to words",
        "of nothing",
        "to nothing",
    ],
)
def test_what_is_no_tie_between_things_draws_none(claim: str) -> None:
    assert ties(claim) == set()


def test_the_tie_bears_the_claims_own_date_before_the_events(small: ox.Store) -> None:
    rows = select(small, RECIPE).records()
    dates = {(str(row["tie"]).removeprefix(CG), row["date"]) for row in rows}
    assert ("Signature", "2024-05-02") in dates
    assert ("Participation", "2024-05-02") in dates  # the first forum, by its start
    assert ("Participation", None) in dates  # the second, announced without a date
