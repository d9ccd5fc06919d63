"""The regular jobs, run as deploy/jobs runs them."""

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
from wordpress.local.machine.processes import Program

JOBS = PROJECT / "deploy/jobs"


@pytest.fixture(scope="module")
def api() -> Iterator[Gunicorn]:
    """A WordPress of its own: what other tests left in theirs would be drift."""
    server = WordPressServer()
    gunicorn = Gunicorn({"WP_BASE_URL": server.url})
    Caller(gunicorn.url, server.new_person().authorization).new_registry()
    yield gunicorn
    gunicorn.stop()
    server.stop()


def daily(api: Gunicorn, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", JOBS / "daily.sh"],
        cwd=PROJECT,
        env={
            **api.environment,
            "PATH": path,
            "LOG_LEVEL": "WARNING",
            **environment,
        },
        capture_output=True,
        text=True,
    )


def test_the_daily_jobs_do_their_work(api: Gunicorn) -> None:
    done = daily(api)

    assert done.returncode == 0, done.stderr
    assert "Deleted 0 idempotency keys." in done.stdout
    assert "1 registry compared" in done.stdout


def test_one_that_fails_keeps_no_other_from_its_turn(api: Gunicorn) -> None:
    database = "sqlite:////nowhere/db.sqlite3"

    done = daily(api, DATABASE_URL=database)

    assert done.returncode == 1
    for job in ("clearsessions", "purge_idempotency_keys", "check_drift"):
        assert f"failed: {job}\n" in done.stderr


def test_what_postgresql_does_not_need_is_left_out_aloud(api: Gunicorn) -> None:
    """backup_db can't copy it, and a failure each day hides the one that counts."""
    done = daily(api, DATABASE_URL="postgres://nobody@127.0.0.1:1/nowhere")

    assert "left out: backup_db" in done.stdout
    assert "failed: backup_db" not in done.stderr
    assert "failed: clearsessions" in done.stderr  # nothing listens there


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
