"""The plugin is switched on, off, and deleted: registries belong to their owners and stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.real.plugin.visitors import ROUTE, Visit, refusal, slug
from tests.real.world import RealWorld

PLUGIN = """
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    $plugin = 'restart-registry/restart-registry.php';"""
OFF, ON = "deactivate_plugins( $plugin );", "activate_plugin( $plugin );"
UNINSTALL = f"{OFF} uninstall_plugin( $plugin );"
NARROW = "add_filter( 'restart_registry_owner_roles', fn( $roles ) => array_diff( $roles, array( 'editor' ) ) );"
CLOSE_REGISTRATION = "update_option( 'users_can_register', '0' ); update_option( 'default_role', 'author' );"
TAKE_A_RIGHT = "get_role( 'editor' )->remove_cap( 'edit_restart_registries' );"
OPTIONS = """
    global $wpdb;
    $rows = $wpdb->get_results( "SELECT option_name, option_value FROM $wpdb->options WHERE option_name IN
        ( 'users_can_register', 'default_role', 'active_plugins', 'restart_registry_version', 'wp_user_roles' )" );
    return array_column( $rows, 'option_value', 'option_name' );"""
PUT_BACK = """
    array_map( fn( $name, $value ) => update_option( $name, maybe_unserialize( $value ) ), array_keys( $options ), $options );
    delete_option( 'rewrite_rules' ); // The next request makes them."""
RIGHTS = """
    global $wpdb;
    $ours = fn( $role ) => array_values( preg_grep( '/restart_/', array_keys( array_filter( $role['capabilities'] ) ) ) );
    return (object) array_filter( array_map( $ours, get_option( $wpdb->prefix . 'user_roles' ) ) );"""
LEFT = """
    global $wpdb;
    return $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%restart\\\\_%' OR option_value LIKE '%restart\\\\_%'
        UNION SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%restart\\\\_%'" );"""


@pytest.fixture
def site(world: RealWorld) -> Iterator[RealWorld]:
    """Afterwards the options of the site, roles included, are what they were before."""
    before = world.shell.run(OPTIONS)
    yield world
    world.shell.run(PUT_BACK, options=before)
    assert world.shell.run(OPTIONS) == before


def run(site: RealWorld, code: str) -> str:
    return site.wordpress.php(PLUGIN + code)


def rights(site: RealWorld) -> dict[str, list[str]]:
    found: dict[str, list[str]] = site.shell.run(RIGHTS)
    return found


def options(site: RealWorld) -> dict[str, Any]:
    found: dict[str, Any] = site.shell.run(OPTIONS)
    return found


def test_switched_off_it_takes_nothing_away(site: RealWorld, visit: Visit) -> None:
    registry_id = site.invited("publish")
    before, registry = rights(site), site.post(registry_id)
    page = f"/registry/{slug(site, registry_id)}/"

    run(site, OFF)

    assert (rights(site), site.post(registry_id)) == (before, registry)
    assert refusal(visit("").get(f"{ROUTE}/{registry_id}")) == (404, "rest_no_route")
    assert visit("").page(page).status_code == 404


def test_switched_on_again_its_addresses_are_there_at_once(
    site: RealWorld, visit: Visit
) -> None:
    page = f"/registry/{slug(site, site.invited('publish'))}/"
    before = options(site)
    run(site, OFF)

    run(site, ON)

    assert options(site) == before
    for path in (page, "/registry/", "/registry/feed/"):
        assert visit("").page(path).status_code == 200, path


def test_switched_on_again_it_mends_the_rights(site: RealWorld) -> None:
    before = rights(site)

    run(site, TAKE_A_RIGHT + OFF + ON)

    after = rights(site)
    assert after.keys() == before.keys()
    assert all(set(after[role]) == set(before[role]) for role in before)


def test_whoever_closed_registration_meant_it(site: RealWorld) -> None:
    run(site, CLOSE_REGISTRATION + OFF + ON)

    now = options(site)
    assert (now["users_can_register"], now["default_role"]) == ("0", "author")


def test_a_site_may_narrow_who_has_registries(site: RealWorld) -> None:
    before = rights(site)

    run(site, f"{OFF} {NARROW} {ON}")

    after = rights(site)
    assert "editor" not in after
    assert after.keys() | {"editor"} == before.keys()
    assert len(after["administrator"]) == len(before["administrator"]) == 11


def test_uninstalled_it_leaves_registries_and_nothing_else(site: RealWorld) -> None:
    registry_id = site.invited()
    before = site.post(registry_id)

    run(site, UNINSTALL)

    assert rights(site) == {}
    assert site.shell.run(LEFT) == []
    assert site.post(registry_id) == before
    assert "restart_registry_service" not in options(site)["wp_user_roles"]


def test_installed_for_the_first_time_it_opens_registration(site: RealWorld) -> None:
    before = rights(site)

    run(site, UNINSTALL + CLOSE_REGISTRATION + ON)

    now = options(site)
    assert (now["users_can_register"], now["default_role"]) == ("1", "subscriber")
    assert rights(site) == before
