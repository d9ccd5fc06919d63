"""`manage.py check_wordpress` against a WordPress that is well, and one that isn't."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.real.world import RealWorld
from tests.worlds import forget_everything
from wpclient.reachability import reachability

PLUGIN = "restart-registry/restart-registry.php"
ADMIN = "require_once ABSPATH . 'wp-admin/includes/plugin.php';"


MEMBERS_ONLY = """<?php
add_filter( 'rest_authentication_errors', function ( $result ) {
    if ( true === $result || is_wp_error( $result ) || is_user_logged_in() ) {
        return $result;
    }
    return new WP_Error( 'rest_not_logged_in', 'Log in.', array( 'status' => 401 ) );
} );
"""


def check() -> str:
    out = StringIO()
    call_command("check_wordpress", stdout=out, no_color=True)
    return out.getvalue()


def failed_check() -> str:
    out = StringIO()
    with pytest.raises(CommandError, match="to mend"):
        call_command("check_wordpress", stdout=out, no_color=True)
    return out.getvalue()


@pytest.fixture
def without_plugin(world: RealWorld) -> Iterator[None]:
    world.wordpress.php(f"{ADMIN} deactivate_plugins( '{PLUGIN}' );")
    yield
    world.wordpress.php(f"{ADMIN} activate_plugin( '{PLUGIN}' );")


@pytest.fixture
def members_only(world: RealWorld) -> Iterator[None]:
    """WordPress's own REST handbook closes REST to guests in this way."""
    folder = world.wordpress.local.site / "wp-content/mu-plugins"
    plugin = folder / "members-only.php"
    plugin.write_text(MEMBERS_ONLY)
    yield
    plugin.unlink()


def test_all_is_well(world: RealWorld) -> None:
    text = check()

    assert text.endswith("WordPress is ready.\n")
    assert text.count("ok   ") == 7
    assert "FAIL" not in text


def test_rest_is_for_people_who_are_logged_in(
    world: RealWorld, members_only: None
) -> None:
    assert world.wordpress.request("GET", "/").status_code == 401

    assert check().count("ok   ") == 7
    assert reachability().is_reachable


def test_and_the_service_password_is_wrong(
    world: RealWorld, members_only: None, settings: Settings
) -> None:
    settings.WP_BASIC_AUTH_PASSWORD = "wrong"

    text = failed_check()

    assert "FAIL Authorization arrives" in text
    assert text.count("FAIL") == 1


def test_a_wrong_service_password(world: RealWorld, settings: Settings) -> None:
    settings.WP_BASIC_AUTH_PASSWORD = "wrong"

    text = failed_check()

    assert "FAIL Authorization arrives" in text
    assert "CGIPassAuth On" in text
    assert text.count("FAIL") == 1


def test_a_service_account_without_its_role(
    world: RealWorld, settings: Settings
) -> None:
    settings.WP_BASIC_AUTH_USER = "ada"
    settings.WP_BASIC_AUTH_PASSWORD = world.accounts["ada"].application_password

    text = failed_check()

    assert "missing: edit_others_restart_registries" in text
    assert "Give ada the role restart_registry_service" in text


def test_the_plugin_is_switched_off(world: RealWorld, without_plugin: None) -> None:
    text = failed_check()

    assert "FAIL The plugin restart-registry is active" in text
    assert "FAIL The post type has its meta and its fields" in text
    assert "Copy wordpress/plugins/restart-registry" in text
    assert "ok   Application passwords are on" in text


def test_wordpress_is_stopped(world: RealWorld) -> None:
    world.stop()

    text = failed_check()

    assert text.count("FAIL") == 1
    assert "Is WP_BASE_URL right" in text


def test_something_else_answers(world: RealWorld, settings: Settings) -> None:
    settings.WP_BASE_URL += "/wp-admin"
    forget_everything()

    text = failed_check()

    assert "but not WordPress's REST API" in text
