"""Without scripts people read a refusal even when the form that it is about is gone from the page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

LAMP = "Reading lamp"
NOTICE = ".restart-notice"


def test_the_slower_of_two_buyers(
    somebody: Somebody, public_registry: Registry
) -> None:
    quick, slow = without_scripts(somebody()), without_scripts(somebody())
    for friend in (quick, slow):
        friend.opens(public_registry.address)
    buys(quick)
    sees_notice(quick, "Thank you. It is marked as bought.")
    buys(slow)
    sees_notice(slow, "Somebody else bought this just a moment ago")


def test_undoing_what_isn_t_there_any_more(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    friend = without_scripts(somebody())
    friend.opens(public_registry.address)
    buys(friend)
    path = f"/registries/{public_registry.id}/items/{public_registry.items[2]}"
    ada = site.accounts["ada"]
    [purchase] = site.ask_api("GET", f"{path}/purchases", ada)
    site.ask_api("DELETE", f"{path}/purchases/{purchase['id']}", ada)
    friend.presses("Undo")
    sees_notice(friend, "This can’t be undone here any more")


def test_removing_a_gift_that_is_gone(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    ada = owner(somebody())
    ada.opens(public_registry.address)
    path = f"/registries/{public_registry.id}/items/{public_registry.items[2]}"
    site.ask_api("DELETE", path, site.accounts["ada"])
    fold = ada.unfolds("Remove", inside=ada.gift(LAMP))
    ada.presses("Yes, remove it", inside=fold)
    sees_notice(ada, "This gift was not found")


def test_taking_an_invitation_back_while_the_api_is_away(
    somebody: Somebody, private_registry: Registry, api_goes: Callable[[], None]
) -> None:
    ada = owner(somebody())
    ada.opens(private_registry.address)
    api_goes()
    people = ada.main.locator("[data-restart-invitees]")
    people.get_by_role("button", name="Remove").click()
    ada.sees(
        "The part of our site that keeps the gifts can’t be reached right now",
        inside=people,
    )
    expect(ada.main.locator(NOTICE)).to_have_count(0)


def without_scripts(visitor: Visitor) -> Visitor:
    visitor.has_no_scripts()
    return visitor


def owner(visitor: Visitor) -> Visitor:
    ada = without_scripts(visitor)
    ada.is_logged_in_as("ada")
    return ada


def buys(friend: Visitor) -> None:
    form = friend.unfolds("I bought this", inside=friend.gift(LAMP))
    friend.presses("Yes, I bought this", inside=form)


def sees_notice(visitor: Visitor, text: str) -> None:
    """The refusal stands on top of the page, and only once."""
    expect(visitor.main.locator(NOTICE)).to_contain_text(text)
    expect(visitor.main.get_by_text(text)).to_have_count(1)
