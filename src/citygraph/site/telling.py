"""Claims, names and sources as markup: what all pages of things and sources share.

Pages of things and sources all lie one folder deep, so a claim reads the same on each of them and
is written only once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from citygraph.maps.data import safe_link
from citygraph.maps.model import Claim, Evidence, Text, Value
from citygraph.maps.terms import day_words
from citygraph.site.indexed import Indexed
from citygraph.site.languages import language

#: The language of the page around the names.
PAGE_LANG = "en"


@lru_cache(maxsize=100_000)
def name(text: Text) -> Markup:
    """Returns words as an element of their own, so that their direction of writing stays inside.

    >>> print(name(Text("Örebro <b>", "sv")), name(Text("Oslo", "en")))
    <bdi lang="sv">Örebro &lt;b&gt;</bdi> <bdi>Oslo</bdi>
    """
    return Markup(f"<bdi{_lang(text)}>{escape(text.words)}</bdi>")


def term(text: Text) -> Markup:
    """Returns what the ontology calls something; such words need no element in the page's language.

    >>> print(term(Text("held in", "en")), term(Text("pidetty", "fi")))
    held in <span lang="fi">pidetty</span>
    """
    lang = _lang(text)
    return Markup(f"<span{lang}>{escape(text.words)}</span>") if lang else escape(text.words)


def _lang(text: Text) -> str:
    if not text.lang or text.lang == PAGE_LANG:
        return ""
    # Words of an unknown language are not to be read as English: the empty tag says unknown.
    return f' lang="{"" if text.lang == "und" else escape(text.lang)}"'


def outward(address: str, words: str = "") -> Markup:
    """Returns a link out of the site, or the address as words where it may not become a link.

    >>> print(outward("javascript:alert(1)"), outward("https://example.org/a", "there"))
    javascript:alert(1) <a href="https://example.org/a">there</a>
    """
    if not safe_link(address):
        return escape(address)
    return Markup('<a href="{}">{}</a>').format(address, words or address)


def place_words(place: Evidence) -> str:
    """Returns where in its source a claim stands.

    >>> place_words(Evidence("s", start=3, end=9)), place_words(Evidence("s", place="page 2"))
    ('characters 3–9', 'page 2')
    """
    if place.start is not None:
        return f"characters {place.start}–{place.end}"
    return place.place or "no place given"


def placed(place: Evidence, claim: Claim) -> Markup:
    """Returns where in its source a claim stands, on what basis, as of when, and in which words.

    Roles that the place leaves to inference go by what the ontology calls them.

    >>> from citygraph.maps.model import NO_TEXT, Role
    >>> role = Role("member", Text("member", "en"), ())
    >>> claim = Claim("c", NO_TEXT, NO_TEXT, True, NO_TEXT, "actual", (role,), ())
    >>> print(placed(Evidence("s", place="page 2", inferred=("member",), as_of="2020"), claim))
    <p class="place"><bdi>page 2</bdi>; inferred: member; as of 2020</p>
    """
    line = Markup("<bdi>") + place_words(place) + Markup("</bdi>")
    if place.basis.words:
        line += " – " + term(place.basis)
    if place.inferred:
        labels = {role.name: role.label.words for role in claim.roles}
        line += f"; inferred: {', '.join(labels.get(part, part) for part in place.inferred)}"
    if place.as_of:
        line += f"; as of {place.as_of}"
    told = Markup(f'<p class="place">{line}</p>')
    if place.quote:
        told += Markup(f'<blockquote dir="auto">{escape(place.quote)}</blockquote>')
    return told


class Telling:
    """The claims of one graph as markup, each written once; pages lie one folder deep."""

    def __init__(self, known: Indexed, environment: jinja2.Environment) -> None:
        self.known = known
        environment.filters.update(
            thing=self.thing,
            filler=self.filler,
            cited=self.source,
            alone=self.alone,
            told=self.claim,
        )
        self._template = environment.get_template("claim.html")
        self._sources: dict[str, Markup] = {}
        self._alone: dict[str, Markup] = {}
        self._beside: dict[str, Markup] = {}

    def thing(self, iri: str) -> Markup:
        """Returns the link to a thing's page."""
        return self.filler(Value(self.known.nodes[iri].label, iri))

    def filler(self, value: Value) -> Markup:
        """Returns what fills a role: a link to its page where it has one."""
        text = value.text
        words = name(text if text.lang else Text(day_words(text.words)))
        file = self.known.files.get(value.iri)
        return Markup(f'<a href="../{file}">{words}</a>') if file else words

    def source(self, iri: str) -> Markup:
        """Returns a source as a claim cites it, with the link to its page and the one outwards."""
        if iri not in self._sources:
            self._sources[iri] = self._cited(iri)
        return self._sources[iri]

    def _cited(self, iri: str) -> Markup:
        source = self.known.graph.sources.get(iri)
        if source is None:
            return escape("A source that this graph does not describe: ") + escape(iri)
        parts = [
            Markup(f'<a href="../{self.known.files[iri]}">{name(source.label)}</a>'),
            name(source.publisher) if source.publisher.words else escape("publisher not given"),
            escape(source.issued or "date of issue not given"),
        ]
        if source.language:
            parts.append(escape(f"in {language(source.language)}"))
        if safe_link(source.url):
            host = urlsplit(source.url).hostname or "document"
            parts.append(outward(source.url, f"read it at {host}"))
        return Markup(", ").join(parts)

    def alone(self, iri: str) -> Markup:
        """Returns a claim with its evidence, without those that it refines or contradicts."""
        if iri not in self._alone:
            claim = self.known.graph.claims[iri]
            self._alone[iri] = Markup(self._template.render(claim=claim, places=by_source(claim)))
        return self._alone[iri]

    def claim(self, iri: str) -> Markup:
        """Returns a claim with its evidence; its rivals stand beside it, lesser claims below."""
        if iri not in self._beside:
            claim = self.known.graph.claims[iri]
            told = self.alone(iri)
            if rivals := self._each(claim.rivals):
                told = _RIVALS.format(told + rivals)
            if lesser := self._each(claim.refined):
                told += _LESSER.format(lesser)
            self._beside[iri] = told
        return self._beside[iri]

    def _each(self, iris: Iterable[str]) -> Markup:
        return Markup("").join(self.alone(iri) for iri in iris if iri in self.known.graph.claims)


_RIVALS = Markup(
    '<p class="warn">Rival claims, side by side: they cannot all be true.</p>'
    '<div class="beside">{}</div>'
)
_LESSER = Markup('<p class="quiet">The same, said less exactly:</p><div class="lesser">{}</div>')


def by_source(claim: Claim) -> dict[str, list[Evidence]]:
    """Returns the places of a claim under the source that each lies in."""
    found: dict[str, list[Evidence]] = {}
    for place in claim.evidence:
        found.setdefault(place.source, []).append(place)
    return found
