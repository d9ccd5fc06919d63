"""GET restart-registry/v1/staff/{user id}, and the list of our routes."""

from __future__ import annotations

import pytest

from tests.real.plugin.visitors import Visit, refusal
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

STAFF = "/restart-registry/v1/staff"


@pytest.mark.parametrize("name", ["service", "eve"])
def test_staff_learns_who_is_staff(
    world: RealWorld, visit: Visit, edith: Account, name: str
) -> None:
    world.add_account("helper", role="support")
    staff = {"eve": True, "service": True, "helper": True}
    staff |= {"ada": False, "edith": False}

    for other, is_admin in staff.items():
        answer = visit(name).get(f"{STAFF}/{world.accounts[other].id}")
        assert (answer.status_code, answer.json()) == (200, {"is_admin": is_admin})


def test_who_has_the_right_by_another_role_may_ask(
    world: RealWorld, visit: Visit
) -> None:
    helper = world.add_account("helper", role="support")

    answer = visit("helper").get(f"{STAFF}/{helper.id}")

    assert answer.json() == {"is_admin": True}


@pytest.mark.parametrize("number", ["999999", "0", "99999999999999999999"])
def test_there_is_no_such_user(visit: Visit, number: str) -> None:
    answer = visit("service").get(f"{STAFF}/{number}")

    assert refusal(answer) == (404, "rest_user_invalid_id")


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("edith", 403), ("", 401)])
def test_others_learn_nothing_not_even_who_there_is(
    world: RealWorld, visit: Visit, edith: Account, name: str, status: int
) -> None:
    somebody, nobody = (
        visit(name).get(f"{STAFF}/{user_id}")
        for user_id in (world.accounts["eve"].id, 999999)
    )

    assert refusal(somebody) == (status, "rest_forbidden")
    assert nobody.json() == somebody.json()


def test_it_is_for_reading_only(world: RealWorld, visit: Visit) -> None:
    path = f"{STAFF}/{world.accounts['ada'].id}"

    assert refusal(visit("eve").post(path, {})) == (404, "rest_no_route")
    assert refusal(visit("eve").delete(path)) == (404, "rest_no_route")


def test_the_plugin_has_these_routes_and_no_other(visit: Visit) -> None:
    routes = visit("").get("/restart-registry/v1").json()["routes"]

    assert {path: route["methods"] for path, route in routes.items()} == {
        "/restart-registry/v1": ["GET"],
        "/restart-registry/v1/creations": ["GET"],
        r"/restart-registry/v1/registries/(?P<id>\d+)/meta": ["POST"],
        r"/restart-registry/v1/site-health/authorization": ["GET"],
        r"/restart-registry/v1/site-health/connection": ["GET"],
        r"/restart-registry/v1/staff/(?P<id>\d+)": ["GET"],
    }
