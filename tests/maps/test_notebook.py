"""A map in a notebook's cell."""

from __future__ import annotations

from html.parser import HTMLParser

import pyoxigraph as ox

from citygraph.maps import MAPS, MapOptions, Part

from .hostile import HOSTILE, hostile


class Frames(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_cell_holds_one_sandboxed_frame_with_the_whole_page(small: ox.Store) -> None:
    for text in HOSTILE:
        page = MAPS["overview"](hostile(small, text), MapOptions(title=text), Part())
        frames = Frames()
        frames.feed(page._repr_html_())
        # Whatever the labels hold, nothing leaves the frame's attribute.
        ((tag, attributes),) = frames.found
        assert tag == "iframe"
        assert attributes["srcdoc"] == page
        assert "allow-same-origin" not in str(attributes["sandbox"])


def test_a_page_is_text_that_can_be_written(small: ox.Store) -> None:
    page = MAPS["overview"](small, MapOptions(), Part())
    assert isinstance(page, str)
    assert page.encode().startswith(b"<!DOCTYPE html>")
