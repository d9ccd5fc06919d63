"""Sync structure now, and the daily event: what is sent, and what happens when it isn't taken."""

from __future__ import annotations

import time

import pytest

from tests.real_bridge.recorded_backend import (
    CONNECT,
    KEY,
    UPDATE,
    Answer,
    RecordedBackend,
    failure,
    success,
)
from tests.real_bridge.site import BridgeSite, Dashboard


def test_the_button_sends_it(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    site.set_option("restart_bridge_last_structure_sync", "2026-01-01T00:00:00Z")
    site.set_option("restart_bridge_last_error", "Once upon a time")

    page = connected.presses("Sync structure now")

    assert "Structure sent: 3 post types, 2 taxonomies." in page
    assert page.steps() == ["✓ The structure was gathered", "✓ The structure was sent"]
    assert UPDATE in backend.asked
    stored = site.options()
    assert stored["last_structure_sync"] > "2026-11"
    assert "last_error" not in stored
    assert "Last structure sync 1 second ago" in page or "seconds ago" in page


def test_wp_cron_sends_it_every_day(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    site.lets_a_day_pass()

    assert backend.asked == [UPDATE]
    assert site.next_event() > time.time() + 23 * 60 * 60


def test_a_failure_is_shown_and_tried_again_the_next_day(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    backend.says(UPDATE, Answer(503, "asleep"), success())
    site.lets_a_day_pass()

    said = "It answered with status 503 and no reason."
    page = connected.settings()
    assert f"The last attempt to send it failed: {said}" in page
    assert site.next_event() > time.time()

    site.lets_a_day_pass()
    assert "The last attempt" not in connected.settings()


def test_a_backend_that_lost_the_connection_is_connected_once_more(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    site.set_option("restart_bridge_plugin_connection_enabled", "0")
    (before,) = site.passwords()
    backend.says(UPDATE, failure(404, "Integration not found"))
    backend.says(
        CONNECT, success(site_id=8, integration_id=5, state="connected", checks=[])
    )
    new_update = UPDATE.replace("/4/", "/5/")
    backend.says(new_update, success(message="Site structure updated successfully"))

    site.lets_a_day_pass()

    assert backend.asked == [UPDATE, CONNECT, new_update]
    stored = site.options()
    assert (stored["site_id"], stored["integration_id"]) == ("8", "5")
    assert stored["plugin_connection_enabled"] == "0", "nobody pressed Connect"
    assert "last_error" not in stored
    (after,) = site.passwords()
    assert before != after


def test_once_more_is_not_for_ever(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    before = site.passwords()
    backend.says(UPDATE, failure(404, "Integration not found"))
    backend.says(CONNECT, failure(404, "Site not found", "No site is registered."))

    page = connected.presses("Sync structure now")

    assert backend.asked.count(UPDATE) == backend.asked.count(CONNECT) == 1
    assert "was not sent. Site not found: No site is registered." in page
    assert site.options()["last_error"] == "Site not found: No site is registered."
    assert site.passwords() == before


def test_a_page_that_is_missing_elsewhere_is_no_lost_connection(
    connected: Dashboard, backend: RecordedBackend
) -> None:
    backend.says(UPDATE, Answer(404, "<h1>Not found</h1>"))

    connected.presses("Sync structure now")

    assert CONNECT not in backend.asked


def test_a_copy_sends_nothing_and_stops(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    """The database was copied, and is another site's now."""
    original = "https://shop.example.org"
    site.set_option("restart_bridge_connected_as", original)

    site.lets_a_day_pass()
    page = connected.settings()

    assert site.next_event() == 0
    said = f"This is a copy of {original}: connect it with a key of its own."
    assert page.text.count(said) == 2  # as the state, and as the last error
    assert (page.state, backend.asked) == ("copy", [])
    assert page.buttons == ["Disconnect", "Connect"]


def test_a_copy_that_is_disconnected_leaves_its_original_alone(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    site.set_option("restart_bridge_connected_as", "https://shop.example.org")

    page = connected.presses("Disconnect")

    assert backend.asked == []
    assert "Disconnected." in page
    assert "api_key" not in site.options()


def test_a_copy_connects_with_a_key_of_its_own(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    site.set_option("restart_bridge_connected_as", "https://shop.example.org")

    page = connected.connects(backend.url, KEY)

    assert "Connected. Structure sent" in page
    assert site.options()["connected_as"] == site.url


@pytest.mark.parametrize("by_cron", [True, False])
def test_a_backend_that_knows_another_site_stops_it(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend, *, by_cron: bool
) -> None:
    """The copy has the address of its original, so that only the backend can tell."""
    detail = "The key is that of https://shop.example.org."
    backend.says(UPDATE, failure(409, "Another site", detail))

    if by_cron:
        site.lets_a_day_pass()
    else:
        connected.presses("Sync structure now")

    assert site.next_event() == 0
    error = site.options()["last_error"]
    assert "a copy of another site: connect it with a key of its own." in error
    assert error.endswith(detail)
    assert error in connected.settings()


def test_another_conflict_does_not_stop_it(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    backend.says(UPDATE, failure(409, "Outdated structure"))

    connected.presses("Sync structure now")

    assert site.next_event() > 0


def test_a_site_that_is_not_connected_sends_nothing(
    site: BridgeSite, backend: RecordedBackend
) -> None:
    site.lets_a_day_pass()

    assert site.next_event() == 0
    assert "last_error" not in site.options()


def test_what_others_call_it(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    structure = site.shell.run("return igny8_get_site_structure();")
    sent = site.shell.run("return igny8_sync_site_structure_to_backend();")
    site.shell.run("do_action( 'igny8_sync_site_structure' );")

    first, second = [one.body for one in backend.requests]
    assert sent is True
    assert {**structure, "timestamp": ""} == {**first, "timestamp": ""}
    assert {**first, "timestamp": ""} == {**second, "timestamp": ""}


def test_another_plugin_keeps_its_functions_of_that_name(
    site: BridgeSite, connected: Dashboard
) -> None:
    theirs = "function igny8_get_site_structure() { return 'theirs'; }"
    late = f"add_action( 'plugins_loaded', function () {{ {theirs} }}, 1000 );"
    with site.other_plugin(late):
        printed = site.local.php("echo igny8_get_site_structure();")
        assert printed == "theirs"
        assert connected.settings().state == "ready"
