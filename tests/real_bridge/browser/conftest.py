"""
The shop and one Chromium for all tests here, and a backend for each.

They end with this package: Playwright's loop would make Django refuse its database to the tests after these.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.real_bridge.browser.backend import Backend
from tests.real_bridge.browser.people import Owner, Staff
from tests.real_bridge.browser.shop import Shop, filled_shop
from tests.sites import give_up
from wordpress.local.errors import LocalError


@pytest.fixture(scope="package")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    try:
        with chromium() as browser:
            yield browser
    except LocalError as error:
        give_up(pytestconfig, f"No browser to test with. {error}")


@pytest.fixture(scope="package")
def shop_of_package(pytestconfig: pytest.Config) -> Iterator[Shop]:
    try:
        with filled_shop() as shop:
            yield shop
            complaints = shop.wordpress.complaints()
    except LocalError as error:
        give_up(pytestconfig, f"No real WordPress to test with. {error}")
    assert complaints == [], "PHP complained about the bridge"


@pytest.fixture
def shop(shop_of_package: Shop) -> Iterator[Shop]:
    """The shop, not connected."""
    yield shop_of_package
    shop_of_package.forget()


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
