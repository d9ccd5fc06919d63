"""The menu: a row of links where there is room; on a phone a button that opens a card with the same links."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from tests.browser.accessibility import barriers
from tests.browser.conftest import Somebody
from tests.browser.visitor import Visitor

PHONES = [ViewportSize(width=375, height=812), ViewportSize(width=320, height=568)]
SMALLEST_TARGET = 44  # CSS pixels


def menu(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("navigation", name="Main menu")


def button(visitor: Visitor) -> Locator:
    return visitor.page.locator("summary", has_text="Menu")


def opens_the_menu(visitor: Visitor, phone: ViewportSize = PHONES[0]) -> None:
    visitor.page.set_viewport_size(phone)
    visitor.opens("/faq/")
    expect(menu(visitor)).to_have_count(0)
    button(visitor).click()
    expect(menu(visitor)).to_be_visible()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_it_opens_leads_on_and_closes(somebody: Somebody, has_scripts: bool) -> None:
    guest = somebody()
    if not has_scripts:
        guest.has_no_scripts()
    opens_the_menu(guest)
    button(guest).click()
    expect(menu(guest)).to_have_count(0)
    button(guest).click()
    menu(guest).get_by_role("link", name="Find a registry").click()
    guest.page.wait_for_url("**/find-a-registry/")


@pytest.mark.parametrize("phone", PHONES, ids=lambda phone: str(phone["width"]))
def test_a_thumb_hits_every_link(somebody: Somebody, phone: ViewportSize) -> None:
    guest = somebody()
    opens_the_menu(guest, phone)
    targets = [button(guest), *menu(guest).get_by_role("link").all()]
    assert len(targets) > 4
    for target in targets:
        box = target.bounding_box()
        assert box and min(box["width"], box["height"]) >= SMALLEST_TARGET


def test_the_page_stays_in_sight_beside_it(somebody: Somebody) -> None:
    guest = somebody()
    opens_the_menu(guest)
    card, screen = menu(guest).bounding_box(), PHONES[0]
    assert card and card["height"] < screen["height"] / 2
    expect(guest.page.get_by_role("link", name="The Restart").first).to_be_visible()


def test_escape_closes_it_and_gives_the_focus_back(somebody: Somebody) -> None:
    guest = somebody()
    opens_the_menu(guest)
    guest.page.keyboard.press("Tab")
    expect(menu(guest).get_by_role("link").first).to_be_focused()
    guest.page.keyboard.press("Escape")
    expect(menu(guest)).to_have_count(0)
    expect(button(guest)).to_be_focused()


def test_it_closes_when_the_focus_goes_on(somebody: Somebody) -> None:
    guest = somebody()
    opens_the_menu(guest)
    menu(guest).get_by_role("link").last.focus()
    guest.page.keyboard.press("Tab")
    expect(menu(guest)).to_have_count(0)


def test_a_tap_beside_it_closes_it(somebody: Somebody) -> None:
    guest = somebody()
    opens_the_menu(guest)
    guest.page.mouse.click(10, 700)
    expect(menu(guest)).to_have_count(0)


def test_the_page_one_is_on_is_marked(somebody: Somebody) -> None:
    guest = somebody()
    guest.opens("/faq/")
    current = menu(guest).locator("[aria-current=page]")
    expect(current).to_have_count(1)
    expect(current).to_have_attribute("href", guest.site.url + "/faq/")


def test_no_barriers_while_it_is_open(somebody: Somebody) -> None:
    guest = somebody()
    opens_the_menu(guest)
    assert barriers(guest.page) == []
