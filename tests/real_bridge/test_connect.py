"""Connect, from what was typed to what is stored on this site."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.real_bridge.recorded_backend import (
    CONNECT,
    KEY,
    NEXT_KEY,
    STATUS,
    UPDATE,
    Answer,
    RecordedBackend,
    failure,
    success,
)
from tests.real_bridge.site import BridgeSite, Dashboard
from wordpress.local.machine.ports import free_port

DAY = 24 * 60 * 60  # seconds
STEPS = [
    "✓ Address and keys are there",
    "✓ There is an account for the backend",
    "✓ The backend knows this site and its key",
    "✓ The key is sealed and stored",
    "✓ The structure was gathered",
    "✓ The structure was sent",
]


def test_it_introduces_the_site_and_then_sends_its_structure(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    page = eve.connects(backend.url, KEY)

    assert "Connected. Structure sent: 3 post types, 2 taxonomies." in page
    assert page.steps() == STEPS
    assert backend.asked == [CONNECT, UPDATE, STATUS]
    introduction = backend.only(CONNECT)
    assert introduction.body == {
        "site_url": site.url,
        "email": "desk@example.test",
        "username": "restart-bridge",
        "application_password": introduction.body["application_password"],
        "bridge_version": "0.1.0",
        "wordpress_version": site.wordpress.version,
    }
    assert {one.headers["authorization"] for one in backend.requests} == {
        f"Bearer {KEY}"
    }
    assert all("x-api-key" not in one.headers for one in backend.requests)


def test_the_backend_can_call_back_while_the_site_waits(
    eve: Dashboard, backend: RecordedBackend
) -> None:
    page = eve.connects(backend.url, KEY)

    status, answer = backend.site_status
    assert (status, answer["contract"]) == (200, 1)
    assert "✓ The password is accepted" in page


def test_what_is_stored_afterwards(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    before = site.options()

    eve.connects(backend.url + "/", KEY, gateway_key="for the gateway")

    stored = {
        name: value for name, value in site.options().items() if name not in before
    }
    assert KEY not in stored.pop("api_key")
    assert "for the gateway" not in stored.pop("gateway_key")
    sent = time.strptime(stored.pop("last_structure_sync"), "%Y-%m-%dT%H:%M:%SZ")
    assert time.mktime(time.gmtime()) - time.mktime(sent) < 60
    account = site.shell.run("return username_exists( 'restart-bridge' );")
    assert stored == {
        "url": backend.url,
        "email": "desk@example.test",
        "account_id": str(account),
        "site_id": "7",
        "integration_id": "4",
        "connected_as": site.url,
        "plugin_connection_enabled": "1",
    }
    assert DAY - 60 < site.next_event() - time.time() <= DAY
    assert len(site.passwords()) == 1
    assert backend.requests[-1].headers["x-api-key"] == "for the gateway"


def test_secrets_are_not_read_with_every_page(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    eve.connects(backend.url, KEY, gateway_key="for the gateway")

    loaded = site.shell.run("return array_keys( wp_load_alloptions() );")
    ours = {name for name in loaded if name.startswith("restart_bridge_")}
    assert "restart_bridge_url" in ours
    assert not ours & {"restart_bridge_api_key", "restart_bridge_gateway_key"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (failure(401, "Failed to connect", "Key or e-mail is wrong."), "Failed to connect: Key or e-mail is wrong."),
        (failure(404, "Site not found", "No site is registered for <b>it</b>."), "Site not found: No site is registered for <b>it</b>."),
        (failure(403, "Site not active"), "Site not active"),
        (failure(429, "Too many requests"), "Too many requests"),
        (failure(503, "Not ready", "Set CREDENTIAL_KEYS."), "Not ready: Set CREDENTIAL_KEYS."),
        (Answer(403, {"message": "Forbidden"}), "Forbidden"),
        (Answer(500, "<h1>Trace</h1>"), "It answered with status 500 and no reason."),
        (Answer(200, "<h1>Welcome</h1>"), "Something else than the backend answers at this address (status 200)."),
        (Answer(200, {"success": True, "data": {"site_id": 7}}), "Something else than the backend answers"),
        (Answer(200, {"success": True, "data": {"site_id": "7", "integration_id": True}}), "Something else than the backend answers"),
        (Answer(200, {"success": False, "data": {}}), "Something else than the backend answers"),
        (Answer(302, "", location="/elsewhere"), "Something else than the backend answers at this address (status 302)."),
    ],
)  # fmt: skip
def test_nothing_is_stored_unless_the_backend_accepts_it(
    site: BridgeSite,
    eve: Dashboard,
    backend: RecordedBackend,
    answer: Answer,
    said: str,
) -> None:
    before = site.options()
    backend.says(CONNECT, answer)

    page = eve.connects(backend.url, KEY, gateway_key="for the gateway")

    assert said in page
    assert page.steps()[-1] == "✗ The backend knows this site and its key"
    assert backend.asked == [CONNECT]
    assert (site.options(), site.passwords(), site.next_event()) == (before, [], 0)
    typed = page.form("Connect").fields
    assert (typed["url"], typed["email"]) == (backend.url, "desk@example.test")
    assert (typed["api_key"], typed["gateway_key"]) == ("", "")
    assert page.state == "not_connected"


def test_a_backend_that_is_not_there(site: BridgeSite, eve: Dashboard) -> None:
    page = eve.connects(f"http://127.0.0.1:{free_port()}", KEY)

    assert "The backend did not answer: cURL error 7" in page
    assert site.passwords() == []


def test_a_failed_attempt_leaves_the_connection_as_it_was(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    eve.connects(backend.url, KEY)
    before = (site.options(), site.passwords(), site.next_event())
    backend.says(CONNECT, failure(401, "Failed to connect"))

    eve.connects(backend.url + "/other", NEXT_KEY)

    assert (site.options(), site.passwords(), site.next_event()) == before
    assert eve.settings().state == "ready"


def test_connecting_again_with_the_stored_key_makes_a_new_password(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    eve.connects(backend.url, KEY)
    (first,) = site.passwords()

    page = eve.connects(backend.url, "")
    assert page.steps() == STEPS, page.text

    (second,) = site.passwords()
    assert first != second
    assert backend.site_status[0] == 200
    assert backend.requests[-1].headers["authorization"] == f"Bearer {KEY}"


def test_a_site_that_can_not_be_read_is_connected_all_the_same(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    """Its structure comes by the key; its content waits until what failed is mended."""
    check = {"name": "address_answers", "ok": False, "hint": "Not a public address."}
    answer = success(site_id=7, integration_id=4, state="degraded", checks=[check])
    backend.says(CONNECT, answer)

    page = eve.connects(backend.url, KEY)

    assert "Structure sent: 3 post types, 2 taxonomies. The backend can’t read" in page
    assert "✗ This site’s address answers Not a public address." in page
    assert site.options()["integration_id"] == "4"
    assert UPDATE in backend.asked


def test_a_structure_that_is_not_taken_leaves_the_site_connected(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    backend.says(UPDATE, failure(422, "Invalid structure", "timestamp: is ahead"))

    page = eve.connects(backend.url, KEY)

    said = "Invalid structure: timestamp: is ahead"
    assert f"Connected, but the structure was not sent. {said}" in page
    stored = site.options()
    assert (stored["integration_id"], stored["last_error"]) == ("4", said)
    assert "last_structure_sync" not in stored
    assert site.next_event() > 0
    assert f"Restart Bridge: the structure was not sent. {said}" in site.wordpress.log()


def test_the_password_of_a_person_s_account(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    account = site.accounts["eve"]
    before = site.passwords("eve")

    eve.connects(
        backend.url, KEY, email=account.email, password=account.application_password
    )

    assert backend.only(CONNECT).body["username"] == "eve"
    assert backend.site_status[0] == 200
    assert site.options()["account_id"] == str(account.id)
    assert site.shell.run("return username_exists( 'restart-bridge' );") is False
    assert site.passwords("eve") == before


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("ada@example.test", "The account “ada” may not do this."),
        ("nobody@example.test", "No account of this site has that e-mail."),
    ],
)
def test_an_account_that_can_not_be_used(
    eve: Dashboard, backend: RecordedBackend, email: str, said: str
) -> None:
    page = eve.connects(backend.url, KEY, email=email, password="abcd efgh")

    assert said in page
    assert backend.asked == []


def test_somebody_else_of_that_name_is_left_alone(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    make = "return wp_create_user( 'restart-bridge', 'theirs', 'rb@example.test' );"
    theirs = site.shell.run(make)

    page = eve.connects(backend.url, KEY)

    assert "There is an account “restart-bridge” with another role." in page
    assert backend.asked == []
    site.shell.run("Restart_Bridge_Account::delete();")
    assert site.shell.run("return username_exists( 'restart-bridge' );") == theirs


def test_without_application_passwords_connect_says_so_and_stops(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    with site.other_plugin(
        "add_filter( 'wp_is_application_passwords_available', '__return_false' );"
    ):
        page = eve.connects(backend.url, KEY)

    assert "Application passwords are switched off" in page
    assert backend.asked == []
    assert site.shell.run("return username_exists( 'restart-bridge' );") is False


def test_two_at_once_do_not_end_each_other_s_password(
    site: BridgeSite, eve: Dashboard, backend: RecordedBackend
) -> None:
    slow = success(site_id=7, integration_id=4, state="connected", checks=[])
    backend.says(CONNECT, Answer(200, slow.body, seconds=1.5))
    second = Dashboard(site, site.account_id("eve"))

    with ThreadPoolExecutor(2) as pool:
        pages = list(
            pool.map(lambda person: person.connects(backend.url, KEY), [eve, second])
        )

    introductions = [one.body for one in backend.requests if one.asked == CONNECT]
    assert len(introductions) == 1
    assert len(site.passwords()) == 1
    backend.look_back(introductions[0])
    assert backend.site_status[0] == 200
    texts = [page.text for page in pages]
    assert [text for text in texts if "The connection is being changed" in text]
    assert [text for text in texts if "Connected. Structure sent" in text]
