"""POST restart-registry/v1/registries/{id}/meta: two lists, an address, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.real.plugin.visitors import Visit, refusal
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

IDS, INVITEES = "restart_item_ids", "restart_invitees"
RECIPIENT = "restart_recipient_email"
META = {IDS: "[7]", INVITEES: '["keep","bob@example.test"]'}
ODD = ["é 中 😀 \"q\" 'a' \\", "a/b", "</script>", "%20"]
WHOLE_ROW = 'global $wpdb; return $wpdb->get_row( $wpdb->prepare( "SELECT * FROM $wpdb->posts WHERE ID = %d", $id ) );'
LONG_AGO = "global $wpdb; $wpdb->update( $wpdb->posts, array( 'post_modified' => $day, 'post_modified_gmt' => $day ), array( 'ID' => $id ) );"
NO_IDS = [
    *("", "x", "{}", "1", "[1", "[0]", "[-1]", "[1.5]", '["1"]', "[true]"),
    *("[null]", "[9223372036854775808]", [1], 1, True),
]
NO_NAMES = [
    *("", '"bob"', "null", '{"0":"bob"}', '["bob"', "[1]", "[null]", '[["bob"]]'),
    ["bob"],
]


def route(registry_id: int | str) -> str:
    return f"/restart-registry/v1/registries/{registry_id}/meta"


@pytest.fixture
def registry_id(world: RealWorld) -> int:
    return world.make_registry(meta=META)


@pytest.mark.parametrize("name", ["ada", "service", "eve"])
def test_it_answers_what_is_stored(
    world: RealWorld, visit: Visit, registry_id: int, name: str
) -> None:
    names = json.dumps(ODD, ensure_ascii=False, separators=(",", ":"))

    one = visit(name).post(route(registry_id), {IDS: "[3, 1,1]"})
    both = visit(name).post(route(registry_id), {IDS: "[ ]", INVITEES: json.dumps(ODD)})

    assert (one.status_code, one.json()) == (200, {IDS: "[3,1]"})
    assert (both.status_code, both.json()) == (200, {IDS: "[]", INVITEES: names})
    assert world.post(registry_id)["meta"] == {IDS: "[]", INVITEES: names}


def test_what_is_there_already_may_be_sent_again(
    world: RealWorld, visit: Visit, registry_id: int
) -> None:
    for _ in range(2):
        again = visit("ada").post(route(registry_id), {INVITEES: json.dumps(ODD)})
        assert again.status_code == 200

    assert world.meta(registry_id, INVITEES) == ODD


@pytest.mark.parametrize("status", ["private", "publish", "draft", "restart-archived"])
def test_the_post_is_not_touched(world: RealWorld, visit: Visit, status: str) -> None:
    registry_id = world.make_registry(status=status)
    world.shell.run(LONG_AGO, id=registry_id, day="2020-02-02 02:02:02")
    before = world.shell.run(WHOLE_ROW, id=registry_id)
    more = {"status": "publish", "title": "x", "meta": {"restart_event_type": "x"}}

    body = {IDS: "[1]", "restart_event_type": "x", **more}
    answer = visit("ada").post(route(registry_id), body)

    assert answer.json() == {IDS: "[1]"}
    assert world.shell.run(WHOLE_ROW, id=registry_id) == before
    assert world.post(registry_id)["meta"] == {IDS: "[1]"}


@pytest.mark.parametrize("status", ["private", "publish"])
def test_it_takes_the_right_to_edit(
    world: RealWorld, visit: Visit, edith: Account, status: str
) -> None:
    registry_id = world.make_registry(status=status, meta=META)
    outsiders = dict.fromkeys(["bob", "carol", "edith"], (403, "rest_cannot_edit"))
    outsiders[""] = (401, "rest_cannot_edit")
    if status == "private":  # to guests it looks as if it never existed
        outsiders[""] = (404, "rest_post_invalid_id")

    for name, expected in outsiders.items():
        answer = visit(name).post(route(registry_id), {IDS: "[1]"})
        assert refusal(answer) == expected, name

    assert world.post(registry_id)["meta"] == META


@pytest.mark.parametrize(
    ("key", "values"), [(IDS, NO_IDS), (INVITEES, NO_NAMES)], ids=["ids", "invitees"]
)
def test_one_wrong_value_and_neither_list_is_written(
    world: RealWorld, visit: Visit, registry_id: int, key: str, values: list[Any]
) -> None:
    good = {IDS: "[5]", INVITEES: '["new"]'}

    for value in values:
        answer = visit("ada").post(route(registry_id), good | {key: value})
        assert refusal(answer) == (400, "rest_invalid_param"), value
        assert answer.json()["data"]["params"].keys() == {key}

    assert world.post(registry_id)["meta"] == META


@pytest.mark.parametrize("body", [{}, {"other": "1"}, [], {IDS: None}])
def test_something_has_to_be_sent(
    world: RealWorld, visit: Visit, registry_id: int, body: Any
) -> None:
    answer = visit("ada").post(route(registry_id), body)

    assert answer.status_code == 400
    assert world.post(registry_id)["meta"] == META


@pytest.mark.parametrize(
    ("number", "name"),
    [("999999", ""), ("999999", "ada"), ("0", "eve"), ("99999999999999999999", "eve")],
)
def test_there_is_no_such_registry(visit: Visit, number: str, name: str) -> None:
    answer = visit(name).post(route(number), {IDS: "[1]"})

    assert refusal(answer) == (404, "rest_post_invalid_id")


def test_other_posts_are_no_registries(world: RealWorld, visit: Visit) -> None:
    post = visit("eve").post("/wp/v2/posts", {"title": "A post"}).json()["id"]
    try:
        answer = visit("eve").post(route(post), {IDS: "[1]"})
        assert refusal(answer) == (404, "rest_post_invalid_id")
        assert world.post(post)["meta"] == {}
    finally:
        world.remove(post)


def test_nor_is_one_in_the_trash(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry(status="trash")

    for name in ("ada", "eve", "carol"):
        answer = visit(name).post(route(registry_id), {IDS: "[1]"})
        assert refusal(answer) == (404, "rest_post_invalid_id")


def test_the_recipients_address_if_it_still_is_as_it_was(
    world: RealWorld, visit: Visit
) -> None:
    address = 'O\'Hara "\\" é😀@example.test'
    registry_id = world.make_registry(meta={**META, RECIPIENT: address})
    body = {RECIPIENT: "", f"{RECIPIENT}_was": "ohara@example.test"}

    outdated = visit("service").post(route(registry_id), body)
    assert refusal(outdated) == (409, "restart_registry_changed")
    assert world.post(registry_id)["meta"][RECIPIENT] == address

    for was in (address, ""):
        body[f"{RECIPIENT}_was"] = was
        answer = visit("service").post(route(registry_id), body)
        assert (answer.status_code, answer.json()) == (200, {RECIPIENT: ""})
    assert world.post(registry_id)["meta"] == {**META, RECIPIENT: ""}


def test_an_address_is_kept_as_it_is_sent(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry()
    address = 'O\'Hara "\\" é😀%20@example.test'

    answer = visit("ada").post(route(registry_id), {RECIPIENT: address})

    assert answer.json() == {RECIPIENT: address}
    assert world.post(registry_id)["meta"] == {RECIPIENT: address}


@pytest.mark.parametrize("value", [1, True, ["a@b.test"], {"a": "b"}])
def test_an_address_is_a_text(
    world: RealWorld, visit: Visit, registry_id: int, value: Any
) -> None:
    answer = visit("ada").post(route(registry_id), {RECIPIENT: value, IDS: "[5]"})

    assert refusal(answer) == (400, "rest_invalid_param")
    assert world.post(registry_id)["meta"] == META


def test_it_is_for_writing_only(visit: Visit, registry_id: int) -> None:
    answer = visit("ada").get(route(registry_id))

    assert refusal(answer) == (404, "rest_no_route")
