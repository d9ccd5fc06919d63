"""Tests of uploads that are killed, and of two at once: the bucket is right in the end."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL
from threading import Event

import pytest

from tests.packages.bucket.expected import served
from tests.packages.bucket.moto import KEY_ID, SECRET, StoredBucket
from tests.packages.bucket.proxy import Asked, RecordingProxy
from tests.packages.machine import Machine
from tests.stress import rounds

PACKAGES = rounds(short=70, full=1000)  # each has two files
BUILD = f"""
from django.core.management import call_command
from tests.packages.builds import TEA, package
for number in range({PACKAGES}):
    package(f"{{TEA}}-{{number}}")
call_command("build")
"""
SURE = "SELECT COUNT(*) FROM packages_bucketobject WHERE sha256 != ''"
SECONDS = 120


class Gate:
    """Lets so many requests through, and holds the others until it is opened."""

    def __init__(self, proxy: RecordingProxy, through: int) -> None:
        self.proxy, self.through, self.opened = proxy, through, Event()
        proxy.before = self._wait

    def _wait(self, asked: Asked) -> None:
        if len(self.proxy.asked) > self.through:
            self.opened.wait(SECONDS)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """Return the folder of a machine that has a build."""
    machine = Machine(tmp_path_factory.mktemp("built"))
    machine.migrate(migrated)
    done = machine.manage("shell", "-v0", "-c", BUILD)
    assert done.returncode == 0, done.stderr
    return machine.folder


@pytest.fixture
def uploading(
    built: Path, tmp_path: Path, proxy: RecordingProxy, bucket: StoredBucket
) -> Machine:
    """Return a machine with a build that isn't in the bucket yet."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Machine(
        tmp_path,
        PACKAGES_S3_BUCKET=bucket.name,
        PACKAGES_S3_ENDPOINT_URL=proxy.url,
        PACKAGES_S3_ACCESS_KEY_ID=KEY_ID,
        PACKAGES_S3_SECRET_ACCESS_KEY=SECRET,
    )


def test_a_killed_upload_goes_on(
    uploading: Machine, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    gate = Gate(proxy, through=120)
    with uploading.started("deploy", stdout=DEVNULL, stderr=DEVNULL) as process:
        until(lambda: uploading.query(SURE) == [(100,)])  # a hundred at a time
        process.kill()
        process.wait()
    assert not (uploading.repository / "current").is_symlink()
    gate.opened.set()
    proxy.asked.clear()
    proxy.before = lambda asked: None

    done = uploading.manage("deploy")

    assert done.returncode == 0, done.stderr
    assert len(proxy.sent()) == 2 * PACKAGES + 2 - 100
    assert bucket.content() == served(uploading.repository)


def test_of_two_at_once_one_does_nothing(
    uploading: Machine, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    gate = Gate(proxy, through=10)
    with uploading.started("deploy", stdout=DEVNULL, stderr=DEVNULL) as process:
        until(lambda: len(proxy.asked) > 10)

        second = uploading.manage("deploy")

        assert second.returncode == 75
        assert "Nothing was done" in second.stderr
        gate.opened.set()
        assert process.wait(SECONDS) == 0
    assert len(proxy.sent()) == 2 * PACKAGES + 2
    assert bucket.content() == served(uploading.repository)


def test_an_interrupted_upload_waits_for_no_answer(
    uploading: Machine, proxy: RecordingProxy
) -> None:
    gate = Gate(proxy, through=10)
    with uploading.started("deploy") as process:
        until(lambda: len(proxy.asked) > 10)
        process.terminate()
        said = process.communicate(timeout=SECONDS)[1]
        assert not gate.opened.is_set()
        gate.opened.set()

    assert process.returncode == 143
    assert "run it again for the rest" in said
    runs = uploading.query("SELECT status FROM packages_run ORDER BY id DESC LIMIT 1")
    assert runs == [("cancelled",)]
