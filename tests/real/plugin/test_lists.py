"""Lists of registries hold what the caller may read, and their totals count only that."""

from __future__ import annotations

import pytest

from tests.real.plugin.visitors import ROUTE, Visit, ids, refusal, total
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

EVERY = "publish,private,draft,restart-archived"


@pytest.fixture
def hers(world: RealWorld) -> dict[str, int]:
    """Registries of Ada's in each status; Bob is invited to all."""
    return {status: world.invited(status) for status in EVERY.split(",")}


@pytest.mark.parametrize("name", ["bob", "edith"])
@pytest.mark.parametrize("statuses", [EVERY, "any", "private"])
def test_others_are_not_told_how_many_there_are(
    world: RealWorld,
    visit: Visit,
    hers: dict[str, int],
    edith: Account,
    statuses: str,
    name: str,
) -> None:
    """Registries that somebody is invited to are read one by one."""
    query: dict[str, str | int] = {
        "status": statuses,
        "author": world.accounts["ada"].id,
    }

    listed, counted = visit(name).get(ROUTE, **query), visit(name).head(ROUTE, **query)

    public = [] if statuses == "private" else [hers["publish"]]
    assert (ids(listed), total(listed)) == (public, len(public))
    assert total(counted) == len(public)


@pytest.mark.parametrize("name", ["ada", "eve", "service"])
def test_owner_and_staff_are_told(
    world: RealWorld, visit: Visit, hers: dict[str, int], name: str
) -> None:
    query: dict[str, str | int] = {"status": EVERY, "author": world.accounts["ada"].id}

    listed, counted = visit(name).get(ROUTE, **query), visit(name).head(ROUTE, **query)

    assert (set(ids(listed)), total(listed)) == (set(hers.values()), 4)
    assert total(counted) == 4


def test_everybodys_and_ones_own_in_one_list(
    world: RealWorld, visit: Visit, hers: dict[str, int]
) -> None:
    own = world.make_registry(owner="carol", status="draft")

    listed = visit("carol").get(ROUTE, status=EVERY)

    assert (set(ids(listed)), total(listed)) == ({own, hers["publish"]}, 2)


def test_archived_ones_are_listed_to_their_owner(
    visit: Visit, hers: dict[str, int]
) -> None:
    listed = {
        name: ids(visit(name).get(ROUTE, status="restart-archived"))
        for name in ("ada", "bob", "carol")
    }

    assert listed == {"ada": [hers["restart-archived"]], "bob": [], "carol": []}


def test_guests_may_not_even_ask(visit: Visit, hers: dict[str, int]) -> None:
    for status in ("private", "any", "restart-archived", "draft"):
        answer = visit("").get(ROUTE, status=status)
        assert refusal(answer) == (400, "rest_invalid_param"), status


def test_a_registry_of_nobody_is_not_the_guests(world: RealWorld, visit: Visit) -> None:
    code = "global $wpdb; $wpdb->update( $wpdb->posts, array( 'post_author' => 0 ), array( 'ID' => $id ) );"
    for status in ("private", "publish"):
        registry_id = world.make_registry(status=status)
        world.shell.run(code, id=registry_id)

    listed = visit("").get(ROUTE)

    assert (ids(listed), total(listed)) == ([registry_id], 1)
