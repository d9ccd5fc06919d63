"""A real WordPress with the bridge for the session, and a backend for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.real.wordpress import RealWordPress
from tests.real_bridge.recorded_backend import KEY, RecordedBackend
from tests.real_bridge.site import BridgeSite, Dashboard
from tests.sites import give_up, new_site
from wordpress.local.errors import LocalError


@pytest.fixture(scope="session")
def site_of_session(pytestconfig: pytest.Config) -> Iterator[BridgeSite]:
    try:
        local = new_site(os.environ.get("WP_SUITE") or "trixie")
    except LocalError as error:
        give_up(pytestconfig, f"No real WordPress to test with. {error}")
    try:
        site = BridgeSite(RealWordPress(local))
        yield site
        site.shell.close()
        assert site.wordpress.complaints() == [], "PHP complained about the bridge"
    finally:
        local.stop()
        shutil.rmtree(local.state, ignore_errors=True)


@pytest.fixture
def site(site_of_session: BridgeSite) -> Iterator[BridgeSite]:
    """The site, not connected."""
    yield site_of_session
    site_of_session.forget()


@pytest.fixture
def backend() -> Iterator[RecordedBackend]:
    backend = RecordedBackend()
    yield backend
    backend.stop()


@pytest.fixture
def eve(site: BridgeSite) -> Dashboard:
    """The administrator."""
    return Dashboard(site, site.account_id("eve"))


@pytest.fixture
def connected(site: BridgeSite, eve: Dashboard, backend: RecordedBackend) -> Dashboard:
    """Eve, whose site is connected; the backend has forgotten how that was."""
    eve.connects(backend.url, KEY)
    backend.requests.clear()
    return eve
