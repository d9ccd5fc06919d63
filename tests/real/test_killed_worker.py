"""Workers are killed at random moments: what was answered 2xx is there, and once."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller, all_at_once, insist
from tests.real.live_api import running_api, sync_once
from tests.real.world import RealWorld
from tests.stress import rounds

pytestmark = pytest.mark.stress
WRITERS = 8
WRITES = rounds(short=80, full=2000)
OWNERS = ["ada", "bob", "carol"]
ITEM = {"url": "https://shop.example/kettle", "quantity_needed": 9999}
LOST = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


@pytest.fixture
def api(world: RealWorld) -> Iterator[Gunicorn]:
    with running_api(world, read_timeout=5, workers=4) as api:
        yield api


@contextlib.contextmanager
def killing(api: Gunicorn) -> Iterator[list[int]]:
    """Kill one, and return its process id."""
    ended, killed = threading.Event(), list[int]()

    def kill() -> None:
        while not ended.wait(random.uniform(0.2, 1)) or not killed:  # noqa: S311  # no secret
            # Else, on a busy machine, none would live as long as it takes to start.
            with contextlib.suppress(*LOST):
                Caller(api.url).get("/health")
            if workers := api.workers():
                killed.append(random.choice(workers))  # noqa: S311
                with contextlib.suppress(ProcessLookupError):
                    os.kill(killed[-1], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        ended.set()
        thread.join()


class People:
    """Let eight people add and buy, and remember what they were told."""

    def __init__(self, world: RealWorld, api: Gunicorn) -> None:
        self.api, self.numbers = api, count()
        self.callers = {
            name: Caller(api.url, world.accounts[name].authorization) for name in OWNERS
        }
        self.registries = {
            name: world.make_registry(owner=name, status="publish") for name in OWNERS
        }
        self.added, self.unknown = set[str](), set[str]()
        self.bought = set[str]()
        self.wanted = self._wanted()

    def _wanted(self) -> int:
        answer = self.callers["ada"].post(
            f"/registries/{self.registries['ada']}/items", json={"name": "x", **ITEM}
        )
        self.added.add("x")
        return int(answer.json()["data"]["id"])

    def write(self) -> None:
        while (number := next(self.numbers)) < WRITES:
            if number % 2:
                self.add(f"item {number}", OWNERS[number % len(OWNERS)])
            else:
                self.buy(f"purchase {number}")

    def add(self, name: str, owner: str) -> None:
        """Don't send it again when the answer is lost: nobody can tell what happened."""
        path = f"/registries/{self.registries[owner]}/items"
        try:
            body = {"name": name, **ITEM}
            answer = insist(partial(self.callers[owner].post, path, json=body))
        except LOST:
            self.unknown.add(name)
        else:
            assert answer.status_code == 201, answer.text
            self.added.add(name)

    def buy(self, note: str) -> None:
        """Send it again with the same key, until there is an answer."""
        path, headers = (
            f"/items/{self.wanted}/purchases",
            {"Idempotency-Key": f"key of {note:0>20}"},
        )
        while note not in self.bought:
            with contextlib.suppress(*LOST):
                body = {"note": note}
                buy = partial(self.callers["carol"].post, path, json=body)
                answer = insist(partial(buy, headers=headers))
                assert answer.status_code == 201, answer.text
                self.bought.add(note)


def test_nothing_is_lost_and_nothing_is_there_twice(
    world: RealWorld, api: Gunicorn
) -> None:
    people = People(world, api)

    with killing(api) as killed:
        all_at_once(WRITERS, people.write)

    assert killed
    names = Counter(name for (name,) in rows(api, "SELECT name FROM items"))
    assert set(names.values()) == {1}
    assert people.added <= names.keys() <= people.added | people.unknown
    notes = Counter(note for (note,) in rows(api, "SELECT note FROM purchases"))
    assert notes == Counter(people.bought)
    [bought] = rows(
        api, "SELECT quantity_purchased FROM items WHERE id = ?", people.wanted
    )
    assert bought == (len(people.bought),)
    sync_once(api)
    question = "SELECT id FROM items WHERE registry_id = ? ORDER BY id"
    for registry_id in people.registries.values():
        told = world.meta(registry_id, "restart_item_ids")
        assert [(item_id,) for item_id in sorted(told)] == rows(
            api, question, registry_id
        )


def rows(api: Gunicorn, question: str, *values: int) -> list[Any]:
    return api.database.query(question, *values)
