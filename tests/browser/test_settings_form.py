"""The owner's settings: one Save stores every box."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.ajax import member
from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

MAIL = "Write me an e-mail when somebody buys a gift"
SEARCH = "Search engines may show my registry"


def settings(visitor: Visitor) -> Locator:
    return visitor.main.get_by_role("region", name="Settings")


def wants_mail(site: Site, name: str) -> bool:
    code = (
        f"echo (int) Restart_Registry_Mailer::is_wanted_by( {site.accounts[name].id} );"
    )
    return site.wordpress.php(code) == "1"


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_one_save_stores_both_boxes(
    site: Site, somebody: Somebody, public_registry: Registry, has_scripts: bool
) -> None:
    ada = somebody()
    if not has_scripts:
        ada.has_no_scripts()
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)
    for is_mail, is_search in ((False, True), (True, False)):
        form = settings(ada)
        form.get_by_label(MAIL).set_checked(is_mail)
        form.get_by_label(SEARCH).set_checked(is_search)
        ada.presses("Save", inside=form)
        ada.sees("Saved.")
        ada.opens(public_registry.address)
        expect(settings(ada).get_by_label(MAIL)).to_be_checked(checked=is_mail)
        expect(settings(ada).get_by_label(SEARCH)).to_be_checked(checked=is_search)
        assert wants_mail(site, "ada") is is_mail


def test_an_administrator_sees_no_box_for_mail(
    somebody: Somebody, public_registry: Registry
) -> None:
    eve = somebody()
    eve.is_logged_in_as("eve")
    eve.opens(public_registry.address)
    expect(settings(eve).get_by_label(SEARCH)).to_be_visible()
    expect(settings(eve).get_by_label(MAIL)).to_have_count(0)


def test_an_administrator_s_form_changes_nobody_s_wish_for_mail(
    browser: Browser, site: Site, public_registry: Registry
) -> None:
    eve = member(browser, site, "eve")
    answer = eve.calls(
        "restart_registry_update",
        nonce=eve.nonce(),
        registry_id=public_registry.id,
        notify_on_purchase=0,
    )
    assert answer.status_code == 200
    assert wants_mail(site, "eve")
    assert wants_mail(site, "ada")
