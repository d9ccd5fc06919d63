"""A pytest plugin for `make test`: a test that was skipped, or lost with its worker, has checked nothing, so the run fails."""

from __future__ import annotations

from typing import Any

import pytest

unchecked: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        unchecked.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        unchecked.append(report.nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Called by xdist when a worker has ended."""
    if error:
        unchecked.append(f"whatever {node.gateway.id} still had to do: {error}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if unchecked and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if unchecked:
        terminalreporter.section("everything is checked here, or nothing", red=True)
        terminalreporter.write_line("\n".join(unchecked))
