"""An address tells nothing of a registry that whoever tries it may not see."""

from __future__ import annotations

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, slug
from tests.real.world import RealWorld


@pytest.fixture
def moved(world: RealWorld, visit: Visit) -> tuple[int, str]:
    """A public one of Ada's that Bob is invited to, and the address it had before."""
    registry_id = world.invited("publish")
    before = f"/registry/{slug(world, registry_id)}/"
    changed = visit("ada").post(f"{ROUTE}/{registry_id}", {"slug": "nachtigall"})
    assert changed.status_code == 200
    return registry_id, before


def told(answer: requests.Response) -> tuple[int, str | None]:
    return answer.status_code, answer.headers.get("Location")


def test_an_old_address_leads_on(
    world: RealWorld, visit: Visit, moved: tuple[int, str]
) -> None:
    registry_id, before = moved
    now = f"{world.wordpress.url}/registry/{slug(world, registry_id)}/"

    assert told(visit("").page(before)) == (301, now)


@pytest.mark.parametrize("status", ["private", "draft", "restart-archived"])
def test_but_not_to_one_that_is_hidden_now(
    world: RealWorld, visit: Visit, moved: tuple[int, str], status: str
) -> None:
    registry_id, before = moved
    world.set_status(registry_id, status)

    for name in ("", "carol"):
        assert told(visit(name).page(before)) == (404, None)
        assert told(visit(name).page("/registry/made-up/")) == (404, None)


def test_those_who_may_see_it_are_led_on(
    world: RealWorld, visit: Visit, moved: tuple[int, str]
) -> None:
    registry_id, before = moved
    world.set_status(registry_id, "private")

    for name in ("ada", "bob", "eve"):
        assert visit(name).page(before).status_code == 301, name
