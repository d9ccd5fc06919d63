"""The meta route writes a list only if it still is what the writer says they saw."""

from __future__ import annotations

import pytest

from tests.real.plugin.test_meta_route import IDS, INVITEES, META, route
from tests.real.plugin.visitors import Visit, refusal
from tests.real.world import RealWorld

IDS_WAS, INVITEES_WAS = f"{IDS}_was", f"{INVITEES}_was"
CHANGED = (409, "restart_registry_changed")


@pytest.mark.parametrize("was", ["[7]", "[ 7 ]"])
def test_it_still_is_what_he_saw(world: RealWorld, visit: Visit, was: str) -> None:
    registry_id = world.make_registry(meta=META)

    answer = visit("ada").post(route(registry_id), {IDS: "[7,8]", IDS_WAS: was})

    assert (answer.status_code, answer.json()) == (200, {IDS: "[7,8]"})
    assert world.post(registry_id)["meta"] == META | {IDS: "[7,8]"}


@pytest.mark.parametrize("was", ["[]", "[8]", "[7,8]", "[7,7]"])
def test_somebody_else_wrote_it(world: RealWorld, visit: Visit, was: str) -> None:
    registry_id = world.make_registry(meta=META)

    answer = visit("service").post(route(registry_id), {IDS: "[9]", IDS_WAS: was})

    assert refusal(answer) == CHANGED
    assert world.post(registry_id)["meta"] == META


@pytest.mark.parametrize("stored", [{}, {IDS: ""}, {IDS: "[]"}])
def test_no_list_yet_is_an_empty_one(
    world: RealWorld, visit: Visit, stored: dict[str, str]
) -> None:
    registry_id = world.make_registry(meta=stored)

    other = visit("ada").post(route(registry_id), {IDS: "[1]", IDS_WAS: "[2]"})
    same = visit("ada").post(route(registry_id), {IDS: "[1]", IDS_WAS: "[]"})

    assert refusal(other) == CHANGED
    assert (same.status_code, same.json()) == (200, {IDS: "[1]"})


def test_one_of_two_was_changed_and_neither_is_written(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = world.make_registry(meta=META)
    body = {IDS: "[1]", IDS_WAS: "[7]", INVITEES: "[]", INVITEES_WAS: '["other"]'}

    answer = visit("ada").post(route(registry_id), body)

    assert refusal(answer) == CHANGED
    assert world.post(registry_id)["meta"] == META


def test_names_are_compared_as_they_were_typed(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry(meta={INVITEES: '["é/\\"ü"]'})
    escaped = '["\\u00e9\\/\\"\\u00fc"]'

    answer = visit("ada").post(
        route(registry_id), {INVITEES: "[]", INVITEES_WAS: escaped}
    )

    assert (answer.status_code, answer.json()) == (200, {INVITEES: "[]"})


@pytest.mark.parametrize("was", ["", "x", "{}", "[1", "null", [7]])
def test_what_he_saw_is_a_list_as_well(
    world: RealWorld, visit: Visit, was: object
) -> None:
    registry_id = world.make_registry(meta=META)

    answer = visit("ada").post(route(registry_id), {IDS: "[1]", IDS_WAS: was})

    assert refusal(answer) == (400, "rest_invalid_param")
    assert world.post(registry_id)["meta"] == META


@pytest.mark.parametrize("stored", ["[0,7,-5]", '["7"]', "[9223372036854775808]"])
def test_what_he_saw_may_hold_what_nobody_may_write(
    world: RealWorld, visit: Visit, stored: str
) -> None:
    registry_id = world.make_registry(meta={IDS: stored})

    other = visit("ada").post(route(registry_id), {IDS: "[1]", IDS_WAS: "[0]"})
    same = visit("ada").post(route(registry_id), {IDS: "[1]", IDS_WAS: stored})

    assert refusal(other) == CHANGED
    assert (same.status_code, same.json()) == (200, {IDS: "[1]"})


def test_a_list_that_cannot_be_read_is_none_he_saw(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = world.make_registry(meta={IDS: "{}"})

    answer = visit("ada").post(route(registry_id), {IDS: "[1]", IDS_WAS: "[]"})

    assert refusal(answer) == CHANGED
    assert world.post(registry_id)["meta"] == {IDS: "{}"}
