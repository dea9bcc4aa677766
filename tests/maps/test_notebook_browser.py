"""A map in a notebook's cell, in Chromium: it works, and cannot reach the notebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from citygraph.maps import overview
from citygraph.maps.model import MapOptions

Open = Callable[..., Any]


def test_a_tie_opens_to_its_source_within_a_cell(small: ox.Store, opened: Open) -> None:
    cell = overview(small, MapOptions(title="Cell"))._repr_html_()
    shown = opened(
        f"<!DOCTYPE html><meta charset='utf-8'><title>notebook</title><p>Out[1]:</p>{cell}"
    )
    shown.switch_to.frame(shown.find_element(By.TAG_NAME, "iframe"))
    try:
        WebDriverWait(shown, 10).until(lambda page: page.find_elements(By.CSS_SELECTOR, "canvas"))
        shown.execute_script("select('line', 0, true)")
        panel = shown.find_element(By.ID, "panel")
        WebDriverWait(shown, 10).until(lambda page: page.find_elements(By.CLASS_NAME, "evidence"))
        assert "second row of the table of parties" in panel.text
        # Its state changes though the frame has no address to write it to.
        shown.execute_script("change({ view: 'table' })")
        assert shown.find_element(By.CSS_SELECTOR, "#listing td").is_displayed()
        with pytest.raises(WebDriverException, match="cross-origin"):
            shown.execute_script("return parent.document.title")
    finally:
        shown.switch_to.default_content()
    assert shown.get_log("browser") == []
