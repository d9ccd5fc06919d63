"""An application password opens registries; it never changes the account that it belongs to."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.real.plugin.visitors import ME, ROUTE, USERS, Visit, refusal
from tests.real.world import RealWorld

REFUSED = (403, "restart_own_account")
FIELDS: list[dict[str, Any]] = [
    {"password": "his password now"},
    {"email": "his@example.test"},
    {"name": "Taken"},
    {"first_name": "Taken"},
    {"description": "Taken"},
    {"slug": "taken"},
    {"slug": "bob"},  # it is right, but nobody learns that
    {"roles": ["administrator"]},
    {"meta": {"persisted_preferences": {"a": "b"}}},
]
ACCOUNT = """
    $user = get_userdata( $id );
    $keys = WP_Application_Passwords::get_user_application_passwords( $id );
    $steady = fn( $key ) => array_diff_key( $key, array( 'last_used' => 1, 'last_ip' => 1 ) );
    return array( $user->to_array(), $user->first_name, $user->description, $user->roles, array_map( $steady, $keys ) );"""
OTHER_ROUTE = """
    add_action( 'rest_api_init', fn() => register_rest_route( 'shop/v1', '/profile', array(
        'methods'             => 'POST',
        'permission_callback' => fn() => current_user_can( 'edit_user', get_current_user_id() ),
        'callback'            => fn() => wp_update_user( array( 'ID' => get_current_user_id(), 'display_name' => 'Taken' ) ),
    ) ) );"""


def account(world: RealWorld, name: str) -> Any:
    return world.shell.run(ACCOUNT, id=world.accounts[name].id)


def asks(
    world: RealWorld, method: str, path: str, name: str, body: Any, **headers: str
) -> requests.Response:
    headers["Authorization"] = world.accounts[name].authorization
    with requests.Session() as session:
        session.trust_env = False
        url = f"{world.wordpress.url}/wp-json{path}"
        return session.request(method, url, json=body, headers=headers, timeout=60)


@pytest.mark.parametrize("name", ["carol", "eve"])
@pytest.mark.parametrize("fields", FIELDS, ids=str)
def test_nothing_about_oneself_changes(
    world: RealWorld, visit: Visit, name: str, fields: dict[str, Any]
) -> None:
    before, own = account(world, name), world.accounts[name].id

    for path in (ME, f"{USERS}/{own}", f"{USERS}/0{own}", "/WP/v2/Users/ME"):
        assert refusal(visit(name).post(path, fields)) == REFUSED, path

    assert account(world, name) == before


def test_by_no_method_and_no_detour(world: RealWorld) -> None:
    before, own = account(world, "carol"), world.accounts["carol"].id
    body, other = {"name": "Taken"}, world.accounts["bob"].id
    ways = [
        ("PUT", ME, body, {}),
        ("PATCH", ME, body, {}),
        ("DELETE", f"{ME}?force=true&reassign=0", None, {}),
        ("GET", f"{ME}?_method=POST&name=Taken", None, {}),
        ("POST", f"{ME}?_method=PATCH", body, {}),
        ("POST", ME, body, {"X-HTTP-Method-Override": "PUT"}),
        ("POST", f"{USERS}/{other}", body | {"id": own}, {}),
        ("POST", f"{USERS}/{other}?id={own}", body, {}),
    ]

    for method, path, sent, headers in ways:
        answer = asks(world, method, path, "carol", sent, **headers)
        assert refusal(answer) == REFUSED, (method, path)

    assert account(world, "carol") == before


def test_nor_in_a_batch(world: RealWorld, visit: Visit) -> None:
    before, inner = account(world, "carol"), {"path": ME, "body": {"name": "Taken"}}

    answer = visit("carol").post("/batch/v1", {"requests": [inner]})

    assert [one["status"] for one in answer.json()["responses"]] in ([400], [403])
    assert account(world, "carol") == before


@pytest.mark.parametrize("name", ["carol", "eve"])
@pytest.mark.parametrize("whose", ["me", "{own}"])
def test_application_passwords_are_neither_made_nor_ended(
    world: RealWorld, visit: Visit, name: str, whose: str
) -> None:
    before, own = account(world, name), world.accounts[name].id
    path = f"{USERS}/{whose.format(own=own)}/application-passwords"
    uuid = before[-1][0]["uuid"]

    answers = [
        visit(name).post(path, {"name": "For ever"}),
        visit(name).post(f"{path}/{uuid}", {"name": "Other"}),
        visit(name).delete(f"{path}/{uuid}"),
        visit(name).delete(path),
    ]

    assert [refusal(answer) for answer in answers] == [REFUSED] * 4
    assert account(world, name) == before
    assert visit(name).get(f"{path}/introspect").status_code == 200


def test_administrators_change_others(world: RealWorld, visit: Visit) -> None:
    world.add_account("dora", "Dora")
    path = f"{USERS}/{world.accounts['dora'].id}"

    changed = visit("eve").post(path, {"name": "Dora Maar", "slug": "dora-maar"})
    made = visit("eve").post(f"{path}/application-passwords", {"name": "Help"})

    assert (changed.status_code, changed.json()["slug"]) == (200, "dora-maar")
    assert made.status_code == 201
    assert visit("carol").post(path, {"name": "Taken"}).status_code == 403


def test_reading_and_registries_go_on(world: RealWorld, visit: Visit) -> None:
    me = visit("carol").get(ME, context="edit")
    made = visit("carol").post(ROUTE, {"title": "A start", "status": "private"})

    assert (me.status_code, me.json()["roles"]) == (200, ["subscriber"])
    assert made.status_code == 201


def test_routes_of_other_plugins_find_no_right(world: RealWorld, visit: Visit) -> None:
    folder = world.wordpress.local.site / "wp-content" / "mu-plugins"
    plugin = folder / "other-route.php"
    plugin.write_text(f"<?php {OTHER_ROUTE}")
    try:
        answer = visit("carol").post("/shop/v1/profile", {})
    finally:
        plugin.unlink()

    assert answer.status_code == 403
    assert account(world, "carol")[0]["display_name"] != "Taken"


def test_logged_in_the_slug_tells_nobody_which_names_are_taken(
    world: RealWorld, visit: Visit
) -> None:
    answers = [
        visit("carol").by_cookie("POST", ME, {"slug": name})
        for name in ("bob", "nobody-yet")
    ]

    assert [refusal(answer) for answer in answers] == [(403, "restart_name_stays")] * 2


@pytest.mark.parametrize(
    "taken", [{"email": "ada@example.test"}, {"slug": "ada"}], ids=str
)
def test_logged_in_no_detour_tells_it_either(
    world: RealWorld, visit: Visit, taken: dict[str, str]
) -> None:
    """Every answer is the same as for what nobody has."""
    before, own = account(world, "carol"), world.accounts["carol"].id
    other, carol = world.accounts["bob"].id, visit("carol")
    field = next(iter(taken))
    free = {field: "free@example.test" if field == "email" else "nobody-yet"}

    def answers(fields: dict[str, str]) -> list[tuple[int, str]]:
        query = "&".join(f"{name}={value}" for name, value in fields.items())
        inner = {"requests": [{"path": ME, "body": fields}]}
        ways: list[tuple[str, str, Any]] = [
            ("POST", ME, fields),
            ("PUT", ME, fields),
            ("PATCH", f"{USERS}/{own}", fields),
            ("POST", f"{USERS}/0{own}", fields),
            ("POST", "/WP/v2/Users/ME", fields),
            ("POST", f"{ME}?{query}", None),
            ("GET", f"{ME}?_method=POST&{query}", None),
            ("POST", f"{ME}?_method=PATCH", fields),
            ("POST", ME, fields | {"id": other}),
            ("POST", f"{USERS}/{other}", fields),
            ("POST", f"{USERS}/{other}", fields | {"id": own}),
            ("POST", f"{USERS}/{other}?id={own}", fields),
            ("POST", USERS, fields | {"username": "free", "password": "x"}),
            ("POST", ME, fields | {"username": "free"}),
            ("POST", "/batch/v1", inner),
        ]
        seen = [carol.by_cookie(method, path, body) for method, path, body in ways]
        return [(one.status_code, one.text) for one in seen]

    found = answers(taken)

    assert found == answers(free)
    assert {status for status, _ in found} <= {207, 400, 403}
    assert account(world, "carol") == before


def test_logged_in_the_rest_of_the_account_changes(visit: Visit) -> None:
    changed = visit("carol").by_cookie("POST", ME, {"first_name": "", "slug": "carol"})

    assert changed.status_code == 200
