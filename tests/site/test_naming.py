"""File names: safe on every system, all different, and the same whatever the order."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from citygraph.site.naming import file_names

ID = "https://w3id.org/citygraph/id/"
#: After Microsoft's list of names that no file may bear, with whatever ending.
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{at}" for port in ("com", "lpt") for at in "123"}
SLUGS = st.from_regex(r"[a-z]{1,4}/[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
IRIS = st.one_of(st.text(max_size=200), SLUGS.map(lambda key: ID + key), st.text().map(ID.__add__))


@given(st.dictionaries(IRIS, st.one_of(st.sampled_from(["city", "con", "Å"]), st.text())))
@example({f"{ID}../../etc/passwd": "city", f"{ID}city/con": "city", f"{ID}aux/a": "city"})
@example({f"{ID}city/{'a' * 300}": "city", f"{ID}site/site": "city", f"{ID}city/A:b": "city"})
@example({"https://a.example/x?y": "city", "https://a.example/X?y": "city", "": "", " ": ""})
def test_names_are_safe_and_all_different(kinds: dict[str, str]) -> None:
    names = file_names(kinds)
    assert names.keys() == kinds.keys()
    assert len({name.lower() for name in names.values()}) == len(names)
    for name in names.values():
        assert re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+\.html", name)
        assert not DEVICES & set(name.removesuffix(".html").split("/"))
        assert name.split("/")[0] not in ("site", "maps")
        assert len(name) <= 150
    assert file_names(dict(reversed(kinds.items()))) == names


def test_a_thing_of_ours_lies_at_its_key_and_no_other_takes_its_place() -> None:
    names = file_names({"https://my.example/id/city/oslo-no": "city", f"{ID}city/oslo-no": "city"})
    assert names[f"{ID}city/oslo-no"] == "city/oslo-no.html"
    other = names["https://my.example/id/city/oslo-no"]
    assert re.fullmatch(r"city/my-example-id-city-oslo-no-[0-9a-f]{10}\.html", other)


def test_a_file_that_a_map_has_is_left_to_it() -> None:
    names = file_names({f"{ID}city/oslo-no": "city"}, ["City/Oslo-NO.html"])
    assert re.fullmatch(r"city/city-oslo-no-[0-9a-f]{10}\.html", names[f"{ID}city/oslo-no"])
