"""The settings page: who may open it and press its buttons, and what it says."""

from __future__ import annotations

import pytest

from tests.real_bridge.page import Page
from tests.real_bridge.recorded_backend import (
    KEY,
    NEXT_KEY,
    STATUS,
    Answer,
    RecordedBackend,
    failure,
    success,
)
from tests.real_bridge.site import POST, SETTINGS, BridgeSite, Dashboard

ACTIONS = ["connect", "disconnect", "check", "sync", "rotate", "switches"]
BUTTONS = ["Check connection", "Sync structure now", "Rotate key", "Disconnect"]
NEW_SALT = """add_filter(
    'salt', fn( $salt, $scheme ) => 'secure_auth' === $scheme ? 'new' : $salt, 10, 2
);"""
NONCE = """
    $_COOKIE = $cookies;
    wp_set_current_user( $id );
    return wp_create_nonce( 'restart_bridge' );"""


@pytest.fixture
def edith(site: BridgeSite) -> Dashboard:
    """The editor."""
    make = """
        $id = username_exists( 'edith' );
        return $id ? $id : wp_insert_user(
            array( 'user_login' => 'edith', 'user_pass' => 'x', 'role' => 'editor' )
        );"""
    return Dashboard(site, site.shell.run(make))


def fields(action: str, url: str) -> dict[str, str]:
    typed = {"url": url, "email": "eve@example.test", "api_key": NEXT_KEY}
    return {"action": f"restart_bridge_{action}", **typed}


@pytest.mark.parametrize("name", ["", "ada", "edith"])
def test_only_administrators_see_it(
    site: BridgeSite, edith: Dashboard, name: str
) -> None:
    person = edith if name == "edith" else Dashboard(site, site.account_id(name))

    answer = person.send("GET", SETTINGS)

    assert answer.status_code == (403 if name else 302)
    assert "Restart Bridge" not in answer.text


@pytest.mark.parametrize("name", ["", "ada", "edith"])
def test_nobody_else_presses_a_button(
    site: BridgeSite,
    connected: Dashboard,
    backend: RecordedBackend,
    edith: Dashboard,
    name: str,
) -> None:
    """Not even with a nonce of their own."""
    person = edith if name == "edith" else Dashboard(site, site.account_id(name))
    nonce = site.shell.run(NONCE, cookies=person.cookies, id=person.id)
    before = (site.options(), site.passwords())

    for action in ACTIONS:
        sent = {**fields(action, backend.url), "_wpnonce": nonce}
        answer = person.send("POST", POST, sent)
        refused = answer.status_code == 403
        assert refused if name else not answer.text or answer.status_code == 400

    assert (site.options(), site.passwords()) == before
    assert backend.asked == []


@pytest.mark.parametrize("nonce", [None, "0123456789"])
def test_without_a_nonce_nothing_happens(
    site: BridgeSite,
    connected: Dashboard,
    backend: RecordedBackend,
    nonce: str | None,
) -> None:
    before = (site.options(), site.passwords())

    for action in ACTIONS:
        sent = {**fields(action, backend.url), "_wpnonce": nonce}
        assert connected.send("POST", POST, sent).status_code == 403

    assert (site.options(), site.passwords()) == before
    assert backend.asked == []


def test_a_link_presses_nothing(connected: Dashboard, backend: RecordedBackend) -> None:
    nonce = connected.settings().form("Connect").fields["_wpnonce"]
    backend.requests.clear()

    for action in ACTIONS:
        link = f"{POST}?action=restart_bridge_{action}&_wpnonce={nonce}"
        assert connected.send("GET", link).status_code == 405

    assert backend.asked == []


def test_a_site_that_is_not_connected(eve: Dashboard) -> None:
    page = eve.settings()

    assert page.state == "not_connected"
    assert "Not connected Enter what the backend’s staff gave you" in page
    assert page.buttons == ["Connect"]
    assert "No structure was sent yet." in page
    assert "Posts post 0" in page
    assert "Categories category 1" in page


def test_a_connected_site(connected: Dashboard, backend: RecordedBackend) -> None:
    page = connected.settings()

    assert backend.asked == [STATUS]
    assert page.buttons == [*BUTTONS, "Connect", "Save and tell the backend"]
    assert "Connected All is well." in page
    assert "Set, ends in k7Ga." in page
    assert "Last structure sync" in page
    assert page.form("Connect").fields["api_key"] == ""
    switches = page.form("Save and tell the backend")
    assert switches.boxes == {
        "restart_bridge_plugin_connection_enabled",
        "restart_bridge_two_way_sync_enabled",
    }
    assert "restart_bridge_plugin_connection_enabled" in switches.fields
    assert "restart_bridge_two_way_sync_enabled" not in switches.fields


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("ready", "Connected"),
        ("connected", "Connected"),
        ("authenticating", "Connecting"),
        ("disconnected", "Disconnected"),
        ("revoked", "Refused"),
        ("degraded", "Degraded"),
        ("stale", "Stale"),
        ("from the future", "Can’t tell"),
    ],
)
def test_the_state_is_the_backend_s(
    connected: Dashboard, backend: RecordedBackend, state: str, said: str
) -> None:
    check = {"name": "same_site", "ok": False, "hint": "It answered for <i>b</i>."}
    answer = success(state=state, sentence="Do this & that.", checks=[check])
    backend.says(STATUS, answer)

    page = connected.settings()

    assert page.state == state
    assert f"Connection Status {said} Do this & that." in page
    hint = "✗ It is the site that was meant It answered for <i>b</i>."
    assert (hint in page) == (said != "Connected")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (failure(401, "Failed to connect", "Key or e-mail is wrong."), "Failed to connect: Key or e-mail is wrong."),
        (Answer(502, "<h1>Bad gateway</h1>"), "It answered with status 502 and no reason."),
        (Answer(200, '{"success": true, "data": {"state"'), "Something else than the backend answers"),
        (success(state=["ready"], checks={"a": 1}), "Can’t tell"),
    ],
)  # fmt: skip
def test_without_an_answer_it_can_not_tell(
    connected: Dashboard, backend: RecordedBackend, answer: Answer, said: str
) -> None:
    """That a key is stored says nothing."""
    backend.says(STATUS, answer)

    page = connected.settings()

    assert "Connection Status Can’t tell" in page
    assert said in page


def test_a_backend_that_is_gone_can_not_tell(
    connected: Dashboard, backend: RecordedBackend
) -> None:
    backend.stop()

    page = connected.settings()

    assert page.state == "unknown"
    assert "Can’t tell The backend did not answer: cURL error 7" in page


def test_what_is_wrong_with_what_was_typed_is_said_at_its_box(
    eve: Dashboard, backend: RecordedBackend
) -> None:
    page = eve.connects("ftp://backend", "sk-123", email="desk")

    assert "Nothing was sent yet. Address : That is no address" in page
    for name in ("url", "email", "api_key"):
        box = page.ids[f"restart-bridge-{name}"]
        assert box["aria-invalid"] == "true"
        assert str(box["aria-describedby"]) in page.ids
    assert "sk-123" not in page.html
    assert "aria-invalid" not in page.ids["restart-bridge-password"]


def test_what_is_missing_is_said_at_its_box(eve: Dashboard) -> None:
    page = eve.presses("Connect")

    assert page.text.count("Please fill this in.") == 2 * 3


def test_what_happened_is_shown_once(
    connected: Dashboard, backend: RecordedBackend
) -> None:
    assert connected.presses("Check connection").steps()

    assert not connected.settings().steps()


def test_new_salts_ask_for_the_keys_again(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    before = site.options()
    backend.requests.clear()
    with site.other_plugin(NEW_SALT):
        page = connected.settings()
        asked = backend.asked
        again = connected.connects(backend.url, KEY)

    assert page.text.count("A stored key can’t be opened any more") == 2
    assert asked == []
    assert "Connected. Structure sent" in again
    assert site.options()["api_key"] != before["api_key"]


def test_the_page_has_no_script(connected: Dashboard) -> None:
    html = connected.settings().html
    (ours,) = [part for part in html.split("<h1>") if "Restart Bridge" in part[:20]]

    assert "<script" not in ours.split('id="wpfooter"')[0]


def test_check_boxes_are_stored_and_sent_at_once(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    page = connected.presses(
        "Save and tell the backend",
        restart_bridge_plugin_connection_enabled="",
        restart_bridge_two_way_sync_enabled="1",
    )

    assert "Saved. Structure sent: 3 post types, 2 taxonomies." in page
    (sent,) = [one.body for one in backend.requests if one.body]
    assert (sent["plugin_connection_enabled"], sent["two_way_sync_enabled"]) == (
        False,
        True,
    )
    stored = site.options()
    assert stored["plugin_connection_enabled"] == "0"
    assert stored["two_way_sync_enabled"] == "1"


def test_the_environment_stands_in_and_is_never_copied(site: BridgeSite) -> None:
    told = {
        "RESTART_BRIDGE_URL": "http://127.0.0.1:1",
        "RESTART_BRIDGE_API_KEY": KEY,
        "RESTART_BRIDGE_EMAIL": "desk@example.test",
    }
    printed = site.local.php(
        """
        $transport = function ( $url, $arguments ) {
            echo $url, ' ', $arguments['headers']['Authorization'], "\\n";
            $data = array( 'site_id' => 7, 'integration_id' => 4 );
            return array(
                'response' => array( 'code' => 200 ),
                'body'     => wp_json_encode( array( 'success' => true, 'data' => $data ) ),
            );
        };
        $connector = new Restart_Bridge_Connector( new Restart_Bridge_Account(), $transport );
        list( $typed, $errors ) = Restart_Bridge_Settings::read( array() );
        echo wp_json_encode( $errors ), "\\n";
        $connector->connect( $typed, new Restart_Bridge_Steps() );
        $connector->status();
        foreach ( Restart_Bridge_Settings_Form::fields( array(), array() ) as $field ) {
            echo $field['value'], $field['hint'], "\\n";
        }""",
        told,
    )

    called = [
        f"http://127.0.0.1:1/integration/connect Bearer {KEY}",
        f"http://127.0.0.1:1/integration/integrations/4/status Bearer {KEY}",
    ]
    lines = printed.splitlines()
    assert lines[0] == "[]"
    assert lines[1:3] == called
    assert lines[3].startswith("Taken from the environment, RESTART_BRIDGE_URL.")
    assert {"url", "api_key", "email"} & site.options().keys() == set()


def test_words_of_others_are_shown_as_text(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    evil = "<script>alert(1)</script>"
    backend.says(STATUS, success(state="stale", sentence=evil, checks=[{"name": evil}]))
    register = f"register_taxonomy( 'evil', 'post', array( 'label' => '{evil}' ) );"
    with site.other_plugin(f"add_action( 'init', fn() => {register[:-1]} );"):
        page: Page = connected.presses("Check connection")

    assert evil not in page.html
    assert page.text.count(evil) >= 3
