"""What the store says, as plain Python: terms by subject and property, and labels by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph

from citygraph.maps.model import Text
from citygraph.query import select
from citygraph.vocabulary import PREFIXES

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items()))


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """An IRI or a literal with its language."""

    text: str
    lang: str = ""
    is_iri: bool = False


Properties = Mapping[str, tuple[Term, ...]]


def described(store: pyoxigraph.Store, pattern: str) -> dict[str, Properties]:
    """Returns what a pattern over ?s ?p ?o finds: subject → property → its values, all sorted.

    `pattern` is our own text, never a user's: it goes into the query as it stands.
    """
    table = select(
        store,
        f"{_PROLOGUE}SELECT DISTINCT (STR(?s) AS ?subject) (STR(?p) AS ?property)"
        f" (STR(?o) AS ?value) (LANG(?o) AS ?lang) (ISIRI(?o) AS ?iri) WHERE {{ {pattern} }}",
    )
    found: dict[str, dict[str, set[Term]]] = {}
    for subject, name, value, lang, is_iri in table:
        if value is None:  # a blank node, as the ontology's class axioms hold: it names nothing
            continue
        term = Term(str(value), str(lang or ""), bool(is_iri))
        found.setdefault(str(subject), {}).setdefault(str(name), set()).add(term)
    return {
        subject: {name: tuple(sorted(terms)) for name, terms in sorted(properties.items())}
        for subject, properties in sorted(found.items())
    }


def chosen(texts: tuple[Term, ...], lang: str) -> Text | None:
    """Returns the text in a language, else in English, else the first by tag; None of none.

    >>> chosen((Term("Helsinki", "en"), Term("Helsingfors", "sv")), "sv")
    Text(words='Helsingfors', lang='sv')
    >>> chosen((Term("Helsinki", "en"), Term("Helsingfors", "sv")), "fr")
    Text(words='Helsinki', lang='en')
    """
    if not texts:
        return None
    wish = lang.lower()

    def rank(term: Term) -> tuple[int, str, str]:
        tag = term.lang.lower()
        ranks = (tag == wish, tag.startswith(wish + "-"), tag == "en", tag.startswith("en-"))
        return (ranks.index(True) if True in ranks else len(ranks), tag, term.text)

    best = min(texts, key=rank)
    return Text(best.text, best.lang)


def local_name(iri: str) -> str:
    """Returns what stands after the last # or / of an IRI.

    >>> local_name("https://w3id.org/citygraph/ontology#City")
    'City'
    """
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
