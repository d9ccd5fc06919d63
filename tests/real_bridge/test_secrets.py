"""No secret is anywhere in clear after everything was done once, and failed once."""

from __future__ import annotations

from tests.real_bridge.recorded_backend import (
    CONNECT,
    KEY,
    NEXT_KEY,
    STATUS,
    UPDATE,
    RecordedBackend,
    failure,
)
from tests.real_bridge.site import BridgeSite, Dashboard

GATEWAY_KEY = "gate-keeper-0123456789"
DUMP = """
    global $wpdb;
    $dump = '';
    foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) {
        foreach ( $wpdb->get_results( "SELECT * FROM `$table`", ARRAY_N ) as $row ) {
            $dump .= implode( '|', $row ) . "\\n";
        }
    }
    return base64_encode( $dump );"""


def test_no_secret_is_in_database_page_or_log(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    eve.connects(backend.url, KEY, gateway_key=GATEWAY_KEY)
    walk(eve, backend)
    eve.presses("Rotate key")
    backend.says(CONNECT, failure(401, "Failed to connect"))
    eve.connects(backend.url, "rrs_wrong_0123456789", gateway_key="gate-wrong")

    secrets = {KEY, NEXT_KEY, GATEWAY_KEY, "rrs_wrong_0123456789", "gate-wrong"}
    sent = [one.body for one in backend.requests if one.asked == CONNECT]
    assert len(sent) == 2
    for body in sent:
        secrets |= {body["application_password"]}
    kept = [
        site.shell.run(f"return base64_decode( ( function () {{ {DUMP} }} )() );"),
        site.wordpress.log(),
        *(page.html for page in eve.pages),
    ]
    found = {secret for secret in secrets for text in kept if secret in text}
    assert found == set()
    assert f"ends in {NEXT_KEY[-4:]}" in eve.pages[-1]


def walk(eve: Dashboard, backend: RecordedBackend) -> None:
    """Press every button, and once more while the backend refuses."""
    for answer in (None, failure(503, "Not ready")):
        if answer:
            backend.says(UPDATE, answer)
            backend.says(STATUS, answer)
        for button in ("Check connection", "Sync structure now"):
            eve.presses(button)
        eve.presses("Save and tell the backend")
    backend.instead.clear()


def test_the_seal_can_not_be_opened_with_other_salts(
    site: BridgeSite, connected: Dashboard
) -> None:
    sealed = site.options()["api_key"]
    opened = "return Restart_Bridge_Secret_Box::open( $sealed );"

    assert site.shell.run(opened, sealed=sealed) == KEY
    with site.other_plugin("add_filter( 'salt', fn( $salt ) => \"x$salt\" );"):
        assert site.anew(opened, sealed=sealed) is None
