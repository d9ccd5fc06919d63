"""The site itself: if one of these fails, look here first."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import requests

from tests.real.wordpress import COMPLAINT, RealWordPress
from wordpress.local.demo.welcome import PLACES

ME = "/wp/v2/users/me"
EVERYONE = ["ada", "bob", "carol", "eve", "service"]


@pytest.mark.parametrize("name", EVERYONE)
def test_everyone_can_log_in(wordpress: RealWordPress, name: str) -> None:
    account = wordpress.accounts[name]
    response = wordpress.request("GET", ME, account, params={"context": "edit"})
    assert response.status_code == 200
    found = response.json()
    assert (found["id"], found["username"], found["email"]) == (
        account.id,
        account.username,
        account.email,
    )
    assert found["name"] != account.username


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("ada", "subscriber"),
        ("bob", "subscriber"),
        ("carol", "subscriber"),
        ("eve", "administrator"),
        ("service", "restart_registry_service"),
    ],
)
def test_roles(wordpress: RealWordPress, name: str, role: str) -> None:
    account = wordpress.accounts[name]
    response = wordpress.request("GET", ME, account, params={"context": "edit"})
    assert response.json()["roles"] == [role]


def test_a_wrong_password_is_refused(wordpress: RealWordPress) -> None:
    stranger = replace(wordpress.accounts["ada"], application_password="wrong")
    assert wordpress.request("GET", ME, stranger).status_code == 401


def test_the_main_password_is_refused(wordpress: RealWordPress) -> None:
    ada = wordpress.accounts["ada"]
    by_main_password = replace(ada, application_password=ada.password)
    assert wordpress.request("GET", ME, by_main_password).status_code == 401


def test_only_bob_has_proved_his_address(wordpress: RealWordPress) -> None:
    proved = wordpress.php(
        "foreach ( get_users() as $user ) {"
        " if ( get_user_meta( $user->ID, 'restart_verified_email', true ) === $user->user_email )"
        "  { echo $user->user_login; } }"
    )
    assert proved == "bob"


def test_the_plugin_is_active(wordpress: RealWordPress) -> None:
    active = wordpress.php("echo implode( ' ', get_option( 'active_plugins' ) );")
    assert active == "restart-registry/restart-registry.php"
    types = wordpress.request("GET", "/wp/v2/types").json()
    assert "restart-registry" in types


def test_nothing_of_wordpress_s_samples_is_there(wordpress: RealWordPress) -> None:
    posts = wordpress.request("GET", "/wp/v2/posts").json()
    comments = wordpress.request("GET", "/wp/v2/comments").json()
    pages = wordpress.request("GET", "/wp/v2/pages", params={"per_page": 100}).json()
    assert (posts, comments) == ([], [])
    assert "sample-page" not in {page["slug"] for page in pages}
    assert "privacy-policy" in {page["slug"] for page in pages}


def test_the_log_that_the_welcome_names_is_there(wordpress: RealWordPress) -> None:
    (named,) = re.findall(r"\.local/wordpress/(\S+)", PLACES)
    assert (wordpress.local.state / named).is_file()


def test_it_stops_and_comes_back_on_the_same_port(wordpress: RealWordPress) -> None:
    with wordpress.stopped(), pytest.raises(requests.ConnectionError):
        wordpress.request("GET", "/")
    assert wordpress.request("GET", "/").status_code == 200


def test_paused_it_accepts_but_never_answers(wordpress: RealWordPress) -> None:
    with wordpress.paused(), pytest.raises(requests.ReadTimeout):
        requests.get(wordpress.url, timeout=0.5)
    assert wordpress.request("GET", "/").status_code == 200


def test_notices_about_the_plugin_are_found() -> None:
    line = "PHP Warning:  Undefined variable in /x/plugins/restart-registry/a.php on line 1"
    assert COMPLAINT.findall(f"[21-Nov-2026 01:47:27 UTC] {line}\n") == [line]
