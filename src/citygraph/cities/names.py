"""Names of places as keys to look up: folded, without the words that say "the city of"."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ħ": "h", "ð": "d", "ə": "e"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)
# Signs that stand inside a word and not between two: straight and curly, Hebrew and Slavic.
_SIGNS = re.compile("['`´ʹʻʼʾʿ‘’ʺ״׳]")
_GAPS = re.compile(r"[\W_]+")
_FULL = {"st": "saint", "sta": "santa", "ste": "sainte", "mt": "mount", "ft": "fort"}
_SHORT = re.compile(r"\b(st|sta|ste|mt|ft)\b")
_MARKED = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")

_BEFORE = """
    city of|the city of|municipality of|town of|ville de|ville d|commune de|mairie de|stad|stadt
    hansestadt|landeshauptstadt|gemeente|kommune|comune di|citta di|ayuntamiento de|ajuntament de
    ciudad de|municipio de|alcaldia de|prefeitura de|municipio do|camara municipal de
    camara municipal do|cidade de|miasto|mesto|grad|obec
"""
_AFTER = "kommune kommun stad city municipality by kaupunki linn"
_BODY = """
    metropolitan metropolitana metropolitain metropolitaine metropole metropol metro metropolis
    metropolregion region regional regione regio greater grand grande gross capital area areas zone
    county council province provincia provincial prefecture district authority government
    corporation agglomeration agglomeracja conurbation communaute comunidad community
    association verband verbund union intermunicipal intercommunal intercommunale tricity
    state territory
"""
_MUNICIPAL_BEFORE = tuple(
    f"{words.strip()} " for words in _BEFORE.replace("\n", "|").split("|") if words.strip()
)
_MUNICIPAL_AFTER = tuple(f" {word}" for word in _AFTER.split())
_BODY_WORDS = frozenset(_BODY.split())


def fold(name: str) -> str:
    """Returns a name as its key: no case, no accents, one space between words.

    Scripts that write sounds with marks of their own (Japanese, Hindi, Thai) keep them.

    >>> fold("Göteborg"), fold("Łódź"), fold("'s-Gravenhage"), fold("Bogotá, D.C.")
    ('goteborg', 'lodz', 's gravenhage', 'bogota d c')
    >>> fold("東京"), fold("  "), fold("Elsin'ki")
    ('東京', '', 'elsinki')
    """
    text = name.casefold() if name.isascii() else _plain(name)
    return _GAPS.sub(" ", _SIGNS.sub("", text)).strip()


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    kept = []
    base = ""
    for character in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(character):
            if not base.startswith(_MARKED):
                kept.append(character)
        else:
            base = unicodedata.name(character, "")
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def transliterated(name: str) -> str:
    """Returns the key of a name written in Latin letters, "" if it is so written already.

    Han characters are left alone: many names share one sound, and Japan reads them otherwise.

    >>> transliterated("Измир"), transliterated("Göteborg"), transliterated("宿州")
    ('izmir', '', '')
    """
    from anyascii import anyascii

    if all(_is_latin(character) for character in name) or any(map(_is_han, name)):
        return ""
    return fold(anyascii(name))


def _is_latin(character: str) -> bool:
    return not character.isalpha() or unicodedata.name(character, "").startswith("LATIN")


def _is_han(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK")


def municipality(key: str) -> str:
    """Returns a folded name without the words that say it is a municipality; "" if there are none.

    >>> municipality("city of helsinki"), municipality("aarhus kommune"), municipality("oslo")
    ('helsinki', 'aarhus', '')
    """
    for words in _MUNICIPAL_BEFORE:
        if key.startswith(words):
            return key.removeprefix(words)
    for word in _MUNICIPAL_AFTER:
        if key.endswith(word):
            return key.removesuffix(word)
    return ""


def without_body_words(key: str) -> str:
    """Returns a folded name without words of metropolitan bodies; "" if it has none of them.

    >>> without_body_words("metropolitan municipality of lima"), without_body_words("lima")
    ('lima', '')
    """
    words = key.split()
    rest = [word for word in words if word not in _BODY_WORDS]
    if len(rest) == len(words):
        return ""
    small = {"of", "de", "di", "the", "d", "del", "la", "le", "municipality", "city", "citta"}
    while rest and rest[0] in small:
        rest = rest[1:]
    while rest and rest[-1] in small:
        rest = rest[:-1]
    return " ".join(rest)


def abbreviated(key: str) -> str:
    """Returns a folded name with saint, mount and fort in full; "" if it has none of them short.

    >>> abbreviated("st petersburg"), abbreviated("oslo")
    ('saint petersburg', '')
    """
    full = _SHORT.sub(lambda found: _FULL[found[1]], key)
    return "" if full == key else full


def umlauts(key: str) -> str:
    """Returns a folded name with a, o, u for ae, oe, ue; "" if it has none of them.

    >>> umlauts("zuerich"), umlauts("oslo")
    ('zurich', '')
    """
    plain = re.sub("([aou])e", r"\1", key)
    return "" if plain == key else plain


def has_umlaut(name: str) -> bool:
    """Says whether a name has a letter that some write as ae, oe or ue.

    >>> has_umlaut("Zürich"), has_umlaut("Oslo")
    (True, False)
    """
    return any(character in "äöüøæœ" for character in unicodedata.normalize("NFC", name.lower()))
