"""WordPress stops and starts again, while the API runs on."""

from __future__ import annotations

from typing import Any

import pytest

from registries import gateway
from tests.real.world import Api, RealWorld
from tests.worlds import make_item

KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}


@pytest.mark.parametrize("warm", [True, False])
def test_a_stopped_wordpress_is_no_wrong_password(
    world: RealWorld, api: Api, warm: bool
) -> None:
    registry_id = world.invited()
    path, item_id = f"/registries/{registry_id}", make_item(registry_id).pk
    if warm:
        api("ada").get(path)
    world.stop()
    requests: list[tuple[str, str, object]] = [
        *(("GET", where, None) for where in ("/registries", "/items", path)),
        *(("GET", f"{path}/{below}", None) for below in ("items", "invitees")),
        *(("POST", "/registries", {"title": "x"}), ("POST", f"{path}/items", KETTLE)),
        *((method, path, {"title": "x"}) for method in ("PATCH", "DELETE")),
        *((method, f"/items/{item_id}", {}) for method in ("GET", "PUT", "DELETE")),
    ]

    for request in requests:
        response = api("ada").send(*request)
        assert response.status_code == 503, request
        assert int(response.headers["Retry-After"]) > 0
        assert "WWW-Authenticate" not in response.headers


def test_health_answers_meanwhile(world: RealWorld, api: Api) -> None:
    world.stop()

    response = api("").get("/health")

    assert (response.status_code, response.json()["status"]) == (200, "healthy")
    assert api("").get("/openapi.json").status_code == 200
    assert api("").get("/registries").status_code == 401


def test_the_next_request_after_it_is_back_works(world: RealWorld, api: Api) -> None:
    registry_id = world.invited()
    path = f"/registries/{registry_id}"
    world.stop()
    assert [api(name).get(path).status_code for name in ("ada", "bob")] == [503, 503]

    world.start()

    assert [api(name).get(path).status_code for name in ("ada", "bob")] == [200, 200]
    assert api("carol").get(path).status_code == 403
    assert api("ada").post(f"{path}/items", KETTLE).status_code == 201


def test_an_outage_counts_as_no_refusal(world: RealWorld, api: Api) -> None:
    world.stop()
    for _ in range(15):
        assert api("ada").get("/registries").status_code == 503

    world.start()

    assert api("ada").get("/registries").status_code == 200


@pytest.fixture
def stops_before_it_is_told(
    world: RealWorld, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    write_list = gateway.write_list

    def stop_then_write(*args: Any) -> None:
        world.stop()
        write_list(*args)

    monkeypatch.setattr(gateway, "write_list", stop_then_write)
    return monkeypatch


def test_an_item_stays_when_wordpress_stops_before_it_is_told(
    world: RealWorld, api: Api, stops_before_it_is_told: pytest.MonkeyPatch
) -> None:
    registry_id = world.make_registry()
    path = f"/registries/{registry_id}/items"
    assert api("ada").post(path, KETTLE).status_code == 201
    assert "restart_item_ids" not in world.post(registry_id)["meta"]
    stops_before_it_is_told.undo()

    world.start()

    assert api("ada").post(path, KETTLE).status_code == 201
    listed = [item["id"] for item in api("ada").get(path).json()]
    assert world.meta(registry_id, "restart_item_ids") == listed
    assert len(listed) == 2
