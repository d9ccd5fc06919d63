"""The start form asks for a key: anyone who gets none isn't told why."""

from __future__ import annotations

import requests

from tests.real.plugin.visitors import Visit, Visitor
from tests.real.world import RealWorld

AJAX = "/wp-admin/admin-ajax.php"
KEYS = "return WP_Application_Passwords::get_user_application_passwords( $id );"


def asks(visitor: Visitor) -> requests.Response:
    fresh = visitor.send_form(AJAX, {"action": "restart_registry_nonce"}).json()
    form = {"action": "restart_registry_key", "nonce": fresh["data"]["nonce"]}
    return visitor.send_form(AJAX, form)


def message(answer: requests.Response) -> str:
    body = answer.json()
    assert body["success"] is False
    return str(body["data"]["message"])


def test_a_member_is_lent_one(visit: Visit) -> None:
    answer = asks(visit("carol"))

    assert answer.status_code == 200
    assert answer.json()["data"]["username"] == "carol"


def test_whoever_was_logged_out_is_told_to_log_in(visit: Visit) -> None:
    answer = asks(visit(""))

    assert answer.status_code == 401
    assert "log in in another tab" in message(answer)


def test_whoever_may_have_no_registry_gets_no_password(
    world: RealWorld, visit: Visit
) -> None:
    carol, before = visit("carol"), world.shell.run(KEYS, id=world.accounts["carol"].id)
    world.change_role("carol", "guest")  # this role has none of our rights

    answer = asks(carol)

    assert answer.status_code == 403
    assert "can’t have a registry" in message(answer)
    assert world.shell.run(KEYS, id=world.accounts["carol"].id) == before
