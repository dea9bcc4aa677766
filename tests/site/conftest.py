"""The site of the small made-up graph of the maps' tests, and Chromium to open it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from citygraph.maps.model import Graph, MapOptions
from citygraph.maps.reading import read
from citygraph.resources import queries_dir
from citygraph.site import Entry, site

from ..maps.conftest import chromium, small

__all__ = ["chromium", "small"]
RECIPE = (queries_dir() / "ties" / "overview.rq").read_text(encoding="utf-8")
OPTIONS = MapOptions(version="9.9")
ENTRIES = (
    Entry("maps/overview.html", "The whole graph", "What is tied to what?", "9 things, 7 ties."),
)
Files = dict[str, bytes]


@pytest.fixture
def graph(small: ox.Store) -> Graph:
    """What small.trig holds: nine things, seven ties, seven claims, two sources."""
    return read(small, RECIPE, OPTIONS)


@pytest.fixture
def files(graph: Graph) -> Files:
    """The site of small.trig."""
    return site(graph, ENTRIES, OPTIONS)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes a site into a folder, and an empty page for each of its maps."""
    for name, content in {**files, **{entry.file: b"" for entry in ENTRIES}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Callable[..., Any]:
    """Opens a page of a site from a folder, at a width in pixels, light or dark."""

    def open_page(
        files: Mapping[str, bytes], name: str, width: int = 1280, scheme: str = "light"
    ) -> Any:
        write(tmp_path, files)
        size: dict[str, Any] = {"width": width, "height": 900, "deviceScaleFactor": 1}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**size, "mobile": False})
        feature = {"name": "prefers-color-scheme", "value": scheme}
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        chromium.get_log("browser")
        chromium.get_log("performance")
        chromium.get((tmp_path / name).as_uri())
        return chromium

    return open_page
