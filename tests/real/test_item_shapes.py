"""Affiliate links are shown to administrators; for others the keys aren't there at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real.world import Api, RealWorld
from tests.worlds import Caller, make_item

PUBLIC = {
    *("id", "registry_id", "name", "description", "notes", "url", "retailer"),
    *("image_url", "price", "quantity_needed", "quantity_purchased", "is_active"),
    *("created_at", "updated_at"),
}
AFFILIATE = {"affiliate_url", "affiliate_status"}
LINK = {"affiliate_url": "https://shop.example/?tag=x", "affiliate_status": "active"}
PAN = {"name": "Pan", "url": "https://shop.example/pan", **LINK}


def shapes_read(caller: Caller, registry_id: int, item_id: int) -> list[set[str]]:
    """Return the keys of an item wherever this caller reads it."""
    paths = [f"/items/{item_id}", f"/registries/{registry_id}/items/{item_id}"]
    lists = [f"/items?registry_id={registry_id}", f"/registries/{registry_id}/items"]
    single = [caller.get(path).json()["data"] for path in paths]
    listed = [item for path in lists for item in caller.get(path).json()]
    assert [item["id"] for item in single + listed] == [item_id] * 4
    return [set(item) for item in single + listed]


def shapes_written(caller: Caller, registry_id: int) -> list[set[str]]:
    """Return the keys of an item wherever this caller gets it back from a change."""
    nested = caller.post(f"/registries/{registry_id}/items", PAN).json()["data"]
    flat: dict[str, Any] = nested
    answers = [nested]
    for path in (
        f"/items/{flat['id']}",
        f"/registries/{registry_id}/items/{flat['id']}",
    ):
        answers.append(caller.put(path, {"name": "Pot"}).json()["data"])
        answers.append(caller.patch(path, {}).json()["data"])
    made = caller.post("/items", {**PAN, "registry_id": registry_id}).json()["data"]
    gone = caller.delete(f"/items/{made['id']}").json()["data"]
    return [set(item) for item in (*answers, made, gone)]


@pytest.mark.parametrize("status", ["publish", "private"])
def test_what_readers_see(world: RealWorld, api: Api, status: str) -> None:
    registry_id = world.invited(status)
    pan = make_item(registry_id, **LINK)
    readers = ["ada", "bob"] + (["carol"] if status == "publish" else [])

    for name in readers:
        assert shapes_read(api(name), registry_id, pan.pk) == [PUBLIC] * 4
    for name in ("eve", "service"):
        assert shapes_read(api(name), registry_id, pan.pk) == [PUBLIC | AFFILIATE] * 4


@pytest.mark.parametrize("status", ["publish", "private", "draft", "restart-archived"])
def test_what_writers_get_back(world: RealWorld, api: Api, status: str) -> None:
    registry_id = world.invited(status)

    assert shapes_written(api("ada"), registry_id) == [PUBLIC] * 7
    assert shapes_written(api("eve"), registry_id) == [PUBLIC | AFFILIATE] * 7


def test_lists_across_registries(world: RealWorld, api: Api) -> None:
    make_item(world.invited("publish"), **LINK)

    assert [set(item) for item in api("ada").get("/items").json()] == [PUBLIC]
    assert api("bob").get("/items").json() == []
    assert [set(item) for item in api("eve").get("/items").json()] == [
        PUBLIC | AFFILIATE
    ]


def test_the_affiliate_route_is_the_owners_too(world: RealWorld, api: Api) -> None:
    registry_id = world.invited("private")
    path = f"/registries/{registry_id}/items/{make_item(registry_id).pk}/affiliate"

    written = api("ada").put(path, {"affiliate_url": LINK["affiliate_url"]}).json()

    assert set(written) == AFFILIATE | {"item_id", "url", "retailer"}
    assert api("ada").get(path).json() == api("eve").get(path).json() == written
    assert [api(name).get(path).status_code for name in ("bob", "carol")] == [403, 403]
