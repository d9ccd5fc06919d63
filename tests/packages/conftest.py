from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import packages
from tests.packages.asking import new_session, org, session
from tests.packages.machine import Machine
from tests.packages.oracle import PROGRAM, Composer

__all__ = ["new_session", "org", "session"]

PHP = ["php", "-d", "display_errors=stderr", str(PROGRAM)]


@pytest.fixture(scope="session")
def composer() -> Iterator[Composer]:
    packages.require()
    with subprocess.Popen(
        PHP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Composer(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(timeout=10) == 0


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database without packages, to be copied."""
    machine = Machine(tmp_path_factory.mktemp("migrated"))
    machine.migrate()
    return machine.file


@pytest.fixture
def machine(tmp_path: Path, migrated: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.migrate(migrated)
    return machine
