"""The link of a map in Chromium: what was seen comes back, a bad link does nothing."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from selenium.webdriver.common.by import By

from citygraph.maps import MAPS, MapOptions
from citygraph.maps.page import page

from .hostile import HOSTILE, hostile
from .quays import Open, quays
from .world import world

#: What a reader chooses → what the link must say of it; things by the ends of their IRIs.
CHOICES = {
    "the table": ("change({ view: 'table' })", "view=table"),
    "communities": ("change({ colour: 'community' })", "colour=community"),
    "years": ("change({ first: 2004, last: 2018 })", "years=2004_2018"),
    "dated ties alone": ("change({ undated: false })", "undated=false"),
    "a region and a type": (
        "change({ only: { region: ['Europe', 'Africa'], type: ['city'] } })",
        "only.type=city&only.region=Europe~Africa",
    ),
    "a source": ("change({ only: { source: ['The Almanac'] } })", "only.source=The%20Almanac"),
    "two put away": ("change({ hidden: [0, 3] })", "hidden=city%2Faaby-dk~city%2Fdover-gb"),
    "near one": ("change({ near: { id: 2, depth: 2 } })", "near=city%2Fceuta-es~2"),
    "a path": ("change({ path: [0, 2] })", "path=city%2Faaby-dk~city%2Fceuta-es"),
    "a thing": ("select('node', 1, false)", "node=city%2Fbodo-no"),
    "a tie": ("select('line', 0, false)", "line=city%2Faaby-dk~city%2Fbodo-no"),
}
#: Addresses that nobody's map wrote.
HOSTILE_HASHES = (
    "__proto__=polluted&constructor=x&only.__proto__=x&only.toString=1",
    "near=__proto__~2&hidden=constructor~toString&node=__proto__&path=a~b~c",
    "years=1e9_Infinity&at=NaN_0_0&near=city%2Faaby-dk~9999999",
    "years=2019_2003&at=0_0_0",
    "at=99999999999_1_1&years=99999_99999999",
    "view=<img src=x onerror=alert(1)>&colour=javascript:alert(1)",
    "node=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&open=*~*%3Cscript%3E~",
    "hidden=%E0%A4%A&node=%&only.region=%ff",
    "&&==&=x&x=&~~~&node=~&line=~&near=~",
    "hidden=" + "~".join(["city%2Faaby-dk"] * 2000),
)


def settled(shown: Any) -> str:
    """Returns the page's hash once it has had the time to write one."""
    shown.execute_async_script("setTimeout(arguments[0], 800)")
    return str(shown.execute_script("return location.hash")).removeprefix("#")


def state(shown: Any) -> Any:
    return json.loads(shown.execute_script("return JSON.stringify(state)"))


def reopened(shown: Any, said: str) -> None:
    """Opens the same file anew, with a hash."""
    address = shown.current_url.split("#")[0]
    shown.get("about:blank")
    shown.get(f"{address}#{said}")


def notice(shown: Any) -> str:
    return str(shown.find_element(By.ID, "taken").text)


def test_a_map_as_it_opens_has_no_hash(opened: Open) -> None:
    shown = opened(page(quays(), MapOptions(), "a recipe"))
    assert settled(shown) == ""
    shown.execute_script("change({ undated: false })")
    assert settled(shown) == "undated=false"
    shown.execute_script("change({ undated: true })")
    assert settled(shown) == ""


@pytest.mark.parametrize("choice", CHOICES)
def test_a_link_restores_what_was_chosen(opened: Open, choice: str) -> None:
    act, said = CHOICES[choice]
    shown = opened(page(quays(), MapOptions(), "a recipe"))
    start = state(shown)
    shown.execute_script(act)
    chosen, head = state(shown), shown.find_element(By.CSS_SELECTOR, "#panel h2").text
    assert chosen != start
    assert settled(shown).split("&at=")[0] == said
    reopened(shown, said)
    assert state(shown) == chosen
    assert shown.find_element(By.CSS_SELECTOR, "#panel h2").text == head
    assert notice(shown) == ""
    assert shown.get_log("browser") == []


def test_a_link_restores_where_the_drawing_stands(opened: Open) -> None:
    shown = opened(page(quays(), MapOptions(), "a recipe"))
    shown.execute_script(
        "network.moveTo({ scale: 2.5, position: { x: 40, y: -30 }, animation: false })"
    )
    assert settled(shown) == "at=2.5_40_-30"
    reopened(shown, "at=2.5_40_-30")
    now = "const { x, y } = network.getViewPosition(); return [network.getScale(), x, y]"
    assert shown.execute_script(now) == pytest.approx([2.5, 40, -30])


def test_a_link_restores_which_groups_are_open(opened: Open) -> None:
    shown = opened(page(world(), MapOptions(), "a recipe"))
    shown.execute_script("toggle(folds.find((fold) => fold.label[0] === 'Sweden'))")
    said = settled(shown)
    # A group goes by the first thing in it.
    assert said.startswith("open=*city%2Fmalmo-se&at=")
    reopened(shown, said)
    names = "return folds.filter((fold) => fold.open).map((fold) => fold.label[0])"
    assert shown.execute_script(names) == ["Sweden"]


def test_a_link_restores_a_merged_line(opened: Open) -> None:
    shown = opened(page(world(), MapOptions(), "a recipe"))
    reopened(shown, "line=*city%2Fhelsinki-fi~organization%2Fbaltic")
    assert shown.find_element(By.CSS_SELECTOR, "#panel h2").text == "Finland – Baltic"


def test_a_link_that_is_typed_into_an_open_map_counts_too(opened: Open) -> None:
    shown = opened(page(quays(), MapOptions(), "a recipe"))
    start = state(shown)
    shown.execute_script("change({ hidden: [0] }); location.hash = '#years=2004_2018'")
    shown.execute_async_script("setTimeout(arguments[0], 50)")
    assert state(shown) == {**start, "first": 2004, "last": 2018}
    assert settled(shown) == "years=2004_2018"
    shown.execute_script("location.hash = ''")
    shown.execute_async_script("setTimeout(arguments[0], 50)")
    assert state(shown) == start


def test_what_a_link_names_and_the_map_lacks_is_counted(opened: Open) -> None:
    shown = opened(page(quays(), MapOptions(), "a recipe"))
    start = state(shown)
    reopened(shown, "only.region=Europe~Mars&hidden=city%2Fatlantis~city%2Faaby-dk")
    assert notice(shown) == "2 things of this link are not in this map."
    assert state(shown) == {**start, "only": {"region": ["Europe"]}, "hidden": [0]}
    reopened(shown, "node=city%2Fatlantis")
    assert notice(shown) == "1 thing of this link is not in this map."
    assert state(shown) == start


@pytest.mark.parametrize("bad", HOSTILE_HASHES)
def test_a_hostile_link_does_nothing(opened: Open, bad: str) -> None:
    shown = opened(page(quays(), MapOptions(), "a recipe"))
    start, view = state(shown), shown.execute_script("return network.getScale()")
    shown.execute_script("window.alert = (what) => { window.alerted = what; }")
    shown.execute_script("restoreLink('#' + arguments[0])", bad)
    assert state(shown) == start
    assert shown.execute_script("return network.getScale()") == pytest.approx(view)
    assert shown.execute_script("return window.alerted") is None
    assert shown.execute_script("return ({}).polluted ?? Object.keys(Object.prototype).length") == 0
    assert shown.find_elements(By.CSS_SELECTOR, "img, #panel script") == []
    reopened(shown, bad)
    assert state(shown) == start
    assert shown.get_log("browser") == []


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_names_go_into_a_link_and_come_back(
    small: ox.Store, opened: Open, bad: str
) -> None:
    shown = opened(MAPS["overview"](hostile(small, bad), MapOptions(title=bad)))
    shown.execute_script("change({ only: { source: [arguments[0]] } })", bad)
    chosen, said = state(shown), settled(shown)
    assert set(said) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()%=&"
    )
    reopened(shown, said)
    assert state(shown) == chosen
    assert shown.get_log("browser") == []


def test_a_map_in_a_sandboxed_frame_gives_its_link_by_hand(opened: Open, tmp_path: Path) -> None:
    inner = html.escape(page(quays(), MapOptions(), "a recipe"))
    shown = opened(f'<!DOCTYPE html><iframe sandbox="allow-scripts" srcdoc="{inner}"></iframe>')
    shown.switch_to.frame(0)
    shown.execute_script("change({ undated: false })")
    shown.execute_async_script("setTimeout(arguments[0], 800)")
    shown.execute_script("document.getElementById('take-link').click()")
    shown.execute_async_script("setTimeout(arguments[0], 100)")
    field = shown.find_element(By.CSS_SELECTOR, "#taken-text textarea")
    assert field.get_attribute("value") == "#undated=false"
    shown.switch_to.default_content()
