"""What axe-core finds in each state of a page, and the way through all of it by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from citygraph.maps import MAPS, MapOptions
from citygraph.maps.page import page

from .axe import violations
from .world import world

Open = Callable[..., Any]
TABLES = "change({ view: 'table' })"
#: What a reader has done → how; and an element that is there once it is done.
SMALL = {
    "nothing yet": ("", "#panel h2"),
    "a thing selected": ("select('node', 0, true)", "#panel ul"),
    "a tie selected": ("select('line', 0, true)", "#panel .evidence"),
    "tables open": (TABLES, "#listing td"),
    "a name looked for": (
        "find.value = 'harbour'; find.dispatchEvent(new Event('input'))",
        "#found button",
    ),
}
FOLDED = {
    "nothing yet": ("", "#panel li button"),
    "a group unfolded": ("toggle(folds[0]); select('node', folds[0].id, true)", "#panel .fold"),
    "a merged line selected": (
        "select('line', [...shownLines.keys()].find((key) => typeof key === 'string'), true)",
        "#panel details",
    ),
    "tables open": (TABLES, "#listing td"),
}
#: All that a keyboard has to reach.
CONTROLS = """
const kinds = "a[href], button, input, select, summary, textarea, [tabindex]";
return [...document.querySelectorAll(kinds)]
  // Of radio buttons, Tab stops at the chosen one; arrow keys reach the others.
  .filter((one) => one.tabIndex >= 0 && !one.disabled
    && one.checkVisibility({ visibilityProperty: true })
    && (one.type !== "radio" || one.checked))
  .map((one, at) => { one.dataset.stop = at; return at; });
"""
#: Where the focus is, and whether that can be seen: a page that draws no outline shows nothing.
FOCUS = """
const one = document.activeElement;
if (one === document.body) return null;
const box = one.getBoundingClientRect(), look = getComputedStyle(one);
return { stop: Number(one.dataset.stop ?? -1), name: one.outerHTML.slice(0, 80),
  seen: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2
    && box.bottom > 0 && box.top < innerHeight };
"""


def brought_to(shown: Any, script: str, css: str) -> Any:
    shown.execute_script(script)
    WebDriverWait(shown, 10).until(lambda page: page.find_elements(By.CSS_SELECTOR, css))
    return shown


in_every_window = pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)


@in_every_window
@pytest.mark.parametrize("state", SMALL)
def test_axe_finds_nothing_on_a_map(
    small: ox.Store, opened: Open, state: str, width: int, scheme: str
) -> None:
    shown = opened(MAPS["overview"](small, MapOptions()), width, scheme)
    assert violations(brought_to(shown, *SMALL[state])) == []


@in_every_window
@pytest.mark.parametrize("state", FOLDED)
def test_axe_finds_nothing_on_a_folded_map(
    opened: Open, state: str, width: int, scheme: str
) -> None:
    shown = opened(page(world(), MapOptions(), "a recipe"), width, scheme)
    assert violations(brought_to(shown, *FOLDED[state])) == []


def test_axe_would_find_pale_words_and_a_field_without_a_name(
    small: ox.Store, opened: Open
) -> None:
    shown = opened(MAPS["overview"](small, MapOptions()))
    shown.execute_script(
        """document.getElementById("caption").style.color = "#bbb";
        document.querySelector("label[for=find]").remove();"""
    )
    rules = {line.split(":")[0] for line in violations(shown)}
    assert rules == {"color-contrast", "label"}


def stops(shown: Any, back: bool = False) -> list[dict[str, Any]]:
    """Returns where the focus rests, key by key, from the first control until that comes again."""
    shown.execute_script("document.querySelector('[data-stop=\"0\"]').focus()")
    found = [shown.execute_script(FOCUS)]
    for _ in range(300):
        step: Any = ActionChains(shown)
        if back:
            step.key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
        else:
            step.send_keys(Keys.TAB).perform()
        focus = shown.execute_script(FOCUS)
        # Between the last control and the first one the browser itself may have the focus.
        if focus is None:
            continue
        if focus["stop"] == 0:
            return found
        assert focus != found[-1], f"a trap: {focus}"
        found.append(focus)
    raise AssertionError(f"the focus does not come round again: {found[-3:]}")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", ["a tie selected", "tables open"])
def test_tab_reaches_every_control_both_ways_in_sight_and_leaves_it_again(
    small: ox.Store, opened: Open, state: str, width: int
) -> None:
    shown = opened(MAPS["overview"](small, MapOptions()), width)
    brought_to(shown, *SMALL[state])
    controls = shown.execute_script(CONTROLS)
    there = stops(shown)
    assert set(controls) <= {stop["stop"] for stop in there}
    assert [stop for stop in there if not stop["seen"]] == []
    assert set(controls) <= {stop["stop"] for stop in stops(shown, back=True)}


def test_a_reader_without_a_mouse_gets_from_a_name_to_its_source(
    small: ox.Store, opened: Open
) -> None:
    shown = opened(MAPS["overview"](small, MapOptions()))
    keys: Any = ActionChains(shown)
    keys.send_keys(Keys.TAB, "ada", Keys.ENTER).perform()
    panel = shown.find_element(By.ID, "panel")
    assert panel.text.startswith("Ada Berg")
    # The panel has the focus; a few controls on, her first tie opens its claims.
    for _ in range(12):
        ActionChains(shown).send_keys(Keys.TAB).perform()
        if "Harbour Pledge" in shown.switch_to.active_element.text:
            break
    ActionChains(shown).send_keys(Keys.ENTER).perform()
    assert panel.text.startswith("Ada Berg – Harbour Pledge")
    assert "second row of the table of parties – derived; as of 2024" in panel.text
