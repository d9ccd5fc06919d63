"""Tests of `deploy --check-bucket`: what others did in the bucket is undone."""

from __future__ import annotations

import pytest
from django.core.management.base import CommandError

from packages.models import BucketObject, Package
from packages.router import ALIAS
from packages.versions.version_list import as_json
from tests.packages.bucket.expected import md5, served
from tests.packages.bucket.moto import StoredBucket
from tests.packages.bucket.proxy import RecordingProxy
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository
from tests.packages.rows import VERSIONS

pytestmark = pytest.mark.django_db(databases=[ALIAS])

DOCUMENT = f"p2/{TEA}.json"
OLD = "p2/wp-plugin/old.json"


@pytest.fixture
def filled(
    repository: Repository, bucket: StoredBucket, proxy: RecordingProxy
) -> Repository:
    """Serve 22 packages: what is deleted is a small part of the bucket."""
    package()
    for number in range(21):
        package(f"wp-theme/cup-{number}")
    repository.deployed()
    proxy.asked.clear()
    return repository


def test_what_was_deleted_by_hand_is_sent_again(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    bucket.delete(DOCUMENT, "list.json", "packages.json")
    filled.deploy()
    assert DOCUMENT not in bucket.content()  # nobody asked what it holds
    proxy.asked.clear()

    said = filled.deploy("--check-bucket")

    assert "3 files sent, 0 deleted" in said
    assert sorted(proxy.sent()) == ["list.json", DOCUMENT, "packages.json"]
    assert bucket.content() == served(filled.folder)


def test_what_was_changed_by_hand_is_sent_again(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    evil = bucket.read(DOCUMENT).replace(b"downloads", b"d0wnloads")
    bucket.put(DOCUMENT, evil)

    filled.deploy("--check-bucket")

    assert proxy.sent() == [DOCUMENT, "packages.json"]
    assert bucket.content() == served(filled.folder)


def test_a_copy_of_the_database_that_knows_an_older_bucket_is_mended(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    tea = Package.objects.get(slug="tea")
    older = list(BucketObject.objects.all())
    first = filled.released(tea, "1.0")
    BucketObject.objects.bulk_create(
        older,
        update_conflicts=True,
        unique_fields=["bucket", "key"],
        update_fields=["sha256"],
    )
    changed(tea, versions=as_json(VERSIONS))  # as it was at first

    filled.deploy("--check-bucket", filled.build())

    assert not filled.serves(first)
    assert bucket.content() == served(filled.folder)


def test_what_no_build_has_is_deleted(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    bucket.put(OLD, b"{}")

    said = filled.deploy("--check-bucket")

    assert "1 file sent, 1 deleted" in said
    assert [asked.key for asked in proxy.requests("DELETE")] == [OLD]
    assert bucket.content() == served(filled.folder)
    assert not BucketObject.objects.filter(key=OLD).exists()


def test_other_things_in_the_bucket_are_left_alone(
    filled: Repository, bucket: StoredBucket
) -> None:
    others = ["index.html", "list.json.bak", "photos/p2/tea.jpg", "packages.json/x"]
    for key in others:
        bucket.put(key, b"not ours")

    filled.deploy("--check-bucket")

    assert bucket.content() == served(filled.folder) | dict.fromkeys(
        others, md5(b"not ours")
    )


def test_a_bucket_that_the_database_forgot_is_not_emptied(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    BucketObject.objects.all().delete()
    before = bucket.content()
    for slug in ("cup-1", "cup-2"):
        Package.objects.get(slug=slug).delete()
    build = filled.build()
    filled.deploy("--local-only", "--accept-closures", build)

    with pytest.raises(CommandError, match="2 of 25 files .*--accept-closures"):
        filled.deploy("--check-bucket")
    assert bucket.content() == before

    filled.deploy("--check-bucket", "--accept-closures")
    assert bucket.content() == served(filled.folder)


def test_a_dry_run_only_looks(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    bucket.put(OLD, b"{}")
    bucket.delete(DOCUMENT)
    known = list(BucketObject.objects.values_list())

    said = filled.deploy("--check-bucket", "--dry-run")

    assert f"Would mend 2 files of the bucket {bucket.name}.\n" in said
    assert {asked.method for asked in proxy.asked} == {"GET"}
    assert list(BucketObject.objects.values_list()) == known
