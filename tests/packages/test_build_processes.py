"""Tests of builds as processes: beside a writer, interrupted, killed, and two at once."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import pytest_django

from packages.builds import folders
from packages.builds.integrity import verify
from packages.builds.manifest import read_manifest
from tests.packages.builds import p2
from tests.packages.generated import generated
from tests.packages.machine import SECONDS, Machine
from tests.packages.pair import Pair
from tests.packages.runs import untold
from tests.stress import rounds

NUMBER = 1500
STORE = "from tests.packages.generated import store_packages; store_packages({})"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """Return a database with packages, to be copied."""
    machine = Machine(tmp_path_factory.mktemp("filled"))
    machine.migrate(migrated)
    process = machine.manage("shell", "-v0", "-c", STORE.format(NUMBER))
    assert process.returncode == 0, process.stderr
    return machine.file


@pytest.fixture
def machine(tmp_path: Path, filled: Path, settings: pytest_django.Settings) -> Machine:
    """A machine with packages. What is read in this process is read from its folders."""
    machine = Machine(tmp_path)
    machine.migrate(filled)
    settings.PACKAGES_STORAGE = str(machine.storage)
    return machine


@pytest.fixture
def pair(machine: Machine) -> Iterator[Pair]:
    """The first and the last package by name."""
    names = sorted(package.name for package in generated(NUMBER))
    with Pair(machine.file, (names[0], names[-1]), "description") as pair:
        yield pair


def test_each_build_is_of_one_moment_and_no_writer_waits_for_it(
    machine: Machine, pair: Pair
) -> None:
    told, seconds = [], []
    for processes in ("1", "2", "1"):
        built = machine.manage("build", "--full", "--processes", processes)
        assert built.returncode == 0, built.stderr
        [newest, *_] = folders.whole_builds()
        first, last = (_description(newest, name) for name in pair.names)
        assert first == last
        seconds.append(read_manifest(newest).seconds)
        told.append(int(first))

    assert told == sorted(set(told))
    assert told[-1] > 50
    assert pair.is_alive()  # no "database is locked" ended it
    assert pair.longest < min(seconds) / 2  # a lock would be held for nearly all of it


def _description(folder: Path, name: str) -> str:
    [versions] = p2(folder, f"{name}.json")["packages"].values()
    return str(versions[0]["description"])


def test_a_killed_build_leaves_nothing_that_is_taken_for_one(machine: Machine) -> None:
    built = machine.manage("build", "--full", "--processes", "2")
    assert built.returncode == 0, built.stderr
    [whole] = folders.whole_builds()
    seconds = read_manifest(whole).seconds
    times, killed = rounds(short=8, full=50), 0
    for number in range(times):
        before = _unfinished()
        with machine.started("build", "--full", "--processes", "2") as process:
            while _unfinished() <= before and process.poll() is None:
                time.sleep(0.001)
            time.sleep(seconds * number / times)
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=SECONDS)
        killed += not _unfinished() <= before
        for folder in folders.whole_builds():
            verify(folder, untold)
    assert killed > 1, "the builds were over"
    _ends_well(machine)


def _unfinished() -> set[Path]:
    return {*folders.builds().glob(".*.partial")}


def _ends_well(machine: Machine) -> None:
    built = machine.manage("build", "--processes", "1")
    assert built.returncode == 0, built.stderr
    assert [*folders.builds().glob(".*")] == []
    [running] = machine.query(
        "SELECT count(*) FROM packages_build WHERE status = 'running'"
    )
    assert running == (0,)
    whole = {folder.name for folder in folders.whole_builds()}
    completed = machine.query("SELECT id FROM packages_build WHERE status='completed'")
    assert {name for (name,) in completed} == whole


def test_the_workers_of_a_killed_build_end(machine: Machine) -> None:
    with machine.started("build", "--full", "--processes", "3") as process:
        _wait_until(lambda: len(_processes(machine)) >= 3)
        process.send_signal(signal.SIGKILL)
    _wait_until(lambda: not _processes(machine))


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)]
)
def test_an_interrupted_build_says_so_and_leaves_nothing(
    machine: Machine, number: signal.Signals, code: int
) -> None:
    with machine.started("build", "--processes", "2") as process:
        _wait_until(lambda: any(folders.builds().glob(".*.partial")))
        process.send_signal(number)
        _, err = process.communicate(timeout=SECONDS)

    assert process.returncode == code, err
    assert "Interrupted" in err
    assert "Traceback" not in err
    assert [*folders.builds().iterdir()] == []
    assert machine.query("SELECT status FROM packages_build") == [("failed",)]
    assert machine.query("SELECT status FROM packages_run") == [("cancelled",)]
    _wait_until(lambda: not _processes(machine))


def test_a_second_build_at_the_same_time_is_refused(machine: Machine) -> None:
    with machine.started("build", "--processes", "1") as process:
        _wait_until(lambda: any(folders.builds().glob(".*.partial")))
        process.send_signal(signal.SIGSTOP)
        second = machine.manage("build")
        process.send_signal(signal.SIGCONT)
        _, err = process.communicate(timeout=SECONDS)

    assert second.returncode == 75, second.stderr
    assert process.returncode == 0, err
    assert len([*folders.whole_builds()]) == 1


def _processes(machine: Machine) -> list[Path]:
    """Return the processes that were started with this machine's settings."""
    variable = f"PACKAGES_STORAGE={machine.storage}\0".encode()
    return [
        path.parent
        for path in Path("/proc").glob("[0-9]*/environ")
        if variable in _environment(path)
    ]


def _environment(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it ended meanwhile, or is somebody else's
        return b""


def _wait_until(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.01)
