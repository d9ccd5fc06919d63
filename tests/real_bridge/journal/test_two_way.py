"""Setting title or status from the backend: these columns only, told to WordPress, and once."""

from __future__ import annotations

import json
import uuid

import pytest
import requests

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.desk import Desk, refusal
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import new_post, update_post
from tests.stress import rounds

POST = ("post_type", "post")
# Writes down every action that is about one post, as far as it is named for posts.
RECORD = r"""<?php
add_action(
	'all',
	function ( $hook, ...$arguments ) {
		$named = preg_match( '/^(transition_post_status|\w+_to_\w+|(draft|pending|publish)_\w+|edit_post|save_post|wp_insert_post|wp_after_insert_post)(_post)?$/', $hook );
		foreach ( $named ? $arguments : array() as $argument ) {
			if ( $argument instanceof WP_Post && doing_action( $hook ) ) {
				file_put_contents( WP_CONTENT_DIR . "/told-$argument->ID", "$hook $argument->post_status\n", FILE_APPEND );
				return;
			}
		}
	},
	10,
	4
);
"""


def test_only_these_columns_are_written(followed: Followed, desk: Desk) -> None:
    post_id = new_post(followed.shell, post_content="Words", post_name="kettle", post_date="2026-01-01 10:00:00")  # fmt: skip
    before = desk.columns(post_id)
    title = "A “pan” \\ it's 'so' \"x\" 🍳 %s %d"

    answer = desk.change(post_id, title=title, status="draft")

    assert answer.status_code == 200, answer.text
    after = desk.columns(post_id)
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"post_modified", "post_modified_gmt"} == {"post_title", "post_status"}  # fmt: skip
    assert (after["post_title"], after["post_status"]) == (title, "draft")


def test_the_row_comes_back_as_the_journal_has_it(followed: Followed, copy: Copy, desk: Desk) -> None:  # fmt: skip
    post_id, change = new_post(followed.shell), str(uuid.uuid4())
    copy.follow()

    row = desk.change(post_id, change=change, title="A pan").json()

    assert (row["op"], row["title"], row["origin"]) == ("put", "A pan", change)
    assert row["seq"] > copy.rows[POST][post_id]["seq"]
    assert copy.differences() == {}
    assert copy.rows[POST][post_id] == row


def test_the_title_is_filtered_as_for_that_account(followed: Followed, desk: Desk) -> None:  # fmt: skip
    post_id = new_post(followed.shell)
    typed = ' <b>Tea</b> & <script>x</script><a href="javascript:1" onclick="1">y</a> '

    by_service = desk.change(post_id, title=typed).json()["title"]

    assert by_service == "<b>Tea</b> &amp; x<a>y</a>".replace("<a>", '<a href="1">')
    assert desk.columns(post_id)["post_title"] == by_service
    assert desk.change(post_id, name="eve", title=typed).json()["title"] == typed.strip()  # fmt: skip
    answer = desk.change(post_id, title="<script></script>")
    assert refusal(answer) == (400, "rest_invalid_param")


def test_publishing_settles_slug_and_date(followed: Followed, desk: Desk) -> None:
    taken = new_post(followed.shell, post_title="A pan", post_name="a-pan")
    post_id = new_post(followed.shell, post_status="draft", post_title="A kettle")
    before = desk.columns(post_id)
    assert (before["post_name"], before["post_date_gmt"][:4]) == ("", "0000")

    row = desk.change(post_id, title="A pan", status="publish").json()

    after = desk.columns(post_id)
    assert (row["status"], row["slug"]) == ("publish", "a-pan-2")
    assert row["published_at"] == row["modified_at"]
    assert after["post_date_gmt"] == after["post_modified_gmt"]
    assert desk.columns(taken)["post_name"] == "a-pan"
    link = followed.shell.run("return get_permalink( $id );", id=post_id)
    assert requests.get(link, timeout=60).status_code == 200


@pytest.mark.parametrize("type_", ["post", "page", "product"])
def test_wordpress_is_told_as_by_its_own_publishing(
    followed: Followed, desk: Desk, type_: str
) -> None:
    ours, theirs = (
        new_post(followed.shell, post_status="draft", post_type=type_) for _ in range(2)
    )
    with followed.plugin(RECORD), followed.new_shell() as shell:
        assert desk.change(ours, type_=type_, status="publish").status_code == 200
        shell.run("wp_publish_post( $id );", id=theirs)

    assert desk.told(ours) == desk.told(theirs) != []


def test_a_title_alone_is_told_too(followed: Followed, desk: Desk) -> None:
    post_id = new_post(followed.shell)
    with followed.plugin(RECORD):
        desk.change(post_id, title="A pan")

    assert {"save_post publish", "transition_post_status publish"} <= set(desk.told(post_id))  # fmt: skip


def test_caches_do_not_keep_the_old_title(followed: Followed, desk: Desk) -> None:
    post_id = new_post(followed.shell)
    eve = followed.accounts["eve"]

    desk.change(post_id, title="A pan")

    shown = followed.site.wordpress.request("GET", f"/wp/v2/posts/{post_id}", eve, params={"context": "edit"})  # fmt: skip
    assert shown.json()["title"]["raw"] == "A pan"


def test_a_repeated_change_counts_once(followed: Followed, desk: Desk) -> None:
    """An answer got lost: the same request again, also with what was seen then."""
    post_id, change = new_post(followed.shell), str(uuid.uuid4())
    asked = {"change": change, "expected": desk.checksum(post_id), "title": "A pan"}
    first = desk.change(post_id, **asked)
    heads, columns = followed.heads(), desk.columns(post_id)

    again = [desk.change(post_id, **asked) for _ in range(3)]

    assert first.status_code == 200
    assert [answer.json() for answer in again] == [first.json()] * 3
    assert (followed.heads(), desk.columns(post_id)) == (heads, columns)


def test_after_somebody_else_saved_a_repeat_is_a_conflict(followed: Followed, desk: Desk) -> None:  # fmt: skip
    post_id, change = new_post(followed.shell), str(uuid.uuid4())
    asked = {"change": change, "expected": desk.checksum(post_id), "title": "A pan"}
    assert desk.change(post_id, **asked).status_code == 200
    update_post(followed.shell, post_id, post_title="The editor's")

    answer = desk.change(post_id, **asked)

    assert refusal(answer) == (409, "restart_bridge_conflict")
    assert answer.json()["data"]["row"]["title"] == "The editor's"
    assert answer.json()["data"]["row"]["origin"] is None
    assert desk.columns(post_id)["post_title"] == "The editor's"


def test_what_was_seen_must_still_be_so(followed: Followed, desk: Desk) -> None:
    post_id = new_post(followed.shell)
    for column, value in (("post_date_gmt", "2026-01-01 00:00:00"), ("post_title", "B"), ("post_name", "b"), ("post_status", "draft")):  # fmt: skip
        expected = desk.checksum(post_id)
        update_post(followed.shell, post_id, **{column: value, "edit_date": True})
        before = desk.columns(post_id)

        answer = desk.change(post_id, expected=expected, title="A pan")

        assert refusal(answer) == (409, "restart_bridge_conflict")
        row = answer.json()["data"]["row"]
        assert {name: row[name] for name in ("title", "status", "slug")} == {
            "title": before["post_title"],
            "status": before["post_status"],
            "slug": before["post_name"],
        }
        assert desk.columns(post_id) == before


@pytest.mark.parametrize(
    ("post", "fields", "expected"),
    [
        ({"post_status": "private"}, {"title": "A pan"}, (403, "restart_bridge_without_text")),
        ({"post_status": "private"}, {"status": "publish"}, (403, "restart_bridge_without_text")),
        ({"post_password": "x"}, {"title": "A pan"}, (403, "restart_bridge_without_text")),
        ({"post_status": "withdrawn"}, {"status": "draft"}, (403, "restart_bridge_without_text")),
        ({"post_type": "restart-registry"}, {"title": "A pan"}, (403, "restart_bridge_without_text")),
        ({"post_type": "restart-registry"}, {"status": "draft"}, (403, "restart_bridge_without_text")),
        ({"post_status": "sold"}, {"status": "draft"}, (403, "restart_bridge_only_in_wordpress")),
        ({"post_status": "future", "post_date": "2099-01-01 00:00:00"}, {"status": "publish"}, (403, "restart_bridge_only_in_wordpress")),
        ({"post_status": "draft", "post_date": "2099-01-01 00:00:00", "post_date_gmt": "2099-01-01 00:00:00"}, {"status": "publish"}, (403, "restart_bridge_only_in_wordpress")),
        ({"post_type": "note"}, {"title": "A pan"}, (404, "rest_post_invalid_id")),
        ({"post_type": "attachment", "post_status": "inherit"}, {"title": "A pan"}, (404, "rest_post_invalid_id")),
        ({"post_status": "trash"}, {"title": "A pan"}, (404, "rest_post_invalid_id")),
        ({"post_status": "trash"}, {"status": "publish"}, (404, "rest_post_invalid_id")),
        ({"post_status": "auto-draft"}, {"title": "A pan"}, (404, "rest_post_invalid_id")),
    ],
)  # fmt: skip
def test_what_may_not_be_changed(
    followed: Followed,
    desk: Desk,
    post: dict[str, str],
    fields: dict[str, str],
    expected: tuple[int, str],
) -> None:
    post_id, type_ = new_post(followed.shell, **post), post.get("post_type", "post")
    is_there = expected[0] != 404
    seen = desk.checksum(post_id, type_) if is_there else "0" * 8
    before = desk.columns(post_id)

    answer = desk.change(post_id, expected=seen, **fields)

    assert refusal(answer) == expected
    assert desk.columns(post_id) == before


@pytest.mark.parametrize("status", ["future", "sold"])
def test_titles_of_other_statuses_may_be_changed(
    followed: Followed, desk: Desk, status: str
) -> None:
    date = {"post_date": "2099-01-01 00:00:00"} if status == "future" else {}
    post_id = new_post(followed.shell, post_status=status, **date)

    row = desk.change(post_id, title="A pan").json()

    assert (row["title"], row["status"]) == ("A pan", status)


def test_a_post_that_is_not_there(followed: Followed, desk: Desk) -> None:
    post_id = new_post(followed.shell)
    followed.shell.run("wp_delete_post( $id, true );", id=post_id)
    for id_ in (post_id, 0, 10**15):
        answer = desk.change(id_, expected="0" * 8, title="A pan")
        assert refusal(answer) == (404, "rest_post_invalid_id")


@pytest.mark.parametrize("box", ["plugin_connection_enabled", "two_way_sync_enabled"])
def test_both_boxes_must_be_ticked(followed: Followed, desk: Desk, box: str) -> None:
    post_id = new_post(followed.shell)
    followed.site.set_option(f"restart_bridge_{box}", "")

    answer = desk.change(post_id, title="A pan")

    assert refusal(answer) == (403, "restart_bridge_two_way_off")
    assert desk.columns(post_id)["post_title"] == "A kettle"


def test_what_is_so_already_is_no_change(followed: Followed, desk: Desk) -> None:
    post_id = new_post(followed.shell)
    followed.changes(*POST)
    heads, before = followed.heads(), desk.columns(post_id)

    answer = desk.change(post_id, title="A kettle", status="publish")

    assert (answer.status_code, answer.json()["title"]) == (200, "A kettle")
    assert (followed.heads(), desk.columns(post_id)) == (heads, before)


@pytest.mark.stress
def test_after_many_changes_the_journal_stands_still(
    followed: Followed, copy: Copy, desk: Desk
) -> None:
    """Our own change comes back with a `seq` that we have, and nothing comes of it."""
    other = new_post(followed.shell, post_title="Somebody else's")
    post_id = new_post(followed.shell)
    copy.follow()
    heads = followed.heads()
    seq = copy.rows[POST][other]["seq"]
    for number in range(rounds(short=10, full=100)):
        row = desk.change(post_id, title=f"Title {number}").json()
        copy.follow((POST,))
        assert copy.rows[POST][post_id] == row

    last = followed.heads()
    for _ in range(2):
        assert copy.differences() == {}

    assert followed.heads() == last
    assert copy.rows[POST][other]["seq"] == seq
    moved = {
        (kind, type_)
        for kind in heads
        for type_ in heads[kind]
        if last[kind][type_] != heads[kind][type_]
    }
    assert moved == {POST}
    assert json.dumps(row["title"]) in json.dumps(copy.live(POST)[post_id])
