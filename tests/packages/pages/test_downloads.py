"""Tests of POST downloads, by which Composer tells what it has installed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from pytest_django import Settings

from packages.models import InstallEvent, Package
from packages.models.package import State, Vendor
from packages.pages.installs import Caller, Install, store
from packages.router import ALIAS
from tests.packages.pages.stored import package
from tests.packages.repository import kept

pytestmark = pytest.mark.django_db(databases=[ALIAS])
AT_NOON = datetime(2026, 1, 2, 12, 0, 1, tzinfo=UTC)
COMPOSER = "Composer/2.8.8 (Linux; 6.1; PHP 8.2)"
TEA = {"name": "wp-plugin/tea", "version": "1.1.0.0"}


@pytest.fixture
def tea() -> Package:
    return package("tea", versions=kept("1.1", "v1.0", "1.0-beta.2"))


def tell(
    client: Client, *downloads: Any, address: str = "192.0.2.1", agent: str = COMPOSER
) -> None:
    """Tell the repository, and see that all is well."""
    tell_bytes(client, orjson.dumps({"downloads": downloads}), address, agent)


def tell_bytes(
    client: Client, body: bytes, address: str = "192.0.2.1", agent: str = COMPOSER
) -> None:
    response = client.post(
        "/packages/downloads",
        body,
        "application/json",
        REMOTE_ADDR=address,
        headers={"User-Agent": agent},
    )
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def stored() -> list[tuple[str, str]]:
    events = InstallEvent.objects.select_related("package").order_by("pk")
    return [(event.package.name, event.version) for event in events]


def test_a_version_is_stored_as_its_author_wrote_it(
    client: Client, tea: Package
) -> None:
    for normal in ("1.1.0.0", "1.0.0.0", "1.0.0.0-beta2"):
        tell(client, {**TEA, "version": normal})

    assert [version for _, version in stored()] == ["1.1", "v1.0", "1.0-beta.2"]


def test_trunk_is_a_version_of_each_plugin(client: Client, tea: Package) -> None:
    package("garden", Vendor.THEME)

    tell(client, {**TEA, "version": "dev-trunk"})
    tell(client, {"name": "wp-theme/garden", "version": "dev-trunk"})

    assert stored() == [("wp-plugin/tea", "dev-trunk")]


def test_one_that_is_closed_meanwhile_is_counted_too(
    client: Client, tea: Package
) -> None:
    Package.objects.update(state=State.CLOSED)

    tell(client, TEA)

    assert stored() == [("wp-plugin/tea", "1.1")]


@pytest.mark.parametrize(
    "unknown",
    [
        {"name": "wp-plugin/coffee", "version": "1.1.0.0"},
        {"name": "wp-theme/tea", "version": "1.1.0.0"},
        {"name": "npm/tea", "version": "1.1.0.0"},
        {"name": "tea", "version": "1.1.0.0"},
        {"name": "", "version": ""},
        {"name": "wp-plugin/Tea", "version": "1.1.0.0"},
        {"name": "wp-plugin/tea\0", "version": "1.1.0.0"},
        {"name": "wp-plugin/" + "a" * 9000, "version": "1.1.0.0"},
        {**TEA, "version": "1.1"},  # no normal form
        {**TEA, "version": "9.9.9.9"},
        {**TEA, "version": "1" * 9000},
        {**TEA, "version": 1.1},
        {**TEA, "version": None},
        {"name": ["wp-plugin/tea"], "version": "1.1.0.0"},
        {"name": "wp-plugin/tea"},
        {},
        [],
        None,
        7,
        "wp-plugin/tea",
    ],
)
def test_what_isnt_known_is_ignored(client: Client, tea: Package, unknown: Any) -> None:
    tell(client, unknown, TEA)

    assert stored() == [("wp-plugin/tea", "1.1")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"7",
        b'"downloads"',
        b"{}",
        b'{"downloads": null}',
        b'{"downloads": {"0": {"name": "wp-plugin/tea", "version": "1.1.0.0"}}}',
        b'{"downloads": "wp-plugin/tea"}',
        b"[" * 100_000,
        b'{"downloads": [{"name": "\\ud800", "version": "1"}]}',
    ],
)
def test_a_body_of_another_shape_is_ignored(
    client: Client, tea: Package, body: bytes
) -> None:
    tell_bytes(client, body)

    assert stored() == []


def test_of_a_body_that_is_too_long_nothing_is_stored(
    client: Client, tea: Package
) -> None:
    body = orjson.dumps({"downloads": [TEA]})
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert limit == 1_000_000

    tell_bytes(client, body.ljust(limit + 1))
    assert stored() == []
    tell_bytes(client, body.ljust(limit))
    assert len(stored()) == 1


def test_the_first_100_entries_count(client: Client) -> None:
    for number in range(150):
        package(f"tea-{number}", versions=kept("1.0"))

    tell(
        client,
        *(
            {"name": f"wp-plugin/tea-{number}", "version": "1.0.0.0"}
            for number in range(150)
        ),
    )

    names = {name for name, _ in stored()}
    assert names == {f"wp-plugin/tea-{number}" for number in range(100)}


def test_the_same_installation_counts_once_a_request(
    client: Client, tea: Package
) -> None:
    tell(client, TEA, TEA)

    assert len(stored()) == 1


def test_the_same_installation_counts_once_an_hour(tea: Package) -> None:
    for minutes, number in ((0, 1), (59, 1), (60, 2), (119, 2), (120, 3), (24 * 60, 4)):
        at = AT_NOON + timedelta(minutes=minutes)
        store([Install(**TEA)], Caller("192.0.2.1", COMPOSER), at)

        assert len(stored()) == number, minutes


def test_another_caller_program_or_version_counts_again(
    client: Client, tea: Package
) -> None:
    tell(client, TEA)
    tell(client, TEA, address="192.0.2.2")
    tell(client, TEA, agent="Composer/2.9")
    tell(client, {**TEA, "version": "1.0.0.0"})
    tell(client, TEA, address="2001:db8::1")
    tell(client, TEA, address="2001:db8::2")  # the same household
    tell(client, TEA, address="2001:db8:0:1::1")

    assert len(stored()) == 6


def test_who_is_behind_a_proxy_is_asked_of_it(
    client: Client, tea: Package, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = ["192.0.2.1"]
    for address in ("203.0.113.1", "203.0.113.2"):
        client.post(
            "/packages/downloads",
            orjson.dumps({"downloads": [TEA]}),
            "application/json",
            REMOTE_ADDR="192.0.2.1",
            headers={"X-Forwarded-For": address},
        )

    assert len(stored()) == 2


def test_the_61st_request_of_a_minute_isnt_stored(client: Client, tea: Package) -> None:
    for number in range(70):
        tell(client, TEA, agent=f"Composer/{number}")
    assert len(stored()) == 60

    tell(client, TEA, agent="Composer/70", address="192.0.2.2")
    assert len(stored()) == 61


def test_a_household_of_ipv6_has_60_together(client: Client, tea: Package) -> None:
    for number in range(70):
        address = f"2001:db8::{number:x}"
        tell(client, TEA, agent=f"Composer/{number}", address=address)

    assert len(stored()) == 60


def test_what_cant_be_read_isnt_counted(client: Client, tea: Package) -> None:
    for _ in range(70):
        tell_bytes(client, b"{")
    tell(client, TEA)

    assert len(stored()) == 1


def test_a_database_that_fails_is_nobodys_problem(
    client: Client, tea: Package, caplog: pytest.LogCaptureFixture
) -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("ALTER TABLE packages_installevent RENAME TO elsewhere")

    tell(client, TEA)

    assert "weren't counted" in caplog.text


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    response = client.generic(method, "/packages/downloads")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
