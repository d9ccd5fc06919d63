"""Tests that the repository asks nobody who they are, and tells nobody else."""

from __future__ import annotations

import base64

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern
from pytest_django import Settings

from packages.urls import urlpatterns
from tests.packages.pages.repository import Repository, write

pytestmark = pytest.mark.django_db(databases=["packages"])

ZIP = "dist/restart/restart-registry-1.2.3-0123abcd.zip"
READ = {
    "packages.json": 200,
    "list.json": 200,
    "p2/<vendor:vendor>/<document:document>.json": 200,
    "dist/restart/<zip:name>.zip": 200,
    "metadata/changes.json": 200,
    "search.json": 200,
    "closed.json": 200,
    "stats/<vendor:vendor>/<package_slug:slug>.json": 404,
    "health": 200,
    "": 404,
}
VALUES = {
    "<vendor:vendor>": "wp-plugin",
    "<document:document>": "tea",
    "<package_slug:slug>": "tea",
    "dist/restart/<zip:name>.zip": ZIP,
}


def address(route: str) -> str:
    for name, value in VALUES.items():
        route = route.replace(name, value)
    return f"/packages/{route}"


@pytest.fixture(autouse=True)
def everything(repository: Repository) -> None:
    write(repository.folder / ZIP, b"PK")


def test_these_are_all_routes() -> None:
    routes = {
        str(entry.pattern) for entry in urlpatterns if isinstance(entry, URLPattern)
    }

    assert routes == {*READ, "downloads"}


@pytest.mark.parametrize("route", READ)
def test_nobody_needs_a_key_and_no_cookie_matters(
    client: Client, settings: Settings, route: str
) -> None:
    settings.API_KEYS = ["the key"]
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody's"
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32

    response = client.get(address(route))

    assert response.status_code == READ[route]
    assert not response.cookies
    assert "Vary" not in response.headers


def test_composer_tells_what_it_installed_without_a_key(
    client: Client, settings: Settings
) -> None:
    settings.API_KEYS = ["the key"]
    client = Client(enforce_csrf_checks=True)

    response = client.post("/packages/downloads", "{}", "application/json")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert not response.cookies
    assert "Vary" not in response.headers


def test_the_api_still_demands_its_key(client: Client, settings: Settings) -> None:
    settings.API_KEYS = ["the key"]

    for path in ("/items", "/packagesx", "/items/packages/packages.json"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("route", READ)
def test_no_script_of_another_site_reads_it(client: Client, route: str) -> None:
    [origin] = settings.CORS_ALLOWED_ORIGINS
    path = address(route)
    asked = client.options(
        path, headers={"Origin": origin, "Access-Control-Request-Method": "GET"}
    )

    for response in (client.get(path, headers={"Origin": origin}), asked):
        headers = [name.lower() for name in response.headers]
        assert not [name for name in headers if name.startswith("access-control-")]
    assert asked.status_code == (405 if route else 404)


def test_a_password_that_composer_sends_changes_nothing(client: Client) -> None:
    ada = base64.b64encode(b"ada:password").decode()
    path = address("packages.json")

    anonymous = client.get(path)
    response = client.get(path, headers={"Authorization": f"Basic {ada}"})

    assert response.content == anonymous.content
    for name in ("Cache-Control", "ETag", "Vary"):
        assert response.headers.get(name) == anonymous.headers.get(name)


def test_every_answer_still_has_its_request_id(client: Client) -> None:
    assert client.get(address("health")).headers["X-Request-ID"]
