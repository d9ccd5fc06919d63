"""Calls that no page of ours makes: each is refused, and nothing changes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import APIResponse

from tests.browser.conftest import Somebody
from tests.browser.registries import Registry, delete_registry, make_registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

ON_A_REGISTRY: dict[str, dict[str, Any]] = {
    "update": {"part": "about", "title": "Taken over"},
    "add_item": {"name": "Ball", "url": "https://www.example.com/ball", "quantity": 1},
    "send_invite": {"invitee": "bob@example.test"},
    "remove_invitee": {"invitee": "bob@example.test"},
    "archive": {},
    "restore": {},
    "delete": {"is_sure": 1},
    "reorder_items": {"direction": "down"},
}
ON_AN_ITEM: dict[str, dict[str, Any]] = {
    "update_item": {"name": "Ball", "url": "https://www.example.com/b", "quantity": 1},
    "delete_item": {},
    "list_purchases": {},
    "mark_purchased": {"quantity": 1},
}
OTHERS: dict[str, dict[str, Any]] = {
    "create": {"title": "Another"},
    "fetch_url": {"url": "https://www.example.com/"},
    "update_notification_prefs": {"notify_on_purchase": 0},
    "undo_purchased": {"purchase_id": 1, "undo_token": "x"},
    "key": {},
}
TEXTS = [
    """O'Brien's "best" \\ kettle""",
    "<script>document.title = 'gone'</script>",
    "<img src=x onerror=\"document.title = 'gone'\">",
    "🫖 3x4 -- ... :) &amp; &#39; %s [gallery]",
]


def calls(
    visitor: Visitor, action: str, *, nonce: str | None = None, **fields: Any
) -> APIResponse:
    """With a nonce of the visitor's own, if none is given."""
    form = {"action": f"restart_registry_{action}", **fields}
    form["nonce"] = visitor_nonce(visitor) if nonce is None else nonce
    return visitor.context.request.post("/wp-admin/admin-ajax.php", form=form)


def visitor_nonce(visitor: Visitor) -> str:
    form: dict[str, Any] = {"action": "restart_registry_nonce"}
    answer = visitor.context.request.post("/wp-admin/admin-ajax.php", form=form)
    return str(answer.json()["data"]["nonce"])


def member(somebody: Somebody, name: str) -> Visitor:
    visitor = somebody()
    visitor.is_logged_in_as(name)
    return visitor


def about_item(registry: Registry, owner: Registry) -> dict[str, Any]:
    """The first item of `owner`, as if it was in this registry."""
    return {"registry_id": registry.id, "item_id": owner.items[0]}


def stored(site: Site, registry: Registry) -> Any:
    path, ada = f"/registries/{registry.id}", site.accounts["ada"]
    items = site.ask_api("GET", f"{path}/items", ada)
    return site.ask_api("GET", path, ada), items


@pytest.mark.parametrize("nonce", ["", "0123456789"])
def test_without_a_nonce(
    site: Site, somebody: Somebody, private_registry: Registry, nonce: str
) -> None:
    ada = member(somebody, "ada")
    before = stored(site, private_registry)
    about = about_item(private_registry, private_registry)
    for action, fields in {**ON_A_REGISTRY, **ON_AN_ITEM, **OTHERS}.items():
        answer = calls(ada, action, nonce=nonce, **about, **fields)
        assert answer.status == 403, (action, answer.text())
    assert stored(site, private_registry) == before


@pytest.mark.parametrize("name", ["", "bob"])
def test_of_somebody_elses_registry(
    site: Site, somebody: Somebody, public_registry: Registry, name: str
) -> None:
    """A guest, and Bob; the registry is public: they may read it, and buy."""
    visitor = member(somebody, name) if name else somebody()
    before = stored(site, public_registry)
    about = about_item(public_registry, public_registry)
    for action, fields in {**ON_A_REGISTRY, **ON_AN_ITEM}.items():
        if action != "mark_purchased":
            answer = calls(visitor, action, **about, **fields)
            assert answer.status in (401, 403, 404), (action, answer.text())
    assert stored(site, public_registry) == before


def test_of_an_item_of_somebody_elses_registry(
    site: Site, somebody: Somebody, private_registry: Registry
) -> None:
    """Bob names his own registry, and an item of Ada's that he may see but not change."""
    own = make_registry(site, "bob")
    bob = member(somebody, "bob")
    before = stored(site, private_registry)
    about = about_item(own, private_registry)
    for action, fields in ON_AN_ITEM.items():
        answer = calls(bob, action, **about, **fields)
        assert answer.status == 404, (action, answer.text())
    assert stored(site, private_registry) == before
    delete_registry(site, own, "bob")


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_stored_and_shown_exactly(
    site: Site, somebody: Somebody, public_registry: Registry, text: str
) -> None:
    ada = member(somebody, "ada")
    about: dict[str, Any] = {"registry_id": public_registry.id}
    item: dict[str, Any] = {"url": "https://www.example.com/x", "quantity": 1}
    answer = calls(ada, "add_item", **about, **item, name=text, notes=text)
    assert answer.status == 201, answer.text()
    fields = {"part": "about", "title": text, "description": text}
    assert calls(ada, "update", **about, **fields).status == 200
    registry, items = stored(site, public_registry)
    assert (registry["title"], registry["story"]) == (text, text)
    assert (items[-1]["name"], items[-1]["notes"]) == (text, text)
    for visitor in (ada, somebody()):
        visitor.opens(public_registry.address)
        title = visitor.main.get_by_role("heading", level=1)
        assert title.text_content() == text
        assert visitor.main.locator(".restart-item h3").last.text_content() == text
        assert visitor.page.title() != "gone"
