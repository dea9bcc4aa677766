"""A graph and the maps made of it → all files of the site, as bytes by their relative names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from citygraph.maps.model import Claim, Graph, MapOptions, Node, Source, Text, Tie
from citygraph.maps.terms import counted
from citygraph.site import sources, things
from citygraph.site.drawing import MOST, Neighbour, drawn
from citygraph.site.finding import names_script
from citygraph.site.frame import HOME, environment, shortened, style, template
from citygraph.site.indexed import Indexed, indexed
from citygraph.site.shelves import LISTS, Shelf, shelves
from citygraph.site.telling import Telling

_LINES = {
    "planned": "planned, called for or possible",
    "derived": "derived: no source states the tie outright",
}
_FIXED = ("index.html", "site/site.css", "site/site.js", "site/names.js")


@dataclass(frozen=True, slots=True)
class Entry:
    """One map of the gallery: its file, relative to the first page, and what is said of it.

    Without a file it was not drawn, and the caption says why.
    """

    file: str
    title: str
    question: str
    caption: str


def site(graph: Graph, entries: Sequence[Entry], options: MapOptions) -> dict[str, bytes]:
    """Returns all files of the site, by relative name with "/": equal input gives equal bytes.

    Every thing and every source of the graph has a page, and each kind of thing a list. The maps
    themselves are not among the files; a page whose name an entry claims gets another name.

    >>> from citygraph.maps.model import MapOptions
    >>> sorted(site(Graph((), (), {}, {}), (), MapOptions()))
    ['index.html', 'site/names.js', 'site/site.css', 'site/site.js']
    """
    lists = {file for file, _ in LISTS.values()}
    known = indexed(graph, (*_FIXED, *lists, *(entry.file for entry in entries if entry.file)))
    texts = dict(_Pages(known, options.version).all(entries))
    return {file: texts[file].encode() for file in sorted(texts)}


class _Pages:
    """The pages of one graph, their templates compiled once."""

    def __init__(self, known: Indexed, version: str) -> None:
        self.known = known
        self.version = version
        self.templates = environment(version)
        self.templates.filters.update(behind=self.behind, behind_tie=self.behind_tie)
        # Gives the templates the filters that write claims and links.
        Telling(known, self.templates)

    def all(self, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
        """Yields the name and the text of each file."""
        lists = shelves(self.known)
        yield "index.html", self.index(entries, lists)
        listing = self.templates.get_template("list.html")
        for shelf in lists:
            yield shelf.file, listing.render(up="", crumbs=(), title=shelf.title, shelf=shelf)
        thing = self.templates.get_template("thing.html")
        for node in self.known.graph.nodes:
            yield self.known.files[node.iri], thing.render(self.thing(node))
        source = self.templates.get_template("source.html")
        for document in self.known.graph.sources.values():
            yield self.known.files[document.iri], source.render(self.source(document))
        yield "site/site.css", style()
        yield "site/site.js", template("site.js")
        yield "site/names.js", names_script(self.known)

    def index(self, entries: Sequence[Entry], lists: tuple[Shelf, ...]) -> str:
        """Returns the first page."""
        graph = self.known.graph
        summary = (
            f"{counted(len(graph.nodes), 'thing')}, {counted(len(graph.ties), 'tie')} and "
            f"{counted(len(graph.claims), 'claim')} from {counted(len(graph.sources), 'source')}"
        )
        return self.templates.get_template("index.html").render(
            up="",
            crumbs=None,
            title=HOME,
            entries=entries,
            shelves=lists,
            summary=summary,
            citation=f"The citygraph authors. {self.edition}.",
        )

    @property
    def edition(self) -> str:
        """What is cited, with its version."""
        version = self.version or "not given"
        return f"citygraph: city diplomacy as a knowledge graph, graph version {version}"

    def citation(self, label: Text, type_: Text, iri: str) -> str:
        """Returns the line that cites one page."""
        sort = f" ({type_.words})" if type_.words else ""
        return f"“{label.words}”{sort}. In: {self.edition}. {iri}"

    def thing(self, node: Node) -> dict[str, Any]:
        """Returns what the page of a thing shows."""
        known = self.known
        ties = known.ties.get(node.iri, ())
        others, denied = things.other_claims(node, known)
        about = {*node.claims, *(iri for tie in ties for iri in tie.claims)}
        stated_by = counted(len(known.sources_of(about)), "source")
        near = things.neighbours(node, known)
        return {
            **self.frame(node.kind, node.label),
            **self.small_map(node.label, near, "is tied to", "between", "list of ties"),
            "node": node,
            "summary": f"{counted(len(ties), 'tie')}, {counted(len(about), 'claim')} "
            f"from {stated_by}.",
            "citation": self.citation(node.label, node.type, node.iri),
            "facts": things.facts(node, known),
            "groups": things.tie_groups(node, known),
            "others": others,
            "denied": denied,
        }

    def source(self, source: Source) -> dict[str, Any]:
        """Returns what the page of a source shows."""
        claims = counted(len(self.known.stated.get(source.iri, ())), "claim")
        near = sources.spoken_of(source, self.known)
        return {
            **self.frame("source", source.label),
            **self.small_map(source.label, near, "speaks of", "here", "claims"),
            "source": source,
            "summary": f"{claims} of this graph {'rests' if claims == '1 claim' else 'rest'} on "
            f"it; they are about {counted(len(near), 'thing')}.",
            "citation": self.citation(source.label, Text("source"), source.iri),
            "groups": sources.stated_groups(source, self.known),
        }

    def frame(self, kind: str, label: Text) -> dict[str, Any]:
        """Returns what stands around a page that lies one folder deep."""
        return {
            "up": "../",
            "crumbs": (LISTS.get(kind, LISTS["other"]),),
            "title": shortened(label.words),
        }

    def small_map(
        self, label: Text, near: Sequence[Neighbour], how: str, most: str, where: str
    ) -> dict[str, Any]:
        """Returns the small map of a page with what is said under it; no map of nothing."""
        if not near:
            return {"drawing": None}
        ring = things.on_ring(near)
        note = f"All {len(near)} things" if len(near) > 1 else "The one thing"
        if len(near) > MOST:
            note = (
                f"The {MOST} with most claims {most}; {len(near) - MOST} more stand in the {where}"
            )
        labels = self.known.graph.kind_labels
        kinds = sorted({one.kind for one in ring})
        drawn_lines = {one.line for one in ring}
        return {
            "drawing": drawn(label.words, ring),
            "map_heading": f"{shortened(label.words)} and what it {how}",
            "map_note": f"{note}.",
            "map_kinds": [(kind, labels.get(kind, Text(kind))) for kind in kinds],
            "map_lines": [(key, words) for key, words in _LINES.items() if key in drawn_lines],
        }

    def behind(self, claim: Claim) -> str:
        """Returns how many sources stand behind a plain fact."""
        return counted(len(self.known.sources_of((claim.iri,))), "source")

    def behind_tie(self, tie: Tie) -> str:
        """Returns how many claims and sources stand behind a tie."""
        stated_by = counted(len(self.known.sources_of(tie.claims)), "source")
        return f"{counted(len(tie.claims), 'claim')}, {stated_by}"
