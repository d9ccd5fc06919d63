"""PHP that writes meta itself, as our own pages and other plugins do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.real.world import RealWorld

INVITEES, ITEM_IDS = "restart_invitees", "restart_item_ids"
ODD = ["O'Neil", 'a"b\\c', "é中", "a/b"]
INSERT = """
    $post = array( 'post_type' => 'restart-registry', 'post_title' => "O'Neil \\\\", 'meta_input' => $meta );
    return wp_insert_post( wp_slash( $post ), true );"""
UPDATE = "return (bool) update_post_meta( $id, $key, $value );"
ADD = "return (bool) add_post_meta( $id, $key, $value );"
NEW_PAGE = (
    "return wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'A page' ) );"
)
PROTECTED = """
    $keys = array_keys( get_registered_meta_keys( 'post', 'restart-registry' ) );
    return array_values( array_filter( $keys, fn( $key ) => is_protected_meta( $key, 'post' ) ) );"""


def text(*names: str) -> str:
    return json.dumps(names, ensure_ascii=False)


def stored(world: RealWorld, registry_id: int, key: str) -> str | None:
    found: str | None = world.post(registry_id)["meta"].get(key)
    return found


def test_slashed_json_survives(world: RealWorld) -> None:
    registry_id = world.shell.run(INSERT, meta={INVITEES: text(*ODD)})

    assert world.meta(registry_id, INVITEES) == ODD
    assert world.post(registry_id)["title"] == "O'Neil \\"


@pytest.mark.parametrize("code", [UPDATE, ADD])
@pytest.mark.parametrize("key", [INVITEES, ITEM_IDS])
def test_a_list_that_cannot_be_read_is_refused_and_the_old_one_stays(
    world: RealWorld, key: str, code: str
) -> None:
    """JSON that isn't slashed is such a text: WordPress takes the backslashes away."""
    registry_id = world.make_registry(meta={key: "[1]"})

    for value in (r'["a\"b"]', "x", "{}", "null", "1", 1, True):
        assert not world.shell.run(code, id=registry_id, key=key, value=value)

    assert stored(world, registry_id, key) == "[1]"


def test_nothing_broken_is_added_where_there_was_nothing(world: RealWorld) -> None:
    registry_id = world.make_registry()

    assert not world.shell.run(ADD, id=registry_id, key=ITEM_IDS, value="x")

    assert world.post(registry_id)["meta"] == {}


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        (ITEM_IDS, [3, 4], "[3,4]"),
        (ITEM_IDS, "", ""),
        (INVITEES, ["bob", "é"], '["bob","é"]'),
        ("restart_is_for_self", False, "0"),
        ("restart_is_for_self", 0, "0"),
        ("restart_allow_indexing", True, "1"),
        ("restart_allow_indexing", 1, "1"),
        ("restart_event_date", ["2026-12-24"], ""),
    ],
)
def test_values_of_php_are_taken(
    world: RealWorld, key: str, value: Any, kept: str
) -> None:
    registry_id = world.make_registry(meta={key: "[1]"})

    assert world.shell.run(UPDATE, id=registry_id, key=key, value=value)

    assert stored(world, registry_id, key) == kept


def test_other_posts_keep_any_text_in_these_keys(world: RealWorld) -> None:
    page = world.shell.run(NEW_PAGE)
    try:
        for key in (INVITEES, ITEM_IDS, "restart_event_date"):
            assert world.shell.run(UPDATE, id=page, key=key, value="x")
            assert stored(world, page, key) == "x"
    finally:
        world.remove(page)


def test_the_owners_two_are_protected_meta_and_no_other(world: RealWorld) -> None:
    protected = world.shell.run(PROTECTED)

    assert protected == [INVITEES, "restart_recipient_email"]
