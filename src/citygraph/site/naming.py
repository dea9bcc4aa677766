"""Where pages lie: the IRI of a thing or source → the name of its file.

A thing of the released graph lies at the path of its key, `city/helsinki-fi.html`, so that its
address can be told from its IRI. Any other IRI gets a folder by its kind and a name of its own that
ends in a hash. Names hold nothing but a-z, 0-9, "-", one "/" and ".html", and none of the names
that Windows keeps for devices (Microsoft, "Naming Files, Paths, and Namespaces").
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from citygraph.identity import KEY
from citygraph.vocabulary import BASE

#: The folders of the site that hold no things.
FOLDERS = frozenset({"site", "maps"})
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{at}" for port in ("com", "lpt") for at in range(10)}
)
_NO_FOLDERS = FOLDERS | _DEVICES | {""}
#: Windows takes paths of 260 characters; this leaves half of them to the folder that holds all.
_LONGEST = 120
_SHORT = 60


def file_names(kinds: Mapping[str, str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Returns IRI → file name, all different even where case does not count.

    `kinds` gives for each IRI the folder for one that has no key of ours, `taken` the names of
    files that are written already.

    >>> iris = {"https://w3id.org/citygraph/id/city/helsinki-fi": "city", "urn:x:Åbo": "city"}
    >>> list(file_names(iris).values())
    ['city/helsinki-fi.html', 'city/urn-x-abo-abc7619c65.html']
    """
    used = {name.lower() for name in taken}
    names: dict[str, str] = {}
    for iri in kinds:
        name = f"{_key(iri)}.html"
        if _key(iri) and name not in used:
            names[iri] = name
            used.add(name)
    for iri in sorted(kinds.keys() - names.keys()):
        digest = hashlib.sha256(iri.encode()).hexdigest()
        folder = _plain(kinds[iri])
        stem = f"{'thing' if folder in _NO_FOLDERS else folder}/{_plain(iri) or 'thing'}"
        free = (f"{stem}-{digest[:length]}.html" for length in (10, 64))
        names[iri] = next(name for name in free if name not in used)
        used.add(names[iri])
    return {iri: names[iri] for iri in kinds}


def _key(iri: str) -> str:
    """Returns the key of a thing of ours if it can be a path as it stands, else nothing."""
    root = BASE + "id/"
    key = iri[len(root) :] if iri.startswith(root) else ""
    if not KEY.fullmatch(key) or len(key) > _LONGEST:
        return ""
    folder, slug = key.split("/")
    return "" if folder in _NO_FOLDERS or slug in _DEVICES else key


def _plain(text: str) -> str:
    """Returns the start of a text in a-z, 0-9 and single hyphens, but for the base of ours."""
    known = text.removeprefix(BASE + "id/").removeprefix("https://").removeprefix("http://")
    letters = unicodedata.normalize("NFKD", known).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_SHORT].rstrip("-")
