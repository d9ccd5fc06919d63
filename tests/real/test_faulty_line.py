"""WordPress fails in every way while eight people add and remove gifts: nothing drifts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.live.callers import all_at_once
from tests.real.faulty_line import FAULTS, FaultyLine
from tests.real.live_api import running_api, sync_once
from tests.real.world import RealWorld
from tests.stress import rounds
from wordpress.local.machine import http

pytestmark = pytest.mark.stress
WRITERS = 8
WRITES = rounds(short=40, full=340)  # gifts that are added; half as many are removed
READ_TIMEOUT = 2  # seconds
ITEM = {"name": "Kettle", "url": "https://shop.example/kettle"}
DONE, OUTAGE = {201, 204}, {502, 503}


@pytest.fixture
def line(world: RealWorld) -> Iterator[FaultyLine]:
    line = FaultyLine(world.wordpress.url)
    yield line
    line.stop()


@pytest.fixture
def api(world: RealWorld, line: FaultyLine) -> Iterator[Gunicorn]:
    with running_api(world, url=line.url, read_timeout=READ_TIMEOUT) as api:
        yield api


class Owner:
    """Adds and removes gifts, and knows which should be there."""

    def __init__(self, world: RealWorld, api: Gunicorn) -> None:
        self.api, self.account = api, world.accounts["ada"]
        self.registry_id = world.make_registry()
        self.path = f"/registries/{self.registry_id}/items"
        self.there: set[int] = set()
        self.answers: Counter[int] = Counter()

    def ask(self, method: str, path: str, body: Any = None) -> requests.Response:
        answer = http.request(method, self.api.url + path, self.account, body)
        assert answer is not None, "the API is gone"
        return answer

    def add(self) -> int:
        answer = self.write("POST", self.path, ITEM)
        item_id = int(answer.json()["data"]["id"])
        self.there.add(item_id)
        return item_id

    def remove(self, item_id: int) -> None:
        self.write("DELETE", f"{self.path}/{item_id}")
        self.there.discard(item_id)

    def write(self, method: str, path: str, body: Any = None) -> requests.Response:
        """Try again after an outage, as people do, until it is done."""
        while True:
            answer = self.ask(method, path, body)
            self.answers[answer.status_code] += 1
            if answer.status_code not in OUTAGE:
                assert answer.status_code in DONE, answer.text
                return answer
            time.sleep(0.1)

    def add_two_and_remove_one(self) -> None:
        self.remove(self.add())
        self.add()


def test_nothing_drifts(world: RealWorld, line: FaultyLine, api: Gunicorn) -> None:
    owner = Owner(world, api)
    kept = [owner.add() for _ in range(6)]
    order = kept[::-1]
    assert owner.ask("PUT", f"{owner.path}/order", {"item_ids": order}).ok

    def write() -> None:
        while owner.answers[201] < WRITES or line.happened != set(FAULTS):
            owner.add_two_and_remove_one()

    with line.breaking():
        all_at_once(WRITERS, write)

    assert owner.answers.keys() == DONE | OUTAGE, owner.answers
    sync_once(api)
    told = world.meta(owner.registry_id, "restart_item_ids")
    listed = [item["id"] for item in owner.ask("GET", owner.path).json()]
    assert set(told) == set(listed) == owner.there
    assert told == listed
    assert told[: len(order)] == order
    drift = api.manage("check_drift")
    assert drift.returncode == 0, drift.stdout + drift.stderr
