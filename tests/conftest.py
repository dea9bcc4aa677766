"""In CI every test runs: there a skip means that an install step is missing, and fails."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# A slow day is no failure: how long an example takes is for the benchmarks.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = [] if reporter is None else reporter.stats.get("skipped", [])
    if os.environ.get("CITYGRAPH_CI") and skipped:
        for report in skipped:
            print(f"\nskipped in CI: {report.nodeid}: {report.longrepr[2]}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
