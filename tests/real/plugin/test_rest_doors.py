"""Each door of WordPress's REST API to registries and people, and everybody who may not enter by it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import requests

from tests.real.plugin.rest_doors import DOORS, LISTS, ROUTES
from tests.real.plugin.visitors import Visit, Visitor, at_once, refusal
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

# All of it but for what a visit itself leaves: a session, and when a password was used.
STORED = """
    global $wpdb;
    $keys = fn( $id ) => array_column( WP_Application_Passwords::get_user_application_passwords( $id ), 'uuid' );
    return array(
        $wpdb->get_results( "SELECT * FROM $wpdb->posts ORDER BY ID" ),
        $wpdb->get_results( "SELECT * FROM $wpdb->postmeta ORDER BY meta_id" ),
        $wpdb->get_results( "SELECT * FROM $wpdb->users ORDER BY ID" ),
        $wpdb->get_results( "SELECT * FROM $wpdb->usermeta WHERE meta_key NOT IN ( 'session_tokens', '_application_passwords' ) ORDER BY umeta_id" ),
        array_map( $keys, get_users( array( 'fields' => 'ID' ) ) ),
    );"""
BODY = {
    **{"title": "Taken", "status": "publish", "restart_item_ids": "[]"},
    "meta": {"restart_invitees": '["carol"]'},
    **{"username": "taken", "email": "taken@example.test", "password": "taken over"},
    "name": "Taken",
}
NAMES = ["", "bob", "carol", "dora", "edith"]


@pytest.fixture
def registry_id(world: RealWorld, edith: Account) -> int:
    """Ada's, private; Bob is invited, Dora has one of her own, Edith edits the site's pages."""
    world.add_account("dora", "Dora Maar")
    world.make_registry(owner="dora")
    return world.invited("private")


@pytest.fixture
def key(world: RealWorld) -> str:
    """The number of Ada's application password."""
    code = "return WP_Application_Passwords::get_user_application_passwords( $id )[0]['uuid'];"
    return str(world.shell.run(code, id=world.accounts["ada"].id))


def path(world: RealWorld, door: str, registry_id: int, key: str) -> str:
    """To Ada, or to her registry."""
    route, ada = door.partition(" ")[2], world.accounts["ada"].id
    of_people = "/users" in route or "/staff" in route
    numbers = {
        "id": ada if of_people else registry_id,
        "parent": registry_id,
        "user_id": ada,
        "uuid": key,
    }
    for name, value in numbers.items():
        route = re.sub(rf"\(\?P<{name}>(?:\(.*?\)|\[.*?\]|[^()])*\)", str(value), route)
    assert "(" not in route, route
    return route


def knocks(world: RealWorld, name: str, method: str, path: str) -> requests.Response:
    """By application password; as nobody without a name."""
    who = world.accounts[name] if name else None
    if method in ("GET", "DELETE"):
        params: dict[str, str | int] = {"force": "true", "reassign": 1}
        asked = params if method == "DELETE" else None
        return world.wordpress.request(method, path, who, params=asked)
    return world.wordpress.request(method, path, who, json=BODY)


def test_each_has_its_place_in_the_table(world: RealWorld) -> None:
    """Some versions of WordPress have fewer."""
    assert set(world.shell.run(ROUTES)) - set(DOORS) - LISTS == set()


@pytest.mark.parametrize("name", NAMES)
def test_each_refuses_everybody_who_may_not(
    world: RealWorld, registry_id: int, key: str, name: str
) -> None:
    before = world.shell.run(STORED)
    expected = {
        door: refused
        for door in set(world.shell.run(ROUTES)) - LISTS
        if (refused := DOORS[door].refusal(name))
    }

    def knock(door: str) -> requests.Response:
        there = path(world, door, registry_id, key)
        return knocks(world, name, door.partition(" ")[0], there)

    answers = at_once(knock, expected)

    assert {door: refusal(answer) for door, answer in answers.items()} == expected
    assert world.shell.run(STORED) == before


def test_members_have_their_own_doors_only(world: RealWorld, registry_id: int) -> None:
    """What a list shows, and what each may ask about themselves."""
    for name in ("carol", "edith", "dora"):
        listed = knocks(world, name, "GET", "/wp/v2/restart-registry").json()
        people = knocks(world, name, "GET", "/wp/v2/users").json()
        made = knocks(world, name, "GET", "/restart-registry/v1/creations").json()

        assert registry_id not in {one["id"] for one in listed}
        assert {one["slug"] for one in people} <= {name}
        assert made["id"] is None


@pytest.mark.parametrize("whose", ["", "0123456789", "carol"])
@pytest.mark.parametrize("name", ["ada", "eve"])
def test_no_door_opens_to_a_page_of_another_site(
    world: RealWorld, visit: Visit, registry_id: int, key: str, name: str, whose: str
) -> None:
    """It has the cookie of the one who may, but no nonce, or a made-up one, or Carol's own."""
    sent = {"carol": lambda: visit("carol").nonce()}.get(whose, lambda: whose)()
    before = world.shell.run(STORED)

    def knock(door: str) -> requests.Response:
        there = path(world, door, registry_id, key)
        return visit(name).by_cookie(door.partition(" ")[0], there, BODY, nonce=sent)

    answers = at_once(knock, set(world.shell.run(ROUTES)) - LISTS)

    for door, answer in answers.items():
        status, code = refusal(answer)
        if whose:
            assert (status, code) == (403, "rest_cookie_invalid_nonce"), door
        else:
            assert status in (400, 401, 404), (door, code)
    assert world.shell.run(STORED) == before


def test_the_owner_is_let_in(visit: Visit, registry_id: int) -> None:
    """So that the refusals above are about who asks."""
    ada: Visitor = visit("ada")
    change: dict[str, Any] = {"title": "Mine"}
    there = f"/wp/v2/restart-registry/{registry_id}"

    assert ada.by_cookie("POST", there, change).status_code == 200
    assert ada.delete(there, force="true").status_code == 200
