"""Anyone who presses again, because no answer comes, gets it once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.ajax import Caller
from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

URL = "https://www.example.com/quilt"
FIELDS = (
    *("restart_registry_action", "nonce", "registry_id", "form_key"),
    *("url", "name", "quantity"),
)
PATIENCE = 90_000  # milliseconds
SLOW = """<?php
/** Plugin Name: Keeps the API waiting. */
if ( str_contains( $_SERVER['REQUEST_URI'] ?? '', '/wp-json/' ) ) {
	usleep( 5500000 );
}
"""


@pytest.fixture
def be_slow(site: Site) -> Iterator[Callable[[], None]]:
    """From then on the API waits 5.5 s for each answer of WordPress."""
    plugin = site.wordpress.site / "wp-content" / "mu-plugins" / "slow.php"

    def be_slow() -> None:
        plugin.write_text(SLOW)

    yield be_slow
    plugin.unlink(missing_ok=True)


@pytest.fixture
def bob(site: Site, somebody: Somebody) -> Iterator[Visitor]:
    """Somebody who has no registry yet; what they start is deleted after the test."""
    visitor = somebody()
    visitor.is_logged_in_as("bob")
    yield visitor
    for registry in registries(site, "bob"):
        path = f"/registries/{registry['id']}"
        site.ask_api("DELETE", path, site.accounts["bob"])


def registries(site: Site, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.ask_api(
        "GET", "/registries", site.accounts[name]
    )
    return found


def gifts(site: Site, registry: Registry) -> list[str]:
    path = f"/registries/{registry.id}/items"
    items = site.ask_api("GET", path, site.accounts["ada"])
    return [item["name"] for item in items]


def loses_answers(page: Page, address: str, number: int, sent_with: str) -> None:
    """The server does what it is asked, but the first answers don't arrive."""
    left = [number]

    def handle(route: Route) -> None:
        if sent_with not in (route.request.post_data or "") or not left[0]:
            route.continue_()
            return
        left[0] -= 1
        route.fetch()
        route.abort()

    page.route(address, handle)


def fills_in_a_quilt(ada: Visitor) -> Locator:
    form = ada.unfolds("Add a gift")
    ada.types("Address of the page", URL, inside=form)
    ada.types("What is it?", "Quilt", inside=form)
    return form


def test_three_presses_while_wordpress_is_slow_add_one_gift(
    site: Site,
    somebody: Somebody,
    public_registry: Registry,
    be_slow: Callable[[], None],
) -> None:
    ada = somebody()
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)
    form = fills_in_a_quilt(ada)
    be_slow()

    for _ in range(3):
        form.locator("button:not([data-restart-fetch])").click()
        ada.page.wait_for_timeout(1_000)

    expect(ada.gift("Quilt").first).to_be_visible(timeout=PATIENCE)
    assert gifts(site, public_registry).count("Quilt") == 1


def test_three_presses_without_scripts_add_one_gift(
    site: Site,
    somebody: Somebody,
    public_registry: Registry,
    be_slow: Callable[[], None],
) -> None:
    """Each of these presses sends the form, though the page hasn't come back yet."""
    ada = somebody()
    ada.has_no_scripts()
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)
    form = fills_in_a_quilt(ada)
    fields = {name: value_of(form, name) for name in FIELDS}
    cookies = {str(one["name"]): str(one["value"]) for one in ada.context.cookies()}
    page = Caller(public_registry.address, cookies)
    be_slow()

    with ThreadPoolExecutor(3) as pool:
        sent = [pool.submit(page.sends, "", **fields) for _ in range(3)]

    assert {one.result().status_code for one in sent} <= {200, 303, 503}
    assert gifts(site, public_registry).count("Quilt") == 1


def value_of(form: Locator, name: str) -> str:
    return form.locator(f"[name={name}]").first.input_value()


def test_lost_answers_to_a_new_gift(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    ada = somebody()
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)
    form = fills_in_a_quilt(ada)
    loses_answers(ada.page, "**/admin-ajax.php", 2, "restart_registry_add_item")

    ada.presses("Add to my registry", inside=form)
    for _ in range(2):
        ada.presses("Try again", inside=form)
        form.locator("[aria-busy]").wait_for(state="detached")

    expect(ada.gift("Quilt")).to_have_count(1)
    assert gifts(site, public_registry).count("Quilt") == 1
    ada.complaints.clear()  # the browser's own messages about the lost answers


def test_the_same_gift_again_on_purpose_is_another_one(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    ada = somebody()
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)

    for number in (1, 2):
        form = fills_in_a_quilt(ada)
        ada.presses("Add to my registry", inside=form)
        expect(ada.gift("Quilt")).to_have_count(number)

    assert gifts(site, public_registry).count("Quilt") == 2


def test_a_gift_that_was_changed_after_its_answer_was_lost(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    ada = somebody()
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)
    form = fills_in_a_quilt(ada)
    loses_answers(ada.page, "**/admin-ajax.php", 1, "restart_registry_add_item")
    ada.presses("Add to my registry", inside=form)
    again = form.get_by_role("button", name="Try again")
    expect(again).to_be_visible()

    ada.types("What is it?", "Blue quilt", inside=form)
    again.click()

    ada.sees("Your first try did get through", inside=form)
    assert "Blue quilt" not in gifts(site, public_registry)
    ada.presses("Add to my registry", inside=form)
    expect(ada.gift("Blue quilt")).to_be_visible()
    ada.complaints.clear()


def test_lost_answers_to_a_new_registry(site: Site, bob: Visitor) -> None:
    bob.opens("/start-a-registry/")
    bob.types("Name of the registry", "A door of my own")
    loses_answers(bob.page, f"{site.api.url}/registries", 1, "A door of my own")

    bob.presses("Start my registry")
    bob.sees("Nothing you typed is lost")
    bob.presses("Start my registry")

    bob.page.wait_for_url("**/registry/**")
    [registry] = registries(site, "bob")
    assert registry["title"] == "A door of my own"
    assert bob.page.url == registry["permalink"]
    bob.complaints.clear()


def test_a_form_without_scripts_finds_what_a_script_has_started(
    site: Site, bob: Visitor
) -> None:
    """This is also what the form itself has when its answer was lost."""
    bob.has_no_scripts()
    bob.is_logged_in_as("bob")
    bob.opens("/start-a-registry/")
    bob.types("Name of the registry", "A door of my own")
    key = bob.main.locator("[name=form_key]").first.input_value()
    account, body = site.accounts["bob"], {"title": "A door of my own"}
    headers = {"Idempotency-Key": key, "Authorization": account.authorization}
    url = f"{site.api.url}/registries"
    made = requests.post(url, json=body, headers=headers, timeout=60).json()

    bob.presses("Start my registry")

    bob.page.wait_for_url("**/registry/**")
    assert bob.page.url == made["permalink"]
    assert len(registries(site, "bob")) == 1
