"""Tests of what the settings say of a bucket: all of it or nothing, and keys stay hidden."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings

from packages.bucket.access import Access, configured_access
from tests.packages.machine import Machine

S3 = {
    "PACKAGES_S3_BUCKET": "packages",
    "PACKAGES_S3_ENDPOINT_URL": "https://s3.eu-central-1.amazonaws.com",
    "PACKAGES_S3_ACCESS_KEY_ID": "AKIAXADA",
    "PACKAGES_S3_SECRET_ACCESS_KEY": "adas secret",
}
DEPLOY = """
import sys
from django.core.management import call_command
from tests.packages.builds import package
package()
call_command("build")
call_command("deploy")
print(*{"boto3", "botocore"} & set(sys.modules))
"""


@pytest.fixture
def whole(settings: Settings) -> Settings:
    for name, value in S3.items():
        setattr(settings, name, value)
    return settings


def test_a_whole_configuration_is_fine(whole: Settings) -> None:
    call_command("check")

    assert configured_access() == Access(
        bucket="packages",
        endpoint="https://s3.eu-central-1.amazonaws.com",
        key_id="AKIAXADA",
        secret="adas secret",
    )


def test_without_one_nothing_is_uploaded() -> None:
    call_command("check")

    assert configured_access() is None


@pytest.mark.parametrize("missing", S3)
def test_a_part_of_one_is_refused(whole: Settings, missing: str) -> None:
    setattr(whole, missing, "")

    with pytest.raises(SystemCheckError, match=rf"unlike others.*: {missing}\."):
        call_command("check")


@pytest.mark.parametrize(
    "address",
    [
        "s3.example.org",
        "https://s3.example.org/",
        "https://account.r2.cloudflarestorage.com/packages",
        "https://ada:secret@s3.example.org",
        "https://s3.example.org?a=b",
    ],
)
def test_an_address_that_could_not_be_used_is_refused(
    whole: Settings, address: str
) -> None:
    whole.PACKAGES_S3_ENDPOINT_URL = address

    with pytest.raises(SystemCheckError, match="S3_ENDPOINT_URL has to be") as refused:
        call_command("check")
    assert "secret@" not in str(refused.value)


@pytest.mark.parametrize(
    ("host", "region"),
    [
        ("s3.eu-central-1.amazonaws.com", "eu-central-1"),
        ("s3.us-west-004.backblazeb2.com", "us-west-004"),
        ("s3.amazonaws.com", "us-east-1"),
        ("0123456789abcdef.r2.cloudflarestorage.com", "us-east-1"),
        ("127.0.0.1:9000", "us-east-1"),
    ],
)
def test_requests_are_signed_for_the_region_of_the_address(
    host: str, region: str
) -> None:
    access = Access(bucket="b", endpoint=f"https://{host}", key_id="k", secret="s")

    assert access.region == region


def test_no_repr_holds_the_keys(whole: Settings) -> None:
    shown = repr(configured_access())

    assert "packages" in shown
    assert "AKIAXADA" not in shown
    assert "adas secret" not in shown


def test_boto3_is_not_imported_where_nothing_is_uploaded(machine: Machine) -> None:
    done = machine.manage("shell", "-v0", "-c", DEPLOY)

    assert done.returncode == 0, done.stderr
    assert (machine.repository / "current").is_symlink()
    assert done.stdout.splitlines()[-1] == ""
