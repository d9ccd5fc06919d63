"""The meta of registries in REST, and what it may hold."""

from __future__ import annotations

import json

import pytest

from tests.real.plugin.visitors import ROUTE, Visit, refusal
from tests.real.world import RealWorld

ODD = "é 中 😀 \"q\" 'a' \\ %20 a<b </script> &amp; /"
ABSENT = {
    "restart_item_ids": "",
    "restart_invitees": "",
    "restart_event_type": "",
    "restart_event_date": "",
    "restart_is_for_self": "1",
    "restart_recipient_name": "",
    "restart_recipient_relationship": "",
    "restart_recipient_email": "",
    "restart_allow_indexing": "0",
}
FULL = {
    "restart_item_ids": "[3,1]",
    "restart_invitees": json.dumps([ODD], ensure_ascii=False),
    "restart_event_type": ODD,
    "restart_event_date": "2026-12-24",
    "restart_is_for_self": "0",
    "restart_recipient_name": ODD,
    "restart_recipient_relationship": ODD,
    "restart_recipient_email": ODD,
    "restart_allow_indexing": "1",
}
BROKEN = ['["bob', "{}", "7", "nonsense", '"bob"', "null", '{"0":"bob"}']


def test_absent_meta_reads_as_its_default(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry()

    assert visit("ada").get(f"{ROUTE}/{registry_id}").json()["meta"] == ABSENT
    assert world.post(registry_id)["meta"] == {}


def test_all_of_it_comes_back_as_it_was_written(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry()

    written = visit("ada").post(f"{ROUTE}/{registry_id}", {"meta": FULL})

    assert (written.status_code, written.json()["meta"]) == (200, FULL)
    assert world.post(registry_id)["meta"] == FULL


def test_null_forgets(world: RealWorld, visit: Visit) -> None:
    registry_id = world.invited()
    path = f"{ROUTE}/{registry_id}"

    cleared = visit("ada").post(path, {"meta": dict.fromkeys(ABSENT)})

    assert (cleared.status_code, cleared.json()["meta"]) == (200, ABSENT)
    assert world.post(registry_id)["meta"] == {}


@pytest.mark.parametrize("key", ["restart_invitees", "restart_item_ids"])
def test_a_broken_list_wipes_nothing_and_changes_nothing_else(
    world: RealWorld, visit: Visit, key: str
) -> None:
    registry_id = world.make_registry(
        meta={"restart_invitees": '["bob"]', "restart_item_ids": "[7]"}
    )
    before = world.post(registry_id)

    for broken in BROKEN:
        body = {"title": "Changed", "status": "publish", "meta": {key: broken}}
        answer = visit("ada").post(f"{ROUTE}/{registry_id}", body)
        assert refusal(answer) == (400, "rest_invalid_param"), broken

    assert world.post(registry_id) == before


def test_with_a_broken_list_no_registry_is_made(world: RealWorld, visit: Visit) -> None:
    body = {"title": "x", "meta": {"restart_invitees": '["bob'}}

    answer = visit("ada").post(ROUTE, body)

    assert refusal(answer) == (400, "rest_invalid_param")
    mine = visit("ada").get(ROUTE, status="any", author=world.accounts["ada"].id)
    assert mine.json() == []


def test_whoever_may_edit_writes_all_of_it(world: RealWorld, visit: Visit) -> None:
    path = f"{ROUTE}/{world.make_registry()}"
    meta = ABSENT | {
        "restart_invitees": '["dora"]',
        "restart_recipient_email": "r@example.test",
    }

    for name in ("ada", "eve", "service"):
        assert visit(name).post(path, {"meta": meta}).json()["meta"] == meta, name
