"""Staff find a product and change its title on the shop, which allows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.real_bridge.browser.backend import Backend
from tests.real_bridge.browser.people import Owner, Staff
from tests.real_bridge.browser.shop import Shop

TITLE = "A kettle, “blue” 🫖"
SAVE = "wp_update_post( array( 'ID' => $id, 'post_title' => $title ) );"
READ = "clean_post_cache( $id ); return get_post( $id )->post_title;"
FIND = """
    $found = get_posts( array( 'post_type' => 'product', 'title' => $title, 'numberposts' => 1 ) );
    return $found[0]->ID;"""


@pytest.fixture
def product(shop: Shop, backend: Backend, owner: Owner) -> int:
    """Let the shop allow changes, follow it, and return the id of `product 7`."""
    owner.connects(backend.url, backend.add_site())
    owner.main.get_by_label("Enable Two-Way Sync").check()
    owner.presses("Save and tell the backend")
    expect(owner.outcome).to_contain_text("Saved.")
    assert backend.manage("sync_content", "--site", "1").returncode == 0
    return int(shop.shell.run(FIND, title="product 7"))


def opens(staff: Staff, title: str) -> None:
    staff.logs_in_to_admin()
    staff.finds_the_shop()
    staff.goes_to("Content")
    staff.types("A part of the title or the slug", title)
    staff.presses("Search")
    staff.page.get_by_role("link", name=title, exact=True).click()


def test_what_staff_save_is_on_the_shop(shop: Shop, staff: Staff, product: int) -> None:
    opens(staff, "product 7")
    staff.types("Title", TITLE)
    staff.presses("Save on the site")

    staff.page.get_by_text("The site has it, and so have we.").wait_for()
    assert shop.shell.run(READ, id=product) == TITLE
    expect(staff.main.get_by_role("link", name=TITLE)).to_be_visible()
    shop.shell.run(SAVE, id=product, title="product 7")


def test_what_an_editor_saved_meanwhile_stands_and_both_are_shown(
    shop: Shop, staff: Staff, product: int
) -> None:
    opens(staff, "product 7")
    shop.shell.run(SAVE, id=product, title="product 7 of the editor")
    staff.types("Title", "product 7 of staff")
    staff.presses("Save on the site")

    staff.sees("Title “product 7 of staff”, status publish.")
    expect(staff.main.get_by_label("Title")).to_have_value("product 7 of the editor")
    assert shop.shell.run(READ, id=product) == "product 7 of the editor"

    staff.types("Title", "product 7")
    staff.presses("Save on the site")
    staff.page.get_by_text("The site has it, and so have we.").wait_for()
    assert shop.shell.run(READ, id=product) == "product 7"
