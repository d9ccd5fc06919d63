"""Tests of the repository's health, which monitoring reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from packages.models import Run, Watermark
from packages.models.package import State, Vendor
from packages.models.run import RunStatus
from packages.router import ALIAS
from tests.packages.pages.repository import BUILD, ROWS, Repository, write
from tests.packages.pages.stored import closed, package

pytestmark = pytest.mark.django_db(databases=[ALIAS])
HEALTH = "/packages/health"


def test_it_tells_what_is_served_and_how_old_it_is(
    client: Client,
    repository: Repository,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    package("tea")
    package("teapot")
    closed("coffee")
    package("garden", Vendor.THEME, state=State.NEW)
    now = timezone.now()
    for ago, status in ((2, RunStatus.FAILED), (1, RunStatus.COMPLETED)):
        Run.objects.create(
            command="update",
            pid=1,
            started_at=now - timedelta(hours=ago),
            status=status,
            error="in /srv/packages",
        )
    Run.objects.create(command="build", pid=1)
    Watermark.objects.create(name="plugins", value=3_000_000)

    with django_assert_num_queries(3, using=ALIAS):
        response = client.get(HEALTH)

    health = response.json()
    assert (response.status_code, health["status"]) == (200, "healthy")
    assert response.headers["Cache-Control"] == "no-store"
    assert health["packages"] == {
        "wp-plugin": {"open": 2, "closed": 1},
        "wp-theme": {"new": 1},
    }
    assert health["build"] == {
        "id": BUILD,
        "finished_at": "2026-01-02T03:04:06+00:00",
        "packages": 3,
        "held": False,
    }
    assert {name: run["status"] for name, run in health["runs"].items()} == {
        "update": "completed",
        "build": "running",
    }
    assert health["watermarks"]["plugins"]["value"] == 3_000_000
    assert "/srv" not in response.content.decode()


def test_a_build_that_was_rolled_back_to_is_held(
    client: Client, repository: Repository
) -> None:
    repository.build("20260103-030405", *ROWS, rollback_of=BUILD)
    repository.promote("20260103-030405")

    assert client.get(HEALTH).json()["build"]["held"] is True


def test_without_a_build_it_is_unhealthy(
    client: Client, repository: Repository
) -> None:
    repository.current.unlink()

    response = client.get(HEALTH)

    assert (response.status_code, response.json()["status"]) == (503, "unhealthy")
    assert "pipeline" in response.json()["detail"]


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b""])
def test_a_build_whose_manifest_is_broken_is_none(
    client: Client, repository: Repository, content: bytes
) -> None:
    write(repository.current / "manifest.json", content)

    assert client.get(HEALTH).status_code == 503


def test_without_its_database_it_is_unhealthy(
    client: Client, repository: Repository
) -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("ALTER TABLE packages_watermark RENAME TO elsewhere")

    response = client.get(HEALTH)

    assert response.status_code == 503
    assert response.json() == {
        "status": "unhealthy",
        "detail": "The database of packages doesn't answer.",
    }
