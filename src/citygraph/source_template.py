"""Helps a person begin a source file: its head from the text, and the places of words."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path

from citygraph.records import Span
from citygraph.text_files import read_text

# One to one, so that no offset moves.
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007\u2009\n\t", " "))

_TEMPLATE = """\
# One source, as a person reads it. Lines that begin with # are comments.
format: 1
source:
  id: {slug}                    # also the name of this file
  kind: web-page                # press-release, news-report, meeting-report, declaration, …
  label: {{en: {title}}}
  language: en                  # the text's language
  sha256: {sha256}
  read: YYYY-MM-DD              # the day on which you read it
  asOf: YYYY-MM-DD              # the date at which it knows what it says: its own, else the reading
  terms: "No terms are given in the text."   # its licence, in words
  # url: https://…              # where you found it
things:                         # what it names; the key is segment/slug, a city's with its country
  # - id: city/helsinki-fi
  #   type: City
  #   label: {{en: Helsinki, sv: Helsingfors}}
claims:                         # what it says; `citygraph span TEXT 'words'` gives the place
  # - claim: Signature
  #   document: document/some-declaration
  #   signatory: city/helsinki-fi
  #   signatureStatus: signed
  #   signedOn: 2019-10-10
  #   at: 120-184
  #   says: "The city signed the declaration."
  # - about: event/some-conference-2019      # plain facts about a thing
  #   heldIn: city/helsinki-fi
  #   startDate: 2019-10-10
  #   at: 20-60
"""


def source_template(file: Path, slug: str | None = None) -> tuple[str, str]:
    """Returns the slug and the text of a commented source file for a text."""
    text = read_text(file)
    title = next((line.strip() for line in text.splitlines() if line.strip()), file.stem)[:200]
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    chosen = slug or slug_of(title) or slug_of(file.stem) or "source"
    quoted = json.dumps(title, ensure_ascii=False)
    return chosen, _TEMPLATE.format(slug=chosen, title=quoted, sha256=digest)


def slug_of(title: str) -> str:
    """Returns a title as a slug of at most 60 characters.

    >>> slug_of("Göteborg & the UN: 2021")
    'goteborg-the-un-2021'
    """
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")


def find_words(text: str, words: str) -> list[Span]:
    """Returns every place where the words stand, in code points; no-break spaces match spaces.

    >>> find_words("Helsingfors\\u00a0stad", "Helsingfors stad")
    [Span(start=0, end=16)]
    """
    smooth, wanted = text.translate(_SPACES), words.translate(_SPACES)
    if not wanted.strip():
        return []
    places = re.finditer(f"(?={re.escape(wanted)})", smooth)
    return [Span(match.start(), match.start() + len(wanted)) for match in places]
