"""Tests of `manage.py serve`: gunicorn, and with a scheduler the regular commands as well."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any

import pytest
import requests

from tests.packages.machine import Machine
from tests.packages.troubles import Hangs
from tests.packages.wordpress_org import WordPressOrg
from wordpress.local.machine.ports import free_port

SECONDS = 120
ALL_ENDED = 30  # seconds after SIGTERM
MARK = "SERVED_FOR"
SHELL = ("shell", "-v0", "-c")
TABLE = """
import sys
from packages.operations.scheduler import supervise
from packages.operations.timetable import Job
gunicorn = [sys.executable, "-m", "gunicorn", "restart_registry.wsgi", "--bind", "{address}"]
supervise(gunicorn, [{jobs}])
"""
QUICK = (
    'Job(("aggregate_installs",), every=1), Job(("check_status",), every=1, first=1)'
)


@pytest.fixture
def org() -> Iterator[WordPressOrg]:
    with WordPressOrg() as org:
        org.add("plugin", "tea", "1.0")
        yield org


class Served:
    """A machine whose server and commands can be told from others' by a mark."""

    def __init__(self, folder: Path, migrated: Path, org: WordPressOrg) -> None:
        self.mark = f"{MARK}={folder}"
        variables = {MARK: str(folder), "WEB_CONCURRENCY": "1", **org.environment()}
        self.machine = Machine(folder, **variables)
        self.machine.migrate(migrated)
        self.address = f"127.0.0.1:{free_port()}"

    def status(self) -> int:
        """Return what `health` answers; 0: nobody answers."""
        try:
            url = f"http://{self.address}/packages/health"
            return requests.get(url, timeout=SECONDS).status_code
        except requests.ConnectionError:
            return 0

    def processes(self) -> dict[int, str]:
        """Return the command lines of all that run here."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                environment = (folder / "environ").read_bytes().split(b"\0")
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:  # it is gone meanwhile
                continue
            if self.mark.encode() in environment:
                found[int(folder.name)] = line
        return found

    def runs(self, command: str) -> list[tuple[Any, ...]]:
        """Return when each run began, when it ended, and its status."""
        return self.machine.query(
            "SELECT started_at, finished_at, status FROM packages_run "
            "WHERE command = ? ORDER BY id",
            command,
        )

    @contextmanager
    def scheduled(self, jobs: str) -> Iterator[Popen[str]]:
        """Serve with a table of the test's own."""
        script = TABLE.format(address=self.address, jobs=jobs)
        with self.started(*SHELL, script) as process:
            yield process

    @contextmanager
    def started(self, *command: str) -> Iterator[Popen[str]]:
        log = (self.machine.folder / "log").open("w")
        try:
            with (
                log,
                self.machine.started(*command, stdout=DEVNULL, stderr=log) as process,
            ):
                yield process
        finally:
            for pid in self.processes():
                os.kill(pid, signal.SIGKILL)

    def log(self) -> str:
        return (self.machine.folder / "log").read_text()


@pytest.fixture
def served(tmp_path: Path, migrated: Path, org: WordPressOrg) -> Served:
    return Served(tmp_path, migrated, org)


def until(condition: Callable[[], bool], process: Popen[str]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert process.poll() is None, "it has ended"
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_command_becomes_gunicorn(served: Served) -> None:
    with served.started("serve", "--bind", served.address) as process:
        until(lambda: served.status() == 503, process)  # no build is served yet

        assert "gunicorn" in served.processes()[process.pid]
        process.terminate()
        assert process.wait(ALL_ENDED) == 0


def test_with_a_scheduler_packages_are_fetched_and_served(served: Served) -> None:
    with served.started(
        "serve", "--bind", served.address, "--with-scheduler"
    ) as process:
        until(lambda: served.status() == 200, process)

        process.terminate()
        assert process.wait(ALL_ENDED) == 0
        assert served.processes() == {}
    assert (served.machine.repository / "current/p2/wp-plugin/tea.json").is_file()


def test_jobs_run_again_and_again_and_none_twice_at_once(served: Served) -> None:
    with served.scheduled(QUICK) as process:
        until(lambda: len(served.runs("aggregate_installs")) > 2, process)
        until(lambda: len(served.runs("check_status")) > 1, process)
        process.terminate()
        assert process.wait(ALL_ENDED) == 0
        assert served.processes() == {}

    for command in ("aggregate_installs", "check_status"):
        runs = served.runs(command)
        assert {status for *_, status in runs} <= {"completed", "cancelled"}
        for (_, finished, _), (started, _, _) in zip(runs, runs[1:], strict=False):
            assert finished <= started


def test_a_job_that_runs_is_ended_with_the_server(
    served: Served, org: WordPressOrg
) -> None:
    org.everywhere(Hangs())
    jobs = 'Job(("pipeline", "--discover-source", "svn"), every=1)'
    with served.scheduled(jobs) as process:
        until(lambda: served.status() != 0 and bool(org.received), process)

        process.terminate()
        assert process.wait(ALL_ENDED) == 0
        assert served.processes() == {}
    assert [status for *_, status in served.runs("pipeline")] == ["cancelled"]


def test_it_ends_with_1_when_gunicorn_has_died(served: Served) -> None:
    with served.scheduled(QUICK) as process:
        until(lambda: served.status() != 0, process)
        masters = [
            pid
            for pid, line in served.processes().items()
            if "-m gunicorn" in line and parent(pid) == process.pid
        ]

        os.kill(masters[0], signal.SIGKILL)

        assert process.wait(ALL_ENDED) == 1
        assert served.processes() == {}
    assert "gunicorn ended by itself, with -9" in served.log()


def parent(pid: int) -> int:
    stat = Path(f"/proc/{pid}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])
