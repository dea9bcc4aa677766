"""RDF files of every format load; what cannot be read is named; nothing is fetched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from citygraph.errors import SourceError
from citygraph.query import select
from citygraph.store import new_store, open_store

ONE = {
    "a.ttl": "<http://x/s> <http://x/p> 'o' .",
    "a.nt": '<http://x/s> <http://x/p> "o" .\n',
    "a.trig": "<http://x/g> { <http://x/s> <http://x/p> 'o' }",
    "a.nq": '<http://x/s> <http://x/p> "o" <http://x/g> .\n',
    "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
    '<rdf:Description rdf:about="http://x/s"><x:p>o</x:p></rdf:Description></rdf:RDF>',
    "a.jsonld": '{"@id": "http://x/s", "http://x/p": "o"}',
}


@pytest.mark.parametrize("name", ONE)
def test_every_format_loads(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(ONE[name], encoding="utf-8")
    store = open_store([tmp_path / name])
    assert select(store, "SELECT ?o { <http://x/s> ?p ?o }").rows == (("o",),)


def test_a_folder_stands_for_its_files_and_the_same_graph_is_read_once(tmp_path: Path) -> None:
    for name in ("a.ttl", "a.trig"):
        (tmp_path / name).write_text(ONE[name], encoding="utf-8")
    (tmp_path / "b.ttl").write_text("<http://x/t> <http://x/p> 'o' .", encoding="utf-8")
    assert len(open_store([tmp_path])) - len(new_store()) == 2


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.ttl", "<http://x/s> <http://x/p>\n\n 'o", r"a\.ttl:3: no valid"),
        ("a.txt", "x", "no RDF that is known here"),
        ("a.rdf", "<rdf", "no valid"),
        ("a.jsonld", "{", "no valid"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        open_store([tmp_path / name])


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.ttl: cannot be read"):
        open_store([tmp_path / "gone.ttl"])
    with pytest.raises(SourceError, match="no graph here"):
        open_store([tmp_path])


def test_a_remote_context_is_not_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/c.jsonld"
        (tmp_path / "a.jsonld").write_text(f'{{"@context": "{url}", "@id": "http://x/s", "p": 1}}')
        with pytest.raises(SourceError, match="no valid"):
            open_store([tmp_path / "a.jsonld"])
        with pytest.raises(TimeoutError):
            server.accept()


def test_an_entity_without_its_blank_is_seen_too(tmp_path: Path) -> None:
    file = tmp_path / "a.rdf"
    doctype = '<!DOCTYPE r [<!ENTITYa "xx"><!ENTITYb "&a;&a;">]>'
    file.write_text(doctype + ONE["a.rdf"].replace(">o<", ">&b;<"), encoding="utf-8")
    with pytest.raises(SourceError, match="write the text out"):
        open_store([file])


def test_entities_in_xml_neither_grow_nor_read_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    for doctype, name in (
        (f'<!DOCTYPE r [<!ENTITY e0 "xxxxxxxxxx">{entities}]>', "&e11;"),
        (f'<!DOCTYPE r [<!ENTITY e SYSTEM "file://{secret}">]>', "&e;"),
    ):
        file = tmp_path / "a.rdf"
        file.write_text(doctype + ONE["a.rdf"].replace(">o<", f">{name}<"), encoding="utf-8")
        with pytest.raises(SourceError, match="write the text out"):
            open_store([file])


def test_a_short_entity_for_a_namespace_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.rdf"
    doctype = '<!DOCTYPE rdf:RDF [<!ENTITY x "http://x/">]>'
    file.write_text(doctype + ONE["a.rdf"].replace(">o<", ">&x;o<"), encoding="utf-8")
    assert select(open_store([file]), "SELECT ?o { <http://x/s> ?p ?o }").rows == (("http://x/o",),)
