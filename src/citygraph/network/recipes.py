"""Tie recipes: queries/ties/*.rq, or a user's own .rq, with what their head says of the ties.

    # modes: city network            the ties join two modes: sources are cities, targets networks
    # projects: actor-network        pairs of those who share a target of that two-mode recipe
    # directed: from host to guest   a tie leads from its source to its target

A recipe without any of these joins things of one mode, without direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from citygraph.errors import QueryError, nearest
from citygraph.network.ties import COLUMNS
from citygraph.query.files import QueryFile, read
from citygraph.resources import queries_dir


@dataclass(frozen=True, slots=True)
class Recipe:
    """A query of ties. `asked` is what is put to the store: for a projection, its two-mode recipe.

    `modes` are the two of `asked`, empty for one mode.
    """

    query: QueryFile
    asked: QueryFile
    modes: tuple[str, ...] = ()
    directed: bool = False

    @property
    def name(self) -> str:
        """The recipe's name, such as co-signature; a file's stem for one's own."""
        return self.query.name

    @property
    def is_projection(self) -> bool:
        """Whether its ties are pairs that share something."""
        return self.query is not self.asked


def recipe(name: str) -> Recipe:
    """Returns a shipped recipe by name (co-signature, ties/co-signature), or a .rq file.

    Raises QueryError with the nearest name for one that is unknown, and for a head that
    contradicts itself.

    >>> recipe("city-network").modes
    ('city', 'network')
    >>> recipe("co-membership").asked.name
    'actor-network'
    """
    found = _file(name)
    asked = _file(found.field("projects")) if found.field("projects") else found
    modes = tuple(asked.field("modes").split())
    if found is not asked and len(modes) != 2:
        raise QueryError(f"{asked.name} has not two modes to project from", file=found.path)
    if len(modes) not in (0, 2):
        raise QueryError("'# modes:' names two modes, such as city network", file=found.path)
    if modes and found.field("directed"):
        raise QueryError("a two-mode recipe has no direction: drop one line", file=found.path)
    return Recipe(found, asked, modes, bool(found.field("directed")))


def _file(name: str) -> QueryFile:
    if name.endswith(".rq"):
        return _with_columns(read(Path(name)))
    known = sorted(path.stem for path in (queries_dir() / "ties").glob("*.rq"))
    plain = name.removeprefix("ties/")
    if plain not in known:
        raise QueryError(
            f"unknown recipe {name!r}{nearest(plain, known)} citygraph list ties shows all"
        )
    return read(queries_dir() / "ties" / f"{plain}.rq", plain)


def _with_columns(query: QueryFile) -> QueryFile:
    """A described recipe that lacks a column is told so before it is run."""
    described = [name for name, _ in query.columns]
    missing = [name for name in COLUMNS if described and name not in described]
    if missing:
        raise QueryError(
            f"this recipe describes no column ?{missing[0]}: a tie needs {', '.join(COLUMNS)}",
            file=query.path,
        )
    return query
