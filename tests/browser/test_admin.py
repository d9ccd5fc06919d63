"""Support staff at the Django admin: Eve, with her application password.

axe-core looks at what is ours: Django's own breadcrumbs and filters have some violations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import barriers
from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

OUT_OF_STEP = "/admin/items/outofstepregistry/"
DAMAGE = """
    global $wpdb;  // past every check
    $row = array( 'post_id' => {id}, 'meta_key' => 'restart_item_ids' );
    $wpdb->delete( $wpdb->postmeta, $row );
    $wpdb->insert( $wpdb->postmeta, array( ...$row, 'meta_value' => '[1,' ) );"""
MEND = "delete_post_meta( {id}, 'restart_item_ids' );"


@pytest.fixture
def eve(somebody: Somebody, site: Site) -> Visitor:
    eve, account = somebody(), site.accounts["eve"]
    eve.opens(f"{site.api.url}/admin/")
    eve.types("WordPress user name", account.username)
    eve.types("Application password", account.application_password)
    eve.presses("Log in")
    eve.sees("WordPress is answering.")
    return eve


@pytest.fixture
def purchase(site: Site, public_registry: Registry) -> int:
    """Let Bob buy Ada's kettle, and return its number."""
    path = f"/items/{public_registry.items[0]}/purchases"
    body = {"purchaser_name": "Bob Kahn", "purchaser_email": "bob@example.test"}
    answer = site.ask_api("POST", path, site.accounts["bob"], body)
    return int(answer["data"]["purchase"]["id"])


@pytest.fixture
def damaged(site: Site, public_registry: Registry) -> Iterator[Registry]:
    """A registry changed, and WordPress can't be told."""
    site.wordpress.php(DAMAGE.format(id=public_registry.id))
    item = f"/registries/{public_registry.id}/items/{public_registry.items[2]}"
    site.ask_api("DELETE", item, site.accounts["ada"])
    yield public_registry
    site.wordpress.php(MEND.format(id=public_registry.id))


def item_page(site: Site, registry: Registry) -> str:
    return f"{site.api.url}/admin/items/item/{registry.items[0]}/change/"


def test_the_front_page_has_no_barriers(eve: Visitor, damaged: Registry) -> None:
    eve.page.reload()
    eve.sees("1 registry out of step")
    eve.page.get_by_text("The numbers", exact=True).click()

    assert barriers(eve.page, within=".front-page") == []


def test_nor_has_an_item_with_its_purchases(
    eve: Visitor, site: Site, public_registry: Registry, purchase: int
) -> None:
    eve.opens(item_page(site, public_registry))
    eve.sees("bob@example.test")

    assert barriers(eve.page, within="#purchases") == []


def test_a_purchase_is_undone(
    eve: Visitor, site: Site, public_registry: Registry, purchase: int
) -> None:
    eve.opens(item_page(site, public_registry))
    eve.page.get_by_role("link", name=f"Undo purchase {purchase}").click()
    eve.sees("Undo this purchase?")
    assert barriers(eve.page, within="main") == []

    eve.presses("Yes, undo it")

    eve.sees("Undone on")
    eve.page.get_by_text("Now 0 of 1 are bought").wait_for()
    path = f"/items/{public_registry.items[0]}/purchases"
    assert site.ask_api("GET", path, site.accounts["ada"]) == []


def test_a_registry_is_synced_once_it_is_mended(
    eve: Visitor, site: Site, damaged: Registry
) -> None:
    eve.opens(site.api.url + OUT_OF_STEP)
    eve.sees("is damaged in WordPress")
    site.wordpress.php(MEND.format(id=damaged.id))

    eve.page.get_by_label("Select this object for an action").check()
    eve.page.get_by_label("Action:").select_option("Sync now")
    eve.presses("Go")

    eve.page.get_by_text(f"Registry {damaged.id} is in step now").wait_for()


def test_from_a_registry_in_wordpress_to_its_items_and_back(
    eve: Visitor, site: Site, public_registry: Registry
) -> None:
    eve.is_logged_in_as("eve")
    eve.opens("/wp-admin/edit.php?post_type=restart-registry")
    row = eve.page.locator(f"#post-{public_registry.id}")
    row.hover()
    row.get_by_role("link", name="Gifts in the API").click()
    eve.sees("3 items")

    eve.page.get_by_role("link", name="Kettle").click()
    eve.page.get_by_role("link", name="edit in WordPress").click()

    expect(eve.page).to_have_title(re.compile("^Edit .*A first kitchen"))
