"""What one cell of a table means: a date, a span of years, a number, a country, a slug.

Every function raises ValueError with a remedy for a cell that could mean two things: a wrong fact
is worse than a row in the report.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from citygraph.cities.countries import ALIASES, CODES
from citygraph.cities.names import fold
from citygraph.records import PartialDate

_DASH = r"[-–—/]"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_PARTIAL = rf"{_YEAR}(?:-\d\d(?:-\d\d)?)?"
_RANGE = re.compile(rf"({_YEAR})\s*{_DASH}\s*({_YEAR})")
_INTERVAL = re.compile(rf"({_PARTIAL})\s*(?:/|–|—|\s-\s|\sto\s)\s*({_PARTIAL})")
_OPEN = re.compile(rf"since\s+({_PARTIAL})|({_PARTIAL})\s*(?:–|—|/|\s-|-(?!\d))\s*(?:present|now)?")
_TWO = re.compile(r"[&/;+]|\sand\s", re.IGNORECASE)
_CONTACT_WORDS = frozenset(
    "email mail emails phone phones telephone tel telefon telefono teléfono téléphone mobile fax "
    "contact contacts contacto contatto kontakt correo courriel ansprechpartner whatsapp".split()
)
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}")


@cache
def slug(name: str) -> str:
    """Returns a name as a slug; ValueError if no Latin letter or digit is in it.

    The slugs of cities that are looked up are made so too.

    >>> slug("Łódź"), slug("L'Hospitalet de Llobregat")
    ('lodz', 'lhospitalet-de-llobregat')
    """
    made = "-".join(re.findall("[a-z0-9]+", fold(name)))
    if not made:
        raise ValueError(f"{name!r} gives no slug: map a column of English names or identifiers")
    return made


@cache
def identifier(cell: str) -> str:
    """Returns an identifier as a part of a slug; ValueError if it would lose a character.

    >>> identifier("0123"), identifier("Q90")
    ('0123', 'q90')
    """
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", cell):
        raise ValueError(f"the identifier {cell!r} has more than letters, digits and hyphens")
    return cell.lower()


@cache
def date(cell: str, form: str | None = None) -> str:
    """Returns a date as YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD, as exact as the cell and no more.

    `form` says how the table writes days, such as dd/mm/yyyy.

    >>> date("2019-10-10 00:00:00"), date("3.4.2019", "dd.mm.yyyy"), date("2019/10"), date("2019")
    ('2019-10-10', '2019-04-03', '2019-10', '2019')
    """
    text = re.sub(r"[ T]00:00(:00(\.0+)?)?Z?$", "", cell)
    if form is not None and (match := _date_pattern(form).fullmatch(text)):
        parts = match.groupdict()
        given = [parts["y"], *(parts[p].zfill(2) for p in ("m", "d") if parts.get(p))]
        return PartialDate("-".join(given)).text
    if re.fullmatch(r"\d{4}[/.]\d{1,2}([/.]\d{1,2})?", text):
        text = "-".join(part.zfill(2) for part in re.split("[/.]", text))
    try:
        return PartialDate(text).text
    except ValueError:
        remedy = "say how days are written, such as format: dd/mm/yyyy, or map it in values:"
        raise ValueError(f"{cell!r} is no date: {remedy}") from None


@cache
def _date_pattern(form: str) -> re.Pattern[str]:
    pattern = re.escape(form.lower())
    for letters, group in (("yyyy", r"(?P<y>\\d{4})"), ("mm", r"(?P<m>\\d{1,2})")):
        pattern = re.sub(letters, group, pattern, count=1)
    return re.compile(re.sub("dd", r"(?P<d>\\d{1,2})", pattern, count=1))


@cache
def years(cell: str) -> tuple[str, str | None]:
    """Returns the two ends of a span of time; None for an end that is open.

    >>> years("2012-2016"), years("2012–"), years("since 2012-05"), years("2012")
    (('2012', '2016'), ('2012', None), ('2012-05', None), ('2012', '2012'))
    >>> years("2009-12")
    Traceback (most recent call last):
    ValueError: '2009-12' could be a month or the years 2009 to 2012: map it in values:
    """
    if re.fullmatch(r"\d{4}[-/]\d\d", cell):
        end = f"{cell[:2]}{cell[-2:]}"
        wrong = f"{cell!r} could be a month or the years {cell[:4]} to {end}: map it in values:"
        raise ValueError(wrong)
    match = _RANGE.fullmatch(cell) or _INTERVAL.fullmatch(cell)
    if match:
        first, last = PartialDate(match[1]).text, PartialDate(match[2]).text
        in_order(first, last)
        return first, last
    if (only := _OPEN.fullmatch(cell)) and not re.fullmatch(_PARTIAL, cell):
        return PartialDate(only[1] or only[2]).text, None
    whole = date(cell)
    return whole, whole


def in_order(first: str, last: str) -> None:
    """Raises ValueError if a span ends before it begins, as far as its dates are exact."""
    length = min(len(first), len(last))
    if not first.startswith("--") and not last.startswith("--") and first[:length] > last[:length]:
        raise ValueError(f"it ends ({last}) before it begins ({first})")


@cache
def coordinate(cell: str, limit: float) -> float:
    """Returns a latitude (limit 90) or longitude (limit 180) in degrees, with either decimal sign.

    >>> coordinate("-8,61099", 180)
    -8.61099
    >>> coordinate("91.2", 90)
    Traceback (most recent call last):
    ValueError: the coordinate 91.2 lies outside -90 to 90: are the columns exchanged?
    """
    if not re.fullmatch(r"[-+]?\d{1,5}([.,]\d+)?", cell):
        raise ValueError(f"{cell!r} is no coordinate in decimal degrees")
    value = float(cell.replace(",", "."))
    if abs(value) > limit:
        wrong = f"the coordinate {cell} lies outside -{limit:g} to {limit:g}"
        raise ValueError(f"{wrong}: are the columns exchanged?")
    return value


def degrees(cell: str, limit: float) -> str:
    """Returns a coordinate as a source file writes it, with a point and at most twelve decimals.

    >>> degrees("-8,61099", 180), degrees("60.170000000000002", 90)
    ('-8.61099', '60.17')
    """
    coordinate(cell, limit)
    shown = f"{Decimal(cell.replace(',', '.')):.12f}"
    return shown.rstrip("0").rstrip(".")


def whole(cell: str, decimal: str | None) -> str:
    """Returns a whole number's digits; `decimal` is the table's decimal sign, if known.

    >>> whole("50,0", ","), whole("1,250", "."), whole("70", None)
    ('50', '1250', '70')
    """
    text = cell.replace("\u00a0", "").replace(" ", "")
    if decimal is not None:
        group = "." if decimal == "," else ","
        text = re.sub(rf"\{group}(?=\d{{3}}(\D|$))", "", text)
        text = re.sub(rf"\{decimal}0+$", "", text)
    if not (text.isascii() and text.isdigit()):
        hint = "" if decimal else "; if it has a decimal sign, say which under table: decimal:"
        raise ValueError(f"{cell!r} is no whole number{hint}")
    return str(int(text))


@cache
def country(cell: str) -> str:
    """Returns an ISO 3166-1 alpha-2 code; the EU's UK and EL, and RKS for Kosovo, are known.

    >>> country("UK"), country("RKS"), country("fi")
    ('GB', 'XK', 'FI')
    """
    code = ALIASES.get(cell.upper(), cell.upper())
    if code not in CODES:
        raise ValueError(
            f"unknown country code {cell!r}: write the ISO code of two letters, or map it under "
            "countries:"
        )
    return code


def could_be_two(name: str) -> bool:
    """Tells whether a name may stand for two cities.

    >>> could_be_two("Dhaka (North & South)"), could_be_two("Stratford-upon-Avon")
    (True, False)
    """
    return _TWO.search(name) is not None


def is_contact(column: str) -> bool:
    """Tells by its name whether a column holds a person's address or number: never taken.

    >>> is_contact("E-mail"), is_contact("contactPhone"), is_contact("Contract")
    (True, True, False)
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).casefold().replace("e-mail", "email")
    return not _CONTACT_WORDS.isdisjoint(re.split(r"[\W_\d]+", words))


def refuse_hostile(cell: str) -> None:
    """Raises ValueError for a formula, and for a person's address in a column that seemed safe."""
    if cell.startswith("="):
        raise ValueError(f"the cell is a formula, not a value: {cell[:40]!r}")
    if "@" in cell and _ADDRESS.search(cell):
        raise ValueError("an e-mail address stands in the cell: such are never taken")
