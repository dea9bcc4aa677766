"""Which encoding a table of bytes may have. Where two are possible, a person must say: a letter
read wrongly makes another city.
"""

from __future__ import annotations

import re
import unicodedata

#: Single-byte encodings of tables, the more usual first; macOS wrote the last.
CANDIDATES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_SIGNS = frozenset("’‘“”„–—…€°§«»·№®\u00a0")


def readings(data: bytes) -> dict[str, tuple[str, ...]]:
    """Returns, for each encoding that gives words of one script, its reading of the words.

    Encodings that read every word alike stand once, by the most usual of them.

    >>> readings("Genève".encode("cp1252"))
    {'cp1252': ('Genève',), 'cp1250': ('Genčve',)}
    """
    words = sorted(set(_WORD.findall(data)))
    found: dict[tuple[str, ...], str] = {}
    for name in CANDIDATES:
        try:
            read = tuple(word.decode(name) for word in words)
        except UnicodeDecodeError:
            continue
        if all(_is_word(text) for text in read):
            found.setdefault(read, name)
    return {name: read for read, name in found.items()}


def _is_word(text: str) -> bool:
    """Letters of one script, small ones after the first or all large; no sign among them."""
    inner = text.strip("".join(_SIGNS))
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in inner}
    if not inner.isalpha() or len(scripts) > 1:
        return not inner
    return inner[1:].islower() or inner.isupper() or len(inner) == 1
