"""Each page, form and list of the dashboard that is ours, and everybody who may not use it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real.plugin.dashboard import NONCE, listed
from tests.real.plugin.visitors import Visit, Visitor
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

MANAGE = "manage_restart_registry"
LIST = "edit.php?post_type=restart-registry"
SETTINGS = {"restart-registry": MANAGE, "restart-registry-affiliates": MANAGE}
PAGES = [f"admin.php?page={slug}" for slug in SETTINGS]
LOADING = "load-toplevel_page_restart-registry"  # where the connection is tested
AJAX = "wp_ajax_"  # these are in tests/browser/actions.py
TEST = "restart_registry_test_connection"
MEMBERS = ["ada", "bob", "carol", "edith"]
# Which action is asked for, and the name of its nonce; all of them on a registry of Ada's.
ON_A_REGISTRY = [
    ("post.php?post={id}&action=trash", "trash-post_{id}"),
    ("post.php?post={id}&action=delete", "delete-post_{id}"),
    ("post.php?post={id}&action=untrash", "untrash-post_{id}"),
    ("post.php?post={id}&action=edit", ""),
    (f"{LIST}&action=trash&post[]={{id}}", "bulk-posts"),
    (f"{LIST}&action=delete&post[]={{id}}", "bulk-posts"),
    (
        f"{LIST}&action=edit&bulk_edit=Update&_status=publish&post[]={{id}}",
        "bulk-posts",
    ),
    (f"{LIST}&delete_all=1&post_status=private", "bulk-posts"),
]
STORED = """
    global $wpdb;
    return array(
        get_post( $id ),
        get_post_meta( $id ),
        $wpdb->get_results( "SELECT option_name, option_value FROM $wpdb->options WHERE option_name LIKE 'restart%'" ),
    );"""


@pytest.fixture
def registry_id(world: RealWorld, edith: Account) -> int:
    """Ada's, private; Bob is invited, Edith edits the site's pages."""
    return world.invited("private")


def nonce(world: RealWorld, visitor: Visitor, name: str, action: str) -> str:
    cookies, id = visitor.cookies(), world.accounts[name].id
    return str(world.shell.run(NONCE, cookies=cookies, id=id, action=action))


def form(group: str, options: list[str], nonce: str) -> dict[str, str]:
    taken = dict.fromkeys(options, "https://taken.example")
    return {"option_page": group, "action": "update", "_wpnonce": nonce, **taken}


def refused(status: int) -> bool:
    """WordPress 6.1 to 7.1 say no with different statuses, but none lets in."""
    return status in (400, 403)


def test_each_has_its_place_in_these_tables(world: RealWorld) -> None:
    found = listed(world)

    assert found["pages"] == SETTINGS
    assert set(found["options"]) == set(SETTINGS)
    assert {hook for hook in found["hooks"] if AJAX not in hook} == {LOADING}


@pytest.mark.parametrize("name", ["", *MEMBERS])
def test_pages_are_for_staff(
    world: RealWorld, visit: Visit, registry_id: int, name: str
) -> None:
    before = world.shell.run(STORED, id=registry_id)
    for page in [*PAGES, LIST]:
        address = f"/wp-admin/{page}"
        looked = visit(name).page(address)
        for answer in (looked, visit(name).send_form(address, {TEST: "1"})):
            if name:  # WordPress's own refusal of a list is a 500
                assert answer.status_code in (403, 500 if page == LIST else 403), page
            else:
                assert answer.status_code == 302, page
                assert "login" in answer.headers["Location"]
            assert "A fresh start" not in answer.text
    assert world.shell.run(STORED, id=registry_id) == before


@pytest.mark.parametrize("name", ["", *MEMBERS])
def test_settings_are_staffs(
    world: RealWorld, visit: Visit, registry_id: int, name: str
) -> None:
    """Not even with a nonce that is good for them."""
    before = world.shell.run(STORED, id=registry_id)
    for group, options in listed(world)["options"].items():
        good = nonce(world, visit(name), name, f"{group}-options") if name else ""
        sent = form(group, options, good)
        answer = visit(name).send_form("/wp-admin/options.php", sent)
        assert answer.status_code == (403 if name else 302), group
    assert world.shell.run(STORED, id=registry_id) == before


@pytest.mark.parametrize("whose", ["", "0123456789", "carol"])
def test_nothing_of_staffs_is_done_by_another_sites_form(
    world: RealWorld, visit: Visit, registry_id: int, whose: str
) -> None:
    """It has the cookie of Eve's browser, but no nonce, or a made-up one, or Carol's."""

    def sent(action: str) -> str:
        return (
            nonce(world, visit("carol"), whose, action) if whose == "carol" else whose
        )

    eve, before = visit("eve"), world.shell.run(STORED, id=registry_id)
    for group, options in listed(world)["options"].items():
        body = form(group, options, sent(f"{group}-options"))
        answer = eve.send_form("/wp-admin/options.php", body)
        assert refused(answer.status_code), group
    test = {TEST: "1", "_wpnonce": sent(TEST)}
    page = "/wp-admin/admin.php?page=restart-registry"
    assert refused(eve.send_form(page, test).status_code)
    for path, action in ON_A_REGISTRY:
        if action:
            there = f"/wp-admin/{path}&_wpnonce={sent(action.format(id=registry_id))}"
            assert refused(eve.page(there.format(id=registry_id)).status_code), path
    assert world.shell.run(STORED, id=registry_id) == before


@pytest.mark.parametrize("name", ["", "bob", "carol", "edith"])
def test_lists_and_rows_change_nothing_for_others(
    world: RealWorld, visit: Visit, registry_id: int, name: str
) -> None:
    """With a nonce that is good for them."""
    before: Any = world.shell.run(STORED, id=registry_id)
    for path, action in ON_A_REGISTRY:
        named = action.format(id=registry_id)
        good = nonce(world, visit(name), name, named) if name else ""
        there = f"/wp-admin/{path}&_wpnonce={good}".format(id=registry_id)
        answer = visit(name).page(there)
        assert answer.status_code in ((403, 500) if name else (302,)), path
        assert "A fresh start" not in answer.text
    assert world.shell.run(STORED, id=registry_id) == before


def test_staff_gets_in(world: RealWorld, visit: Visit, registry_id: int) -> None:
    """So that the refusals above are about who asks."""
    for page in [*PAGES, LIST]:
        assert visit("eve").page(f"/wp-admin/{page}").status_code == 200
    good = nonce(world, visit("eve"), "eve", f"trash-post_{registry_id}")
    path = f"/wp-admin/post.php?post={registry_id}&action=trash&_wpnonce={good}"

    assert visit("eve").page(path).status_code == 302
    assert world.post(registry_id)["status"] == "trash"
