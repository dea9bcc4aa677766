"""A folded map in Chromium: unfolding, folding again, and from a merged line to a source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from citygraph.maps.model import MapOptions
from citygraph.maps.page import page

from .world import world

Open = Callable[..., Any]
STATE = """return folds.map((fold) => [fold.label[0], fold.open]).filter((pair) => pair[1])
    .map((pair) => pair[0])"""


@pytest.fixture
def folded(opened: Open) -> Any:
    return opened(page(world(), MapOptions(), "a recipe"))


def click_on(page: Any, words: str) -> None:
    """Clicks with the mouse on a thing or a group of that name."""
    x, y = page.execute_script(
        """const id = items.findIndex((item) => item.label[0] === arguments[0]);
        const spot = network.canvasToDOM(network.getPosition(id));
        const box = document.querySelector("#drawing canvas").getBoundingClientRect();
        return [Math.round(box.left + spot.x), Math.round(box.top + spot.y)];""",
        words,
    )
    chain: Any = ActionChains(page)
    chain.w3c_actions.pointer_action.move_to_location(x, y)
    chain.w3c_actions.pointer_action.click()
    chain.perform()


def panel(page: Any) -> str:
    return str(page.find_element(By.ID, "panel").text)


def button(page: Any, words: str) -> Any:
    found = page.find_elements(By.CSS_SELECTOR, "#panel button, #panel summary")
    return next(one for one in found if one.text.startswith(words))


def drawn(page: Any) -> int:
    return int(page.execute_script("return nodes.length"))


def test_a_click_unfolds_a_group_and_another_one_folds_it(folded: Any) -> None:
    assert drawn(folded) == 8
    assert "4 folded groups and 4 things, 3 lines for 13 ties; 3 ties inside" in (
        folded.find_element(By.ID, "shown").text
    )
    click_on(folded, "Finland")
    assert folded.execute_script(STATE) == ["Finland"]
    assert drawn(folded) == 8 + 5
    assert "A group of 5 things, unfolded; 1 tie inside it." in panel(folded)
    assert "3 folded groups and 9 things" in folded.find_element(By.ID, "shown").text
    click_on(folded, "Finland")
    assert folded.execute_script(STATE) == []
    assert drawn(folded) == 8
    assert folded.get_log("browser") == []


def test_a_group_names_all_that_is_in_it(folded: Any) -> None:
    folded.execute_script("select('node', folds.find((f) => f.label[0] === 'Sweden').id, false)")
    for name in ("Stockholm Se", "Malmo Se", "Kim"):
        assert name in panel(folded)
    assert "A group of 3 things, folded; 1 tie inside it." in panel(folded)


def test_a_merged_line_opens_to_each_tie_its_claim_and_source(folded: Any) -> None:
    click = """const [a, b] = [...arguments].map((name) =>
            items.findIndex((item) => item.label[0] === name));
        select("line", lineKey({ from: a, to: b }), true)"""
    folded.execute_script(click, "Finland", "Baltic")
    assert "2 ties drawn as one line" in panel(folded)
    assert "The Gazette says" not in panel(folded)
    button(folded, "Tampere Fi → Membership → Baltic, 2024").click()
    shown = folded.execute_async_script(
        "setTimeout(() => arguments[0](document.getElementById('panel').innerText), 200)"
    )
    assert "The Gazette says: city/tampere-fi – organization/baltic." in shown
    assert "published by Press" in shown
    # The fifth claim of the world.
    assert "characters 40–45 – stated" in shown
    assert "city/helsinki-fi" not in shown


def test_the_keyboard_unfolds_and_folds(folded: Any) -> None:
    button(folded, "Finland").send_keys(Keys.ENTER)
    unfold = button(folded, "Unfold Finland")
    assert unfold.get_attribute("aria-expanded") == "false"
    unfold.send_keys(Keys.ENTER)
    assert folded.execute_script(STATE) == ["Finland"]
    assert folded.switch_to.active_element.get_attribute("id") == "panel"
    again = button(folded, "Fold Finland again")
    assert again.get_attribute("aria-expanded") == "true"
    again.send_keys(Keys.ENTER)
    assert folded.execute_script(STATE) == []


def test_search_finds_a_folded_thing_and_unfolds_to_it(folded: Any) -> None:
    find = folded.find_element(By.ID, "find")
    find.send_keys("mayor of hel", Keys.ENTER)
    assert panel(folded).startswith("Mayor Of Helsinki")
    assert folded.execute_script(STATE) == ["Finland"]
    assert folded.execute_script("return items[state.chosen.id].label[0]") == ("Mayor Of Helsinki")
    # From there to a tie within the group, and with one button back to all folded.
    button(folded, "← TermOfOffice: Anna").click()
    assert "The Gazette says: person/anna – post/mayor-of-helsinki." in panel(folded)
    folded.find_element(By.ID, "fold-all").click()
    assert folded.execute_script(STATE) == []
    assert not folded.find_element(By.ID, "fold-all").is_enabled()


def test_a_tie_in_the_table_unfolds_what_hides_it(folded: Any) -> None:
    folded.execute_script("select('line', lineOf(data.ties[0]), true)")
    assert folded.execute_script(STATE) == ["Finland"]
    assert "The Gazette says: person/anna" in panel(folded)


def test_unfolded_groups_do_not_cover_one_another_whichever_are_open(folded: Any) -> None:
    over = folded.execute_script(
        """let worst = Infinity;
        for (let open = 1; open < 2 ** folds.length; open += 1) {
            setOpen(folds, false);
            setOpen(folds.filter((_, at) => open & (2 ** at)), true);
            const rings = [...shownSpots.middles].map(([id, spot]) => [spot, items[id].radius]);
            const outside = [...shownSpots.spots].filter(([id]) =>
                loose.includes(id) && !items[id].open);
            rings.push(...outside.map(([, spot]) => [spot, 0]));
            rings.forEach(([a, r], at) => rings.slice(at + 1).forEach(([b, q]) => {
                if (r || q) worst = Math.min(worst, Math.hypot(a.x - b.x, a.y - b.y) - r - q);
            }));
        }
        return worst;"""
    )
    assert over > 0
    assert folded.get_log("browser") == []


def test_nothing_is_wider_than_a_phone(opened: Open) -> None:
    narrow = opened(page(world(), MapOptions(), "a recipe"), width=390)
    click_on(narrow, "Finland")
    assert narrow.execute_script("return document.documentElement.scrollWidth") <= 390


def test_what_is_drawn_is_counted_without_what_the_reader_left_out(folded: Any) -> None:
    folded.execute_script(f"change({{ hidden: [{at('city/helsinki-fi')}] }})")
    # Helsinki's one tie leads to the Baltic.
    assert "4 folded groups and 4 things, 3 lines for 12 ties; 3 ties inside" in (
        folded.find_element(By.ID, "shown").text
    )
    folded.execute_script("change({ hidden: [], only: { type: [data.kinds.city[0]] } })")
    # Finland, Sweden and Oslo; no tie joins two cities.
    assert "2 folded groups and 1 thing, 0 lines for 0 ties; 0 ties inside" in (
        folded.find_element(By.ID, "shown").text
    )


def test_a_group_says_how_much_of_it_is_shown(folded: Any) -> None:
    finland = "folds.find((fold) => fold.label[0] === 'Finland')"
    folded.execute_script(f"select('node', {finland}.id, false)")
    assert "A group of 5 things, folded; 1 tie inside it." in panel(folded)
    assert folded.execute_script(f"return rowsOfName({finland}.id)") == ["Finland", "5 things"]
    folded.execute_script(f"change({{ hidden: [{at('city/helsinki-fi')}] }})")
    assert "A group of 5 things, 4 of them shown, folded; 1 tie inside it." in panel(folded)
    assert "Baltic 1 tie" in panel(folded)
    assert "(left out by your choices)" in panel(folded)
    assert folded.execute_script(f"return rowsOfName({finland}.id)") == ["Finland", "4 of 5 things"]
    folded.execute_script("change({ hidden: [] })")
    assert "A group of 5 things, folded; 1 tie inside it." in panel(folded)
    assert "Baltic 2 ties" in panel(folded)


def at(name: str) -> str:
    """JavaScript for the position of a thing in the page's list, by the end of its IRI."""
    return f"data.nodes.findIndex((node) => node.iri.endsWith('/{name}'))"


def test_what_the_readers_choices_leave_out_unfolds_no_empty_group(folded: Any) -> None:
    folded.execute_script("change({ only: { type: [data.kinds.post[0]] } })")
    before = folded.execute_script("return drawnView()")
    folded.find_element(By.ID, "find").send_keys("tampere", Keys.ENTER)
    assert panel(folded).startswith("Tampere Fi")
    assert folded.execute_script(STATE) == []
    assert folded.execute_script("return drawnView()") == before
    assert "Not drawn now: your choices leave it out." in panel(folded)
    folded.find_element(By.ID, "everything").click()
    assert "Not drawn now" not in panel(folded)
