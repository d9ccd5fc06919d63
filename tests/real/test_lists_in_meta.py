"""The two lists that WordPress stores as text: who is invited, and which items there are."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from items.models import Item
from tests.real.world import Api, RealWorld
from tests.worlds import Caller, make_item

IDS, INVITEES = "restart_item_ids", "restart_invitees"
NAMES = [
    "d\"o'ra",
    "back\\slash",
    "é@exämple.test",
    "🎁",
    "a/b",
    "</script>",
    "%20",
    "x y",
]
BROKEN = [
    "{}",
    '["bob"',
    "null",
    "0",
    "nonsense",
    '{"0": "bob"}',
    '"bob"',
    "[[1]]",
    "[1.5]",
]


def item(number: int) -> dict[str, str]:
    return {"name": f"Item {number}", "url": "https://shop.example/"}


def added(caller: Caller, registry_id: int, number: int) -> int:
    response = caller.post(f"/registries/{registry_id}/items", item(number))
    return int(response.json()["data"]["id"])


def test_item_ids_after_every_change(world: RealWorld, api: Api) -> None:
    registry_id = world.make_registry()
    path, ada = f"/registries/{registry_id}/items", api("ada")

    one, two, three = (added(ada, registry_id, number) for number in range(3))
    assert world.meta(registry_id, IDS) == [one, two, three]

    ordered = ada.put(f"{path}/order", {"item_ids": [three, one]}).json()
    assert ordered == {"item_ids": [three, one, two]}
    assert world.meta(registry_id, IDS) == [three, one, two]

    ada.delete(f"{path}/{three}")
    assert world.meta(registry_id, IDS) == [one, two]

    ada.post("/items", {**item(4), "registry_id": registry_id})
    listed = [found["id"] for found in ada.get(path).json()]
    assert world.meta(registry_id, IDS) == listed
    assert listed[:2] == [one, two] and len(listed) == 3


def test_item_ids_after_the_last_one_and_a_revival(world: RealWorld, api: Api) -> None:
    registry_id = world.make_registry()
    item_id = (
        api("ada")
        .post(f"/registries/{registry_id}/items", item(1))
        .json()["data"]["id"]
    )

    api("ada").patch(f"/items/{item_id}", {"is_active": False})
    assert world.meta(registry_id, IDS) == []

    api("eve").patch(f"/items/{item_id}", {"is_active": True})
    assert world.meta(registry_id, IDS) == [item_id]


def test_item_ids_are_never_a_clients(world: RealWorld, api: Api) -> None:
    body = {"title": "x", "meta": {"item_ids": [1, 2]}}
    registry_id = api("ada").post("/registries", body).json()["id"]
    api("ada").patch(f"/registries/{registry_id}", {"meta": {"item_ids": [3]}})

    data = api("ada").get(f"/registries/{registry_id}").json()

    assert data["meta"]["item_ids"] == []


def test_invitees_come_back_as_they_were_typed(world: RealWorld, api: Api) -> None:
    registry_id = world.make_registry()
    path = f"/registries/{registry_id}/invitees"

    answer = api("ada").post(path, {"invitees": [*NAMES, "D\"O'RA", NAMES[0]]}).json()

    assert answer == api("ada").get(path).json() == {"invitees": NAMES}
    assert world.meta(registry_id, INVITEES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_invitee_is_taken_off_by_his_name_in_the_path(
    world: RealWorld, api: Api, name: str
) -> None:
    registry_id = world.make_registry()
    path = f"/registries/{registry_id}/invitees"
    api("ada").post(path, {"invitees": NAMES})

    answer = api("ada").delete(f"{path}/{quote(name, safe='')}")

    left = [other for other in NAMES if other != name]
    assert (answer.status_code, answer.json()) == (200, {"invitees": left})
    assert world.meta(registry_id, INVITEES) == left
    assert api("ada").delete(f"{path}/{quote(name, safe='')}").status_code == 404


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_list_of_invitees_is_left_alone(
    world: RealWorld, api: Api, text: str
) -> None:
    registry_id = world.make_registry(meta={INVITEES: text})
    path, ada = f"/registries/{registry_id}", api("ada")

    assert ada.get(f"{path}/invitees").json() == {"invitees": []}
    assert ada.post(f"{path}/invitees", {"invitees": ["x"]}).status_code == 409
    assert ada.patch(path, {"meta": {"invitees": ["x"]}}).status_code == 409
    assert ada.delete(f"{path}/invitees/bob").status_code in (404, 409)
    assert api("bob").get(path).status_code == 403

    assert ada.patch(path, {"title": "Still mine"}).status_code == 200
    assert ada.post(f"{path}/items", item(1)).status_code == 201
    assert world.post(registry_id)["meta"][INVITEES] == text


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_list_of_items_is_left_alone(
    world: RealWorld, api: Api, text: str
) -> None:
    registry_id = world.make_registry(meta={IDS: text})
    path, ada = f"/registries/{registry_id}", api("ada")

    item_id = added(ada, registry_id, 1)
    order = ada.put(f"{path}/items/order", {"item_ids": [item_id]})

    assert order.status_code == 409
    assert ada.get(path).json()["meta"]["item_ids"] == []
    assert [found["id"] for found in ada.get(f"{path}/items").json()] == [item_id]
    assert ada.post(f"{path}/invitees", {"invitees": ["dora"]}).status_code == 200
    assert ada.delete(f"{path}/items/{item_id}").status_code == 204
    assert world.post(registry_id)["meta"][IDS] == text


def test_ids_that_are_foreign_or_twice_change_no_order(
    world: RealWorld, api: Api
) -> None:
    registry_id = world.make_registry()
    one, two, three = (make_item(registry_id).pk for _ in range(3))
    gone = make_item(registry_id, is_active=False).pk
    world.set_meta(registry_id, IDS, json.dumps([three, 9999, gone, three, one]))

    listed = api("ada").get(f"/registries/{registry_id}/items").json()

    assert [found["id"] for found in listed] == [three, one, two]


def test_deleting_a_registry_takes_its_items_with_it(
    world: RealWorld, api: Api
) -> None:
    registry_id, other = world.make_registry(), world.make_registry()
    make_item(registry_id), make_item(registry_id), make_item(other)

    response = api("ada").delete(f"/registries/{registry_id}")

    assert (response.status_code, response.content) == (204, b"")
    assert world.post(registry_id) == {}
    assert api("ada").get(f"/registries/{registry_id}").status_code == 404
    assert api("eve").delete(f"/registries/{registry_id}").status_code == 404
    active = Item.objects.active().values_list("registry_id", flat=True)
    assert (list(active), Item.objects.count()) == ([other], 3)
