"""A small made-up graph, and Chromium to open a map of it in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from citygraph.store import new_store

SMALL = Path(__file__).parent / "small.trig"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
QUIET = (
    "headless=new",
    "no-sandbox",
    "disable-gpu",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "no-first-run",
)


@pytest.fixture
def small() -> ox.Store:
    """The ontology and small.trig."""
    store = new_store()
    store.load(path=str(SMALL), format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One headless Chromium for all tests; told both paths, selenium fetches nothing."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("needs Debian's chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*QUIET, f"user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Callable[..., Any]:
    """Opens a page's text from a file, at a width in pixels, light or dark."""

    def open_page(text: str, width: int = 1280, scheme: str = "light") -> Any:
        file = tmp_path / "map.html"
        file.write_text(text, encoding="utf-8")
        size: dict[str, Any] = {"width": width, "height": 900, "deviceScaleFactor": 1}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**size, "mobile": False})
        feature = {"name": "prefers-color-scheme", "value": scheme}
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        chromium.get_log("browser")
        chromium.get_log("performance")
        chromium.get(file.as_uri())
        return chromium

    return open_page
