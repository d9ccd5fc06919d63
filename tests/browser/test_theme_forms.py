"""The theme's forms say what is wrong and what is done, with scripts and without, and nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.ajax import Caller
from tests.browser.conftest import Somebody
from tests.browser.registries import delete_registry, make_registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

NO_ADDRESS = "Please type the e-mail address that we should answer to."
NO_NAME = "Please type a name of 1 to 60 characters."
NOT_YOURS = "That is not your password. Your e-mail address is unchanged."
PASSWORD_NEEDED = "For a new e-mail address please type your password, too."
UNREACHABLE = "We couldn’t reach the site. Nothing you typed is lost"
WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False])


def somebody_who(somebody: Somebody, *, has_scripts: bool) -> Visitor:
    visitor = somebody()
    if not has_scripts:
        visitor.has_no_scripts()
    return visitor


def contact_form(visitor: Visitor) -> Locator:
    """Opened from the footer. Browsers check less than the site, and only with `required`."""
    visitor.opens("/faq/")
    visitor.page.get_by_role("contentinfo").get_by_text("Write to us").click()
    return visitor.page.locator("#contact")


def sends(visitor: Visitor, button: str, *, inside: Locator | None = None) -> None:
    """Whatever the browser itself would say about it."""
    control = (inside or visitor.main).get_by_role("button", name=button, exact=True)
    control.evaluate("button => { button.formNoValidate = true }")
    control.click()


@WITH_AND_WITHOUT
def test_a_mistake_is_said_at_its_field(somebody: Somebody, scripts: bool) -> None:
    gus = somebody_who(somebody, has_scripts=scripts)
    form = contact_form(gus)
    gus.types("Your message", "Hello <you> & all", inside=form)
    gus.types("Your e-mail address", "gus", inside=form)

    sends(gus, "Send", inside=form)

    field = form.get_by_label("Your e-mail address")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(NO_ADDRESS)
    expect(field).to_have_value("gus")
    expect(form.get_by_label("Your message")).to_have_value("Hello <you> & all")
    expect(form.locator(".restart-status:not(:empty)")).to_have_count(1)
    expect(notice(gus)).to_have_count(0)


def test_on_a_phone_without_scripts_it_is_said_in_sight(somebody: Somebody) -> None:
    gus = somebody_who(somebody, has_scripts=False)
    gus.page.set_viewport_size({"width": 375, "height": 600})
    form = contact_form(gus)

    sends(gus, "Send", inside=form)

    said = form.get_by_role("status").first
    expect(said.get_by_role("link", name=NO_ADDRESS)).to_be_in_viewport()
    inside, box = form.get_by_role("button").last.bounding_box(), form.bounding_box()
    assert inside and box
    assert inside["y"] + inside["height"] < box["y"] + box["height"]


@WITH_AND_WITHOUT
def test_whoever_wrote_is_thanked(somebody: Somebody, scripts: bool) -> None:
    gus = somebody_who(somebody, has_scripts=scripts)
    form = contact_form(gus)
    gus.types("Your message", "Hello", inside=form)
    gus.types("Your e-mail address", "gus@example.test", inside=form)

    gus.presses("Send", inside=form)

    gus.sees("Your message is on its way", inside=form)
    expect(form.get_by_label("Your message")).to_have_value("")


@WITH_AND_WITHOUT
def test_a_newcomer_is_told_of_the_mail(somebody: Somebody, scripts: bool) -> None:
    nora = somebody_who(somebody, has_scripts=scripts)
    nora.opens("/register/")
    nora.types("Your name", " ")
    nora.types("Your e-mail address", "nora.forms@example.test")
    sends(nora, "Create my account")
    expect(nora.main.get_by_label("Your name")).to_have_accessible_description(
        f"A first name is enough. It is what friends will see, and you can change it. {NO_NAME} A first name is enough."
    )
    nora.types("Your name", "Nora")

    nora.presses("Create my account")

    nora.sees("We’ve just sent you an e-mail")
    expect(nora.main.get_by_label("Your name")).to_have_count(0)


@WITH_AND_WITHOUT
@pytest.mark.parametrize(
    ("password", "refusal"), [("wrong", NOT_YOURS), ("", PASSWORD_NEEDED)]
)
def test_without_the_right_password_no_address_moves(
    somebody: Somebody, scripts: bool, password: str, refusal: str
) -> None:
    carol = somebody_who(somebody, has_scripts=scripts)
    carol.is_logged_in_as("carol")
    carol.opens("/my-account/")
    carol.types("Your e-mail address", "carol.moves@example.test")
    carol.types("Your password", password)

    carol.presses("Save")

    field = carol.main.get_by_label("Your password")
    expect(field).to_have_attribute("aria-invalid", "true")
    carol.sees(refusal)
    carol.opens("/my-account/")
    address = carol.main.get_by_label("Your e-mail address")
    expect(address).to_have_value("carol@example.test")


def test_a_refused_log_in_is_said_at_its_field(somebody: Somebody) -> None:
    gus = somebody()
    gus.opens("/login/")
    gus.types("E-mail address or user name", "gus")
    gus.types("Password", "wrong")

    gus.presses("Log in")

    field = gus.main.get_by_label("E-mail address or user name")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("That didn’t work"))


def test_what_did_not_get_through_can_be_sent_again(somebody: Somebody) -> None:
    gus = somebody()
    form = contact_form(gus)
    gus.types("Your message", "Hello", inside=form)
    gus.types("Your e-mail address", "gus@example.test", inside=form)
    gus.page.route("**/admin-ajax.php", lambda route: route.abort())
    gus.presses("Send", inside=form)
    gus.sees(UNREACHABLE, inside=form)
    gus.page.unroute("**/admin-ajax.php")
    gus.complaints.clear()  # the browser's, about the connection

    gus.presses("Try again", inside=form)

    gus.sees("Your message is on its way", inside=form)


def test_a_form_that_is_gone_from_its_page_is_refused_aloud(
    somebody: Somebody,
) -> None:
    """Carol has logged out in another tab."""
    carol = somebody_who(somebody, has_scripts=False)
    carol.is_logged_in_as("carol")
    carol.opens("/my-account/")
    carol.context.clear_cookies()

    carol.presses("Save")

    expect(notice(carol)).to_have_count(1)
    carol.sees("please send it once more")
    expect(carol.main.get_by_role("button", name="Save")).to_have_count(0)


def test_whoever_has_started_a_registry_meanwhile_is_told_once(
    site: Site, somebody: Somebody
) -> None:
    carol = somebody_who(somebody, has_scripts=False)
    carol.is_logged_in_as("carol")
    carol.opens("/start-a-registry/")
    carol.types("Name of the registry", "Pots and pans")
    registry = make_registry(site, "carol")
    try:
        carol.presses("Start my registry")

        expect(notice(carol)).to_have_count(1)
        expect(notice(carol)).to_contain_text("You already have a registry")
        expect(carol.main.get_by_text("A first kitchen")).to_be_visible()
    finally:
        delete_registry(site, registry, "carol")


def test_a_page_of_another_kind_says_it_too(site: Site) -> None:
    refused = Caller(site.url).sends("/faq/", restart_form="log_in", log="<b>ada")

    assert refused.text.count("please send it once more") == 1
    assert refused.text.index("please send it once more") < refused.text.index("<main")


def notice(visitor: Visitor) -> Locator:
    return visitor.page.locator(".restart-notice")
