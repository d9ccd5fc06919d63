"""What is run regularly, as deploy/jobs runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller
from tests.live.wordpress_server import SECONDS, WordPressServer
from wordpress.local.folders import PROJECT
from wordpress.local.processes import Program

JOBS = PROJECT / "deploy/jobs"


@pytest.fixture
def wordpress() -> Iterator[WordPressServer]:
    """One of its own: what other tests left in theirs would be drift."""
    server = WordPressServer()
    yield server
    server.stop()


@pytest.fixture
def api(wordpress: WordPressServer) -> Iterator[Gunicorn]:
    gunicorn = Gunicorn({"WP_BASE_URL": wordpress.url})
    yield gunicorn
    gunicorn.stop()


def daily(api: Gunicorn) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", JOBS / "daily.sh"],
        cwd=PROJECT,
        env={**api.environment, "PATH": path, "LOG_LEVEL": "WARNING"},
        capture_output=True,
        text=True,
    )


def test_the_daily_jobs_do_their_work(
    api: Gunicorn, wordpress: WordPressServer
) -> None:
    Caller(api.url, wordpress.new_person().authorization).new_registry()

    done = daily(api)

    assert done.returncode == 0, done.stderr
    assert "Deleted 0 idempotency keys." in done.stdout
    assert "1 registries compared" in done.stdout


def test_one_that_fails_keeps_no_other_from_its_turn(
    api: Gunicorn, wordpress: WordPressServer
) -> None:
    Caller(api.url, wordpress.new_person().authorization).new_registry()
    api.environment["WP_BASE_URL"] = "http://127.0.0.1:1"

    done = daily(api)

    assert done.returncode == 1
    assert "Deleted 0 idempotency keys." in done.stdout


def test_a_job_is_run_again_whether_it_fails_or_not(tmp_path: Path) -> None:
    turns = tmp_path / "turns"
    command = ["/bin/sh", str(JOBS / "every.sh"), "0.01", "/bin/sh", "-c"]
    program = Program(
        "every.sh",
        [*command, f"echo turn >> {turns}; exit 3"],
        mark=tmp_path,
        log=tmp_path / "log",
        environment=os.environ,
    )
    deadline = time.monotonic() + SECONDS
    while not turns.exists() or len(turns.read_text().split()) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    program.stop()

    assert "failed (3): /bin/sh -c" in (tmp_path / "log").read_text()


def test_docker_runs_what_is_to_be_done_regularly() -> None:
    compose = (PROJECT / "docker-compose.yml").read_text()
    daily_jobs = re.search(
        r"^for job in (.*); do", (JOBS / "daily.sh").read_text(), re.M
    )
    table = (PROJECT / "docs/operations.md").read_text().partition("## Commands")[0]
    due = dict(re.findall(r"^\| `(\w+)` \| every (5 minutes|day)", table, re.M))

    assert daily_jobs
    jobs = dict.fromkeys(daily_jobs[1].split(), "day")
    often = re.findall(r'every.sh", "300", "python", "manage.py", "(\w+)"', compose)
    assert due == {**jobs, **dict.fromkeys(often, "5 minutes")}
    assert '"86400", "sh", "/jobs/daily.sh"' in compose
    assert '"60", "php", "/var/www/html/wp-cron.php"' in compose
