"""Tests of a rollback that holds: it is only made anew, until somebody deploys."""

from __future__ import annotations

import pytest

from packages.deployment.current import is_held
from packages.deployment.rollback import renew
from packages.models import Package
from packages.router import ALIAS
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository, kept
from tests.packages.runs import new_run, untold

pytestmark = pytest.mark.django_db(databases=[ALIAS])

COFFEE = "wp-plugin/coffee"
OURS = "restart/restart-registry"


def test_it_is_held_until_somebody_deploys(repository: Repository) -> None:
    tea = package()
    first = repository.released(tea, "1.0")
    repository.released(tea, "2.0")
    assert not is_held()

    repository.deploy("--rollback")
    assert is_held()
    repository.build()
    assert is_held()

    said = repository.deploy()
    assert not is_held()
    assert repository.offered(TEA) == ["2.0"]
    assert said.endswith(f"The rollback to {first} has ended.\n")


def held(repository: Repository) -> tuple[Package, Package, str]:
    """Return two packages, of which the first was closed, and the rollback that is served."""
    tea, coffee = package(), package(COFFEE)
    package("wp-theme/cups")
    repository.close(tea)
    repository.deployed()
    repository.deployed()
    repository.deploy("--rollback")
    return tea, coffee, repository.current


def test_it_is_made_anew_when_something_was_closed(repository: Repository) -> None:
    _, coffee, _ = held(repository)
    origin = repository.rollback_of
    repository.close(coffee)
    repository.clock.forward(minutes=1)

    renewed = renew(new_run("build"), progress=untold)

    assert renewed
    assert repository.serves(renewed.pk)
    assert repository.offered(COFFEE) == []
    assert repository.rollback_of == origin


def test_it_is_made_anew_when_something_was_reopened(repository: Repository) -> None:
    tea, _, _ = held(repository)
    repository.reopen(tea)
    repository.clock.forward(minutes=1)

    assert renew(new_run("build"), progress=untold)
    assert repository.offered(TEA) == ["1.1", "v1.0"]


def test_it_is_made_anew_for_a_release_of_ours(repository: Repository) -> None:
    held(repository)
    package(OURS)
    repository.clock.forward(minutes=1)

    assert renew(new_run("build"), progress=untold)
    assert repository.offered(OURS) == ["1.1", "v1.0"]


def test_it_is_made_anew_once(repository: Repository) -> None:
    tea, _, _ = held(repository)
    repository.reopen(tea)
    repository.clock.forward(minutes=1)
    assert renew(new_run("build"), progress=untold)

    assert renew(new_run("build"), progress=untold) is None


def test_other_news_leave_it_as_it_is(repository: Repository) -> None:
    _, coffee, current = held(repository)
    changed(coffee, versions=kept("9.0"))
    package("wp-plugin/new")
    empty = package("wp-theme/empty")
    repository.close(empty)
    changed(empty, versions="[]")  # then it has no file
    never = package("wp-plugin/never", first_open_at=None)
    repository.close(never)

    assert renew(new_run("build"), progress=untold) is None
    assert repository.current == current


def test_what_is_no_rollback_is_not_made_anew(repository: Repository) -> None:
    assert renew(new_run("build"), progress=untold) is None
    tea = package()
    build = repository.deployed()
    repository.close(tea)

    assert renew(new_run("build"), progress=untold) is None
    assert repository.serves(build)
