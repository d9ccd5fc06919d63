from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_django
from django.utils import timezone

from packages.models import Run
from packages.wordpress_org.http import Session
from tests.browser import packages
from tests.packages.asking import NewSession, new_session, org, session
from tests.packages.following import IMPATIENT
from tests.packages.machine import Machine
from tests.packages.oracle import PROGRAM, Composer
from tests.packages.repository import Clock, Repository
from tests.packages.runs import new_run
from tests.packages.wordpress_org import WordPressOrg

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
def storage(tmp_path: Path, settings: pytest_django.Settings) -> Path:
    """Return a folder of the test's own, in which commands of this process write."""
    settings.PACKAGES_STORAGE = str(tmp_path)
    return tmp_path


@pytest.fixture
def repository(storage: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return Repository(storage / "repository", clock)


@pytest.fixture
def run() -> Run:
    return new_run()


@pytest.fixture
def machine(tmp_path: Path, migrated: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.migrate(migrated)
    return machine


@pytest.fixture
def org_session(
    org: WordPressOrg, new_session: NewSession, settings: pytest_django.Settings
) -> Session:
    """Ask the tests' WordPress.org, as a command would ask the real one."""
    settings.PACKAGES_WORDPRESS_ORG_DOWNLOADS = org.downloads
    return new_session(IMPATIENT)
