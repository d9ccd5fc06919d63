"""GET /registries: all of the caller's own, in every status but trash, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from registries.registry import STATUSES
from tests.real.world import Api, RealWorld
from tests.worlds import make_item

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response


def ids(response: Response) -> list[int]:
    return [registry["id"] for registry in response.json()]


def totals(response: Response) -> tuple[str, str]:
    return response.headers["X-WP-Total"], response.headers["X-WP-TotalPages"]


@pytest.fixture
def own(world: RealWorld) -> list[int]:
    """Two registries of Ada's in each status, newest first, among others' and one in the trash."""
    made: list[int] = []
    for status in (*STATUSES, *STATUSES):
        made.insert(0, world.make_registry(status=status))
        world.make_registry(owner="bob", status=status)
    world.make_registry(status="trash")
    return made


def test_every_status_is_there(world: RealWorld, api: Api, own: list[int]) -> None:
    response = api("ada").get("/registries?per_page=100")

    assert ids(response) == own
    assert {registry["status"] for registry in response.json()} == set(STATUSES)
    assert totals(response) == ("12", "1")


def test_page_by_page(world: RealWorld, api: Api, own: list[int]) -> None:
    pages = [
        api("ada").get(f"/registries?page={number}&per_page=5")
        for number in range(1, 6)
    ]

    assert [ids(page) for page in pages] == [own[:5], own[5:10], own[10:], [], []]
    assert {totals(page) for page in pages} == {("12", "3")}
    assert ids(api("ada").get("/registries")) == own[:10]


def test_an_administrator_gets_his_own(
    world: RealWorld, api: Api, own: list[int]
) -> None:
    hers = world.make_registry(owner="eve", status="restart-archived")

    response = api("eve").get("/registries")

    assert (ids(response), totals(response)) == ([hers], ("1", "1"))


def test_who_has_none(world: RealWorld, api: Api, own: list[int]) -> None:
    for path in ("/registries", "/registries?page=7"):
        response = api("carol").get(path)
        assert (response.json(), totals(response)) == ([], ("0", "0"))


def test_who_is_invited_has_none_of_his_own_by_that(world: RealWorld, api: Api) -> None:
    world.invited("publish"), world.invited("private")

    assert api("bob").get("/registries").json() == []


def test_a_role_that_may_have_none_gets_its_public_ones(
    world: RealWorld, api: Api
) -> None:
    """WordPress refuses an editor the statuses, and is then asked without them."""
    world.add_account("guest", role="guest")
    public = world.make_registry(owner="guest", status="publish")
    world.make_registry(owner="guest", status="private")

    response = api("guest").get("/registries")

    assert (ids(response), totals(response)) == ([public], ("1", "1"))
    assert api("guest").get("/registries?page=3").json() == []
    assert api("guest").post("/registries", {"title": "x"}).status_code == 403


def test_items_are_those_of_all_of_them(
    world: RealWorld, api: Api, own: list[int]
) -> None:
    mine = [make_item(registry_id).pk for registry_id in own]
    make_item(world.make_registry(owner="bob", status="publish"))

    items = api("ada").get("/items").json()

    assert [item["id"] for item in items] == mine[::-1]
