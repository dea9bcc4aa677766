"""The page in Chromium, opened from a file: what a reader finds, and what never happens."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from citygraph.maps import MapOptions, overview

from .hostile import HOSTILE, hostile

# selenium's own annotations leave half of it untyped.
Open = Callable[..., Any]


def wait(page: Any, css: str) -> list[Any]:
    """Waits until the page has such elements: the tables are built when they are looked at."""
    WebDriverWait(page, 10).until(lambda page: page.find_elements(By.CSS_SELECTOR, css))
    return list(page.find_elements(By.CSS_SELECTOR, css))


def show_all(page: Any) -> None:
    """Shows every thing and every line, and each of the tables."""
    page.execute_script(
        """data.nodes.forEach((_, id) => showNode(id));
        lines.forEach((line) => showLine(line));
        change({ view: "table" });
        tables.forEach(showTable);"""
    )
    wait(page, "#listing td")


def at(name: str) -> str:
    """JavaScript for the position of a thing in the page's list, by the end of its IRI."""
    return f"data.nodes.findIndex((node) => node.iri.endsWith('/{name}'))"


def panel(page: Any) -> str:
    return str(page.find_element(By.ID, "panel").text)


def click_between(page: Any, one: str, other: str) -> None:
    """Clicks with the mouse where the line between two things runs, a little off its middle."""
    x, y = page.execute_script(
        f"""const spots = network.getPositions(), a = spots[{at(one)}], b = spots[{at(other)}];
        const spot = network.canvasToDOM({{x: .6 * a.x + .4 * b.x, y: .6 * a.y + .4 * b.y}});
        const box = document.querySelector("#drawing canvas").getBoundingClientRect();
        return [Math.round(box.left + spot.x), Math.round(box.top + spot.y)];"""
    )
    chain: Any = ActionChains(page)
    chain.w3c_actions.pointer_action.move_to_location(x, y)
    chain.w3c_actions.pointer_action.click()
    chain.perform()
    wait(page, "#panel .claim")


def requests(page: Any) -> list[str]:
    sent = []
    for entry in page.get_log("performance"):
        message: dict[str, Any] = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            sent.append(message["params"]["request"]["url"])
    return sent


def test_the_page_asks_for_nothing_but_itself(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    show_all(page)
    assert [url.rsplit("/", 1)[1] for url in requests(page)] == ["map.html"]
    assert page.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert page.get_log("browser") == []


def test_the_policy_keeps_what_is_not_the_pages_own_from_running(
    small: ox.Store, opened: Open
) -> None:
    page = opened(overview(small, MapOptions()))
    page.execute_script(
        """const script = document.createElement("script");
        script.textContent = "window.strange = true"; document.body.append(script);
        const image = document.createElement("img");
        image.src = "http://127.0.0.1:9/x.png"; document.body.append(image);"""
    )
    assert page.execute_script("return window.strange") is None
    refused = [entry["message"] for entry in page.get_log("browser")]
    assert sum("Content Security Policy" in message for message in refused) == 2


def test_a_click_on_a_tie_shows_the_claim_its_source_and_place(
    small: ox.Store, opened: Open
) -> None:
    quotes = {("harbour-news", 17, 41): "said Ada Berg, the mayor"}
    page = opened(overview(small, MapOptions(quotes=quotes)))
    click_between(page, "ada-berg", "mayor-of-norvik")
    shown = panel(page)
    assert "Ada Berg is named as mayor of Norvik." in shown
    assert "Harbour News on the forum" in shown
    assert "published by Harbour News House, issued 2024-05-03, in English" in shown
    assert "https://news.example/forum" in shown
    assert "characters 17–41 – stated; as of 2024-05-03" in shown
    assert "said Ada Berg, the mayor" in shown
    assert "actual" in shown
    assert "pledge" not in shown.lower()  # her other tie, from the other source


def test_a_click_on_a_derived_tie_says_so_and_gives_the_place_in_words(
    small: ox.Store, opened: Open
) -> None:
    page = opened(overview(small, MapOptions()))
    click_between(page, "norvik-no", "harbour-pledge")
    shown = panel(page)
    assert "second row of the table of parties – derived; as of 2024" in shown
    assert "publisher not given, date of issue not given" in shown
    assert "2024-05-02 (derived)" in shown


def test_one_line_holds_all_ties_between_two_things(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    click_between(page, "norvik-no", "harbour-forum-1")
    shown = panel(page)
    assert "Norvik → on behalf of → 1st Harbour Forum, 2024-05-02 (derived)" in shown
    assert "1st Harbour Forum → held in → Norvik" in shown
    assert "inferred: on behalf of" in shown


def test_a_thing_shows_its_names_facts_and_ties(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    page.execute_script(f"select('node', {at('norvik-no')}, false)")
    shown = panel(page)
    for words in ("Norvik", "Norrvik", "Nordvíken", "https://www.geonames.org/1"):
        assert words in shown
    assert len(page.find_elements(By.CSS_SELECTOR, "#panel ul.plain:last-of-type button")) == 3
    page.execute_script(f"select('node', {at('port-cities')}, false)")
    assert "Port Cities is said not to have signed." in panel(page)
    assert "denied" in panel(page)


def test_planned_and_derived_lines_are_drawn_unlike_others(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    drawn = page.execute_script(
        """const name = (id) => data.nodes[id].iri.split("/").pop();
        return Object.fromEntries(strokes.map((edge) =>
            [`${name(edge.from)} ${name(edge.to)}`, edge.dashes]))"""
    )
    assert {frozenset(key.split()): value for key, value in drawn.items()} == {
        frozenset({"ada-berg", "mayor-of-norvik"}): False,
        frozenset({"ada-berg", "harbour-forum-1"}): False,
        frozenset({"norvik-no", "harbour-forum-1"}): False,
        frozenset({"norvik-no", "harbour-pledge"}): [2, 4],
        frozenset({"ada-berg", "harbour-pledge"}): [2, 4],
        frozenset({"port-cities", "harbour-forum-2"}): [9, 6],
    }


def test_the_legend_names_every_kind_that_is_drawn(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    drawn = set(page.execute_script("return data.nodes.map((node) => node.kind)"))
    items = page.find_elements(By.CSS_SELECTOR, "#legend li[data-kind]")
    assert {item.get_attribute("data-kind") for item in items} == drawn
    legend = page.find_element(By.ID, "legend").text
    assert "planned, called for or possible" in legend
    assert "derived: no source states this tie outright" in legend
    assert "event that no source says was held" in legend


def test_labels_come_in_the_language_asked_for(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions(lang="sv")))
    assert "tad" in page.find_element(By.CSS_SELECTOR, "#legend li[data-kind=city]").text
    page.execute_script(f"select('node', {at('mayor-of-norvik')}, false)")
    heading = page.find_element(By.CSS_SELECTOR, "#panel h2 bdi")
    assert (heading.text, heading.get_attribute("lang")) == ("Borgmästare i Norrvik", "sv")
    assert "Ada Berg" in panel(page)


def test_search_finds_any_name_without_case_or_accents(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    find = page.find_element(By.ID, "find")
    find.send_keys("NORDVIK")
    assert page.find_element(By.ID, "found-count").text == "1 found"
    find.send_keys(Keys.ENTER)
    assert panel(page).startswith("Norvik")
    find.clear()
    find.send_keys("harbour")
    # Two forums, the pledge and the news house, by name.
    assert page.find_element(By.ID, "found-count").text == "4 found"
    find.clear()
    find.send_keys("zzz")
    assert page.find_element(By.ID, "found-count").text == "0 found"


def test_everything_opens_from_the_keyboard_with_the_focus_in_sight(
    small: ox.Store, opened: Open
) -> None:
    page = opened(overview(small, MapOptions()))
    page.execute_script("document.querySelector('#views input').focus()")
    page.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    ties = [row.text for row in wait(page, "#listing tbody tr") if row.is_displayed()]
    assert len(ties) == 7
    assert sum("Harbour News on the forum" in row for row in ties) == 4
    # From the table's own stop over its five headings and the first row's first thing to its tie.
    page.execute_script("document.querySelector('#listing .scroll').focus()")
    for _ in range(7):
        page.switch_to.active_element.send_keys(Keys.TAB)
        outline = "return getComputedStyle(document.activeElement).outlineStyle"
        assert page.execute_script(outline) == "solid"
    page.switch_to.active_element.send_keys(Keys.ENTER)
    assert "characters" in panel(page) or "second row" in panel(page)
    assert page.switch_to.active_element.get_attribute("id") == "panel"


def test_the_drawing_moves_by_the_arrow_keys(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    drawing = page.find_element(By.CSS_SELECTOR, "#drawing .vis-network")
    before = page.execute_script("drawing.focus(); return network.getViewPosition().x")
    ActionChains(page).key_down(Keys.ARROW_RIGHT).pause(0.2).key_up(Keys.ARROW_RIGHT).perform()
    assert page.execute_script("return network.getViewPosition().x") > before
    assert "Arrow keys" in drawing.get_attribute("aria-label")
    assert page.execute_script("return getComputedStyle(drawing).outlineStyle") == "solid"


def test_the_buttons_zoom(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    scale = "return network.getScale()"
    start = page.execute_script(scale)
    page.find_element(By.ID, "closer").click()
    assert page.execute_script(scale) == pytest.approx(1.4 * start)
    page.find_element(By.ID, "further").click()
    page.find_element(By.ID, "further").click()
    assert page.execute_script(scale) == pytest.approx(start / 1.4)
    page.find_element(By.ID, "whole").click()
    assert page.execute_script(scale) == pytest.approx(start)


def test_names_on_the_drawing_do_not_cover_one_another(small: ox.Store, opened: Open) -> None:
    page = opened(overview(small, MapOptions()))
    drawn = page.execute_script(
        """const drawn = [], plain = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (words, x, y) {
            drawn.push([words, x, y, this.measureText(words).width]); plain.call(this, words, x, y);
        };
        network.redraw();
        CanvasRenderingContext2D.prototype.fillText = plain;
        return drawn;"""
    )
    assert {"Norvik", "Ada Berg", "Mayor of Norvik"} <= {words for words, *_ in drawn}
    for at_one, (_, x, y, wide) in enumerate(drawn):
        for _, other_x, other_y, other_wide in drawn[at_one + 1 :]:
            # Centred on x, from y down, 12.5 pixels high.
            assert abs(x - other_x) >= (wide + other_wide) / 2 or abs(y - other_y) >= 12.5


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_words_run_nothing_and_break_nothing(
    small: ox.Store, opened: Open, bad: str
) -> None:
    text = overview(hostile(small, bad), MapOptions(title=bad, version=bad))
    page = opened(text, width=390)
    page.execute_script("window.alerts = []; window.alert = (what) => alerts.push(what);")
    show_all(page)
    page.execute_script("select('line', 0, true)")
    assert page.execute_script("return alerts") == []
    assert page.find_elements(By.CSS_SELECTOR, "img, #panel svg, #panel script, #listing svg") == []
    assert page.execute_script("return document.querySelector('#panel h2 bdi').textContent") == bad
    assert page.execute_script("return document.documentElement.scrollWidth") <= 390
    assert page.get_log("browser") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_its_window_in_both_schemes(
    small: ox.Store, opened: Open, width: int, scheme: str
) -> None:
    page = opened(overview(small, MapOptions()), width, scheme)
    show_all(page)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    ground = page.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}[scheme]
    city = page.execute_script("return colour('edge')")
    assert city == {"light": "#33383f", "dark": "#dfe3e8"}[scheme]
