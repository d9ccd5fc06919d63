"""Tests of `deploy --rollback`: what was served before is served again, and nothing that was closed."""

from __future__ import annotations

import os
import shutil

import pytest
import pytest_django
from django.core.management.base import CommandError

from packages.builds.integrity import verify
from packages.deployment.current import current_build
from packages.models import Build
from packages.models.package import State
from packages.router import ALIAS
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository, kept
from tests.packages.runs import untold

pytestmark = pytest.mark.django_db(databases=[ALIAS])

COFFEE = "wp-plugin/coffee"
OURS = "restart/restart-registry"


def test_what_was_served_before_is_served_again(repository: Repository) -> None:
    tea = package()
    before = repository.released(tea, "1.0")
    repository.released(tea, "2.0")

    said = repository.deploy("--rollback")

    newest = Build.objects.latest("pk")
    assert repository.offered(TEA) == ["1.0"]
    assert repository.serves(newest.pk)
    assert newest.rollback_of == repository.rollback_of == before
    assert newest.promoted_at
    assert said.startswith(f"{newest} is served: 1 package, 1 file changed.\n")
    assert f"It is a rollback to {before}, and it holds" in said
    assert repository.changes() == [(TEA, "update")]


def test_files_are_those_of_the_old_build(repository: Repository) -> None:
    tea = package()
    before = repository.released(tea, "1.0")
    repository.released(tea, "2.0")

    repository.deploy("--rollback", "--verify")

    folder = current_build()
    assert folder
    assert verify(folder, untold).rollback_of == before
    path = "p2/wp-plugin/tea.json"
    old, new = folder.with_name(before) / path, folder / path
    assert os.path.samefile(old, new)


def test_a_package_closed_since_does_not_come_back(repository: Repository) -> None:
    tea, coffee = package(), package(COFFEE)
    gone = package("wp-theme/cups")
    repository.deployed()
    changed(coffee, versions=kept("2.0"))
    repository.deployed()
    repository.close(tea)
    repository.close(gone, State.GONE)

    repository.deploy("--rollback")

    assert repository.offered(COFFEE) == ["1.1", "v1.0"]
    assert repository.offered(TEA) == []
    assert repository.offered("wp-theme/cups") == []
    assert repository.file("list.json") == {"packageNames": [COFFEE]}
    assert repository.file(f"p2/{TEA}.closed-on-wordpress.org.json")


def test_a_package_reopened_since_is_as_it_is_now(repository: Repository) -> None:
    tea, cups = package(), package("wp-theme/cups")
    repository.close(tea)
    repository.close(cups, State.GONE)
    repository.deployed()
    repository.reopen(tea)
    repository.reopen(cups)
    changed(tea, versions=kept("1.2"))
    repository.deployed()

    repository.deploy("--rollback")

    assert repository.offered(TEA) == ["1.2"]
    assert repository.offered("wp-theme/cups") == ["1.1", "v1.0"]


def test_our_own_packages_are_as_they_are_now(repository: Repository) -> None:
    ours = package(OURS)
    repository.deployed()
    changed(ours, versions=kept("3.0"))
    repository.deployed()

    repository.deploy("--rollback")

    assert repository.offered(OURS) == ["3.0"]


def test_packages_that_are_new_since_are_left_out(repository: Repository) -> None:
    package()
    repository.deployed()
    package(COFFEE)
    closed = package("wp-plugin/closed")
    repository.deployed()
    repository.close(closed)

    repository.deploy("--rollback", "--accept-closures")

    assert repository.file("list.json") == {"packageNames": [TEA]}
    assert (f"{COFFEE}", "delete") in repository.changes()
    assert repository.offered("wp-plugin/closed") == []


def test_a_second_rollback_goes_further_back(repository: Repository) -> None:
    tea = package()
    first = repository.released(tea, "1.0")
    repository.released(tea, "2.0")
    repository.released(tea, "3.0")

    repository.deploy("--rollback")
    assert repository.offered(TEA) == ["2.0"]
    repository.deploy("--rollback")
    assert (repository.offered(TEA), repository.rollback_of) == (["1.0"], first)

    with pytest.raises(CommandError, match="no older build to go back to"):
        repository.deploy("--rollback")
    assert repository.offered(TEA) == ["1.0"]


def test_after_a_rollback_had_ended_it_is_what_was_served_before(
    repository: Repository,
) -> None:
    tea = package()
    first = repository.released(tea, "1.0")
    repository.released(tea, "2.0")
    repository.deploy("--rollback")
    said = repository.deploy(repository.released(tea, "3.0"))
    assert "rollback to" not in said

    repository.deploy("--rollback")

    assert (repository.offered(TEA), repository.rollback_of) == (["1.0"], first)


def test_any_build_can_be_named(repository: Repository) -> None:
    tea = package()
    first = repository.released(tea, "1.0")
    repository.released(tea, "2.0")
    repository.released(tea, "3.0")

    repository.deploy("--rollback", first)
    assert repository.offered(TEA) == ["1.0"]
    again = Build.objects.latest("pk").pk
    repository.deploy("--rollback", again)  # the rollback itself

    assert repository.rollback_of == first


def test_a_build_that_was_never_served_can_be_named(repository: Repository) -> None:
    tea = package()
    first = repository.released(tea, "1.0")
    changed(tea, versions=kept("2.0"))
    second = repository.build()
    repository.released(tea, "3.0")

    repository.deploy("--rollback", second)
    assert repository.offered(TEA) == ["2.0"]
    repository.deploy("--rollback")

    assert repository.rollback_of == first


def test_a_promotion_that_was_killed_at_its_end_is_gone_back_from(
    repository: Repository,
) -> None:
    tea = package()
    first = repository.released(tea, "1.0")
    killed = repository.released(tea, "2.0")
    Build.objects.filter(pk=killed).update(promoted_at=None)

    repository.deploy("--rollback")

    assert repository.rollback_of == first


def test_there_has_to_be_something_to_go_back_to(repository: Repository) -> None:
    with pytest.raises(CommandError, match="no older build"):
        repository.deploy("--rollback")
    package()
    build = repository.deployed()

    with pytest.raises(CommandError, match="no older build"):
        repository.deploy("--rollback")
    with pytest.raises(CommandError, match="There is no build 20200101-000000"):
        repository.deploy("--rollback", "20200101-000000")

    assert repository.serves(build)
    assert Build.objects.count() == 1


def test_builds_that_were_cleaned_up_are_passed_over(repository: Repository) -> None:
    tea = package()
    first = repository.released(tea, "1.0")
    second = repository.released(tea, "2.0")
    repository.released(tea, "3.0")
    shutil.rmtree(repository.folder / "builds" / second)

    repository.deploy("--rollback")

    assert repository.rollback_of == first


def test_a_partial_build_is_refused(repository: Repository) -> None:
    package()
    served = repository.deployed()
    partial = repository.build(f"--package={TEA}")

    with pytest.raises(CommandError, match="there to be looked at"):
        repository.deploy("--rollback", partial)

    assert repository.serves(served)


def test_a_damaged_build_is_refused(repository: Repository) -> None:
    tea = package()
    before = repository.released(tea, "1.0")
    served = repository.released(tea, "2.0")
    folder = repository.folder / "builds" / before
    path = folder / "p2/wp-plugin/tea.json"
    path.write_bytes(path.read_bytes().replace(b"1.0", b"1.1"))

    with pytest.raises(CommandError, match="isn't the file that was built"):
        repository.deploy("--rollback", "--verify")
    (folder / "index.jsonl").write_bytes(b"")
    with pytest.raises(CommandError, match="isn't the one that was built"):
        repository.deploy("--rollback")

    assert repository.serves(served)
    assert Build.objects.filter(rollback_of="").count() == Build.objects.count()


def test_a_far_smaller_one_has_to_be_accepted(repository: Repository) -> None:
    package()
    repository.deployed()
    package(COFFEE)
    served = repository.deployed()

    with pytest.raises(CommandError, match="has 1 packages, and.*--accept-closures"):
        repository.deploy("--rollback")

    assert repository.serves(served)
    assert Build.objects.count() == 2


def test_what_was_written_with_other_settings_is_never_linked(
    repository: Repository, settings: pytest_django.Settings
) -> None:
    here, there = "https://here.example.org", "https://there.example.org"
    settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN = here
    tea, coffee = package(), package(COFFEE)
    repository.released(tea, "1.0")
    repository.released(tea, "2.0")
    settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN = there
    repository.close(tea)

    repository.deploy("--rollback")  # tea is written now, coffee was before
    assert there in repository.text(TEA)
    assert here in repository.text(COFFEE)
    settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN = here
    repository.deployed()

    assert there not in repository.text(TEA)
    repository.close(coffee)
    settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN = there
    repository.deployed()
    assert here not in repository.text(TEA) + repository.text(COFFEE)
