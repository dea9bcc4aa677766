"""The drawing in Chromium: what stays when choices change, what stands out, colours, keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from citygraph.maps.model import Graph, MapOptions
from citygraph.maps.page import page

from .world import BASE, world

Open = Callable[..., Any]
THING = "data.nodes.findIndex((node) => node.iri.endsWith('/{}'))"
BALTIC, MALMO, KIM = (THING.format(name) for name in ("baltic", "malmo-se", "kim"))


@pytest.fixture
def drawn(opened: Open) -> Any:
    """Sixteen things; three cities are members of Baltic, Kim speaks for one of them."""
    return opened(page(world(0), MapOptions(), "a recipe"))


def of(drawn: Any, script: str) -> Any:
    return drawn.execute_script(f"return {script}")


def grouped(communities: int) -> Graph:
    """The same sixteen things: Baltic and its three members in 1, each other one in the next."""
    graph = world(0)
    names = ("organization/baltic", "city/helsinki-fi", "city/tampere-fi", "city/malmo-se")
    first = {BASE + name for name in names}
    number, nodes = 1, []
    for node in graph.nodes:
        if node.iri in first:
            nodes.append(replace(node, community=1))
        else:
            number += 1
            nodes.append(replace(node, community=number if number <= communities else 0))
    return replace(graph, nodes=tuple(nodes))


def drag(drawn: Any, thing: str, across: int) -> None:
    x, y = of(drawn, f"screenSpots().get({thing})")
    box = of(drawn, "[drawing.getBoundingClientRect().left, drawing.getBoundingClientRect().top]")
    chain: Any = ActionChains(drawn)
    pointer = chain.w3c_actions.pointer_action
    pointer.move_to_location(round(box[0] + x), round(box[1] + y))
    pointer.pointer_down()
    pointer.move_to_location(round(box[0] + x + across / 2), round(box[1] + y))
    pointer.move_to_location(round(box[0] + x + across), round(box[1] + y))
    pointer.pointer_up()
    chain.perform()


def test_what_is_dragged_stays_there_and_the_view_does_not_jump(drawn: Any) -> None:
    drawn.execute_script("network.moveTo({ scale: 1 })")
    before = of(drawn, f"network.getPosition({BALTIC})")
    drag(drawn, BALTIC, 60)
    after = of(drawn, f"network.getPosition({BALTIC})")
    assert after["x"] > before["x"] + 30
    view = of(drawn, "[network.getScale(), network.getViewPosition()]")
    drawn.execute_script(f"change({{ hidden: [{KIM}] }})")
    assert of(drawn, "nodes.length") == 15
    drawn.execute_script("change({ hidden: [] })")
    assert of(drawn, "nodes.length") == 16
    assert of(drawn, f"network.getPosition({BALTIC})") == after
    assert of(drawn, "[network.getScale(), network.getViewPosition()]") == view
    # A line goes on to where its end was dragged.
    ends = of(drawn, "scene().lines.map((one) => [one.x1, one.y1, one.x2, one.y2])")
    spot = of(drawn, f"network.canvasToDOM(network.getPosition({BALTIC}))")
    at = pytest.approx([spot["x"], spot["y"]], abs=1)
    assert sum(at in (end[:2], end[2:]) for end in ends) == 3


def test_what_is_chosen_is_recorded_and_stands_out(drawn: Any) -> None:
    drawn.execute_script(f"select('node', {MALMO}, false)")
    assert of(drawn, f"state.chosen.kind + (state.chosen.id === {MALMO})") == "nodetrue"
    accent = of(drawn, "colour('accent')")
    assert len(of(drawn, f"scene().lines.filter((one) => one.colour === '{accent}')")) == 2
    assert of(drawn, f"scene().nodes.find((one) => one.id === {MALMO}).stroke") == accent
    drawn.execute_script("select('line', lineOf(data.ties[0]), false)")
    assert of(drawn, "state.chosen") == {"kind": "line", "id": 0}
    assert len(of(drawn, f"scene().lines.filter((one) => one.colour === '{accent}')")) == 1


def test_a_marked_path_stands_out_and_all_else_is_muted(drawn: Any) -> None:
    line = f"lineAt.get(lineKey({{ from: {MALMO}, to: {KIM} }}))"
    drawn.execute_script(f"mark([{MALMO}, {KIM}], [{line}])")
    clear = "scene().nodes.filter((one) => one.alpha === 1).map((one) => one.name).sort()"
    assert of(drawn, clear) == ["Kim", "Malmo Se"]
    lines = "scene().lines.map((one) => [one.alpha, one.colour === colour('accent')]).sort()"
    assert of(drawn, lines) == [*[[0.1, False]] * 5, [1, True]]
    drawn.execute_script("mark()")
    assert len(of(drawn, clear)) == 16


def test_communities_have_colours_and_a_legend_of_their_own(opened: Open) -> None:
    shown = opened(page(grouped(3), MapOptions(), "a recipe"))
    assert of(shown, "hasCommunities") is True
    look = f"((one) => [one.shape, one.fill])(scene().nodes.find((one) => one.id === {MALMO}))"
    kind = of(shown, look)
    shown.execute_script("change({ colour: 'community' })")
    assert of(shown, look) == ["dot", "#e69f00"] != kind
    legend = shown.find_element(By.ID, "legend")
    # Baltic has three ties, Malmö two: they stand for the four.
    assert "Baltic, Malmo Se and 2 more\n4" in legend.text
    # Sixteen without four and two more of one thing each.
    assert "of no community\n10" in legend.text
    assert legend.find_elements(By.CSS_SELECTOR, "li[data-kind]") == []
    shown.execute_script("change({ colour: 'kind' })")
    assert of(shown, look) == kind
    assert len(legend.find_elements(By.CSS_SELECTOR, "li[data-kind]")) == 7


def test_more_communities_than_colours_differ_in_shape(opened: Open) -> None:
    shown = opened(page(grouped(9), MapOptions(), "a recipe"))
    looks = of(shown, "[...Array(49).keys()].map((at) => communityLook(at + 1).join(' '))")
    assert len(set(looks)) == 49
    assert looks[0].split()[1] == looks[7].split()[1]
    assert looks[0].split()[0] != looks[7].split()[0]


def test_weights_of_pairs_are_line_widths_where_given(opened: Open) -> None:
    ends = {name: f"{BASE}{name}" for name in ("city/helsinki-fi", "city/malmo-se")}
    baltic = f"{BASE}organization/baltic"
    strengths = {(ends["city/helsinki-fi"], baltic): 4.0, (ends["city/malmo-se"], baltic): 1.0}
    shown = opened(page(replace(world(0), strengths=strengths), MapOptions(), "a recipe"))
    width = "strokes.find((one) => one.id === lineAt.get(lineKey({{ from: {}, to: {} }}))).width"
    strong = of(shown, width.format(THING.format("helsinki-fi"), BALTIC))
    # One pixel, and six more for the strongest.
    assert (strong, of(shown, width.format(MALMO, BALTIC))) == (7, 2.5)


def test_a_large_drawing_has_no_names_while_it_moves(opened: Open) -> None:
    large = opened(page(world(400), MapOptions(), "a recipe"))
    large.execute_script("setOpen(folds, true); wholeMap()")
    names = "scene().nodes.filter((one) => one.lines.length).length"
    assert of(large, names) > 0
    large.execute_script("zoomBy(1.1)")
    assert of(large, names) == 0
    rested = "const done = arguments[0]; setTimeout(() => done(moving), 400)"
    assert large.execute_async_script(rested) is False
    assert of(large, names) > 0


def test_keys_walk_open_and_let_go_and_do_not_hold_the_focus(drawn: Any) -> None:
    drawing = drawn.find_element(By.CSS_SELECTOR, "#drawing .vis-network")
    drawn.execute_script(f"select('node', {BALTIC}, false); drawing.focus()")
    pointed = "items[pointed].label[0]"
    seen = []
    for _ in range(4):
        drawing.send_keys("n")
        seen.append(of(drawn, pointed))
    assert seen == ["Helsinki Fi", "Malmo Se", "Tampere Fi", "Helsinki Fi"]
    drawing.send_keys("p")
    assert of(drawn, pointed) == "Tampere Fi"
    assert "Pointed at: Tampere Fi" in drawn.find_element(By.CSS_SELECTOR, ".view").text
    drawing.send_keys(Keys.ENTER)
    assert drawn.find_element(By.ID, "panel").text.startswith("Tampere Fi")
    assert drawn.switch_to.active_element.get_attribute("id") == "panel"
    drawn.execute_script("drawing.focus()")
    drawing.send_keys(Keys.ESCAPE)
    assert of(drawn, "state.chosen") is None
    scale = of(drawn, "network.getScale()")
    drawing.send_keys("+")
    assert of(drawn, "network.getScale()") > scale
    drawing.send_keys("--")
    assert of(drawn, "network.getScale()") < scale
    drawing.send_keys(Keys.TAB)
    assert of(drawn, "drawing.contains(document.activeElement)") is False


def test_a_picture_can_be_drawn_from_what_is_told(drawn: Any) -> None:
    told = of(drawn, "drawnNow()")
    assert (len(told["nodes"]), len(told["lines"]), told["land"]) == (16, 6, [])
    spots = [(node["x"], node["y"]) for node in told["nodes"]]
    for line in told["lines"]:
        assert {(line["x1"], line["y1"]), (line["x2"], line["y2"])} <= set(spots)
    assert all(0 <= x <= told["width"] and 0 <= y <= told["height"] for x, y in spots)
    assert ["Malmo Se"] in [node["lines"] for node in told["nodes"]]
