"""What languages are called, by the tags that sources and labels bear.

After the English names of Unicode CLDR, as far as the released graph needs them; another tag stands
for itself. Written out here, so that a page does not change with what is installed.
"""

from __future__ import annotations

_NAMES = (
    "ar Arabic|bn Bangla|ca Catalan|cs Czech|da Danish|de German|el Greek|en English|es Spanish|"
    "et Estonian|eu Basque|fa Persian|fi Finnish|fr French|he Hebrew|hi Hindi|hr Croatian|"
    "hu Hungarian|id Indonesian|is Icelandic|it Italian|ja Japanese|ko Korean|lt Lithuanian|"
    "lv Latvian|mul multiple languages|nb Norwegian Bokmål|nl Dutch|nn Norwegian Nynorsk|"
    "no Norwegian|pl Polish|pt Portuguese|ro Romanian|ru Russian|sk Slovak|sl Slovenian|"
    "sr Serbian|sv Swedish|sw Swahili|th Thai|tr Turkish|uk Ukrainian|und unknown language|"
    "vi Vietnamese|zh Chinese"
)
_BY_TAG = dict(entry.split(" ", 1) for entry in _NAMES.split("|"))


def language(tag: str) -> str:
    """Returns the English name of a language, or the tag itself where it is not known.

    >>> language("sv"), language("pt-BR"), language("tlh"), language("")
    ('Swedish', 'Portuguese (pt-BR)', 'tlh', '')
    """
    plain = tag.partition("-")[0].lower()
    if plain not in _BY_TAG:
        return tag
    return _BY_TAG[plain] if plain == tag.lower() else f"{_BY_TAG[plain]} ({tag})"
