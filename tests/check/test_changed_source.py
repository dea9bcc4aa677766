"""One thing changed in a sound source file, and the build or the check says so."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from citygraph.assemble import build_store, source_set
from citygraph.check import check
from citygraph.errors import SourceError
from citygraph.table import Table

TEXT = """Oslo joins the accord

Oslo signed the Accord of Pori on 10 October 2019 in Pori. Mayor Anna Berg signed for the city.
A second meeting is announced for 3 to 5 June 2020.
"""


def _at(words: str) -> str:
    start = TEXT.index(words)
    return f"{start}-{start + len(words)}"


SIGNED = _at("Oslo signed the Accord of Pori on 10 October 2019 in Pori.")
HAND = _at("Mayor Anna Berg signed for the city.")
SECOND = _at("A second meeting is announced for 3 to 5 June 2020.")
TITLE = _at("Oslo joins the accord")
SHA = hashlib.sha256(TEXT.encode()).hexdigest()

SOURCE = f"""format: 1
source:
  id: oslo-page
  kind: web-page
  label: {{en: "Page on Oslo's signature"}}
  language: en
  sha256: {SHA}
  read: 2026-11-21
  asOf: 2019-10-11
  terms: "No terms are given in the text."
things:
  - {{id: city/oslo-no, type: City, label: {{en: Oslo}}}}
  - {{id: city/pori-fi, type: City, label: {{en: Pori}}}}
  - {{id: person/anna-berg, type: Person, label: {{en: Anna Berg}}}}
  - {{id: post/mayor-of-oslo, type: Mayoralty, label: {{en: Mayor of Oslo}}}}
  - {{id: document/accord-of-pori, type: Agreement, label: {{en: Accord of Pori}}}}
  - {{id: event/second-meeting, type: Meeting, label: {{en: Second meeting on the Accord of Pori}}}}
claims:
  - about: source/oslo-page
    title: {{en: "Oslo joins the accord"}}
    at: {TITLE}
  - about: post/mayor-of-oslo
    postIn: city/oslo-no
    at: [{SIGNED}, {HAND}]
  - claim: Signature
    document: document/accord-of-pori
    signatory: city/oslo-no
    signer: person/anna-berg
    capacity: post/mayor-of-oslo
    signatureStatus: signed
    signedOn: 2019-10-10
    at: [{SIGNED}, {HAND}]
  - about: event/second-meeting
    eventStatus: announced
    startDate: 2020-06-03
    endDate: 2020-06-05
    modality: planned
    at: {SECOND}
  - claim: Mention
    mentioned: city/pori-fi
    event: event/second-meeting
    basis: derived
    at: {SIGNED}
"""
INVENTORY = "\n".join(
    [
        "sentence,start,end,status,note",
        *(
            f"{number},{span.replace('-', ',')},claimed,"
            for number, span in enumerate((TITLE, SIGNED, HAND, SECOND), start=1)
        ),
        "",
    ]
)


def _checked(tmp_path: Path, old: str = "", new: str = "") -> Table:
    assert old in SOURCE
    file = tmp_path / "oslo-page.yaml"
    file.write_text(SOURCE.replace(old, new) if old else SOURCE, encoding="utf-8")
    (tmp_path / "oslo-page.inventory.csv").write_text(INVENTORY, encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "saved.txt").write_bytes(TEXT.encode())
    sources = source_set(tmp_path)
    names = ("shapes", "rules", "evidence")
    return check(build_store(sources), texts=texts, sources=sources.files, only=names)


def test_the_sound_source_has_neither_errors_nor_warnings(tmp_path: Path) -> None:
    assert set(_checked(tmp_path).column("severity")) <= {"info"}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        # A span: beyond the text, beside its sentence, cutting a word.
        (f"at: {SECOND}", "at: 126-400", "error evidence/span-outside"),
        (f"at: {SECOND}", f"at: {TITLE}", "error evidence/sentence-unclaimed"),
        (f"at: {TITLE}", "at: 2-21", "warning evidence/span-in-word"),
        # The hash.
        (SHA, "0" * 64, "error evidence/text-missing"),
        # A party: the document, or the hand, in the place of the city.
        (
            "signatory: city/oslo-no",
            "signatory: document/accord-of-pori",
            "error shapes/signature-signatory",
        ),
        ("signatory: city/oslo-no", "signatory: person/anna-berg", "warning rules/person-as-party"),
        # A date: an end before the start, an announcement of what had passed.
        ("endDate: 2020-06-05", "endDate: 2020-06-01", "error shapes/occasion-order"),
        ("asOf: 2019-10-11", "asOf: 2021-10-11", "warning rules/announced-in-the-past"),
        # A thing that no claim names any more.
        ("mentioned: city/pori-fi", "mentioned: city/oslo-no", "warning rules/orphan"),
    ],
)
def test_a_change_is_found(tmp_path: Path, old: str, new: str, rule: str) -> None:
    found = _checked(tmp_path, old, new).records()
    assert rule in {f"{row['severity']} {row['rule']}" for row in found}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("signatory: city/oslo-no", "signatory: city/bergen-no", "is not among the things"),
        ("signedOn: 2019-10-10", "signedOn: 2019-13-10", "is no date"),
        (f"at: {SECOND}", "at: 180-126", "runs backwards"),
        (SHA, SHA[:-1], "sha256"),
    ],
)
def test_a_change_that_cannot_be_is_refused_by_the_build(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(SourceError, match=said):
        _checked(tmp_path, old, new)
