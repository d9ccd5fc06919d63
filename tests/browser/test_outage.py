"""Nothing is lost while the API is away, and the page says so in words."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site

URL = "https://www.example.com/quilt"


@pytest.fixture
def site_without_api(site: Site, public_registry: Registry) -> Iterator[Site]:
    """`api.program` accepts connections, but doesn't answer them."""
    yield site
    site.api.program.signal(signal.SIGCONT)


def test_what_was_typed_stays(
    site_without_api: Site, somebody: Somebody, public_registry: Registry
) -> None:
    ada = somebody()
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)
    form = ada.unfolds("Add a gift")
    ada.types("Address of the page", URL, inside=form)
    ada.types("What is it?", "Quilt", inside=form)
    site_without_api.api.program.signal(signal.SIGSTOP)
    ada.presses("Add to my registry", inside=form)
    again = form.get_by_role("button", name="Try again")
    expect(again).to_be_visible(timeout=40_000)
    expect(form.get_by_label("What is it?")).to_have_value("Quilt")
    site_without_api.api.program.signal(signal.SIGCONT)
    again.click()
    expect(ada.gift("Quilt")).to_be_visible()


def test_friends_are_told_that_the_gifts_are_safe(
    site_without_api: Site, somebody: Somebody, public_registry: Registry
) -> None:
    guest = somebody()
    site_without_api.api.program.signal(signal.SIGSTOP)
    assert guest.opens(public_registry.address) in (200, 503)
    guest.sees("They are safe, only out of reach")
    site_without_api.api.program.signal(signal.SIGCONT)
    guest.main.get_by_role("link", name="Try again").click()
    guest.sees_gifts("Kettle", "Plates, set of six", "Reading lamp")
