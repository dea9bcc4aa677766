"""A real process, as a user starts it, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("CITYGRAPH_LANG", "COLUMNS")}
        # What is kept from call to call is not to lie in the home of who tests it.
        clean["XDG_CACHE_HOME"] = str(tmp_path.parent / f"{tmp_path.name}-cache")
        return subprocess.run(
            [sys.executable, "-m", "citygraph", *words],
            cwd=tmp_path,
            env={**clean, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=900,
            check=False,
        )

    return start
