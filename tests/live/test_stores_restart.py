"""Redis and PostgreSQL crash and come back in the middle of requests."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import count, cycle

import pytest
import requests

from tests.databases import migrate
from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller, started
from tests.live.test_many_buyers import held, running
from tests.live.wordpress_server import WordPressServer
from tests.postgresql import PostgreSQL
from tests.redis_server import RedisServer
from tests.stress import rounds

pytestmark = pytest.mark.stress
REQUESTS = rounds(short=400, full=2000)
AT_ONCE = 24
WANTED = REQUESTS // 20  # fewer than want to buy: some are told 409
Stores = tuple[PostgreSQL, RedisServer]


@pytest.fixture
def stores() -> Iterator[Stores]:
    database, redis = PostgreSQL(), RedisServer()
    yield database, redis
    redis.remove()
    database.stop()


@pytest.fixture
def shop(stores: Stores, server: WordPressServer) -> Iterator[Gunicorn]:
    environment = {"DATABASE_URL": stores[0].url, "CACHE_URL": stores[1].url}
    migrate(stores[0].url)
    yield from running(server, environment)


def test_every_answer_is_a_yes_or_a_503(
    shop: Gunicorn, stores: Stores, wordpress: WordPressServer
) -> None:
    ada = Caller(shop.url, wordpress.new_person().authorization)
    path = f"/registries/{ada.new_registry()}/items"
    item = ada.post(path, json={**ITEM, "quantity_needed": WANTED}).json()["data"]
    numbers = count()

    def ask() -> list[requests.Response]:
        return [
            call(ada, item["id"], next(numbers)) for _ in range(REQUESTS // AT_ONCE)
        ]

    with started(AT_ONCE, ask) as futures:
        crashes = crash(stores, futures)
    answers = [answer for future in futures for answer in future.result()]

    statuses = Counter(answer.status_code for answer in answers)
    assert crashes >= 2
    assert statuses.keys() <= {200, 201, 409, 503}, statuses
    assert statuses[200] > 0 < statuses[201], statuses
    away = [answer for answer in answers if answer.status_code == 503]
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in away)
    assert ada.get("/health").json()["status"] == "healthy"
    bought, in_ledger = held(shop, item["id"])
    assert statuses[201] <= bought == in_ledger <= WANTED


def call(ada: Caller, item_id: int, number: int) -> requests.Response:
    path = f"/items/{item_id}"
    match number % 4:
        case 0:
            return ada.post(f"{path}/purchases", json={})
        case 1:
            return ada.call("PATCH", path, json={"notes": f"note {number}"})
        case 2:
            return ada.get("/items")
        case _:
            return ada.get(path)


def crash(stores: Stores, futures: list[Future[list[requests.Response]]]) -> int:
    """Let one after the other crash and come back, until all are answered."""
    both: list[PostgreSQL | RedisServer] = [*stores]
    for crashes, store in enumerate(cycle(both)):
        if crashes > 1 and all(future.done() for future in futures):
            return crashes
        store.kill()
        time.sleep(0.2)
        store.start()
        time.sleep(1)
    return 0
