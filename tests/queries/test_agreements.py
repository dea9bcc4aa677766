"""What the page on the Helsinki Impact Declaration says of its parties, clauses and origin."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citygraph.errors import QueryError
from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]


def test_five_parties_signed_and_only_helsinkis_hand_is_named(ask: Ask) -> None:
    rows = ask("agreements/signatories", "signatory signer capacity signed event source")
    conference = "Helsinki Impact Conference 2019"
    rest = ("2019-10-10", conference, "helsinki-impact-declaration-page")
    assert rows == [
        ("Eurocities", None, None, *rest),
        ("Helsinki", "Anni Sinnemäki", "Deputy Mayor of Helsinki", *rest),
        ("Metrex", None, None, *rest),
        ("Stockholm", None, None, *rest),
        ("Tallinn", None, None, *rest),
    ]


def test_the_mayor_who_opened_the_conference_is_no_signer(ask: Ask) -> None:
    names = {cell for row in ask("agreements/signatories", "signatory signer") for cell in row}
    assert not names & {"Jan Vapaavuori", "Mayor of Helsinki", "Finland", "Government of Finland"}


def test_the_place_of_the_signing_reaches_the_words_for_helsinki(ask: Ask) -> None:
    spans = {row[0]: row[1:] for row in ask("agreements/signatories", "signatory start end")}
    start, end = spans["Helsinki"]
    # "undertecknade deklarationen för Helsingfors del" stands at 1636 to 1683.
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert start <= 1636 < 1683 <= end


@pytest.mark.parametrize(
    "document",
    ["document/paris-agreement", "document/sendai-framework", "Sustainable Development Goals"],
)
def test_an_agreement_that_is_only_spoken_of_has_no_signatories(ask: Ask, document: str) -> None:
    assert ask("agreements/signatories", "signatory", document=document) == []


def test_signing_is_not_endorsing(ask: Ask) -> None:
    assert ask("agreements/signatories", "signatory", status="endorsed") == []


def test_a_document_that_the_graph_does_not_know_is_refused(ask: Ask) -> None:
    with pytest.raises(QueryError, match="document=document/treaty-of-rome"):
        ask("agreements/signatories", "signatory", document="document/treaty-of-rome")


def test_signatories_are_named_in_the_language_asked_for_else_in_english(ask: Ask) -> None:
    rows = ask("agreements/signatories", "signatory signer capacity", lang="sv")
    assert ("Helsingfors", "Anni Sinnemäki", "Biträdande borgmästare i Helsingfors") in rows
    assert {row[0] for row in rows} == {
        "Eurocities", "Helsingfors", "Metrex", "Stockholm", "Tallinn",
    }  # fmt: skip


def test_five_clauses_give_their_themes_in_order_for_five_parties(ask: Ask) -> None:
    rows = ask("agreements/themes-in-order", "ordinal concept parties")
    found = [(n, str(theme).split("/theme/")[1], parties) for n, theme, parties in rows]
    assert sorted(found) == [
        (1, "climate-action", 5),
        (2, "digitalisation", 5),
        (2, "ethical-technology", 5),
        (3, "urban-development", 5),
        (3, "urban-planning", 5),
        (4, "open-cities", 5),
        (4, "social-equality", 5),
        (5, "innovation", 5),
    ]
    assert [row[0] for row in found] == [1, 2, 2, 3, 3, 4, 4, 5]


def test_what_is_said_about_an_agreement_is_no_commitment_in_it(ask: Ask) -> None:
    # Guterres ties the design of cities to the Paris Agreement: a statement.
    assert ask("agreements/themes-in-order", "theme", document="document/paris-agreement") == []


def test_helsinki_is_bound_by_five_clauses_and_by_nothing_said(ask: Ask) -> None:
    rows = ask("agreements/commitments-by-party", "document ordinal speaker")
    assert rows == [("Helsinki Impact Declaration", n, None) for n in (1, 2, 3, 4, 5)]


def test_a_partys_commitments_include_what_its_mayor_pledged_for_it(ask: Ask) -> None:
    rows = ask("agreements/commitments-by-party", "document speaker", party="city/seoul-kr")
    # One pledge; that Seoul "hopes" to spread the spirit abroad is none.
    assert rows == [(None, "Oh Se-hoon")]


def test_who_only_signed_by_hand_is_not_a_party(ask: Ask) -> None:
    assert ask("agreements/commitments-by-party", "says", party="person/anni-sinnemaki") == []


def test_the_declaration_came_out_of_the_conference(ask: Ask) -> None:
    assert ask("agreements/adopted", "document adopted eventName city") == [
        ("Helsinki Impact Declaration", "2019-10-10", "Helsinki Impact Conference 2019", "Helsinki")
    ]


def test_nothing_was_adopted_at_the_mayors_forum(ask: Ask) -> None:
    # Its mayors reached conclusions, which are no document.
    assert ask("agreements/adopted", "document", event="event/wcs-mayors-forum-2023") == []


def test_agreements_are_referred_to_by_speakers_and_by_narration(ask: Ask) -> None:
    rows = ask("agreements/referred-to", "name speaker source")
    dialogue = "un-forum-of-mayors-2025-dialogue"
    secretary = "un-secretary-general-mayors-meeting-2021"
    goals = "Sustainable Development Goals"
    # Housing "is a basis for achieving most SDGs"; UNDRR protects "gains made towards the SDGs"
    # (Kishore); UNECE is "deeply involved in the localization of SDGs".
    assert rows == [
        ("Paris Agreement", "António Guterres", secretary),
        ("Sendai Framework for Disaster Risk Reduction", None, dialogue),
        (goals, None, dialogue),
        (goals, "Kamal Kishore", dialogue),
        (goals, None, dialogue),
        (goals, "António Guterres", secretary),
    ]


def test_a_declaration_that_was_signed_is_not_for_that_referred_to(ask: Ask) -> None:
    document = "document/helsinki-impact-declaration"
    assert ask("agreements/referred-to", "speaker", document=document) == []
