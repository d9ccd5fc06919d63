from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import caches
from pytest_django import Settings

from tests.packages.pages.repository import BUILD, ROWS, Repository


@pytest.fixture
def repository(tmp_path: Path, settings: Settings) -> Repository:
    """Return a repository that serves a build of three packages."""
    settings.PACKAGES_STORAGE = str(tmp_path)
    repository = Repository(tmp_path)
    repository.build(BUILD, *ROWS)
    repository.promote(BUILD)
    return repository


@pytest.fixture(autouse=True)
def counts() -> None:
    """Forget whom other tests have counted."""
    caches["counts"].clear()
