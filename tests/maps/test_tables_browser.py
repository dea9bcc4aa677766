"""The tables, in Chromium: all that is shown can be found, sorted and read without the drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from citygraph.maps import MapOptions
from citygraph.maps.page import page

from .dated import dated
from .world import world

Open = Callable[..., Any]


def opened_tables(shown: Any) -> Any:
    shown.find_element(By.CSS_SELECTOR, "#views label:last-of-type").click()
    return shown


@pytest.fixture
def tables(opened: Open) -> Any:
    return opened_tables(opened(page(dated(), MapOptions(), "a recipe")))


def choose(shown: Any, name: str) -> None:
    labels = shown.find_elements(By.CSS_SELECTOR, "#listing fieldset label")
    next(label for label in labels if label.text == name).click()


def rows(shown: Any) -> list[str]:
    # One script, since to ask for each of hundreds of cells takes minutes.
    found: list[str] = shown.execute_script(
        """const rows = document.querySelectorAll("#listing section:not([hidden]) tbody tr");
        return [...rows].map((row) =>
            [...row.cells].map((cell) => cell.innerText.trim()).join(" | "));"""
    )
    return found


def column(shown: Any, at: int) -> list[str]:
    return [row.split(" | ")[at] for row in rows(shown)]


def heading(shown: Any, words: str) -> Any:
    heads = shown.find_elements(By.CSS_SELECTOR, "#listing section:not([hidden]) th")
    return next(head for head in heads if head.text.startswith(words))


def test_the_ties_that_are_shown_stand_in_a_table_with_years_and_sources(tables: Any) -> None:
    assert rows(tables) == [
        "Alta | twins | Brim | 2010–2015 | Press",
        "Alta | twins | Cale | 2012 | Press; List",
        "Alta | hosts | League | 2010, 2019 | Press",
        "Alta | joins | League | 2018 | List",
        "Brim | meets | Cale | since 2014 | Press",
        "Brim | joins | League | not given | Press",
        "Cale | meets | Dorn | until 2011 | List",
        "Dorn | joins | League | not given | List",
    ]
    assert tables.find_element(By.TAG_NAME, "caption").text == "Ties that are shown"
    tables.execute_script("change({ only: { theme: ['housing'] } })")
    assert column(tables, 1) == ["twins", "hosts", "meets"]


def test_the_things_that_are_shown_stand_in_a_table_with_their_shown_ties(tables: Any) -> None:
    choose(tables, "Things")
    assert rows(tables) == [
        "Alta | city | Europe | 4",
        "Brim | city | Europe | 3",
        "Cale | city | Asia | 3",
        "Dorn | city | Asia | 2",
        "Esk | city | Africa | 0",
        "League | network | not given | 4",
    ]
    tables.execute_script("change({ first: 2013, last: 2016, undated: false })")
    assert rows(tables) == [
        "Alta | city | Europe | 1",
        "Brim | city | Europe | 2",
        "Cale | city | Asia | 1",
    ]


def test_a_measure_stands_in_a_column_of_its_own(opened: Open) -> None:
    graph = dated()
    nodes = tuple(replace(node, value=at / 4) for at, node in enumerate(graph.nodes[:-1]))
    graph = replace(graph, measure="betweenness", nodes=(*nodes, graph.nodes[-1]))
    shown = opened_tables(opened(page(graph, MapOptions(), "a recipe")))
    choose(shown, "Things")
    heading(shown, "betweenness").find_element(By.TAG_NAME, "button").click()
    # The greatest first; what was not measured stands last, whichever way.
    assert column(shown, 4) == ["1", "0.75", "0.5", "0.25", "0", "–"]
    heading(shown, "betweenness").find_element(By.TAG_NAME, "button").click()
    assert column(shown, 4) == ["0", "0.25", "0.5", "0.75", "1", "–"]


def test_a_heading_sorts_its_column_both_ways_and_says_so(tables: Any) -> None:
    date = heading(tables, "Date")
    assert date.get_attribute("aria-sort") is None
    date.find_element(By.TAG_NAME, "button").click()
    years = ["2010–2015", "2010, 2019", "until 2011", "2012", "since 2014", "2018"]
    assert column(tables, 3) == [*years, "not given", "not given"]
    assert date.get_attribute("aria-sort") == "ascending"
    date.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    assert column(tables, 3) == [*years[::-1], "not given", "not given"]
    assert date.get_attribute("aria-sort") == "descending"
    heading(tables, "To").find_element(By.TAG_NAME, "button").click()
    assert date.get_attribute("aria-sort") is None
    assert column(tables, 2) == ["Brim", "Cale", "Cale", "Dorn", *["League"] * 4]


def test_words_leave_the_rows_that_hold_them(tables: Any) -> None:
    tables.find_element(By.ID, "words-ties").send_keys("CÁLE")
    assert [row.split(" | ")[:3] for row in rows(tables)] == [
        ["Alta", "twins", "Cale"],
        ["Brim", "meets", "Cale"],
        ["Cale", "meets", "Dorn"],
    ]
    said = tables.find_element(By.CSS_SELECTOR, "#listing [role=status]")
    assert said.text == "3 rows with these words."


def test_a_long_table_is_written_in_portions(opened: Open) -> None:
    # Eight ties, each 60 times.
    shown = opened_tables(opened(page(dated(copies=60), MapOptions(), "a recipe")))
    said = shown.find_element(By.CSS_SELECTOR, "#listing [role=status]")
    assert said.text == "480 rows, the first 200 here."
    assert len(rows(shown)) == 200
    more = shown.find_element(By.CSS_SELECTOR, "#listing section > .fold")
    more.click()
    assert len(rows(shown)) == 400
    assert more.text == "Show 80 more"
    more.click()
    assert len(rows(shown)) == 480
    assert not more.is_displayed()
    assert said.text == "480 rows."


def test_from_a_row_to_its_source_and_back_by_keyboard(tables: Any) -> None:
    button = tables.find_elements(By.CSS_SELECTOR, "#listing tbody tr:nth-child(7) button")[1]
    button.send_keys(Keys.ENTER)
    panel = tables.find_element(By.ID, "panel")
    assert tables.switch_to.active_element == panel
    for words in ("Cale meets Dorn.", "List", "characters 60–65"):
        assert words in panel.text
    tables.switch_to.active_element.send_keys(Keys.TAB)
    assert tables.switch_to.active_element.text == "Back to the row"
    tables.switch_to.active_element.send_keys(Keys.ENTER)
    assert tables.switch_to.active_element == button
    # From there on to a thing in the panel: the way back remains.
    button.send_keys(Keys.ENTER)
    tables.execute_script("select('node', 0, true)")
    assert panel.text.startswith("Back to the row\nAlta")
    assert tables.get_log("browser") == []


def test_the_drawing_is_whole_when_the_reader_comes_back_to_it(tables: Any) -> None:
    tables.find_elements(By.CSS_SELECTOR, "#listing tbody button")[1].click()
    tables.find_element(By.CSS_SELECTOR, "#views label").click()
    wide = "return document.querySelector('#drawing canvas').getBoundingClientRect().width"
    assert tables.execute_script(wide) > 300
    assert tables.execute_script("return network.getScale()") > 0.05
    # The panel then speaks of the drawing, not of a row.
    assert not tables.find_elements(By.CSS_SELECTOR, "#panel .back")


def test_a_folded_map_has_a_table_of_its_groups(opened: Open) -> None:
    shown = opened_tables(opened(page(world(), MapOptions(), "a recipe")))
    choose(shown, "Groups")
    found = {row.split(" | ")[0]: row.split(" | ")[1] for row in rows(shown)}
    assert (found["Finland"], found["Sweden"]) == ("5", "3")
    assert len(found) == 4
    sweden = next(row for row in rows(shown) if row.startswith("Sweden"))
    assert sorted(sweden.split(" | ")[2].split("; ")) == ["Kim", "Malmo Se", "Stockholm Se"]
    buttons = shown.find_elements(By.CSS_SELECTOR, "#listing section:not([hidden]) tbody button")
    next(button for button in buttons if button.text == "Finland").click()
    assert "A group of 5 things" in shown.find_element(By.ID, "panel").text


def test_a_wide_table_scrolls_by_itself_on_a_phone(opened: Open) -> None:
    shown = opened_tables(opened(page(dated(), MapOptions(), "a recipe"), width=390))
    region = shown.find_element(By.CSS_SELECTOR, "#listing .scroll")
    widths = shown.execute_script(
        "return [arguments[0].scrollWidth, arguments[0].clientWidth, arguments[0].tabIndex]", region
    )
    assert widths[0] > widths[1]
    assert widths[2] == 0
    assert shown.execute_script("return document.documentElement.scrollWidth") <= 390
