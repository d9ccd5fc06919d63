"""Tests of what comes with each page: what it may load, and how long it may be kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from packages.models import StatusChange
from packages.pages.aggregate_installs import aggregate_installs
from packages.router import ALIAS
from tests.packages.pages.repository import BUILD, ROWS, Repository
from tests.packages.pages.stored import closed, package

pytestmark = pytest.mark.django_db(databases=[ALIAS])
FROM_A_BUILD = ["/packages", "/packages/wp-plugin/tea", "/packages/feed.atom"]
CLOSURES = ["/packages/closures", "/packages/closures/feed.atom"]
DOCS, STATUS = "/packages/docs", "/packages/status"
PAGES = [*FROM_A_BUILD, *CLOSURES, DOCS, STATUS]
ERRORS = {
    "/packages/wp-plugin/milk": 410,
    "/packages/nowhere": 404,
    "/packages?page=0": 404,
}
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'"
)


@pytest.fixture(autouse=True)
def world(repository: Repository) -> Repository:
    package("tea")
    package("milk", state="gone")
    StatusChange.objects.create(package=closed("coffee"), action="closed")
    return repository


@pytest.mark.parametrize("path", [*PAGES, *ERRORS])
def test_it_loads_what_is_ours_and_nothing_else(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == ERRORS.get(path, 200)
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Frame-Options"] == "DENY"
    html = response.content.decode()
    assert "style=" not in html
    assert "<style" not in html
    assert not [
        part for part in html.split("<script")[1:] if not part.startswith(" src=")
    ]
    assert not re.search(r"<[^>]* on[a-z]+=", html)


@pytest.mark.parametrize("path", [*PAGES, *ERRORS])
def test_nobody_is_known_by_it(client: Client, settings: Settings, path: str) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody's"

    response = client.get(path)

    assert not response.cookies
    assert "Vary" not in response.headers
    assert not hasattr(response.wsgi_request, "session")


@pytest.mark.parametrize("path", PAGES)
def test_it_may_be_kept_for_a_minute(client: Client, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ERRORS)
def test_an_error_may_not(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("path", [*FROM_A_BUILD, *CLOSURES])
def test_who_has_it_isnt_sent_it_again_after_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    etag = client.get(path).headers["ETag"]

    with django_assert_num_queries(1, using=ALIAS):
        response = client.get(path, headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_how_to_install_is_known_without_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0, using=ALIAS):
        etag = client.get(DOCS).headers["ETag"]
        response = client.get(DOCS, headers={"If-None-Match": etag})

    assert response.status_code == 304


@pytest.mark.parametrize("path", FROM_A_BUILD)
def test_a_promotion_makes_it_another(
    client: Client, world: Repository, path: str
) -> None:
    before = client.get(path).headers["ETag"]
    world.build("20260103-030405", *ROWS)
    assert client.get(path, headers={"If-None-Match": before}).status_code == 304

    world.promote("20260103-030405")
    assert client.get(path, headers={"If-None-Match": before}).status_code == 200

    world.promote(BUILD)
    assert client.get(path, headers={"If-None-Match": before}).status_code == 304


@pytest.mark.parametrize("path", FROM_A_BUILD)
def test_so_does_counting_installations(client: Client, path: str) -> None:
    before = client.get(path).headers["ETag"]

    aggregate_installs(datetime(2026, 3, 1, tzinfo=UTC))
    counted = client.get(path).headers["ETag"]
    aggregate_installs(datetime(2026, 4, 1, tzinfo=UTC))

    assert len({before, counted, client.get(path).headers["ETag"]}) == 3


@pytest.mark.parametrize("path", CLOSURES)
def test_closures_are_others_with_the_next_one(client: Client, path: str) -> None:
    before = client.get(path).headers["ETag"]

    StatusChange.objects.create(package=closed("cocoa"), action="closed")

    assert client.get(path, headers={"If-None-Match": before}).status_code == 200


def test_the_status_is_always_told_anew(client: Client) -> None:
    assert "ETag" not in client.get(STATUS).headers


@pytest.mark.parametrize("path", PAGES)
def test_a_head_has_the_headers_alone(client: Client, path: str) -> None:
    head, got = client.head(path), client.get(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers.get("ETag") == got.headers.get("ETag")


@pytest.mark.parametrize("path", [*PAGES, "/packages/plugin/tea"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_it_can_only_be_read(path: str, method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    headers = {"If-None-Match": "*", "If-Match": '"x"'}

    response = client.generic(method, path, headers=headers)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert b"This page can only be read" in response.content


@pytest.mark.parametrize("path", [*FROM_A_BUILD, *CLOSURES, STATUS])
def test_without_the_database_it_says_so(client: Client, path: str) -> None:
    with connections[ALIAS].cursor() as cursor:
        for table in ("package", "watermark", "statuschange"):
            cursor.execute(f"ALTER TABLE packages_{table} RENAME TO {table}_away")

    response = client.get(path)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert b"Composer isn\xe2\x80\x99t affected" in response.content
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get(DOCS).status_code == 200
