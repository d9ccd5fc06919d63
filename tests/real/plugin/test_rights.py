"""Who may do what with registries, by role."""

from __future__ import annotations

import pytest

from tests.real.plugin.visitors import ME, ROUTE, Visit, ids, refusal
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

OWNER = {
    f"{right}_restart_registries"
    for right in ("edit", "edit_published", "publish", "delete", "delete_published")
}
EVERYBODYS = {
    f"{right}_restart_registries"
    for right in (
        *("read_private", "edit_private", "edit_others"),
        *("delete_private", "delete_others"),
    )
} | {"manage_restart_registry"}
ALL_ROLES = """
    global $wpdb;
    $ours = fn( $role ) => array_values( preg_grep( '/restart_/', array_keys( array_filter( $role['capabilities'] ) ) ) );
    return array_map( $ours, get_option( $wpdb->prefix . 'user_roles' ) );"""
STAFF = {"administrator", "restart_registry_service"}
OUTSIDERS = [("bob", 403), ("carol", 403), ("edith", 403), ("", 401)]


def test_every_role_has_the_five_rights_of_an_owner_and_staff_has_all(
    world: RealWorld,
) -> None:
    roles = world.shell.run(ALL_ROLES)

    assert {"subscriber", "contributor", "author", "editor", *STAFF} <= set(roles)
    assert {name: set(rights) for name, rights in roles.items()} == {
        name: OWNER | EVERYBODYS if name in STAFF else OWNER for name in roles
    }


def test_the_service_account_can_do_nothing_else(visit: Visit) -> None:
    me = visit("service").get(ME, context="edit").json()

    others = {"read", "restart_registry_service"}
    assert set(me["capabilities"]) == OWNER | EVERYBODYS | others


def test_an_owner_takes_his_registry_through_every_status(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = world.make_registry()
    path, ada = f"{ROUTE}/{registry_id}", visit("ada")
    hers = {"author": world.accounts["ada"].id}

    for status in ("publish", "private", "draft", "restart-archived", "private"):
        assert ada.post(path, {"status": status}).json()["status"] == status
        assert ids(ada.get(ROUTE, status=status, **hers)) == [registry_id]
        assert ada.get(path, context="edit").status_code == 200


def test_an_owner_throws_away_and_deletes(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry()
    path, ada = f"{ROUTE}/{registry_id}", visit("ada")

    assert ada.delete(path).json()["status"] == "trash"
    assert ada.delete(path, force="true").json()["deleted"] is True
    assert world.post(registry_id) == {}


def test_an_owner_gives_his_registry_to_nobody(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry()
    body = {"author": world.accounts["bob"].id}

    response = visit("ada").post(f"{ROUTE}/{registry_id}", body)

    assert refusal(response) == (403, "rest_cannot_edit_others")


@pytest.mark.parametrize("status", ["private", "publish", "restart-archived"])
def test_others_change_and_delete_nothing(
    world: RealWorld, visit: Visit, edith: Account, status: str
) -> None:
    registry_id = world.invited(status)
    path, before = f"{ROUTE}/{registry_id}", world.post(registry_id)
    change = {"status": "publish", "title": "x", "meta": {"restart_invitees": "[]"}}

    for name, number in OUTSIDERS:
        changed, deleted = visit(name).post(path, change), visit(name).delete(path)
        if name == "" and status != "publish":  # to guests it was never there
            unknown = (404, "rest_post_invalid_id")
            assert [refusal(changed), refusal(deleted)] == [unknown] * 2
            continue
        assert refusal(changed) == (number, "rest_cannot_edit"), name
        assert refusal(deleted) == (number, "rest_cannot_delete"), name

    assert world.post(registry_id) == before


def test_staff_changes_everybodys(world: RealWorld, visit: Visit) -> None:
    for status in ("private", "publish", "draft", "restart-archived"):
        path = f"{ROUTE}/{world.make_registry(status=status)}"
        for name in ("eve", "service"):
            changed = visit(name).post(path, {"title": f"Mended by {name}"}).json()
            assert (changed["restart_title"], changed["status"]) == (
                f"Mended by {name}",
                status,
            )


def test_guests_make_no_registry(visit: Visit) -> None:
    response = visit("").post(ROUTE, {"title": "x", "status": "publish"})

    assert refusal(response) == (401, "rest_cannot_create")


def test_every_role_may_have_a_private_registry(visit: Visit, edith: Account) -> None:
    for name in ("ada", "edith", "eve", "service"):
        made = visit(name).post(ROUTE, {"title": "x", "status": "private"})
        assert (made.status_code, made.json()["status"]) == (201, "private"), name


@pytest.mark.parametrize("name", ["ada", "edith"])
def test_wordpresss_own_screens_are_closed_to_owners(
    visit: Visit, edith: Account, name: str
) -> None:
    screens = ["edit.php", "post-new.php"]
    pages = [
        visit(name).page(f"/wp-admin/{screen}?post_type=restart-registry")
        for screen in screens
    ]

    profile = visit(name).page("/wp-admin/profile.php")
    assert profile.status_code == 200
    assert "post_type=restart-registry" not in profile.text
    assert {page.status_code for page in pages} <= {403, 500}


def test_administrators_have_the_list_of_all(world: RealWorld, visit: Visit) -> None:
    """Ask by author as well: pages of authors are closed only on the site itself."""
    world.make_registry(title="Moonflower")
    screen = "/wp-admin/edit.php?post_type=restart-registry"

    for path in (screen, f"{screen}&author={world.accounts['ada'].id}"):
        page = visit("eve").page(path)
        assert page.status_code == 200
        assert "Moonflower" in page.text
