"""What a page holds, as an HTML parser reads it."""

from __future__ import annotations

from html.parser import HTMLParser

#: Elements that stand on a line of their own.
_BLOCKS = frozenset({"dt", "dd", "p", "li", "h2", "h3", "td", "summary", "text"})


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text, one line for each piece."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.pieces: list[str] = []
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append(" ")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        """All words, white space folded."""
        return " ".join("".join(self.pieces).split())

    def all(self, tag: str, of_class: str = "") -> list[dict[str, str]]:
        """The attributes of each element of a name, of a class if one is given."""
        return [
            found
            for name, found in self.elements
            if name == tag and (not of_class or of_class in found.get("class", "").split())
        ]

    @property
    def links(self) -> list[str]:
        """All addresses that it leads to or loads."""
        return [found[key] for _, found in self.elements for key in ("href", "src") if key in found]
