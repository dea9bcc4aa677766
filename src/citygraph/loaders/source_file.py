"""A source file, written by people in YAML → its records, with file and line in every error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from citygraph.errors import nearest
from citygraph.identity import KEY
from citygraph.loaders import yaml_lines
from citygraph.loaders.claims import Reading, claim_relations
from citygraph.loaders.source_model import SourceFile, SourceHead, ThingEntry, validated
from citygraph.loaders.yaml_lines import Lines, Path_
from citygraph.records import Record, Source, Text, Thing
from citygraph.vocabulary import CLASSES, concepts

_THING_CLASSES = frozenset(CLASSES) - {"SourceDocument"}


def load(file: Path) -> Iterator[Record]:
    """Yields a source file's records: its Source, its Things, then its Relations in file order.

    Raises SourceError, with the file's line, for the first thing that is wrong in it.
    """
    data, lines = yaml_lines.read(file)
    if not isinstance(data, dict):
        raise lines.error("a source file holds format, source, things and claims", ())
    whole = validated(SourceFile, data, (), lines)
    source = _source(whole.source, lines)
    yield source
    reading = Reading(lines, source, {f"source/{source.id}"})
    for position, entry in enumerate(whole.things):
        yield entry_thing(entry, ("things", position), reading)
    for position, claim in enumerate(whole.claims):
        yield from claim_relations(claim, ("claims", position), reading)


def _texts(labels: dict[str, str]) -> tuple[Text, ...]:
    return tuple(Text(text, lang) for lang, text in sorted(labels.items()))


def _source(head: SourceHead, lines: Lines) -> Source:
    _require_english(head.label, ("source", "label"), lines)
    if head.id != lines.file.stem:
        raise lines.error(
            f"the id {head.id!r} must be the file's name, {lines.file.stem!r}", ("source", "id")
        )
    if head.textSeen == "whole" and head.sha256 is None:
        raise lines.error(
            "sha256 is missing: it is required where the whole text was in hand", ("source",)
        )
    kinds = {name.split("/")[1] for name in concepts() if name.startswith("source-kind/")}
    if head.kind not in kinds:
        raise lines.error(
            f"unknown kind {head.kind!r}{nearest(head.kind, kinds)}", ("source", "kind")
        )
    return Source(
        id=head.id,
        kind=head.kind,
        labels=_texts(head.label),
        language=head.language,
        text_seen=head.textSeen,
        read=head.read,
        as_of=head.asOf,
        terms=head.terms,
        sha256=head.sha256,
        url=head.url,
    )


def _require_english(label: dict[str, str], path: Path_, lines: Lines) -> None:
    if "en" not in label:
        raise lines.error("the label has no English (en) form: every thing needs one", path)


def entry_thing(entry: ThingEntry, path: Path_, reading: Reading) -> Thing:
    """Returns the thing of one entry of `things`; SourceError at its line if it is wrong."""
    lines = reading.lines
    if entry.type not in _THING_CLASSES:
        raise lines.error(
            f"unknown type {entry.type!r}{nearest(entry.type, _THING_CLASSES)}", (*path, "type")
        )
    match = KEY.fullmatch(entry.id)
    segment = CLASSES[entry.type]
    if match is None or match["segment"] != segment:
        raise lines.error(
            f"a {entry.type} is written {segment}/slug, not {entry.id!r}", (*path, "id")
        )
    if entry.id in reading.known:
        raise lines.error(f"{entry.id!r} stands twice among the things", (*path, "id"))
    _require_english(entry.label, (*path, "label"), lines)
    reading.known.add(entry.id)
    return Thing(
        key=entry.id,
        type=entry.type,
        labels=_texts(entry.label),
        alts=tuple(Text(t, lang) for lang, texts in sorted(entry.alt.items()) for t in texts),
        same_as=tuple(entry.sameAs),
        country_code=entry.countryCode,
    )
