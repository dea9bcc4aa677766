"""The world view in Chromium: things at their places, piles, and what has no place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from citygraph.maps.model import Graph, MapOptions
from citygraph.maps.page import page

from .world import BASE, world

Open = Callable[..., Any]
#: Latitude and longitude. Two share one spot; Turku has none.
PLACES = {
    "oslo-no": (0.0, 0.0),
    "stockholm-se": (0.0, 90.0),
    "helsinki-fi": (-30.0, 20.0),
    "tampere-fi": (-30.0, 20.0),
    "malmo-se": (40.0, -100.0),
}
THING = "data.nodes.findIndex((node) => node.iri.endsWith('/{}'))"
TO_WORLD = "change({ view: 'world' });"


def placed(crowd: int = 0) -> Graph:
    """Sixteen things and a crowd; five cities have places, and one tie joins two of them."""
    graph = world(crowd)
    slug = f"{BASE}city/"
    nodes = tuple(
        replace(node, place=PLACES.get(node.iri[len(slug) :]), host=node.iri == f"{slug}oslo-no")
        if node.iri.startswith(slug)
        else node
        for node in graph.nodes
    )
    between = replace(graph.ties[0], source=f"{slug}oslo-no", target=f"{slug}stockholm-se")
    return replace(graph, nodes=nodes, ties=(*graph.ties, between))


@pytest.fixture
def map_page(opened: Open) -> Any:
    return opened(page(placed(), MapOptions(), "a recipe"))


def ask(map_page: Any, script: str) -> Any:
    return map_page.execute_script(script)


def click_at(map_page: Any, thing: str) -> None:
    """Clicks with the mouse where a thing is drawn."""
    x, y = ask(
        map_page,
        f"""const [x, y] = screenSpots().get({THING.format(thing)});
        const box = drawing.getBoundingClientRect();
        return [Math.round(box.left + x), Math.round(box.top + y)];""",
    )
    chain: Any = ActionChains(map_page)
    chain.w3c_actions.pointer_action.move_to_location(x, y)
    chain.w3c_actions.pointer_action.click()
    chain.perform()


def panel(map_page: Any) -> str:
    return str(map_page.find_element(By.ID, "panel").text)


def test_things_stand_at_their_places(map_page: Any) -> None:
    # Along the equator the projection is even: 180 degrees are 2,000 units.
    ask(map_page, TO_WORLD)
    assert ask(map_page, f"return network.getPosition({THING.format('oslo-no')})") == {
        "x": 0,
        "y": 0,
    }
    assert ask(map_page, f"return network.getPosition({THING.format('stockholm-se')})") == {
        "x": 1000,
        "y": 0,
    }
    assert ask(map_page, "return nodes.length") == 5
    assert map_page.get_log("browser") == []


def test_a_click_on_a_pile_lists_all_of_it_each_to_open(map_page: Any) -> None:
    ask(map_page, TO_WORLD)
    click_at(map_page, "helsinki-fi")
    assert "2 things here" in panel(map_page)
    buttons = map_page.find_elements(By.CSS_SELECTOR, "#panel li button")
    assert {button.text for button in buttons} == {"Helsinki Fi", "Tampere Fi"}
    next(button for button in buttons if button.text == "Tampere Fi").click()
    assert panel(map_page).startswith("Tampere Fi")
    assert ask(map_page, "return items[state.chosen.id].label[0]") == "Tampere Fi"


def test_a_thing_alone_at_its_place_opens_at_once(map_page: Any) -> None:
    ask(map_page, TO_WORLD)
    click_at(map_page, "malmo-se")
    assert panel(map_page).startswith("Malmo Se")


def test_what_has_no_place_is_listed_and_its_ties_are_counted(map_page: Any) -> None:
    unplaced = map_page.find_element(By.ID, "unplaced")
    assert not unplaced.is_displayed()
    ask(map_page, TO_WORLD)
    # Sixteen things without five; seven ties without the one between two places.
    assert "11 things have no place; 6 ties not drawn here" in unplaced.text
    unplaced.find_element(By.TAG_NAME, "summary").click()
    listed = ask(map_page, "return [...document.querySelectorAll('#unplaced li')].length")
    assert listed == 11
    ask(map_page, f"change({{ hidden: [{THING.format('turku-fi-633679')}] }})")
    assert "10 things have no place" in unplaced.text


def test_sizes_on_the_screen_stay_while_distances_grow(map_page: Any) -> None:
    ask(map_page, TO_WORLD)
    sizes = "return scene().nodes.map((one) => [one.id, one.size]).sort()"
    apart = f"""const at = screenSpots(), a = at.get({THING.format("helsinki-fi")});
        const b = at.get({THING.format("tampere-fi")});
        return Math.hypot(a[0] - b[0], a[1] - b[1]);"""
    before = ask(map_page, sizes), ask(map_page, apart)
    middle = f"position: network.getPosition({THING.format('oslo-no')})"
    ask(map_page, f"network.moveTo({{ scale: 2 * network.getScale(), {middle} }})")
    assert set(map(tuple, ask(map_page, sizes))) <= set(map(tuple, before[0]))
    assert ask(map_page, apart) == pytest.approx(2 * before[1])


def test_each_view_is_found_again_with_the_same_choice(map_page: Any) -> None:
    ask(map_page, f"select('node', {THING.format('oslo-no')}, false); network.moveTo({{scale: 2}})")
    ask(map_page, TO_WORLD)
    assert ask(map_page, "return network.getScale()") < 1
    assert ask(map_page, "return items[state.chosen.id].label[0]") == "Oslo No"
    assert panel(map_page).startswith("Oslo No")
    ask(map_page, "change({ view: 'network' })")
    assert ask(map_page, "return network.getScale()") == pytest.approx(2)


def test_host_cities_have_a_ring_that_the_legend_explains(map_page: Any) -> None:
    legend = map_page.find_element(By.ID, "legend")
    assert "city in which an event was held" not in legend.text
    ask(map_page, TO_WORLD)
    ringed = "return scene().nodes.filter((one) => one.ring).map((one) => one.name)"
    assert ask(map_page, ringed) == ["Oslo No"]
    assert "city in which an event was held" in legend.text


def test_ties_are_arcs_and_a_click_on_one_opens_it(map_page: Any) -> None:
    ask(map_page, TO_WORLD)
    line = ask(map_page, "return scene().lines[0]")
    assert len(ask(map_page, "return scene().lines")) == 1
    # Both ends lie on the equator: the arc rises above it, half as far as its middle corner.
    assert line["y1"] == line["y2"] > line["cy"]
    x, y = (line["x1"] + line["x2"]) / 2, (line["y1"] + line["cy"]) / 2
    assert ask(map_page, f"return lineNear({x}, {y}, 2) !== null") is True
    assert ask(map_page, f"return lineNear({x}, {line['y1']}, 2)") is None


def test_on_the_world_nothing_is_folded(opened: Open) -> None:
    folded = opened(page(placed(crowd=400), MapOptions(), "a recipe"))
    assert ask(folded, "return folds.length") > 0
    ask(folded, TO_WORLD)
    assert ask(folded, "return nodes.getIds().map((id) => items[id].label[0]).sort()") == [
        "Helsinki Fi",
        "Malmo Se",
        "Oslo No",
        "Stockholm Se",
        "Tampere Fi",
    ]
    ask(folded, "change({ view: 'network' })")
    assert ask(folded, "return nodes.getIds().some(isFold)") is True
    assert folded.get_log("browser") == []


def test_without_any_place_there_is_no_world(opened: Open) -> None:
    plain = opened(page(world(0), MapOptions(), "a recipe"))
    assert ask(plain, "return hasWorld") is False
    before = ask(plain, "return network.getPositions()")
    ask(plain, TO_WORLD)
    assert ask(plain, "return network.getPositions()") == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_world_fits_a_phone(opened: Open, scheme: str) -> None:
    narrow = opened(page(placed(), MapOptions(), "a recipe"), width=390, scheme=scheme)
    ask(narrow, TO_WORLD)
    assert ask(narrow, "return document.documentElement.scrollWidth") <= 390
    assert ask(narrow, "return drawing.getBoundingClientRect().right") <= 390


def test_the_world_is_whole_after_a_table(map_page: Any) -> None:
    ask(map_page, "change({ view: 'table' });")
    ask(map_page, TO_WORLD)
    done = "const done = arguments[0]; setTimeout(() => done(network.getScale()), 300)"
    # Some 800 pixels for some 4,000 units.
    assert 0.1 < map_page.execute_async_script(done) < 0.4


def test_places_of_one_continent_fill_the_view_and_no_single_city_does(opened: Open) -> None:
    graph = placed()
    near = {f"{BASE}city/oslo-no": (60.0, 11.0), f"{BASE}city/stockholm-se": (59.0, 18.0)}
    nodes = tuple(replace(node, place=near.get(node.iri)) for node in graph.nodes)
    shown = opened(page(replace(graph, nodes=nodes), MapOptions(), "a recipe"))
    ask(shown, TO_WORLD)
    # Two cities lie a few units apart; a view is at least 500 by 250 units, and 100 are margin.
    width, height, scale = ask(
        shown, "return [drawing.clientWidth, drawing.clientHeight, network.getScale()]"
    )
    assert scale == pytest.approx(min(width / 600, height / 350), rel=0.02)
    whole = opened(page(placed(), MapOptions(), "a recipe"))
    ask(whole, TO_WORLD)
    assert ask(whole, "return network.getScale()") < scale / 4
