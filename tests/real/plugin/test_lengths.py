"""A title is one line of 200 characters, a story has 2000, wherever somebody writes them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real.plugin.visitors import ROUTE, Visit, refusal
from tests.real.world import RealWorld

TOO_LONG = (400, "restart_too_long")
CREATED = "return wp_insert_post( wp_slash( array( 'post_type' => 'restart-registry', 'post_status' => 'private', 'post_author' => $author ) + $post ), true );"
UPDATED = "return wp_update_post( wp_slash( array( 'ID' => $id ) + $post ), true );"
PLAIN = """
    $post = get_post( $id );
    return array( Restart_Registry_Text::plain( $post->post_title ), Restart_Registry_Text::plain( $post->post_content ) );"""
WP_ADMIN = """
    wp_set_current_user( $eve );
    require_once ABSPATH . 'wp-admin/includes/admin.php';
    return edit_post( array( 'post_ID' => $id, 'post_type' => 'restart-registry', 'post_title' => wp_slash( $title ), 'content' => 'Short', 'post_status' => 'private' ) );"""


def stored(world: RealWorld, registry_id: int) -> tuple[str, str]:
    title, story = world.shell.run(PLAIN, id=registry_id)
    return title, story


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * 201},
        {"title": "Two\nlines"},
        {"title": "Two\u2028lines"},
        {"title": {"raw": "x" * 201}},
        {"content": "x" * 2001},
        {"title": "x" * 60_000, "content": "Free text " * 6000},
    ],
    ids=["title", "lines", "separator", "raw", "story", "relay"],
)
def test_over_rest_it_is_refused(
    world: RealWorld, visit: Visit, fields: dict[str, Any]
) -> None:
    registry_id = world.make_registry(title="A start", story="Once")

    made = visit("ada").post(ROUTE, {"title": "A", "status": "private", **fields})
    changed = visit("ada").post(f"{ROUTE}/{registry_id}", fields)
    by_eve = visit("eve").post(f"{ROUTE}/{registry_id}", fields)

    assert [refusal(answer) for answer in (made, changed, by_eve)] == [TOO_LONG] * 3
    assert "characters" in made.json()["message"]
    assert stored(world, registry_id) == ("A start", "Once")
    assert [one["id"] for one in visit("ada").get(ROUTE, status="private").json()] == [
        registry_id
    ]


def test_what_was_typed_is_counted(world: RealWorld, visit: Visit) -> None:
    """`&amp;` counts as one character, not as five; and characters count, not bytes."""
    for letter in ("&amp;", "&lt;", "é", "中", "🫖"):
        body = {"title": letter * 200, "content": letter * 2000, "status": "private"}
        made = visit("ada").post(ROUTE, body)
        assert made.status_code == 201, letter
        title, story = stored(world, made.json()["id"])
        assert (len(title), len(story)) == (200, 2000)
        visit("ada").delete(f"{ROUTE}/{made.json()['id']}", force="true")

    body = {"title": "&amp;" * 201, "status": "private"}
    assert refusal(visit("ada").post(ROUTE, body)) == TOO_LONG


def test_one_from_before_can_still_be_changed(world: RealWorld, visit: Visit) -> None:
    """Programs send back what they read."""
    title, story = "x" * 300, "y &amp; z " * 400
    registry_id = world.make_registry(title=title, story=story)
    path = f"{ROUTE}/{registry_id}"
    before = stored(world, registry_id)
    read = visit("ada").get(path, context="edit").json()

    same = {"title": read["title"]["raw"], "content": read["content"]["raw"]}
    assert visit("ada").post(path, {"status": "publish"}).status_code == 200
    assert visit("ada").post(path, {**same, "status": "private"}).status_code == 200
    assert stored(world, registry_id) == before
    world.shell.run(UPDATED, id=registry_id, post={"post_status": "publish"})
    assert stored(world, registry_id) == before
    assert refusal(visit("ada").post(path, {"title": "z" * 300})) == TOO_LONG


def test_elsewhere_it_is_cut(world: RealWorld) -> None:
    letters, author = "<\"'\\&é" * 500, world.accounts["ada"].id
    post = {"post_title": f"One\r\ntwo {letters}", "post_content": letters}
    post = {key: text.replace("<", "&lt;") for key, text in post.items()}

    registry_id = world.shell.run(CREATED, author=author, post=post)

    title, story = stored(world, registry_id)
    assert title == f"One two {letters}"[:200]
    assert story == letters[:2000]


def test_only_what_was_changed_is_cut(world: RealWorld) -> None:
    registry_id = world.make_registry(title="x" * 300, story="y" * 3000)

    world.shell.run(UPDATED, id=registry_id, post={"post_content": "z" * 3000})

    assert stored(world, registry_id) == ("x" * 300, "z" * 2000)


def test_in_the_dashboard_too(world: RealWorld) -> None:
    registry_id = world.make_registry()

    eve = world.accounts["eve"].id
    world.shell.run(WP_ADMIN, id=registry_id, eve=eve, title="w" * 500)

    assert stored(world, registry_id) == ("w" * 200, "Short")


def test_posts_of_other_types_are_as_long_as_they_like(world: RealWorld) -> None:
    code = "return strlen( get_post( wp_insert_post( array( 'post_title' => $title, 'post_content' => 'x' ) ) )->post_title );"

    assert world.shell.run(code, title="x" * 400) == 400
