"""What a row of a table says, once its mapping has been applied."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.loaders.tables.conftest import Write

from citygraph.assemble import build_store, source_set
from citygraph.errors import SourceError
from citygraph.loaders.tables.report import left_out_table
from citygraph.loaders.tables.rows import load_table
from citygraph.query import select
from citygraph.records import Fragment, PartialDate, Relation, Source, Text, Thing

HARBOURS = Path(__file__).parent / "harbours.table.yaml"


def relations(mapping: Path) -> list[Relation]:
    return [r for r in load_table(mapping).records if isinstance(r, Relation)]


def things(mapping: Path) -> dict[str, Thing]:
    return {r.key: r for r in load_table(mapping).records if isinstance(r, Thing)}


def left_out(mapping: Path) -> list[tuple[int, str]]:
    return [(left.row, left.reason) for left in load_table(mapping).report.left_out]


def rows_of(relation: Relation) -> list[str]:
    return [place.text for place in relation.evidence.places if isinstance(place, Fragment)]


def test_a_table_of_many_troubles_gives_its_memberships() -> None:
    source, *_ = load_table(HARBOURS).records
    assert isinstance(source, Source)
    assert (source.id, source.as_of, source.text_seen) == ("harbours", PartialDate("2019"), "whole")
    found = relations(HARBOURS)
    said = [
        (
            dict(r.roles)["member"].key.removeprefix("city/"),
            dict(r.roles)["network"].key.removeprefix("organization/"),
            dict(r.roles)["membershipRole"].key.removeprefix("concept/membership-role/"),
            [value.text for _, value in r.qualifiers if isinstance(value, PartialDate)],
            r.modality,
            rows_of(r),
        )
        for r in found
    ]
    # Counted by hand in harbours.csv: eight rows, the last but one repeats the one before it.
    assert said == [
        ("geonames-900000001", "harbour-01", "partner", ["2015", "2018"], "actual", ["row=2"]),
        ("geonames-900000002", "harbour-01", "chair", ["2015", "2018"], "actual", ["row=3"]),
        ("saint-exemple-fr", "harbour-01", "partner", ["2015", "2018"], "actual", ["row=4"]),
        ("geonames-900000001", "harbour-02", "partner", ["2018"], "actual", ["row=5"]),
        ("geonames-900000001", "harbour-02", "chair", ["2018"], "actual", ["row=6"]),
        ("geonames-900000004", "harbour-02", "partner", ["2018"], "actual", ["row=7", "row=8"]),
        ("geonames-900000005", "harbour-02", "partner", ["2018"], "denied", ["row=9"]),
    ]
    report = load_table(HARBOURS).report
    assert (report.rows, report.taken, report.repeated) == (8, 8, 1)


def test_a_thing_takes_labels_other_names_and_identifiers_from_its_columns() -> None:
    city = things(HARBOURS)["city/geonames-900000002"]
    assert city.labels == (Text("Lakowo", "en"),)
    assert city.alts == (Text("Łąkowo", "und"),)
    assert city.same_as == ("https://sws.geonames.org/900000002/",)


def test_a_table_lies_in_the_graph_beside_other_sources_and_each_tie_opens_to_its_row() -> None:
    store = build_store(source_set(HARBOURS.parent))
    found = select(
        store,
        """PREFIX cg: <https://w3id.org/citygraph/ontology#>
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?row WHERE {
          GRAPH <https://w3id.org/citygraph/graph/harbours> {
            ?claim a cg:Membership ; cg:evidence/oa:hasSelector/rdf:value ?row .
            ?claim cg:statedIn <https://w3id.org/citygraph/id/source/harbours> } }""",
    )
    assert sorted(str(row) for row in found.column("row")) == [f"row={n}" for n in range(2, 10)]


def test_names_and_countries_make_the_key_where_there_is_no_identifier(write: Write) -> None:
    made = things(write("City,Country\nGöteborg,SE\nŁódź,pl\nPristina,RKS\nLeeds,UK\nAthens,EL\n"))
    assert set(made) == {
        "organization/ring",
        "city/goteborg-se",
        "city/lodz-pl",
        "city/pristina-xk",
        "city/leeds-gb",
        "city/athens-gr",
    }


def test_two_spellings_of_one_city_are_one_thing_with_another_label(write: Write) -> None:
    mapping = write("City,Country\nMalmö,SE\nMalmo,SE\n")
    assert things(mapping)["city/malmo-se"].alts == (Text("Malmo", "en"),)
    assert [rows_of(r) for r in relations(mapping)] == [["row=2", "row=3"]]


def test_namibia_is_a_country_even_where_na_means_nothing(write: Write) -> None:
    mapping = write("City,Country\nWindhoek,NA\n", layout=", absent: NA")
    assert "city/windhoek-na" in things(mapping)


DATES = """\
rows:
  - claim: Membership
    member: {column: City, type: City, country: Country}
    network: organization/ring
    validFrom: {column: Since, format: dd/mm/yyyy}
"""


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2012", "2012"),
        ("2012-05", "2012-05"),
        ("03/04/2019", "2019-04-03"),
        ("2019-10-10 00:00:00", "2019-10-10"),
    ],
)
def test_a_partial_date_stays_partial(write: Write, cell: str, date: str) -> None:
    (claim,) = relations(write(f"City,Country,Since\nOslo,NO,{cell}\n", DATES))
    assert claim.qualifiers == (("validFrom", PartialDate(date)),)


def test_a_day_that_could_be_two_is_told_with_its_row(write: Write) -> None:
    rows = DATES.replace(", format: dd/mm/yyyy", "")
    mapping = write("City,Country,Since\nOslo,NO,2012\nRome,IT,03/04/2019\n", rows, bad="60")
    assert left_out(mapping) == [
        (
            3,
            "'03/04/2019' is no date: say how days are written, such as format: dd/mm/yyyy, or map "
            "it in values:",
        )
    ]


YEARS = """\
rows:
  - claim: Membership
    member: {column: City, type: City, country: Country}
    network: organization/ring
    years: {column: Years, values: {2009-12: 2009-2012, unknown: {}}}
"""


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("2012-2016", ["2012", "2016"]),
        ("2012 – 2016", ["2012", "2016"]),
        ("2012-05/2016-06", ["2012-05", "2016-06"]),
        ("2012–", ["2012"]),
        ("since 2012", ["2012"]),
        ("2009-12", ["2009", "2012"]),
        ("Unknown", []),
    ],
)
def test_a_range_of_years_becomes_two_dates(write: Write, cell: str, dates: list[str]) -> None:
    (claim,) = relations(write(f"City,Country,Years\nOslo,NO,{cell}\n", YEARS))
    assert [value for _, value in claim.qualifiers] == [PartialDate(date) for date in dates]


STATUS = """\
rows:
  - claim: Membership
    member: {column: City, type: City, country: Country}
    network: organization/ring
    validTo: {column: Left}
    status:
      column: Status
      values:
        Full Member: {}
        Former Member: {ended: true}
        Applicant: {modality: planned}
        Twin: {skip: a twin town is no member}
"""


def test_a_former_member_is_a_membership_that_ended_and_never_one_that_stands(write: Write) -> None:
    table = "City,Country,Left,Status\nOslo,NO,2015,Former Member\nRome,IT,,former  member\n"
    dated, undated = relations(write(table, STATUS))
    assert (dated.modality, dated.qualifiers) == ("actual", (("validTo", PartialDate("2015")),))
    assert (undated.modality, undated.qualifiers) == ("denied", ())
    assert "does not say when it ended" in undated.description[0].text


def test_spellings_give_a_modality_or_leave_a_row_out_with_the_reason(write: Write) -> None:
    table = "City,Country,Left,Status\nOslo,NO,,Applicant\nRome,IT,,Twin\nBern,CH,,Full Member\n"
    mapping = write(table, STATUS)
    assert [r.modality for r in relations(mapping)] == ["planned", "actual"]
    assert left_out(mapping) == [(3, "a twin town is no member")]
    assert "city/rome-it" not in things(mapping)
    assert left_out_table([load_table(mapping).report]).rows == (
        ("t.csv", 3, "by rule", "a twin town is no member"),
    )


def test_an_unknown_spelling_is_not_guessed(write: Write) -> None:
    table = "City,Country,Left,Status\nOslo,NO,,Membre\n" + "Bern,CH,,Full Member\n" * 20
    assert left_out(write(table, STATUS)) == [
        (2, "the status 'Membre' is not among values: say there what it means")
    ]


def test_one_row_for_two_cities_is_split_by_rule_or_set_aside(write: Write) -> None:
    table = "City,Country\nDhaka (North & South),BD\nBrighton and Hove,GB\n"
    rule = "split: {'Dhaka (North & South)': [Dhaka North, Dhaka South]}"
    rows = f"""\
rows:
  - claim: Membership
    member: {{column: City, type: City, country: Country, {rule}}}
    network: organization/ring
"""
    mapping = write(table, rows, bad="60")
    assert [dict(r.roles)["member"].key for r in relations(mapping)] == [
        "city/dhaka-north-bd",
        "city/dhaka-south-bd",
    ]
    assert left_out(mapping) == [
        (3, "'Brighton and Hove' could be two cities: say which under split: or values:")
    ]


def test_several_names_in_a_cell_are_the_partners_of_one_agreement(write: Write) -> None:
    rows = """\
rows:
  - claim: Partnership
    partner: {column: Cities, type: City, country: Country, separator: ";"}
    document: {column: Pact, type: Agreement}
    validFrom: {column: Year}
  - about: {column: Pact, type: Agreement}
    adoptedOn: {column: Year}
"""
    pact, adopted = relations(
        write('Cities,Country,Pact,Year\n"Oslo; Bergen",NO,Fjord Pact,2001\n', rows)
    )
    assert [(role, ref.key) for role, ref in pact.roles] == [
        ("partner", "city/bergen-no"),
        ("partner", "city/oslo-no"),
        ("document", "document/fjord-pact"),
    ]
    assert (adopted.type, adopted.attribute) == ("AttributeClaim", "adoptedOn")


def test_any_relation_class_can_be_mapped_with_numbers_as_the_table_writes_them(
    write: Write,
) -> None:
    rows = """\
rows:
  - claim: ParticipantCount
    event: {column: Event, type: Forum}
    countOf: group/mayors
    countQualifier: about
    minimum: {column: Mayors}
    maximum: {column: Mayors}
"""
    named = "things:\n  - {id: group/mayors, type: Group, label: {en: Mayors}}\n"
    (count,) = relations(
        write("Event;Mayors\nForum 1;1.250,0\n", rows, things=named, layout=", decimal: ','")
    )
    assert count.qualifiers == (("minimum", 1250), ("maximum", 1250))


def test_what_cannot_be_used_is_reported_by_row_and_the_rest_is_taken(write: Write) -> None:
    table = (
        "City,Country\nOslo,NO\n,NO\nRome,XX\nParis,\n=HYPERLINK(1),FR\nmayor@example.org,FR\n"
        "東京,JP\nBern,CH,extra\n\n" + "Wien,AT\n" * 3
    )
    mapping = write(table, bad="70")
    assert left_out(mapping) == [
        (3, "nothing for member in the column 'City'"),
        (
            4,
            "unknown country code 'XX': write the ISO code of two letters, or map it under "
            "countries:",
        ),
        (5, "'Paris' has no identifier and no country: it may be two places"),
        (6, "the cell is a formula, not a value: '=HYPERLINK(1)'"),
        (7, "an e-mail address stands in the cell: such are never taken"),
        (8, "'東京' gives no slug: map a column of English names or identifiers"),
        (9, "more cells than the header has columns (2)"),
    ]
    assert [rows_of(r) for r in relations(mapping)] == [["row=2"], ["row=11", "row=12", "row=13"]]
    assert set(things(mapping)) == {"organization/ring", "city/oslo-no", "city/wien-at"}


def test_coordinates_out_of_range_are_told_with_their_row(write: Write) -> None:
    rows = """\
rows:
  - claim: Membership
    member: {column: City, type: City, country: Country, latitude: Lat, longitude: Lon}
    network: organization/ring
"""
    table = 'City,Country,Lat,Lon\nOslo,NO,"59,9",10.7\nRome,IT,112.5,41.9\n'
    assert left_out(write(table, rows, bad="50")) == [
        (3, "the coordinate 112.5 lies outside -90 to 90: are the columns exchanged?")
    ]


def test_too_many_bad_rows_stop_the_load(write: Write) -> None:
    table = "City,Country\n" + "Oslo,NO\n" * 9 + "Rome,XX\n"
    assert len(left_out(write(table))) == 1
    with pytest.raises(SourceError, match=r"2 of 11 rows are not usable, more than 10 %.*row 11:"):
        load_table(write(table + "Paris,XY\n"))


def test_a_key_stands_for_one_class_of_thing(write: Write) -> None:
    rows = """\
rows:
  - claim: Membership
    member: {column: Member, type: Company}
    network: {column: Network, type: CityNetwork}
"""
    mapping = write("Member,Network\nRing,Club\nHub,Ring\nBar,Club\n", rows, things="", bad="40")
    assert left_out(mapping) == [
        (3, "'organization/ring' is a Company in an earlier row and a CityNetwork here")
    ]


def test_a_table_that_has_changed_since_it_was_mapped_is_refused(write: Write) -> None:
    mapping = write("City,Country\nOslo,NO\n")
    (mapping.parent / "t.csv").write_text("City,Country\nOslo,SE\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"t\.table\.yaml:7: t\.csv is not the table"):
        load_table(mapping)


def test_utterances_of_two_rows_stay_two(write: Write) -> None:
    rows = """\
rows:
  - claim: Statement
    speaker: {column: Who, type: Person}
    speechAct: call
"""
    mapping = write("Who\nA. Mayor\nA. Mayor\n", rows, things="")
    assert [rows_of(r) for r in relations(mapping)] == [["row=2"], ["row=3"]]
