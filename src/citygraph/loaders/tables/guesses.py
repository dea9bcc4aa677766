"""What the columns of an unknown table seem to mean, by their names and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citygraph.loaders.tables import cells
from citygraph.loaders.tables.columns import Columns

#: Meaning → words of a column's name, in several languages; the first meaning that fits counts.
_WORDS = {
    "country": "country pays land país pais paese stat nation iso",
    "latitude": "lat latitude breite",
    "longitude": "lng lon long longitude länge",
    "geonames": "geonameid geonames geoname gnid",
    "wikidata": "wikidata qid",
    "status": "status statut role rôle rolle rol level category membertype",
    "since": "start since from joined begin began entry début beginn inicio signed date",
    "until": "end until to left exit fin ende",
    "years": "years period année années jahre",
    "document": "document declaration charter agreement pact pledge déclaration",
    "event": "event forum summit conference meeting assembly",
    "network": "network networks organisation organization association alliance réseau netzwerk",
    "city": "city town municipality member signatory participant partner ville stadt ciudad cidade "
    "comune gemeente kommun name",
}
_MEANINGS = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_CODES = frozenset("code id nr no number url link region".split())
_NOTHING = ("NA", "N/A", "n/a", "NaN", "NULL", "null", "None", "-", "–", "?")
_MOST_SPELLINGS = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, its different cells in order of frequency, and what it seems to mean."""

    name: str
    spellings: tuple[str, ...]
    meaning: str = ""

    def few(self) -> bool:
        """Tells whether its cells are few enough to be listed one by one."""
        return 0 < len(self.spellings) <= _MOST_SPELLINGS


def guessed(columns: Columns) -> list[Column]:
    """Returns a table's columns with a meaning for those that seem to have one, once each."""
    taken: set[str] = set()
    found = []
    for i, name in enumerate(columns.header):
        spellings = tuple(_spellings(columns, i))
        meaning = "contact" if cells.is_contact(name) else _meaning(name)
        if meaning in taken and meaning != "contact":
            meaning = ""
        taken.add(meaning)
        found.append(Column(name, () if meaning == "contact" else spellings, meaning))
    return found


def _spellings(columns: Columns, position: int) -> Iterator[str]:
    counts = columns.frame.to_series(position).value_counts()
    ordered = sorted(counts.iter_rows(), key=lambda pair: (-pair[1], pair[0]))
    seen = dict.fromkeys(" ".join(str(cell).split()) for cell, _ in ordered)
    yield from (cell for cell in seen if cell)


def _meaning(name: str) -> str:
    """Returns the meaning of a column's name, with "-id" where it holds codes.

    >>> [_meaning(name) for name in ("NameCity", "City.Statut", "Code_Network", "geonameId", "URL")]
    ['city', 'status', 'network-id', 'geonames', '']
    """
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold()
    words = set(re.split(r"[\W_]+", plain))
    joined = re.sub(r"[\W_]+", "", name.casefold())
    for meaning, known in _MEANINGS.items():
        if joined in known or not known.isdisjoint(words):
            codes = meaning in ("network", "city", "event", "document") and words & _CODES
            return f"{meaning}-id" if codes else meaning
    return ""


def absent_words(columns: list[Column]) -> list[str]:
    """Returns the words that seem to say "nothing" in columns other than the countries'."""
    said = {cell for c in columns if c.meaning != "country" for cell in c.spellings}
    return [word for word in _NOTHING if word in said]


def decimal_sign(columns: list[Column]) -> str | None:
    """Returns the decimal sign of the coordinates, None where there is none to see."""
    degrees = [c for c in columns if c.meaning in ("latitude", "longitude")]
    shown = [cell for c in degrees for cell in c.spellings if re.fullmatch(r"-?\d+[.,]\d+", cell)]
    return None if not shown else "," if "," in shown[0] else "."
