"""Tests of the lock that build, deploy and pipeline hold: one process writes the repository."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
import pytest_django

from packages.operations.locks import Locked, repository_lock
from tests.packages.machine import Machine

HOLD = """
from packages.operations.locks import repository_lock
with repository_lock():
    print("held", flush=True)
    input()
"""


@pytest.fixture
def here(machine: Machine, settings: pytest_django.Settings) -> Machine:
    """A machine whose storage is that of this process, too."""
    settings.PACKAGES_STORAGE = str(machine.storage)
    return machine


@contextmanager
def held(machine: Machine) -> Iterator[Popen[str]]:
    """Let another process hold the lock."""
    with machine.started("shell", "-v0", "-c", HOLD, stdin=PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process


def is_free() -> bool:
    try:
        with repository_lock():
            return True
    except Locked:
        return False


def test_one_process_holds_it(here: Machine) -> None:
    with held(here) as process:
        with pytest.raises(Locked, match="Try again") as refused, repository_lock():
            pass
        assert refused.value.returncode == 75
        process.communicate("\n", timeout=30)
        assert is_free()


def test_death_frees_it(here: Machine) -> None:
    with held(here) as process:
        assert not is_free()
        process.kill()
        process.wait(timeout=30)
        assert is_free()


def test_a_failure_frees_it(tmp_path: Path, settings: pytest_django.Settings) -> None:
    settings.PACKAGES_STORAGE = str(tmp_path)
    with pytest.raises(ZeroDivisionError), repository_lock():
        raise ZeroDivisionError

    assert is_free()


def test_the_first_command_makes_the_folder(
    tmp_path: Path, settings: pytest_django.Settings
) -> None:
    settings.PACKAGES_STORAGE = str(tmp_path / "storage")

    assert is_free()
    assert (tmp_path / "storage/repository.lock").is_file()
