"""The names that the search field looks in, as a local script: a page opened from a file cannot
fetch data, but it can load a script that lies beside it."""

from __future__ import annotations

import json

from citygraph.maps.model import Text
from citygraph.site.indexed import Indexed
from citygraph.site.shelves import LISTS

_ESCAPED = "<>&\u2028\u2029"


def names_script(known: Indexed) -> str:
    """Returns a script that assigns `citygraphNames`: kinds, and a row for each page.

    A row is [file without .html, position of its kind, name, its language, other names]; those with
    most ties come first. <, >, & and the line separators are escaped, so that no name can end the
    text it stands in.
    """
    kinds = list(LISTS)
    rows = []
    for node in known.graph.nodes:
        kind = kinds.index(node.kind if node.kind in LISTS else "other")
        others = dict.fromkeys(text.words for text in (*node.names, *node.also))
        others.pop(node.label.words, None)
        rank = -len(known.ties.get(node.iri, ()))
        rows.append((rank, _row(known, node.iri, kind, node.label, list(others))))
    for source in known.graph.sources.values():
        others = dict.fromkeys((source.title.words, source.publisher.words))
        rest = [words for words in others if words and words != source.label.words]
        rows.append((1, _row(known, source.iri, kinds.index("source"), source.label, rest)))
    rows.sort(key=lambda ranked: (ranked[0], str(ranked[1][0])))
    data = {"kinds": [title for _, title in LISTS.values()], "rows": [row for _, row in rows]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in _ESCAPED:
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f"const citygraphNames = {text};\n"


def _row(known: Indexed, iri: str, kind: int, label: Text, others: list[str]) -> list[object]:
    return [known.files[iri].removesuffix(".html"), kind, label.words, label.lang, others]
