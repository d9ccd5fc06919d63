"""No page keeps anybody out: axe-core finds no violation of WCAG 2.2 A or AA, at any width."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import barriers
from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

EVERYBODYS = [
    "/",
    "/login/",
    "/register/",
    "/my-account/",
    "/my-registries/",
    "/start-a-registry/",
    "/find-a-registry/",
    "/faq/",
    "/about-us/",
    "/terms-and-conditions/",
    "/privacy-policy/",
    "/registry/",
    "/registry/never-was-there/",
    "/?s=kitchen",
    "/?restart_proof=1-x",
    "/wp-login.php?action=lostpassword",
]
POOR = """<!DOCTYPE html><html lang="en"><title>Poor</title>
<img src="data:,"><p style="width: 900px">Wide"""
MEMBERS = ["/", "/login/", "/my-account/", "/my-registries/", "/start-a-registry/"]


@pytest.fixture
def guest(somebody: Somebody) -> Visitor:
    return somebody()


@pytest.fixture
def ada(somebody: Somebody) -> Visitor:
    ada = somebody()
    ada.is_logged_in_as("ada")
    return ada


@pytest.mark.parametrize("address", EVERYBODYS)
def test_page_for_everybody(guest: Visitor, address: str) -> None:
    guest.opens(address)
    assert barriers(guest.page) == []


@pytest.mark.parametrize("address", MEMBERS)
def test_page_for_members(ada: Visitor, address: str) -> None:
    ada.opens(address)
    assert barriers(ada.page) == []


@pytest.mark.parametrize("address", [*MEMBERS, "/registry/"])
def test_page_of_somebody_who_has_one(
    ada: Visitor, public_registry: Registry, address: str
) -> None:
    ada.opens(address)
    assert barriers(ada.page) == []


def test_friends_view_with_its_forms(guest: Visitor, public_registry: Registry) -> None:
    guest.opens(public_registry.address)
    unfold_all(guest)
    assert barriers(guest.page) == []


def test_owners_view_with_its_forms(ada: Visitor, private_registry: Registry) -> None:
    ada.opens(private_registry.address)
    unfold_all(ada)
    assert barriers(ada.page) == []


def test_owners_view_of_who_bought_a_gift(
    site: Site, ada: Visitor, public_registry: Registry
) -> None:
    item = f"/registries/{public_registry.id}/items/{public_registry.items[1]}"
    gus = {"purchaser_name": "Gus", "purchaser_email": "gus@example.test"}
    for purchase in ({**gus, "note": "Enjoy!"}, {"is_anonymous": True}):
        site.ask_api("POST", f"{item}/purchases", site.accounts["bob"], purchase)
    ada.opens(public_registry.address)
    ada.main.get_by_role("button", name="Who bought it").click()
    ada.sees("Gus")
    unfold_all(ada)
    assert barriers(ada.page) == []


def test_archived(ada: Visitor, public_registry: Registry) -> None:
    ada.opens(public_registry.address)
    ada.presses("Archive it")
    ada.sees("Archived: only you can see it.")
    assert barriers(ada.page) == []


def test_after_buying(guest: Visitor, public_registry: Registry) -> None:
    guest.opens(public_registry.address)
    form = guest.unfolds("I bought this", inside=guest.gift("Reading lamp"))
    guest.presses("Yes, I bought this", inside=form)
    guest.sees("You marked this as bought")
    assert barriers(guest.page) == []


def test_mistakes_in_a_form(ada: Visitor, public_registry: Registry) -> None:
    ada.opens(public_registry.address)
    form = ada.unfolds("Add a gift")
    ada.types("Address of the page", "no address", inside=form)
    ada.types("What is it?", "Lamp", inside=form)
    ada.presses("Add to my registry", inside=form)
    ada.sees("Please copy the complete address", inside=form)
    assert barriers(ada.page) == []


def test_contact_form(guest: Visitor) -> None:
    guest.opens("/faq/")
    guest.page.locator('a[href$="#contact"]').first.click()
    guest.page.get_by_role("dialog").wait_for()
    assert barriers(guest.page) == []


def test_proving_an_address(site: Site, ada: Visitor) -> None:
    """The page before the button is pressed; without it nothing changes."""
    link = site.wordpress.php(
        "$proof = new Restart_Registry_Email_Proof();"
        "echo ( new Restart_Registry_Email_Proof_Link( $proof ) )"
        "->make( get_user_by( 'login', 'ada' ), 0 );"
    )
    ada.opens(link)
    ada.sees("Is this your e-mail address?")
    assert barriers(ada.page) == []


def test_barriers_would_be_found(guest: Visitor) -> None:
    guest.page.set_content(POOR)
    found = "\n".join(barriers(guest.page))
    assert "1280: image-alt" in found
    assert "320: scrolls sideways" in found


def unfold_all(visitor: Visitor) -> None:
    visitor.page.evaluate(
        "document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })"
    )
