"""The evidence panel in Chromium: facts, rival claims, shared things, citations."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from citygraph.maps import MAPS, MapOptions
from citygraph.maps.page import page

from .quays import Open, quays

OPTIONS = MapOptions(version="1.2")
#: By hand from small.trig.
CITED = (
    "Ada Berg is named as mayor of Norvik. (term of office: holder: Ada Berg; post: Mayor of "
    "Norvik.) Source: Harbour News House, “Mayors meet in Norvik”, "
    "2024-05-03, in English, https://news.example/forum, characters 17–41, stated, "
    "as of 2024-05-03. "
    "In: “The whole graph”, citygraph graph version 1.2, "
    "claim https://w3id.org/citygraph/id/term-of-office/t1"
)
CITED_DENIAL = (
    "Port Cities is said not to have signed. [denied] (signature: document: Harbour "
    "Pledge; signatory: Port Cities; signature status: signed.) Source: publisher not given, "
    "“List of the pledge’s parties”, date not given, second row of the table of parties, derived, "
    "as of 2024. In: “The whole graph”, citygraph graph version 1.2, "
    "claim https://w3id.org/citygraph/id/signature/s2"
)


def at(name: str) -> str:
    """JavaScript for the position of a thing in the page's list, by the end of its IRI."""
    return f"data.nodes.findIndex((node) => node.iri.endsWith('/{name}'))"


def show(shown: Any, name: str) -> None:
    shown.execute_script(f"showNode({at(name)})")


def show_between(shown: Any, one: str, other: str) -> None:
    shown.execute_script(
        f"showLine(lines[lineAt.get(lineKey({{ from: {at(one)}, to: {at(other)} }}))])"
    )


def texts(shown: Any, css: str) -> list[str]:
    return [one.text for one in shown.find_elements(By.CSS_SELECTOR, f"#panel {css}")]


def opened_details(shown: Any, words: str) -> Any:
    """Opens what can be opened under these words."""
    details = next(
        one
        for one in shown.find_elements(By.CSS_SELECTOR, "#panel details")
        if one.find_element(By.TAG_NAME, "summary").text.startswith(words)
    )
    details.find_element(By.TAG_NAME, "summary").click()
    shown.execute_async_script("setTimeout(arguments[0], 50)")
    return details


def test_a_claim_is_copied_as_a_citation(small: ox.Store, opened: Open) -> None:
    shown = opened(MAPS["overview"](small, OPTIONS))
    allowed = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    shown.execute_cdp_cmd("Browser.grantPermissions", allowed)
    show_between(shown, "ada-berg", "mayor-of-norvik")
    shown.find_element(By.CSS_SELECTOR, "#panel .copying button").click()
    shown.execute_async_script("setTimeout(arguments[0], 100)")
    assert texts(shown, ".copying [role=status]") == ["Copied"]
    read = "navigator.clipboard.readText().then(arguments[0], (wrong) => arguments[0](`${wrong}`))"
    assert shown.execute_async_script(read) == CITED


def test_a_citation_stands_selected_where_a_page_may_not_copy(
    small: ox.Store, opened: Open
) -> None:
    shown = opened(MAPS["overview"](small, OPTIONS), width=390)
    shown.execute_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    show_between(shown, "ada-berg", "mayor-of-norvik")
    button = shown.find_element(By.CSS_SELECTOR, "#panel .copying button")
    shown.execute_script("arguments[0].scrollIntoView({ block: 'center' })", button)
    button.click()
    field = shown.find_element(By.CSS_SELECTOR, "#panel textarea")
    assert field.get_attribute("value") == CITED
    assert field.get_attribute("readonly") is not None
    selected = "const a = document.activeElement; return [a.selectionStart, a.selectionEnd]"
    assert shown.execute_script(selected) == [0, len(CITED)]
    assert "copy it yourself" in texts(shown, ".copying [role=status]")[0]
    assert shown.execute_script("return document.documentElement.scrollWidth") <= 390


def test_a_citation_says_what_a_source_denies_and_what_it_does_not_give(
    small: ox.Store, opened: Open
) -> None:
    shown = opened(MAPS["overview"](small, OPTIONS))
    find = "return citation(packed.claimIris.findIndex((iri) => iri.endsWith('/s2')))"
    assert shown.execute_script(find) == CITED_DENIAL


def test_facts_are_read_in_a_line_each_and_open_to_their_place(
    small: ox.Store, opened: Open
) -> None:
    shown = opened(MAPS["overview"](small, OPTIONS))
    show(shown, "harbour-forum-1")
    heads = texts(shown, "h3")
    assert heads == ["Facts", "Ties"]
    assert texts(shown, "h3 + ul summary") == [
        "start date: 2024-05-02 — Harbour News on the forum",
        "held in: Norvik — Harbour News on the forum",
    ]
    assert texts(shown, "article") == []
    fact = opened_details(shown, "start date")
    assert fact.find_element(By.CSS_SELECTOR, ".sentence").text == (
        "1st Harbour Forum, start date: 2024-05-02"
    )
    assert "characters 60–95 – stated; inferred: onBehalfOf; as of 2024-05-03" in fact.text
    show(shown, "port-cities")
    assert texts(shown, "h3") == ["Ties", "Other claims about it"]
    assert "Port Cities is said not to have signed. (denied) — List of the pledge’s parties" in (
        texts(shown, "summary")
    )


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (390, False)])
def test_rival_claims_stand_side_by_side_with_what_differs_marked(
    opened: Open, width: int, beside: bool
) -> None:
    shown = opened(page(quays(), OPTIONS, "a recipe"), width)
    show_between(shown, "ceuta-es", "dover-gb")
    assert "They differ in valid from." in texts(shown, ".rivals")[0]
    assert texts(shown, ".sentence") == [
        "Ceuta joined Dover in 2003.",
        "Ceuta joined Dover in 2005.",
    ]
    assert texts(shown, "mark") == ["2003", "2005"]
    assert ["The Ledger" in one for one in texts(shown, "article")] == [True, False]
    one, other = (
        article.rect for article in shown.find_elements(By.CSS_SELECTOR, "#panel article")
    )
    if beside:
        assert other["x"] >= one["x"] + one["width"]
        assert other["y"] == one["y"]
    else:
        assert other["y"] > one["y"] + one["height"] - 1
    assert shown.execute_script("return document.documentElement.scrollWidth") <= width


def test_what_two_things_share_heads_each_ones_own_claim(opened: Open) -> None:
    shown = opened(page(quays(), OPTIONS, "a recipe"))
    show_between(shown, "aaby-dk", "bodo-no")
    assert texts(shown, "h3") == ["Both: Quay Declaration (2019)"]
    order = texts(shown, "h4, #panel .sentence")
    assert order == ["Aaby", "Aaby signed it.", "Bodø", "Bodø signed it."]


def test_a_thing_shows_its_measure_its_community_and_its_years(opened: Open) -> None:
    shown = opened(page(quays(), OPTIONS, "a recipe"))
    show(shown, "bodo-no")
    about = texts(shown, "p.quiet")[1]
    assert about == "Region: Europe. Community 1. betweenness: 0.125. Years of its dated ties: 2019"


def test_the_claims_of_many_ties_are_written_when_one_is_opened(opened: Open) -> None:
    shown = opened(page(quays(ties_more=300), OPTIONS, "a recipe"))
    show_between(shown, "bodo-no", "ceuta-es")
    assert len(shown.find_elements(By.CSS_SELECTOR, "#panel details")) == 301
    assert shown.find_elements(By.CSS_SELECTOR, "#panel article") == []
    opened_details(shown, "Bodø → letter 7 → Ceuta")
    assert texts(shown, ".sentence") == ["Bodø wrote to Ceuta, letter 7."]


def test_ties_that_the_readers_choices_leave_out_are_told_apart(opened: Open) -> None:
    shown = opened(page(quays(), OPTIONS, "a recipe"))
    show(shown, "bodo-no")
    rows = "h3 + div > ul button"
    assert texts(shown, rows) == ["with Aaby, both: Quay Declaration", "→ letter 0: Ceuta"]
    assert "left out" not in shown.find_element(By.ID, "panel").text
    # Letters have no date.
    shown.execute_script("change({ undated: false })")
    assert texts(shown, rows) == ["with Aaby, both: Quay Declaration"]
    opened_details(shown, "1 more left out by your choices")
    opened_details(shown, "Bodø → letter 0 → Ceuta")
    assert texts(shown, ".sentence") == ["Bodø wrote to Ceuta, letter 0."]
    shown.execute_script("change({ undated: true })")
    assert len(texts(shown, rows)) == 2


def test_a_claim_without_a_sentence_is_told_by_its_roles_once(
    small: ox.Store, opened: Open
) -> None:
    shown = opened(MAPS["overview"](small, OPTIONS))
    said = shown.execute_script(
        """const claim = { ...claimAt(0), composed: true, isFact: false };
        return [claim, { ...claim, composed: false }].map((one) =>
            sentenceOf(one).map((part) => part.className))"""
    )
    assert said == [["quiet"], ["sentence"]]


def test_on_a_phone_the_panel_is_read_in_the_page_and_not_in_a_window_of_it(
    small: ox.Store, opened: Open
) -> None:
    look = """const look = getComputedStyle(panel);
        return [look.position, look.maxHeight === "none"]"""
    assert opened(MAPS["overview"](small, OPTIONS), 390).execute_script(look) == ["static", True]
    assert opened(MAPS["overview"](small, OPTIONS)).execute_script(look) == ["sticky", False]


def test_what_is_found_opens_without_a_jump_where_the_panel_is_in_sight(
    small: ox.Store, opened: Open
) -> None:
    shown = opened(MAPS["overview"](small, OPTIONS))
    top = "return [scrollY, panel.getBoundingClientRect().top < innerHeight - 200]"
    shown.find_element(By.ID, "find").send_keys("norvik", Keys.ENTER)
    assert shown.execute_script(top) == [0, True]
    shown = opened(MAPS["overview"](small, OPTIONS), 390)
    shown.find_element(By.ID, "find").send_keys("norvik", Keys.ENTER)
    assert shown.execute_script(top)[1] is True


def test_on_paper_stand_the_drawing_the_evidence_and_the_caption(
    small: ox.Store, opened: Open
) -> None:
    shown = opened(MAPS["overview"](small, OPTIONS))
    show_between(shown, "ada-berg", "mayor-of-norvik")
    shown.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    seen = """return [".bar", ".search", ".zoom", ".taking", "#drawing", "#panel .evidence",
        "#legend", "#caption", "#count"]
        .map((css) => document.querySelector(css).checkVisibility())"""
    kept = shown.execute_script(seen)
    overflow = shown.execute_script("return getComputedStyle(panel).overflow")
    shown.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert kept == [False] * 4 + [True] * 5
    assert overflow == "visible"
