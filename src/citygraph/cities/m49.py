"""The regions of the world by the UN's M49 standard, which country lies in which.

Read from the UN Statistics Division's table (https://unstats.un.org/unsd/methodology/m49/) as kept
by datasets/country-codes (public domain, PDDL). Names of regions in many languages are in CLDR
under the same codes.
"""

from __future__ import annotations

REGION_OF = {
    **dict.fromkeys(("015", "202"), "002"),
    **dict.fromkeys(("419", "021"), "019"),
    **dict.fromkeys(("143", "030", "035", "034", "145"), "142"),
    **dict.fromkeys(("151", "154", "039", "155"), "150"),
    **dict.fromkeys(("053", "054", "057", "061"), "009"),
}

#: Sub-region → its countries by ISO code, in the UN's order.
SUB_REGIONS = {
    "015": "DZ EG LY MA SD TN EH",
    "202": "IO BI KM DJ ER ET TF KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW AO CM CF TD CG CD "
    "GQ GA ST BW SZ LS NA ZA BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN SL TG",
    "419": "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI "
    "BZ CR SV GT HN MX NI PA AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE",
    "021": "BM CA GL PM US",
    "143": "KZ KG TJ TM UZ",
    "030": "CN HK MO KP JP MN KR TW",
    "035": "BN KH ID LA MY MM PH SG TH TL VN",
    "034": "AF BD BT IN IR MV NP PK LK",
    "145": "AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE",
    "151": "BY BG CZ HU PL MD RO RU SK UA",
    "154": "AX DK EE FO FI GG IS IE IM JE LV LT NO SJ SE GB",
    "039": "AL AD BA HR GI GR VA IT MT ME MK PT SM RS SI ES",
    "155": "AT BE FR DE LI LU MC NL CH",
    "053": "AU CX CC HM NZ NF",
    "054": "FJ NC PG SB VU",
    "057": "GU KI MH FM NR MP PW UM",
    "061": "AS CK PF NU PN WS TK TO TV WF",
}
_SUB_REGION_OF = {code: sub for sub, codes in SUB_REGIONS.items() for code in codes.split()}


def regions(country: str) -> tuple[str, str] | None:
    """Returns a country's region and sub-region as M49 codes; None where the UN gives none.

    Antarctica has none, and Kosovo (XK) does not stand in M49.

    >>> regions("FI"), regions("XK")
    (('150', '154'), None)
    """
    sub_region = _SUB_REGION_OF.get(country)
    return None if sub_region is None else (REGION_OF[sub_region], sub_region)


def region_name(code: str, language: str = "en") -> str:
    """Returns a region's name in a language (CLDR), in English where the language is unknown.

    >>> region_name("154"), region_name("150", "sv")
    ('Northern Europe', 'Europa')
    """
    from babel.core import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    return str(names.get(code) or Locale("en").territories[code])
