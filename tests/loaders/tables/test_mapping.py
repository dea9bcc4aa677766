"""A mapping that is wrong gives one message with its file and line."""

from __future__ import annotations

import pytest
from tests.loaders.tables.conftest import Write

from citygraph.errors import SourceError
from citygraph.loaders.tables.mapping import read_mapping

MEMBER = "{column: City, type: City, country: Country}"
ROWS = f"""\
rows:
  - claim: Membership
    member: {MEMBER}
    network: organization/ring
    validFrom: {{column: Since}}
"""

# What is written instead of what, the line of the fault (the claim stands on line 17), the message.
WRONG = {
    "unknown field": (("validFrom", "validform"), 19, "unknown field 'validform'"),
    "unknown claim": (("claim: Membership", "claim: Member"), 16, "did you mean 'Membership'"),
    "missing role": (("    network: organization/ring\n", ""), 16, "'network' is missing"),
    "unknown class": (("type: City", "type: Citty"), 17, "did you mean 'City'"),
    "city by name alone": ((", country: Country", ""), 17, "a City needs country: or id:"),
    "whose identifier": (("country: Country", "id: Code"), 17, "id: needs idPrefix:"),
    "no pattern": (
        ("country: Country", "id: Code, idPrefix: x, sameAs: 'https://x.org/'"),
        17,
        "must hold {} once",
    ),
    "half a coordinate": (("country: Country", "country: C, latitude: L"), 17, "together"),
    "contacts": (("column: Since", "column: Contact phone"), 16, "personal contacts"),
    "bad date": (("{column: Since}", "soon"), 19, "'soon' is no date"),
    "bad format": (("column: Since", "column: Since, format: '%d'"), 19, "format"),
    "place": (("validFrom: {column: Since}", "row: 3"), 19, "the row is the place"),
    "words from a column": (("validFrom", "says"), 19, "says: is not read from a column"),
    "spellings alike": (
        ("{column: Since}", "{column: Since, values: {A: '2000', a: '2001'}}"),
        19,
        "two spellings differ by case",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_mapping_is_told_with_its_line(write: Write, case: str) -> None:
    (old, new), line, message = WRONG[case]
    assert old in ROWS
    mapping = write("City,Country,Since\nOslo,NO,2012\n", ROWS.replace(old, new, 1))
    with pytest.raises(SourceError) as wrong:
        read_mapping(mapping)
    assert message in wrong.value.message
    assert (wrong.value.file, wrong.value.line) == (mapping, line)


@pytest.mark.parametrize("path", ["/etc/passwd", "../t.csv", "a/../../t.csv", "C:/t.csv"])
def test_the_table_lies_beside_its_mapping(write: Write, path: str) -> None:
    mapping = write("City,Country\nOslo,NO\n")
    text = mapping.read_text(encoding="utf-8").replace("file: t.csv", f"file: '{path}'")
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="write a relative path"):
        read_mapping(mapping)


def test_years_stand_for_both_dates(write: Write) -> None:
    rows = ROWS + "    years: {column: Years}\n"
    with pytest.raises(SourceError, match="give years:, or validFrom and validTo"):
        read_mapping(write("City,Country,Since,Years\nOslo,NO,2012,2012\n", rows))
