"""Vienna, laureate of 2020, is to host the forum of 2025."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]


def test_a_laureate_that_is_to_host_is_found_and_marked_as_planned(ask: Ask) -> None:
    # Seoul hosted without a prize in the text, so it is not among them.
    assert ask("awards/laureates-as-hosts", "laureate year event starts modality prizeName") == [
        (
            "Vienna",
            "2020",
            "World Cities Summit Mayors Forum 2025",
            "2025",
            "planned",
            "Lee Kuan Yew World City Prize",
        )
    ]
