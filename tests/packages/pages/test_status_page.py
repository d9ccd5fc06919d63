"""Tests of /packages/status: how the repository does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from packages.models import Build, Run, StatusChange, Watermark
from packages.models.package import State, Vendor
from packages.router import ALIAS
from tests.packages.pages.reading import read
from tests.packages.pages.repository import BUILD, ROWS, Repository
from tests.packages.pages.stored import closed, package

pytestmark = [
    pytest.mark.django_db(databases=[ALIAS]),
    pytest.mark.usefixtures("storage"),
]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def run(command: str, status: str = "completed", **fields: object) -> None:
    Run.objects.create(command=command, status=status, pid=1, **fields)


def build(build_id: str, **fields: object) -> None:
    Build.objects.create(id=build_id, pid=1, **fields)


def test_it_counts_packages_by_state(client: Client) -> None:
    for number in range(2):
        package(f"tea-{number}")
    closed("coffee")
    package("quiet", Vendor.THEME, state=State.GONE)

    text = read(client, "/status").text

    assert "From New Open Closed Closed for good Gone" in text
    assert "Plugins of WordPress.org 0 2 1 0 0" in text
    assert "Themes of WordPress.org 0 0 0 0 1" in text
    assert "Our own 0 0 0 0 0" in text


def test_it_says_how_far_wordpress_org_was_read_and_when(client: Client) -> None:
    Watermark.objects.create(name="plugin-log", value=3_000_000)
    Watermark.objects.update(moved_at=timezone.now() - timedelta(minutes=7))

    text = read(client, "/status").text

    assert "Plugins: commits read up to revision 3000000 7 minutes ago" in text


def test_it_names_the_build_that_is_served(
    client: Client, repository: Repository
) -> None:
    assert f"Build {BUILD} is served: 3 packages" in read(client, "/status").text

    repository.build("20260103-030405", *ROWS, rollback_of=BUILD)
    repository.promote("20260103-030405")
    assert f"Held: it has what build {BUILD} had" in read(client, "/status").text


def test_before_the_first_build_it_says_so(client: Client) -> None:
    text = read(client, "/status").text

    assert "No build is served yet." in text
    assert text.count("There are none yet.") == 2
    assert "It hasn’t read anything yet." in text


def test_it_lists_the_last_builds_and_runs(client: Client) -> None:
    build(
        BUILD,
        status="completed",
        packages=70_000,
        changed=200,
        promoted_at=NOW,
        seconds=4.5,
    )
    build("20260103-030405", status="failed")
    finished_at = NOW + timedelta(seconds=9)
    run("update", "completed_with_errors", started_at=NOW, finished_at=finished_at)
    run("pipeline", "running", started_at=NOW)

    text = read(client, "/status").text

    assert f"20260103-030405 Failed 0 0 0 0.0 never {BUILD} Completed 70,000" in text
    assert "200 0 4.5 1 Mar, 12:00" in text
    assert "pipeline 1 Mar, 12:00 Running update 1 Mar, 12:00 Completed with" in text
    assert "Completed with errors 9.0" in text


def test_there_are_fifty_of_each(client: Client) -> None:
    for number in range(60):
        build(f"20260102-0304{number:02}")
        run(f"command_{number:02}")

    text = read(client, "/status").text

    assert "20260102-030410" in text and "20260102-030409" not in text
    assert "command_10" in text and "command_09" not in text


def test_it_lists_what_was_closed_within_a_day(client: Client) -> None:
    now = timezone.now()
    for slug, hours in (("tea", 23), ("coffee", 25)):
        at = now - timedelta(hours=hours)
        StatusChange.objects.create(package=closed(slug), action="closed", at=at)

    links = read(client, "/status").links

    assert "/packages/wp-plugin/tea" in links
    assert "/packages/wp-plugin/coffee" not in links


def test_it_names_no_folder_of_ours(client: Client) -> None:
    run("build", "failed", error="/srv/packages/storage is full", log="build-1.log")

    html = client.get("/packages/status").content.decode()

    assert "/srv" not in html
    assert "build-1.log" not in html


def test_it_takes_five_queries_whatever_there_is(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(9):
        build(f"20260102-0304{number:02}")
        run("update")
        StatusChange.objects.create(package=closed(f"tea-{number}"), action="closed")

    with django_assert_num_queries(5, using=ALIAS):
        client.get("/packages/status")
