"""The lists of the site: one page for each kind of thing that a graph holds, and one of sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from citygraph.maps.model import Node, Source, Text
from citygraph.site.indexed import Indexed
from citygraph.site.languages import language

#: Key of a kind → the file of its list and its heading; in this order on the first page.
LISTS = {
    "city": ("cities.html", "Cities"),
    "person": ("people.html", "People"),
    "network": ("city-networks.html", "City networks"),
    "intergovernmental": ("intergovernmental.html", "UN and intergovernmental bodies"),
    "organization": ("organisations.html", "Other organisations"),
    "authority": ("local-authorities.html", "Regions and metropolitan bodies"),
    "government": ("governments.html", "National governments"),
    "event": ("events.html", "Events"),
    "series": ("series.html", "Series of events"),
    "document": ("declarations.html", "Declarations and agreements"),
    "programme": ("programmes.html", "Programmes"),
    "prize": ("prizes.html", "Prizes"),
    "post": ("posts.html", "Posts"),
    "group": ("groups.html", "Groups of people"),
    "country": ("countries.html", "Countries"),
    "venue": ("venues.html", "Venues"),
    "other": ("other.html", "Other things"),
    "source": ("sources.html", "Sources"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: the page's file and name, then a cell for each further column."""

    file: str
    label: Text
    cells: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list page."""

    kind: str
    file: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def shelves(known: Indexed) -> tuple[Shelf, ...]:
    """Returns the list pages of a graph, without those that would be empty."""
    return tuple(_shelves(known))


def _shelves(known: Indexed) -> Iterator[Shelf]:
    by_kind: dict[str, list[Node]] = {}
    for node in known.graph.nodes:
        by_kind.setdefault(node.kind if node.kind in LISTS else "other", []).append(node)
    for kind, (file, title) in LISTS.items():
        if kind == "source":
            rows = [_source_row(source, known) for source in known.graph.sources.values()]
            columns = ("Source", "Publisher", "Issued", "Language", "Claims")
        else:
            nodes = by_kind.get(kind, [])
            # One type for all says no more than the heading.
            typed = len({node.type for node in nodes}) > 1
            rows = [_row(node, known, typed) for node in nodes]
            columns = ("Name", *(("Type",) if typed else ()), "Part of", "Ties", "Sources")
        if rows:
            yield Shelf(kind, file, title, columns, tuple(sorted(rows, key=_order)))


def _row(node: Node, known: Indexed, typed: bool) -> Row:
    ties = known.ties.get(node.iri, ())
    about = {*node.claims, *(iri for tie in ties for iri in tie.claims)}
    part_of = [known.nodes[iri].label.words for iri in node.within if iri in known.nodes]
    return Row(
        known.files[node.iri],
        node.label,
        (
            *((node.type,) if typed else ()),
            Text(", ".join(part_of)),
            Text(str(len(ties))),
            Text(str(len(known.sources_of(about)))),
        ),
    )


def _source_row(source: Source, known: Indexed) -> Row:
    claims = str(len(known.stated.get(source.iri, ())))
    words = (source.publisher, Text(source.issued), Text(language(source.language)), Text(claims))
    return Row(known.files[source.iri], source.label, words)


def _order(row: Row) -> tuple[str, str]:
    return sorting(row.label.words), row.file


def sorting(words: str) -> str:
    """Returns what names are sorted by: without case and accents.

    >>> sorted(["Zürich", "Örebro", "oslo"], key=sorting)
    ['Örebro', 'oslo', 'Zürich']
    """
    parts = unicodedata.normalize("NFKD", words)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()
