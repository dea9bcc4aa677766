"""Does each source say it where the graph says it does? Hashes and spans against the texts."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from citygraph.check.findings import Finding, Material
from citygraph.check.inventory import check_inventory, inventory_of, read_inventory
from citygraph.check.tables import TableSource, find_table, is_table, rests_on_rows
from citygraph.check.texts import Texts, read_texts
from citygraph.loaders import source_id
from citygraph.query import select
from citygraph.resources import graph_dir
from citygraph.vocabulary import CG, PREFIXES

_SOURCES = f"""PREFIX cg: <{CG}>
SELECT ?source (MIN(?sha) AS ?hash) (MIN(?seen) AS ?textSeen) WHERE {{
  ?source a cg:SourceDocument
  OPTIONAL {{ ?source cg:textSha256 ?sha }} OPTIONAL {{ ?source cg:textSeen ?seen }}
}} GROUP BY ?source ORDER BY ?source"""
_SPANS = f"""PREFIX cg: <{CG}> PREFIX oa: <{PREFIXES["oa"]}>
SELECT DISTINCT ?source ?claim ?start ?end WHERE {{
  ?claim cg:evidence ?evidence .
  ?evidence oa:hasSource ?source ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end
}} ORDER BY ?source ?start ?end ?claim"""
# Scripts that put no blank between words; wide characters are recognised as such.
_UNSPACED = ("THAI ", "LAO ", "KHMER ", "MYANMAR ", "TIBETAN ")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as the graph has it: its spans → the first claim resting on each, and how many."""

    iri: str
    sha256: str
    seen: str
    spans: dict[Span, tuple[str, int]]

    @property
    def slug(self) -> str:
        return self.iri.rsplit("/", 1)[-1]

    def finding(
        self, grave: str, rule: str, title: str, message: str, remedy: str, span: Span | None = None
    ) -> Finding:
        subject = self.spans[span][0] if span else self.iri
        place = f"{self.slug}:{span[0]}-{span[1]}" if span else self.slug
        return Finding(grave, f"evidence/{rule}", title, subject, message, remedy, place)


def find(material: Material) -> Iterator[Finding]:
    """Yields what is wrong with hashes, spans and inventories, and what stays unverified.

    Without texts, spans are looked at by themselves and against the inventories. Where source files
    are given, only their sources are looked at; a table is compared with the bytes that lie beside
    its mapping, and has no inventory. Raises CheckError for a folder of texts that cannot be read,
    SourceError for a mapping.
    """
    files = {source_id(file): file for file in material.sources}
    chosen = []
    for source in _sources(material.store):
        if source.slug in files and is_table(files[source.slug]):
            known = TableSource(source.iri, source.sha256, files[source.slug])
            yield from find_table(known, material.store)
        elif not files or source.slug in files:
            chosen.append(source)
    texts = None
    if material.texts is not None:
        texts = read_texts(material.texts, {s.sha256 for s in chosen if s.sha256})
    elif chosen:
        yield Finding(
            "info",
            "evidence/not-compared",
            "Spans not compared with the texts",
            "",
            "hashes and spans were not compared with the texts, which are not shipped",
            "Give a folder of the texts with --texts.",
        )
    for source in chosen:
        text = None
        if source.seen == "part" or not source.sha256:
            yield _unverified(source)
        elif texts is not None:
            text, wrong = _text(source, texts, files, material.store)
            yield from wrong
        yield from _spans(source, text)
        if source.slug in files and source.seen != "part":
            yield from _inventory(source, files[source.slug], text)


def quotes(store: ox.Store, texts: Path) -> dict[tuple[str, int, int], str]:
    """Returns the words of each span whose text is in the folder, by source slug, start and end.

    Raises CheckError for a folder that cannot be read.
    """
    sources = [s for s in _sources(store) if s.sha256]
    found = read_texts(texts, {s.sha256 for s in sources}).found
    quoted = {}
    for source in sources:
        text = _decoded(found.get(source.sha256))
        if text is not None:
            for start, end in source.spans:
                if 0 <= start < end <= len(text):
                    quoted[source.slug, start, end] = text[start:end]
    return quoted


def _sources(store: ox.Store) -> list[_Source]:
    claims: dict[str, dict[Span, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source, claim, start, end in select(store, _SPANS):
        if isinstance(start, int) and isinstance(end, int):
            claims[str(source)][start, end].append(str(claim))
    return [
        _Source(
            str(iri),
            str(sha or ""),
            str(seen or ""),
            {span: (by[0], len(by)) for span, by in sorted(claims[str(iri)].items())},
        )
        for iri, sha, seen in select(store, _SOURCES)
    ]


def _elsewhere(source: _Source, files: dict[str, Path]) -> bool:
    """Is this a released source, checked beside someone's own? Nobody need have its text then."""
    released = graph_dir().resolve() / "sources"
    homes = {slug: file.resolve().parent == released for slug, file in files.items()}
    return homes.get(source.slug, False) and not all(homes.values())


def _text(
    source: _Source, texts: Texts, files: dict[str, Path], store: ox.Store
) -> tuple[str | None, list[Finding]]:
    title = "Text of a source"
    data = texts.found.get(source.sha256)
    if data is None:
        called = texts.called(source.slug)
        hint = f"; {called} has another hash: {texts.names[called]}" if called else ""
        message = f"no file in the folder of texts has the hash {source.sha256}{hint}"
        remedy = (
            "Put the text there unchanged; if it did change, read it anew and correct sha256. For "
            "a table, give the folder of its mapping with --sources."
        )
        needless = _elsewhere(source, files) or (
            not source.spans and rests_on_rows(source.iri, store)
        )
        grave = "info" if needless else "error"
        return None, [source.finding(grave, "text-missing", title, message, remedy)]
    text = _decoded(data)
    if text is None and source.spans:
        message = "the text is not UTF-8"
        remedy = "Save the text as UTF-8, and correct sha256 and the spans."
        return None, [source.finding("error", "text-encoding", title, message, remedy)]
    return text, []


def _decoded(data: bytes | None) -> str | None:
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _unverified(source: _Source) -> Finding:
    places = f"{len(source.spans)} spans" if source.spans else "places"
    return source.finding(
        "info",
        "unverified",
        "Unverified source",
        f"Unverified: only a part of the text was seen, so its {places} cannot be compared with it",
        "Read the whole text, then give its sha256, the spans, and textSeen: whole.",
    )


def _spans(source: _Source, text: str | None) -> Iterator[Finding]:
    for span in source.spans:
        wrong = _wrong(span, text)
        if wrong is None:
            continue
        grave, rule, what = wrong
        number = source.spans[span][1]
        claims = "a claim rests" if number == 1 else f"{number} claims rest"
        yield source.finding(
            grave,
            rule,
            "Span of a claim",
            f"{claims} on {span[0]}-{span[1]}, {what}",
            "Correct the claim's place; citygraph span FILE 'words' gives it.",
            span,
        )


def _wrong(span: Span, text: str | None) -> tuple[str, str, str] | None:
    start, end = span
    if start < 0 or start >= end:
        return "error", "span-backwards", "which runs backwards or is empty"
    if text is None:
        return None
    if end > len(text):
        return "error", "span-outside", f"but the text ends at {len(text)}"
    if not text[start:end].strip():
        return "error", "span-blank", "where there are only blanks"
    if _inside_word(text, start) or _inside_word(text, end):
        return "warning", "span-in-word", "which cuts a word in two"
    return None


def _inside_word(text: str, position: int) -> bool:
    if not 0 < position < len(text):
        return False
    return all(_spaced_letter(text[i]) for i in (position - 1, position))


def _spaced_letter(character: str) -> bool:
    name = unicodedata.name(character, "")
    unspaced = unicodedata.east_asian_width(character) in "WF" or name.startswith(_UNSPACED)
    return character.isalnum() and not unspaced


def _inventory(source: _Source, file: Path, text: str | None) -> Iterator[Finding]:
    inventory = inventory_of(file)
    if inventory.is_file():
        spans: Sequence[Span] = [span for span in source.spans if 0 <= span[0] < span[1]]
        yield from check_inventory(read_inventory(inventory, source.iri), spans, text)
        return
    yield source.finding(
        "info",
        "inventory-missing",
        "Inventory of the text's sentences",
        f"no {inventory.name} beside the source file says what was left unclaimed",
        "List the text's sentences there: sentence,start,end,status,note.",
    )
