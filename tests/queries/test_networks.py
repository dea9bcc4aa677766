"""What the sources say of Eurocities, Metrex and C40, and what they do not."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]


def test_two_networks_signed_and_pledged_one_facilitated(ask: Ask) -> None:
    rows = ask("networks/activities", "name kind what starts")
    declaration = "Helsinki Impact Declaration"
    meeting = "Meeting of the UN Secretary-General with a mayors' delegation, 16 April 2021"
    expected = [("C40", "participation", meeting, "2021-04-16")]
    for network in ("Eurocities", "Metrex"):
        expected += [(network, "commitment", declaration, "2019-10-10")] * 5
        expected += [(network, "signature", declaration, "2019-10-10")]
    assert rows == expected


def test_a_network_did_nothing_where_it_is_not_named(ask: Ask) -> None:
    rows = ask("networks/activities", "what", network="organization/c40")
    assert "Helsinki Impact Declaration" not in {row[0] for row in rows}


def test_no_source_names_a_member_of_a_network(ask: Ask) -> None:
    # Helsinki signed beside Eurocities: that makes it no member. C40 brought mayors: no members.
    assert ask("networks/members", "name member standing source") == [
        ("C40", None, None, None),
        ("Eurocities", None, None, None),
        ("Metrex", None, None, None),
    ]
