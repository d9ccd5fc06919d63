"""The walk through the whole site, from making an account to deleting the registry."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Somebody
from tests.browser.site import Site
from tests.browser.visitor import Visitor

EMAIL, PASSWORD = "nora@example.test", "tea for two, and a new door"
TITLE = "A kitchen of Nora's own"
NOTE = "Call me when it's warm."


def test_the_walk(site: Site, somebody: Somebody) -> None:
    nora = registers(site, somebody())
    address = starts_a_registry(nora)
    adds_gifts_from_a_shop(nora)
    edits_and_reorders(nora)
    stranger = somebody()
    stranger.is_logged_in_as("bob")
    carol = is_invited_by_mail(site, nora, somebody(), address)
    makes_it_private(nora, carol, stranger, address)
    makes_it_public(nora, address)
    guest = somebody()
    buys_one_of_two(site, nora, guest, address)
    undoes_it(nora, guest, address)
    archives_and_restores_it(nora, guest, address)
    deletes_it(nora, address)


def registers(site: Site, nora: Visitor) -> Visitor:
    nora.opens("/register/")
    nora.types("Your name", "Nora")
    nora.types("Your e-mail address", EMAIL)
    nora.presses("Create my account")
    nora.sees("We’ve just sent you an e-mail")
    nora.opens(site.mail.link(EMAIL, "Please choose a password", "action=rp"))
    suggested = nora.page.locator("#pass1")  # WordPress's script shows the field late
    expect(suggested).not_to_have_value("")
    suggested.fill(PASSWORD)
    nora.page.locator("#wp-submit").click()
    expect(nora.page.locator("#pass1")).to_have_count(0)
    nora.opens("/login/")
    nora.logs_in(EMAIL, PASSWORD)
    return nora


def starts_a_registry(nora: Visitor) -> str:
    nora.opens("/start-a-registry/")
    nora.types("Name of the registry", TITLE)
    nora.types("Your story", "I start with tea.\n\n3x4 -- ... <b>:)</b>")
    nora.main.get_by_label("Public:").check()
    nora.presses("Start my registry")
    nora.page.wait_for_url("**/registry/**")
    expect(nora.main.get_by_role("heading", level=1)).to_have_text(TITLE)
    nora.sees("3x4 -- ... <b>:)</b>")
    return nora.page.url


def adds_gifts_from_a_shop(nora: Visitor) -> None:
    adds(nora, "/kettle", name="Kettle, 1.5 litres", price="24.90")
    adds(nora, "/plates", name="Six plates", price="39.00", quantity="2")
    nora.sees_gifts("Kettle, 1.5 litres", "Six plates")
    nora.page.reload()
    nora.sees_gifts("Kettle, 1.5 litres", "Six plates")


def adds(
    nora: Visitor, page: str, *, name: str, price: str, quantity: str = "1"
) -> None:
    form = nora.unfolds("Add a gift")
    nora.types("Address of the page", nora.site.shop.url + page, inside=form)
    nora.presses("Fill in what the shop says", inside=form)
    expect(form.get_by_label("What is it?")).to_have_value(name)
    expect(form.get_by_label("Price")).to_have_value(price)
    nora.types("How many?", quantity, inside=form)
    nora.presses("Add to my registry", inside=form)
    expect(nora.gift(name)).to_be_visible()


def edits_and_reorders(nora: Visitor) -> None:
    kettle = nora.gift("Kettle, 1.5 litres")
    form = nora.unfolds("Edit", inside=kettle)
    nora.types("What is it?", "Kettle & <lid>", inside=form)
    nora.types("A word from you", 'Red, "not" blue', inside=form)
    nora.presses("Save", inside=form)
    nora.sees('Red, "not" blue', inside=nora.gift("Kettle & <lid>"))
    nora.gift("Six plates").get_by_role("button", name="Up").click()
    nora.sees("Six plates is number 1 of 2")
    nora.page.reload()
    nora.sees_gifts("Six plates", "Kettle & <lid>")


def is_invited_by_mail(
    site: Site, nora: Visitor, carol: Visitor, address: str
) -> Visitor:
    """The address counts after the link in the mail was followed."""
    account = site.accounts["carol"]
    nora.types("Their e-mail address, or their user name here", account.email)
    nora.presses("Invite")
    expect(nora.main.locator(".restart-person")).to_have_text(account.email)
    carol.opens(site.mail.link(account.email, "You are invited", "restart_proof"))
    carol.main.get_by_role("link", name="Log in").click()
    carol.logs_in(account.email, account.password)
    carol.presses("Yes, this is my address")
    carol.page.wait_for_url(address)
    return carol


def makes_it_private(
    nora: Visitor, carol: Visitor, stranger: Visitor, address: str
) -> None:
    assert stranger.opens(address) == 200
    nora.presses("Make it private")
    nora.sees("Your registry is private")
    assert carol.opens(address) == 200
    carol.sees_gifts("Six plates", "Kettle & <lid>")
    assert stranger.opens(address) == 404
    text = stranger.main.inner_text()
    assert "Nora" not in stranger.page.content()
    assert stranger.opens("/registry/never-was-there/") == 404
    assert stranger.main.inner_text() == text


def makes_it_public(nora: Visitor, address: str) -> None:
    nora.presses("Make it public")
    nora.sees("Your registry is public")
    assert nora.page.url.startswith(address)


def buys_one_of_two(site: Site, nora: Visitor, guest: Visitor, address: str) -> None:
    guest.opens(address)
    form = guest.unfolds("I bought this", inside=guest.gift("Six plates"))
    guest.types("Your name", "Gus", inside=form)
    guest.types("A word to your friend", NOTE, inside=form)
    guest.presses("Yes, I bought this", inside=form)
    guest.sees("You marked this as bought")
    guest.sees_count("1 of 2 bought", "Six plates")
    nora.opens(address)
    nora.sees_count("1 of 2 bought", "Six plates")
    letter = site.mail.letter(EMAIL, "News from your registry")
    assert "Gus" in letter and NOTE in letter and "1 × Six plates" in letter


def undoes_it(nora: Visitor, guest: Visitor, address: str) -> None:
    guest.page.reload()  # the tab remembers the text
    guest.presses("Undo", inside=guest.gift("Six plates"))
    guest.sees_count("0 of 2 bought", "Six plates")
    nora.opens(address)
    nora.sees_count("0 of 2 bought", "Six plates")


def archives_and_restores_it(nora: Visitor, guest: Visitor, address: str) -> None:
    nora.presses("Archive it")
    nora.sees("Archived: only you can see it.")
    assert guest.opens(address) == 404
    nora.presses("Restore it")
    nora.sees("Private: only you and the people you invite can see it")
    nora.sees_gifts("Six plates", "Kettle & <lid>")


def deletes_it(nora: Visitor, address: str) -> None:
    fold = nora.unfolds("Delete it for good")
    fold.get_by_label("Yes, delete it with all its gifts").check()
    nora.presses("Delete it", inside=fold)
    nora.page.wait_for_url("**/my-registries/**")
    nora.sees("Deleted, with everything in it.")
    assert nora.opens(address) == 404
