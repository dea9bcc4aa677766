"""Each quality rule finds what breaks it, and nothing of what comes near.

cases/<rule>.ttl holds both; its first line says what the rule must find.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from citygraph.check import check, rules
from citygraph.check.naming import Naming
from citygraph.errors import CheckError
from citygraph.identity import Register
from citygraph.query import read, shipped
from citygraph.vocabulary import BASE, FACTS, PREFIXES, term

from .conftest import MakeStore

CASES = Path(__file__).parent / "cases"
RULES = shipped("checks")


def _iri(key: str) -> str:
    for name, root in (("concept:", BASE + "concept/"), ("ontology:", BASE + "ontology#")):
        if key.startswith(name):
            return root + key.removeprefix(name)
    return f"{BASE}id/{key}"


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.ttl")} == set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_finds_what_breaks_it_and_no_near_miss(
    name: str, graph: MakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = Register(retired={"city/the-hague": "city/the-hague-nl"})
    monkeypatch.setattr(Register, "read", classmethod(lambda cls, path: register))
    case = (CASES / f"{name}.ttl").read_text(encoding="utf-8")
    first, _, turtle = case.partition("\n")
    expected = {_iri(key) for key in first.removeprefix("# finds: ").split()}
    store = graph(turtle)

    found = list(rules.run_rule(RULES[name], store, Naming(store)))

    assert {finding.subject for finding in found} == expected
    assert all(finding.severity == RULES[name].field("severity") for finding in found)
    assert not any(re.search(r"\{\w+\}", f.message + f.remedy) for f in found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_describes_itself(name: str) -> None:
    query = RULES[name]
    assert query.title != name
    assert query.field("problem")
    assert query.field("remedy").endswith(".")
    assert [column for column, meaning in query.columns if meaning]
    words = set(re.findall(r"\{(\w+)\}", query.field("problem") + query.field("remedy")))
    assert words <= {column for column, _ in query.columns}


def test_the_rule_on_plain_facts_knows_those_of_the_vocabulary() -> None:
    # source (a URL) and theme (of a claim) are also written where there is no plain fact.
    listed = set(re.findall(r"(?:cg|dcterms|wgs):\w+", RULES["fact-without-claim"].text))
    wanted = {
        prefix + ":" + term(name).removeprefix(iri)
        for name in set(FACTS) - {"source", "theme"}
        for prefix, iri in PREFIXES.items()
        if term(name).startswith(iri)
    }
    assert wanted <= listed


def test_a_message_speaks_in_labels_and_leaves_braces_in_them_alone(graph: MakeStore) -> None:
    store = graph('event:x a cg:Forum ; skos:prefLabel "Forum {subject}"@en , "Foorumi"@fi .')
    found = list(rules.run_rule(RULES["event-without-status"], store, Naming(store)))
    assert "whether Forum {subject} is announced" in found[0].message


def test_findings_name_the_spans_of_the_claim(graph: MakeStore) -> None:
    store = graph(
        """
        claim:one cg:evidence evidence:b , evidence:a .
        evidence:a oa:hasSource source:page ; oa:hasSelector selector:a .
        selector:a oa:start 7 ; oa:end 20 .
        evidence:b oa:hasSource source:page ; oa:hasSelector selector:b .
        selector:b oa:start 120 ; oa:end 184 .
        """
    )
    found = list(rules.run_rule(RULES["evidence-elsewhere"], store, Naming(store)))
    assert {finding.place for finding in found} == {"page:7-20; page:120-184"}


def test_a_rule_without_severity_is_refused_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "vague.rq"
    file.write_text("# title: Vague\nSELECT ?subject { ?subject ?p ?o }\n", encoding="utf-8")
    with pytest.raises(CheckError, match=r"vague\.rq: a rule needs"):
        list(rules.run_rule(read(file), ox.Store(), Naming(ox.Store())))


def test_a_rule_whose_query_fails_is_reported_with_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.rq"
    head = "# title: Broken\n# problem: x\n# remedy: y.\n# severity: info\n"
    file.write_text(head + "SELECT ?subject {", encoding="utf-8")
    with pytest.raises(CheckError, match=r"broken\.rq:5"):
        list(rules.run_rule(read(file), ox.Store(), Naming(ox.Store())))


def test_an_empty_graph_breaks_no_rule() -> None:
    assert check(ox.Store(), only=["rules"]).rows == ()
