"""200 buyers want one of 50 at once: 50 of them are told yes, on either database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

import pytest
import requests

from tests.databases import migrate, new_sqlite
from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller, all_at_once, insist
from tests.live.wordpress_server import WordPressServer
from tests.postgresql import PostgreSQL
from tests.stress import rounds

pytestmark = pytest.mark.stress
BUYERS, WANTED, WORKERS = 200, 50, 4
ROUNDS = rounds(short=1, full=20)
HELD = (
    "SELECT quantity_purchased, (SELECT SUM(quantity) FROM purchases"
    " WHERE item_id = items.id AND undone_at IS NULL) FROM items WHERE id = ?"
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shop(
    request: pytest.FixtureRequest,
    server: WordPressServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Gunicorn]:
    if request.param == "sqlite":
        file = new_sqlite(tmp_path_factory.mktemp("shop"))
        yield from running(server, {"DATABASE_URL": file.url})
        return
    database = PostgreSQL()
    try:
        migrate(database.url)
        yield from running(server, {"DATABASE_URL": database.url})
    finally:
        database.stop()


def running(server: WordPressServer, environment: dict[str, str]) -> Iterator[Gunicorn]:
    # A busy machine isn't an outage.
    environment = {"WP_BASE_URL": server.url, "WP_READ_TIMEOUT": "60", **environment}
    gunicorn = Gunicorn(environment, workers=WORKERS)
    yield gunicorn
    gunicorn.stop()


@pytest.fixture
def seller(shop: Gunicorn, wordpress: WordPressServer) -> Caller:
    return Caller(shop.url, wordpress.new_person().authorization)


@pytest.fixture
def buyer(shop: Gunicorn, wordpress: WordPressServer) -> Caller:
    return Caller(shop.url, wordpress.new_person().authorization)


def new_item(seller: Caller) -> int:
    body = {"title": "A fresh start", "is_private": False}
    registry_id = seller.post("/registries", json=body).json()["id"]
    item = {**ITEM, "quantity_needed": WANTED}
    answer = seller.post(f"/registries/{registry_id}/items", json=item)
    return int(answer.json()["data"]["id"])


def held(shop: Gunicorn, item_id: int) -> tuple[int, int]:
    """Return what the item says, and what the ledger holds, read straight from the database."""
    [(bought, in_ledger)] = shop.database.query(HELD, item_id)
    return int(bought), int(in_ledger)


def test_exactly_as_many_as_are_wanted(
    shop: Gunicorn, seller: Caller, buyer: Caller
) -> None:
    for _ in range(ROUNDS):
        item_id = new_item(seller)
        path = f"/items/{item_id}/purchases"

        buy = partial(buyer.post, path, json={})
        answers = all_at_once(BUYERS, partial(insist, buy))

        assert statuses(answers) == {201: WANTED, 409: BUYERS - WANTED}
        assert held(shop, item_id) == (WANTED, WANTED)
        refused = [one.json() for one in answers if one.status_code == 409]
        assert all(answer["remaining"] < WANTED for answer in refused)


def test_a_request_sent_twice_is_counted_once(
    shop: Gunicorn, seller: Caller, buyer: Caller
) -> None:
    """Every tenth buyer sends each request again with its key, in the same moment."""
    for _ in range(ROUNDS):
        path, numbers = f"/items/{new_item(seller)}/purchases", count()

        def buy(
            path: str = path, numbers: Iterator[int] = numbers
        ) -> requests.Response:
            number = next(numbers)
            again = number >= BUYERS
            key = f"the key of buyer {(number - BUYERS) * 10 if again else number}"
            headers = {"Idempotency-Key": key}
            return insist(lambda: buyer.post(path, json={}, headers=headers))

        answers = all_at_once(BUYERS + BUYERS // 10, buy)

        yes = [one.json()["data"]["purchase"]["id"] for one in answers if one.ok]
        assert statuses(answers).keys() == {201, 409}
        assert len(by_key(answers)) == BUYERS
        assert len(set(yes)) == WANTED
        assert held(shop, int(path.split("/")[2])) == (WANTED, WANTED)


def test_a_gift_sent_twice_is_added_once(shop: Gunicorn, seller: Caller) -> None:
    """Add fifty gifts, each sent four times in the same moment, by both of its paths."""
    for _ in range(ROUNDS):
        body = {"title": "A fresh start", "is_private": False}
        registry_id = seller.post("/registries", json=body).json()["id"]
        paths = ("/items", f"/registries/{registry_id}/items")
        numbers = count()

        def add(
            registry_id: int = registry_id,
            paths: tuple[str, str] = paths,
            numbers: Iterator[int] = numbers,
        ) -> requests.Response:
            number = next(numbers)
            gift = {**ITEM, "registry_id": registry_id, "name": f"Gift {number % 50}"}
            headers = {
                "Idempotency-Key": f"the key of gift {number % 50} of {registry_id}"
            }
            path = paths[number // 50 % 2]
            return insist(lambda: seller.post(path, json=gift, headers=headers))

        answers = all_at_once(200, add)

        assert statuses(answers) == {201: 200}
        ids = {one.json()["data"]["id"] for one in answers}
        assert len(ids) == 50
        replays = [one for one in answers if "Idempotent-Replayed" in one.headers]
        assert len(replays) == 150
        listed = seller.get(f"/registries/{registry_id}/items").json()
        assert {item["id"] for item in listed} == ids


def statuses(answers: list[requests.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def by_key(answers: list[requests.Response]) -> set[tuple[Any, ...]]:
    """Return each key with its answer: two requests with one key have to be answered alike."""
    return {
        (one.request.headers["Idempotency-Key"], one.status_code, purchase_of(one))
        for one in answers
    }


def purchase_of(answer: requests.Response) -> int | None:
    return answer.json()["data"]["purchase"]["id"] if answer.ok else None
