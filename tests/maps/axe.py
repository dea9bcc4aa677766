"""axe-core in an open page: what it finds against WCAG 2.1, levels A and AA.

It is an npm package, pinned in tests/axe: `npm ci --prefix tests/axe` fetches it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parents[1] / "axe" / "node_modules" / "axe-core" / "axe.min.js"
#: axe's names for the success criteria of WCAG 2.0 and 2.1, levels A and AA.
LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
_RUN = """
const [levels, done] = arguments;
axe.run(document, { runOnly: { type: "tag", values: levels }, resultTypes: ["violations"] })
  .then((found) => done({ violations: found.violations }), (wrong) => done({ wrong: `${wrong}` }));
"""


def violations(page: Any) -> list[str]:
    """Returns a line for each element that breaks a rule: the rule, the element, what to do.

    Skips the test if axe-core is not installed. AssertionError if axe itself fails.
    """
    page.execute_script(_script())
    found = page.execute_async_script(_RUN, LEVELS)
    assert "wrong" not in found, found["wrong"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {_what(node)} ({rule['help']})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@cache
def _script() -> str:
    if not AXE.is_file():
        pytest.skip("needs axe-core: npm ci --prefix tests/axe")
    return AXE.read_text(encoding="utf-8")


def _what(node: dict[str, Any]) -> str:
    said = (check["message"] for kind in ("any", "all", "none") for check in node[kind])
    return "; ".join(said)
