"""Tests of logs/web.log: what the web server logs, and what logrotate does with it."""

from __future__ import annotations

import grp
import logging
import os
import pwd
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from packages.operations.web_log import WebLog
from tests.browser import packages
from tests.gunicorn import Gunicorn
from tests.packages.machine import Machine
from wordpress.local.folders import PROJECT

SAMPLE = PROJECT / "deploy/logrotate/restart-packages"


@pytest.fixture
def log(storage: Path) -> Iterator[logging.Logger]:
    logger, handler = logging.Logger("a server's"), WebLog()
    logger.addHandler(handler)
    yield logger
    handler.close()


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def rotate(folder: Path, log: Path) -> None:
    """Run the sample, as root would every day, for a log of this test's user."""
    packages.require()
    sample = SAMPLE.read_text()
    own = sample.replace("/srv/packages/storage/logs/web.log", str(log))
    user = pwd.getpwuid(os.getuid()).pw_name
    group = grp.getgrgid(os.getgid()).gr_name
    own = own.replace("su restart-packages restart-packages", f"su {user} {group}")
    assert own != sample
    configuration, state = folder / "logrotate.conf", folder / "logrotate.state"
    configuration.write_text(own)
    configuration.chmod(0o644)
    command = ["logrotate", "--force", "--state", str(state), str(configuration)]
    subprocess.run(command, check=True, capture_output=True)


def test_only_its_user_may_read_it(log: logging.Logger, storage: Path) -> None:
    log.error("It broke: %s", "\ud800")

    assert permissions(storage / "logs") == 0o700
    assert permissions(storage / "logs/web.log") == 0o600
    assert (storage / "logs/web.log").read_text() == "It broke: \\ud800\n"


def test_after_a_rotation_it_goes_on_in_a_new_file(
    log: logging.Logger, storage: Path, tmp_path: Path
) -> None:
    folder = storage / "logs"
    for number in range(3):
        log.error("line %d", number)
        if number < 2:
            rotate(tmp_path, folder / "web.log")

    assert sorted(os.listdir(folder)) == ["web.log", "web.log.1", "web.log.2.gz"]
    assert (folder / "web.log").read_text() == "line 2\n"
    assert (folder / "web.log.1").read_text() == "line 1\n"
    assert permissions(folder / "web.log") == 0o600


def test_where_it_cant_be_written_nothing_fails(
    log: logging.Logger, storage: Path
) -> None:
    (storage / "logs").write_text("This is no folder.")

    log.error("It broke.")

    (storage / "logs").unlink()
    log.error("It broke again.")
    assert (storage / "logs/web.log").read_text() == "It broke again.\n"


def test_the_server_writes_it_as_it_writes_to_the_console(
    tmp_path: Path, migrated: Path
) -> None:
    machine = Machine(tmp_path)
    machine.migrate(migrated)
    machine.storage.mkdir()
    gunicorn = Gunicorn({**machine.settings, "LOG_LEVEL": "INFO"})
    try:
        machine.query("ALTER TABLE packages_package RENAME TO away")
        headers = {"X-Request-ID": "asked-by-a-test"}
        url = f"{gunicorn.url}/packages"
        assert requests.get(url, headers=headers, timeout=30).status_code == 503
    finally:
        gunicorn.stop()

    written = (machine.storage / "logs/web.log").read_text()
    assert "WARNING packages.pages.html.page [asked-by-a-test] the database" in written


def test_a_command_writes_none(machine: Machine) -> None:
    assert machine.manage("aggregate_installs").returncode == 0

    [log] = (machine.storage / "logs").iterdir()
    assert log.name.startswith("aggregate_installs-")
