"""Only the owner sees the invitees and the recipient's address; nobody else finds a way to them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.real.plugin.visitors import ROUTE, Visit, slug
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

LIST = '["Bob@example.test","zed-the-secret"]'
META = {"restart_invitees": LIST, "restart_recipient_email": "secret@example.test"}
HIDDEN = {"restart_invitees": "[]", "restart_recipient_email": ""}
HIMSELF = HIDDEN | {"restart_invitees": '["Bob@example.test"]'}
BINDING = {"source": "core/post-meta", "args": {"key": "restart_invitees"}}


@pytest.fixture
def registry_id(world: RealWorld) -> int:
    return world.make_registry(status="publish", meta=META)


def metas(visit: Visit, name: str, registry_id: int) -> list[dict[str, Any]]:
    """Return both, in every form in which WordPress gives a registry's meta."""
    one, both = f"{ROUTE}/{registry_id}", f"meta.{',meta.'.join(META)}"
    singles = [visit(name).get(one, _fields=part).json() for part in ("", both)]
    lists = [
        visit(name).get(f"{ROUTE}?{form}").json() for form in ("_fields=meta", "_embed")
    ]
    found = [*singles, *(registry for registries in lists for registry in registries)]
    return [{key: one["meta"][key] for key in META} for one in found]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        *(("carol", HIDDEN), ("edith", HIDDEN), ("", HIDDEN), ("bob", HIMSELF)),
        *(("ada", META), ("service", META)),
    ],
)
def test_only_who_may_edit_reads_them(
    visit: Visit, registry_id: int, edith: Account, name: str, seen: dict[str, str]
) -> None:
    assert metas(visit, name, registry_id) == [seen] * 4


def test_an_invitee_is_found_by_name_as_well_and_by_every_entry(
    world: RealWorld, visit: Visit, registry_id: int
) -> None:
    entries = ["BOB", "bob@example.test", "bobby", "Bob@Example.Test", "b@example.test"]
    world.set_meta(registry_id, "restart_invitees", json.dumps(entries))

    meta = visit("bob").get(f"{ROUTE}/{registry_id}").json()["meta"]

    own = ["BOB", "bob@example.test", "Bob@Example.Test"]
    assert json.loads(meta["restart_invitees"]) == own


def test_no_other_route_tells(visit: Visit, registry_id: int, edith: Account) -> None:
    one = f"{ROUTE}/{registry_id}"
    for path in (
        *(f"{one}?context=embed", f"{one}?context=edit", f"{one}/revisions"),
        *(f"{one}/autosaves", "/wp/v2/search?_embed&search=fresh"),
    ):
        text = visit("edith").get(path).text
        assert "secret" not in text, path


def bound_to(registry_id: int) -> str:
    """Return blocks that print the invitees, of this registry and of all."""
    bound = json.dumps({"metadata": {"bindings": {"content": BINDING}}})
    paragraph = f"<!-- wp:paragraph {bound} --><p>x</p><!-- /wp:paragraph -->"
    every = json.dumps({"query": {"postType": "restart-registry", "perPage": 50}})
    return (
        f'<!-- wp:query {every} --><div class="wp-block-query">'
        f"<!-- wp:post-template -->{paragraph}<!-- /wp:post-template --></div>"
        f"<!-- /wp:query -->{paragraph}"
    )


@pytest.mark.parametrize("comment", ["<!--", "<!-<!-- x -->-", "<!<!---->--"])
def test_a_story_reads_no_meta_by_block_bindings(
    world: RealWorld, visit: Visit, registry_id: int, comment: str
) -> None:
    story = bound_to(registry_id).replace("<!--", comment)
    body = {"title": "Trap", "status": "publish", "content": story}

    trap = visit("carol").post(ROUTE, body).json()["id"]

    assert "<!--" not in world.post(trap)["content"]
    page = f"/registry/{slug(world, trap)}/"
    texts = [visit("carol").page(path).text for path in (page, "/registry/feed/")]
    texts.append(visit("carol").get(f"{ROUTE}/{trap}").text)
    assert not any("secret" in text for text in texts)


def test_not_even_a_page_of_the_editors_does(
    world: RealWorld, visit: Visit, registry_id: int, edith: Account
) -> None:
    body = {"title": "B", "status": "publish", "content": bound_to(registry_id)}
    page = visit("edith").post("/wp/v2/pages", body).json()
    try:
        shown = visit("").page(page["link"].removeprefix(world.wordpress.url))
    finally:
        world.remove(page["id"])

    assert shown.status_code == 200
    assert "wp-block-query" in shown.text
    assert "secret" not in shown.text
