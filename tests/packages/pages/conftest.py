from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import caches

from tests.packages.pages.repository import BUILD, ROWS, Repository


@pytest.fixture
def repository(storage: Path) -> Repository:
    """Return a repository that serves a build of three packages."""
    repository = Repository(storage)
    repository.build(BUILD, *ROWS)
    repository.promote(BUILD)
    return repository


@pytest.fixture(autouse=True)
def counts() -> None:
    """Forget whom other tests have counted."""
    caches["counts"].clear()
