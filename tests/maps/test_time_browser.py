"""The years, in Chromium: what a window leaves out, and what play does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from citygraph.maps import MapOptions
from citygraph.maps.page import page

from .dated import dated
from .world import world

Open = Callable[..., Any]
WINDOW = "return [state.first, state.last]"
#: Time that tests move: what play would do each second is kept, and done when asked for.
CLOCK = """window.ticks = []; window.setInterval = (what) => ticks.push(what);
window.clearInterval = (at) => { if (at) ticks[at - 1] = () => {}; };
window.second = () => ticks.forEach((what) => what());"""


@pytest.fixture
def years(opened: Open) -> Any:
    shown = opened(page(dated(), MapOptions(), "a recipe"))
    shown.find_element(By.ID, "years-open").click()
    return shown


def said(shown: Any) -> str:
    return str(shown.find_element(By.ID, "count").text)


def end(shown: Any, name: str, steps: int) -> None:
    """Moves one end of the window by keys, so many years on or back."""
    key = Keys.ARROW_RIGHT if steps > 0 else Keys.ARROW_LEFT
    shown.find_element(By.ID, name).send_keys(*[key] * abs(steps))


def test_a_window_keeps_what_may_have_held_in_it_and_says_what_lies_outside(years: Any) -> None:
    end(years, "first", 3)
    end(years, "last", -3)
    assert years.execute_script(WINDOW) == [2013, 2016]
    assert years.find_element(By.ID, "years-open").text == "Years: 2013–2016"
    assert "From 2013" in years.find_element(By.ID, "years").text
    # Alta–Brim 2010–2015 and Brim–Cale since 2014; both ties without a date.
    assert said(years) == (
        "Shown: 5 of 6 things, 4 of 8 ties. 4 ties lie outside 2013–2016; "
        "2 ties without a date stay shown."
    )
    shown = years.execute_script(
        "return data.ties.map((_, id) => id).filter((id) => shown.ties[id])"
    )
    assert shown == [0, 4, 5, 7]


def test_ties_without_a_date_go_and_come_by_their_own_choice(years: Any) -> None:
    tick = years.find_element(By.ID, "undated")
    assert "also ties without a date (2)" in years.find_element(By.ID, "years").text
    tick.click()
    assert said(years) == ("Shown: 5 of 6 things, 6 of 8 ties. 2 ties without a date are left out.")
    end(years, "first", 3)
    end(years, "last", -3)
    assert said(years) == (
        "Shown: 3 of 6 things, 2 of 8 ties. 4 ties lie outside 2013–2016; "
        "2 ties without a date are left out."
    )
    tick.click()
    assert said(years).startswith("Shown: 5 of 6 things, 4 of 8 ties.")


def test_an_unknown_end_may_still_be_to_come_and_an_unknown_beginning_long_ago(years: Any) -> None:
    years.execute_script("change({ first: 2017, last: 2017, undated: false })")
    assert years.execute_script("return shown.ties.indexOf(true)") == 4
    years.execute_script("change({ first: 2011, last: 2011 })")
    # Alta–Brim 2010–2015 and Cale–Dorn until 2011.
    assert said(years).startswith("Shown: 4 of 6 things, 2 of 8 ties.")


def test_one_end_of_the_window_moves_the_other_one_along(years: Any) -> None:
    years.execute_script("change({ last: 2012 })")
    end(years, "first", 4)
    assert years.execute_script(WINDOW) == [2014, 2014]
    end(years, "last", -3)
    assert years.execute_script(WINDOW) == [2011, 2011]
    assert years.find_element(By.ID, "years-open").text == "Years: 2011"


def test_play_moves_the_end_from_the_start_year_by_year_and_stops_at_the_end(years: Any) -> None:
    years.execute_script(CLOCK)
    end(years, "first", 2)
    end(years, "last", -5)
    button = years.find_element(By.ID, "play")
    button.click()
    assert years.execute_script(WINDOW) == [2012, 2012]
    assert button.text == "Pause"
    # A count that changes each second is not read out.
    assert years.find_element(By.ID, "count").get_attribute("aria-live") == "off"
    years.execute_script("second()")
    assert years.execute_script(WINDOW) == [2012, 2013]
    button.click()
    years.execute_script("second()")
    assert years.execute_script(WINDOW) == [2012, 2013]
    button.click()
    years.execute_script("second(); second()")
    assert years.execute_script(WINDOW) == [2012, 2014]
    assert button.text == "Play"
    assert years.find_element(By.ID, "count").get_attribute("aria-live") == "polite"


def test_nothing_plays_where_nobody_looks(years: Any) -> None:
    years.execute_script(CLOCK)
    years.find_element(By.ID, "play").click()
    hide = "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true })"
    years.execute_script(hide, True)
    years.execute_script("second()")
    assert years.execute_script(WINDOW) == [2010, 2010]
    years.execute_script(hide, False)
    years.execute_script("second()")
    assert years.execute_script(WINDOW) == [2010, 2011]


def test_the_years_are_written_with_each_tie_in_the_table(years: Any) -> None:
    spans = years.execute_script("return data.ties.map(spanOf)")
    assert spans == ["2010–2015", "2012", "2010, 2019", "2018", "since 2014", "", "until 2011", ""]


@pytest.mark.parametrize(
    ("date", "spans", "said"),
    [
        ("--11-14", [], "14 November, year not given"),
        ("--11", [], "November, year not given"),
        ("---07", [], "day 7 of a month, year not given"),
        # Another row of the tie gives its years.
        ("--05-30", [[2011, 2012]], "2011–2012; 30 May, year not given"),
        ("--13-01", [], "--13-01"),
        ("2018-11-14", [[2018, None]], "since 2018-11-14"),
        ("2018-11-14", [[2018, 2018]], "2018-11-14"),
        ("2018-11-14", [[2018, 2020]], "2018–2020"),
    ],
)
def test_a_date_without_a_year_is_written_as_a_reader_would(
    years: Any, date: str, spans: list[list[int | None]], said: str
) -> None:
    write = "return spanOf({ date: arguments[0], spans: arguments[1] })"
    assert years.execute_script(write, date, spans) == said


def test_a_tie_without_a_date_of_its_own_tells_its_years_in_the_panel(years: Any) -> None:
    years.execute_script("showNode(0)")
    rows = [row.text for row in years.find_elements(By.CSS_SELECTOR, "#panel h3 + div li")]
    assert rows[:3] == [
        "→ twins: Brim 2010–2015",
        "→ twins: Cale 2012",
        "→ hosts: League 2010, 2019",
    ]
    years.execute_script("showLine(lines[lineAt.get('1 2')])")
    assert years.find_element(By.CSS_SELECTOR, "#panel h3").text == (
        "Brim → meets → Cale, since 2014"
    )


def test_a_graph_without_years_offers_none(opened: Open) -> None:
    shown = opened(page(world(), MapOptions(), "a recipe"))
    assert not shown.find_element(By.ID, "years-open").is_displayed()
    assert shown.get_log("browser") == []


def test_between_two_spans_of_years_a_tie_is_not_shown(years: Any) -> None:
    years.execute_script("change({ first: 2011, last: 2018 })")
    # Alta hosted the League in 2010 and again in 2019.
    assert not years.execute_script("return shown.ties[2]")
    years.execute_script("change({ first: 2011, last: 2019 })")
    assert years.execute_script("return shown.ties[2]")
