"""What the store says, as plain Python: terms by subject and property, and labels by language."""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from citygraph.maps.model import Text
from citygraph.merged import merged


class Term(NamedTuple):
    """An IRI or a literal with its language."""

    text: str
    lang: str = ""
    is_iri: bool = False


Properties = Mapping[str, tuple[Term, ...]]


@contextlib.contextmanager
def unswept() -> Iterator[None]:
    """Keeps the garbage collector at rest: what is read for a map makes no cycles and stays.

    Its sweeps through hundreds of thousands of new tuples would take a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def described(store: ox.Store) -> dict[str, Properties]:
    """Returns all that a store says: subject → property → its values, sorted but for properties.

    Read in one pass, which costs less than a query for each kind of thing. Blank nodes, as the
    ontology's class axioms hold them, name nothing and are left out.
    """
    found: dict[str, dict[str, list[Term]]] = {}
    iris: dict[str, Term] = {}
    for quad in merged(store):
        subject, value = quad.subject, quad.object
        if type(value) is ox.NamedNode:
            iri = value.value
            term = iris.get(iri) or iris.setdefault(iri, Term(iri, "", True))
        elif type(value) is ox.Literal:
            term = Term(value.value, value.language or "")
        else:
            continue
        if type(subject) is ox.NamedNode:
            properties = found.setdefault(subject.value, {})
            properties.setdefault(quad.predicate.value, []).append(term)
    return {subject: _sorted(found[subject]) for subject in sorted(found)}


def _sorted(properties: Mapping[str, list[Term]]) -> Properties:
    # Most properties have one value; literals that differ in their datatype alone count once.
    return {
        name: tuple(terms) if len(terms) == 1 else tuple(sorted(set(terms)))
        for name, terms in properties.items()
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
    if len(texts) == 1:
        return Text(texts[0].text, texts[0].lang)
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


def counted(number: int, one: str, many: str = "") -> str:
    """Returns a number with its noun.

    >>> counted(1, "tie"), counted(7335, "tie"), counted(2, "entry", "entries")
    ('1 tie', '7,335 ties', '2 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def share_words(share: float) -> str:
    """Returns a share of one in per cent; little is not nothing.

    >>> share_words(0.412), share_words(0.003), share_words(0)
    ('41%', 'under 1%', '0%')
    """
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_DAY = re.compile(r"--(0[1-9]|1[0-2])-([0-3][0-9])")


def day_words(text: str) -> str:
    """Returns a date as a reader is told it: a day without a year is written out, others stay.

    >>> day_words("--11-14"), day_words("2019-10")
    ('14 November, year not given', '2019-10')
    """
    day = _DAY.fullmatch(text)
    if day is None:
        return text
    return f"{int(day[2])} {_MONTHS[int(day[1]) - 1]}, year not given"
