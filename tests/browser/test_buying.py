"""Two friends, one gift."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

LAMP = "Reading lamp"


def test_of_two_on_the_last_one_the_slower_is_told_kindly(
    somebody: Somebody, public_registry: Registry
) -> None:
    quick, slow = somebody(), somebody()
    for friend in (quick, slow):
        friend.opens(public_registry.address)
    buys(quick)
    quick.sees("You marked this as bought. Thank you!")
    buys(slow)
    slow.sees_count("Bought", LAMP)
    slow.sees("Somebody", inside=slow.gift(LAMP).get_by_role("status"))
    assert slow.gift(LAMP).get_by_role("button", name="Undo").count() == 0


def test_both_at_the_same_moment(somebody: Somebody, public_registry: Registry) -> None:
    friends = [somebody(), somebody()]
    for friend in friends:
        friend.opens(public_registry.address)
        friend.unfolds("I bought this", inside=friend.gift(LAMP))
    for friend in friends:  # neither waits for the answer
        form = "#restart-item-%d form[data-restart-action=mark_purchased]"
        friend.page.evaluate(
            "(form) => { document.querySelector(form).requestSubmit(); }",
            form % public_registry.items[2],
        )
    for friend in friends:
        friend.sees_count("Bought", LAMP)
    undos = [friend.gift(LAMP).get_by_role("button", name="Undo") for friend in friends]
    assert sorted(undo.count() for undo in undos) == [0, 1]


def test_without_scripts_it_works_too(
    somebody: Somebody, public_registry: Registry
) -> None:
    guest = somebody()
    guest.has_no_scripts()
    guest.opens(public_registry.address)
    buys(guest)
    guest.sees("Thank you")
    guest.sees_count("Bought", LAMP)
    guest.presses("Undo")
    guest.sees_count("Still wanted", LAMP)


def test_what_the_owner_took_back_is_not_offered_again(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    guest = somebody()
    guest.opens(public_registry.address)
    buys(guest)
    guest.sees("You marked this as bought. Thank you!")
    path = (
        f"/registries/{public_registry.id}/items/{public_registry.items[2]}/purchases"
    )
    [purchase] = site.ask_api("GET", path, site.accounts["ada"])
    site.ask_api("DELETE", f"{path}/{purchase['id']}", site.accounts["ada"])
    guest.presses("Undo")
    guest.sees("can’t be undone here any more")
    guest.opens(public_registry.address)
    guest.sees_count("Still wanted", LAMP)
    expect(guest.gift(LAMP).get_by_role("button", name="Undo")).to_have_count(0)


def buys(friend: Visitor) -> None:
    form = friend.unfolds("I bought this", inside=friend.gift(LAMP))
    friend.presses("Yes, I bought this", inside=form)
