"""People are erased and keys purged while others buy: no purchase is lost or made twice."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future
from itertools import count

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller, insist, started
from tests.live.wordpress_server import WordPressServer
from tests.stress import rounds
from wordpress.local.folders import PROJECT

BOB = "bob@example.test"
GIFT = {"purchaser_name": "Bob Kahn", "purchaser_email": BOB, "note": "Chin up"}
FILL = """
WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ?)
INSERT INTO idempotency_keys (user_id, path, key, body_hash, answer, created_at)
SELECT 1, 'x', 'key ' || n, 'x', '{}', '2026-01-01 00:00:00' FROM counter
"""
COUNTS = """
SELECT quantity_purchased,
    (SELECT sum(quantity) FROM purchases), (SELECT count(*) FROM purchases),
    (SELECT count(*) FROM idempotency_keys WHERE body_hash <> 'x')
FROM items"""

pytestmark = pytest.mark.stress


class Kettle:
    """An item that several people buy at once, each purchase sent twice with its key."""

    def __init__(self, api: Gunicorn, ada: Caller) -> None:
        self.api, self.ada = api, ada
        body = {**ITEM, "quantity_needed": 9999}
        path = f"/registries/{ada.new_registry()}/items"
        self.id = ada.post(path, json=body).json()["data"]["id"]
        self.keys = count()

    def buy_twice(self) -> list[int]:
        """Return the ids of the purchases in the answers."""
        return [self._buy_twice(f"{next(self.keys):016}") for _ in range(PURCHASES)]

    def _buy_twice(self, key: str) -> int:
        first, again = self._buy(key), self._buy(key)
        assert again.headers["Idempotent-Replayed"] == "true"
        first_id, second_id = (
            answer.json()["data"]["purchase"]["id"] for answer in (first, again)
        )
        assert first_id == second_id
        return int(first_id)

    def _buy(self, key: str) -> requests.Response:
        path, headers = f"/items/{self.id}/purchases", {"Idempotency-Key": key}
        response = insist(lambda: self.ada.post(path, json=GIFT, headers=headers))
        assert response.status_code == 201, response.text
        return response

    def check_counts(self, buyers: list[Future[list[int]]]) -> None:
        ids = [one for buyer in buyers for one in buyer.result()]
        assert len(ids) == len(set(ids)) == BUYERS * PURCHASES
        assert self.api.database.query(COUNTS) == [(len(ids),) * 4]


BUYERS = 8
PURCHASES = rounds(short=3, full=60)  # purchases of each buyer


@pytest.fixture
def kettle(two_workers: Gunicorn, wordpress: WordPressServer) -> Kettle:
    ada = Caller(two_workers.url, wordpress.new_person().authorization)
    return Kettle(two_workers, ada)


def run(api: Gunicorn, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=PROJECT,
        env=api.environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_erasing_somebody_who_buys_at_this_moment(
    kettle: Kettle, two_workers: Gunicorn
) -> None:
    with started(BUYERS, kettle.buy_twice) as buyers:
        while not all(buyer.done() for buyer in buyers):
            run(two_workers, "erase_person", BOB)

    kettle.check_counts(buyers)
    run(two_workers, "erase_person", BOB)
    kettle.check_counts(buyers)
    for file in two_workers.folder.iterdir():  # the database, its free pages, the log
        for secret in GIFT.values():
            assert secret.encode() not in file.read_bytes(), file


def test_purging_keys_while_others_buy(kettle: Kettle, two_workers: Gunicorn) -> None:
    old = rounds(short=2_000, full=100_000)
    two_workers.database.query(FILL, old)

    with started(BUYERS, kettle.buy_twice) as buyers:
        output = run(two_workers, "purge_idempotency_keys")

    assert output == f"Deleted {old} idempotency keys.\n"
    kettle.check_counts(buyers)
