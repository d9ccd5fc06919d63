"""Tests of deployments that are killed between any two steps, and of two at once."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from packages.builds.integrity import verify
from tests.packages.machine import Machine
from tests.packages.runs import untold

SIGNALS = Path(__file__).parent / "signals"
PREPARE = """
import os
from django.core.management import call_command
from packages.builds.folders import whole_builds
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import kept

tea = package(TEA)
for version in ("1.0", "2.0"):
    changed(tea, versions=kept(version))
    call_command("build")
    if version == "1.0":
        call_command("deploy")
"""
MORE = """
call_command("deploy")
for _ in range(6):
    call_command("build")
call_command("deploy")
for folder in whole_builds():
    os.utime(folder, (0, 0))
"""
Copies = Callable[..., Machine]


@pytest.fixture(scope="module")
def prepared(
    tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> dict[str, Machine]:
    """Tea 1.0 is served and 2.0 is built; or it is served, and more builds are old."""
    machines = {}
    for name, script in {"built": PREPARE, "old": PREPARE + MORE}.items():
        machines[name] = Machine(tmp_path_factory.mktemp(name))
        machines[name].migrate(migrated)
        done = machines[name].manage("shell", "-v0", "-c", script)
        assert done.returncode == 0, done.stderr
    return machines


@pytest.fixture
def copied(tmp_path: Path, prepared: dict[str, Machine]) -> Copies:
    def copy(name: str = "built") -> Machine:
        shutil.copytree(
            prepared[name].folder, tmp_path, symlinks=True, dirs_exist_ok=True
        )
        return Machine(tmp_path)

    return copy


def signalled(machine: Machine, number: int, event: str, path: str) -> Machine:
    """Return the same machine; commands get a signal before they do this."""
    at = {"PYTHONPATH": str(SIGNALS), "SIGNAL_AT": f"{number} {event} {path}"}
    return Machine(machine.folder, **at)


def killed(machine: Machine, *arguments: str, at: tuple[str, str]) -> None:
    process = signalled(machine, signal.SIGKILL, *at).manage(*arguments)
    assert process.returncode == -signal.SIGKILL, process.stderr


def done(machine: Machine, *arguments: str) -> str:
    process = machine.manage(*arguments)
    assert process.returncode == 0, process.stderr
    return process.stdout


def served(machine: Machine) -> str:
    """Return the version of tea that is served, by a build of which every file is right."""
    folder = (machine.repository / "current").resolve(strict=True)
    verify(folder, untold)
    document = orjson.loads((folder / "p2/wp-plugin/tea.json").read_bytes())
    version: str = document["packages"]["wp-plugin/tea"][0]["version"]
    return version


def told(machine: Machine) -> list[tuple[Any, ...]]:
    """Return what mirrors were told after the first deployment."""
    return machine.query(
        "SELECT name, action FROM packages_metadatachange "
        "WHERE build_id = (SELECT max(id) FROM packages_build)"
    )


def promotions(machine: Machine) -> int:
    [(number,)] = machine.query(
        "SELECT count(*) FROM packages_build WHERE promoted_at IS NOT NULL"
    )
    return number  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("at", "version", "number"),
    [
        (("open", "/index.jsonl"), "1.0", 0),  # before the build is looked at
        (("os.remove", "/.current"), "1.0", 1),  # the changes are told
        (("os.rename", "/current"), "1.0", 1),  # the new link is made
        (("open", "/repository"), "2.0", 1),  # it has replaced the old one
    ],
)
def test_the_next_one_finishes_it(
    copied: Copies, at: tuple[str, str], version: str, number: int
) -> None:
    machine = copied()

    killed(machine, "deploy", at=at)
    assert served(machine) == version
    assert (len(told(machine)), promotions(machine)) == (number, 1)

    done(machine, "deploy", "--verify")
    assert served(machine) == "2.0"
    assert set(told(machine)) == {("wp-plugin/tea", "update")}
    assert promotions(machine) == 2
    statuses = "SELECT status FROM packages_run WHERE command = 'deploy' ORDER BY id"
    assert machine.query(statuses) == [("completed",), ("failed",), ("completed",)]
    assert not (machine.repository / ".current").is_symlink()


@pytest.mark.parametrize(
    "at",
    [("os.rename", ".partial"), ("os.remove", "/.current"), ("open", "/repository")],
)
def test_a_rollback_is_finished_by_the_next_one(
    copied: Copies, at: tuple[str, str]
) -> None:
    machine = copied()
    done(machine, "deploy")

    killed(machine, "deploy", "--rollback", at=at)
    is_switched = at == ("open", "/repository")
    assert served(machine) == ("1.0" if is_switched else "2.0")

    if not is_switched:
        done(machine, "deploy", "--rollback")
    assert served(machine) == "1.0"
    assert not list((machine.repository / "builds").glob("*.partial"))


@pytest.mark.parametrize(
    "at", [("os.rename", ""), ("shutil.rmtree", ""), ("os.rmdir", "p2")]
)
def test_a_cleanup_is_finished_by_the_next_one(
    copied: Copies, at: tuple[str, str]
) -> None:
    machine = copied("old")
    builds = machine.repository / "builds"
    before = sorted(path.name for path in builds.iterdir())
    assert len(before) == 8

    killed(machine, "deploy", "--cleanup", at=at)
    assert served(machine) == "2.0"
    for folder in builds.glob("2*"):
        verify(folder, untold)

    done(machine, "deploy", "--cleanup")
    assert sorted(path.name for path in builds.iterdir()) == before[-6:]


def test_of_two_at_once_one_does_nothing(copied: Copies) -> None:
    machine = copied()
    slow = signalled(machine, signal.SIGSTOP, "os.rename", "/current")
    with slow.started("deploy") as process:
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)

        second = machine.manage("deploy")
        assert second.returncode == 75
        assert "Nothing was done" in second.stderr
        assert served(machine) == "1.0"

        process.send_signal(signal.SIGCONT)
        assert process.wait(timeout=60) == 0
    assert served(machine) == "2.0"
    assert told(machine) == [("wp-plugin/tea", "update")]
