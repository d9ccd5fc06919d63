"""Tests of `deploy` with a bucket: it holds what is served, and was filled in the right order."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from pathlib import Path
from threading import Barrier

import pytest
import pytest_django
from django.core.management import CommandError, call_command

from packages.bucket.access import configured_access
from packages.bucket.bucket import CONNECTIONS
from packages.bucket.upload import Upload
from packages.models import BucketObject, Build, Run
from packages.models.package import State
from packages.router import ALIAS
from tests.packages.bucket.expected import served
from tests.packages.bucket.moto import Moto, StoredBucket
from tests.packages.bucket.proxy import Asked, RecordingProxy
from tests.packages.builds import TEA, changed, package
from tests.packages.repository import Repository, kept
from tests.packages.zips import plugin_zip

pytestmark = pytest.mark.django_db(databases=[ALIAS])

COFFEE = "wp-plugin/coffee"
ZIP = "dist/restart/"
JSON = ("application/json", "public, max-age=300")


@pytest.fixture
def filled(repository: Repository, tmp_path: Path, bucket: StoredBucket) -> Repository:
    """Return a repository of a package in each state, and of a release of ours."""
    package()
    package("wp-theme/cups")
    repository.close(package(COFFEE))
    repository.close(package("wp-plugin/milk"), State.GONE)
    call_command("add_release", str(plugin_zip(tmp_path)), stdout=StringIO())
    return repository


def stage(key: str) -> int:
    if key.startswith(ZIP):
        return 0
    if "coffee" in key or "milk" in key:
        return 1
    return 3 if key == "packages.json" else 2


def test_the_bucket_holds_what_is_served(
    filled: Repository, bucket: StoredBucket
) -> None:
    said = filled.deploy(filled.build())

    content = bucket.content()
    assert content == served(filled.folder)
    assert {stage(key) for key in content} == {0, 1, 2, 3}
    assert f"The bucket {bucket.name} holds it: 11 files sent, 0 deleted.\n" in said
    assert Build.objects.exclude(uploaded_at=None).exists()
    assert Run.objects.get(command="deploy").counters["sent_files"] == 11


def test_nothing_is_sent_before_what_it_points_to_is_there(
    filled: Repository, proxy: RecordingProxy
) -> None:
    seen = []
    proxy.before = lambda asked: seen.append((asked.key, is_served(filled)))

    filled.deployed()

    stages: dict[int, list[Asked]] = {0: [], 1: [], 2: [], 3: []}
    for asked in proxy.requests("PUT"):
        stages[stage(asked.key)].append(asked)
    assert [len(stages[number]) for number in stages] == [1, 4, 5, 1]
    for number in (1, 2, 3):
        before = max(asked.ended for asked in stages[number - 1])
        assert before < min(asked.began for asked in stages[number])
    assert seen[-1] == ("packages.json", False)


def is_served(repository: Repository) -> bool:
    return (repository.folder / "current").is_symlink()


def test_requests_are_as_r2_knows_them(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    filled.deployed()

    for asked in proxy.asked:
        assert asked.path.startswith(f"/{bucket.name}/")
        assert asked.headers["Authorization"].startswith("AWS4-HMAC-SHA256 ")
        names = {name.lower() for name in asked.headers}
        assert not {name for name in names if "checksum" in name or "acl" in name}
    for key in bucket.content():
        forever = ("application/zip", "public, max-age=31536000, immutable")
        assert bucket.headers(key) == (forever if key.startswith(ZIP) else JSON)


def test_a_second_deploy_sends_packages_json_alone(
    filled: Repository, proxy: RecordingProxy
) -> None:
    filled.deployed()
    first = uploaded_at()
    proxy.asked.clear()

    said = filled.deploy()

    assert [(asked.method, asked.key) for asked in proxy.asked] == [
        ("PUT", "packages.json")
    ]
    assert "holds it: 1 file sent, 0 deleted" in said
    assert uploaded_at() > first


def uploaded_at() -> datetime:
    uploaded_at = Build.objects.get(promoted_at__isnull=False).uploaded_at
    assert uploaded_at
    return uploaded_at


def test_only_what_changed_is_sent(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    teapot = package("wp-plugin/teapot")
    filled.deployed()
    proxy.asked.clear()
    changed(teapot, versions=kept("2.0"))

    filled.deployed()

    assert proxy.sent() == ["p2/wp-plugin/teapot.json", "packages.json"]
    assert bucket.content() == served(filled.folder)


def test_what_a_build_does_not_have_is_deleted_before_packages_json_is_sent(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    teapot = package("wp-plugin/teapot")
    for number in range(20):
        package(f"{TEA}-{number}")
    filled.deployed()
    proxy.asked.clear()
    filled.close(teapot, State.GONE)

    said = filled.deploy(filled.build())

    assert [(asked.method, asked.key) for asked in proxy.asked] == [
        ("PUT", "p2/wp-plugin/teapot.json"),
        ("PUT", "list.json"),
        ("DELETE", "p2/wp-plugin/teapot~dev.json"),
        ("PUT", "packages.json"),
    ]
    assert "3 files sent, 1 deleted" in said
    assert bucket.content() == served(filled.folder)
    assert set(BucketObject.objects.values_list("key", flat=True)) == {
        *bucket.content()
    }


def test_32_threads_send(repository: Repository, proxy: RecordingProxy) -> None:
    for number in range(CONNECTIONS):
        package(f"{TEA}-{number}")  # each has two files
    met = Barrier(CONNECTIONS, timeout=60)

    def meet(asked: Asked) -> None:
        if TEA in asked.key:
            met.wait()

    proxy.before = meet

    repository.deployed()

    assert CONNECTIONS == 32
    assert not met.broken


def test_how_far_it_is_is_told_by_files(
    filled: Repository, bucket: StoredBucket
) -> None:
    build, access = Build.objects.get(pk=filled.build()), configured_access()
    assert access
    told: list[tuple[int, int]] = []

    Upload(access=access).carry_out(build, lambda done, all: told.append((done, all)))

    assert told == [(done, 11) for done in range(1, 12)]


def test_another_bucket_gets_everything(
    filled: Repository,
    moto: Moto,
    bucket: StoredBucket,
    settings: pytest_django.Settings,
) -> None:
    filled.deployed()
    other = StoredBucket(moto, f"{bucket.name}-other")
    settings.PACKAGES_S3_BUCKET = other.name

    filled.deploy()

    assert other.content() == bucket.content() == served(filled.folder)


def test_local_only_leaves_the_bucket_as_it_is(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    build = filled.build()

    filled.deploy("--local-only")

    assert filled.serves(build)
    assert proxy.asked == []
    assert Build.objects.get(pk=build).uploaded_at is None
    filled.deploy("--to-r2")
    assert bucket.content() == served(filled.folder)


@pytest.mark.parametrize("option", ["--to-r2", "--check-bucket"])
def test_a_bucket_that_is_asked_for_has_to_be_set(
    repository: Repository, option: str
) -> None:
    package()
    repository.build()

    with pytest.raises(CommandError, match="There is no bucket") as refused:
        repository.deploy(option)

    assert refused.value.returncode == 1
    assert not is_served(repository)


@pytest.mark.parametrize("option", ["--to-r2", "--check-bucket"])
def test_a_bucket_is_not_asked_for_and_left_alone_at_once(
    repository: Repository, option: str
) -> None:
    with pytest.raises(CommandError, match=f"--local-only .*{option}") as refused:
        repository.deploy("--local-only", option)

    assert refused.value.returncode == 2


def test_a_dry_run_tells_what_would_be_sent(
    filled: Repository, proxy: RecordingProxy, bucket: StoredBucket
) -> None:
    build = filled.build()

    said = filled.deploy("--dry-run")

    assert said == (
        f"Would serve {build}: 5 packages, 8 files changed.\n"
        f"Would send 11 files to the bucket {bucket.name}, and delete 0.\n"
    )
    assert proxy.asked == []
    assert not BucketObject.objects.exists()


def test_a_dry_run_of_a_rollback_names_the_bucket(
    filled: Repository, bucket: StoredBucket
) -> None:
    filled.deployed()
    filled.deployed()

    said = filled.deploy("--rollback", "--dry-run")

    assert said.endswith(f"Would make the bucket {bucket.name} equal to it.\n")
