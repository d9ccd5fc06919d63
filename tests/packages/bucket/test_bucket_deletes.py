"""Tests that a bucket isn't emptied by mistake, and that nothing closed is left in it."""

from __future__ import annotations

import pytest
from django.core.management.base import CommandError

from packages.models import Package
from packages.models.package import State
from packages.router import ALIAS
from tests.packages.bucket.expected import served
from tests.packages.bucket.moto import StoredBucket
from tests.packages.bucket.proxy import RecordingProxy
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository, kept

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def stocked(repository: Repository) -> list[Package]:
    """Return packages that are served: of 40 files, 38 are theirs."""
    packages = [package(f"{TEA}-{number}") for number in range(19)]
    repository.deployed()
    return packages


def test_many_deletes_are_refused_before_anything_is_sent(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    for each in stocked(repository)[:3]:
        repository.close(each, State.GONE)  # it keeps one of its two files
    before, build = bucket.content(), repository.build()
    proxy.asked.clear()

    for option in ("--dry-run", "--to-r2"):
        with pytest.raises(CommandError, match=r"3 of 40 files in .*--accept-closures"):
            repository.deploy(option)
    assert proxy.asked == []
    assert bucket.content() == before
    assert not repository.serves(build)

    repository.deploy("--accept-closures")
    assert repository.serves(build)
    assert bucket.content() == served(repository.folder)


def test_a_few_deletes_are_as_usual(
    repository: Repository, bucket: StoredBucket
) -> None:
    for each in stocked(repository)[:2]:  # that is 5 %
        repository.close(each, State.GONE)

    repository.deployed()

    assert len(bucket.content()) == 38
    assert bucket.content() == served(repository.folder)


def test_after_a_rollback_no_old_bytes_of_what_was_closed_are_left(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    tea, coffee = package(), package("wp-plugin/coffee")
    repository.deployed()
    old = {md5 for key, md5 in bucket.content().items() if TEA in key}
    changed(coffee, versions=kept("2.0"))
    repository.deployed()
    repository.close(tea)
    proxy.asked.clear()

    repository.deploy("--rollback", "--accept-closures")

    content = bucket.content()
    assert content == served(repository.folder)
    assert len(old) == 2
    assert not old & set(content.values())
    assert b"abandoned" in bucket.read(f"p2/{TEA}.json")
    # It was closed before older versions of others came back.
    sent = proxy.sent()
    assert {"tea" in key for key in sent[:3]} == {True}
    assert sent[-1] == "packages.json"


def test_a_rollback_that_would_delete_much_is_refused(
    repository: Repository, bucket: StoredBucket
) -> None:
    for number in range(38):  # each has one file, a plugin has two
        package(f"wp-theme/cup-{number}")
    repository.deployed()
    package()
    package("wp-plugin/coffee")
    served_now = repository.deployed()
    before = bucket.content()

    with pytest.raises(CommandError, match=r"4 of 44 files in .*--accept-closures"):
        repository.deploy("--rollback")

    assert repository.serves(served_now)
    assert bucket.content() == before
