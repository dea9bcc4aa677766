"""What sources state and where, what is inferred, and which dates are inexact."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]
SECRETARY = "un-secretary-general-mayors-meeting-2021"


def test_a_source_states_its_title_date_and_facilitator_at_their_places(ask: Ask) -> None:
    rows = ask("sources/claims", "start end kind basis modality")
    # Counted in the text: the heading fills 0 to 93, the date 95 to 108, "facilitated by C40"
    # ends at 188, "He called to make vaccines a global public good" lies at 577 to 624.
    assert (0, 93, "attribute-claim", "stated", "actual") in rows
    assert (95, 108, "attribute-claim", "stated", "actual") in rows
    assert (577, 624, "statement", "stated", "actual") in rows
    assert any(end == 188 and kind == "participation" for _, end, kind, _, _ in rows)
    assert [row[:3] for row in rows] == sorted(row[:3] for row in rows)


def test_a_source_states_nothing_that_another_one_does(ask: Ask) -> None:
    rows = ask("sources/claims", "kind modality says")
    kinds = {row[0] for row in rows}
    # Nobody signs, joins, uses a programme or wins a prize in it; what Country Teams can do is
    # possible, what is said of COP26 planned.
    assert not kinds & {"signature", "membership", "programme-use", "award", "invitation"}
    assert {row[1] for row in rows if row[0] == "support"} == {"possible"}
    assert not any("Helsinki" in str(row[2]) or "Seoul" in str(row[2]) for row in rows)


def test_every_claim_of_every_source_is_found_with_a_place(ask: Ask) -> None:
    for source, claims in ask("sources/coverage", "source claims"):
        rows = ask("sources/claims", "claim start end", document=f"source/{source}")
        assert len({row[0] for row in rows}) == claims
        assert all(
            isinstance(start, int) and isinstance(end, int) and start < end
            for _, start, end in rows
        )


def test_coverage_tells_kind_language_date_and_publisher(ask: Ask) -> None:
    assert ask("sources/coverage", "source sort language issued publisher") == [
        # The page has no date; "we" beside Helsingfors stad shows who publishes it.
        ("helsinki-impact-declaration-page", "web page", "sv", None, "Helsinki"),
        ("un-forum-of-mayors-2025-dialogue", "meeting report", "en", None, None),
        (SECRETARY, "news report", "en", "2021-04-20", None),
        ("wcs-mayors-forum-2023-release", "press release", "en", "2023-09-26", None),
    ]


def test_coverage_splits_the_claims_by_what_is_inferred(ask: Ask) -> None:
    for source, claims, *parts in ask("sources/coverage", "source claims stated partly derived"):
        assert sum(int(str(part)) for part in parts) == claims
        rows = ask("sources/inferences", "claim basis", document=f"source/{source}")
        inferred = {basis: {claim for claim, b in rows if b == basis} for _, basis in rows}
        assert [len(inferred["in part"]), len(inferred["derived"])] == parts[1:]


def test_coverage_of_one_kind_of_source(ask: Ask) -> None:
    rows = ask("sources/coverage", "source", kind="press-release")
    assert rows == [("wcs-mayors-forum-2023-release",)]
    assert ask("sources/coverage", "source", kind="dataset") == []


def test_the_year_of_the_forum_is_inferred_and_that_it_was_held_is_not(ask: Ask) -> None:
    rows = ask("sources/inferences", "basis says", document="source/wcs-mayors-forum-2023-release")
    # "24 – 26 September" bears no year.
    assert any(b == "derived" and "24 to 26 September" in str(says) for b, says in rows)
    assert not any("took place" in str(says) or "title" in str(says) for _, says in rows)


def test_dates_known_to_the_month_or_year(ask: Ask) -> None:
    helsinki = "helsinki-impact-declaration-page"
    rows = ask("sources/partial-dates", "date precision fact source")
    assert sorted(rows, key=str) == sorted(
        [
            ("2019", "year", "onDate", helsinki),
            *[("2019-10", "month", "onDate", helsinki)] * 3,
            ("2019-10", "month", "startDate", helsinki),
            ("2025", "year", "startDate", "un-forum-of-mayors-2025-dialogue"),
            ("2026-07", "month", "startDate", "un-forum-of-mayors-2025-dialogue"),
            ("2021-11", "month", "startDate", SECRETARY),
            ("2021-11", "month", "dueBy", SECRETARY),
            ("2050", "year", "dueBy", SECRETARY),
            ("2020", "year", "awardYear", "wcs-mayors-forum-2023-release"),
            ("2025", "year", "startDate", "wcs-mayors-forum-2023-release"),
        ],
        key=str,
    )


def test_a_full_date_is_not_partial(ask: Ask) -> None:
    rows = ask("sources/partial-dates", "date", document=f"source/{SECRETARY}")
    assert "2021-04-16" not in {row[0] for row in rows}


def test_the_four_documents_nowhere_contradict_each_other(ask: Ask) -> None:
    assert ask("sources/rivals", "claim1 claim2") == []
