"""From typing the key to the filled table with the green dot, as the seed tells it."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.real_bridge.browser.backend import Backend
from tests.real_bridge.browser.people import Owner, Row, Staff
from tests.real_bridge.browser.shop import LABELS, POSTS, TERMS, Shop

STEPS = [
    "✓ Address and keys are there",
    "✓ There is an account for the backend",
    "✓ The backend knows this site and its key",
    "✓ The key is sealed and stored",
    "✓ The structure was gathered",
    "✓ The structure was sent",
]
GREEN = "rgb(46, 125, 50)"
COLOR = "dot => getComputedStyle( dot ).backgroundColor"


@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_the_key_to_the_green_dot(
    shop: Shop, backend: Backend, owner: Owner, staff: Staff, *, has_scripts: bool
) -> None:
    if not has_scripts:
        owner.has_no_scripts()
        staff.has_no_scripts()
    staff.logs_in_to_admin()
    key = staff.adds_the_shop()

    owner.connects(backend.url, key)

    assert owner.message == "Connected. Structure sent: 3 post types, 3 taxonomies."
    assert owner.steps == STEPS
    assert owner.state == "ready"
    assert backend.events() == [
        "connect connected",
        "check passed",
        "structure received",
    ]
    stored = shop.options()
    ids = (int(stored["integration_id"]), int(stored["site_id"]))
    assert backend.integration("id", "site_id") == ids
    assert backend.integration("structure_at") != (None,)
    assert "last_structure_sync" in stored
    assert key not in stored.values()

    staff.finds_the_shop()
    staff.goes_to("Content Types")

    staff.sees("WordPress Content Types")
    staff.sees("Last structure fetch: just now")
    assert shop.counts() == POSTS | TERMS
    assert staff.table("Post Types") == rows(POSTS)
    assert staff.table("Taxonomies") == rows(TERMS)

    staff.presses("Sync Now")

    staff.page.get_by_text("Everything is here.").wait_for()
    assert staff.table("Post Types") == rows(POSTS, POSTS, "just now")
    assert staff.table("Taxonomies") == rows(TERMS, TERMS, "just now")
    assert backend.live() == shop.counts() == POSTS | TERMS
    state = staff.main.locator(".site-state")
    expect(state).to_have_text("Connected")
    assert state.locator(".state-dot").evaluate(COLOR) == GREEN
    expect(staff.page.get_by_role("button", name="Sync Now")).to_be_enabled()


def rows(
    there: dict[str, int], here: dict[str, int] | None = None, last: str = "never"
) -> dict[str, Row]:
    return {
        LABELS[slug]: Row(number, (here or {}).get(slug, 0), "Enabled", 100, last)
        for slug, number in there.items()
    }


def test_somebody_else_follows_the_shop_at_this_moment(
    backend: Backend, owner: Owner, staff: Staff
) -> None:
    """The page asks again at a pace, says how far it is, and ends when all is here."""
    owner.connects(backend.url, backend.add_site())
    staff.logs_in_to_admin()
    staff.finds_the_shop()
    staff.goes_to("Content Types")
    backend.set(lease="0" * 32, leased_until="2999-01-01 00:00:00")

    began = time.monotonic()
    staff.presses("Sync Now")
    staff.sees("0 of 616 are here, and there is more.")
    expect(staff.page.get_by_role("button", name="Continue")).to_be_disabled()
    staff.page.wait_for_timeout(3_000)  # milliseconds
    asked = backend.calls("POST /admin/integrations/site/1/content-types/sync/")
    seconds = time.monotonic() - began
    backend.set(lease=None, leased_until=None)

    staff.page.get_by_text("Everything is here.").wait_for()
    assert 2 <= asked <= seconds + 1
    assert backend.live() == POSTS | TERMS


def test_without_scripts_it_offers_to_go_on(
    backend: Backend, owner: Owner, staff: Staff
) -> None:
    owner.connects(backend.url, backend.add_site())
    staff.has_no_scripts()
    staff.logs_in_to_admin()
    staff.finds_the_shop()
    staff.goes_to("Content Types")
    backend.set(lease="0" * 32, leased_until="2999-01-01 00:00:00")

    staff.presses("Sync Now")
    staff.sees("0 of 616 are here, and there is more.")
    backend.set(lease=None, leased_until=None)
    staff.presses("Continue")

    staff.page.get_by_text("Everything is here.").wait_for()
    assert backend.live() == POSTS | TERMS
