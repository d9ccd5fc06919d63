"""Others see the name that an owner chose, never the one that the owner logs in with."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.real.plugin.visitors import ROUTE, Visit, slug
from tests.real.world import RealWorld

RENAME = "wp_update_user( array( 'ID' => $id, 'display_name' => wp_slash( $name ) ) );"


@pytest.fixture
def registry_id(world: RealWorld) -> Iterator[int]:
    yield world.make_registry(status="publish")
    rename(world, "Ada Lovelace")


def rename(world: RealWorld, name: str) -> None:
    world.shell.run(RENAME, id=world.accounts["ada"].id, name=name)


@pytest.mark.parametrize("name", ["ada", "ADA", "ada@example.test", "old@example.test"])
def test_login_and_addresses_are_not_shown(
    world: RealWorld, visit: Visit, registry_id: int, name: str
) -> None:
    rename(world, name)

    registry = visit("carol").get(f"{ROUTE}/{registry_id}").json()

    assert registry["restart_owner_name"] == ""


@pytest.mark.parametrize("name", ["Ada & Co", "Ada O'Neil <3", 'A "d" \\a', "Ada 😀"])
def test_a_chosen_name_is_shown_as_it_was_typed(
    world: RealWorld, visit: Visit, registry_id: int, name: str
) -> None:
    rename(world, name)

    registry = visit("carol").get(f"{ROUTE}/{registry_id}").json()

    assert registry["restart_owner_name"] == name


def test_pages_do_not_show_the_login_either(
    world: RealWorld, visit: Visit, registry_id: int
) -> None:
    path = f"/registry/{slug(world, registry_id)}/"
    rename(world, "ada")

    page = visit("").page(path)

    assert page.status_code == 200
    assert not re.search(r"\bada\b", page.text, re.IGNORECASE)


def test_an_owner_who_is_gone_has_no_name(
    world: RealWorld, visit: Visit, registry_id: int
) -> None:
    world.shell.run(
        "global $wpdb; $wpdb->update( $wpdb->posts, array( 'post_author' => 999999 ), array( 'ID' => $id ) );",
        id=registry_id,
    )

    registry = visit("carol").get(f"{ROUTE}/{registry_id}").json()

    assert registry["restart_owner_name"] == ""
