"""axe-core on the pages of the site: no violation of level A or AA."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..maps.axe import violations
from .conftest import Files

PAGES = (
    "index.html",
    "cities.html",
    "sources.html",
    "city/norvik-no.html",
    "person/ada-berg.html",
    "event/harbour-forum-1.html",
    "document/harbour-pledge.html",
    "source/harbour-news.html",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_with_all_claims_open(
    files: Files, opened: Callable[..., Any], page: str, width: int, scheme: str
) -> None:
    shown = opened(files, page, width, scheme)
    shown.execute_script("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert violations(shown) == []


def test_axe_would_find_a_search_field_without_a_name(
    files: Files, opened: Callable[..., Any]
) -> None:
    shown = opened(files, "index.html")
    shown.execute_script("document.querySelectorAll('label').forEach((one) => one.remove())")
    assert any(line.startswith("label:") for line in violations(shown))
