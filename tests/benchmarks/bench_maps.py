"""citygraph's maps beside pyvis: writing, opening, dragging, size, on the same made-up graphs.

    python -m tests.benchmarks.bench_maps

A page is usable at the first real mouse click that is answered, counted from the start of loading:
of ours, when a claim's evidence is in sight (a click on a line; where things are folded, also one
on the first of the ties that the line stands for); of pyvis, when vis-network has selected the
line that was clicked (as it comes: once the bar that covers its drawing is gone). Nothing is
clicked before the page's load event and two frames after it. See README.md here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from tests.benchmarks.by_turns import timed
from tests.benchmarks.map_browser import (
    DRAWING,
    OURS,
    PYVIS,
    UNFOLD,
    chromium,
    frames_dragging,
    usable,
)
from tests.benchmarks.map_graphs import made_up, without_evidence
from tests.benchmarks.map_pyvis import as_it_comes, offline, physics_off

from citygraph.maps import data
from citygraph.maps.model import Graph, MapOptions
from citygraph.maps.page import page
from citygraph.maps.placing import placed

SIZES, LARGEST = (200, 1_000, 5_000), 20_000
#: How often each side works, by turns; the median counts. Long work is done less often.
TURNS, LONG_TURNS = 5, 3
WRITING, OPENING, SOONER, FRAMES, SIZE, LARGE = 20.0, 1.5, 10.0, 1.0, 1.5, 3.0
Spots = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: what both sides take, their ratio, and what it has to be."""

    job: str
    ours: float
    other: float
    ratio: float
    aim: float | None = None
    at_most: bool = False

    def met(self) -> bool:
        """Returns whether the ratio is as good as aimed at."""
        if self.aim is None:
            return True
        return self.ratio <= self.aim if self.at_most else self.ratio >= self.aim

    def __str__(self) -> str:
        start = f"{self.job:58}{self.ours:>10.3f}{self.other:>10.3f}{self.ratio:>8.2f}"
        if self.aim is None:
            return start
        aim = f"{'≤' if self.at_most else '≥'} {self.aim:g}"
        return f"{start}{aim:>7}  {'met' if self.met() else 'NOT met'}"


@dataclass(frozen=True, slots=True)
class Pages:
    """One graph with where its things stand, and the files of its three pages."""

    graph: Graph
    spots: Spots
    ours: Path
    still: Path
    moving: Path


def drawn(graph: Graph) -> str:
    """Returns our page of a graph."""
    return page(graph, MapOptions(title="Made-up cities"), "made up")


def pages(folder: Path, things: int) -> Pages:
    """Writes our page and pyvis', offline; physics off, its things stand where ours do unfolded."""
    graph = made_up(things)
    spots = placed(graph, ()).spots
    names = ("ours", "still", "moving")
    ours, still, moving = (folder / f"{name}-{things}.html" for name in names)
    ours.write_text(drawn(graph), encoding="utf-8")
    still.write_text(offline(physics_off(graph, spots)), encoding="utf-8")
    moving.write_text(offline(as_it_comes(graph)), encoding="utf-8")
    return Pages(graph, spots, ours, still, moving)


def by_turns(
    turns: int, ours: Callable[[], float], other: Callable[[], float]
) -> tuple[float, float]:
    """Returns the medians of what both sides give, measured by turns."""
    found = [(ours(), other()) for _ in range(turns)]
    return median(one for one, _ in found), median(two for _, two in found)


def writing(folder: Path, things: int, aim: float | None) -> Line:
    """Returns CPU seconds from a graph to a file: ours without its layout, pyvis' without any."""
    graph = made_up(things)
    spots = placed(graph, ()).spots
    file = folder / "written.html"

    def write(text: Callable[[], str]) -> None:
        file.write_text(text(), encoding="utf-8")

    def ours() -> float:
        laid_out: list[float] = []

        def clocked(*all_of_it: Any) -> Any:
            begin = time.process_time()
            found = placed(*all_of_it)
            laid_out.append(time.process_time() - begin)
            return found

        # The page's layout runs inside `page`: it is timed by itself and taken off.
        with mock.patch.object(data, "placed", clocked):
            seconds, _ = timed(f"our page of {things:,}", lambda: write(lambda: drawn(graph)))
        if not laid_out:
            raise RuntimeError("the layout is no longer where this benchmark times it")
        return seconds - sum(laid_out)

    def pyvis() -> float:
        name = f"pyvis' page of {things:,}"
        return timed(name, lambda: write(lambda: physics_off(graph, spots)))[0]

    mine, other = by_turns(LONG_TURNS, ours, pyvis)
    return Line(f"writing {things:,}, layout apart, s", mine, other, other / mine, aim)


def size(made: Pages) -> Line:
    """Returns megabytes of our page with nothing behind its ties, and of pyvis' page."""
    mine, other = (
        len(text.encode()) / 1e6
        for text in (drawn(without_evidence(made.graph)), physics_off(made.graph, made.spots))
    )
    job = f"size of {len(made.graph.nodes):,} without evidence, MB"
    return Line(job, mine, other, mine / other, SIZE, at_most=True)


def opening(browser: Any, made: Pages, aim: float | None) -> Line:
    """Returns seconds until our page and pyvis' with physics off are usable."""
    mine, other = by_turns(
        TURNS,
        partial(usable, browser, made.ours, OURS),
        partial(usable, browser, made.still, PYVIS),
    )
    job = f"usable, {len(made.graph.nodes):,}, beside physics off, s"
    return Line(job, mine, other, mine / other, aim, at_most=True)


def opening_as_it_comes(browser: Any, made: Pages) -> Line:
    """Returns seconds until our page and pyvis' as it comes are usable."""
    mine, other = by_turns(
        LONG_TURNS,
        partial(usable, browser, made.ours, OURS),
        partial(usable, browser, made.moving, PYVIS),
    )
    job = f"usable, {len(made.graph.nodes):,}, beside pyvis as it comes, s"
    return Line(job, mine, other, other / mine, SOONER)


def dragging(browser: Any, folder: Path, made: Pages) -> Iterator[Line]:
    """Yields frames a second, our map as it opens and all unfolded; both drawings of one size."""
    usable(browser, made.ours, OURS)
    wide, high = browser.execute_script(DRAWING)
    alike = folder / "alike.html"
    alike.write_text(offline(physics_off(made.graph, made.spots, (wide, high))), encoding="utf-8")

    def ours(unfolded: bool) -> float:
        usable(browser, made.ours, OURS)
        if unfolded:
            browser.execute_script(UNFOLD)
        return frames_dragging(browser)

    def pyvis() -> float:
        usable(browser, alike, PYVIS)
        return frames_dragging(browser)

    for unfolded, words in ((False, "as it opens"), (True, "all unfolded")):
        mine, other = by_turns(LONG_TURNS, partial(ours, unfolded), pyvis)
        job = f"frames a second while dragging {len(made.graph.nodes):,}, {words}"
        yield Line(job, mine, other, mine / other, FRAMES)


def large(browser: Any, folder: Path, small: Pages) -> Line:
    """Returns seconds until our pages of 20,000 and of 1,000 things are usable, both folded."""
    file = folder / "large.html"
    file.write_text(drawn(made_up(LARGEST)), encoding="utf-8")
    mine, other = by_turns(
        TURNS, partial(usable, browser, file, OURS), partial(usable, browser, small.ours, OURS)
    )
    job = f"usable, {LARGEST:,} beside {len(small.graph.nodes):,}, both ours, s"
    return Line(job, mine, other, mine / other, LARGE, at_most=True)


def compare(browser: Any, folder: Path) -> Iterator[Line]:
    """Yields every line of the report."""
    # First, as long as no other graph is in memory, which would cost both sides time.
    for things, aim in zip(SIZES, (None, None, WRITING), strict=True):
        yield writing(folder, things, aim)
    few, some, many = (pages(folder, things) for things in SIZES)
    yield size(some)
    yield opening(browser, few, OPENING)
    yield opening(browser, some, OPENING)
    yield opening(browser, many, None)
    yield opening_as_it_comes(browser, few)
    yield from dragging(browser, folder, some)
    yield large(browser, folder, some)


def main() -> int:
    """Runs all jobs, prints how they compare; returns 0 if every target is met."""
    begin, missed = time.monotonic(), []
    print(f"{'job':58}{'citygraph':>10}{'pyvis':>10}{'ratio':>8}{'target':>7}")
    with TemporaryDirectory() as folder, chromium() as browser:
        for line in compare(browser, Path(folder)):
            if sys.stderr.isatty():
                print("\r\x1b[K", end="", file=sys.stderr)
            print(line, flush=True)
            if not line.met():
                missed.append(line.job)
    print(f"{time.monotonic() - begin:.0f} s in all")
    print(f"NOT met: {'; '.join(missed)}" if missed else "all targets met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
