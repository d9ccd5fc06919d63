"""The meta of registries in REST: what may stand in it."""

from __future__ import annotations

import json
from typing import Any

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
INVITEES = [
    ([ODD], [ODD]),
    ([" bob ", "bob", "Bob"], ["bob", "Bob"]),
    (["", "  ", 7, None, True, ["x"], {"x": 1}, "dora"], ["dora"]),
    (["a\u0007b", "a\nb", "dora"], ["dora"]),
    (["x" * 254, "y" * 255], ["x" * 254]),
    (["é" * 254], ["é" * 254]),
    ([f"u{n}" for n in range(250)], [f"u{n}" for n in range(200)]),
    ([], []),
]
ITEM_IDS = [
    ("[3, 1, 1]", "[3,1]"),
    ('[1, "2"]', "[1,2]"),
    ("[0, -4, 1.5, true, null, [6], 5]", "[5]"),
    ("[9223372036854775807, 9223372036854775808]", "[9223372036854775807]"),
    ("[]", "[]"),
]
OTHERS = [
    ("restart_event_date", "2026-12-24", "2026-12-24"),
    ("restart_event_date", "2028-02-29", "2028-02-29"),
    ("restart_event_date", "2026-02-30", ""),
    ("restart_event_date", "24.12.2026", ""),
    ("restart_event_date", "2026-12-24\n", ""),
    ("restart_is_for_self", "0", "0"),
    ("restart_is_for_self", "no idea", "1"),
    ("restart_allow_indexing", "1", "1"),
    ("restart_allow_indexing", "yes", "0"),
    ("restart_event_type", ODD, ODD),
    ("restart_recipient_name", "O'Neil \\", "O'Neil \\"),
    ("restart_recipient_name", "a\nb\tc", "a b c"),
    ("restart_recipient_relationship", "é" * 120, "é" * 100),
    ("restart_recipient_email", "é" * 250, "é" * 200),
]
BROKEN = ['["bob', "{}", "7", "nonsense", '"bob"', "null", '{"0":"bob"}']


def write(world: RealWorld, visit: Visit, key: str, text: str) -> Any:
    """What Ada then reads, and what is stored."""
    registry_id = world.make_registry()
    body = {"meta": {key: text}}
    answer = visit("ada").post(f"{ROUTE}/{registry_id}", body)
    assert answer.status_code == 200, answer.text
    stored = world.post(registry_id)["meta"].get(key, "")
    assert answer.json()["meta"][key] == stored
    return stored


def test_absent_meta_reads_as_its_default(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry()

    assert visit("ada").get(f"{ROUTE}/{registry_id}").json()["meta"] == ABSENT
    assert world.post(registry_id)["meta"] == {}


@pytest.mark.parametrize(("typed", "kept"), INVITEES)
def test_invitees(
    world: RealWorld, visit: Visit, typed: list[Any], kept: list[str]
) -> None:
    stored = write(world, visit, "restart_invitees", json.dumps(typed))

    assert json.loads(stored) == kept


def test_the_list_can_be_read_in_the_database(world: RealWorld, visit: Visit) -> None:
    text = write(world, visit, "restart_invitees", json.dumps(["é/ü", "中"]))

    assert text == '["é/ü","中"]'


@pytest.mark.parametrize(("sent", "kept"), ITEM_IDS)
def test_item_ids(world: RealWorld, visit: Visit, sent: str, kept: str) -> None:
    assert write(world, visit, "restart_item_ids", sent) == kept


@pytest.mark.parametrize(("key", "sent", "kept"), OTHERS)
def test_every_other_key(
    world: RealWorld, visit: Visit, key: str, sent: str, kept: str
) -> None:
    assert write(world, visit, key, sent) == kept


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
