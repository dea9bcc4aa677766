"""Which classes of things share a colour and a shape on a map.

The colours stand in templates/map.css, one custom property a kind, after the palette of Okabe and
Ito, "Color Universal Design" (2008), which colour-blind people can tell apart; kinds of one colour
differ in shape. Shapes are vis-network's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is the class of the ontology that it draws, with its subclasses."""

    key: str
    name: str
    shape: str


#: The first kind that fits a thing is its kind, so the more special stand first.
KINDS = (
    Kind("person", "Person", "dot"),
    Kind("group", "Group", "hexagon"),
    Kind("city", "City", "square"),
    Kind("authority", "LocalAuthority", "square"),
    Kind("government", "NationalGovernment", "triangleDown"),
    Kind("intergovernmental", "IntergovernmentalOrganization", "hexagon"),
    Kind("network", "CityNetwork", "star"),
    Kind("organization", "Organization", "triangleDown"),
    Kind("country", "Country", "diamond"),
    Kind("venue", "Venue", "triangleDown"),
    Kind("post", "Post", "diamond"),
    Kind("series", "EventSeries", "star"),
    Kind("event", "Event", "triangle"),
    Kind("document", "Document", "square"),
    Kind("programme", "Programme", "hexagon"),
    Kind("prize", "Prize", "star"),
)
OTHER = Kind("other", "Thing", "dot")


def ancestors(name: str, parents: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Returns a class with all its superclasses, by local name.

    >>> sorted(ancestors("Forum", {"Forum": ["Event"], "Event": ["Occasion"]}))
    ['Event', 'Forum', 'Occasion']
    """
    found: set[str] = set()
    open_ends = [name]
    while open_ends:
        current = open_ends.pop()
        if current not in found:
            found.add(current)
            open_ends.extend(parents.get(current, ()))
    return frozenset(found)


def kind_of(types: Iterable[str]) -> Kind:
    """Returns the kind of a thing from all its classes, superclasses too, by local name.

    >>> kind_of({"City", "LocalAuthority", "Organization", "Place"}).key
    'city'
    >>> kind_of({"Place"}).key
    'other'
    """
    known = frozenset(types)
    return next((kind for kind in KINDS if kind.name in known), OTHER)


def most_special(types: Iterable[str], parents: Mapping[str, Iterable[str]]) -> str:
    """Returns the class that no other of the given ones lies under; of several the first by name.

    >>> most_special(["Event", "Forum"], {"Forum": ["Event"]})
    'Forum'
    """
    known = sorted(set(types))
    above = {up for name in known for up in ancestors(name, parents) - {name}}
    return next((name for name in known if name not in above), known[0])
