"""The site in Chromium, opened from a folder: no server, no connection, nothing from outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from citygraph.maps.model import MapOptions
from citygraph.maps.reading import read
from citygraph.site import site

from ..maps.hostile import HOSTILE, hostile
from .conftest import ENTRIES, OPTIONS, RECIPE, Files
from .test_things import hub

# selenium's own annotations leave half of it untyped.
Open = Callable[..., Any]


def requests(page: Any) -> set[str]:
    """The addresses that were asked for, from the folder of the site on."""
    sent = set()
    for entry in page.get_log("performance"):
        message: dict[str, Any] = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            sent.add(message["params"]["request"]["url"])
    return sent


def look_for(page: Any, words: str) -> list[str]:
    """Types into the search field; returns what is found."""
    field = page.find_element(By.ID, "find")
    field.clear()
    field.send_keys(words)
    WebDriverWait(page, 10).until(lambda page: page.find_element(By.ID, "found-count").text)
    return [found.text for found in page.find_elements(By.CSS_SELECTOR, "#found a")]


def test_pages_load_their_own_style_and_script_and_nothing_else(
    files: Files, opened: Open, tmp_path: Path
) -> None:
    for name in (name for name in files if name.endswith(".html")):
        page = opened(files, name)
        root = tmp_path.as_uri()
        wanted = {f"{root}/{name}", f"{root}/site/site.css", f"{root}/site/site.js"}
        assert requests(page) - {"data:,"} == wanted
        assert page.get_log("browser") == []
        # Set by the style sheet; the field is shown by the script.
        assert page.execute_script("return getComputedStyle(document.body).maxWidth") == "1280px"
        assert page.find_element(By.ID, "find").is_displayed()


def test_the_policy_refuses_inline_and_foreign_scripts_and_styles(
    files: Files, opened: Open
) -> None:
    page = opened(files, "city/norvik-no.html")
    page.execute_script(
        """const add = (name, fields) => document.head.append(
          Object.assign(document.createElement(name), fields));
        add("script", { textContent: "window.ran = true" });
        add("script", { src: "https://example.org/a.js" });
        add("link", { rel: "stylesheet", href: "https://example.org/a.css" });
        document.body.append(Object.assign(new Image(), { src: "https://example.org/a.png" }));"""
    )
    assert page.execute_script("return window.ran") is None
    WebDriverWait(page, 10).until(lambda _: True)
    refused = [entry["message"] for entry in page.get_log("browser")]
    assert len(refused) == 4
    assert all("Content Security Policy" in message for message in refused)


def test_search_finds_by_any_name_and_leads_there(files: Files, opened: Open) -> None:
    page = opened(files, "source/pledge-list.html")
    assert look_for(page, "nordvik") == ["Norvik – Cities"]
    # The post has the Swedish name of the city in its own.
    assert look_for(page, "NORRVÍK") == ["Norvik – Cities", "Mayor of Norvik – Posts"]
    assert sorted(look_for(page, "harbour forum")) == [
        "1st Harbour Forum – Events",
        "2nd Harbour Forum – Events",
    ]
    assert look_for(page, "mayors meet") == ["Harbour News on the forum – Sources"]
    field = page.find_element(By.ID, "find")
    field.send_keys(Keys.ESCAPE)
    assert page.find_elements(By.CSS_SELECTOR, "#found a") == []
    look_for(page, "ada")
    field.send_keys(Keys.ARROW_DOWN, Keys.NULL)
    page.switch_to.active_element.send_keys(Keys.ENTER)
    WebDriverWait(page, 10).until(lambda page: page.current_url.endswith("person/ada-berg.html"))
    assert page.get_log("browser") == []


def test_a_map_is_one_click_away_and_a_source_two(files: Files, opened: Open) -> None:
    page = opened(files, "index.html")
    page.find_element(By.LINK_TEXT, "Sources").click()
    page.find_element(By.PARTIAL_LINK_TEXT, "Harbour News").click()
    assert page.find_element(By.TAG_NAME, "h1").text == "Harbour News on the forum"
    page = opened(files, "index.html")
    page.find_element(By.LINK_TEXT, ENTRIES[0].title).click()
    assert page.current_url.endswith(ENTRIES[0].file)


def test_a_list_is_narrowed_by_words(opened: Open) -> None:
    page = opened(site(hub(30), (), MapOptions()), "cities.html")
    page.find_element(By.ID, "filter").send_keys("city 02")
    # City 002, and 020 to 029.
    assert page.find_element(By.ID, "filter-count").text == "11 of 30 shown"
    rows = page.find_elements(By.CSS_SELECTOR, "tbody tr")
    assert sum(row.is_displayed() for row in rows) == 11


def test_claims_open_one_by_one_and_all_at_once(files: Files, opened: Open) -> None:
    page = opened(files, "city/norvik-no.html")
    assert "second row of the table" not in page.find_element(By.TAG_NAME, "main").text
    summaries = page.find_elements(By.CSS_SELECTOR, ".ties summary")
    summaries[0].send_keys(Keys.ENTER)
    assert sum(one.is_displayed() for one in page.find_elements(By.CLASS_NAME, "claim")) == 1
    page.find_element(By.CSS_SELECTOR, ".body button").click()
    assert sum(one.is_displayed() for one in page.find_elements(By.CLASS_NAME, "claim")) == 3
    page.find_element(By.CSS_SELECTOR, ".body button").click()
    assert not any(one.is_displayed() for one in page.find_elements(By.CLASS_NAME, "claim"))


def test_the_small_map_leads_to_the_neighbours(opened: Open) -> None:
    page = opened(site(hub(30), (), MapOptions()), "organization/hub.html", 390)
    near = page.find_elements(By.CSS_SELECTOR, ".map svg a")
    assert len(near) == 24
    assert near[7].accessible_name.startswith("City 007: membership")
    near[7].find_element(By.TAG_NAME, "text").click()
    WebDriverWait(page, 10).until(lambda page: page.current_url.endswith("city/c007.html"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["", *HOSTILE])
def test_hostile_words_run_nothing_and_break_no_layout_on_a_phone(
    small: ox.Store, opened: Open, text: str, scheme: str
) -> None:
    store = hostile(small, text) if text else small
    files = site(read(store, RECIPE, OPTIONS), ENTRIES, OPTIONS)
    for name in ("index.html", "cities.html", "city/norvik-no.html", "source/harbour-news.html"):
        page = opened(files, name, 390, scheme)
        page.execute_script(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
        )
        assert page.execute_script("return document.documentElement.scrollWidth") <= 390
        if text:
            look_for(page, text[:5])
        assert page.get_log("browser") == []
        assert page.execute_script("return document.scripts.length") <= 2
