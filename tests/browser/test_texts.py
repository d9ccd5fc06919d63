"""Whatever people type is refused, or stored and shown exactly, and never run.

Each text would set `gone` in a page that takes it for more than text.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.ajax import Caller, member
from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

TEXTS = [
    """O'Brien's "best" \\ 🫖 3x4 -- ... :) %s %41 [gallery] {{7*7}} &amp; &#39; a & b < c <!-- wp:x -->""",
    """"><script>gone=1</script><img src=x onerror="gone=1">' onfocus='gone=1' autofocus </textarea>""",
]
NAMES = ['Ada O\'Neil "d" \\a 🫖', "Ada & Co -- 3x4 :) > [x] {{7*7}}"]
REFUSED_NAMES = ["Ada &amp; Co", *TEXTS]
ADDRESSES = ["javascript:gone=1", "data:text/html,<script>gone=1</script>", *TEXTS]
PREFIX = "restart_registry_"


@pytest.fixture
def ada(browser: Browser, site: Site) -> Caller:
    return member(browser, site, "ada")


def answer(who: Caller, action: str, **fields: Any) -> Any:
    """Return the answer of a call that works."""
    response = who.calls(action, nonce=who.nonce(), **fields)
    assert response.ok, (action, response.text)
    return response.json()["data"]


def refusal(who: Caller, action: str, **fields: Any) -> list[str]:
    """Return the fields that are at fault."""
    response = who.calls(action, nonce=who.nonce(), **fields)
    assert response.status_code == 422, (action, response.text)
    return list(response.json()["data"]["errors"])


def shows(place: Locator, text: str) -> None:
    """The page shows this text and nothing else; `gone` would show a script that ran."""
    assert (place.text_content() or "").strip() == text
    assert place.page.evaluate("window.gone") is None


def holds(field: Locator, text: str) -> None:
    assert field.input_value() == text
    assert field.page.evaluate("window.gone") is None


def about(registry: Registry, text: str) -> dict[str, Any]:
    labels = (
        "event_type",
        "recipient_name",
        "recipient_relationship",
        "recipient_email",
    )
    return {
        "registry_id": registry.id,
        **dict.fromkeys(("title", "description", *labels), text),
    }


@pytest.mark.parametrize("text", TEXTS)
def test_registry(
    site: Site, somebody: Somebody, ada: Caller, public_registry: Registry, text: str
) -> None:
    answer(ada, f"{PREFIX}update", **about(public_registry, text))
    answer(ada, f"{PREFIX}send_invite", registry_id=public_registry.id, invitee=text)

    path = f"/registries/{public_registry.id}"
    stored = site.ask_api("GET", path, site.accounts["ada"])
    assert (stored["title"], stored["story"]) == (text, text)
    assert stored["meta"]["event_type"] == stored["meta"]["recipient_name"] == text
    assert stored["meta"]["recipient_email"] == text
    assert stored["meta"]["invitees"] == [text]
    owner, guest = somebody(), somebody()
    owner.is_logged_in_as("ada")
    for visitor in (owner, guest):
        visitor.opens(public_registry.address)
        shows(visitor.main.get_by_role("heading", level=1), text)
        shows(visitor.main.locator(".restart-story"), text)
        shows(visitor.main.locator(".restart-facts span").nth(0), f"For {text}")
        shows(visitor.main.locator(".restart-facts span").nth(1), text)
        assert visitor.page.title().startswith(text)
        visitor.opens("/registry/")
        shows(visitor.main.locator(".wp-block-post-title"), text)
    owner.opens("/my-registries/")
    shows(owner.main.get_by_role("heading", level=2), text)
    owner.opens("/start-a-registry/")
    assert f"“{text}”" in owner.main.inner_text()
    owner.opens(public_registry.address)
    shows(owner.main.locator(".restart-person"), text)
    form = owner.unfolds("Edit name and story")
    holds(form.get_by_label("Name of the registry"), text)
    holds(form.get_by_label("Your story"), text)
    holds(form.get_by_label("For somebody else?"), text)
    holds(form.get_by_label("What is it for?"), text)
    owner.main.locator("[data-restart-invitees]").get_by_role("button").click()
    owner.sees("Nobody is invited yet.")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("way", ["by script", "without scripts"])
def test_new_registry(browser: Browser, site: Site, way: str, text: str) -> None:
    bob, account = member(browser, site, "bob"), site.accounts["bob"]
    whom = {"recipient_name": text, "recipient_relationship": text}
    if way == "by script":
        sent = {"title": text, "description": text, **whom}
        id_ = answer(bob, f"{PREFIX}create", **sent)["registry_id"]
    else:
        whom = {"recipient_name": text}
        sent = {"registry_title": text, "story": text, **whom}
        form = {"restart_form": "start", "nonce": bob.nonce(), "visibility": "public"}
        assert bob.sends("/start-a-registry/", **form, **sent).status_code == 303
        (id_,) = [one["id"] for one in site.ask_api("GET", "/registries", account)]

    stored = site.ask_api("GET", f"/registries/{id_}", account)
    site.ask_api("DELETE", f"/registries/{id_}", account)
    assert (stored["title"], stored["story"]) == (text, text)
    assert {name: stored["meta"][name] for name in whom} == whom


@pytest.mark.parametrize("text", TEXTS)
def test_gift(
    site: Site, somebody: Somebody, ada: Caller, public_registry: Registry, text: str
) -> None:
    ids = {"registry_id": public_registry.id, "item_id": public_registry.items[0]}
    texts = {"name": text, "notes": text, "description": text}
    new = {"registry_id": ids["registry_id"], "url": "https://www.example.com/x"}
    answer(ada, f"{PREFIX}add_item", **new, **texts, quantity=1)
    answer(ada, f"{PREFIX}update_item", **ids, **texts)

    path = f"/registries/{public_registry.id}/items"
    stored = site.ask_api("GET", path, site.accounts["ada"])
    assert [{name: stored[at][name] for name in texts} for at in (0, -1)] == [texts] * 2
    owner, guest = somebody(), somebody()
    owner.is_logged_in_as("ada")
    for visitor in (owner, guest):
        visitor.opens(public_registry.address)
        for item in (visitor.main.locator(".restart-item").nth(at) for at in (0, -1)):
            shows(item.locator("h3"), text)
            shows(item.locator(".restart-notes"), text)
            shows(item.locator(".restart-description"), text)
    first = owner.main.locator(".restart-item").first
    form = owner.unfolds("Edit", inside=first)
    holds(form.get_by_label("What is it?"), text)
    holds(form.get_by_label("A word from you"), text)
    owner.presses(f"Down : {text}", inside=first)
    owner.sees(f"{text} is number 2 of 4 now.")
    assert owner.page.evaluate("window.gone") is None


@pytest.mark.parametrize("text", TEXTS)
def test_purchase(site: Site, public_registry: Registry, text: str) -> None:
    guest, ada = Caller(site.url), site.accounts["ada"]
    item_id = public_registry.items[0]
    ids = {"registry_id": public_registry.id, "item_id": item_id}
    words = {"purchaser_name": text, "purchaser_note": text}
    before = site.mail.letters(ada.email, "News from your registry")

    answer(guest, f"{PREFIX}mark_purchased", **ids, **words)

    (stored,) = site.ask_api("GET", f"/items/{item_id}/purchases", ada)
    assert (stored["purchaser_name"], stored["note"]) == (text, text)
    letters = site.mail.letters(ada.email, "News from your registry")
    (letter,) = letters[len(before) :]
    name = f"{text[:59].rstrip()}…"  # both texts are long
    assert f'They typed this name, which we can’t check: "{name}"\n' in letter
    assert f"which we can’t check either:\n> {text}\n" in letter


def test_what_is_no_address_number_or_date(
    site: Site, ada: Caller, public_registry: Registry
) -> None:
    path = f"/registries/{public_registry.id}/items"
    before = site.ask_api("GET", path, site.accounts["ada"])
    ids = {"registry_id": public_registry.id, "item_id": public_registry.items[0]}
    for text in ADDRESSES:
        for field in ("url", "image_url", "price", "quantity"):
            sent = {**ids, field: text}
            assert refusal(ada, f"{PREFIX}update_item", **sent) == [field], sent
        sent = {**ids, "purchaser_email": text}
        assert refusal(ada, f"{PREFIX}mark_purchased", **sent) == ["purchaser_email"]
        assert refusal(ada, f"{PREFIX}update", **ids, event_date=text) == ["event_date"]
        assert refusal(ada, f"{PREFIX}fetch_url", url=text) == ["url"]
        invitee = {"registry_id": public_registry.id, "invitee": f"{text}@example.test"}
        assert refusal(ada, f"{PREFIX}send_invite", **invitee) == ["invitee"]
    assert site.ask_api("GET", path, site.accounts["ada"]) == before


def test_names(somebody: Somebody, ada: Caller, public_registry: Registry) -> None:
    """WordPress stores names in its own way: a name that it would change is refused."""
    profile = {
        "display_name": "Ada Lovelace",
        "email": "ada@example.test",
        "notify": "1",
    }
    guest, owner, taken = somebody(), somebody(), "Ada Lovelace"
    owner.is_logged_in_as("ada")
    for name in [*REFUSED_NAMES, *NAMES]:
        sent = {**profile, "display_name": name}
        if name in NAMES:
            answer(ada, "restart_update_profile", **sent)
            taken = name
        else:
            assert refusal(ada, "restart_update_profile", **sent) == ["display_name"]
        owner.opens("/my-account/")
        guest.opens(public_registry.address)
        holds(owner.main.get_by_label("Your name"), taken)
        shows(guest.main.locator(".restart-facts span").first, f"By {taken}")
    answer(ada, "restart_update_profile", **profile)


@pytest.mark.parametrize("text", TEXTS)
def test_letter(site: Site, text: str) -> None:
    to, subject = site.accounts["eve"].email, "A message from the contact form"
    before, guest = site.mail.letters(to, subject), Caller(site.url)
    words = {"contact_name": text, "message": f"{text}\n\n{text}"}

    answer(guest, "restart_contact_submit", **words, contact_email="gus@example.test")

    (letter,) = site.mail.letters(to, subject)[len(before) :]
    assert f"\nFrom: {text} <gus@example.test>\n\n{text}\n\n{text}\n" in letter


def test_what_is_no_name_or_address(site: Site, ada: Caller) -> None:
    guest, number = Caller(site.url), len(list(site.mail.folder.iterdir()))
    for text in TEXTS:
        email = f"{text}@example.test"
        fields = {"first_name": text, "email": email}
        assert refusal(guest, "restart_register", **fields) == list(fields)
        fields = {"display_name": text, "email": email}
        assert refusal(ada, "restart_update_profile", **fields) == list(fields)
        fields = {"contact_email": email, "message": text}
        assert refusal(guest, "restart_contact_submit", **fields) == ["contact_email"]
    assert len(list(site.mail.folder.iterdir())) == number


def test_refused_without_scripts_it_is_all_there_again(
    somebody: Somebody, public_registry: Registry
) -> None:
    """Scripts would run, but the forms don't wait for them."""
    ada, guest, text = somebody(), somebody(), "".join(TEXTS)
    ada.is_logged_in_as("ada")
    gift = ("name", "notes", "description", "price", "url")
    comes_back(ada, public_registry.address, "add_item", gift, text)
    buyer = ("purchaser_name", "purchaser_note", "purchaser_email")
    comes_back(guest, public_registry.address, "mark_purchased", buyer, text)
    comes_back(ada, "/my-account/", "update_profile", ("display_name", "email"), text)
    comes_back(guest, "/register/", "register", ("first_name", "email"), text)
    letter = ("contact_name", "contact_email", "message")
    comes_back(guest, "/faq/", "contact_submit", letter, text)


def comes_back(
    visitor: Visitor, address: str, action: str, names: tuple[str, ...], text: str
) -> None:
    visitor.opens(address)
    form = visitor.page.locator(f"form:has(input[value='{action}'])").first
    fields = [form.locator(f"[name={name}]:not([type=hidden])") for name in names]
    for field in fields:
        field.evaluate("(field, text) => { field.value = text; }", text)
    with visitor.page.expect_navigation():
        form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    for field in fields:
        holds(field, text)
