"""A registry made private while others add items: private it stays, and every item is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.real.live_api import running_api
from tests.real.world import RealWorld
from wordpress.local.accounts import Account
from wordpress.local.machine import http

WRITERS, ITEMS_EACH = 8, 3


@pytest.fixture
def api(world: RealWorld) -> Iterator[Gunicorn]:
    with running_api(world) as api:
        yield api


Ask = Callable[..., requests.Response]


@pytest.fixture
def ask(api: Gunicorn) -> Ask:
    def ask(
        method: str, path: str, account: Account, body: Any = None
    ) -> requests.Response:
        response = http.request(method, api.url + path, account, body)
        assert response is not None, "the API is gone"
        return response

    return ask


def test_made_private_while_items_are_added(world: RealWorld, ask: Ask) -> None:
    registry_id = world.invited("publish")
    path, ada = f"/registries/{registry_id}", world.accounts["ada"]

    def add(number: int) -> int:
        item = {"name": f"Item {number}", "url": "https://shop.example/"}
        return ask("POST", f"{path}/items", ada, item).status_code

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        adding = [pool.submit(add, number) for number in range(WRITERS * ITEMS_EACH)]
        adding[WRITERS - 1].result()
        private = ask("PATCH", path, ada, {"is_private": True})

    assert (private.status_code, private.json()["status"]) == (200, "private")
    assert [one.result() for one in adding] == [201] * len(adding)
    assert world.post(registry_id)["status"] == "private"
    assert ask("GET", path, world.accounts["carol"]).status_code == 403
    assert ask("GET", path, world.accounts["bob"]).status_code == 200


def test_item_ids_name_exactly_the_active_items(world: RealWorld, ask: Ask) -> None:
    registry_id = world.make_registry()
    path, ada = f"/registries/{registry_id}/items", world.accounts["ada"]

    def add_two_and_remove_one(number: int) -> list[int]:
        item = {"name": f"Item {number}", "url": "https://shop.example/"}
        first, second = (ask("POST", path, ada, item).json() for _ in range(2))
        gone = ask("DELETE", f"{path}/{first['data']['id']}", ada)
        return [gone.status_code, second["data"]["id"]]

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(add_two_and_remove_one, range(WRITERS)))

    active = {item["id"] for item in ask("GET", path, ada).json()}
    assert [status for status, _ in answers] == [204] * WRITERS
    assert active == {item_id for _, item_id in answers}
    assert sorted(world.meta(registry_id, "restart_item_ids")) == sorted(active)


def test_parallel_invitations_are_all_there(world: RealWorld, ask: Ask) -> None:
    registry_id = world.make_registry()
    path, ada = f"/registries/{registry_id}/invitees", world.accounts["ada"]

    def invite(number: int) -> int:
        body = {"invitees": [f"guest{number}@example.test"]}
        return ask("POST", path, ada, body).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(invite, range(2))) == [200, 200]

    invitees = world.meta(registry_id, "restart_invitees")
    assert sorted(invitees) == [f"guest{number}@example.test" for number in range(2)]
