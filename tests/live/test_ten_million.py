"""An API that holds 10,000,000 items answers as fast as one that holds 1,000."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import requests
from requests.auth import HTTPBasicAuth

from tests.databases import Database, new_database
from tests.gunicorn import Gunicorn
from tests.live.callers import Caller
from tests.live.wordpress_server import WordPressServer
from tests.stress import rounds
from wordpress.local.folders import PROJECT

pytestmark = [pytest.mark.stress, pytest.mark.timeout(3600)]
FEW, MANY = 1_000, rounds(short=50_000, full=10_000_000)
REQUESTS = rounds(short=30, full=200)
SLOWER = 3  # times: of a scan of all rows the answer would take a hundred times as long
NOISE = 0.01  # seconds
BEFORE = "0003"  # what came later makes indexes
FILL = """
WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ?)
INSERT INTO items (registry_id, name, description, notes, url, retailer, price,
    quantity_needed, quantity_purchased, is_active, created_at, updated_at)
SELECT 1000000 + n / 20, 'Kettle, stainless steel, 1.7 l, number ' || n,
    'Boils a litre in three minutes and switches itself off.',
    'Any colour but white, please.',
    'https://www.shop.example/kitchen/kettles/stainless-steel-kettle-' || n,
    'Shop', 39.95, 1 + n % 3, 0, n % 10 <> 0, '2026-11-21 00:00:00', '2026-11-21 00:00:00'
FROM counter
"""
OLDEST = "UPDATE items SET registry_id = ?, is_active = true WHERE id <= 20"


class Shop:
    """An API that holds this many items, and one registry that somebody calls for."""

    def __init__(self, folder: Path, server: WordPressServer, items: int) -> None:
        self.database = new_database(folder)
        manage(self.database, "migrate", "items", BEFORE)
        say(f"{items:,} rows: filled", lambda: self.database.query(FILL, items))
        say("migrated", lambda: manage(self.database, "migrate"))
        print(f"{self.database.size() / 1e9:.1f} GB")  # noqa: T201
        environment = {"DATABASE_URL": self.database.url, "WP_BASE_URL": server.url}
        self.api = Gunicorn(environment)
        self.ada = self.caller(server.new_person().authorization)
        self.eve = self.caller(server.new_person("administrator").authorization)
        site = HTTPBasicAuth(
            *(os.environ[f"WP_BASIC_AUTH_{name}"] for name in ("USER", "PASSWORD"))
        )
        self.site = partial(requests.get, auth=site, timeout=600)
        self.registry = f"/registries/{self.ada.new_registry()}/items"
        # The oldest ones: whoever looked for them from the newest on would see all.
        registry_id = int(self.registry.split("/")[2])
        self.database.query(OLDEST, registry_id)
        self.item = "/items/1"

    def caller(self, authorization: str) -> Caller:
        return Caller(self.api.url, authorization)

    def by_site(self, path: str) -> requests.Response:
        return self.site(self.api.url + path)

    def stop(self) -> None:
        self.api.stop()
        self.database.remove()

    def requests(self) -> dict[str, Callable[[], requests.Response]]:
        return {
            "an item": lambda: self.by_site(self.item),
            "a registry's items": lambda: self.by_site(self.registry),
            "one's own items": lambda: self.ada.get("/items"),
            "all items": lambda: self.eve.get("/items"),
            "all items, their last page": lambda: self.eve.get("/items?before=51"),
            "all items, 10,000 skipped": lambda: self.eve.get("/items?skip=10000"),
            "a new note": lambda: self.ada.call(
                "PATCH", self.item, json={"notes": str(time.time())}
            ),
        }


def manage(database: Database, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments, "--verbosity=0"],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": database.url},
        check=True,
    )


def say(what: str, work: Callable[[], object]) -> None:
    started = time.monotonic()
    work()
    print(f"{what} in {time.monotonic() - started:.1f} s")  # noqa: T201


def seconds(request: Callable[[], requests.Response]) -> float:
    started = time.monotonic()
    response = request()
    took = time.monotonic() - started
    assert response.status_code == 200, response.text
    return took


@pytest.fixture
def shops(
    tmp_path_factory: pytest.TempPathFactory, server: WordPressServer
) -> Iterator[tuple[Shop, Shop]]:
    shops = []
    try:
        for items in (FEW, MANY):
            shops.append(Shop(tmp_path_factory.mktemp("shop"), server, items))
        yield shops[0], shops[1]
    finally:
        for shop in shops:
            shop.stop()


def test_it_answers_as_fast(shops: tuple[Shop, Shop]) -> None:
    slow = {}
    few, many = (shop.requests() for shop in shops)
    for name in few:
        pairs = [(seconds(few[name]), seconds(many[name])) for _ in range(REQUESTS)]
        small, large = map(statistics.median, zip(*pairs, strict=True))
        print(f"{name}: {small * 1000:.1f} ms, {large * 1000:.1f} ms")  # noqa: T201
        if large > SLOWER * small + NOISE:
            slow[name] = (small, large)

    assert not slow
