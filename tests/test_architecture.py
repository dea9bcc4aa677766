"""The house: imports go down the floors, modules and functions stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "citygraph"
FLOORS = {
    "_version delimited encodings errors resources table text_files vocabulary": 0,
    "cities identity records": 1,
    "loaders triples": 2,
    "assemble cache inference merged store": 3,
    "query": 4,
    "analysis check network": 5,
    "maps exports site": 6,
    "catalogue knowledge_graph output pipeline rdflib_dataset source_template": 7,
    "cli __init__ __main__": 8,
}
FLOOR = {name: floor for names, floor in FLOORS.items() for name in names.split()}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {n.split(".")[1] for n in names if n.startswith("citygraph.")}
    return {name for name in found if name in FLOOR}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_down_and_modules_stay_small(path: Path) -> None:
    own = part(path)
    assert own in FLOOR, "a new module needs its floor"
    above = {name for name in imports(path) - {own} if FLOOR[name] > FLOOR[own]}
    assert not above
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 60, node.name


def test_no_two_parts_of_one_floor_import_each_other() -> None:
    uses = {name: set[str]() for name in FLOOR}
    for path in MODULES:
        uses[part(path)] |= imports(path) - {part(path)}
    mutual = {(a, b) for a in uses for b in uses[a] if FLOOR[a] == FLOOR[b] and a in uses[b]}
    assert not mutual
