"""The plugin and the API together, with the few PHP workers that a small site has."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.real.live_api import running_api
from tests.real.plugin.visitors import Visit
from tests.real.world import RealWorld
from tests.stress import rounds
from wordpress.local.errors import LocalError
from wordpress.local.machine import http
from wordpress.local.wordpress.php_runtime import WORKERS

AJAX = "/wp-admin/admin-ajax.php"
VISITORS, OWNERS = 16, ("ada", "bob", "carol", "eve")
ROUNDS = rounds(short=3, full=40)
LOG_REQUESTS = """<?php
file_put_contents( '{log}', "$_SERVER[REQUEST_METHOD] $_SERVER[REQUEST_URI]\\n", FILE_APPEND | LOCK_EX );
"""
PUT_KETTLE = """
    INSERT INTO items (registry_id, name, url, quantity_needed, quantity_purchased, is_active, created_at, updated_at)
    VALUES (?, 'Kettle', 'https://shop.example/', 1, 0, 1, '2026-11-21 00:00:00', '2026-11-21 00:00:00')"""
DISCONNECT = """
    foreach ( array( 'url', 'username', 'app_password' ) as $name ) {
        delete_option( "restart_lambda_$name" );
    }"""
# Its process is killed once the API has answered, before it writes the list.
ADD_AND_DIE = """
    add_filter( 'update_post_metadata', fn() => posix_kill( getmypid(), SIGKILL ) );
    Restart_Registry_Plugin::controller()->add_item( %d, array( 'name' => 'Lamp', 'url' => 'https://shop.example/lamp' ) );"""

pytestmark = pytest.mark.stress


@pytest.fixture
def api(world: RealWorld) -> Iterator[Gunicorn]:
    with running_api(world, workers=None, threads=None) as api:  # as it is shipped
        world.wordpress.local.use_api(api.url, world.accounts["service"])
        # WordPress makes up its salt at the first nonce; of four at once only one is good.
        world.wordpress.php("wp_create_nonce( 'first' );")
        yield api
        world.shell.run(DISCONNECT)


@pytest.fixture
def heard(world: RealWorld, api: Gunicorn) -> Iterator[Callable[[], list[str]]]:
    """Return all requests since WordPress was started, like `GET /`."""
    site = world.wordpress.local.site
    log = world.wordpress.local.state / "heard"
    plugin = site / "wp-content" / "mu-plugins" / "log-requests.php"
    plugin.write_text(LOG_REQUESTS.format(log=log))
    world.wordpress.stop_web()
    world.wordpress.start_web()
    log.write_text("")
    yield lambda: log.read_text().splitlines()
    plugin.unlink()


def from_api(heard: list[str]) -> list[str]:
    """Return the requests below /wp-json: only the API sends such here."""
    return [request for request in heard if "/wp-json" in request]


def all_at_once(*calls: Callable[[], requests.Response]) -> list[requests.Response]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result() for one in [pool.submit(call) for call in calls]]


def send(visit: Visit, who: str, action: str, **fields: Any) -> requests.Response:
    """Add it as the page's script does."""
    nonce = visit(who).send_form(AJAX, {"action": "restart_registry_nonce"}).json()
    return visit(who).send_form(
        AJAX,
        {
            "action": f"restart_registry_{action}",
            "nonce": nonce["data"]["nonce"],
            **fields,
        },
    )


def add(visit: Visit, who: str, registry_id: int, gift: str) -> requests.Response:
    fields = {"name": gift, "url": "https://shop.example/gift", "quantity": 1}
    return send(visit, who, "add_item", registry_id=registry_id, **fields)


def added(visit: Visit, registry_id: int, *gifts: str) -> list[int]:
    answers = [add(visit, "ada", registry_id, gift).json() for gift in gifts]
    return [answer["data"]["item_id"] for answer in answers]


def put_kettle(api: Gunicorn, registry_id: int) -> None:
    """Write past both, so that neither side remembers anything of the other."""
    api.database.query(PUT_KETTLE, registry_id)


def address(world: RealWorld, registry_id: int) -> str:
    """Return the address of its page, below the site's."""
    link = world.shell.run("return get_permalink( $id );", id=registry_id)
    return str(link).removeprefix(world.wordpress.url)


def active(api: Gunicorn, registry_id: int) -> set[int]:
    question = "SELECT id FROM items WHERE registry_id = ? AND is_active"
    return {id_ for (id_,) in api.database.query(question, registry_id)}


def marks(api: Gunicorn) -> int:
    [count] = api.database.query("SELECT COUNT(*) FROM registries_out_of_step")
    return int(count[0])


def test_sixteen_visitors_at_once(
    world: RealWorld, visit: Visit, api: Gunicorn, heard: Callable[[], list[str]]
) -> None:
    assert WORKERS == 4
    registry_id = world.make_registry(status="publish")
    put_kettle(api, registry_id)
    page = address(world, registry_id)

    answers = all_at_once(*[lambda: visit("").page(page)] * VISITORS)

    assert [answer.status_code for answer in answers] == [200] * VISITORS
    assert ["Kettle" in answer.text for answer in answers] == [True] * VISITORS
    assert heard().count(f"GET {page}") == VISITORS
    assert from_api(heard()) == []


def test_a_hundred_and_one_wrong_passwords_from_the_sites_own_address(
    world: RealWorld, visit: Visit, api: Gunicorn
) -> None:
    registry_id = world.make_registry(status="publish")
    put_kettle(api, registry_id)

    def guess(number: int) -> int:
        wrong = replace(world.accounts["ada"], username=f"friend{number}")
        answer = http.request("GET", f"{api.url}/items", wrong)
        return answer.status_code if answer is not None else 0

    with ThreadPoolExecutor(WORKERS) as pool:
        guesses = list(pool.map(guess, range(101)))
    assert (guesses.count(401), guesses.count(429)) == (100, 1)

    assert "Kettle" in visit("").page(address(world, registry_id)).text


def test_four_owners_add_a_gift_at_once(
    world: RealWorld, visit: Visit, api: Gunicorn, heard: Callable[[], list[str]]
) -> None:
    registries = {name: world.make_registry(owner=name) for name in OWNERS}

    answers = all_at_once(
        *(partial(add, visit, name, registries[name], "Kettle") for name in OWNERS)
    )

    assert [answer.status_code for answer in answers] == [201] * len(OWNERS)
    for registry_id in registries.values():
        told = world.meta(registry_id, "restart_item_ids")
        assert set(told) == active(api, registry_id) != set()
    assert heard().count(f"POST {AJAX}") == 2 * len(OWNERS)  # each a nonce before
    assert from_api(heard()) == []
    assert marks(api) == len(OWNERS)
    assert api.manage("sync_item_ids").returncode == 0
    assert marks(api) == 0


def test_a_worker_that_is_killed_before_it_writes_the_list(
    world: RealWorld, visit: Visit, api: Gunicorn
) -> None:
    registry_id = world.make_registry(status="publish")
    [kettle] = added(visit, registry_id, "Kettle")
    with pytest.raises(LocalError, match=f"code -{signal.SIGKILL.value}"):
        world.wordpress.php(ADD_AND_DIE % registry_id)
    assert world.meta(registry_id, "restart_item_ids") == [kettle]
    [lamp] = active(api, registry_id) - {kettle}

    done = api.manage("sync_item_ids")

    assert done.returncode == 0, done.stdout + done.stderr
    assert world.meta(registry_id, "restart_item_ids") == [kettle, lamp]
    assert marks(api) == 0


def test_two_who_add_and_two_who_reorder_at_once(
    world: RealWorld, visit: Visit, api: Gunicorn
) -> None:
    for _ in range(ROUNDS):
        registry_id = world.make_registry(status="publish")
        kettle, lamp, chair = added(visit, registry_id, "Kettle", "Lamp", "Chair")

        order = partial(send, visit, "eve", "reorder_items", registry_id=registry_id)
        answers = all_at_once(
            partial(add, visit, "ada", registry_id, "Pan"),
            partial(order, **{"item_ids[]": [chair, kettle, lamp]}),
            partial(add, visit, "eve", registry_id, "Pot"),
            partial(order, **{"item_ids[]": [chair, lamp, kettle]}),
        )

        assert [answer.status_code for answer in answers] == [201, 200, 201, 200]
        told = world.meta(registry_id, "restart_item_ids")
        assert sorted(told) == sorted(active(api, registry_id))
        assert len(told) == 5
        assert told[0] == chair  # both of them agree on this order
        assert set(told[1:3]) == {kettle, lamp}


def test_a_gift_that_is_taken_off(
    world: RealWorld, visit: Visit, api: Gunicorn
) -> None:
    registry_id = world.make_registry(status="publish")
    kettle, lamp = added(visit, registry_id, "Kettle", "Lamp")

    fields = {"registry_id": registry_id, "item_id": kettle}
    assert send(visit, "ada", "delete_item", **fields).status_code == 200

    assert world.meta(registry_id, "restart_item_ids") == [lamp]


def test_nothing_is_bought_from_an_archived_one(
    world: RealWorld, visit: Visit, api: Gunicorn
) -> None:
    """The API leaves that to the plugin."""
    registry_id = world.make_registry(status="publish")
    [kettle] = added(visit, registry_id, "Kettle")
    world.set_status(registry_id, "restart-archived")

    fields = {"registry_id": registry_id, "item_id": kettle, "quantity": 1}
    answers = {
        name: send(visit, name, "mark_purchased", **fields).status_code
        for name in ("ada", "eve", "carol", "")
    }

    assert answers == {"ada": 409, "eve": 409, "carol": 404, "": 404}
