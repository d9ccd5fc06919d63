"""Tests of what every command of packages keeps of itself: a row, a log file, an exit code."""

from __future__ import annotations

import logging
import os
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen

import pytest
import pytest_django
from django.core.management import CommandError
from django.utils import timezone

from packages.exceptions import PackagesError
from packages.models import Run
from packages.models.run import RunStatus
from packages.operations.log_files import KEPT
from packages.operations.runs import close_abandoned, recorded
from tests.packages.machine import Machine

pytestmark = pytest.mark.django_db(databases=["packages"])

logger = logging.getLogger("packages.somewhere")


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, settings: pytest_django.Settings) -> Path:
    settings.PACKAGES_STORAGE = str(tmp_path / "storage")
    return tmp_path / "storage/logs"


def only_run() -> Run:
    return Run.objects.get()


def ended_by(exc: BaseException) -> CommandError:
    """Return how a command ends in which this is raised."""
    with pytest.raises(CommandError) as ended, recorded("update") as run:
        run.counters = {"open": 2}
        raise exc
    return ended.value


def test_a_run_is_kept_with_what_it_counted(logs: Path) -> None:
    with recorded("update") as run:
        assert (only_run().status, only_run().pid) == ("running", os.getpid())
        run.counters = {"open": 3, "failed": 0}
        run.steps = [{"name": "update", "seconds": 0.5}]

    kept = only_run()
    assert (kept.command, kept.status, kept.error) == ("update", "completed", "")
    assert kept.counters == {"open": 3, "failed": 0}
    assert kept.steps == [{"name": "update", "seconds": 0.5}]
    assert kept.finished_at and kept.started_at <= kept.finished_at <= timezone.now()


def test_a_run_may_complete_with_errors(logs: Path) -> None:
    with recorded("update") as run:
        run.status = RunStatus.COMPLETED_WITH_ERRORS

    assert only_run().status == "completed_with_errors"


def test_its_log_is_a_file_that_nobody_else_reads(logs: Path) -> None:
    with recorded("update") as run:
        logger.info("12 packages are due")
    logger.info("this is another command's")

    [path] = logs.iterdir()
    assert path.name == run.log == f"update-{run.started_at:%Y%m%d-%H%M%S}.log"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(logs.stat().st_mode) == 0o700
    text = path.read_text()
    assert "INFO 12 packages are due\n" in text
    assert "Completed in " in text
    assert "another" not in text


def test_a_line_break_of_others_makes_no_line_of_ours(logs: Path) -> None:
    text = "tea\n2026-01-02 ERROR all is lost \udc80"
    with recorded("update"):
        # Not to the logger: pytest would hear it, and can't send it to another process.
        [handler] = logging.getLogger("packages").handlers
        handler.handle(logging.makeLogRecord({"msg": f"a name: {text}"}))

    [path] = logs.iterdir()
    lines = path.read_text().splitlines()
    assert len(lines) == 2
    assert "tea\\n2026-01-02 ERROR all is lost \\udc80" in lines[0]


def test_runs_of_one_second_have_logs_of_their_own(logs: Path) -> None:
    for _ in range(3):
        with recorded("update"):
            pass

    assert len({run.log for run in Run.objects.all()}) == 3 == len(list(logs.iterdir()))


def test_the_newest_logs_are_kept(logs: Path) -> None:
    logs.mkdir(parents=True)
    for number in range(KEPT + 5):
        path = logs / f"build-{number}.log"
        path.touch()
        os.utime(path, (number, number))
    with recorded("update") as run:
        pass

    names = {path.name for path in logs.iterdir()}
    assert len(names) == KEPT
    assert names == {run.log, *(f"build-{n}.log" for n in range(6, KEPT + 5))}


def test_a_refusal_is_told(logs: Path) -> None:
    ended = ended_by(PackagesError("There is no build 7. Run `manage.py build`."))

    run = only_run()
    assert (ended.returncode, str(ended)) == (1, run.error)
    assert (run.status, run.error) == (
        "failed",
        "There is no build 7. Run `manage.py build`.",
    )
    assert run.counters == {"open": 2}
    assert f"ERROR {run.error}" in (logs / run.log).read_text()


def test_an_exit_code_of_a_command_stays(logs: Path) -> None:
    assert ended_by(CommandError("Not so.", returncode=7)).returncode == 7
    assert (only_run().status, only_run().error) == ("failed", "Not so.")


def test_a_surprise_is_told_with_the_log_that_explains_it(logs: Path) -> None:
    ended = ended_by(ZeroDivisionError("by nothing"))

    run = only_run()
    assert (run.status, run.error) == ("failed", "ZeroDivisionError: by nothing")
    assert ended.returncode == 1
    assert str(ended) == f"{run.error}\n{logs / run.log} says where."
    assert "Traceback" in (logs / run.log).read_text()


def test_a_run_whose_process_is_gone_is_closed(logs: Path) -> None:
    with Popen(["true"]) as gone:  # noqa: S607
        pass
    for pid in (gone.pid, os.getppid(), 1):
        Run.objects.create(command="build", pid=pid)

    with recorded("update"):
        pass

    status = dict(Run.objects.filter(command="build").values_list("pid", "status"))
    assert status == {gone.pid: "failed", os.getppid(): "running", 1: "running"}
    closed = Run.objects.get(pid=gone.pid)
    assert closed.finished_at and "ended without a word" in closed.error


def test_in_a_container_a_run_with_the_same_number_is_closed(logs: Path) -> None:
    Run.objects.create(command="build", pid=os.getpid())

    close_abandoned()

    assert only_run().status == "failed"


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, settings: pytest_django.Settings
) -> None:
    (tmp_path / "file").touch()
    settings.PACKAGES_STORAGE = str(tmp_path / "file/storage")

    with pytest.raises(CommandError, match="PACKAGES_STORAGE"), recorded("update"):
        pass


def test_a_database_that_is_not_made_is_explained(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    process = machine.manage("add_release", "none.zip")

    assert process.returncode == 1
    assert "manage.py migrate --database packages" in process.stderr
    assert "Traceback" not in process.stderr
    assert not list((machine.storage / "logs").iterdir())


@contextmanager
def waiting(machine: Machine) -> Iterator[Popen[str]]:
    """Start a command that waits for a file, which is a pipe, and has begun."""
    pipe = machine.folder / "release.zip"
    os.mkfifo(pipe)
    with machine.started("add_release", str(pipe), stdout=DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not machine.query("SELECT 1 FROM packages_run"):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.2)  # it opens the pipe
        yield process


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_command_says_so(
    machine: Machine, number: signal.Signals, code: int
) -> None:
    with waiting(machine) as process:
        process.send_signal(number)
        _, err = process.communicate(timeout=30)

    assert process.returncode == code
    assert "What was committed stays" in err
    assert "Traceback" not in err
    [(status, error)] = machine.query("SELECT status, error FROM packages_run")
    assert (status, error) == ("cancelled", f"Interrupted by {number.name}.")


def test_a_killed_command_is_closed_by_the_next(machine: Machine) -> None:
    with waiting(machine) as process:
        process.kill()
        process.communicate(timeout=30)
    assert machine.query("SELECT status FROM packages_run") == [("running",)]

    machine.manage("add_release", "none.zip")

    status = machine.query("SELECT status FROM packages_run ORDER BY id")
    assert status == [("failed",), ("failed",)]


def test_nobody_else_reads_the_database(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.migrate()
    with waiting(machine) as process:
        files = sorted(tmp_path.glob("packages.sqlite3*"))
        modes = {stat.S_IMODE(file.stat().st_mode) for file in files}
        process.kill()

    assert [file.suffix for file in files] == [
        ".sqlite3",
        ".sqlite3-shm",
        ".sqlite3-wal",
    ]
    assert modes == {0o600}
