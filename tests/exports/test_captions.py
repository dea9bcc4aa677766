"""Windows in words, and what a file says of itself."""

from __future__ import annotations

import pytest
from tests.exports.networks import network, tie

from citygraph.exports.captions import days_in_words, heading
from citygraph.network.model import Choices
from citygraph.network.selection import Filters
from citygraph.network.spans import window


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2010", "2019", "2010 to 2019"),
        ("2010", "2010", "2010"),
        ("2010-01-01", "2012-12-31", "2010 to 2012"),
        ("2010-02", "2010-03", "2010-02 to 2010-03"),
        ("2010-02", "2010-02", "2010-02"),
        ("2010-01", "2010-06", "2010-01 to 2010-06"),
        ("2010", "2011-05-30", "2010-01-01 to 2011-05-30"),
        ("2010-05-30", "2010-05-30", "2010-05-30"),
        ("2010-01-15", "2010-01-20", "2010-01-15 to 2010-01-20"),
        ("2010", None, "from 2010"),
        ("2010-02-02", None, "from 2010-02-02"),
        (None, "2010", "until 2010"),
        (None, "2010-02", "until 2010-02"),
        (None, None, "all days"),
    ],
)
def test_a_window_is_said_as_short_as_it_can_be(
    first: str | None, last: str | None, words: str
) -> None:
    assert days_in_words(window(first, last)) == words


def test_a_heading_names_recipe_window_and_reading() -> None:
    rows = [tie("city/a", "city/b")]
    assert heading(network(rows)) == "Who is tied"
    narrow = Choices(filters=Filters(window=window(at="2019"), reading="narrowest"))
    assert heading(network(rows, choices=narrow)) == "Who is tied, 2019 (narrowest reading)"
