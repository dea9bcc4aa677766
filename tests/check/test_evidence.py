"""Spans, hashes and inventories against texts: every change of one is found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from citygraph.check import check
from citygraph.check.evidence import quotes
from citygraph.check.inventory import HEADER
from citygraph.errors import CheckError
from citygraph.table import Table
from citygraph.vocabulary import BASE

from .conftest import MakeStore

#: Two sentences with a no-break space, an accent, a letter beyond the 16-bit plane, CRLF inside.
TEXT = "Oslo\u00a0signed. \r\nMalmö 𝒳 joined."
SIGNED, JOINED = (0, 12), (15, 30)
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def _turtle(*spans: tuple[int, int], sha: str = SHA, seen: str = "whole") -> str:
    lines = [
        f'source:page a cg:SourceDocument ; cg:textSeen "{seen}" .',
        f'source:page cg:textSha256 "{sha}" .' if sha else "",
    ]
    for start, end in spans:
        name = f"n{start}-{end}".replace("--", "-m")
        lines.append(
            f"claim:{name} cg:statedIn source:page ; cg:evidence evidence:{name} ."
            f" evidence:{name} oa:hasSource source:page ; oa:hasSelector selector:{name} ."
            f" selector:{name} oa:start {start} ; oa:end {end} ."
        )
    return "\n".join(lines)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    # Found by its hash, whatever its name.
    (folder / "download (3).bin").write_bytes(TEXT.encode())
    return folder


@pytest.fixture
def source_file(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: str, header: str = ",".join(HEADER)) -> Path:
        inventory = tmp_path / "page.inventory.csv"
        inventory.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return tmp_path / "page.yaml"

    return write


def _rules(findings: Table) -> list[str]:
    return [f"{row['severity']} {str(row['rule'])[9:]}" for row in findings.records()]


def _check(store: object, texts: Path | None = None, *files: Path) -> Table:
    return check(store, only=["evidence"], texts=texts, sources=files)  # type: ignore[arg-type]


def test_spans_in_the_text_are_well_and_counted_in_code_points(
    graph: MakeStore, texts: Path
) -> None:
    store = graph(_turtle(SIGNED, JOINED))
    assert _check(store, texts).rows == ()
    assert quotes(store, texts) == {
        ("page", 0, 12): "Oslo\u00a0signed.",
        ("page", 15, 30): "Malmö 𝒳 joined.",
    }


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((15, 31), "error span-outside"),
        ((40, 50), "error span-outside"),
        ((12, 15), "error span-blank"),
        ((9, 9), "error span-backwards"),
        ((9, 5), "error span-backwards"),
        ((-3, 5), "error span-backwards"),
        ((2, 12), "warning span-in-word"),
        ((0, 8), "warning span-in-word"),
        ((5, 11), ""),
    ],
)
def test_a_changed_span_is_found(
    span: tuple[int, int], expected: str, graph: MakeStore, texts: Path
) -> None:
    found = _check(graph(_turtle(SIGNED, span)), texts)
    assert " ".join(_rules(found)) == expected
    if expected:
        assert found.column("place") == (f"page:{span[0]}-{span[1]}",)
        assert str(found.column("subject")[0]).startswith(f"{BASE}id/claim/")


def test_a_script_without_blanks_has_no_words_to_cut(graph: MakeStore, texts: Path) -> None:
    text = "서울시장東京都知事กรุงเทพ"
    (texts / "other.txt").write_bytes(text.encode())
    sha = hashlib.sha256(text.encode()).hexdigest()
    assert _check(graph(_turtle((4, 7), (9, 10), sha=sha)), texts).rows == ()


def test_a_changed_text_or_hash_is_an_error_that_names_the_file_called_so(
    graph: MakeStore, texts: Path
) -> None:
    (texts / "download (3).bin").unlink()
    (texts / "page.txt").write_bytes((TEXT + "!").encode())
    found = _check(graph(_turtle(SIGNED)), texts)
    assert _rules(found) == ["error text-missing"]
    assert "page.txt has another hash" in str(found.column("message")[0])
    assert quotes(graph(_turtle(SIGNED)), texts) == {}


def test_a_text_that_is_not_utf8_is_an_error(graph: MakeStore, texts: Path) -> None:
    data = "Malmö".encode("latin-1")
    (texts / "page.txt").write_bytes(data)
    sha = hashlib.sha256(data).hexdigest()
    assert _rules(_check(graph(_turtle((0, 5), sha=sha)), texts)) == ["error text-encoding"]


def test_a_source_seen_in_part_is_unverified(graph: MakeStore, texts: Path) -> None:
    found = _check(graph(_turtle(sha="", seen="part")), texts)
    assert _rules(found) == ["info unverified"]
    assert str(found.column("message")[0]).startswith("Unverified")


def test_without_texts_backward_spans_are_found_and_the_rest_is_said_to_be_open(
    graph: MakeStore,
) -> None:
    found = _check(graph(_turtle((9, 5), (900, 901))))
    assert _rules(found) == ["error span-backwards", "info not-compared"]


def test_several_claims_on_one_span_are_one_finding(graph: MakeStore, texts: Path) -> None:
    store = graph(_turtle((40, 50)) + "\nclaim:second cg:evidence evidence:n40-50 .")
    assert _check(store, texts).column("message") == (
        "2 claims rest on 40-50, but the text ends at 30",
    )


def test_a_missing_folder_of_texts_is_refused(graph: MakeStore, tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="cannot be read"):
        _check(graph(_turtle(SIGNED)), tmp_path / "nowhere")


def test_files_too_large_for_a_text_are_not_read(
    graph: MakeStore, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citygraph.check.texts.MOST_BYTES", len(TEXT.encode()) - 1)
    assert _rules(_check(graph(_turtle(SIGNED)), texts)) == ["error text-missing"]


def test_a_folder_of_too_many_files_is_refused(
    graph: MakeStore, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citygraph.check.texts.MOST_FILES", 0)
    with pytest.raises(CheckError, match="more than 0 files"):
        _check(graph(_turtle(SIGNED)), texts)


def test_an_inventory_that_covers_the_text_is_well(
    graph: MakeStore, texts: Path, source_file: Callable[..., Path]
) -> None:
    file = source_file("1,0,12,claimed,", "2,15,30,not-claimed,says nothing of cities")
    assert _check(graph(_turtle(SIGNED)), texts, file).rows == ()


BOTH = ("1,0,12,claimed,", "2,15,30,claimed,")


@pytest.mark.parametrize(
    ("rows", "spans", "expected"),
    [
        (BOTH, [SIGNED], "3 error sentence-unclaimed"),
        (BOTH, [SIGNED, (5, 26)], ""),  # over two claimed sentences and the blanks between
        (("1,0,12,claimed,", "2,15,30,not-claimed,x"), [(0, 20)], "1 error span-unclaimed"),
        (("1,0,12,claimed,", "2,15,30,not-claimed,"), [SIGNED], "3 warning note-missing"),
        (("1,0,12,claimed,",), [SIGNED], "2 error inventory-gap"),
        (("1,0,12,claimed,", "2,21,30,claimed,"), [SIGNED, (23, 29)], "3 error inventory-gap"),
        (("1,0,12,claimed,", "2,15,31,claimed,"), [SIGNED, JOINED], "3 error inventory-span"),
        (("1,0,16,claimed,", "2,15,30,claimed,"), [SIGNED, JOINED], "3 error inventory-order"),
        (("2,15,30,claimed,", "1,0,12,claimed,"), [SIGNED, JOINED], "3 error inventory-order"),
        (("1,0,12,claimd,", "2,15,30,claimed,"), [SIGNED], "2 error inventory-row"),
        (("1,0,x,claimed,",), [SIGNED], "2 error inventory-row"),
        (("1,0,12",), [SIGNED], "2 error inventory-row"),
    ],
)
def test_a_wrong_inventory_is_found(
    rows: tuple[str, ...],
    spans: list[tuple[int, int]],
    expected: str,
    graph: MakeStore,
    texts: Path,
    source_file: Callable[..., Path],
) -> None:
    found = _check(graph(_turtle(*spans)), texts, source_file(*rows))
    shown = [
        f"{str(place).removeprefix('page.inventory.csv:')} {rule}"
        for rule, place in zip(_rules(found), found.column("place"), strict=True)
        if "span-in-word" not in rule
    ]
    assert " | ".join(shown) == expected


def test_an_inventory_is_read_without_the_text_too(
    graph: MakeStore, source_file: Callable[..., Path]
) -> None:
    found = _check(graph(_turtle(SIGNED)), None, source_file(*BOTH))
    assert _rules(found) == ["error sentence-unclaimed", "info not-compared"]


def test_a_span_in_no_sentence_is_found_without_the_text_too(
    graph: MakeStore, source_file: Callable[..., Path]
) -> None:
    found = _check(graph(_turtle(SIGNED, (40, 50))), None, source_file("1,0,12,claimed,"))
    assert _rules(found) == ["error span-unclaimed", "info not-compared"]


def test_other_columns_are_no_inventory(
    graph: MakeStore, texts: Path, source_file: Callable[..., Path]
) -> None:
    found = _check(graph(_turtle(SIGNED)), texts, source_file("1,0", header="number,start"))
    assert _rules(found) == ["error inventory-row"]


def test_a_source_without_inventory_is_told(graph: MakeStore, texts: Path, tmp_path: Path) -> None:
    found = _check(graph(_turtle(SIGNED)), texts, tmp_path / "page.yaml")
    assert _rules(found) == ["info inventory-missing"]


def test_only_the_sources_of_the_given_files_are_compared(
    graph: MakeStore, texts: Path, tmp_path: Path
) -> None:
    store = graph(_turtle((40, 50)) + '\nsource:mine a cg:SourceDocument ; cg:textSeen "part" .')
    assert _rules(_check(store, texts, tmp_path / "mine.yaml")) == ["info unverified"]


def test_beside_ones_own_sources_nobody_need_have_a_released_text(
    graph: MakeStore, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = tmp_path / "graph" / "sources"
    released.mkdir(parents=True)
    monkeypatch.setattr("citygraph.check.evidence.graph_dir", lambda: tmp_path / "graph")
    store = graph(_turtle(SIGNED, sha="0" * 64))
    beside = _check(store, texts, released / "page.yaml", tmp_path / "mine.yaml")
    alone = _check(store, texts, released / "page.yaml")
    assert "info text-missing" in _rules(beside)
    assert "error text-missing" in _rules(alone)
