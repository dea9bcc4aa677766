"""The page as text: nothing from outside, nothing that ends its own elements, the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from citygraph.maps import MAPS, MapOptions
from citygraph.maps.kinds import KINDS, OTHER
from citygraph.store import new_store

from .hostile import HOSTILE, hostile


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def test_the_policy_allows_the_pages_own_scripts_and_style_by_hash(small: ox.Store) -> None:
    text = MAPS["overview"](small, MapOptions())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    allowed = set(re.findall(r"sha256-([A-Za-z0-9+/=]+)", policy[1].replace("&#43;", "+")))
    bodies = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    bodies += re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies}
    assert hashes == allowed
    assert len(hashes) == 3
    rules = re.sub(r"sha256-[A-Za-z0-9+/=]+", "#", policy[1].replace("&#39;", "'"))
    assert rules == (
        "default-src 'none'; script-src '#' '#'; style-src '#'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_nothing_in_the_page_names_an_outside_resource(small: ox.Store) -> None:
    text = MAPS["overview"](small, MapOptions())
    head = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"https?:|//[a-z]|<link|\ssrc=|@import|url\(", head)
    assert "sourceMappingURL" not in text


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_words_stay_data(small: ox.Store, bad: str) -> None:
    text = MAPS["overview"](hostile(small, bad), MapOptions(title=bad, version=bad, lang=bad))
    assert text.count("</script>") == 3
    assert text.count("<script") == 3 + text.count('"<script>"')  # one string in vis-network
    data = data_of(text)
    assert {data["texts"][label] for _, _, _, label, *_ in data["nodes"]} == {bad}
    assert "<img" not in text
    assert "<!--" not in text
    assert "<svg onload" not in text
    assert all(same == [] for _, _, _, _, _, _, same, *_ in data["nodes"])
    assert all(url == "" for *_, url in data["sources"])


def test_the_caption_counts_what_is_there(small: ox.Store) -> None:
    text = MAPS["overview"](small, MapOptions(version="2024.5.1"))
    caption = " ".join(text.split('id="caption">')[1].split("</p>")[0].split())
    assert "9 things and 7 ties between them, drawn as 6 lines; 2 things have no tie" in caption
    assert "7 claims from 2 sources: 5 make a tie, 2 open at the things" in caption
    assert "1 of these is denied by a source" in caption
    assert "Graph version: 2024.5.1" in caption


def test_an_empty_graph_is_a_page_too() -> None:
    text = MAPS["overview"](new_store(), MapOptions())
    assert data_of(text)["nodes"] == []
    assert "0 things and 0 ties" in text


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    code = f"""
import sys, pyoxigraph as ox
from citygraph.maps import MAPS, MapOptions
from citygraph.store import new_store
store = new_store()
store.load(path={str(Path(__file__).parent / "small.trig")!r}, format=ox.RdfFormat.TRIG)
sys.stdout.buffer.write(MAPS["overview"](store, MapOptions(lang="sv")).encode())
"""
    source = str(Path(__file__).parents[2] / "src")
    pages = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1
    assert len(pages.pop()) > 400_000


def test_pyvis_itself_is_never_imported() -> None:
    code = (
        "import sys, citygraph.maps; sys.exit('pyvis' in sys.modules or 'IPython' in sys.modules)"
    )
    source = str(Path(__file__).parents[2] / "src")
    subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": source}, check=True
    )


def style() -> str:
    templates = Path(__file__).parents[2] / "src" / "citygraph" / "maps" / "templates"
    return (templates / "map.css").read_text(encoding="utf-8")


def test_every_kind_has_its_colour_and_no_two_look_alike() -> None:
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", style().split("@media")[0]))
    looks = [(colours[kind.key], kind.shape) for kind in (*KINDS, OTHER)]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("words", ["ink", "soft", "accent", "warn"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_text_has_the_contrast_of_wcag_aa(dark: bool, words: str, ground: str) -> None:
    light_part, rest = style().split("@media (prefers-color-scheme: dark)", 1)
    colours = dict(re.findall(r"--([a-z]+): #([0-9a-f]{6});", light_part))
    if dark:
        dark_part = rest.split("* { box-sizing", 1)[0]
        colours |= dict(re.findall(r"--([a-z]+): #([0-9a-f]{6});", dark_part))
    assert contrast(colours[words], colours[ground]) >= 4.5
    assert contrast(colours["line"], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, section "contrast ratio"."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)
