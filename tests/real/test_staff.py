"""Support staff in the Django admin: Eve, by her application password, as long as she may."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from items.models import Item
from tests.real.world import Api, RealWorld
from tests.worlds import make_item

LOGIN, ITEMS = "/admin/login/", "/admin/items/item/"


def log_in(username: str, password: str) -> Client | None:
    browser = Client()
    browser.post(LOGIN, {"username": username, "password": password})
    is_in = browser.get("/admin/").status_code == 200
    return browser if is_in else None


@pytest.fixture
def eve(world: RealWorld, db: None) -> Client:
    account = world.accounts["eve"]
    browser = log_in(account.username, account.application_password)
    assert browser
    return browser


def act(browser: Client, action: str, *items: Item) -> None:
    form = {"action": action, "_selected_action": [item.pk for item in items]}
    assert browser.post(ITEMS, form, follow=True).status_code == 200


def later() -> None:
    """Let WP_AUTH_CACHE_TTL seconds go by."""
    cache.clear()


def test_administrators_get_in(eve: Client) -> None:
    assert eve.get(ITEMS).status_code == 200


@pytest.mark.parametrize("name", ["ada", "bob", "carol"])
def test_others_do_not(world: RealWorld, db: None, name: str) -> None:
    account = world.accounts[name]

    assert log_in(account.username, account.application_password) is None


def test_the_main_password_is_no_good(world: RealWorld, db: None) -> None:
    account = world.accounts["eve"]

    assert log_in(account.username, account.password) is None


def test_a_session_is_no_login_to_the_api(world: RealWorld, eve: Client) -> None:
    assert eve.get("/registries").status_code == 401
    assert eve.get("/items").status_code == 401


def test_who_loses_the_role_is_logged_out(world: RealWorld, eve: Client) -> None:
    world.change_role("eve", "subscriber")

    assert eve.get(ITEMS).status_code == 200  # the answer is remembered
    later()
    assert eve.get(ITEMS).status_code == 302
    assert eve.get("/admin/").status_code == 302


def test_whose_account_is_deleted_is_logged_out(world: RealWorld, db: None) -> None:
    helper = world.add_account("helper", role="support")
    browser = log_in(helper.username, helper.application_password)
    assert browser

    world.shell.run("wp_delete_user( $id );", id=helper.id)
    later()

    assert browser.get(ITEMS).status_code == 302


def test_a_withdrawn_application_password_ends_no_session(
    world: RealWorld, eve: Client
) -> None:
    """The role counts; the service account asks for it."""
    world.revoke("eve")
    later()

    assert eve.get(ITEMS).status_code == 200


def test_an_outage_leaves_the_session_read_only(world: RealWorld, eve: Client) -> None:
    item = make_item(None)
    world.stop()
    later()

    assert eve.get(ITEMS).status_code == 200
    act(eve, "delete_softly", item)
    eve.post(f"{ITEMS}{item.pk}/change/", {"name": "Changed"})

    item.refresh_from_db()
    assert (item.is_active, item.name) == (True, "Kettle")


def test_taking_off_and_putting_back_is_told_to_wordpress(
    world: RealWorld, eve: Client, api: Api
) -> None:
    registry_id = world.make_registry()
    first, second = make_item(registry_id), make_item(registry_id)
    world.set_meta(registry_id, "restart_item_ids", f"[{second.pk},{first.pk}]")

    act(eve, "delete_softly", second)
    assert world.meta(registry_id, "restart_item_ids") == [first.pk]

    act(eve, "restore", second)
    assert world.meta(registry_id, "restart_item_ids") == [first.pk, second.pk]


def test_staff_reach_private_and_archived_registries(
    world: RealWorld, eve: Client
) -> None:
    for status in ("private", "restart-archived", "draft"):
        registry_id = world.make_registry(status=status)
        item = make_item(registry_id, is_active=False)

        act(eve, "restore", item)

        assert world.meta(registry_id, "restart_item_ids") == [item.pk]
        assert world.post(registry_id)["status"] == status
