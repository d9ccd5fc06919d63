"""A new WordPress for a session, on a port of its own."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from wordpress.local.folders import LOCAL
from wordpress.local.machine.locks import InUse, locked
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import end_leftovers
from wordpress.local.wordpress.site import LocalWordPress

SITES = LOCAL / "tests"


def give_up(config: pytest.Config, reason: str) -> NoReturn:
    """End the whole session, once and with the reason. A worker of xdist can fail only the test that it runs."""
    if hasattr(config, "workerinput"):
        pytest.fail(reason, pytrace=False)
    pytest.exit(reason, returncode=1)


def new_site(suite: str) -> LocalWordPress:
    """Let one session at a time get ready: a site that is being made has no lock of its own yet."""
    with locked(LOCAL / "tests.lock", wait=True):
        remove_abandoned_sites()
        state = Path(tempfile.mkdtemp(prefix=f"{suite}-", dir=SITES))
        local = LocalWordPress(state, free_port(), suite, block_external=True)
        try:
            local.start()
        except BaseException:  # Ctrl-C too
            shutil.rmtree(state, ignore_errors=True)
            raise
        return local


def remove_abandoned_sites() -> None:
    """Remove what killed sessions left; the lock of a site says that it runs."""
    SITES.mkdir(parents=True, exist_ok=True)
    for state in SITES.iterdir():
        with contextlib.suppress(InUse), locked(state / "lock", wait=False):
            end_leftovers(state)
            shutil.rmtree(state, ignore_errors=True)
