"""An application password that its owner withdraws, while the API still remembers it."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.real.world import Api, RealWorld
from tests.worlds import make_item


def remembered() -> int:
    """Return how many people the API takes for known."""
    entries = cache._cache  # type: ignore[attr-defined]  # locmem's own
    return sum(":user:" in key for key in entries)


@pytest.mark.parametrize(
    "path",
    [
        "/registries",
        "/registries/{registry}",
        "/registries/{registry}/items",
        "/registries/{registry}/invitees",
        "/items",
        "/items/{item}",
        "/items?registry_id={registry}",
    ],
)
@pytest.mark.parametrize("status", ["private", "publish"])
def test_the_owner_gets_401_and_no_empty_list(
    world: RealWorld, api: Api, path: str, status: str
) -> None:
    registry_id = world.invited(status)
    path = path.format(registry=registry_id, item=make_item(registry_id).pk)
    assert (api("ada").get(path).status_code, remembered()) == (200, 1)

    world.revoke("ada")

    response = api("ada").get(path)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic ")
    assert remembered() == 0
    assert api("ada").get("/registries").status_code == 401


@pytest.mark.parametrize("name", ["eve", "bob"])
def test_so_do_administrator_and_invitee(world: RealWorld, api: Api, name: str) -> None:
    registry_id = world.invited()
    path = f"/registries/{registry_id}/items"
    assert api(name).get(path).status_code == 200

    world.revoke(name)

    assert api(name).get(path).status_code == 401
    assert remembered() == 0


def test_nothing_is_written_with_it(world: RealWorld, api: Api) -> None:
    registry_id = world.invited()
    path = f"/registries/{registry_id}"
    assert api("ada").get(path).status_code == 200
    before = world.post(registry_id)

    world.revoke("ada")

    for method, body in (("PATCH", {"title": "x"}), ("DELETE", None), ("GET", None)):
        assert api("ada").send(method, path, body).status_code == 401
    assert world.post(registry_id) == before


def test_a_new_password_works_at_once(world: RealWorld, api: Api) -> None:
    registry_id = world.invited()
    world.revoke("ada")
    assert api("ada").get(f"/registries/{registry_id}").status_code == 401

    world.new_application_password("ada")

    assert api("ada").get(f"/registries/{registry_id}").status_code == 200
