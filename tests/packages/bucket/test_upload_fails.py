"""Tests of a bucket that doesn't take what it is sent: what is served stays as it was."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import pytest_django
from django.core.management.base import CommandError

from packages.models import BucketObject, Build, MetadataChange, Run
from packages.models.run import RunStatus
from packages.router import ALIAS
from tests.packages.bucket.expected import served
from tests.packages.bucket.moto import KEY_ID, SECRET, StoredBucket
from tests.packages.bucket.proxy import RecordingProxy
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository, kept

pytestmark = pytest.mark.django_db(databases=[ALIAS])

DOCUMENT = f"p2/{TEA}.json"
NEWER = b'"version":"2.0"'
BROKEN = (500, "InternalError")
FORBIDDEN = (403, "InvalidAccessKeyId")


def test_what_is_served_stays_until_the_bucket_has_everything(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    tea, coffee = package(), package("wp-plugin/coffee")
    before = repository.deployed()
    told = MetadataChange.objects.count()
    changed(tea, versions=kept("2.0"))
    changed(coffee, versions=kept("2.0"))
    build = repository.build()
    proxy.refused[DOCUMENT] = BROKEN
    proxy.asked.clear()

    with pytest.raises(CommandError, match=rf"{DOCUMENT} can't be sent .*status 500"):
        repository.deploy()

    assert proxy.sent().count(DOCUMENT) == 3  # botocore tried it again
    assert "packages.json" not in proxy.sent()
    assert repository.serves(before)
    assert MetadataChange.objects.count() == told
    assert Build.objects.get(pk=build).uploaded_at is None
    assert Run.objects.latest("pk").status == RunStatus.FAILED


def test_the_next_deploy_sends_what_is_left(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    for number in range(40):
        package(f"wp-theme/cup-{number}")
    proxy.refused["list.json"] = FORBIDDEN  # it is the last one of its stage
    with pytest.raises(CommandError, match=r"list\.json can't be sent"):
        repository.deployed()
    known = set(BucketObject.objects.exclude(sha256="").values_list("key", flat=True))
    assert known
    proxy.refused.clear()
    proxy.asked.clear()

    repository.deploy()

    assert not known & set(proxy.sent())
    assert bucket.content() == served(repository.folder)


def test_what_fails_once_is_tried_again(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    package()
    proxy.refused[DOCUMENT] = (503, "SlowDown")
    proxy.times[DOCUMENT] = 1

    repository.deployed()

    assert proxy.sent().count(DOCUMENT) == 2
    assert bucket.content() == served(repository.folder)


def test_what_was_stored_though_nobody_heard_of_it_is_not_taken_for_the_old_file(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    tea = package()
    older = repository.released(tea, "1.0")
    proxy.unheard.add(DOCUMENT)
    with pytest.raises(CommandError, match="status 500"):
        repository.released(tea, "2.0")
    assert NEWER in bucket.read(DOCUMENT)
    proxy.unheard.clear()

    repository.deploy(older)

    assert bucket.content() == served(repository.folder)


def test_what_was_stored_though_nobody_heard_of_it_is_deleted_with_its_package(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    for number in range(20):
        package(f"wp-theme/cup-{number}")
    older = repository.deployed()
    package("wp-theme/cup")
    proxy.unheard.add("p2/wp-theme/cup.json")
    with pytest.raises(CommandError, match="status 500"):
        repository.deployed()
    assert "p2/wp-theme/cup.json" in bucket.content()
    proxy.unheard.clear()

    repository.deploy(older)

    assert bucket.content() == served(repository.folder)


@pytest.mark.parametrize(
    ("setting", "value", "reason"),
    [
        ("PACKAGES_S3_BUCKET", "no-such-bucket", "NoSuchBucket, status 404"),
        ("PACKAGES_S3_ENDPOINT_URL", "http://127.0.0.1:9", "EndpointConnectionError"),
    ],
)
def test_what_is_wrong_with_the_bucket_is_told(
    repository: Repository,
    bucket: StoredBucket,
    settings: pytest_django.Settings,
    setting: str,
    value: str,
    reason: str,
) -> None:
    package()
    setattr(settings, setting, value)

    with pytest.raises(CommandError, match=f"{reason}.*settings PACKAGES_S3_"):
        repository.deployed()

    assert not (repository.folder / "current").is_symlink()


def test_keys_stand_in_no_log_no_run_and_no_message(
    repository: Repository,
    proxy: RecordingProxy,
    bucket: StoredBucket,
    storage: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The proxy's refusal names the key, as some services do."""
    caplog.set_level(logging.DEBUG)
    package()
    proxy.refused["packages.json"] = FORBIDDEN

    with pytest.raises(CommandError, match="InvalidAccessKeyId, status 403") as refused:
        repository.deployed()

    run = Run.objects.latest("pk")
    logs = [log.read_text() for log in (storage / "logs").iterdir()]
    assert any("packages.json can't be sent" in log for log in logs)
    told = (str(refused.value), run.error, str(run.counters), caplog.text, *logs)
    for text in (*told, *capfd.readouterr()):
        assert KEY_ID not in text
        assert SECRET not in text


def test_a_file_that_is_not_what_was_built_is_not_sent(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    package()
    build = repository.build()
    path = repository.folder / "builds" / build / DOCUMENT
    path.write_bytes(path.read_bytes().replace(b"1.1", b"6.6"))

    with pytest.raises(CommandError, match=r"tea\.json isn't the file that was built"):
        repository.deploy()

    assert DOCUMENT not in proxy.sent()
    assert not (repository.folder / "current").is_symlink()
