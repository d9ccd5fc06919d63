"""A new e-mail address counts once its link was followed, and is forgotten with the theme that sent it."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.ajax import member
from tests.browser.conftest import Somebody
from tests.browser.site import Site

NEW = "ada.at.home@example.test"
WAITING = "echo count( get_users( array( 'meta_key' => 'therestart_new_email' ) ) );"
ANOTHER_THEME = "switch_theme( get_stylesheet() );"  # WordPress takes it for one


def test_it_is_forgotten_with_the_theme(
    site: Site, browser: Browser, somebody: Somebody
) -> None:
    ada, visitor = member(browser, site, "ada"), somebody()
    profile = {"display_name": "Ada Lovelace", "email": NEW, "notify": "1"}
    profile["current_password"] = site.accounts["ada"].password
    sent = ada.calls("restart_update_profile", nonce=ada.nonce(), **profile)
    assert sent.status_code == 200, sent.text
    link = site.mail.link(NEW, "Your new e-mail address", "restart_confirm_email")
    assert site.wordpress.php(WAITING) == "1"

    site.wordpress.php(ANOTHER_THEME)

    assert site.wordpress.php(WAITING) == "0"
    visitor.is_logged_in_as("ada")
    visitor.opens(link)
    visitor.sees("That link is too old or was used before. Your address is unchanged")
    assert visitor.main.get_by_label("Your e-mail address").input_value() != NEW
