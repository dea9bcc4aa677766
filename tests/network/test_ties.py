"""A recipe's rows as ties: what is one, and what is refused."""

from __future__ import annotations

import pytest

from citygraph.errors import QueryError
from citygraph.network import ties_of
from citygraph.network.ties import COLUMNS
from citygraph.table import Cell, Table

ROW = ("urn:a", "urn:b", "urn:signed", None, "urn:claim", "urn:claim")


def table(*rows: tuple[Cell, ...], columns: tuple[str, ...] = COLUMNS) -> Table:
    return Table(columns, rows)


def test_an_empty_date_is_an_empty_text() -> None:
    assert ties_of(table(ROW)).date == ("",)


def test_columns_may_come_in_any_order_and_with_others_beside_them() -> None:
    columns = (*reversed(COLUMNS), "remark")
    found = ties_of(table((*reversed(ROW), "x"), columns=columns))
    assert (found.source, found.target, found.tie) == (("urn:a",), ("urn:b",), ("urn:signed",))


def test_a_missing_column_is_named_with_the_nearest() -> None:
    columns = ("source", "targets", "tie", "date", "claim1", "claim2")
    with pytest.raises(QueryError, match=r"no column \?target.*did you mean 'targets'"):
        ties_of(table(columns=columns))


@pytest.mark.parametrize("end", [0, 1])
def test_a_row_that_lacks_an_end_is_named(end: int) -> None:
    broken = list[Cell](ROW)
    broken[end] = None
    with pytest.raises(QueryError, match="row 2 ties nothing"):
        ties_of(table(ROW, tuple(broken)))


def test_in_two_modes_nothing_is_tied_to_itself() -> None:
    itself = ("urn:a", "urn:a", *ROW[2:])
    assert len(ties_of(table(itself))) == 1
    with pytest.raises(QueryError, match="row 1 ties urn:a to itself"):
        ties_of(table(itself), modes=("city", "network"))


def test_ties_are_chosen_by_position_and_keep_what_they_are() -> None:
    second = ("urn:c", *ROW[1:])
    found = ties_of(table(ROW, second), modes=("city", "network")).chosen([False, True])
    assert found.source == ("urn:c",)
    assert found.modes == ("city", "network")


def test_no_rows_are_no_ties() -> None:
    assert len(ties_of(table())) == 0
