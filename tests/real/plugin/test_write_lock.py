"""Two writes of one registry at the same time: the later one waits, and undoes nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, refusal
from tests.real.world import RealWorld

LOCK = """
    global $wpdb;
    return $wpdb->get_var( $wpdb->prepare( "SELECT $call", 'restart_' . md5( DB_NAME . $wpdb->prefix ) . $id ) );"""
MEANWHILE = """
    global $wpdb;
    $wpdb->update( $wpdb->posts, array( 'post_status' => 'private', 'post_title' => 'Meanwhile' ), array( 'ID' => $id ) );"""
WAITING = """
    global $wpdb;
    return (int) $wpdb->get_var( "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT GET_LOCK%'" );"""
IN_PROCESS = """
    add_filter( 'query', fn( $sql ) => preg_replace( $from, $to, $sql ) );
    wp_set_current_user( $user );
    $request = new WP_REST_Request( 'POST', "/wp/v2/restart-registry/$id" );
    $request->set_param( 'title', 'Changed' );
    $answer = rest_do_request( $request );
    remove_all_filters( 'query' );
    wp_set_current_user( 0 );
    return array( $answer->get_status(), $answer->get_data()['code'] ?? '' );"""
BUSY = (503, "restart_registry_busy")
Write = Callable[[Visit, int], requests.Response]


@contextlib.contextmanager
def being_written(world: RealWorld, registry_id: int) -> Iterator[None]:
    """Somebody else holds the lock until the block ends."""
    assert world.shell.run(LOCK, id=registry_id, call="GET_LOCK(%s, 0)") == "1"
    try:
        yield
    finally:
        world.shell.run(LOCK, id=registry_id, call="RELEASE_LOCK(%s)")


def until_it_waits(world: RealWorld, writer: Future[requests.Response]) -> None:
    while world.shell.run(WAITING) == 0:
        assert not writer.done(), "it didn't wait"


def write_title(visit: Visit, registry_id: int) -> requests.Response:
    return visit("ada").post(f"{ROUTE}/{registry_id}", {"title": "Later"})


def write_item_ids(visit: Visit, registry_id: int) -> requests.Response:
    path = f"/restart-registry/v1/registries/{registry_id}/meta"
    return visit("ada").post(path, {"restart_item_ids": "[1]"})


def throw_away(visit: Visit, registry_id: int) -> requests.Response:
    return visit("ada").delete(f"{ROUTE}/{registry_id}")


def change_status(visit: Visit, registry_id: int) -> requests.Response:
    """WordPress reads the post to check its status before it takes the lock."""
    return visit("ada").post(f"{ROUTE}/{registry_id}", {"status": "draft"})


@pytest.mark.parametrize(
    ("write", "status", "title"),
    [
        (write_title, "private", "Later"),
        (change_status, "draft", "Meanwhile"),
        (write_item_ids, "private", "Meanwhile"),
        (throw_away, "trash", "Meanwhile"),
    ],
)
def test_who_waited_sees_what_was_written_meanwhile(
    world: RealWorld, visit: Visit, write: Write, status: str, title: str
) -> None:
    registry_id = world.make_registry(status="publish")

    with ThreadPoolExecutor(1) as pool:
        with being_written(world, registry_id):
            later = pool.submit(write, visit, registry_id)
            until_it_waits(world, later)
            world.shell.run(MEANWHILE, id=registry_id)
        assert later.result().status_code == 200

    now = world.post(registry_id)
    assert (now["status"], now["title"]) == (status, title)


def test_readers_and_other_registries_do_not_wait(
    world: RealWorld, visit: Visit
) -> None:
    registry_id, other = world.invited(), world.make_registry()
    path = f"{ROUTE}/{registry_id}"

    with being_written(world, registry_id):
        assert visit("bob").get(path).status_code == 200
        assert visit("ada").get(path, context="edit").status_code == 200
        assert visit("ada").post(ROUTE, {"title": "New"}).status_code == 201
        assert write_title(visit, other).status_code == 200
        assert refusal(visit("").post(path, {}))[0] == 404


def in_process(world: RealWorld, registry_id: int, **given: Any) -> tuple[int, str]:
    status, code = world.shell.run(IN_PROCESS, id=registry_id, **given)
    return status, code


def test_after_a_while_the_waiting_is_given_up(world: RealWorld, visit: Visit) -> None:
    """It waits some seconds; here it doesn't wait."""
    registry_id, ada = world.make_registry(), world.accounts["ada"].id
    code = f"""
        $other = new wpdb( DB_USER, DB_PASSWORD, DB_NAME, DB_HOST );
        $name = 'restart_' . md5( DB_NAME . $GLOBALS['wpdb']->prefix ) . $id;
        $other->get_var( "SELECT GET_LOCK('$name', 0)" );
        try {{ return ( function () use ( $id, $user, $from, $to ) {{ {IN_PROCESS} }} )(); }} finally {{ $other->close(); }}"""

    given = {"user": ada, "from": r"/(GET_LOCK.*), \d+\)/", "to": "$1, 0)"}
    answer = world.shell.run(code, id=registry_id, **given)

    assert tuple(answer) == BUSY
    assert world.post(registry_id)["title"] == "A fresh start"


def test_a_database_without_locks_is_written_all_the_same(world: RealWorld) -> None:
    """SQLite has no such locks."""
    registry_id, ada = world.make_registry(), world.accounts["ada"].id
    none = {"from": "/(GET|RELEASE)_LOCK/", "to": "NO_SUCH_THING"}

    assert in_process(world, registry_id, user=ada, **none) == (200, "")

    assert world.post(registry_id)["title"] == "Changed"


def test_it_is_free_again_after_a_write_and_after_a_refusal(world: RealWorld) -> None:
    registry_id = world.make_registry()
    nothing = {"from": "/nothing/", "to": ""}

    for name, status in (("ada", 200), ("carol", 403)):
        user = world.accounts[name].id
        assert in_process(world, registry_id, user=user, **nothing)[0] == status
        assert world.shell.run(LOCK, id=registry_id, call="IS_FREE_LOCK(%s)") == "1"


def test_several_writes_in_one_request(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry()
    paths = [f"{ROUTE}/{registry_id}"] * 2 + [f"{ROUTE}/999999"]
    writes = [{"method": "PUT", "path": path, "body": {"title": "B"}} for path in paths]

    answer = visit("ada").post("/batch/v1", {"requests": writes}).json()

    assert [one["status"] for one in answer["responses"]] == [200, 200, 404]
