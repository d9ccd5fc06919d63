"""Stories are text: no blocks, no shortcodes, no password; and REST gives them as they were typed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real.plugin.visitors import ROUTE, Visit, at_once, slug
from tests.real.world import RealWorld

FIELDS = {
    "restart_title": "Tom & Jerry",
    "restart_story": "a < b",
    "restart_owner_name": "Ada Lovelace",
}
ONLY = ",".join(FIELDS)
NEW = """
    kses_remove_filters(); // Administrators write any HTML.
    return wp_insert_post( wp_slash( array( 'post_type' => $type, 'post_status' => 'publish', 'post_password' => 'x' )
        + array_fill_keys( array( 'post_title', 'post_content', 'post_excerpt' ), $text ) ), true );"""
STORED = """
    $post = get_post( $id );
    return array( $post->post_title, $post->post_content, $post->post_excerpt, $post->post_password );"""
HOME = "https://elsewhere.example/"
FEEDS = ["/registry/feed/", "/registry/feed/atom/", "/registry/feed/rdf/"]
STRIPPED = [
    ("<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->", "<p>x</p>"),
    ("a <!--more--> b", "a  b"),
    ("<!-<!-- x -->- wp:x -->", "&lt;!-- wp:x -->"),
    ("<!<!---->-- y", "&lt;!-- y"),
    ("no end <!-- wp:x", "no end &lt;!-- wp:x"),
    ("<!--<!-- x --> -->", "&lt;!-- -->"),
    ("--> and <! --", "--> and <! --"),
    ("<!-- wp:x -->x<!--" * 9, "x&lt;!--" * 9),
    ("0", "0"),
]


@pytest.fixture
def registry_id(world: RealWorld) -> int:
    return world.make_registry(title="Tom &amp; Jerry", story="a &lt; b")


@pytest.mark.parametrize(
    "query", [{}, {"context": "edit"}, {"_fields": ONLY}, {"_fields": f"{ONLY},id"}]
)
def test_the_three_fields_are_in_every_form(
    visit: Visit, registry_id: int, query: dict[str, Any]
) -> None:
    one = visit("ada").get(f"{ROUTE}/{registry_id}", **query).json()
    listed = visit("ada").get(ROUTE, status="private", **query).json()

    assert {key: one[key] for key in FIELDS} == FIELDS
    assert [{key: found[key] for key in FIELDS} for found in listed] == [FIELDS]


def test_one_field_alone_is_of_the_right_post(world: RealWorld, visit: Visit) -> None:
    for title in ("First", "Second"):
        world.make_registry(title=title, status="publish")

    listed = visit("").get(ROUTE, _fields="restart_title", orderby="id").json()

    assert listed == [{"restart_title": "Second"}, {"restart_title": "First"}]


def test_they_are_read_only(visit: Visit, registry_id: int) -> None:
    changes = dict.fromkeys(FIELDS, "Changed")

    answer = visit("ada").post(f"{ROUTE}/{registry_id}", changes).json()

    assert {key: answer[key] for key in FIELDS} == FIELDS


def test_they_are_for_whoever_may_read(visit: Visit, registry_id: int) -> None:
    answer = visit("carol").get(f"{ROUTE}/{registry_id}")

    assert answer.json().keys() == {"code", "message", "data"}


def test_html_of_other_hands_reads_as_text(world: RealWorld, visit: Visit) -> None:
    """The API doesn't write such: it comes from the dashboard, or is older than the API."""
    registry_id = world.make_registry(
        status="publish",
        title="Tom & Jerry <b>x</b>",
        story="<p>a < b 3 <4</p><i>y</i>&hellip; &amp;lt;",
    )

    registry = visit("").get(f"{ROUTE}/{registry_id}").json()

    assert registry["restart_title"] == "Tom & Jerry x"
    assert registry["restart_story"] == "a < b 3 <4y… &lt;"


def test_shortcodes_do_not_run(world: RealWorld, visit: Visit) -> None:
    story = "[audio src=x.mp3] [caption width=1]zzz[/caption]"
    registry_id = world.make_registry(status="publish", story=story)

    rest = visit("").get(f"{ROUTE}/{registry_id}").json()
    page = visit("").page(f"/registry/{slug(world, registry_id)}/").text

    assert rest["restart_story"] == story
    assert "&#091;audio" in rest["content"]["rendered"]
    assert "[audio src=x.mp3]" in page  # the theme shows it as typed text
    for text in (rest["content"]["rendered"], page):
        assert "<audio" not in text
        assert "wp-caption" not in text


def test_html_of_a_member_is_text_wherever_it_is_shown(visit: Visit) -> None:
    """A picture would tell a server of everybody who reads the feed."""
    html = f"<a href='{HOME}'>call</a> <img src='{HOME}x.gif'> a tale"
    body = {"title": "Lamp", "status": "publish", "content": html, "excerpt": html}
    made = visit("ada").post(ROUTE, body).json()
    page = f"/registry/{made['slug']}/"

    doors = [page, f"{page}embed/", "/registry/", "/?s=lamp", "/?s=lamp&feed=rss2"]
    shown = at_once(visit("").page, [*doors, *FEEDS])

    for path, answer in shown.items():
        assert (answer.status_code, HOME in answer.text) == (200, False), path
    assert "a tale" in shown["/registry/feed/"].text
    rest = visit("").get(f"{ROUTE}/{made['id']}").json()
    for field in ("content", "excerpt"):
        assert rest[field]["rendered"].split() == ["<p>call", "a", "tale</p>"]


def test_other_posts_keep_their_html(world: RealWorld, visit: Visit) -> None:
    body = {"title": "x", "content": "<b>y</b>", "excerpt": "<b>z</b>"}
    made = visit("eve").post("/wp/v2/posts", body).json()
    try:
        assert "<b>y</b>" in made["content"]["rendered"]
        assert "<b>z</b>" in made["excerpt"]["rendered"]
    finally:
        world.remove(made["id"])


@pytest.mark.parametrize(("text", "kept"), STRIPPED)
def test_comments_are_taken_out_of_whatever_is_written(
    world: RealWorld, text: str, kept: str
) -> None:
    post = world.shell.run(NEW, type="restart-registry", text=text)

    stored = world.shell.run(STORED, id=post)

    assert stored == [kept] * 3 + [""]


def test_other_posts_keep_their_blocks_and_their_password(world: RealWorld) -> None:
    text = "<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->"
    page = world.shell.run(NEW, type="page", text=text)
    try:
        assert world.shell.run(STORED, id=page) == [text] * 3 + ["x"]
    finally:
        world.remove(page)


def test_a_password_is_dropped(visit: Visit) -> None:
    body = {"title": "x", "content": "S", "status": "publish", "password": "secret"}
    registry_id = visit("ada").post(ROUTE, body).json()["id"]

    registry = visit("").get(f"{ROUTE}/{registry_id}").json()

    assert registry["content"]["protected"] is False
    assert registry["restart_story"] == "S"
