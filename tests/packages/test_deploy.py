"""Tests of `deploy`: which build is served, and what it refuses to serve."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.management.base import CommandError

from packages.deployment.current import (
    current_build,
    current_manifest,
    is_held,
    switch_to,
)
from packages.models import Build, Package, Run
from packages.models.build import BuildStatus
from packages.models.run import RunStatus
from packages.router import ALIAS
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository, kept

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def test_the_newest_build_is_served(repository: Repository) -> None:
    tea = package(TEA)
    repository.build()
    changed(tea, versions=kept("1.1", "1.0"))
    newest = repository.build()

    said = repository.deploy()

    assert repository.serves(newest)
    assert repository.offered("wp-plugin/tea") == ["1.1", "1.0"]
    assert said == f"{newest} is served: 1 package, 2 files changed.\n"


def test_a_promotion_is_noted(repository: Repository) -> None:
    package()
    build = Build.objects.get(pk=repository.deployed())

    run = Run.objects.get(command="deploy")
    assert (run.status, run.counters) == (RunStatus.COMPLETED, {"changed_files": 2})
    assert build.promoted_at
    assert build.promoted_at > run.started_at
    assert not is_held()


def test_another_build_is_served_by_its_id(repository: Repository) -> None:
    package()
    first = repository.build()
    repository.build()

    repository.deploy(first)

    assert repository.serves(first)


def test_what_is_served_already_is_left_as_it_is(repository: Repository) -> None:
    package()
    build = repository.deployed()
    promoted = Build.objects.get(pk=build).promoted_at

    said = repository.deploy()

    assert said == f"{build} is served: 1 package, 0 files changed.\n"
    assert Build.objects.get(pk=build).promoted_at == promoted


def test_nothing_is_served_before_the_first_deploy(repository: Repository) -> None:
    assert current_build() is None

    with pytest.raises(
        CommandError, match=r"no build yet. Make one: `manage\.py build`"
    ):
        repository.deploy()

    assert current_build() is None
    assert Run.objects.get(command="deploy").status == RunStatus.FAILED


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


def test_a_link_to_nowhere_serves_nothing(repository: Repository) -> None:
    package()
    build = repository.deployed()
    shutil.rmtree(repository.folder / "builds" / build)
    assert current_build() is None

    assert repository.serves(repository.deployed())


def test_a_promotion_that_was_killed_at_its_end_is_noted_by_the_next(
    repository: Repository,
) -> None:
    tea = package()
    repository.deployed()
    changed(tea, versions=kept("2.0"))
    killed = repository.deployed()
    Build.objects.filter(pk=killed).update(promoted_at=None)
    changed(tea, versions=kept("3.0"))
    repository.deployed()

    repository.deploy("--rollback")

    assert repository.offered(TEA) == ["2.0"]
    assert Build.objects.get(pk=killed).promoted_at


def test_whoever_reads_finds_a_whole_build(repository: Repository) -> None:
    package()
    builds = [repository.folder / "builds" / repository.build() for _ in range(2)]
    switch_to(builds[0])
    done = Event()

    def switch() -> None:
        for number in range(300):
            switch_to(builds[number % 2])
        done.set()

    with ThreadPoolExecutor(1) as pool:
        switching = pool.submit(switch)
        seen = set()
        while not done.is_set():
            manifest = current_manifest()
            assert manifest
            seen.add(manifest.id)
        switching.result()
    assert seen == {build.name for build in builds}


@pytest.mark.parametrize("arguments", [[], ["--verify"], ["--rollback"], ["--cleanup"]])
def test_a_dry_run_writes_nothing(repository: Repository, arguments: list[str]) -> None:
    tea = package()
    served = repository.deployed()
    changed(tea, versions=kept("2.0"))
    repository.deployed()
    changed(tea, versions=kept("3.0"))
    repository.build()
    files = repository.state()
    runs = Run.objects.count()

    said = repository.deploy("--dry-run", *arguments)

    assert said.startswith("Would ")
    assert (repository.state(), Run.objects.count()) == (files, runs)
    assert Build.objects.exclude(promoted_at=None).count() == 2
    if "--rollback" in arguments:
        assert f"Would make a new build of {served}" in said


def test_a_dry_run_tells_what_would_change(repository: Repository) -> None:
    tea = package()
    served = repository.deployed()
    assert repository.deploy("--dry-run") == (
        f"{served} is served already: nothing would change.\n"
    )

    changed(tea, versions=kept("2.0"))
    build = repository.build()

    assert repository.deploy("--dry-run") == (
        f"Would serve {build}: 1 package, 1 file changed.\n"
    )


def test_a_dry_run_refuses_what_would_be_refused(repository: Repository) -> None:
    with pytest.raises(CommandError, match="no build yet"):
        repository.deploy("--dry-run")
    assert not Run.objects.filter(command="deploy").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["20260101-000000", "--rollback"],
        ["--retain=7"],
        ["--cleanup", "--retain=4"],
    ],
)
def test_wrong_usage_is_told_before_anything_is_done(
    repository: Repository, arguments: list[str]
) -> None:
    with pytest.raises(CommandError) as refused:
        repository.deploy(*arguments)

    assert refused.value.returncode == 2
    assert not Run.objects.exists()
