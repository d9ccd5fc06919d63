"""What the meta may hold: one rule for each key, whoever writes it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.real.world import RealWorld

ODD = "é 中 😀 \"q\" 'a' \\ %20 a<b </script> &amp; /"
INVITEES = [
    ([ODD], [ODD]),
    ([" bob ", "bob", "Bob"], ["bob", "Bob"]),
    (["", "  ", 7, None, True, ["x"], {"x": 1}, "dora"], ["dora"]),
    (["a\u0007b", "a\nb", "dora"], ["dora"]),
    (["x" * 254, "y" * 255], ["x" * 254]),
    (["é" * 254], ["é" * 254]),
    (
        [f"u{n}" for n in range(250)],
        [f"u{n}" for n in range(250)],
    ),  # the API has this limit
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
WRITE = "return (bool) update_post_meta( $id, $key, wp_slash( $text ) );"


def written(world: RealWorld, key: str, text: str) -> str:
    registry_id = world.make_registry()
    assert world.shell.run(WRITE, id=registry_id, key=key, text=text)
    stored: str = world.post(registry_id)["meta"][key]
    return stored


@pytest.mark.parametrize(("typed", "kept"), INVITEES)
def test_invitees(world: RealWorld, typed: list[Any], kept: list[str]) -> None:
    stored = written(world, "restart_invitees", json.dumps(typed))

    assert json.loads(stored) == kept


def test_the_list_can_be_read_in_the_database(world: RealWorld) -> None:
    text = json.dumps(["é/ü", "中"])

    assert written(world, "restart_invitees", text) == '["é/ü","中"]'


@pytest.mark.parametrize(("sent", "kept"), ITEM_IDS)
def test_item_ids(world: RealWorld, sent: str, kept: str) -> None:
    assert written(world, "restart_item_ids", sent) == kept


@pytest.mark.parametrize(("key", "sent", "kept"), OTHERS)
def test_every_other_key(world: RealWorld, key: str, sent: str, kept: str) -> None:
    assert written(world, key, sent) == kept
