"""Countries by their ISO 3166 code, from whatever a table calls them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from citygraph.cities.m49 import SUB_REGIONS
from citygraph.cities.names import fold

#: Languages in which a name that is a country's is taken to mean it rather than a city.
MAJOR = ("en", "fr", "es", "pt", "de", "it", "nl", "sv", "ru", "ar", "zh")

#: ISO 3166-1 alpha-2, and XK, which the European Union and others use for Kosovo. M49 lists all
#: countries of the standard but Antarctica.
CODES = frozenset("AQ XK".split()).union(*(codes.split() for codes in SUB_REGIONS.values()))
#: Codes that public bodies write for a country that ISO 3166-1 codes otherwise.
ALIASES = {"UK": "GB", "EL": "GR", "RKS": "XK", "XKX": "XK"}

#: What tables and the UN write and neither CLDR nor ISO's codes have.
_MORE = {
    "GB": "Great Britain|England|Scotland|Wales|Northern Ireland"
    "|United Kingdom of Great Britain and Northern Ireland",
    "US": "United States of America|U.S.A.|U.S.",
    "XK": "Republic of Kosovo",
    "KR": "Republic of Korea|Korea, Republic of|Korea (Republic of)|Korea, South",
    "KP": "Democratic People's Republic of Korea|DPRK",
    "RU": "Russian Federation",
    "VN": "Viet Nam",
    "CZ": "Czech Republic",
    "TR": "Türkiye",
    "TZ": "United Republic of Tanzania|Tanzania, United Republic of",
    "IR": "Iran (Islamic Republic of)|Islamic Republic of Iran",
    "BO": "Bolivia (Plurinational State of)|Plurinational State of Bolivia",
    "VE": "Venezuela (Bolivarian Republic of)|Bolivarian Republic of Venezuela",
    "LA": "Lao People's Democratic Republic|Lao PDR",
    "SY": "Syrian Arab Republic",
    "MD": "Republic of Moldova|Moldova, Republic of",
    "BN": "Brunei Darussalam",
    "CD": "Democratic Republic of the Congo|DR Congo|DRC",
    "CG": "Republic of the Congo",
    "PS": "State of Palestine|Palestine|Occupied Palestinian Territory",
    "CV": "Cabo Verde",
    "MK": "Macedonia|FYROM|Republic of North Macedonia",
    "SZ": "Swaziland",
    "MM": "Burma",
    "CI": "Ivory Coast",
    "TW": "Taiwan, Province of China|Chinese Taipei",
    "HK": "Hong Kong|Hong Kong SAR|Hong Kong, China",
    "MO": "Macao SAR|Macau SAR|Macau|Macao",
    "CN": "People's Republic of China|PRC|Mainland China",
    "NL": "The Netherlands|Holland",
    "PH": "The Philippines",
    "GM": "The Gambia",
    "BS": "The Bahamas",
}


def country_names(iso3: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    """Returns (key, ISO code, whether in a major language) for each name of each country.

    `iso3` maps a country's ISO code to its three letters. A name that means different countries in
    different languages counts only where English has it.
    """
    found: dict[str, set[str]] = defaultdict(set)
    major = _in_languages(MAJOR, iso3)
    for names in (major, _in_languages(_all_languages(), iso3)):
        for key, codes in names.items():
            found[key] |= codes
    english = _in_languages(("en",), iso3)
    for code, names_of in _MORE.items():
        for name in names_of.split("|"):
            english[fold(name)] = {code}
    for alias, code in ALIASES.items():
        english[alias.lower()] = {code}
    for code, three in iso3.items():
        english[code.lower()] = {code}
        english.setdefault(three.lower(), {code})
    found.update(english)
    sure = {key: min(codes) for key, codes in found.items() if len(codes) == 1 and key}
    # A code of two or three letters is no name that a city could be taken for.
    wide = {key for key in (*major, *english) if len(key) > 3 or not key.isascii()}
    return [(key, code, key in wide) for key, code in sorted(sure.items())]


def _all_languages() -> list[str]:
    from babel.localedata import locale_identifiers

    return sorted(name for name in locale_identifiers() if "_" not in name)


def _in_languages(languages: Iterable[str], known: Mapping[str, str]) -> dict[str, set[str]]:
    from babel.core import Locale

    found: dict[str, set[str]] = defaultdict(set)
    for language in languages:
        for code, name in Locale.parse(language).territories.items():
            if code in known:
                found[fold(str(name))].add(code)
    return found
