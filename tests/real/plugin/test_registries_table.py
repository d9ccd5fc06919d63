"""WordPress's list of all registries, for those who manage them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real.plugin.visitors import Visit
from tests.real.world import RealWorld

SCREEN = "/wp-admin/edit.php?post_type=restart-registry"
WORDS = "Gifts in the API"
SET_URL = "update_option( 'restart_lambda_url', $url );"
CAN = """
    wp_set_current_user( $user );
    return apply_filters( 'post_row_actions', array(), get_post( $id ) )['restart_items'] ?? '';"""

# Past the plugin, as an import or another plugin writes.
STORE = """
    global $wpdb;
    delete_post_meta( $id, 'restart_item_ids' );
    $row = array( 'post_id' => $id, 'meta_key' => 'restart_item_ids', 'meta_value' => $stored );
    $wpdb->insert( $wpdb->postmeta, $row );
    wp_cache_delete( $id, 'post_meta' );"""
CELL = """
    ob_start();
    do_action( 'manage_restart-registry_posts_custom_column', $column, $id );
    return ob_get_clean();"""


@pytest.fixture
def api_url(world: RealWorld) -> Iterator[str]:
    url = "https://api.example.test/production"
    world.shell.run(SET_URL, url=f"{url}/")
    yield url
    world.shell.run("delete_option( 'restart_lambda_url' );")


def test_links_each_registry_to_its_items_in_the_api(
    world: RealWorld, visit: Visit, api_url: str
) -> None:
    ids = [world.make_registry(status=status) for status in ("private", "publish")]

    page = visit("eve").page(SCREEN).text

    for registry_id in ids:
        address = f"{api_url}/admin/items/item/?registry_id={registry_id}"
        assert f'<a href="{address}">{WORDS}</a>' in page


def test_not_without_an_address(world: RealWorld, visit: Visit) -> None:
    world.make_registry(title="Moonflower")

    page = visit("eve").page(SCREEN).text

    assert "Moonflower" in page
    assert WORDS not in page


def test_never_to_an_address_that_is_a_script(world: RealWorld, visit: Visit) -> None:
    world.make_registry()
    world.shell.run(SET_URL, url="javascript:alert(1)//")

    page = visit("eve").page(SCREEN).text

    world.shell.run("delete_option( 'restart_lambda_url' );")
    assert "javascript:alert" not in page


def test_only_for_those_who_manage_registries(
    world: RealWorld, visit: Visit, api_url: str
) -> None:
    """Neither owners nor an editor see the link, whatever lists WordPress shows them."""
    registry_id = world.make_registry()
    world.add_account("edith", "Edith Stein", role="editor")

    for name in ("ada", "bob", "carol", "edith"):
        account = world.accounts[name]
        assert WORDS not in visit(name).page(SCREEN).text
        assert world.shell.run(CAN, user=account.id, id=registry_id) == "", name
    eve = world.accounts["eve"].id
    assert api_url in world.shell.run(CAN, user=eve, id=registry_id)


def test_other_posts_have_none(world: RealWorld, visit: Visit, api_url: str) -> None:
    page = visit("eve").page("/wp-admin/edit.php?post_type=page").text

    assert "Find a registry" in page
    assert WORDS not in page


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("[3,1]", "2"), ("", "0"), ("[3,", "Can’t be read")],
    ids=["two", "none", "broken"],
)
def test_how_many_gifts_each_has(world: RealWorld, stored: str, shown: str) -> None:
    registry_id = world.make_registry()
    world.shell.run(STORE, id=registry_id, stored=stored)

    assert world.shell.run(CELL, id=registry_id, column="restart_gifts") == shown


def test_nobody_sees_one_in_the_trash(world: RealWorld) -> None:
    registry_id = world.make_registry()
    world.shell.run("wp_trash_post( $id );", id=registry_id)

    seen_by = world.shell.run(CELL, id=registry_id, column="restart_seen_by")

    assert seen_by == "Nobody (in the trash)"
