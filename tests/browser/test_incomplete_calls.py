"""Calls that lack a part are refused, and nothing changes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import APIResponse

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

AJAX = "/wp-admin/admin-ajax.php"
WISH = "update_notification_prefs"


def test_deleting_without_being_sure(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    ada = member(somebody(), "ada")
    about: dict[str, Any] = {"registry_id": public_registry.id}
    for fields in (about, {**about, "is_sure": 0}):
        answer = calls(ada, "delete", **fields)
        assert answer.status == 422
        assert list(answer.json()["data"]["errors"]) == ["is_sure"]
    path = f"/registries/{public_registry.id}/items"
    assert len(site.ask_api("GET", path, site.accounts["ada"])) == 3


def test_a_wish_that_was_not_said(site: Site, somebody: Somebody) -> None:
    ada, id = member(somebody(), "ada"), site.accounts["ada"].id
    wanted = f"echo (int) Restart_Registry_Mailer::is_wanted_by( {id} );"
    assert calls(ada, WISH).status == 422
    assert site.wordpress.php(wanted) == "1"
    assert calls(ada, WISH, notify_on_purchase=0).status == 200
    assert site.wordpress.php(wanted) == "0"
    assert calls(ada, WISH, notify_on_purchase=1).status == 200
    assert site.wordpress.php(wanted) == "1"


@pytest.mark.parametrize("name", ["", "bob"])
def test_undoing_a_purchase_without_its_token(
    site: Site, somebody: Somebody, public_registry: Registry, name: str
) -> None:
    """Not even Bob, who made it: only the token shows that it is his."""
    visitor = member(somebody(), name) if name else somebody()
    item = public_registry.items[0]
    path = f"/registries/{public_registry.id}/items/{item}/purchases"
    bought = site.ask_api("POST", path, site.accounts["bob"], {})["data"]["purchase"]
    about: dict[str, Any] = {"registry_id": public_registry.id, "item_id": item}
    about["purchase_id"] = bought["id"]
    for fields in (about, {**about, "undo_token": ""}, {**about, "undo_token": "x"}):
        answer = calls(visitor, "undo_purchased", **fields)
        assert answer.status in (403, 404), answer.text()
    assert site.ask_api("GET", path, site.accounts["ada"]) == [bought]


def member(visitor: Visitor, name: str) -> Visitor:
    visitor.is_logged_in_as(name)
    return visitor


def calls(visitor: Visitor, action: str, **fields: Any) -> APIResponse:
    """Call as the site's scripts do."""
    post = visitor.context.request.post
    nonce = post(AJAX, form={"action": "restart_registry_nonce"}).json()["data"]
    form = {"action": f"restart_registry_{action}", **nonce, **fields}
    return post(AJAX, form=form)
