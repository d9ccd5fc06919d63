"""
The shop and one Chromium for all tests here, and a backend for each.

They end with this package: Playwright's loop would make Django refuse its database to the tests after these.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.real_bridge.browser.backend import Backend
from tests.real_bridge.browser.people import Owner, Staff
from tests.real_bridge.browser.shop import Shop
from tests.sites import give_up, new_site
from wordpress.local.errors import LocalError


@pytest.fixture(scope="package")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    try:
        with chromium() as browser:
            yield browser
    except LocalError as error:
        give_up(pytestconfig, f"No browser to test with. {error}")


@pytest.fixture(scope="package")
def filled_shop(pytestconfig: pytest.Config) -> Iterator[Shop]:
    try:
        local = new_site(os.environ.get("WP_SUITE") or "trixie")
    except LocalError as error:
        give_up(pytestconfig, f"No real WordPress to test with. {error}")
    try:
        shop = Shop(local)
        shop.fill()
        yield shop
        shop.shell.close()
        assert shop.wordpress.complaints() == [], "PHP complained about the bridge"
    finally:
        local.stop()
        shutil.rmtree(local.state, ignore_errors=True)


@pytest.fixture
def shop(filled_shop: Shop) -> Iterator[Shop]:
    """The shop, not connected."""
    yield filled_shop
    filled_shop.forget()


@pytest.fixture
def backend(shop: Shop) -> Iterator[Backend]:
    backend = Backend(shop)
    yield backend
    backend.stop()


@pytest.fixture
def owner(browser: Browser, shop: Shop) -> Iterator[Owner]:
    """The administrator of the shop, in its dashboard."""
    owner = Owner(browser, shop)
    yield owner
    owner.context.close()
    assert owner.complaints == [], "scripts failed"


@pytest.fixture
def staff(browser: Browser, shop: Shop, backend: Backend) -> Iterator[Staff]:
    """Eve, in the backend's admin."""
    staff = Staff(browser, backend)
    yield staff
    staff.context.close()
    assert staff.complaints == [], "scripts failed"
