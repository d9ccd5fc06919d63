"""A registry that is started twice with one key: WordPress makes it once, and shows the key to nobody."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, Visitor
from tests.real.world import POST_TYPE, RealWorld
from wordpress.local.accounts import Account

KEY = "0123456789abcdef"
BODY = "b0d7" * 16
META = {"restart_creation_key": KEY, "restart_creation_body": BODY}
FORMER = """
    global $wpdb;
    $value = get_post_meta( $id, 'restart_creation_key', true );
    update_post_meta( $id, 'restart_creation_key', preg_replace( '/\\d+$/D', (string) ( time() - DAY_IN_SECONDS ), $value ) );"""
FORGET = """
    do_action( 'restart_registry_hourly' );
    return get_post_meta( $id, 'restart_creation_key' );"""
EVERYWHERE = """
    global $wpdb;
    $found = array();
    foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) {
        foreach ( $wpdb->get_results( "SELECT * FROM `$table`", ARRAY_A ) as $row ) {
            $found[] = implode( ' ', array_map( 'strval', $row ) );
        }
    }
    return array_values( preg_grep( '/' . $key . '/', $found ) );"""


def start(visitor: Visitor, meta: Any = META, **fields: str) -> requests.Response:
    body = {"title": "A fresh start", "status": "private", "meta": meta, **fields}
    return visitor.post(ROUTE, body)


def made_with(world: RealWorld, name: str, key: str = KEY) -> Any:
    account = world.accounts[name] if name else None
    headers = {"Idempotency-Key": key}
    if account:
        headers["Authorization"] = account.authorization
    url = f"{world.wordpress.url}/wp-json/restart-registry/v1/creations"
    return requests.get(url, headers=headers, timeout=60)


def count(world: RealWorld) -> int:
    code = f"return count( get_posts( array( 'post_type' => '{POST_TYPE}', 'post_status' => 'any', 'numberposts' => -1 ) ) );"
    return int(world.shell.run(code))


def test_a_second_one_is_refused_and_the_first_one_named(
    world: RealWorld, visit: Visit
) -> None:
    first = start(visit("ada"))
    again = start(visit("ada"), title="Another")

    assert (first.status_code, again.status_code) == (201, 409)
    refusal = again.json()
    assert refusal["code"] == "restart_registry_exists"
    assert refusal["data"] == {"status": 409, "id": first.json()["id"], "body": BODY}
    assert count(world) == 1


def test_of_many_at_once_one_is_made(world: RealWorld, visit: Visit) -> None:
    ada = visit("ada")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: start(ada).status_code, range(8)))

    assert sorted(answers) == [201] + [409] * 7
    assert count(world) == 1


def test_everybody_has_keys_of_their_own(world: RealWorld, visit: Visit) -> None:
    ids = [start(visit(name)).json()["id"] for name in ("ada", "bob", "eve")]

    for name, registry_id in zip(("ada", "bob", "eve"), ids, strict=True):
        assert made_with(world, name).json() == {"id": registry_id, "body": BODY}
    assert made_with(world, "carol").json() == {"id": None, "body": ""}
    assert made_with(world, "").status_code == 401


def test_nobody_has_made_what_somebody_made(world: RealWorld, visit: Visit) -> None:
    """To WordPress author 0 is everybody."""
    start(visit("ada"))
    code = "return Restart_Registry_Creation_Key::find( $user, $key );"

    for user in (0, -1, -world.accounts["ada"].id):
        assert world.shell.run(code, user=user, key=KEY) is None
    assert world.shell.run(code, user=world.accounts["ada"].id, key=KEY)


def test_another_key_makes_another(world: RealWorld, visit: Visit) -> None:
    start(visit("ada"))

    assert start(visit("ada"), {"restart_creation_key": KEY * 2}).status_code == 201
    assert start(visit("ada"), {}).status_code == 201


def test_an_odd_key_is_refused(world: RealWorld, visit: Visit) -> None:
    for odd in ("short", "x" * 256, "é" * 20, "a\nb" * 10, 5, ["x" * 20], {"a": 1}):
        refused = start(visit("ada"), {"restart_creation_key": odd})
        assert (refused.status_code, refused.json()["code"]) == (
            400,
            "rest_invalid_param",
        ), odd
    assert count(world) == 0


def test_it_is_good_for_a_day_and_goes_then(world: RealWorld, visit: Visit) -> None:
    registry_id = start(visit("ada")).json()["id"]
    assert len(world.shell.run(FORGET, id=registry_id)) == 1  # not yet

    world.shell.run(FORMER, id=registry_id)
    assert made_with(world, "ada").json()["id"] is None
    assert start(visit("ada")).status_code == 201

    assert world.shell.run(FORGET, id=registry_id) == []


def test_it_is_written_once(world: RealWorld, visit: Visit) -> None:
    """Neither the owner nor an administrator can put another key in its place, or add one where there was none."""
    with_key = start(visit("ada")).json()["id"]
    without = start(visit("ada"), {}).json()["id"]
    other = {"meta": {"restart_creation_key": KEY * 2}}

    for name in ("ada", "eve"):
        for registry_id in (with_key, without):
            answer = visit(name).post(f"{ROUTE}/{registry_id}", other)
            assert answer.status_code == 200

    assert made_with(world, "ada").json()["id"] == with_key
    assert made_with(world, "ada", KEY * 2).json()["id"] is None


@pytest.mark.parametrize("name", ["ada", "bob", "carol", "eve", "service", "edith", ""])
def test_nobody_reads_it(
    world: RealWorld, visit: Visit, edith: Account, name: str
) -> None:
    registry_id = start(visit("ada"), status="publish").json()["id"]
    one = f"{ROUTE}/{registry_id}"
    seen = [visit("ada").get(one, context="edit").text]
    reads: list[Callable[[], requests.Response]] = [
        lambda: visit(name).get(one),
        lambda: visit(name).get(one, context="edit"),
        lambda: visit(name).get(one, _fields="meta.restart_creation_key,meta"),
        lambda: visit(name).get(ROUTE, _embed="1"),
        lambda: visit(name).get(f"{one}/revisions"),
        lambda: visit(name)._rest("OPTIONS", ROUTE),
    ]
    seen += [read().text for read in reads]

    for text in seen:
        assert KEY not in text
        assert "creation_key" not in text.replace("restart_creation_key,meta", "")


def test_it_is_nowhere_in_the_database(world: RealWorld, visit: Visit) -> None:
    """A copy of the database, or an export, doesn't tell the key to anybody either."""
    start(visit("ada"))

    assert world.shell.run(EVERYWHERE, key=KEY) == []
    assert world.shell.run(EVERYWHERE, key="A fresh start")


def test_a_refused_post_keeps_nobody_waiting(world: RealWorld, visit: Visit) -> None:
    assert start(visit("ada"), status="nonsense").status_code == 400
    assert start(visit("ada")).status_code == 201
    assert start(visit("ada")).status_code == 409
    assert made_with(world, "ada").ok


def test_what_a_script_sent_a_form_finds_again(world: RealWorld, visit: Visit) -> None:
    """Send the start form without scripts, after a first try with them."""
    registry_id = start(visit("ada")).json()["id"]
    code = "return Restart_Registry_Plugin::controller()->create_registry( $user, array( 'title' => 'x', 'creation_key' => $key ) );"

    found = world.shell.run(code, user=world.accounts["ada"].id, key=KEY)
    others = json.dumps(world.shell.run(code, user=world.accounts["bob"].id, key=KEY))

    assert found["id"] == registry_id
    assert registry_id != json.loads(others)["id"]
    assert count(world) == 2
