"""What a good graph must have, as SHACL (ontology/shapes.ttl), run by pySHACL.

Results follow W3C SHACL (2017), section 3.6: focus node, path, value, severity, message.
Constraints in SPARQL go to Oxigraph, all focus nodes at once: rdflib would ask anew for each of
them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from citygraph.check.findings import Finding, Material
from citygraph.check.naming import Naming, short
from citygraph.errors import CheckError
from citygraph.merged import merged
from citygraph.query import select
from citygraph.resources import ontology_dir
from citygraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_SEVERITY = {f"{_SH}Violation": "error", f"{_SH}Warning": "warning", f"{_SH}Info": "info"}
_FILE = "shapes.ttl"
_SHOWN = 80
_STRING = PREFIXES["xsd"] + "string"
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"


def find(material: Material) -> Iterator[Finding]:
    """Yields one finding for each SHACL result; the sentence after a message's first is the remedy.

    Raises CheckError for shapes that cannot be read or run.
    """
    import pyshacl
    import rdflib

    shape_graph = rdflib.Graph()
    file = ontology_dir() / _FILE
    naming = Naming(material.store)
    try:
        shape_graph.parse(file, format="turtle")
        yield from list(_asked(shape_graph, material.store, naming))
        shape_graph.remove((None, rdflib.URIRef(_SH + "sparql"), None))
        # One store for both: its blank nodes are called the same.
        whole = merged(material.store)
        if not _aimed_at_suspects(shape_graph, whole):
            return
        with _quiet():
            _, results, _ = pyshacl.validate(
                rdflib_graph(whole),
                shacl_graph=shape_graph,
                inference="none",
                advanced=False,
                meta_shacl=False,
                do_owl_imports=False,
                inplace=True,
            )
    except (OSError, SyntaxError) as wrong:
        raise CheckError(f"the shapes cannot be read: {wrong}", file=file) from None
    except Exception as wrong:  # pySHACL raises what its shapes make it raise
        raise CheckError(f"the shapes cannot be run: {wrong}", file=file) from wrong
    if not isinstance(results, rdflib.Graph):
        raise CheckError(f"the shapes cannot be run: {results}", file=file)
    # Results of a shape inside a shape hang below their result (sh:detail) and are no findings.
    for result in results.objects(None, rdflib.URIRef(_SH + "result")):
        yield _finding(result, results, shape_graph, naming)


def _aimed_at_suspects(shapes: rdflib.Graph, whole: ox.Store) -> bool:
    """Aims each shape at those of its nodes alone that are not surely right; False for none.

    sh:targetNode (SHACL, section 2.1.3.1) names a node as such.
    """
    import rdflib

    from citygraph.check.suspects import TARGETS, suspects

    with _quiet():
        found = suspects(shapes, whole)
    for shape, nodes in found.items():
        for target in TARGETS:
            shapes.remove((shape, target, None))
        for node in nodes:
            shapes.add((shape, rdflib.URIRef(_SH + "targetNode"), _term(node)))
    return any(str(predicate).startswith(_SH + "target") for predicate in shapes.predicates())


def _finding(
    result: Any, results: rdflib.Graph, shape_graph: rdflib.Graph, naming: Naming
) -> Finding:
    import rdflib

    def said(name: str) -> str:
        value = results.value(result, rdflib.URIRef(_SH + name))
        return "" if value is None or isinstance(value, rdflib.BNode) else str(value)

    subject = said("focusNode")
    shape = _shape_name(results.value(result, rdflib.URIRef(_SH + "sourceShape")), shape_graph)
    messages = results.objects(result, rdflib.URIRef(_SH + "resultMessage"))
    said_first = min((str(message) for message in messages), default="a shape is broken")
    path, value = said("resultPath"), said("value")
    here = " ".join(word for word in (path and short(path), _value_words(value, naming)) if word)
    return _told(said("resultSeverity"), shape, subject, said_first, here, naming)


def _told(
    severity: str, shape: str, subject: str, message: str, here: str, naming: Naming
) -> Finding:
    problem, _, remedy = message.partition(". ")
    return Finding(
        _SEVERITY.get(severity, "error"),
        f"shapes/{shape}",
        shape.replace("-", " ").capitalize(),
        subject,
        f"{naming.name(subject)}: {problem.rstrip('.')}" + (f" (here: {here})" if here else ""),
        remedy or "Look at the shape in ontology/shapes.ttl.",
        naming.place(subject),
    )


def _asked(shapes: rdflib.Graph, store: ox.Store, naming: Naming) -> Iterator[Finding]:
    """Yields what the constraints in SPARQL find: a row of `?this`, and of `?value` if it has one.

    SHACL, section 5.3: $this is bound to each focus node; here the shape's target is a pattern.
    """
    import rdflib

    sh = rdflib.Namespace(_SH)
    names = {shapes.value(d, sh.prefix): shapes.value(d, sh.namespace) for d in _declared(shapes)}
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(names.items()))
    for shape, constraint in sorted(shapes.subject_objects(sh.sparql)):
        classes = [f"?this a/<{_SUBCLASS}>* <{c}>" for c in shapes.objects(shape, sh.targetClass)]
        having = [f"?this <{p}> ?any" for p in shapes.objects(shape, sh.targetSubjectsOf)]
        target = " UNION ".join(f"{{ {pattern} }}" for pattern in sorted([*classes, *having]))
        focus = f"WHERE {{ {{ SELECT DISTINCT ?this WHERE {{ {target} }} }}"
        query = str(shapes.value(constraint, sh.select)).replace("WHERE {", focus, 1)
        severity = str(shapes.value(shape, sh.severity) or "")
        message = str(shapes.value(constraint, sh.message))
        for row in select(store, head + query).records():
            here = _value_words(str(row.get("value") or ""), naming)
            name = _shape_name(shape, shapes)
            yield _told(severity, name, str(row["this"]), message, here, naming)


def _declared(shapes: rdflib.Graph) -> list[Any]:
    import rdflib

    return sorted(shapes.objects(None, rdflib.URIRef(_SH + "declare")))


def _value_words(value: str, naming: Naming) -> str:
    words = naming.name(value) if value.startswith(("http://", "https://")) else value
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _shape_name(shape: Any, graph: rdflib.Graph) -> str:
    """The local name of a shape, or of the named shape that an unnamed one is a part of."""
    import rdflib

    seen = set()
    while isinstance(shape, rdflib.BNode) and shape not in seen:
        seen.add(shape)
        owners = sorted(graph.subjects(None, shape), key=lambda o: (isinstance(o, rdflib.BNode), o))
        shape = owners[0] if owners else None
    return str(shape).rpartition("#")[2] if isinstance(shape, rdflib.URIRef) else "unnamed"


def rdflib_graph(store: ox.Store) -> rdflib.Graph:
    """Returns the union of a store's graphs as an rdflib memory graph, as rdflib itself types it.

    oxrdflib would give every plain string the type xsd:string, which SHACL then finds wrong; and
    pySHACL is many times slower on a graph that Oxigraph holds.
    """
    import rdflib

    graph = rdflib.Graph()
    with _quiet():
        for quad in store:
            graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


@lru_cache(maxsize=1 << 20)
def _term(found: Any) -> Any:
    from rdflib.term import BNode, Literal, URIRef

    if isinstance(found, ox.NamedNode):
        return URIRef(found.value)
    if isinstance(found, ox.BlankNode):
        return BNode(found.value)
    if found.language:
        return Literal(found.value, lang=found.language)
    datatype = found.datatype.value
    return Literal(found.value, datatype=None if datatype == _STRING else URIRef(datatype))


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib and pySHACL log what they report anyway, such as an impossible date."""
    loggers = [logging.getLogger(name) for name in ("rdflib.term", "pyshacl")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
