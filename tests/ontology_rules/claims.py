"""Small claims in Turtle, and the rivalries that the rules derive from them."""

from __future__ import annotations

from collections.abc import Callable

Derive = Callable[..., set[tuple[str, str, str]]]

TERM = "cg:holder :oh ; cg:post :mayor"
MEMBER = "cg:member :helsinki ; cg:network :eurocities"
SPEAKER = "cg:participant :oh ; cg:event :forum ; cg:participationRole role:speaker"
SIGNED = "cg:document :d ; cg:signatory :helsinki"
USE = "cg:programme :mcr2030 ; cg:user :chennai"
BOTH = {("a", "b"), ("b", "a")}
NONE: set[tuple[str, str]] = set()


def claim(name: str, class_: str, said: str, modality: str = "actual") -> str:
    return f":{name} a cg:{class_} ; cg:modality modality:{modality} ; {said} .\n"


def rivals(derive: Derive, *claims: str) -> set[tuple[str, str]]:
    return {(s, o) for s, _, o in derive("".join(claims), "rivals")}


def span(start: str | None, end: str | None) -> str:
    """A term's dates, each a year or a day."""
    dates = {"validFrom": start, "validTo": end}
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    said = [f'cg:{name} "{d}"^^xsd:{kinds[len(d)]}' for name, d in dates.items() if d]
    return " ; ".join(said)
