"""Tests of `deploy --dry-run`, and of wrong usage: nothing is written."""

from __future__ import annotations

import pytest
from django.core.management.base import CommandError

from packages.models import Build, Run
from packages.router import ALIAS
from tests.packages.builds import changed, package
from tests.packages.repository import Repository, kept

pytestmark = pytest.mark.django_db(databases=[ALIAS])


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
