"""An address tells nothing of a registry to anyone who may not see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, slug
from tests.real.world import RealWorld

TITLE = "Ada starts again"
RANDOM = r"r[0-9a-f]{20}"
INSERT = """
    $post = array( 'post_type' => 'restart-registry', 'post_title' => $title, 'post_status' => $status, 'post_name' => $name );
    return wp_insert_post( $post, true );"""
UNTRASH = """
    add_filter( 'wp_untrash_post_status', fn() => $status );
    wp_untrash_post( $id );
    remove_all_filters( 'wp_untrash_post_status' );"""


def starts(visit: Visit, **fields: str) -> Any:
    """Make a registry of Carol's; return it as WordPress describes it."""
    body = {"title": TITLE, "status": "private", **fields}
    answer = visit("carol").post(ROUTE, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
def hidden(visit: Visit) -> str:
    """The last part of the address of a private registry of Ada's."""
    body = {"title": TITLE, "status": "private"}
    return str(visit("ada").post(ROUTE, body).json()["slug"])


def test_no_address_is_made_of_the_title(visit: Visit, hidden: str) -> None:
    draft = starts(visit, status="draft")
    changed = visit("carol").post(f"{ROUTE}/{draft['id']}", {"title": "Elm Street 5"})
    published = visit("carol").post(f"{ROUTE}/{draft['id']}", {"status": "publish"})

    for name in (hidden, starts(visit)["slug"], published.json()["slug"]):
        assert re.fullmatch(RANDOM, name)
    assert "elm" not in changed.text.lower().replace("elm street 5", "")


@pytest.mark.parametrize("status", ["private", "publish", "draft", "pending"])
def test_nor_when_php_writes_it(world: RealWorld, status: str) -> None:
    registry_id = world.shell.run(
        INSERT, title=TITLE, status=status, name="elm-street-5"
    )
    world.shell.run("wp_update_post( array( 'ID' => $id, 'post_status' => 'publish' ) );", id=registry_id)  # fmt: skip

    assert re.fullmatch(RANDOM, slug(world, registry_id))
    guid = world.shell.run("return get_post( $id )->guid;", id=registry_id)
    assert "elm" not in guid and "ada-starts" not in guid


def test_the_address_of_a_private_one_seems_to_be_free(
    visit: Visit, hidden: str
) -> None:
    """It is given at once, through a draft, and afterwards, and never ends in `-2`, which would tell."""
    draft, later = starts(visit, slug=hidden, status="draft"), starts(visit)
    published = visit("carol").post(f"{ROUTE}/{draft['id']}", {"status": "publish"})
    changed = visit("carol").post(f"{ROUTE}/{later['id']}", {"slug": hidden})

    for made in (starts(visit, slug=hidden), published.json(), changed.json()):
        assert re.fullmatch(RANDOM, made["slug"])
        assert made["slug"] != hidden


def test_an_address_stays(world: RealWorld, visit: Visit) -> None:
    made = starts(visit, status="publish")
    path = f"{ROUTE}/{made['id']}"

    for change in (
        {"title": "Another title"},
        {"status": "private"},
        {"slug": made["slug"]},
        {"status": "restart-archived"},
        {"status": "publish"},
    ):
        assert visit("carol").post(path, change).json()["slug"] == made["slug"]
    world.set_status(made["id"], "trash")
    world.shell.run(UNTRASH, id=made["id"], status="publish")
    assert visit("").get(path).json()["slug"] == made["slug"]


@pytest.mark.parametrize("title", ["...", "🫖", "é" * 100, "中" * 100])
def test_every_title_has_an_address(visit: Visit, title: str) -> None:
    made = starts(visit, title=title, status="publish")

    assert re.fullmatch(RANDOM, made["slug"])
    assert visit("").page(f"/registry/{made['slug']}/").status_code == 200


@pytest.fixture
def moved(world: RealWorld, visit: Visit) -> tuple[int, str]:
    """A public registry of Ada's that Bob is invited to, and the address it had before."""
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
