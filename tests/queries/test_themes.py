"""Who takes up a theme, in speech or by commitment."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]


def test_climate_is_taken_up_by_parties_and_speakers(ask: Ask) -> None:
    rows = ask("themes/voices", "who act where")
    declaration = "Helsinki Impact Declaration"
    parties = [row[0] for row in rows if row[2] == declaration]
    assert parties == ["Helsinki", "Stockholm", "Tallinn", "Eurocities", "Metrex"]
    # "Takten för … klimatgärningar": said by Sinnemäki, at no event that the page names.
    assert ("Anni Sinnemäki", "statement", None) in rows
    forum = "12th World Cities Summit Mayors Forum"
    assert ("Desmond Lee", "call", forum) in rows
    assert (f"Mayors and city leaders at the {forum}", "conclusion", forum) in rows
    assert {"António Guterres"} < {row[0] for row in rows}


def test_whoever_speaks_of_other_things_does_not_take_up_climate(ask: Ask) -> None:
    speakers = {row[0] for row in ask("themes/voices", "who")}
    assert not speakers & {"Oh Se-hoon", "Jan Vapaavuori", "Duong", "Tatiana Molcean"}


def test_narration_takes_up_a_theme_without_a_speaker(ask: Ask) -> None:
    # "Adequate housing is a basis" and UNECE's "housing and land management": no voice is given.
    rows = ask("themes/voices", "who act", theme="housing")
    assert rows == [(None, "statement"), (None, "statement")]


def test_vaccines_are_the_secretary_generals_theme_alone(ask: Ask) -> None:
    rows = ask("themes/voices", "who act", theme="vaccine-equity")
    assert rows == [("António Guterres", "statement"), ("António Guterres", "call")]
