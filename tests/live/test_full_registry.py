"""Two workers that add items to one registry at the same time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller, all_at_once, insist
from tests.live.wordpress_server import WordPressServer
from tests.stress import rounds

FILL = """
WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ?)
INSERT INTO items (registry_id, name, url, quantity_needed, quantity_purchased, is_active, created_at, updated_at)
SELECT ?, 'Kettle', 'https://shop.example/', 1, 0, true, '2026-11-21 00:00:00', '2026-11-21 00:00:00' FROM counter
"""
MOST = 500

pytestmark = pytest.mark.stress


@pytest.fixture
def registry(
    two_workers: Gunicorn, wordpress: WordPressServer
) -> Iterator[tuple[Caller, int]]:
    ada = Caller(two_workers.url, wordpress.new_person().authorization)
    yield ada, ada.new_registry()


def fill(api: Gunicorn, registry_id: int, number: int) -> None:
    api.database.query(FILL, number, registry_id)


def add(ada: Caller, registry_id: int) -> int:
    path = f"/registries/{registry_id}/items"
    return insist(lambda: ada.post(path, json=ITEM)).status_code


def test_it_never_takes_more_than_it_has_room_for(
    registry: tuple[Caller, int], two_workers: Gunicorn, wordpress: WordPressServer
) -> None:
    ada, registry_id = registry
    places = rounds(short=3, full=60)
    fill(two_workers, registry_id, MOST - places)
    too_many = places + rounds(short=9, full=40)

    statuses = Counter(all_at_once(too_many, lambda: add(ada, registry_id)))

    assert statuses == {201: places, 409: too_many - places}
    item_ids = ada.item_ids(registry_id)
    assert len(item_ids) == MOST
    told = wordpress.fake.post(registry_id)["meta"]["restart_item_ids"]
    assert sorted(json.loads(told)) == sorted(item_ids)
