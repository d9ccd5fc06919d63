"""Tests of which builds are kept, and which are deleted."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

import pytest

from packages.deployment.cleanup import cleanup
from packages.models import Run
from packages.router import ALIAS
from tests.packages.builds import package
from tests.packages.repository import Repository

pytestmark = pytest.mark.django_db(databases=[ALIAS])

HOUR = 3600


def made(repository: Repository, number: int, hours: float = 2) -> list[str]:
    """Make builds that were finished so long ago, the oldest first."""
    builds = [repository.build() for _ in range(number)]
    for build in builds:
        age(repository.folder / "builds" / build, hours)
    return builds


def age(folder: Path, hours: float) -> None:
    then = time.time() - hours * HOUR
    os.utime(folder, (then, then))


def left(repository: Repository) -> list[str]:
    return sorted(path.name for path in (repository.folder / "builds").iterdir())


def test_the_served_one_and_the_newest_five_others_are_kept(
    repository: Repository,
) -> None:
    package()
    builds = made(repository, 9)
    repository.deploy(builds[1])

    assert cleanup() == [builds[0], builds[2], builds[3]]
    assert left(repository) == [builds[1], *builds[4:]]
    assert cleanup() == []


def test_more_are_kept_by_retain(repository: Repository) -> None:
    package()
    builds = made(repository, 9)
    repository.deploy()  # the newest
    age(repository.folder / "builds" / builds[-1], 2)

    said = repository.deploy("--cleanup", "--retain=6")

    assert said.endswith(f"Deleted builds: {builds[0]}, {builds[1]}.\n")
    assert left(repository) == builds[2:]
    assert Run.objects.latest("pk").counters["deleted_builds"] == 2


def test_what_the_served_one_is_a_rollback_of_is_kept(repository: Repository) -> None:
    package()
    origin = made(repository, 1)[0]
    repository.deploy()
    made(repository, 7)
    repository.deploy()
    repository.deploy("--rollback")

    cleanup()

    assert origin in left(repository)
    assert len(left(repository)) == 7  # it, its rollback and five others
    assert "is served" in repository.deploy("--rollback", origin)


def test_a_young_build_is_kept(repository: Repository) -> None:
    package()
    old = made(repository, 1, hours=1.01)
    young = made(repository, 1, hours=0.99)
    repository.deployed()
    made(repository, 5)

    assert cleanup() == old
    assert young[0] in left(repository)


def test_what_a_killed_cleanup_left_goes_first(repository: Repository) -> None:
    package()
    repository.deployed()
    trash = repository.folder / "builds" / ".trash-20200101-000000"
    (trash / "p2").mkdir(parents=True)

    assert cleanup() == []
    assert not trash.exists()


def test_what_is_not_ours_is_left(repository: Repository) -> None:
    package()
    notes = repository.folder / "builds" / "notes"
    made(repository, 8)
    notes.mkdir()
    age(notes, 100)

    assert len(cleanup()) == 3  # nothing is served
    assert notes.exists()


def test_what_cannot_be_deleted_is_warned_of(
    repository: Repository, caplog: pytest.LogCaptureFixture
) -> None:
    package()
    builds = made(repository, 8)
    repository.deploy()
    # A file has the name that the first one would get on its way.
    (repository.folder / "builds" / f".trash-{builds[0]}").touch()

    with caplog.at_level(logging.WARNING, "packages"):
        deleted = cleanup()

    assert deleted == [builds[1]]
    warnings = [record for record in caplog.records if record.levelname == "WARNING"]
    assert all("can't be deleted" in record.getMessage() for record in warnings)
    assert len(warnings) == 2
    assert builds[0] in left(repository)


def test_a_dry_run_deletes_nothing(repository: Repository) -> None:
    package()
    builds = made(repository, 8)

    said = repository.deploy("--dry-run", "--cleanup")

    assert said.endswith(f"Would delete builds: {builds[0]}, {builds[1]}.\n")
    assert left(repository) == builds
    assert "Would delete builds: none." in repository.deploy(
        "--dry-run", "--cleanup", "--retain=7"
    )
