"""Words that would run or break something if a page took them for markup."""

from __future__ import annotations

import pyoxigraph as ox

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "a\u2028b\u2029c",
    "\u202eesrever\u202c \u2067rtl",
    "W" * 300,
    "<!--<script>{{ 7*7 }}",
)


def hostile(store: ox.Store, text: str) -> ox.Store:
    """The same graph with every text in it, and every address, replaced."""
    bad = ox.Store()
    for quad in store:
        value = quad.object
        if "/graph/ontology" in str(quad.graph_name) or "/graph/concepts" in str(quad.graph_name):
            pass
        elif isinstance(value, ox.Literal) and value.language:
            value = ox.Literal(text, language=value.language)
        elif isinstance(value, ox.Literal) and not value.datatype.value.endswith("integer"):
            value = ox.Literal(text)
        elif "sameAs" in quad.predicate.value or quad.predicate.value.endswith("/source"):
            value = ox.NamedNode("javascript:alert(1)")
        bad.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    return bad
