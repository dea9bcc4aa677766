"""Chromium as a reader uses it: how long until a click is answered, how smoothly a drag is drawn.

All that the benchmark knows of what stands inside the pages is in `OURS` and `PYVIS`.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from citygraph.errors import CityGraphError

WINDOW = (1280, 900)
#: Seconds after which a page counts as never usable, and after which a click is tried again.
GIVEN_UP, AGAIN = 240.0, 0.3
#: For how many seconds a map is dragged, by how many pixels at once, how often before turning back.
DRAGGED, STEP, TURN = 3.0, 6, 20
_QUIET = (
    "headless=new",
    "no-sandbox",
    "disable-gpu",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "no-first-run",
    "hide-scrollbars",
)
_GONE = "about:blankcomplete"
#: In every page: when its first frames are drawn, and in which frames a canvas is drawn anew.
_WATCH = """
addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.painted = true;
})));
window.frames_drawn = new Set();
for (const what of ["clearRect", "drawImage"]) {
  const plain = CanvasRenderingContext2D.prototype[what];
  CanvasRenderingContext2D.prototype[what] = function (...all) {
    frames_drawn.add(document.timeline.currentTime);
    return plain.apply(this, all);
  };
}
"""
#: Where on the screen a line can be hit and nothing else, of the first line that has such a spot.
_LINE = """
const ours = typeof strokes !== "undefined";
function onLine(spot) {
  return ours ? lineNear(spot.x, spot.y, 6) !== null : network.getEdgeAt(spot) !== undefined;
}
function spotOfALine() {
  const box = document.querySelector("canvas").getBoundingClientRect();
  const spots = network.getPositions(), mid = (a, b, share) => a + share * (b - a);
  for (const line of (ours ? strokes : edges.get()).slice(0, 400)) {
    const a = spots[line.from], b = spots[line.to];
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const spot = network.canvasToDOM({ x: mid(a.x, b.x, share), y: mid(a.y, b.y, share) });
      const x = Math.round(box.left + spot.x), y = Math.round(box.top + spot.y);
      const hit = document.elementFromPoint(x, y);
      if (hit && hit.tagName === "CANVAS" && network.getNodeAt(spot) === undefined
        && onLine(spot)) return [x, y];
    }
  }
  return null;
}
"""
_READY = """
// Our page writes what is seen into its address, after #.
if (location.href.split('#')[0] !== arguments[0] || !window.painted) return null;
try { network; } catch { return null; }
"""


@dataclass(frozen=True, slots=True)
class Side:
    """What a reader does to a page: `next` is JavaScript that returns null as long as the page is
    not ready, [x, y] where the next click goes, or true once the click is answered."""

    next: str


#: A claim's evidence is in sight. Where things are folded, the line's ties are read one by one:
#: another click on the first of them opens its claims.
OURS = Side(
    _READY
    + _LINE
    + """
const panel = document.getElementById("panel");
if ([...panel.querySelectorAll(".evidence")].some((one) => one.checkVisibility())) return true;
const tie = panel.querySelector("details");
if (tie && tie.open) return null;
if (!tie) return spotOfALine();
const box = tie.querySelector("summary").getBoundingClientRect();
return [Math.round(box.left + 20), Math.round(box.top + box.height / 2)];
"""
)
#: vis-network has marked the line as selected. There is nothing to read behind it.
PYVIS = Side(_READY + _LINE + "return network.getSelectedEdges().length > 0 || spotOfALine();")
#: The size of our drawing in pixels; and what unfolds every group and shows the whole map.
DRAWING = """const box = document.querySelector("#drawing canvas").getBoundingClientRect();
return [Math.round(box.width), Math.round(box.height)];"""
UNFOLD = "setOpen(folds, true); network.fit({ animation: false }); return nodes.length;"


@contextmanager
def chromium() -> Iterator[Any]:
    """Yields a headless Chromium; told both paths, selenium fetches nothing.

    CityGraphError if Chromium or its driver is not installed.
    """
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if browser is None or driver is None:
        raise CityGraphError("this benchmark needs Chromium: Debian's chromium, chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    options.page_load_strategy = "none"
    with TemporaryDirectory() as profile:
        for flag in (*_QUIET, f"user-data-dir={profile}"):
            options.add_argument(f"--{flag}")
        page: Any = webdriver.Chrome(options=options, service=Service(driver))
        try:
            size = {"width": WINDOW[0], "height": WINDOW[1], "deviceScaleFactor": 1}
            page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**size, "mobile": False})
            page.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
            yield page
        finally:
            page.quit()


def usable(page: Any, file: Path, side: Side) -> float:
    """Returns the seconds from the start of loading a file until a real click in it is answered.

    CityGraphError if that never happens.
    """
    page.get("about:blank")
    # The page before goes on drawing until it has gone, and leaves much behind.
    while page.execute_script("return location.href + document.readyState") != _GONE:
        time.sleep(0.05)
    page.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    page.get(file.as_uri())
    begin, clicked = time.monotonic(), 0.0
    while time.monotonic() - begin < GIVEN_UP:
        wish = page.execute_script(side.next, file.as_uri())
        if wish is True:
            return float(page.execute_script("return performance.now()")) / 1000
        if wish and time.monotonic() - clicked > AGAIN:
            click(page, *wish)
            clicked = time.monotonic()
    raise CityGraphError("no click in this page was answered", file=file)


def click(page: Any, x: int, y: int) -> None:
    """Moves the mouse there and clicks."""
    _mouse(page, "mouseMoved", x, y)
    _mouse(page, "mousePressed", x, y, button="left", buttons=1, clickCount=1)
    _mouse(page, "mouseReleased", x, y, button="left", clickCount=1)


def frames_dragging(page: Any) -> float:
    """Returns how many times a second the open page draws itself while its map is dragged."""
    x, y = page.execute_script(_EMPTY)
    _mouse(page, "mouseMoved", x, y)
    _mouse(page, "mousePressed", x, y, button="left", buttons=1, clickCount=1)
    page.execute_script("frames_drawn.clear()")
    begin, moves = time.monotonic(), 0
    while time.monotonic() - begin < DRAGGED:
        x += STEP if moves // TURN % 2 == 0 else -STEP
        moves += 1
        _mouse(page, "mouseMoved", x, y, button="left", buttons=1)
    frames, seconds = page.execute_script("return frames_drawn.size"), time.monotonic() - begin
    _mouse(page, "mouseReleased", x, y, button="left", clickCount=1)
    return float(frames) / seconds


#: Where the drawing has neither thing nor line, so that dragging moves all of it.
_EMPTY = """
const ours = typeof strokes !== "undefined";
const onLine = (spot) => (ours ? lineNear(spot.x, spot.y, 6) !== null
  : network.getEdgeAt(spot) !== undefined);
const box = document.querySelector("canvas").getBoundingClientRect();
for (let y = 8; y < box.height; y += 8) for (let x = 8; x < box.width - 200; x += 8) {
  if (network.getNodeAt({ x, y }) === undefined && !onLine({ x, y })) {
    return [Math.round(box.left + x), Math.round(box.top + y)];
  }
}
"""


def _mouse(page: Any, kind: str, x: int, y: int, **more: Any) -> None:
    page.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **more})
