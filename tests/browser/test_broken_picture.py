"""A picture that isn't there leaves its place empty, however early it fails."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site

NOWHERE = "https://pictures.example.com/gone.jpg"


def late(route: Route) -> None:
    time.sleep(1)  # the picture fails meanwhile
    route.continue_()


@pytest.mark.parametrize("script", ["late", "in time"])
def test_no_broken_icon(
    site: Site, somebody: Somebody, public_registry: Registry, script: str
) -> None:
    path = f"/registries/{public_registry.id}/items/{public_registry.items[0]}"
    site.ask_api("PATCH", path, site.accounts["ada"], {"image_url": NOWHERE})
    guest = somebody()
    guest.page.route("**/gone.jpg*", lambda route: route.abort())
    if script == "late":
        guest.page.route("**/assets/forms.js*", late)

    guest.opens(public_registry.address)

    expect(guest.main.locator(".restart-picture img")).to_have_count(0)
    guest.complaints.remove("Failed to load resource: net::ERR_FAILED")
