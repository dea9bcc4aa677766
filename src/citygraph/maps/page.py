"""What a map shows → one HTML page that fetches nothing.

vis-network's script is taken from the wheel of pyvis, which carries it; pyvis itself is not
imported: it pulls IPython, looks through all edges to add one, and its template loads styles from
another server. All data stands in one JSON block; the page's own code writes it as text, never as
markup.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import importlib.util
import re
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from citygraph.errors import CityGraphError
from citygraph.maps.data import data_block
from citygraph.maps.folding import HUBS, READABLE, READABLE_LINES, Fold, folds, pairs_of
from citygraph.maps.kinds import KINDS, OTHER
from citygraph.maps.model import Graph, MapOptions
from citygraph.maps.placing import method
from citygraph.maps.terms import counted
from citygraph.maps.world import WORLD_METHOD

#: The heading of a page that is given none.
TITLE = "Map of a graph"
#: The page's code, in this order: data and state, then what listens to it.
_SCRIPTS = ("data", "state", "panel", "folds", "network", "world", "names", "finding")
_CONTROLS = ("filters", "time", "paths", "tables", "taking", "link")
_STYLES = ("map", "drawing", "panel", "controls")


def page(graph: Graph, options: MapOptions, recipe: str) -> str:
    """Returns the page as text, ending in a newline; equal input gives equal text."""
    groups = folds(graph)
    library = _library()
    code = "\n".join(_template(f"{name}.js") for name in (*_SCRIPTS, *_CONTROLS))
    style = "\n".join(_template(f"{name}.css") for name in _STYLES)
    text = (
        _environment()
        .get_template("map.html")
        .render(
            title=options.title or TITLE,
            version=options.version,
            lang=options.lang,
            recipe=recipe,
            policy=_policy((library, code), style),
            library=Markup(library),
            code=Markup(code),
            style=Markup(style),
            data=Markup(data_block(graph, groups, options)),
            said=graph.said,
            method=method(graph),
            sized_by=graph.measure,
            weighted=bool(graph.strengths),
            world=WORLD_METHOD if any(node.place for node in graph.nodes) else "",
            **_counts(graph),
            **_folding(graph, groups),
        )
    )
    return text + "\n"


@cache
def _environment() -> jinja2.Environment:
    """Returns the templates, compiled once."""
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = counted
    return environment


def _counts(graph: Graph) -> dict[str, object]:
    drawn = {node.kind for node in graph.nodes}
    of_kind = [node.kind for node in graph.nodes]
    behind = {iri for tie in graph.ties for iri in tie.claims}
    return {
        "node_count": len(graph.nodes),
        "tie_count": len(graph.ties),
        "line_count": len(pairs_of(graph)),
        "alone_count": len(
            {node.iri for node in graph.nodes}
            - {end for tie in graph.ties for end in (tie.source, tie.target)}
        ),
        "claim_count": len(graph.claims),
        "drawn_claim_count": len(behind),
        "denied_count": sum(claim.mode == "denied" for claim in graph.claims.values()),
        "source_count": len(graph.sources),
        "kinds": [
            (kind, graph.kind_labels[kind.key], of_kind.count(kind.key))
            for kind in (*KINDS, OTHER)
            if kind.key in drawn
        ],
        "has_planned": any(not tie.actual for tie in graph.ties),
        "has_derived": any(tie.actual and tie.derived for tie in graph.ties),
        "has_unheld": any(node.unheld for node in graph.nodes),
    }


def _folding(graph: Graph, groups: tuple[Fold, ...]) -> dict[str, object]:
    """Returns what the caption says of the map as it opens."""
    fold_of = {iri: group.key for group in groups for iri in group.members}
    ends = [(fold_of.get(t.source, t.source), fold_of.get(t.target, t.target)) for t in graph.ties]
    return {
        "folds": len(groups),
        "folded_count": len(fold_of),
        "fold_by": graph.fold_by,
        "readable": READABLE,
        "readable_lines": READABLE_LINES,
        "hubs": HUBS,
        "opening_nodes": len(graph.nodes) - len(fold_of) + len(groups),
        "opening_lines": len({frozenset(pair) for pair in ends if pair[0] != pair[1]}),
        "opening_ties": sum(one != other for one, other in ends),
    }


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """Returns a Content Security Policy (W3C CSP 3): these scripts and this style, nothing else."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _template(name: str) -> str:
    found = importlib.resources.files("citygraph.maps") / "templates" / name
    return found.read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _library() -> str:
    """Returns the newest vis-network script in the wheel of pyvis, found without importing it."""
    spec = importlib.util.find_spec("pyvis")
    roots = [Path(root) for root in (spec.submodule_search_locations or ())] if spec else []
    found = sorted(
        (file for root in roots for file in root.glob("templates/lib/vis-*/vis-network.min.js")),
        key=lambda file: [int(part) for part in re.findall(r"\d+", file.parent.name)],
    )
    if not found:
        raise CityGraphError("vis-network's script is missing: pip install 'pyvis>=0.3.2'")
    text = found[-1].read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
    # A debugger would fetch the map that this comment names.
    text = re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", text)
    if re.search(r"</script|<!--", text, re.IGNORECASE):
        raise CityGraphError("this vis-network script would end its own element", file=found[-1])
    return text
