"""A source file's records, and one clear message with file and line for each way to be wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citygraph.errors import SourceError
from citygraph.loaders.source_file import load
from citygraph.records import PartialDate, Ref, Relation, Source, Span, Text, Thing

GOOD = """\
format: 1
source:
  id: page
  kind: web-page
  label: {en: A page, sv: En sida}
  language: sv
  sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  read: 2026-11-21
  asOf: 2019-10
  terms: None are given.
things:
  - id: city/oslo-no
    type: City
    label: {en: Oslo, no: Oslo}
  - id: document/pact
    type: Declaration
    label: {en: Pact}
claims:
  - claim: Signature
    document: document/pact
    signatory: city/oslo-no
    signatureStatus: signed
    signedOn: 2019-10-10
    at: [30-40, 10-20]
    says: The city signed.
  - about: document/pact
    adoptedOn: 2019-10-10
    theme: housing
    at: 10-20
    basis: derived
"""


def write(folder: Path, text: str, name: str = "page.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_records_come_in_order_with_roles_spans_and_basis(tmp_path: Path) -> None:
    source, oslo, pact, signature, *facts = load(write(tmp_path, GOOD))
    assert isinstance(source, Source)
    assert source.as_of == PartialDate("2019-10")
    assert isinstance(oslo, Thing)
    assert oslo.labels == (Text("Oslo", "en"), Text("Oslo", "no"))
    assert isinstance(pact, Thing)
    assert isinstance(signature, Relation)
    assert signature.roles == (
        ("document", Ref("document/pact")),
        ("signatory", Ref("city/oslo-no")),
        ("signatureStatus", Ref("concept/signature-status/signed")),
    )
    assert signature.qualifiers == (("signedOn", PartialDate("2019-10-10")),)
    assert signature.evidence.places == (Span(10, 20), Span(30, 40))
    assert signature.description == (Text("The city signed.", "en"),)
    assert [fact.attribute for fact in facts if isinstance(fact, Relation)] == [
        "theme",
        "adoptedOn",
    ]
    assert all(isinstance(f, Relation) and f.evidence.basis == "derived" for f in facts)


def test_the_word_no_stays_a_language_and_not_a_truth_value(tmp_path: Path) -> None:
    oslo = next(r for r in load(write(tmp_path, GOOD)) if isinstance(r, Thing))
    assert {label.lang for label in oslo.labels} == {"en", "no"}


# what is wrong → (what replaces what in the good file, the line named, words of the message)
WRONG = {
    "unknown field": (("    signedOn:", "    signdOn:"), 23, "unknown field 'signdOn'"),
    "nearest field": (("    signedOn:", "    signdOn:"), 23, "did you mean 'signedOn'?"),
    "unknown class": (("claim: Signature", "claim: Signiture"), 19, "did you mean 'Signature'?"),
    "unknown type": (("type: Declaration", "type: Declaratoin"), 16, "mean 'Declaration'?"),
    "reference to nothing": (
        ("signatory: city/oslo-no", "signatory: city/osl-no"),
        21,
        "'city/osl-no' is not among the things of this file",
    ),
    "unknown concept": (("Status: signed", "Status: singed"), 22, "signature-status/singed"),
    "backward span": (("[30-40, 10-20]", "[40-30, 10-20]"), 24, "the span 40-30 runs backwards"),
    "empty span": (("[30-40, 10-20]", "40-40"), 24, "the span 40-40 runs backwards or is empty"),
    "no span": (("    at: [30-40, 10-20]\n", ""), 19, "the claim has no place"),
    "span in letters": (("[30-40, 10-20]", "here"), 24, "'here' is no span"),
    "impossible date": (("signedOn: 2019-10-10", "signedOn: 2019-02-30"), 23, "is no date"),
    "date in words": (("signedOn: 2019-10-10", "signedOn: October"), 23, "'October' is no date"),
    "missing role": (("    signatory: city/oslo-no\n", ""), 19, "'signatory' is missing"),
    "missing label": (("    label: {en: Pact}\n", ""), 15, "'label' is missing"),
    "no English label": (("{en: Pact}", "{sv: Pakt}"), 17, "no English (en) form"),
    "empty label": (("{en: Pact}", "{en: ''}"), 17, "at least 1 character"),
    "same key twice": (("id: document/pact", "id: city/oslo-no"), 15, "a Declaration is written"),
    "thing twice": (
        ("  - id: document/pact\n    type: Declaration", "  - id: city/oslo-no\n    type: City"),
        15,
        "'city/oslo-no' stands twice",
    ),
    "field twice": (("    at: 10-20\n", "    at: 10-20\n    at: 10-20\n"), 30, "stands twice"),
    "no hash": (("  sha256: " + "a" * 64 + "\n", ""), 2, "sha256 is missing"),
    "short hash": (("a" * 64, "a" * 63), 7, "sha256"),
    "other name": (("id: page", "id: pages"), 3, "must be the file's name, 'page'"),
    "no web address": (
        ("    label: {en: Pact}", "    label: {en: Pact}\n    sameAs: ['http://[x']"),
        18,
        "'http://[x' is no web address",
    ),
    "unknown kind": (("kind: web-page", "kind: wep-page"), 4, "did you mean 'web-page'?"),
    "unknown modality": (
        ("    basis: derived", "    modality: actuel"),
        30,
        "did you mean 'actual'?",
    ),
    "unknown derived part": (
        ("    basis: derived", "    derivedPart: [signer]"),
        30,
        "derivedPart names 'signer'",
    ),
    "a list for one role": (
        ("signatory: city/oslo-no", "signatory: [city/oslo-no]"),
        21,
        "['city/oslo-no'] is no key",
    ),
    "no fact": (
        ("    adoptedOn: 2019-10-10\n    theme: housing\n", ""),
        26,
        "names a thing but no fact",
    ),
    "neither claim nor about": (("  - about:", "  - abuot:"), 26, "begins with claim: or about:"),
    "latitude out of range": (
        ("    adoptedOn: 2019-10-10", "    lat: 91"),
        27,
        "lat: '91' is no number of degrees: write 60.16952, from -90 to 90",
    ),
    "longitude with a comma": (
        ("    adoptedOn: 2019-10-10", "    long: '10,75'"),
        27,
        "long: '10,75' is no number of degrees: write 60.16952, from -180 to 180",
    ),
    "unknown region": (
        ("    adoptedOn: 2019-10-10", "    unRegion: 999"),
        27,
        "'concept/un-m49/999' is not among the concepts",
    ),
    "not YAML": (("label: {en: Pact}", "label: {en: Pact"), 18, "this is not YAML"),
    "an alias": (("label: {en: Pact}", "label: &x {en: *x}"), 17, "alias"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_file_and_line(case: str, tmp_path: Path) -> None:
    (old, new), line, words = WRONG[case]
    assert old in GOOD
    file = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(SourceError) as wrong:
        list(load(file))
    assert words in str(wrong.value)
    assert str(wrong.value).startswith(f"{file}:{line}:")


def test_coordinates_and_regions_are_facts_like_others(tmp_path: Path) -> None:
    facts = """\
  - about: city/oslo-no
    lat: 59.9127
    long: 10.746090
    at: 10-20
  - about: country/no
    unRegion: 154
    at: 10-20
"""
    norway = "  - {id: country/no, type: Country, label: {en: Norway}}\nclaims:\n"
    text = GOOD.replace("claims:\n", norway) + facts
    *_, lat, long, region = load(write(tmp_path, text))
    assert isinstance(lat, Relation)
    assert isinstance(long, Relation)
    assert isinstance(region, Relation)
    assert (lat.attribute, lat.qualifiers) == ("lat", (("value", Decimal("59.9127")),))
    assert (long.attribute, long.qualifiers) == ("long", (("value", Decimal("10.74609")),))
    assert region.attribute == "unRegion"
    assert ("object", Ref("concept/un-m49/154")) in region.roles


def test_an_inferred_fact_is_its_object_or_value(tmp_path: Path) -> None:
    text = GOOD.replace("    basis: derived", "    derivedPart: [theme, adoptedOn]")
    facts = [r for r in load(write(tmp_path, text)) if isinstance(r, Relation) and r.attribute]
    assert [(f.attribute, f.evidence.derived_part) for f in facts] == [
        ("theme", ("object",)),
        ("adoptedOn", ("value",)),
    ]


def test_a_place_in_words_is_for_sources_seen_in_part(tmp_path: Path) -> None:
    in_words = GOOD.replace("    at: 10-20", "    place: the second paragraph")
    with pytest.raises(SourceError, match="a place in words is for textSeen: part"):
        list(load(write(tmp_path, in_words)))
    part = in_words.replace("kind: web-page", "kind: web-page\n  textSeen: part")
    assert len(list(load(write(tmp_path, part)))) == 6


def test_bytes_that_are_no_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "page.yaml"
    file.write_bytes(GOOD.replace("En sida", "En s\u00e4tt").encode("latin-1"))
    with pytest.raises(SourceError, match=r"page\.yaml:5: not UTF-8"):
        list(load(file))


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    with pytest.raises(SourceError, match="alias"):
        list(load(write(tmp_path, "\n".join(lines))))


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        list(load(write(tmp_path, "a: " + "[" * 5000 + "]" * 5000)))


@given(st.text(max_size=300))
def test_any_text_gives_records_or_one_message(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.mktemp("any") / "page.yaml"
    file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    with pytest.raises(SourceError):
        list(load(file))


@given(st.data())
def test_any_change_of_one_place_gives_records_or_one_message(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(GOOD) - 1))
    length = data.draw(st.integers(0, 12))
    new = data.draw(st.text(max_size=5).filter(lambda t: t.isprintable()))
    changed = GOOD[:start] + new + GOOD[start + length :]
    file = write(tmp_path_factory.mktemp("any"), changed)
    try:
        records = list(load(file))
    except SourceError as wrong:
        assert str(file) in str(wrong)
    else:
        assert isinstance(records[0], Source)
