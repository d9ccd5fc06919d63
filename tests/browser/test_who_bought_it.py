"""Owners see who bought a gift once they ask, and undo purchases that didn't happen after all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

PLATES, KETTLE = "Plates, set of six", "Kettle"
NOTE = "For <b>long</b> dinners"
GUS = {"purchaser_name": "Gus", "purchaser_email": "gus@example.test", "note": NOTE}
NAMELESS = {**GUS, "is_anonymous": True}
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False])


@BOTH_WAYS
def test_she_sees_who_it_was(
    site: Site, somebody: Somebody, public_registry: Registry, scripts: bool
) -> None:
    buy(site, public_registry, GUS)
    ada = owner(somebody(), public_registry, scripts=scripts)
    assert "Gus" not in ada.page.content()  # one call for the page, none for each gift
    who = asks(ada, PLATES)
    expect(who.locator("summary").first).to_be_focused()
    for text in ("Gus", "1 piece", "gus@example.test", NOTE):
        ada.sees(text, inside=who)
    expect(ada.gift(KETTLE).get_by_role("button", name="Who")).to_have_count(0)


def test_who_would_rather_not_be_named_is_not(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    buy(site, public_registry, NAMELESS)
    buy(site, public_registry, {})
    ada = owner(somebody(), public_registry)
    who = asks(ada, PLATES)
    names = ["Somebody who would rather not be named", "Somebody"]
    expect(who.locator(".restart-buyer")).to_have_text(names)
    assert "gus" not in ada.page.content().lower()


@BOTH_WAYS
def test_she_takes_one_back(
    site: Site, somebody: Somebody, public_registry: Registry, scripts: bool
) -> None:
    buy(site, public_registry, GUS)
    buy(site, public_registry, NAMELESS)
    ada = owner(somebody(), public_registry, scripts=scripts)
    undoes(ada, "Gus", asks(ada, PLATES))
    ada.sees("Undone. It counts as wanted again.")
    ada.sees_count("1 of 2 bought", PLATES)
    [left] = purchases(site, public_registry)
    assert left["is_anonymous"]
    who = shown(ada, PLATES) if scripts else asks(ada, PLATES)
    undoes(ada, "rather not be named", who)
    ada.sees_count("0 of 2 bought", PLATES)
    expect(ada.gift(PLATES).get_by_text("Who bought it")).to_have_count(0)
    assert purchases(site, public_registry) == []


@BOTH_WAYS
def test_her_friend_was_faster(
    site: Site, somebody: Somebody, public_registry: Registry, scripts: bool
) -> None:
    buy(site, public_registry, GUS)
    ada = owner(somebody(), public_registry, scripts=scripts)
    who = asks(ada, PLATES)
    [purchase] = purchases(site, public_registry)
    path = f"{plates(public_registry)}/purchases/{purchase['id']}"
    site.ask_api("DELETE", path, site.accounts["ada"])
    undoes(ada, "Gus", who)
    ada.sees("This was undone already, perhaps by the person who bought it.")
    ada.sees_count("0 of 2 bought", PLATES)


@BOTH_WAYS
def test_her_friend_was_faster_still(
    site: Site, somebody: Somebody, public_registry: Registry, scripts: bool
) -> None:
    """Somebody undoes it before she asks."""
    buy(site, public_registry, GUS)
    ada = owner(somebody(), public_registry, scripts=scripts)
    [purchase] = purchases(site, public_registry)
    path = f"{plates(public_registry)}/purchases/{purchase['id']}"
    site.ask_api("DELETE", path, site.accounts["ada"])
    ada.gift(PLATES).get_by_role("button", name="Who bought it").click()
    ada.sees("Nobody has bought this at the moment.")
    ada.sees_count("0 of 2 bought", PLATES)


def test_what_she_is_typing_stays(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    buy(site, public_registry, GUS)
    ada = owner(somebody(), public_registry)
    form = ada.unfolds("Edit", inside=ada.gift(PLATES))
    ada.types("A word from you", "Blue, please", inside=form)
    undoes(ada, "Gus", asks(ada, PLATES))
    ada.sees_count("0 of 2 bought", PLATES)
    form = ada.unfolds("Edit", inside=ada.gift(PLATES))
    expect(form.get_by_label("A word from you")).to_have_value("Blue, please")


def test_what_was_marked_in_another_way(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    """Older clients buy like this, without a name."""
    buy(site, public_registry, GUS)
    body = {"quantity_purchased": 2}
    site.ask_api("PATCH", plates(public_registry), site.accounts["ada"], body)
    ada = owner(somebody(), public_registry)
    who = asks(ada, PLATES)
    expect(who.locator(".restart-buyer")).to_have_text(["Gus"])
    ada.sees("1 was marked as bought in another way.", inside=who)


@BOTH_WAYS
def test_archived_it_still_says_who_it_was(
    site: Site, somebody: Somebody, public_registry: Registry, scripts: bool
) -> None:
    buy(site, public_registry, GUS)
    archive = (
        "wp_update_post( array( 'ID' => %d, 'post_status' => 'restart-archived' ) );"
    )
    site.wordpress.php(archive % public_registry.id)
    ada = owner(somebody(), public_registry, scripts=scripts)
    ada.sees("Archived: only you can see it.")
    ada.sees("Gus", inside=asks(ada, PLATES))
    expect(ada.gift(PLATES).get_by_text("Edit")).to_have_count(0)
    expect(ada.gift(KETTLE).get_by_role("button", name="Who")).to_have_count(0)


@BOTH_WAYS
def test_while_the_api_is_away(
    site: Site,
    somebody: Somebody,
    public_registry: Registry,
    api_goes: Callable[[], None],
    scripts: bool,
) -> None:
    buy(site, public_registry, GUS)
    ada = owner(somebody(), public_registry, scripts=scripts)
    api_goes()
    ada.gift(PLATES).get_by_role("button", name="Who bought it").click()
    ada.sees("The part of our site that keeps the gifts can’t be reached right now")
    if scripts:  # the button still tells screen readers for which gift
        again = ada.gift(PLATES).get_by_role("button", name="Try again")
        expect(again.locator(".restart-hidden")).to_have_text(f": {PLATES}")


def owner(ada: Visitor, registry: Registry, *, scripts: bool = True) -> Visitor:
    if not scripts:
        ada.has_no_scripts()
    ada.is_logged_in_as("ada")
    ada.opens(registry.address)
    return ada


def asks(ada: Visitor, gift: str) -> Locator:
    ada.gift(gift).get_by_role("button", name="Who bought it").click()
    return shown(ada, gift)


def shown(ada: Visitor, gift: str) -> Locator:
    who = ada.gift(gift).locator("[data-restart-purchases]")
    expect(who).to_be_visible()
    return who


def undoes(ada: Visitor, buyer: str, who: Locator) -> None:
    purchase = who.locator("li", has_text=buyer)
    fold = ada.unfolds("Undo", inside=purchase)
    ada.presses("Yes, undo it", inside=fold)


def plates(registry: Registry) -> str:
    return f"/registries/{registry.id}/items/{registry.items[1]}"


def buy(site: Site, registry: Registry, purchase: dict[str, Any]) -> None:
    path = f"{plates(registry)}/purchases"
    site.ask_api("POST", path, site.accounts["bob"], purchase)


def purchases(site: Site, registry: Registry) -> Any:
    path = f"{plates(registry)}/purchases"
    return site.ask_api("GET", path, site.accounts["ada"])
