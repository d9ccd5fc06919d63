"""Private means at the next request, whatever the API has cached."""

from __future__ import annotations

import pytest

from tests.real.world import Api, RealWorld
from tests.worlds import Caller, make_item

PUBLIC = {"title": "A fresh start", "is_private": False}


def statuses(caller: Caller, registry_id: int, item_id: int) -> set[int]:
    paths = [
        f"/registries/{registry_id}",
        f"/registries/{registry_id}/items",
        f"/registries/{registry_id}/invitees",
        f"/registries/{registry_id}/items/{item_id}",
        f"/items/{item_id}",
        f"/items?registry_id={registry_id}",
    ]
    return {caller.get(path).status_code for path in paths}


def test_made_private_it_is_gone_at_the_next_request(
    world: RealWorld, api: Api
) -> None:
    registry_id = api("ada").post("/registries", PUBLIC).json()["id"]
    item_id = make_item(registry_id).pk
    for _ in range(2):  # warm
        assert statuses(api("carol"), registry_id, item_id) == {200}

    response = api("ada").patch(f"/registries/{registry_id}", {"is_private": True})

    assert (response.json()["is_private"], response.json()["status"]) == (
        True,
        "private",
    )
    assert statuses(api("carol"), registry_id, item_id) == {403}
    assert statuses(api("ada"), registry_id, item_id) == {200}


def test_a_new_registry_is_private_unless_it_says_otherwise(api: Api) -> None:
    for body in ({"title": "x"}, {"title": "x", "is_private": True}):
        made = api("ada").post("/registries", body).json()
        assert made["status"] == "private"
        assert statuses(api("carol"), made["id"], make_item(made["id"]).pk) == {403}
        assert statuses(api("eve"), made["id"], make_item(made["id"]).pk) == {200}


def test_made_public_it_is_there_at_the_next_request(api: Api) -> None:
    registry_id = api("ada").post("/registries", {"title": "x"}).json()["id"]
    item_id = make_item(registry_id).pk
    assert statuses(api("carol"), registry_id, item_id) == {403}

    api("ada").patch(f"/registries/{registry_id}", {"is_private": False})

    assert statuses(api("carol"), registry_id, item_id) == {200}


def test_who_is_no_longer_invited_is_out_at_the_next_request(
    world: RealWorld, api: Api
) -> None:
    registry_id = world.invited()
    item_id = make_item(registry_id).pk
    assert statuses(api("bob"), registry_id, item_id) == {200}

    api("ada").delete(f"/registries/{registry_id}/invitees/BOB%40example.test")

    assert statuses(api("bob"), registry_id, item_id) == {403}


@pytest.mark.parametrize("status", ["private", "draft", "restart-archived", "trash"])
def test_hidden_inside_wordpress_it_is_hidden_here(
    world: RealWorld, api: Api, status: str
) -> None:
    registry_id = world.make_registry(status="publish")
    item_id = make_item(registry_id).pk
    assert statuses(api("carol"), registry_id, item_id) == {200}

    world.set_status(registry_id, status)

    assert statuses(api("carol"), registry_id, item_id) == {403}


def test_a_change_of_the_title_leaves_the_status_alone(
    world: RealWorld, api: Api
) -> None:
    for status in ("private", "publish", "draft", "restart-archived"):
        registry_id = world.make_registry(status=status)
        response = api("ada").patch(f"/registries/{registry_id}", {"title": "New"})
        assert response.json()["status"] == world.post(registry_id)["status"] == status


def test_an_archived_registry_is_made_neither_private_nor_public(
    world: RealWorld, api: Api
) -> None:
    registry_id = world.make_registry(status="restart-archived")

    for is_private in (True, False):
        body = {"is_private": is_private, "title": "Not written either"}
        assert api("ada").patch(f"/registries/{registry_id}", body).status_code == 409

    assert world.post(registry_id)["status"] == "restart-archived"
    assert world.post(registry_id)["title"] == "A fresh start"
