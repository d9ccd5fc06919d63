"""Every branch of connecting that goes wrong: what the page says, what is stored, which event is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from tests.real_bridge.browser.backend import Backend
from tests.real_bridge.browser.people import Owner
from tests.real_bridge.browser.shop import POSTS, TERMS, Shop
from wordpress.local.machine.ports import free_port

STRANGE = "rrs_aB3dE6gH_" + "k7" * 20
KEYS = "UPDATE integrations_api_keys SET {} = '2020-01-01 00:00:00'"
ELSEWHERE = "add_filter( 'option_home', fn() => '{}', 20 );"
WITHOUT_PASSWORD = """
if ( str_contains( $_SERVER['REQUEST_URI'], 'restart-bridge' ) ) {
    unset( $_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'], $_SERVER['HTTP_AUTHORIZATION'] );
}"""
HIDDEN = "add_filter( '{}', fn( $arguments ) => array( 'public' => false ) + $arguments, 99 );"
BROKEN_LINE = """
add_filter(
    'pre_http_request',
    fn( $answer, $arguments, $url ) => str_ends_with( $url, '/update-structure' )
        ? new WP_Error( 'http_request_failed', 'The line broke.' ) : $answer,
    10,
    3
);"""
LONG_AGO = "2020-01-01 00:00:00"


@pytest.fixture
def elsewhere(shop: Shop) -> Iterator[Backend]:
    """A backend that may call one more address, where nobody listens."""
    backend = Backend(shop, free_port())
    yield backend
    backend.stop()


def unknown(backend: Backend, key: str) -> tuple[str, str]:
    return STRANGE, "desk@example.test"


def expired(backend: Backend, key: str) -> tuple[str, str]:
    backend.database.query(KEYS.format("expires_at"))
    return key, "desk@example.test"


def revoked(backend: Backend, key: str) -> tuple[str, str]:
    backend.database.query(KEYS.format("revoked_at"))
    return key, "desk@example.test"


def of_another_contact(backend: Backend, key: str) -> tuple[str, str]:
    return key, "other@example.test"


@pytest.mark.parametrize(
    ("typed", "events"),
    [
        (unknown, []),
        (expired, []),
        (revoked, []),
        (of_another_contact, ["connect refused"]),
    ],
)
def test_a_key_that_does_not_fit_has_one_answer_for_all_causes(
    shop: Shop,
    backend: Backend,
    owner: Owner,
    typed: Callable[[Backend, str], tuple[str, str]],
    events: list[str],
) -> None:
    key, email = typed(backend, backend.add_site())

    owner.connects(backend.url, key, email)

    assert owner.message.startswith("Failed to connect")
    assert owner.steps[-1] == "✗ The backend knows this site and its key"
    nothing_is_stored(shop, backend)
    assert owner.state == "not_connected"
    assert backend.events() == events


def test_a_site_under_another_address_is_not_found(
    shop: Shop, elsewhere: Backend, owner: Owner
) -> None:
    key = elsewhere.add_site(elsewhere.other_address)

    owner.connects(elsewhere.url, key)

    assert owner.message.startswith("Site not found")
    assert shop.url in owner.message
    nothing_is_stored(shop, elsewhere)
    assert elsewhere.events() == ["connect refused"]


def test_a_site_that_is_switched_off(
    shop: Shop, backend: Backend, owner: Owner
) -> None:
    key = backend.add_site()
    backend.database.query("UPDATE integrations_sites SET is_active = ?", False)

    owner.connects(backend.url, key)

    assert owner.message.startswith("Site not active")
    nothing_is_stored(shop, backend)


def test_a_site_that_can_not_be_reached_is_connected_and_says_how_to_mend_it(
    shop: Shop, elsewhere: Backend, owner: Owner
) -> None:
    key = elsewhere.add_site(elsewhere.other_address)

    with shop.other_plugin(ELSEWHERE.format(elsewhere.other_address)):
        owner.connects(elsewhere.url, key)

        assert owner.state == "degraded"
        owner.sees("The structure was sent")
        owner.sees("✗ This site’s address answers")
    assert shop.options()["integration_id"] == "1"
    assert elsewhere.integration("check_failures") == (1,)
    assert elsewhere.events() == [
        "connect connected",
        "check failed",
        "structure received",
    ]
    assert sync(elsewhere) != ""
    assert elsewhere.live() == {}


def test_a_password_that_does_not_arrive(
    shop: Shop, backend: Backend, owner: Owner
) -> None:
    key = backend.add_site()

    with shop.other_plugin(WITHOUT_PASSWORD):
        owner.connects(backend.url, key)

        assert owner.state == "revoked"
        owner.sees("✗ The password is accepted")
        owner.sees("Authorization")
        assert sync(backend) != ""
    assert backend.integration("structure_at", "last_synced_at")[0] is not None
    assert backend.live() == {}
    assert backend.events()[:3] == [
        "connect connected",
        "check failed",
        "structure received",
    ]

    owner.settings()
    owner.presses("Connect")

    assert owner.state == "ready"
    assert backend.integration("refused_at") == (None,)


@pytest.mark.parametrize(
    ("hook", "sent", "event"),
    [
        ("register_post_type_args", "0 post types, 3 taxonomies", "no_post_types"),
        ("register_taxonomy_args", "3 post types, 0 taxonomies", "no_taxonomies"),
    ],
)
def test_no_types_are_logged_and_accepted_and_the_rest_goes_on(
    shop: Shop, backend: Backend, owner: Owner, hook: str, sent: str, event: str
) -> None:
    key = backend.add_site()

    with shop.other_plugin(HIDDEN.format(hook)):
        owner.connects(backend.url, key)

        assert owner.message == f"Connected. Structure sent: {sent}."
        assert backend.events()[-2:] == ["structure received", f"structure {event}"]
        assert sync(backend) == ""
    assert backend.live() == (POSTS if event == "no_taxonomies" else TERMS)


def test_an_integration_that_is_gone_is_connected_once_more(
    shop: Shop, backend: Backend, owner: Owner
) -> None:
    owner.connects(backend.url, backend.add_site())
    (before,) = shop.passwords()
    shop.set_option("restart_bridge_integration_id", "999")

    owner.settings()
    owner.presses("Sync structure now")

    assert owner.message.startswith("Structure sent")
    assert owner.steps[1] == "✗ The structure was sent"
    assert owner.steps[-1] == "✓ The structure was sent"
    assert shop.options()["integration_id"] == "1"
    assert shop.passwords() != [before]
    assert owner.state == "ready"
    assert backend.events().count("connect connected") == 2


def test_a_structure_that_does_not_arrive_is_shown_and_sent_again_by_cron(
    shop: Shop, backend: Backend, owner: Owner
) -> None:
    key = backend.add_site()

    with shop.other_plugin(BROKEN_LINE):
        owner.connects(backend.url, key)

    assert owner.message.startswith("Connected, but the structure was not sent.")
    owner.sees("The last attempt to send it failed:")
    assert owner.state == "connected"
    stored = shop.options()
    assert "The line broke." in stored["last_error"]
    assert "last_structure_sync" not in stored
    assert "the structure was not sent" in shop.wordpress.log()
    assert backend.integration("structure_at") == (None,)
    assert shop.next_event() > time.time()

    shop.lets_a_day_pass()

    assert "last_error" not in shop.options()
    assert "last_structure_sync" in shop.options()
    assert backend.events()[-1] == "structure received"
    owner.settings()
    assert owner.state == "ready"


def test_the_backend_fetches_a_structure_of_yesterday_itself(
    shop: Shop, backend: Backend, owner: Owner
) -> None:
    owner.connects(backend.url, backend.add_site())
    backend.set(structure_at=LONG_AGO, next_sync_at=LONG_AGO)

    done = backend.manage("sync_content", "--seconds", "30")

    assert done.returncode in (0, 1), done.stderr
    assert backend.integration("structure_at") > ("2026",)


def nothing_is_stored(shop: Shop, backend: Backend) -> None:
    """Neither here nor there."""
    stored = shop.options()
    assert not stored.keys() & {"api_key", "integration_id", "site_id", "url"}
    assert (shop.passwords(), shop.next_event()) == ([], 0)
    assert backend.integration("credentials", "connected_at") == (None, None)


def sync(backend: Backend) -> str:
    """Follow the site to its head, and return what went wrong."""
    done = backend.manage("sync_content", "--site", "1")
    return done.stderr if done.returncode else ""
