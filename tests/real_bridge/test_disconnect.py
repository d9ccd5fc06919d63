"""Disconnect, which always ends the connection on this side."""

from __future__ import annotations

from tests.real_bridge.recorded_backend import DISCONNECT, KEY, RecordedBackend, failure
from tests.real_bridge.site import BridgeSite, Dashboard

LEFT = {"url", "email", "gateway_key"}
OF_THE_JOURNAL = {"generation", "seeded"}


def test_the_backend_is_told_and_everything_is_forgotten(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    eve.connects(backend.url, KEY, gateway_key="for the gateway")

    page = eve.presses("Disconnect")

    assert "Disconnected." in page
    assert page.steps() == [
        "✓ The backend was told",
        "✓ The backend’s password ended",
        "✓ The key is forgotten",
    ]
    assert backend.only(DISCONNECT).headers["authorization"] == f"Bearer {KEY}"
    assert site.options().keys() - OF_THE_JOURNAL == LEFT
    assert (site.passwords(), site.next_event()) == ([], 0)
    assert page.state == "not_connected"


def test_it_is_forgotten_also_if_the_backend_can_not_be_told(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    backend.says(DISCONNECT, failure(503, "Not ready"))

    page = connected.presses("Disconnect")

    assert "Disconnected here, but the backend could not be told." in page
    assert page.steps()[0] == "✗ The backend was told"
    assert site.options().keys() - OF_THE_JOURNAL == LEFT - {"gateway_key"}
    assert (site.passwords(), site.next_event()) == ([], 0)


def test_a_new_connection_begins_with_its_own_choices(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    two_way = "restart_bridge_two_way_sync_enabled"
    connected.presses("Save and tell the backend", **{two_way: "1"})
    connected.presses("Disconnect")

    connected.connects(backend.url, KEY)

    stored = site.options()
    assert stored["plugin_connection_enabled"] == "1"
    assert "two_way_sync_enabled" not in stored
