"""Names that mean more than a city although no word of them says so."""

from __future__ import annotations

from citygraph.cities.names import fold

#: Country → provinces and states that are known by the bare name. Those of the USA are in the
#: gazetteer's data.
_PROVINCES = {
    "CA": "Alberta|British Columbia|Colombie-Britannique|Manitoba|New Brunswick|Nouveau-Brunswick"
    "|Newfoundland and Labrador|Newfoundland|Terre-Neuve-et-Labrador|Northwest Territories"
    "|Nova Scotia|Nouvelle-Écosse|Nunavut|Ontario|Prince Edward Island|Quebec|Yukon",
    "AU": "New South Wales|Queensland|South Australia|Tasmania|Victoria|Western Australia"
    "|Northern Territory|Australian Capital Territory",
}

#: Country → metropolitan municipalities that took a name of their own, which gazetteers list as
#: another name of the city inside them (South Africa's Municipal Structures Act, category A).
_BODIES = {"ZA": "Tshwane|eThekwini|Ekurhuleni|Mangaung|Nelson Mandela Bay|Buffalo City"}

_PROVINCE_KEYS = {
    (fold(name), code) for code, names in _PROVINCES.items() for name in names.split("|")
}
_BODY_KEYS = {(fold(name), code) for code, names in _BODIES.items() for name in names.split("|")}


def other_meaning(key: str, country: str | None) -> str:
    """Says what else a folded name may mean in a country, or anywhere; "" if nothing is known.

    >>> other_meaning("quebec", "CA"), other_meaning("ethekwini", None), other_meaning("oslo", "NO")
    ("the name is also a province's", "the name may be the metropolitan body's", '')
    """
    for keys, reason in (
        (_PROVINCE_KEYS, "the name is also a province's"),
        (_BODY_KEYS, "the name may be the metropolitan body's"),
    ):
        if any(key == known and country in (None, code) for known, code in keys):
            return reason
    return ""
