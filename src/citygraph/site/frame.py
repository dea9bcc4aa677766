"""What all pages share: the templates, the policy that they bear, the colours of the maps."""

from __future__ import annotations

import importlib.resources
import re
from functools import cache

import jinja2

from citygraph.errors import CityGraphError
from citygraph.maps.kinds import KINDS, OTHER
from citygraph.maps.terms import counted, day_words
from citygraph.site.drawing import OUTLINES
from citygraph.site.languages import language
from citygraph.site.telling import name, outward, placed, term

HOME = "City diplomacy as a graph"
#: Content Security Policy (W3C CSP 3): the scripts and styles that lie beside the pages, no more.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_COLOURS = re.compile(
    r":root \{[^}]*\}\n@media \(prefers-color-scheme: dark\) \{\s*:root \{[^}]*\}\s*\}"
)
#: A window's title and the way to a page are cut to so many letters.
_TITLE = 60


def environment(version: str) -> jinja2.Environment:
    """Returns the templates, compiled once, with what every page says."""
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(policy=POLICY, home=HOME, version=version, outlines=OUTLINES)
    made.filters.update(
        counted=counted,
        day=day_words,
        language=language,
        name=name,
        outward=outward,
        placed=placed,
        shortened=shortened,
        term=term,
    )
    return made


def style() -> str:
    """Returns the style sheet: the colours of the maps, by kind, and the site's own rules."""
    colours = _COLOURS.search(template("map.css", "maps"))
    if colours is None:
        raise CityGraphError("the maps' style does not start with its colours: templates/map.css")
    kinds = "\n".join(f".{kind.key} {{ fill: var(--{kind.key}); }}" for kind in (*KINDS, OTHER))
    return f"{colours[0]}\n{kinds}\n{template('site.css')}"


@cache
def template(file: str, part: str = "site") -> str:
    """Returns the text of a template of the site, or of another part of the package."""
    found = importlib.resources.files(f"citygraph.{part}") / "templates" / file
    return found.read_text(encoding="utf-8").replace("\r\n", "\n")


def shortened(words: str) -> str:
    """Returns words, cut with an ellipsis where they are many.

    >>> len(shortened("W" * 300))
    60
    """
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + "…"
