"""Tests of what `deploy` refuses to serve: what was served before still is."""

from __future__ import annotations

import shutil

import pytest
from django.core.management.base import CommandError

from packages.models import Build, Package
from packages.models.build import BuildStatus
from packages.router import ALIAS
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository, kept

pytestmark = pytest.mark.django_db(databases=[ALIAS])


@pytest.mark.parametrize("build", ["20200101-000000", "tea", "../../etc"])
def test_a_build_that_is_not_there_is_refused(
    repository: Repository, build: str
) -> None:
    package()
    served = repository.deployed()

    with pytest.raises(CommandError, match=f"There is no build {build}"):
        repository.deploy(build)

    assert repository.serves(served)


def test_a_build_whose_folder_was_deleted_is_refused(repository: Repository) -> None:
    package()
    lost, served = repository.build(), repository.deployed()
    shutil.rmtree(repository.folder / "builds" / lost)

    with pytest.raises(CommandError, match="There is no build"):
        repository.deploy(lost)

    assert repository.serves(served)


def test_a_build_that_failed_is_refused(repository: Repository) -> None:
    package()
    served, failed = repository.deployed(), repository.build()
    Build.objects.filter(pk=failed).update(status=BuildStatus.FAILED)

    repository.deploy()
    assert repository.serves(served)
    with pytest.raises(CommandError, match="There is no build"):
        repository.deploy(failed)


def test_a_partial_build_is_never_served(repository: Repository) -> None:
    package()
    served, partial = repository.deployed(), repository.build("--package=wp-plugin/tea")

    with pytest.raises(CommandError, match="there to be looked at"):
        repository.deploy(partial)
    repository.deploy()

    assert repository.serves(served)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("manifest.json", "no readable manifest"),
        ("index.jsonl", "isn't the one that was built"),
        ("p2/wp-plugin/tea.json", r"has 3 files, not 4"),
    ],
)
def test_a_build_that_lost_something_is_refused(
    repository: Repository, path: str, message: str
) -> None:
    package()
    served, damaged = repository.deployed(), repository.build()
    file = repository.folder / "builds" / damaged / path
    file.unlink()
    if path == "index.jsonl":
        file.write_bytes(b"")

    with pytest.raises(CommandError, match=message):
        repository.deploy()

    assert repository.serves(served)


def test_only_verify_reads_every_file(repository: Repository) -> None:
    tea = package()
    repository.deployed()
    changed(tea, versions=kept("6.6"))
    build = repository.build()
    file = repository.folder / "builds" / build / "p2/wp-plugin/tea.json"
    file.write_bytes(file.read_bytes().replace(b"6.6", b"6.7"))

    with pytest.raises(CommandError, match=r"tea\.json isn't the file that was built"):
        repository.deploy("--verify")
    assert not repository.serves(build)

    repository.deploy()
    assert repository.serves(build)


def test_verify_reads_what_is_served_when_nothing_newer_is_there(
    repository: Repository,
) -> None:
    package()
    build = repository.deployed()
    assert "is served" in repository.deploy("--verify")

    (repository.folder / "builds" / build / "list.json").write_bytes(b"{}")

    with pytest.raises(CommandError, match=r"list\.json isn't the file"):
        repository.deploy("--verify")


def test_a_far_smaller_build_has_to_be_accepted(repository: Repository) -> None:
    for number in range(21):
        package(f"{TEA}-{number}")
    served = repository.deployed()
    Package.objects.filter(slug__in=["tea-1", "tea-2"]).delete()
    smaller = repository.build()

    with pytest.raises(
        CommandError,
        match=rf"{smaller} has 19 packages, and {served}.*--accept-closures",
    ):
        repository.deploy()
    assert repository.serves(served)

    repository.deploy("--accept-closures")
    assert repository.serves(smaller)


def test_a_slightly_smaller_build_is_served(repository: Repository) -> None:
    for number in range(20):
        package(f"{TEA}-{number}")
    repository.deployed()
    Package.objects.filter(slug="tea-1").delete()

    assert repository.serves(repository.deployed())


def test_an_older_build_does_not_bring_back_what_was_closed(
    repository: Repository,
) -> None:
    tea = package()
    package("wp-theme/cups")
    older = repository.deployed()
    repository.close(tea)
    served = repository.deployed()

    with pytest.raises(CommandError, match=rf"wp-plugin/tea.*--rollback {older}"):
        repository.deploy(older)
    assert repository.serves(served)

    repository.reopen(tea)
    repository.deploy(older)
    assert repository.serves(older)


def test_something_else_with_the_name_of_the_link_is_left_alone(
    repository: Repository,
) -> None:
    package()
    build = repository.build()
    (repository.folder / "current").mkdir()

    with pytest.raises(CommandError, match="can't become a link"):
        repository.deploy()

    assert (repository.folder / "current").is_dir()
    assert Build.objects.get(pk=build).promoted_at is None
