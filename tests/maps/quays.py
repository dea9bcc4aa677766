"""A made-up network with what small.trig lacks: years, communities, a shared thing, rivals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from citygraph.maps.model import Claim, Evidence, Graph, Node, Role, Source, Text, Tie, Value

# selenium's own annotations leave half of it untyped.
Open = Callable[..., Any]
BASE = "https://w3id.org/citygraph/id/"
CITIES = {"aaby-dk": "Aaby", "bodo-no": "Bodø", "ceuta-es": "Ceuta", "dover-gb": "Dover"}
SOURCES = {"ledger": "The Ledger", "almanac": "The Almanac"}


def text(words: str) -> Text:
    return Text(words, "en")


def role(name: str, words: str, iri: str = "") -> Role:
    return Role(name, text(name), (Value(text(words), iri),))


def claim(name: str, sentence: str, roles: tuple[Role, ...], **more: Any) -> Claim:
    source = BASE + "source/" + more.pop("source", "ledger")
    stated = Evidence(source, place="page 7", basis=text("stated"))
    iri = BASE + name
    kind = text(name.split("/")[0])
    return Claim(
        iri, kind, text(sentence), False, text("actual"), "actual", roles, (stated,), **more
    )


def city(slug: str) -> str:
    return f"{BASE}city/{slug}"


def quays(ties_more: int = 0) -> Graph:
    """Four cities: Aaby and Bodø signed one declaration, of Ceuta's term there are rival claims."""
    signed = [
        claim(
            f"signature/{slug}", f"{CITIES[slug]} signed it.", (role("signatory", "", city(slug)),)
        )
        for slug in ("aaby-dk", "bodo-no")
    ]
    rivals = [
        claim(
            f"membership/{name}",
            f"Ceuta joined Dover in {year}.",
            (
                role("member", "Ceuta", city("ceuta-es")),
                role("network", "Dover", city("dover-gb")),
                role("valid from", year),
            ),
            source=source,
            rivals=(f"{BASE}membership/{other}",),
        )
        for name, other, year, source in (
            ("m1", "m2", "2003", "ledger"),
            ("m2", "m1", "2005", "almanac"),
        )
    ]
    visits = [
        claim(f"statement/v{at:03}", f"Bodø wrote to Ceuta, letter {at}.", ())
        for at in range(1 + ties_more)
    ]
    claims = {one.iri: one for one in (*signed, *rivals, *visits)}
    return Graph(
        nodes=tuple(map(_city, CITIES)),
        ties=(
            Tie(
                city("aaby-dk"),
                city("bodo-no"),
                text("Quay Declaration"),
                "2019",
                tuple(one.iri for one in signed),
                actual=True,
                derived=False,
                via=f"{BASE}document/quay-declaration",
                spans=((2019, 2019),),
            ),
            *(
                Tie(
                    city("bodo-no"),
                    city("ceuta-es"),
                    text(f"letter {at}"),
                    "",
                    (one.iri,),
                    actual=True,
                    derived=False,
                )
                for at, one in enumerate(visits)
            ),
            Tie(
                city("ceuta-es"),
                city("dover-gb"),
                text("membership"),
                "2003",
                tuple(one.iri for one in rivals),
                actual=True,
                derived=False,
                spans=((2003, None),),
            ),
        ),
        claims=claims,
        sources={
            f"{BASE}source/{slug}": Source(f"{BASE}source/{slug}", text(label), kind=text("book"))
            for slug, label in SOURCES.items()
        },
        kind_labels={"city": text("city")},
        measure="betweenness",
    )


def _city(slug: str) -> Node:
    at = list(CITIES).index(slug)
    name = text(CITIES[slug])
    region = "Africa" if slug == "ceuta-es" else "Europe"
    return Node(
        city(slug),
        "city",
        text("city"),
        name,
        (name,),
        region=region,
        place=(50.0 + at, 3.0 * at),
        value=at / 8,
        community=1 + at // 2,
    )
