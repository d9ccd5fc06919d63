"""New user names never look like an address: among invitees an `@` always means an e-mail address."""

from __future__ import annotations

import re

from tests.real.plugin.visitors import USERS, Visit, refusal
from tests.real.world import RealWorld

ADDRESS = "dora@example.test"
ROLES = "$user = get_user_by( 'login', $name ); return $user ? $user->roles : null;"


def roles(world: RealWorld, name: str) -> list[str] | None:
    """Return None if there is no such user."""
    found: list[str] | None = world.shell.run(ROLES, name=name)
    return found


def registered(world: RealWorld, name: str, email: str) -> str:
    """Return what WordPress's own registration makes of this, whichever page it came from."""
    return world.wordpress.php(
        f"$made = register_new_user( '{name}', '{email}' );"
        "echo is_wp_error( $made ) ? $made->get_error_code() : 'made';"
    )


def test_registration_refuses_them(world: RealWorld) -> None:
    assert registered(world, ADDRESS, "m@example.test") == "invalid_username"
    assert roles(world, ADDRESS) is None


def test_everybody_else_becomes_a_subscriber(world: RealWorld) -> None:
    assert registered(world, "dora", ADDRESS) == "made"
    assert roles(world, "dora") == ["subscriber"]


def test_the_dashboard_refuses_them(world: RealWorld, visit: Visit) -> None:
    screen, secret = "/wp-admin/user-new.php", "pPp-12345-xyz"
    page = visit("eve").page(screen).text
    nonce = re.search(r'name="_wpnonce_create-user" value="(\w+)"', page)
    assert nonce
    form = {"action": "createuser", "_wpnonce_create-user": nonce[1]}
    form |= {"user_login": ADDRESS, "email": "m@example.test", "role": "subscriber"}

    answer = visit("eve").send_form(screen, form | {"pass1": secret, "pass2": secret})

    assert answer.status_code == 200
    assert "illegal characters" in answer.text
    assert roles(world, ADDRESS) is None


def test_rest_refuses_them(world: RealWorld, visit: Visit) -> None:
    person = {"username": ADDRESS, "email": "m@example.test", "password": "x"}

    answer = visit("eve").post(USERS, person)

    assert refusal(answer) == (400, "rest_invalid_param")
    assert answer.json()["data"]["params"].keys() == {"username"}
    assert roles(world, ADDRESS) is None
