"""Each shortcode that shows what is somebody's, and everybody whose it isn't."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real.plugin.visitors import Visit
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

KNOWN = """
    $ours = fn( $function ) => is_array( $function ) && preg_match( '/^(Restart_Registry|Therestart)_/', get_class( $function[0] ) );
    return array_keys( array_filter( $GLOBALS['shortcode_tags'], $ours ) );"""
PAGE = """
    return wp_insert_post( array(
        'post_type'    => 'page',
        'post_status'  => 'publish',
        'post_name'    => 'all-of-them',
        'post_title'   => 'All of them',
        'post_content' => $content,
    ) );"""
SHOWING_A_REGISTRY = "restart_registry_view"
SHORTCODES = {
    *("restart_registry", "restart_registry_create", SHOWING_A_REGISTRY),
    *("restart_main_menu", "restart_login_form"),
    *("restart_my_account", "restart_my_registries", "restart_register_form"),
    *("restart_start_registry",),
}
SECRET = "Moonflower"


@pytest.fixture
def registry_id(world: RealWorld, edith: Account) -> int:
    """Ada's, private, with a secret in its title; Dora has one of her own."""
    world.add_account("dora", "Dora Maar")
    world.make_registry(owner="dora", title="Dora’s own")
    return world.make_registry(title=SECRET)


@pytest.fixture
def page(world: RealWorld, registry_id: int) -> Iterator[str]:
    """The address of a page with all of them; one names Ada's registry."""
    content = "\n".join(f"[{name}]" for name in sorted(SHORTCODES))
    named = f'[{SHOWING_A_REGISTRY} registry="{registry_id}"]'
    page_id = world.shell.run(PAGE, content=f"{content}\n{named}")
    yield f"/?page_id={page_id}&preview=0"
    world.remove(page_id)


def test_each_has_its_place_in_the_table(world: RealWorld) -> None:
    assert set(world.shell.run(KNOWN)) == SHORTCODES


@pytest.mark.parametrize("name", ["", "bob", "carol", "dora", "edith"])
def test_each_hides_what_is_somebody_elses(
    world: RealWorld, visit: Visit, registry_id: int, page: str, name: str
) -> None:
    ada = world.accounts["ada"]
    for address in (page, f"{page}&registry={registry_id}"):
        answer = visit(name).page(address)
        while answer.status_code in (301, 302):
            address = answer.headers["Location"].removeprefix(world.wordpress.url)
            answer = visit(name).page(address)

        assert answer.status_code in (200, 404)
        assert SECRET not in answer.text
        assert ada.email not in answer.text
        assert "Ada Lovelace" not in answer.text


def test_the_owner_sees_it(visit: Visit, registry_id: int, page: str) -> None:
    """So that the pages above hide it from others."""
    answer = visit("ada").page(page)
    if answer.status_code == 301:
        answer = visit("ada").page("/all-of-them/")

    assert answer.status_code == 200
    assert SECRET in answer.text
