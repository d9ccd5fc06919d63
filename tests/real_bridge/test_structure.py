"""The structure: what counts, and that it is the same whoever asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.real_bridge.recorded_backend import CONNECT, RecordedBackend
from tests.real_bridge.site import BridgeSite, Dashboard
from wordpress.local.accounts import Account

MAKE = """
    $ids = array();
    $statuses = array( 'publish', 'draft', 'pending', 'private', 'future', 'trash', 'auto-draft', 'inherit', 'archived' );
    foreach ( $statuses as $status ) {
        $post  = array( 'post_title' => $status, 'post_type' => 'post', 'post_status' => 'publish' );
        $ids[] = wp_insert_post( $post );
        $GLOBALS['wpdb']->update(
            $GLOBALS['wpdb']->posts, array( 'post_status' => $status ), array( 'ID' => end( $ids ) )
        );
    }
    wp_insert_term( 'Empty', 'post_tag' );
    return $ids;"""
REMOVE = """
    array_map( fn( $id ) => wp_delete_post( $id, true ), $ids );
    wp_delete_term( get_term_by( 'name', 'Empty', 'post_tag' )->term_id, 'post_tag' );"""
COUNT_POSTS = """
    return (int) $GLOBALS['wpdb']->get_var(
        "SELECT COUNT(*) FROM {$GLOBALS['wpdb']->posts}
        WHERE post_type = 'post' AND post_status IN ('publish', 'draft', 'pending', 'private', 'future', 'archived')"
    );"""
# Each is what plugins do: a label in the reader's language, a type for the dashboard alone, strange labels.
TYPES = """add_action(
    'init',
    function () {
        $labels = array( 'de_DE' => 'Produkte', 'en_US' => 'Products' );
        register_post_type( 'product', array( 'public' => true, 'label' => $labels[ determine_locale() ] ) );
        register_post_type(
            'for_eyes', array( 'public' => true, 'show_ui' => current_user_can( 'manage_options' ), 'label' => "\\t\\n" )
        );
        register_post_type( 'hidden', array( 'public' => false, 'show_ui' => true ) );
        register_taxonomy( 'brand', 'product', array( 'label' => "Brands\\n& " . str_repeat( 'é', 300 ) ) );
        register_taxonomy( 'secret', 'product', array( 'public' => false ) );
    }
);"""


@pytest.fixture
def types(site: BridgeSite) -> Iterator[None]:
    """Another plugin's, of all kinds."""
    with site.other_plugin(TYPES):
        yield


def gathered(site: BridgeSite) -> dict[str, Any]:
    """Return it as a script without a user gathers it."""
    code = "echo wp_json_encode( ( new Restart_Bridge_Structure() )->body() );"
    found: dict[str, Any] = json.loads(site.local.php(code))
    return found


def without_time(structure: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in structure.items() if key != "timestamp"}


def test_every_status_counts_but_deleted_not_begun_and_part_of_another(
    site: BridgeSite,
) -> None:
    ids = site.shell.run(MAKE)
    try:
        structure = gathered(site)
        assert structure["post_types"]["post"]["count"] == 6
        assert structure["post_types"]["post"]["count"] == site.shell.run(COUNT_POSTS)
        assert structure["taxonomies"]["post_tag"]["count"] == 1, "no post has it"
    finally:
        site.shell.run(REMOVE, ids=ids)


@pytest.mark.usefixtures("types")
def test_what_is_public_is_in_it(site: BridgeSite) -> None:
    structure = gathered(site)

    assert structure["post_types"].keys() == {
        *("post", "page", "product", "for_eyes", "restart-registry")
    }
    assert structure["taxonomies"].keys() == {"category", "post_tag", "brand"}
    assert structure["post_types"]["product"] == {
        "label": "Products",
        "count": 0,
        "enabled": True,
        "fetch_limit": 100,
    }
    assert structure["post_types"]["for_eyes"]["label"] == "for_eyes"
    assert structure["taxonomies"]["brand"] == {
        "label": "Brands & " + "é" * 191,
        "count": 0,
    }
    assert structure["site_url"] == site.url
    assert structure["admin_url"] == f"{site.url}/wp-admin/"


@pytest.mark.usefixtures("types")
def test_it_is_the_same_for_administrator_service_account_and_cron(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    """The administrator reads the dashboard in another language."""
    speak = "update_user_meta( $id, 'locale', $locale );"
    site.shell.run(speak, id=connected.id, locale="de_DE")
    try:
        connected.presses("Sync structure now")
    finally:
        site.shell.run(speak, id=connected.id, locale="")
    pressed = next(one.body for one in backend.requests if one.body)
    backend.requests.clear()
    site.lets_a_day_pass()
    by_cron = backend.requests[0].body
    fetched = as_service_account(site, connected, backend)

    assert pressed["post_types"]["product"]["label"] == "Products"
    assert without_time(pressed) == without_time(by_cron) == without_time(fetched)


def as_service_account(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> dict[str, Any]:
    """Ask as the backend does, with the password that Connect sent."""
    connected.connects(backend.url, "")
    sent = [one.body for one in backend.requests if one.asked == CONNECT][-1]
    password = sent["application_password"]
    account = Account(0, sent["username"], "", "", application_password=password)
    answer = site.wordpress.request("GET", "/restart-bridge/v1/structure", account)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_site_without_types_sends_empty_objects(site: BridgeSite) -> None:
    nothing = "add_filter( 'register_post_type_args', fn( $a ) => array( 'public' => false ) + $a );"
    nothing += "add_filter( 'register_taxonomy_args', fn( $a ) => array( 'public' => false ) + $a );"
    with site.other_plugin(nothing):
        structure = gathered(site)

    assert (structure["post_types"], structure["taxonomies"]) == ({}, {})


def test_a_database_that_fails_is_no_empty_site(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    broken = "add_filter( 'query', fn( $q ) => str_contains( $q, 'GROUP BY taxonomy' ) ? 'SELECT oops' : $q );"
    with site.other_plugin(broken):
        page = connected.presses("Sync structure now")

    assert "The database of this site did not answer." in page
    assert [one.asked for one in backend.requests if one.body] == []
