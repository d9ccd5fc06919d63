"""Tests of builds that fail: nothing of them is left that could be taken for a build."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from packages.builds import folders
from packages.builds.build import newest_build
from packages.builds.integrity import BrokenBuild, verify
from packages.builds.manifest import read_manifest
from packages.exceptions import PackagesError
from packages.models import Build
from packages.models.build import BuildStatus
from tests.packages.builds import built, package
from tests.packages.generated import store_packages
from tests.packages.runs import untold

pytestmark = [
    pytest.mark.django_db(databases=["packages"]),
    pytest.mark.usefixtures("storage"),
]


def the_unfinished() -> Path:
    [folder] = folders.builds().glob(".*.partial")
    return folder


def assert_nothing_is_left(status: BuildStatus = BuildStatus.FAILED) -> None:
    assert [*folders.builds().iterdir()] == []
    assert Build.objects.get().status == status
    assert newest_build() is None


def lose_a_file() -> None:
    (the_unfinished() / "p2/wp-plugin/tea.json").unlink(missing_ok=True)


def find_a_file() -> None:
    (the_unfinished() / "p2/wp-plugin/stray.json").touch()


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        (lose_a_file, r"p2/wp-plugin/tea.json isn't there.*build --full"),
        (find_a_file, r"has 5 files, not 4.*build --full"),
    ],
)
def test_a_build_with_other_files_than_its_index_is_deleted(
    deed: Callable[[], None], message: str
) -> None:
    package()
    with pytest.raises(BrokenBuild, match=message):
        built(progress=lambda done, total: deed())

    assert_nothing_is_left()


@pytest.mark.parametrize("processes", [1, 2])
def test_an_interrupted_build_is_deleted(processes: int) -> None:
    store_packages(600)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built(progress=interrupt, processes=processes)

    assert_nothing_is_left()


def test_a_disk_that_refuses_is_told_in_words(storage: Path) -> None:
    (storage / "repository").touch()
    with pytest.raises(PackagesError, match="can't be written.*build --full"):
        built()

    assert Build.objects.get().status == BuildStatus.FAILED


def test_what_a_killed_build_left_goes_at_the_next_start() -> None:
    left = folders.builds() / ".20200101-000000.partial"
    looked_at = folders.partial_builds() / ".20200101-000001.partial"
    for folder in (left, looked_at):
        (folder / "p2").mkdir(parents=True)
    Build.objects.create(id="20200101-000000", pid=gone_pid())
    Build.objects.create(id="20200101-000001", pid=os.getpid(), partial=True)
    built()

    assert not left.exists()
    assert not looked_at.exists()
    for made in Build.objects.filter(pk__startswith="2020"):
        assert made.status == BuildStatus.FAILED


def test_a_build_of_a_process_that_lives_is_left_alone() -> None:
    at_work = folders.builds() / ".20200101-000000.partial"
    at_work.mkdir(parents=True)
    Build.objects.create(id="20200101-000000", pid=os.getppid())
    built()

    assert at_work.exists()
    assert Build.objects.get(pk="20200101-000000").status == BuildStatus.RUNNING


def test_a_build_that_was_whole_before_it_was_killed_counts() -> None:
    package()
    folder = built()
    Build.objects.update(status=BuildStatus.RUNNING, pid=gone_pid(), packages=0)
    built()
    row = Build.objects.get(pk=folder.name)

    assert row.status == BuildStatus.COMPLETED
    assert row.packages == 1
    assert row.root_hash == read_manifest(folder).root_hash


@pytest.mark.parametrize(
    "path", ["packages.json", "list.json", "p2/wp-plugin/tea~dev.json"]
)
def test_verifying_finds_each_byte_that_is_another(path: str) -> None:
    package()
    folder = built()
    assert verify(folder, untold) == read_manifest(folder)

    content = (folder / path).read_bytes()
    (folder / path).write_bytes(content[:-1] + b" ")
    with pytest.raises(BrokenBuild, match=f"{path} isn't the file that was built"):
        verify(folder, untold)


def gone_pid() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    return child.pid
