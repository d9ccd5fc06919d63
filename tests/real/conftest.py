"""A real WordPress for the session: a new site, on a port of its own, gone at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.real.secrets import cache_dump, found_in
from tests.real.shell import Shell
from tests.real.wordpress import RealWordPress
from tests.real.world import Api, RealWorld
from tests.sites import give_up, new_site
from tests.worlds import Caller, forget_everything
from wordpress.local.errors import LocalError


@pytest.fixture(scope="session")
def wordpress(pytestconfig: pytest.Config) -> Iterator[RealWordPress]:
    try:
        local = new_site(os.environ.get("WP_SUITE") or "trixie")
    except LocalError as error:
        give_up(pytestconfig, f"No real WordPress to test with. {error}")
    try:
        real = RealWordPress(local)
        yield real
        assert real.complaints() == [], "PHP complained about the plugin"
    finally:
        local.stop()
        shutil.rmtree(local.state, ignore_errors=True)


@pytest.fixture(scope="session")
def world_of_session(wordpress: RealWordPress) -> Iterator[RealWorld]:
    shell = Shell(wordpress.local)
    yield RealWorld(wordpress, shell)
    shell.close()


@pytest.fixture
def world(
    world_of_session: RealWorld,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> Iterator[RealWorld]:
    """WordPress as new, with this test's API beside it.

    Whatever a test does, no credential may be in the log or the cache afterwards.
    """
    settings.WP_BASE_URL = world_of_session.wordpress.url
    settings.WP_READ_TIMEOUT = 30  # seconds: a busy machine isn't an outage
    service = world_of_session.accounts["service"]
    settings.WP_BASIC_AUTH_USER = service.username
    settings.WP_BASIC_AUTH_PASSWORD = service.application_password
    forget_everything()
    yield world_of_session
    kept = cache_dump() + caplog.text
    leaks = found_in(kept, world_of_session.accounts.values())
    forget_everything()
    world_of_session.reset()
    assert leaks == set(), "credentials in the log or the cache"


@pytest.fixture
def api(world: RealWorld, db: None) -> Api:
    """`api("carol").get("/registries/5")` asks as Carol does; "" is a guest."""

    def caller(name: str) -> Caller:
        return Caller(world.accounts[name].authorization if name else None)

    return caller
