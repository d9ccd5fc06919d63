"""Tests of `pipeline` with a bucket, also while a rollback is held."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from packages.models import Build, Package, Run
from packages.router import ALIAS
from tests.packages.bucket.expected import served
from tests.packages.bucket.moto import StoredBucket
from tests.packages.bucket.proxy import RecordingProxy
from tests.packages.builds import SEEN, TEA, changed, package
from tests.packages.repository import Repository, kept

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def pipeline(repository: Repository) -> Run:
    """Let nobody be asked: no package is due."""
    repository.clock.forward(minutes=1)
    Package.objects.update(synced_at=SEEN, changed_at=None)
    call_command("pipeline", "--skip-discover", stdout=StringIO())
    return Run.objects.get(command="pipeline")


def test_a_pipeline_uploads_what_it_serves(
    repository: Repository, bucket: StoredBucket
) -> None:
    package()

    run = pipeline(repository)

    assert bucket.content() == served(repository.folder)
    assert Build.objects.get().uploaded_at
    [deploy] = [step for step in run.steps if step["name"] == "deploy"]
    assert deploy["counters"] == {
        "changed_files": 2,
        "sent_files": 4,
        "deleted_files": 0,
    }


def test_a_held_rollback_is_uploaded_until_the_bucket_holds_it(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    tea = package()
    repository.released(tea, "1.0")
    repository.released(tea, "2.0")
    newest = bucket.content()
    repository.deploy("--rollback", "--local-only")
    current = repository.current
    assert bucket.content() == newest

    pipeline(repository)

    assert repository.current == current
    assert bucket.content() == served(repository.folder) != newest


def test_a_held_rollback_is_made_anew_in_the_bucket_as_well(
    repository: Repository, bucket: StoredBucket
) -> None:
    coffee = package("wp-plugin/coffee")
    for number in range(20):
        package(f"wp-theme/cup-{number}")
    tea = package(first_open_at=SEEN)
    repository.released(coffee, "1.0")
    repository.released(coffee, "2.0")
    repository.deploy("--rollback")
    old = bucket.content()[f"p2/{TEA}.json"]
    repository.close(tea)

    pipeline(repository)

    assert bucket.content() == served(repository.folder)
    assert old not in bucket.content().values()
    assert repository.offered("wp-plugin/coffee") == ["1.0"]


def test_a_pipeline_whose_upload_fails_has_built_and_serves_what_was_served(
    repository: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    tea = package()
    before = repository.deployed()
    changed(tea, versions=kept("2.0"))
    proxy.refused["packages.json"] = (403, "AccessDenied")

    with pytest.raises(CommandError, match="AccessDenied"):
        pipeline(repository)

    assert repository.serves(before)
    assert Build.objects.count() == 2
    run = Run.objects.get(command="pipeline")
    assert [step["status"] for step in run.steps] == [
        *("completed", "completed"),
        "failed",
    ]
