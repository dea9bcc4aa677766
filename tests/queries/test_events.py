"""Who did what at the events of the four documents, and which of them are only announced."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citygraph.table import Cell

Ask = Callable[..., list[tuple[Cell, ...]]]

DIALOGUE = "Mayors' dialogue with international organizations, 7 October 2025"
FORUM = "12th World Cities Summit Mayors Forum"
MEETING = "Meeting of the UN Secretary-General with a mayors' delegation, 16 April 2021"
CONFERENCE = "Helsinki Impact Conference 2019"


def test_the_dialogue_had_one_opener_four_speakers_and_two_unnamed_groups(ask: Ask) -> None:
    rows = ask("events/participants", "participant as capacity onBehalfOf")
    groups = [f"{who} at the dialogue with international organizations, 7 October 2025"
              for who in ("Deputy mayors", "Mayors")]  # fmt: skip
    disasters = "UN Secretary-General for Disaster Risk Reduction"
    telecoms = "International Telecommunication Union"
    assert rows == [
        (groups[0], "attendee", None, None),
        (groups[1], "attendee", None, None),
        ("Duong", "opener", "Co-director of the GCH", None),
        ("Anaclàudia Rossbach", "speaker", "Executive Director of UN-Habitat", "UN-Habitat"),
        (
            "Kamal Kishore",
            "speaker",
            f"Special Representative of the {disasters}",
            "UN Office for Disaster Risk Reduction",
        ),
        (
            "Tatiana Molcean",
            "speaker",
            "Executive Secretary of UNECE",
            "UN Economic Commission for Europe",
        ),
        ("Tomas Lamanauskas", "speaker", f"Deputy Secretary-General of the {telecoms}", telecoms),
    ]


def test_cities_named_as_examples_did_not_take_part(ask: Ask) -> None:
    names = {str(row[0]) for row in ask("events/participants", "participant")}
    assert not names & {"Medellín", "Chennai", "Geneva", "Barcelona", "Valencia"}


def test_what_happened_in_a_meeting_of_a_forum_counts_for_the_forum(ask: Ask) -> None:
    rows = ask("events/participants", "participant at", event="event/un-forum-of-mayors-2025")
    assert len(rows) == 7
    assert {row[1] for row in rows} == {DIALOGUE}


def test_the_role_narrows_the_participants(ask: Ask) -> None:
    event = "event/wcs-mayors-forum-2023"
    rows = ask("events/participants", "participant as", event=event, role="speaker")
    assert rows == [("Desmond Lee", "speaker"), ("Oh Se-hoon", "speaker")]


def test_the_invited_are_no_participants(ask: Ask) -> None:
    event = "event/helsinki-impact-conference-2019"
    rows = ask("events/participants", "participant as", event=event)
    assert rows == [("Jan Vapaavuori", "opener")]


@pytest.mark.parametrize(
    "event", ["event/world-cities-summit-2024", "event/wcs-mayors-forum-2025", "event/cop26"]
)
def test_an_announced_event_has_no_participants_yet(ask: Ask, event: str) -> None:
    assert ask("events/participants", "participant", event=event) == []


def test_two_events_had_an_opener(ask: Ask) -> None:
    # Rossbach spoke first of the four, Sinnemäki signed: neither opened.
    assert ask("events/by-role", "who capacity event starts") == [
        ("Jan Vapaavuori", "Mayor of Helsinki", CONFERENCE, "2019-10"),
        ("Duong", "Co-director of the GCH", DIALOGUE, "2025-10-07"),
    ]


def test_the_forums_chair_and_the_meetings_facilitator_are_found_by_role(ask: Ask) -> None:
    assert ask("events/by-role", "who event", role="chair") == [("Desmond Lee", FORUM)]
    assert ask("events/by-role", "who event", role="facilitator") == [("C40", MEETING)]


def test_a_role_of_one_actor(ask: Ask) -> None:
    lee = ask("events/by-role", "event", role="speaker", actor="person/desmond-lee")
    assert lee == [(FORUM,)]
    assert ask("events/by-role", "event", actor="person/anni-sinnemaki") == []


def test_the_secretary_general_met_a_delegation_facilitated_by_c40(ask: Ask) -> None:
    # The one who facilitates is not one of those who meet, and no mayor is named.
    assert ask("events/meetings", "date one met metFor facilitator meeting") == [
        (
            "2021-04-16",
            "António Guterres",
            "Mayors' delegation that met the UN Secretary-General on 16 April 2021",
            None,
            "C40",
            MEETING,
        )
    ]


def test_an_organization_met_those_whom_its_speaker_met(ask: Ask) -> None:
    rows = ask("events/meetings", "one met metFor facilitator", actor="organization/un-habitat")
    groups = "at the dialogue with international organizations, 7 October 2025"
    rossbach = "Anaclàudia Rossbach"
    assert rows == [
        (rossbach, f"Deputy mayors {groups}", None, None),
        (rossbach, "Duong", None, None),
        (rossbach, "Kamal Kishore", "UN Office for Disaster Risk Reduction", None),
        (rossbach, f"Mayors {groups}", None, None),
        (rossbach, "Tatiana Molcean", "UN Economic Commission for Europe", None),
        (rossbach, "Tomas Lamanauskas", "International Telecommunication Union", None),
    ]


def test_who_facilitates_or_is_spoken_of_met_nobody(ask: Ask) -> None:
    assert ask("events/meetings", "met", actor="organization/c40") == []
    assert ask("events/meetings", "met", actor="group/national-governments") == []
    # A forum of around fifty is no meeting of each with each.
    assert ask("events/meetings", "met", actor="person/desmond-lee") == []


def test_four_un_bodies_were_at_the_dialogue_each_with_its_speaker(ask: Ask) -> None:
    # Duong spoke for the GCH, of which the text does not say that it is a UN body.
    assert ask("events/un-bodies", "body who role") == [
        ("International Telecommunication Union", "Tomas Lamanauskas", "speaker"),
        ("UN Economic Commission for Europe", "Tatiana Molcean", "speaker"),
        ("UN Office for Disaster Risk Reduction", "Kamal Kishore", "speaker"),
        ("UN-Habitat", "Anaclàudia Rossbach", "speaker"),
    ]
    places = ask("events/un-bodies", "who capacity at", event="event/un-forum-of-mayors-2025")
    assert ("Anaclàudia Rossbach", "Executive Director of UN-Habitat", DIALOGUE) in places


def test_unnamed_international_organisations_give_no_un_body(ask: Ask) -> None:
    assert ask("events/un-bodies", "body", event="event/wcs-mayors-forum-2023") == []


def test_eleven_editions_of_the_forum_before_the_twelfth_are_missing(ask: Ask) -> None:
    assert ask("events/editions", "edition event status starts ends city host") == [
        ("1-11", "(not in the graph)", None, None, None, None, None),
        ("12", FORUM, "held", "2023-09-24", "2023-09-26", "Seoul", "Seoul"),
        # "Next" and "in 2025" are not numbered; Singapore is a place, Vienna "will host".
        (
            None,
            "World Cities Summit Mayors Forum 2024",
            "announced",
            "2024-06-02",
            "2024-06-04",
            "Singapore",
            None,
        ),
        (
            None,
            "World Cities Summit Mayors Forum 2025",
            "announced",
            "2025",
            None,
            "Vienna",
            "Vienna",
        ),
    ]


def test_the_summit_that_holds_the_forum_is_another_series(ask: Ask) -> None:
    rows = ask("events/editions", "edition event", series="series/world-cities-summit")
    assert rows == [(None, "World Cities Summit 2024")]


def test_a_first_edition_leaves_no_gap_and_a_fifth_four(ask: Ask) -> None:
    citiverse = ask("events/editions", "edition status", series="series/citiverse-assembly")
    assert citiverse == [("1", "announced")]
    forum = ask("events/editions", "edition event status starts", series="UN Forum of Mayors")
    assert forum == [
        ("1-4", "(not in the graph)", None, None),
        ("5", "5th UN Forum of Mayors", "held", "2025"),
    ]


def test_nine_events_are_announced_and_not_reported(ask: Ask) -> None:
    assert ask("events/announced-unreported", "event starts ends city") == [
        ("U4SSC meeting in Barcelona", None, None, "Barcelona"),
        ("COP26", "2021-11", None, None),
        ("World Cities Summit 2024", "2024-06-02", "2024-06-04", "Singapore"),
        ("World Cities Summit Mayors Forum 2024", "2024-06-02", "2024-06-04", "Singapore"),
        ("World Cities Summit Mayors Forum 2025", "2025", None, "Vienna"),
        ("1st Citiverse Assembly", "2025-11-03", None, "Valencia"),
        ("UN Virtual Worlds Day, 2026", "2026-05-11", "2026-05-12", None),
        ("Global Dialogue on AI Governance, 2026", "2026-07", None, "Geneva"),
        ("AI for Good Summit, 2026", "2026-07-07", "2026-07-10", None),
    ]


def test_only_what_was_surely_to_be_over_is_overdue(ask: Ask) -> None:
    rows = ask("events/announced-unreported", "event", over="2025-11-04")
    # The forum of 2025 may still come that December; the meeting in Barcelona has no date.
    assert rows == [
        ("COP26",),
        ("World Cities Summit 2024",),
        ("World Cities Summit Mayors Forum 2024",),
        ("1st Citiverse Assembly",),
    ]


def test_around_fifty_unnamed_stand_beside_two_named(ask: Ask) -> None:
    rows = ask("events/unnamed", "eventName who qualifier minimum maximum named")
    counted = [row for row in rows if row[3] is not None]
    leaders = f"Mayors and city leaders at the {FORUM}"
    assert counted == [(FORUM, leaders, "about", 50, 50, 2)]
    uncounted = [(row[0], row[5]) for row in rows if row[3] is None]
    # At the forum participants, leaders from industry, from international organisations, Young
    # Leaders; at the dialogue mayors and deputy mayors; one delegation. The invited of Helsinki
    # are nobody's participants, and four discussion sessions are no people.
    assert uncounted == [(FORUM, 2)] * 4 + [(DIALOGUE, 5)] * 2 + [(MEETING, 1)]


def test_planned_groups_are_not_counted_as_present(ask: Ask) -> None:
    assert ask("events/unnamed", "who", event="event/world-cities-summit-2024") == []


def test_eight_invitations_and_nobody_said_to_have_come(ask: Ask) -> None:
    rows = ask("events/invitations", "eventName inviter came")
    towns = "Local and regional governments"
    assert sorted(rows, key=str) == sorted(
        [(CONFERENCE, "Helsinki", "not stated")] * 3
        + [
            (event, None, "not stated")
            for event in (
                "1st Citiverse Assembly",
                "AI for Good Summit, 2026",
                "Global Dialogue on AI Governance, 2026",
                "U4SSC meeting in Barcelona",
                "UN Virtual Worlds Day, 2026",
            )
        ],
        key=str,
    )
    open_to = ask("events/invitations", "invitee", event="event/ai-for-good-summit-2026")
    assert open_to == [(towns,)]


def test_who_convened_without_inviting_gives_no_invitation(ask: Ask) -> None:
    assert ask("events/invitations", "invitee", event="event/wcs-mayors-forum-2023") == []


def test_two_events_lie_within_larger_ones(ask: Ask) -> None:
    assert ask("events/parts", "part starts within modality") == [
        (DIALOGUE, "2025-10-07", "5th UN Forum of Mayors", "actual"),
        (
            "World Cities Summit Mayors Forum 2024",
            "2024-06-02",
            "World Cities Summit 2024",
            "planned",
        ),
    ]


def test_the_four_discussion_sessions_are_counted_and_no_parts(ask: Ask) -> None:
    assert ask("events/parts", "part", whole="event/wcs-mayors-forum-2023") == []


def test_seoul_hosted_a_forum_and_unece_hosts_a_series(ask: Ask) -> None:
    # Helsinki is where a conference was held and who invited; that it hosted is not said.
    assert ask("events/hosts", "name event") == [
        ("Seoul", FORUM),
        ("UN Economic Commission for Europe", "UN Forum of Mayors"),
    ]


def test_vienna_is_a_planned_host_and_singapore_only_a_place(ask: Ask) -> None:
    rows = ask("events/hosts", "name event starts", modality="planned")
    assert rows == [("Vienna", "World Cities Summit Mayors Forum 2025", "2025")]
    assert ask("events/hosts", "event", host="city/helsinki-fi") == []
