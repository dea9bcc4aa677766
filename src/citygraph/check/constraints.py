"""SHACL's plain kinds of constraint (W3C 2017, section 4), as far as they can be told for sure.

A verdict is True (the node surely conforms), False (it surely does not), or None (not known here).
What depends on how rdflib reads a number, a date or a language is True or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib import RDF, SH, URIRef

from citygraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from citygraph.check.suspects import Facts

Verdict = bool | None
Term = Any
#: A test of one node, and one of a node with what a path leads to from it.
Test = Callable[[Term], Verdict]
SetTest = Callable[[Term, Sequence[Term]], Verdict]

_ANY = 1 << 30
_ORDERED = (PREFIXES["xsd"] + "date", PREFIXES["xsd"] + "integer")
_PARTIAL = tuple(PREFIXES["xsd"] + name for name in ("gYear", "gYearMonth", "gMonthDay"))
_TEXTS = (PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString")


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    unknown = False
    for verdict in verdicts:
        if verdict is False:
            return False
        unknown = unknown or verdict is None
    return None if unknown else True


def _not(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    return _not(all_of(map(_not, verdicts)))


def _one(verdicts: Sequence[Verdict]) -> Verdict:
    return None if None in verdicts else verdicts.count(True) == 1


def _each(test: Test) -> SetTest:
    return lambda node, values: all_of(map(test, values))


def _yes(test: Callable[[Term], bool]) -> SetTest:
    """Of a test whose yes is sure; its no is left to pySHACL."""
    return _each(lambda value: True if test(value) else None)


def term_of(found: Any) -> Term:
    if isinstance(found, URIRef):
        return ox.NamedNode(str(found))
    if isinstance(found, rdflib.Literal) and found.language:
        return ox.Literal(str(found), language=found.language)
    datatype = getattr(found, "datatype", None)
    return ox.Literal(str(found), datatype=datatype and ox.NamedNode(str(datatype)))


@lru_cache(maxsize=1 << 16)
def _typed(value: str, datatype: str) -> rdflib.Literal:
    """A literal as pySHACL gets to see it: rdflib reads its value and writes it anew."""
    return rdflib.Literal(value, datatype=URIRef(datatype))


def _python(term: Term) -> Any:
    """The number or date that a literal means to rdflib; None for all else."""
    if not isinstance(term, ox.Literal) or term.datatype.value in _TEXTS:
        return None
    typed = _typed(term.value, term.datatype.value)
    return typed.value if typed.ill_typed is False else None


def _datatype_of(term: Term) -> str:
    return str(term.datatype.value) if isinstance(term, ox.Literal) else ""


def _words(term: Term) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value not in _TEXTS:
        return str(_typed(term.value, term.datatype.value))
    return str(term.value)


def _number(values: Sequence[Term]) -> int:
    """How many they are at least: rdflib may take two literals for one, such as 1 and 01."""
    literals = sum(isinstance(value, ox.Literal) for value in values)
    return len(values) - literals + min(literals, 1)


def _at_least(facts: Facts, shape: Any, number: Any) -> SetTest:
    least = int(number)
    return lambda node, values: (
        False if len(values) < least else True if _number(values) >= least else None
    )


def _at_most(facts: Facts, shape: Any, number: Any) -> SetTest:
    most = int(number)
    return lambda node, values: (
        True if len(values) <= most else False if _number(values) > most else None
    )


def _qualified(facts: Facts, shape: Any, inner: Any) -> SetTest:
    test = facts.test(inner)
    least = int(str(facts.shapes.value(shape, SH.qualifiedMinCount) or 0))
    most = int(str(facts.shapes.value(shape, SH.qualifiedMaxCount) or _ANY))

    def counted(node: Term, values: Sequence[Term]) -> Verdict:
        verdicts = [test(value) for value in values]
        sure = [v for v, verdict in zip(values, verdicts, strict=True) if verdict]
        possible = len(sure) + verdicts.count(None)
        return True if _number(sure) >= least and possible <= most else None

    return counted


def _class(facts: Facts, shape: Any, name: Any) -> SetTest:
    wanted, types = facts.classes(name), facts.objects(RDF.type)
    return _each(lambda value: not wanted.isdisjoint(types.get(value, ())))


def _datatype(facts: Facts, shape: Any, name: Any) -> SetTest:
    wanted = str(name)

    def well_formed(value: Term) -> bool:
        # rdflib gives years and months no value, and pySHACL takes them as they are.
        typed = _typed(value.value, wanted)
        return typed.ill_typed is False or (wanted in _PARTIAL and not typed.ill_typed)

    return _yes(
        lambda value: _datatype_of(value) == wanted and (wanted in _TEXTS or well_formed(value))
    )


def _in(facts: Facts, shape: Any, items: Any) -> SetTest:
    wanted = {term_of(item) for item in facts.shapes.items(items)}
    return _each(lambda value: True if value in wanted else _differs(value))


def _has_value(facts: Facts, shape: Any, wanted: Any) -> SetTest:
    term = term_of(wanted)
    return lambda node, values: (
        True if term in values else None if None in map(_differs, values) else False
    )


def _differs(value: Term) -> Verdict:
    """Not the same term: for a number or date, or a text with a language, rdflib may say it is."""
    plain = not isinstance(value, ox.Literal) or value.datatype.value == _TEXTS[0]
    return False if plain else None


def _pattern(facts: Facts, shape: Any, pattern: Any) -> SetTest:
    if facts.shapes.value(shape, SH.flags) is not None:
        return lambda node, values: None
    search = re.compile(str(pattern)).search
    return _yes(lambda v: not isinstance(v, ox.BlankNode) and search(_words(v)) is not None)


def _equals(facts: Facts, shape: Any, predicate: Any) -> SetTest:
    index = facts.objects(predicate)
    return lambda node, values: True if set(values) == set(index.get(node, ())) else None


def _less(or_equal: bool) -> Callable[[Facts, Any, Any], SetTest]:
    def made(facts: Facts, shape: Any, predicate: Any) -> SetTest:
        index = facts.objects(predicate)

        def ordered(one: Term, other: Term) -> bool:
            first, second = _python(one), _python(other)
            # rdflib compares no years and no months.
            same = type(first) is type(second) and _datatype_of(one) == _datatype_of(other)
            if not same or _datatype_of(one) not in _ORDERED or first is None:
                return False
            return bool(first <= second if or_equal else first < second)

        return lambda node, values: (
            True if all(ordered(a, b) for a in values for b in index.get(node, ())) else None
        )

    return made


def _members(judge: Callable[[Sequence[Verdict]], Verdict]) -> Callable[..., SetTest]:
    def made(facts: Facts, shape: Any, items: Any) -> SetTest:
        tests = [facts.test(inner) for inner in facts.shapes.items(items)]
        return _each(lambda value: judge([test(value) for test in tests]))

    return made


def _not_shape(facts: Facts, shape: Any, inner: Any) -> SetTest:
    test = facts.test(inner)
    return _each(lambda value: _not(test(value)))


def _bound(is_right: Callable[[Any, Any], bool]) -> Callable[[Facts, Any, Any], SetTest]:
    def made(facts: Facts, shape: Any, bound: Any) -> SetTest:
        limit = bound.value
        return _yes(lambda v: type(n := _python(v)) in (int, Decimal) and is_right(n, limit))

    return made


def _unique_language(facts: Facts, shape: Any, wanted: Any) -> SetTest:
    def unique(node: Term, values: Sequence[Term]) -> Verdict:
        tags = [v.language.lower() for v in values if isinstance(v, ox.Literal) and v.language]
        return True if len(set(tags)) == len(tags) else None

    return unique


def _language(facts: Facts, shape: Any, items: Any) -> SetTest:
    wanted = {str(item).lower() for item in facts.shapes.items(items)}
    return _yes(lambda v: isinstance(v, ox.Literal) and (v.language or "").lower() in wanted)


KINDS: dict[Any, Callable[[Facts, Any, Any], SetTest]] = {
    SH.minCount: _at_least,
    SH.maxCount: _at_most,
    SH.qualifiedValueShape: _qualified,
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH["in"]: _in,
    SH.hasValue: _has_value,
    SH.pattern: _pattern,
    SH.equals: _equals,
    SH.lessThan: _less(False),
    SH.lessThanOrEquals: _less(True),
    SH.minInclusive: _bound(lambda number, limit: number >= limit),
    SH.maxInclusive: _bound(lambda number, limit: number <= limit),
    SH.uniqueLang: _unique_language,
    SH.languageIn: _language,
    SH.nodeKind: lambda facts, shape, kind: _yes(
        lambda value: kind == SH.IRI and isinstance(value, ox.NamedNode)
    ),
    SH.node: lambda facts, shape, inner: _each(facts.test(inner)),
    SH.property: lambda facts, shape, inner: _each(facts.test(inner)),
    SH["not"]: _not_shape,
    SH["and"]: _members(all_of),
    SH["or"]: _members(_any),
    SH.xone: _members(_one),
}
