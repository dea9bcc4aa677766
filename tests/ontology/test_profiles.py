"""The ontology is in OWL 2 DL and OWL 2 RL, as the OWL API's own checkers judge it.

Needs the Debian packages libowlapi-java (the checkers and the jars below) and default-jdk-headless
(Java with its compiler, since ProfileCheck.java is run from its source).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

JARS = Path("/usr/share/java")
NAMES = """
owlapi-api owlapi-apibinding owlapi-impl owlapi-parsers owlapi-rio owlapi-oboformat owlapi-tools
atinject-jsr330-api caffeine commons-io commons-rdf-api guava hppcrt jsr305 rdf4j-model
rdf4j-model-api rdf4j-model-vocabulary rdf4j-rio-api rdf4j-rio-languages rdf4j-rio-datatypes
rdf4j-util slf4j-api slf4j-nop xz
""".split()
CLASSPATH = [JARS / f"{name}.jar" for name in NAMES]
PROGRAM = Path(__file__).with_name("ProfileCheck.java")

pytestmark = [
    pytest.mark.skipif(
        not all(jar.is_file() for jar in CLASSPATH),
        reason="the OWL API is missing: install the Debian package libowlapi-java",
    ),
    pytest.mark.skipif(
        shutil.which("java") is None or shutil.which("javac") is None,
        reason="Java with its compiler is missing: install the Debian package default-jdk-headless",
    ),
]

PREFIXES = """
@prefix : <https://example.org/broken#> .
@prefix cg: <https://w3id.org/citygraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# What is added to the shipped ontology, and the profile that the result must fall out of.
BROKEN = {
    "union in a domain": (
        ":p a owl:ObjectProperty ;"
        " rdfs:domain [ a owl:Class ; owl:unionOf ( cg:Post cg:Prize ) ] .",
        "OWL2_RL",
    ),
    "date as a range": (
        ":p a owl:DatatypeProperty ; rdfs:range xsd:date .",
        "OWL2_DL",
    ),
    "year as a range": (
        ":p a owl:DatatypeProperty ; rdfs:range xsd:gYear .",
        "OWL2_RL",
    ),
    "property of two kinds": (
        "cg:heldIn a owl:DatatypeProperty .",
        "OWL2_DL",
    ),
    "cardinality as a superclass": (
        "cg:Signature rdfs:subClassOf [ a owl:Restriction ;"
        " owl:onProperty cg:signatory ; owl:cardinality 1 ] .",
        "OWL2_RL",
    ),
    "existential as a superclass": (
        "cg:Signature rdfs:subClassOf [ a owl:Restriction ;"
        " owl:onProperty cg:document ; owl:someValuesFrom cg:Document ] .",
        "OWL2_RL",
    ),
    "undeclared superclass": (
        "cg:Signature rdfs:subClassOf :Undeclared .",
        "OWL2_DL",
    ),
    "restriction without its property": (
        "cg:Signature rdfs:subClassOf [ a owl:Restriction ; owl:someValuesFrom cg:Document ] .",
        "OWL2_DL",
    ),
    "disjointness of nothing": (
        "[] a owl:AllDisjointClasses .",
        "OWL2",
    ),
}


def check(*files: Path) -> subprocess.CompletedProcess[str]:
    """Returns the finished run of ProfileCheck over the files."""
    classpath = os.pathsep.join(map(str, CLASSPATH))
    command = ["java", "-cp", classpath, str(PROGRAM), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def broken_files(ontology_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("broken")
    shipped = ontology_file.read_text(encoding="utf-8")
    files = {}
    for flaw, (addition, _) in BROKEN.items():
        files[flaw] = folder / (flaw.replace(" ", "-") + ".ttl")
        files[flaw].write_text(shipped + PREFIXES + addition, encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def broken_run(broken_files: dict[str, Path]) -> subprocess.CompletedProcess[str]:
    return check(*broken_files.values())


def test_the_ontology_is_in_both_profiles(ontology_file: Path) -> None:
    run = check(ontology_file)
    assert run.stdout == ""
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("flaw", BROKEN)
def test_a_broken_ontology_falls_out_of_its_profile(
    flaw: str, broken_files: dict[str, Path], broken_run: subprocess.CompletedProcess[str]
) -> None:
    start = f"{broken_files[flaw]}: {BROKEN[flaw][1]}: "
    assert any(line.startswith(start) for line in broken_run.stdout.splitlines())


def test_a_broken_ontology_fails_the_run(broken_run: subprocess.CompletedProcess[str]) -> None:
    assert broken_run.returncode == 1, broken_run.stderr


def test_a_file_that_is_no_turtle_is_reported_apart(tmp_path: Path) -> None:
    file = tmp_path / "no.ttl"
    file.write_text("this is no Turtle", encoding="utf-8")
    run = check(file)
    assert run.returncode == 2
    assert "no.ttl: cannot be read" in run.stderr


def test_an_import_is_refused_and_not_fetched(ontology_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "import.ttl"
    addition = "<https://w3id.org/citygraph/ontology> owl:imports <http://www.w3.org/ns/prov-o> ."
    file.write_text(ontology_file.read_text(encoding="utf-8") + addition, encoding="utf-8")
    run = check(file)
    assert run.returncode == 2
    assert "FileNotFoundException: /no-import-is-fetched" in run.stderr
