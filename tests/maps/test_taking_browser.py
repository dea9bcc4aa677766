"""Taking a map away, in Chromium: tables, drawing and picture, and nothing runs in them."""

from __future__ import annotations

import csv
import html
import io
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from citygraph.exports.tables import csv_text
from citygraph.maps import MAPS, MapOptions
from citygraph.maps.page import page
from citygraph.table import Table

from .hostile import HOSTILE, hostile
from .quays import Open, quays

SVG = "{http://www.w3.org/2000/svg}"
ID = "https://w3id.org/citygraph/id"
NEWS = "Harbour News on the forum,https://news.example/forum"
PLEDGE = "List of the pledge’s parties,"
#: By hand from small.trig, in the order of the ties' ends.
TIES = f"""\
from,from_iri,tie,shared_iri,to,to_iri,date,first_year,last_year,actual,derived,claims,sources,\
source_urls
Norvik,{ID}/city/norvik-no,signature,,Harbour Pledge,{ID}/document/harbour-pledge,\
2024-05-02,2024,2024,true,true,1,{PLEDGE}
Norvik,{ID}/city/norvik-no,on behalf of,,1st Harbour Forum,{ID}/event/harbour-forum-1,\
2024-05-02,2024,2024,true,true,1,{NEWS}
1st Harbour Forum,{ID}/event/harbour-forum-1,held in,,Norvik,{ID}/city/norvik-no,\
,,,true,false,1,{NEWS}
Port Cities,{ID}/organization/port-cities,participation,,2nd Harbour Forum,\
{ID}/event/harbour-forum-2,,,,false,false,1,{PLEDGE}
Ada Berg,{ID}/person/ada-berg,signer,,Harbour Pledge,{ID}/document/harbour-pledge,\
2024-05-02,2024,2024,true,true,1,{PLEDGE}
Ada Berg,{ID}/person/ada-berg,participation,,1st Harbour Forum,{ID}/event/harbour-forum-1,\
2024-05-02,2024,2024,true,false,1,{NEWS}
Ada Berg,{ID}/person/ada-berg,term of office,,Mayor of Norvik,{ID}/post/mayor-of-norvik,\
,,,true,false,1,{NEWS}
"""
THINGS = f"""\
name,iri,type,region,ties,community,measure,value
Aaby,{ID}/city/aaby-dk,city,Europe,1,1,betweenness,0
Bodø,{ID}/city/bodo-no,city,Europe,1,1,betweenness,0.125
Ceuta,{ID}/city/ceuta-es,city,Africa,1,2,betweenness,0.25
Dover,{ID}/city/dover-gb,city,Europe,1,2,betweenness,0.375
"""


def taken(shown: Any, folder: Path, button: str, name: str) -> bytes:
    """Returns the file of that name that a button brings."""
    where = {"behavior": "allow", "downloadPath": str(folder)}
    shown.execute_cdp_cmd("Browser.setDownloadBehavior", where)
    (folder / name).unlink(missing_ok=True)
    shown.execute_script("document.getElementById(arguments[0]).click()", button)
    WebDriverWait(shown, 10).until(lambda _: (folder / name).is_file())
    return (folder / name).read_bytes()


def test_the_ties_come_as_a_table(small: ox.Store, opened: Open, tmp_path: Path) -> None:
    shown = opened(MAPS["overview"](small, MapOptions()))
    got = taken(shown, tmp_path, "take-ties", "citygraph-the-whole-graph-ties.csv")
    assert got == b"\xef\xbb\xbf" + TIES.encode()
    assert "Saved as" in shown.find_element(By.ID, "taken").text
    assert shown.get_log("browser") == []


def test_only_what_is_shown_comes(opened: Open, tmp_path: Path) -> None:
    shown = opened(page(quays(), MapOptions(title="Quays"), "a recipe"))
    shown.execute_script("change({ undated: false })")
    things = taken(shown, tmp_path, "take-things", "citygraph-quays-things.csv")
    assert things.decode("utf-8-sig") == THINGS
    ties = taken(shown, tmp_path, "take-ties", "citygraph-quays-ties.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(ties)))
    assert [row["tie"] for row in rows] == ["Quay Declaration", "membership"]
    assert rows[0]["shared_iri"] == f"{ID}/document/quay-declaration"
    assert rows[1]["sources"] == "The Ledger; The Almanac"
    assert (rows[1]["first_year"], rows[1]["last_year"]) == ("2003", "")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-x", "'-x"),
        ("＋x", "'＋x"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\n=x", '"\'\n=x"'),
        ("a,b", '"a,b"'),
        ('say "x"', '"say ""x"""'),
        (" x", '" x"'),
        (-5, "-5"),
        (None, ""),
        (True, "true"),
    ],
)
def test_a_cell_is_made_safe_as_in_the_other_exports(
    opened: Open, cell: str | int | None, written: str
) -> None:
    shown = opened(page(quays(), MapOptions(), "a recipe"))
    assert shown.execute_script("return csvCell(arguments[0])", cell) == written
    assert csv_text(Table(("a", "b"), ((cell, 0),))) == f"a,b\n{written},0\n"


def test_the_drawing_comes_as_svg_with_every_name(
    small: ox.Store, opened: Open, tmp_path: Path
) -> None:
    shown = opened(MAPS["overview"](small, MapOptions(version="1.2")))
    got = taken(shown, tmp_path, "take-svg", "citygraph-the-whole-graph.svg")
    root = ElementTree.fromstring(got)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == "The whole graph"
    told = "9 of 9 things and 7 of 7 ties are shown. citygraph, graph version 1.2."
    assert root.findtext(f"{SVG}desc") == told
    words = {text.text for text in root.iter(f"{SVG}text")}
    assert {"Norvik", "Ada Berg", "Harbour Pledge", "Port Cities", "The whole graph", told} <= words
    marks = [one for one in root.iter() if one.tag in (f"{SVG}circle", f"{SVG}polygon")]
    assert len(marks) == 9
    # Six lines: two ties run between Norvik and the first forum.
    strokes = list(root.iter(f"{SVG}path"))
    assert len(strokes) == 6
    assert sum("stroke-dasharray" in one.attrib for one in strokes) == 3


def test_the_picture_has_two_dots_for_each_of_the_screens(
    small: ox.Store, opened: Open, tmp_path: Path
) -> None:
    shown = opened(MAPS["overview"](small, MapOptions()), scheme="dark")
    svg = taken(shown, tmp_path, "take-svg", "citygraph-the-whole-graph.svg")
    png = taken(shown, tmp_path, "take-png", "citygraph-the-whole-graph.png")
    root = ElementTree.fromstring(svg)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    assert shown.get_log("browser") == []


def test_the_table_view_has_no_picture(opened: Open) -> None:
    shown = opened(page(quays(), MapOptions(), "a recipe"))
    shown.execute_script("change({ view: 'table' })")
    enabled = {
        button.get_attribute("id")
        for button in shown.find_elements(By.CSS_SELECTOR, ".taking button")
        if button.is_enabled()
    }
    assert enabled == {"take-ties", "take-things", "take-link"}


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_names_run_nothing_in_what_is_taken(
    small: ox.Store, opened: Open, tmp_path: Path, bad: str
) -> None:
    shown = opened(MAPS["overview"](hostile(small, bad), MapOptions(title=bad, version=bad)))
    root = ElementTree.fromstring(shown.execute_script("return svgText()"))
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    drawn = {"svg", "title", "desc", "clipPath", "rect", "g", "path", "circle", "polygon", "text"}
    assert tags <= drawn
    names = {name for one in root.iter() for name in one.attrib}
    assert [name for name in names if name.startswith("on") or "href" in name] == []
    assert root.findtext(f"{SVG}title") == bad
    table = shown.execute_script("return tiesCsv()").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["from"] for row in rows] == [bad] * 7
    name = shown.execute_script("return fileName('.svg')")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(name) <= 80


def test_a_frame_that_forbids_downloads_gets_the_text(opened: Open) -> None:
    inner = html.escape(page(quays(), MapOptions(), "a recipe"))
    shown = opened(f'<!DOCTYPE html><iframe sandbox="allow-scripts" srcdoc="{inner}"></iframe>')
    shown.switch_to.frame(0)
    shown.execute_script("document.getElementById('take-things').click()")
    assert "forbids it" in shown.execute_script(
        "return document.getElementById('taken').textContent"
    )
    field = shown.find_element(By.CSS_SELECTOR, "#taken-text textarea")
    assert field.get_attribute("value") == THINGS.replace(
        "Europe,1,1,betweenness,0.125", ("Europe,2,1,betweenness,0.125")
    ).replace("Africa,1,", "Africa,2,")
    shown.switch_to.default_content()
