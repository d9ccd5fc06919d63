"""What only some processes need of connected sites is imported at its first use."""

from __future__ import annotations

import os

from tests.packages.test_switched_off import modules_of

LATE = {"cryptography", "requests_hardened", "celery"}


def test_a_process_that_serves_the_api_imports_none_of_it() -> None:
    modules = modules_of({**os.environ, "PACKAGES_DATABASE_URL": ""})

    assert "integrations" in modules
    assert modules & LATE == set()
