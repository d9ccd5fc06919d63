"""Tests of `deploy`: which build is served, and what is noted of that."""

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
from packages.models import Build, Run
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


def test_the_newest_build_is_the_last_one_though_the_clock_went_back(
    repository: Repository,
) -> None:
    tea = package(TEA)
    older = repository.deployed()
    repository.clock.back(hours=3)
    repository.close(tea)

    newest = repository.deployed()

    assert newest > older
    assert repository.serves(newest)
    assert repository.offered(TEA) == []


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


@pytest.mark.parametrize(
    "damaged", ["index.jsonl", "manifest.json", "p2/wp-plugin/tea.json"]
)
@pytest.mark.parametrize("arguments", [[], ["--rollback"]])
def test_what_is_served_can_be_replaced_though_it_is_damaged(
    repository: Repository, damaged: str, arguments: list[str]
) -> None:
    package()
    repository.deployed()
    served = repository.deployed()
    file = repository.folder / "current" / damaged
    file.unlink()
    repository.build()

    repository.deploy(*arguments)

    assert not repository.serves(served)
    assert repository.changes() == [(TEA, "update"), (f"{TEA}~dev", "update")]


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
