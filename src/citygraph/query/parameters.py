"""A person's words → the values of a query's parameters, properly serialised, never pasted in."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from citygraph.errors import QueryError, nearest
from citygraph.identity import KEY
from citygraph.query.files import Parameter, QueryFile, values_blocks
from citygraph.query.run import select
from citygraph.records import PartialDate
from citygraph.vocabulary import BASE, CG, CLASSES, PREFIXES

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LABELLED = """
SELECT DISTINCT ?thing ?label WHERE {{
  ?thing a {kind} .
  {{ ?thing <{skos}prefLabel> ?label }} UNION {{ ?thing <{skos}altLabel> ?label }}
}} ORDER BY ?thing ?label"""


def bind(query: QueryFile, given: Mapping[str, Sequence[str]], store: ox.Store) -> str:
    """Returns the query's SPARQL with the given parameters in place of their defaults.

    A thing may be named by its key (city/helsinki-fi), its IRI, or a label in any language. Raises
    QueryError for an unknown parameter, a value of the wrong kind, and a name that fits nothing or
    several things.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            hint = nearest(name, known) if known else "; it takes none"
            raise QueryError(f"the query {query.name!r} has no parameter {name!r}{hint}")
    found = [(block, name) for name in given for block in values_blocks(query, name)]
    blocks = sorted(found, reverse=True)
    text = query.text
    # From the last block to the first, so that the places of earlier ones stay true.
    for (start, end), name in blocks:
        terms = " ".join(_term(known[name], value, store) for value in given[name])
        text = f"{text[:start]} {terms} {text[end:]}"
    return text


def _term(parameter: Parameter, value: str, store: ox.Store) -> str:
    kind = parameter.kind
    if kind == "text":
        return str(ox.Literal(value))
    if kind == "language":
        return _checked(parameter, value, _LANGUAGE, "a language tag such as en", f'"{value}"')
    if kind == "integer":
        pattern = re.compile(r"-?[0-9]{1,15}")
        return _checked(parameter, value, pattern, "a whole number", value)
    if kind == "date":
        return _date(parameter, value)
    if kind == "class":
        return f"<{_class(parameter, value)}>"
    if kind == "iri":
        return f"<{_checked(parameter, value, _IRI, 'an IRI', value)}>"
    return f"<{_thing(parameter, value, store)}>"


def _checked(
    parameter: Parameter, value: str, pattern: re.Pattern[str], wanted: str, term: str
) -> str:
    if pattern.fullmatch(value):
        return term
    raise QueryError(f"{parameter.name}={value}: expected {wanted}")


def _date(parameter: Parameter, value: str) -> str:
    try:
        first = PartialDate(value).first_day()
    except ValueError as wrong:
        raise QueryError(f"{parameter.name}={value}: {wrong}") from None
    if first is None or len(value) < 10:
        raise QueryError(f"{parameter.name}={value}: expected a full date such as 2019-10-10")
    return f'"{value}"^^<{PREFIXES["xsd"]}date>'


def _class(parameter: Parameter, value: str) -> str:
    if value.startswith(("http://", "https://")):
        return _checked(parameter, value, _IRI, "an IRI", value)
    name, known = value.removeprefix("cg:"), ("Actor", *CLASSES)
    if name not in known:
        raise QueryError(f"{parameter.name}={value}: no class is called so{nearest(name, known)}")
    return CG + name


def _thing(parameter: Parameter, value: str, store: ox.Store) -> str:
    if value.startswith(("http://", "https://")):
        return _checked(parameter, value, _IRI, "an IRI", value)
    scheme = parameter.kind
    if scheme[0].islower():
        kind = f"<{PREFIXES['skos']}Concept>"
        prefix = f"{BASE}concept/{scheme}/"
    else:
        kind, prefix = f"<{CG}{scheme}>", ""
    rows = select(store, _LABELLED.format(kind=kind, skos=PREFIXES["skos"])).rows
    labels = [(str(i), str(label)) for i, label in rows if str(i).startswith(prefix)]
    return _chosen(parameter, value, labels)


def _chosen(parameter: Parameter, value: str, labels: Sequence[tuple[str, str]]) -> str:
    """The one thing that a key or label means."""
    iris = sorted({iri for iri, _ in labels})
    ending = f"/id/{value}" if KEY.fullmatch(value) else f"/{value}"
    by_key = [iri for iri in iris if iri.endswith(ending)]
    wanted = _folded(value)
    by_label = sorted({iri for iri, label in labels if _folded(label) == wanted})
    found = by_key or by_label
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(_short(iri) for iri in found)
        raise QueryError(f"{parameter.name}={value}: several are called so: {keys}")
    names = {_folded(label): label for _, label in labels}
    close = difflib.get_close_matches(wanted, list(names), n=1)
    hint = f"; did you mean '{names[close[0]]}'?" if close else ""
    raise QueryError(
        f"{parameter.name}={value}: no {parameter.kind} of this graph is called so{hint}"
    )


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _short(iri: str) -> str:
    return iri.split("/id/")[-1].removeprefix(BASE)
