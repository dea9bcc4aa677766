"""Views, filters and what they leave out, in Chromium: every number is a count by hand."""

from __future__ import annotations

import importlib.resources
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from citygraph.maps import MapOptions, overview
from citygraph.maps.page import page

from .axe import violations
from .dated import dated
from .hostile import HOSTILE, hostile

Open = Callable[..., Any]
SHOWN = """return data.nodes.filter((_, id) => shown.nodes[id])
    .map((node) => node.label[0]).join(" ")"""


@pytest.fixture
def drawn(opened: Open) -> Any:
    return opened(page(dated(), MapOptions(), "a recipe"))


def said(shown: Any) -> str:
    return str(shown.find_element(By.ID, "count").text)


def facet(shown: Any, label: str) -> Any:
    """Opens the filters, and in them the list of that name."""
    if not shown.find_element(By.ID, "filters").is_displayed():
        shown.find_element(By.ID, "filters-open").click()
    boxes = shown.find_elements(By.CSS_SELECTOR, "#facets details")
    box = next(box for box in boxes if box.text.startswith(label))
    if box.get_attribute("open") is None:
        box.find_element(By.TAG_NAME, "summary").click()
    return box


def values(shown: Any, label: str) -> list[str]:
    return [row.text for row in facet(shown, label).find_elements(By.TAG_NAME, "li") if row.text]


def tick(shown: Any, label: str, value: str) -> None:
    rows = facet(shown, label).find_elements(By.TAG_NAME, "li")
    next(row for row in rows if row.text.startswith(value)).find_element(
        By.TAG_NAME, "input"
    ).click()


def chips(shown: Any) -> list[str]:
    found = shown.find_elements(By.CSS_SELECTOR, "#chips button")
    return [chip.text.partition(" ✕")[0] for chip in found]


def test_a_page_opens_with_all_of_it_shown_and_its_lists_closed(drawn: Any) -> None:
    assert said(drawn) == "Shown: 6 of 6 things, 8 of 8 ties."
    for closed in ("years", "filters", "chips", "put-away", "path", "everything"):
        assert not drawn.find_element(By.ID, closed).is_displayed()
    # Two lines of controls and the count, no more.
    assert drawn.find_element(By.CLASS_NAME, "controls").size["height"] < 90
    assert drawn.get_log("browser") == []


def test_a_small_graph_of_sources_is_counted_as_by_hand(small: ox.Store, opened: Open) -> None:
    shown = opened(overview(small, MapOptions()))
    # Seven ties; two things, the venue and the news house, have none.
    assert said(shown) == "Shown: 9 of 9 things, 7 of 7 ties."
    shown.execute_script("change({ only: { source: ['Harbour News on the forum'] } })")
    # Berg's office, hers and Norvik's part in the forum, where that was held.
    assert said(shown) == ("Shown: 4 of 9 things, 4 of 7 ties. 3 ties are left out by filters.")


def test_types_and_regions_choose_things_tied_or_not(drawn: Any) -> None:
    assert values(drawn, "Type of thing") == ["City 8", "City network 4"]
    tick(drawn, "Type of thing", "City")
    assert said(drawn) == "Shown: 5 of 6 things, 4 of 8 ties. 4 ties are left out by filters."
    assert drawn.execute_script(SHOWN) == "Alta Brim Cale Dorn Esk"
    tick(drawn, "Region", "Africa")
    assert said(drawn) == "Shown: 1 of 6 things, 0 of 8 ties. 8 ties are left out by filters."
    assert drawn.execute_script(SHOWN) == "Esk"


def test_what_has_no_region_is_shown_with_what_it_is_tied_to(drawn: Any) -> None:
    tick(drawn, "Region", "Europe")
    # Alta–Brim, twice Alta–League, Brim–League; none that leads to Asia.
    assert said(drawn) == "Shown: 3 of 6 things, 4 of 8 ties. 4 ties are left out by filters."
    assert drawn.execute_script(SHOWN) == "Alta Brim League"


def test_a_list_counts_the_ties_that_the_other_choices_leave(drawn: Any) -> None:
    assert values(drawn, "Region") == ["Europe 6", "Asia 4", "Africa 0"]
    assert values(drawn, "Theme") == ["climate 3", "housing 3"]
    assert values(drawn, "Kind of source") == ["news report 5", "register 4"]
    tick(drawn, "Region", "Europe")
    assert values(drawn, "Region") == ["Europe 6", "Asia 4", "Africa 0"]
    assert values(drawn, "Theme") == ["climate 2", "housing 1"]
    tick(drawn, "Theme", "climate")
    # Of the theme's: Alta–Brim, Alta–Cale, Brim–League; of Europe's and the theme's all but Cale's.
    assert values(drawn, "Region") == ["Europe 3", "Asia 1", "Africa 0"]
    assert values(drawn, "Source") == ["Press 2", "List 0"]
    drawn.execute_script("change({ first: 2018 })")
    # Of Europe's: both of Alta and the League, and the undated one of Brim.
    assert values(drawn, "Theme") == ["climate 1", "housing 1"]
    # With the theme as well, that one alone.
    assert values(drawn, "Role") == ["member 1", "host 0", "chair 0", "guest 0"]


def test_one_value_of_a_list_is_enough_and_every_list_must_fit(drawn: Any) -> None:
    tick(drawn, "Theme", "climate")
    assert said(drawn).startswith("Shown: 4 of 6 things, 3 of 8 ties.")
    tick(drawn, "Theme", "housing")
    assert said(drawn).startswith("Shown: 5 of 6 things, 5 of 8 ties.")
    tick(drawn, "Source", "List")
    # Alta–Cale, which both sources have, and Cale–Dorn.
    assert said(drawn) == "Shown: 3 of 6 things, 2 of 8 ties. 6 ties are left out by filters."
    assert chips(drawn) == ["Theme: climate", "Theme: housing", "Source: List"]


def test_what_is_chosen_can_be_taken_back_one_by_one_or_at_once(drawn: Any) -> None:
    tick(drawn, "Theme", "climate")
    tick(drawn, "Source", "List")
    drawn.execute_script("change({ first: 2012, undated: false, hidden: [3] })")
    assert chips(drawn) == [
        "years 2012–2019",
        "only ties with a date",
        "Theme: climate",
        "Source: List",
    ]
    drawn.find_elements(By.CSS_SELECTOR, "#chips button")[2].click()
    assert chips(drawn) == ["years 2012–2019", "only ties with a date", "Source: List"]
    assert drawn.switch_to.active_element.text.startswith("Source: List")
    drawn.find_element(By.ID, "filters-clear").click()
    assert chips(drawn) == ["years 2012–2019", "only ties with a date"]
    assert not facet(drawn, "Source").find_elements(By.CSS_SELECTOR, "input:checked")
    drawn.find_element(By.ID, "everything").click()
    assert chips(drawn) == []
    assert said(drawn) == "Shown: 6 of 6 things, 8 of 8 ties."
    assert not drawn.find_element(By.ID, "everything").is_displayed()
    assert drawn.switch_to.active_element.get_attribute("id") == "filters-open"


def test_each_tie_is_left_out_by_one_reason_and_all_reasons_add_up(drawn: Any) -> None:
    drawn.execute_script(
        "change({ first: 2012, last: 2012, only: { theme: ['climate'] }, hidden: [2] })"
    )
    assert said(drawn) == (
        "Shown: 3 of 6 things, 2 of 8 ties. 4 ties lie outside 2012; "
        "1 tie without a date stays shown; 1 tie is left out by filters; "
        "1 tie goes with what is hidden by hand."
    )


def test_a_long_list_is_searched_without_case_or_accents(opened: Open) -> None:
    shown = opened(page(dated(copies=5), MapOptions(), "a recipe"))
    box = facet(shown, "What ties them (20)")
    box.find_element(By.CSS_SELECTOR, "input[type=search]").send_keys("TWINS")
    assert values(shown, "What ties them") == [
        "twins 2", "twins 2 2", "twins 3 2", "twins 4 2", "twins 5 2",
    ]  # fmt: skip


def test_the_view_is_switched_by_mouse_and_by_arrow_keys(drawn: Any) -> None:
    labels = drawn.find_elements(By.CSS_SELECTOR, "#views label")
    # No thing has a place: there is no world to be seen; no communities: no colours to choose.
    assert [label.text for label in labels if label.is_displayed()] == ["Network", "Table"]
    assert not drawn.find_element(By.ID, "colours").is_displayed()
    labels[2].click()
    assert drawn.execute_script("return state.view") == "table"
    assert drawn.find_element(By.ID, "listing").is_displayed()
    assert not drawn.find_element(By.ID, "drawing").is_displayed()
    drawn.switch_to.active_element.send_keys(Keys.ARROW_LEFT)
    assert drawn.execute_script("return state.view") == "network"
    assert drawn.find_element(By.ID, "drawing").is_displayed()


def test_search_says_what_the_choices_leave_out_and_opens_it_all_the_same(drawn: Any) -> None:
    drawn.execute_script("change({ only: { region: ['Asia'] } })")
    find = drawn.find_element(By.ID, "find")
    find.send_keys("alta")
    row = drawn.find_element(By.CSS_SELECTOR, "#found button")
    assert row.text == "Alta city (left out by your choices)"
    find.send_keys(Keys.ENTER)
    assert drawn.find_element(By.ID, "panel").text.startswith("Alta")
    find.clear()
    find.send_keys("dorn")
    assert drawn.find_element(By.CSS_SELECTOR, "#found button").text == "Dorn city"
    assert drawn.get_log("browser") == []


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_words_in_filters_run_nothing_and_break_nothing(
    small: ox.Store, opened: Open, bad: str
) -> None:
    shown = opened(overview(hostile(small, bad), MapOptions()), width=390)
    shown.execute_script("window.alerts = []; window.alert = (what) => alerts.push(what);")
    shown.find_element(By.ID, "filters-open").click()
    shown.execute_script(
        """document.querySelectorAll("#facets details").forEach((box) => { box.open = true; });
        change({ only: { type: [kindOf(0)] }, hidden: [1], path: [0, 2] });"""
    )
    assert (
        shown.find_elements(By.CSS_SELECTOR, ".controls img, .controls svg, .controls script") == []
    )
    assert shown.execute_script("return alerts") == []
    assert shown.execute_script("return document.documentElement.scrollWidth") <= 390
    assert shown.get_log("browser") == []


@pytest.mark.parametrize("view", ["network", "table"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_where_every_control_is_open_and_in_use(
    opened: Open, width: int, scheme: str, view: str
) -> None:
    shown = opened(page(dated(), MapOptions(), "a recipe"), width, scheme)
    shown.find_element(By.ID, "years-open").click()
    shown.find_element(By.ID, "filters-open").click()
    shown.execute_script(
        """document.querySelectorAll("details").forEach((box) => { box.open = true; });
        select("node", 0, true);
        change({ view: arguments[0], first: 2012, undated: false, hidden: [1], path: [0, 3],
            only: { region: ["Europe", "Asia"] }, near: { id: 0, depth: 2 } });""",
        view,
    )
    assert violations(shown) == []
    assert shown.get_log("browser") == []


def test_no_two_scripts_of_the_page_define_one_name() -> None:
    """They are one script, where the second of two functions of a name would win unseen."""
    folder = importlib.resources.files("citygraph.maps") / "templates"
    scripts = [
        file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".js")
    ]
    defined = Counter(re.findall(r"^(?:async )?function (\w+)", "\n".join(scripts), re.MULTILINE))
    assert [name for name, times in defined.items() if times > 1] == []
