"""Tests of what mirrors are told when another build is served."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from packages.deployment.metadata_changes import tell
from packages.models import Build, MetadataChange
from packages.models.metadata_change import MetadataAction
from packages.models.package import State
from packages.router import ALIAS
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository, kept

pytestmark = pytest.mark.django_db(databases=[ALIAS])

MARKER = f"{TEA}.closed-on-wordpress.org"


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def test_a_first_build_is_new_as_a_whole(repository: Repository) -> None:
    package()
    package("wp-theme/cups")

    repository.deployed()

    assert repository.changes() == [
        ("wp-plugin/tea", "update"),
        ("wp-plugin/tea~dev", "update"),
        ("wp-theme/cups", "update"),
    ]


def test_only_files_that_changed_are_told(repository: Repository) -> None:
    tea = package()
    package("wp-plugin/coffee")
    repository.deployed()
    changed(tea, versions=kept("2.0"))
    package("wp-theme/cups")

    build = repository.deployed()

    assert repository.changes() == [
        ("wp-plugin/tea", "update"),
        ("wp-theme/cups", "update"),
    ]
    told = MetadataChange.objects.get(name="wp-theme/cups")
    assert told.build_id == build
    assert datetime.fromtimestamp(told.at_ms / 1000, UTC) < repository.clock.now()


def test_a_file_that_went_is_told_as_deleted(repository: Repository) -> None:
    package()
    cups = package("wp-theme/cups")
    repository.deployed()
    changed(cups, versions="[]")
    repository.build()

    repository.deploy("--accept-closures")

    assert repository.changes() == [("wp-theme/cups", "delete")]


def test_a_closure_changes_all_files_and_adds_one(repository: Repository) -> None:
    tea = package()
    repository.deployed()

    repository.close(tea)
    repository.deployed()
    assert repository.changes() == [
        (TEA, "update"),
        (MARKER, "update"),
        (f"{TEA}~dev", "update"),
    ]

    repository.reopen(tea)
    repository.deployed()
    assert repository.changes() == [
        (TEA, "update"),
        (MARKER, "delete"),
        (f"{TEA}~dev", "update"),
    ]


def test_a_package_that_is_gone_keeps_one_file(repository: Repository) -> None:
    tea = package()
    repository.deployed()

    repository.close(tea, State.GONE)
    repository.deployed()

    assert repository.changes() == [(TEA, "update"), (f"{TEA}~dev", "delete")]


def test_the_same_build_again_changes_nothing(repository: Repository) -> None:
    package()
    repository.deployed()
    before = list(MetadataChange.objects.values_list("pk", flat=True))

    repository.deployed()
    repository.deploy()

    assert list(MetadataChange.objects.values_list("pk", flat=True)) == before


def test_times_grow_though_the_clock_goes_back(repository: Repository) -> None:
    tea = package()
    repository.deployed()
    for version in ("2.0", "3.0"):
        repository.clock.back(hours=3)
        changed(tea, versions=kept(version))
        build = repository.build()
        repository.deploy(build)
        assert repository.serves(build)

    told = MetadataChange.objects.filter(name=TEA).order_by("pk")
    times = list(told.values_list("at_ms", flat=True))
    promotions = Build.objects.order_by("promoted_at").values_list("pk", flat=True)
    assert len(set(times)) == 3
    assert times == sorted(times)
    assert promotions.last() == build


def test_times_grow_though_all_that_was_told_is_forgotten(
    repository: Repository,
) -> None:
    tea = package()
    repository.deployed()
    last = MetadataChange.objects.latest("at_ms").at_ms
    repository.clock.forward(days=2)
    repository.deployed()
    assert not MetadataChange.objects.exists()

    repository.clock.back(days=3)
    changed(tea, versions=kept("2.0"))
    repository.deploy(repository.build())

    assert MetadataChange.objects.get().at_ms > last + milliseconds(
        datetime(1970, 1, 3, tzinfo=UTC)
    )


def test_many_changes_are_written_in_parts_with_growing_times(
    repository: Repository,
) -> None:
    package()
    build = Build.objects.get(pk=repository.deployed())
    MetadataChange.objects.all().delete()
    names = [f"wp-plugin/tea-{number}" for number in range(2500)]

    tell([(name, MetadataAction.UPDATE) for name in names], build)

    rows = MetadataChange.objects.order_by("pk").values_list("name", "at_ms")
    assert [name for name, _ in rows] == names
    times = [at_ms for _, at_ms in rows]
    assert times == sorted(times)
    assert sorted(Counter(times).values()) == [500, 1000, 1000]


def test_what_was_told_a_day_ago_is_forgotten(repository: Repository) -> None:
    package()
    build = Build.objects.get(pk=repository.deployed())
    now = repository.clock.now() + timedelta(minutes=2)  # a build and a deployment
    for name, age in {"old": 24.01, "young": 23.99}.items():
        at_ms = milliseconds(now - timedelta(hours=age))
        MetadataChange.objects.create(
            name=f"wp-plugin/{name}", action="update", at_ms=at_ms, build=build
        )

    repository.deployed()

    names = MetadataChange.objects.values_list("name", flat=True)
    assert set(names) == {TEA, f"{TEA}~dev", "wp-plugin/young"}


def test_what_was_told_in_vain_is_told_again(repository: Repository) -> None:
    """A promotion was killed after it told that files went, and another build is served."""
    package()
    cups = package("wp-theme/cups")
    repository.deployed()
    repository.clock.forward(minutes=1)
    at_ms = milliseconds(repository.clock.now())
    changed(cups, description="Of porcelain.")
    killed = Build.objects.get(pk=repository.build())
    for name, action in {
        "wp-plugin/tea": "delete",
        "wp-plugin/never": "update",
        "wp-theme/cups": "update",
    }.items():
        MetadataChange.objects.create(
            name=name, action=action, at_ms=at_ms, build=killed
        )

    repository.deployed()

    assert repository.changes() == [
        ("wp-plugin/never", "delete"),
        ("wp-plugin/tea", "update"),
        ("wp-theme/cups", "update"),
    ]
    repository.deployed()
    assert MetadataChange.objects.filter(name="wp-plugin/never").count() == 2
