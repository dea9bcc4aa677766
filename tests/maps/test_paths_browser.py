"""Neighbours and nearest paths, in Chromium, over a graph whose paths are counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from citygraph.maps import MapOptions
from citygraph.maps.page import page

from .dated import dated

Open = Callable[..., Any]
SHOWN = """return data.nodes.filter((_, id) => shown.nodes[id])
    .map((node) => node.label[0]).join(" ")"""


@pytest.fixture
def drawn(opened: Open) -> Any:
    return opened(page(dated(), MapOptions(), "a recipe"))


def choose(shown: Any, name: str) -> None:
    find = shown.find_element(By.ID, "find")
    find.clear()
    find.send_keys(name, Keys.ENTER)


def act(shown: Any, words: str) -> Any:
    buttons = shown.find_elements(By.CSS_SELECTOR, "#panel .neighbours button")
    return next(one for one in buttons if one.is_displayed() and one.text.startswith(words))


def said(shown: Any) -> str:
    return str(shown.find_element(By.ID, "count").text)


def path(shown: Any) -> tuple[str, str]:
    """What the controls say of the path, and the path in words."""
    box = shown.find_element(By.ID, "path")
    words = box.find_element(By.CSS_SELECTOR, "[role=status]").text
    return words, box.find_element(By.CLASS_NAME, "way").text


def test_only_what_lies_so_many_ties_away_is_shown(drawn: Any) -> None:
    choose(drawn, "dorn")
    near = act(drawn, "Only its neighbours")
    near.click()
    assert drawn.execute_script(SHOWN) == "Cale Dorn League"
    assert said(drawn) == (
        "Shown: 3 of 6 things, 2 of 8 ties. 6 ties lead to things more than 1 tie away from Dorn."
    )
    assert near.get_attribute("aria-pressed") == "true"
    assert drawn.switch_to.active_element == near
    act(drawn, "Up to 2 ties away").click()
    # All but the lone Esk; all ties.
    assert said(drawn) == "Shown: 5 of 6 things, 8 of 8 ties."
    assert near.get_attribute("aria-pressed") == "false"
    assert drawn.find_element(By.ID, "chips").text.startswith("only up to 2 ties away from Dorn")
    act(drawn, "Up to 2 ties away").click()
    assert said(drawn) == "Shown: 6 of 6 things, 8 of 8 ties."


def test_a_thing_is_hidden_named_among_the_hidden_and_brought_back(drawn: Any) -> None:
    choose(drawn, "league")
    act(drawn, "Hide it").click()
    assert drawn.execute_script(SHOWN) == "Alta Brim Cale Dorn Esk"
    assert said(drawn) == (
        "Shown: 5 of 6 things, 4 of 8 ties. 4 ties go with what is hidden by hand."
    )
    away = drawn.find_element(By.ID, "put-away")
    assert away.text == "1 thing hidden by hand"
    away.find_element(By.TAG_NAME, "summary").click()
    assert away.find_element(By.TAG_NAME, "li").text == "Show League again"
    away.find_element(By.CSS_SELECTOR, "li button").click()
    assert said(drawn) == "Shown: 6 of 6 things, 8 of 8 ties."
    assert not away.is_displayed()
    act(drawn, "Hide it").click()
    act(drawn, "Show it again").click()
    assert said(drawn) == "Shown: 6 of 6 things, 8 of 8 ties."


def test_its_neighbours_are_hidden_without_it_and_shown_again(drawn: Any) -> None:
    choose(drawn, "dorn")
    act(drawn, "Hide its neighbours (2)").click()
    assert drawn.execute_script(SHOWN) == "Alta Brim Dorn Esk"
    # Alta–Brim remains.
    assert said(drawn) == (
        "Shown: 4 of 6 things, 1 of 8 ties. 7 ties go with what is hidden by hand."
    )
    act(drawn, "Show its hidden neighbours (2)").click()
    assert said(drawn) == "Shown: 6 of 6 things, 8 of 8 ties."


def test_the_nearest_path_is_written_out_and_marked(drawn: Any) -> None:
    choose(drawn, "alta")
    act(drawn, "Path from here").click()
    assert path(drawn)[0].startswith("Path from Alta: now choose another thing")
    choose(drawn, "dorn")
    # Over Cale or over the League; Cale comes first in the list of things.
    assert path(drawn) == (
        "Nearest path between Alta and Dorn: 2 steps, one of 2 that are as short.",
        "Alta – twins (2012) – Cale – meets (until 2011) – Dorn",
    )
    drawn.execute_script("change({ hidden: [2] })")
    assert path(drawn) == (
        "Nearest path between Alta and Dorn: 2 steps, the only one as short.",
        "Alta – hosts (2010, 2019), and 1 more tie – League – joins – Dorn",
    )
    drawn.execute_script("change({ hidden: [5] })")
    assert path(drawn)[0] == ("Nearest path between Alta and Dorn: 2 steps, the only one as short.")
    drawn.find_element(By.ID, "path-end").click()
    assert not drawn.find_element(By.ID, "path").is_displayed()
    assert drawn.execute_script("return state.path") is None


@pytest.mark.parametrize("by_mouse", [True, False])
def test_all_of_a_path_is_brought_into_sight(drawn: Any, by_mouse: bool) -> None:
    choose(drawn, "alta")
    act(drawn, "Path from here").click()
    drawn.execute_script("network.moveTo({ scale: 8, animation: false })")
    if by_mouse:
        # As the click on the drawing does.
        drawn.execute_script("select('node', 3, false)")
    else:
        choose(drawn, "dorn")
    outside = """const { clientWidth: width, clientHeight: height } = drawing;
        return [0, 2, 3].filter((id) => { const [x, y] = screenSpots().get(id);
            return x < 0 || y < 0 || x > width || y > height; })"""
    assert drawn.execute_script(outside) == []


def test_what_lies_near_is_brought_into_sight(drawn: Any) -> None:
    choose(drawn, "dorn")
    drawn.execute_script("network.moveTo({ scale: 8, animation: false })")
    act(drawn, "Only its neighbours").click()
    outside = """const { clientWidth: width, clientHeight: height } = drawing;
        return [...present].filter((id) => { const [x, y] = screenSpots().get(id);
            return x < 0 || y < 0 || x > width || y > height; })"""
    assert drawn.execute_script(outside) == []


def test_each_step_of_a_path_opens_its_tie_and_each_stop_its_thing(drawn: Any) -> None:
    drawn.execute_script("change({ path: [0, 3] })")
    steps = drawn.find_elements(By.CSS_SELECTOR, "#path .way button")
    assert [step.text for step in steps][::2] == ["Alta", "Cale", "Dorn"]
    steps[3].click()
    assert "Cale meets Dorn." in drawn.find_element(By.ID, "panel").text
    drawn.find_elements(By.CSS_SELECTOR, "#path .way button")[2].click()
    assert drawn.find_element(By.ID, "panel").text.startswith("Cale")
    # What a path is made of is looked at without a new path.
    assert drawn.execute_script("return state.path") == [0, 3]


def test_no_path_is_said_where_none_is_shown(drawn: Any) -> None:
    drawn.execute_script("change({ path: [0, 4] })")
    assert path(drawn) == ("There is no path between Alta and Esk among what is shown.", "")
    drawn.execute_script("change({ path: [0, 3], first: 2018, last: 2018, undated: false })")
    assert path(drawn)[0] == "There is no path between Alta and Dorn among what is shown."
    drawn.find_element(By.ID, "everything").click()
    assert path(drawn)[0].startswith("Nearest path between Alta and Dorn: 2 steps")


def test_a_path_is_chosen_by_keyboard_alone(drawn: Any) -> None:
    choose(drawn, "brim")
    act(drawn, "Path from here").send_keys(Keys.ENTER)
    choose(drawn, "dorn")
    assert path(drawn)[1] == "Brim – meets (since 2014) – Cale – meets (until 2011) – Dorn"
    assert drawn.get_log("browser") == []
