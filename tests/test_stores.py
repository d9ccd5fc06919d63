"""`make test-stores` leaves out no more than it says."""

from __future__ import annotations

import subprocess
import sys

from tests.stores import ONLY_THERE
from wordpress.local.folders import PROJECT


def test_what_it_leaves_out_exists() -> None:
    collect = ["-m", "pytest", "--collect-only", "--quiet", *ONLY_THERE]
    done = subprocess.run(
        [sys.executable, *collect],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert set(ONLY_THERE) <= set(done.stdout.splitlines())


def test_each_has_a_reason() -> None:
    assert all(ONLY_THERE.values())
