"""Somebody else writes the same post in the same moment: no save is lost, and each change is done or 409."""

from __future__ import annotations

import random
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import requests

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.desk import Desk, refusal
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import new_post
from tests.real_bridge.site import Dashboard
from tests.stress import rounds

ROUNDS = rounds(short=8, full=50)
POST = ("post_type", "post")
NONCE = """
    $_COOKIE = $cookies;
    wp_set_current_user( $id );
    return wp_create_nonce( "update-post_$post" );"""
# An editor's save that comes between our reading and our writing, within the same second.
IN_BETWEEN = """<?php
add_filter(
	'query',
	function ( $query ) {
		global $wpdb;
		static $done = false;
		if ( ! $done && str_starts_with( $query, "UPDATE $wpdb->posts SET post_" ) ) {
			$done  = true;
			$other = new wpdb( DB_USER, DB_PASSWORD, DB_NAME, DB_HOST );
			$other->query( "UPDATE $wpdb->posts SET %s WHERE post_title = 'A kettle'" );
			$other->close();
		}
		return $query;
	}
);
"""


class Editor:
    """Eve, who saves posts in wp-admin, without and with the block editor."""

    def __init__(self, followed: Followed, eve: Dashboard) -> None:
        self.followed, self.eve = followed, eve
        self.account = followed.accounts["eve"]

    def save(self, number: int, post_id: int, **fields: str) -> requests.Response:
        if number % 2:
            path, body = f"/wp/v2/posts/{post_id}", fields
            return self.followed.site.wordpress.request("POST", path, self.account, json=body)  # fmt: skip
        nonce = self.followed.shell.run(NONCE, cookies=self.eve.cookies, id=self.account.id, post=post_id)  # fmt: skip
        form = {"post_title": fields.get("title"), "content": fields["content"]}
        named = {"action": "editpost", "post_ID": post_id, "post_type": "post", "_wpnonce": nonce, "post_status": "publish"}  # fmt: skip
        return self.eve.send("POST", "/wp-admin/post.php", {**named, **{k: v for k, v in form.items() if v}})  # fmt: skip


@pytest.fixture
def editor(followed: Followed, eve: Dashboard) -> Editor:
    return Editor(followed, eve)


def at_once(pool: ThreadPoolExecutor, *calls: Any) -> list[Any]:
    """Start them in the same moment, give or take what a request takes."""
    barrier = Barrier(len(calls))

    def wait_and(call: Any) -> Any:
        barrier.wait()
        time.sleep(random.random() * 0.04)  # noqa: S311
        return call()

    return [each.result() for each in [pool.submit(wait_and, call) for call in calls]]


@pytest.mark.stress
@pytest.mark.parametrize("with_title", [True, False])
def test_an_editor_saves_in_the_same_moment(
    followed: Followed, copy: Copy, desk: Desk, editor: Editor, with_title: bool
) -> None:  # fmt: skip
    post_id = new_post(followed.shell)
    answers: Counter[int] = Counter()
    for number in range(ROUNDS):
        seen, expected = desk.columns(post_id)["post_title"], desk.checksum(post_id)
        fields = {"content": f"Words {number}"} | ({"title": f"Editor {number}"} if with_title else {})  # fmt: skip
        with ThreadPoolExecutor(2) as pool:
            saved, changed = at_once(
                pool,
                lambda: editor.save(number, post_id, **fields),  # noqa: B023
                lambda: desk.change(post_id, expected=expected, title=f"Desk {number}"),  # noqa: B023
            )  # fmt: skip

        answers[changed.status_code] += 1
        now = desk.columns(post_id)
        assert saved.status_code in (200, 302), saved.text
        assert now["post_content"] == f"Words {number}", "the editor's save is lost"
        assert changed.status_code in (200, 409), changed.text
        if with_title:
            assert now["post_title"] == f"Editor {number}", "the editor's save is lost"
        elif changed.status_code == 409:
            assert now["post_title"] == seen
        else:
            assert now["post_title"] in (f"Desk {number}", seen)
        assert copy.differences((POST,)) == {}
    assert answers.total() == ROUNDS


@pytest.mark.stress
def test_two_at_the_desk_change_the_same_post(
    followed: Followed, copy: Copy, desk: Desk
) -> None:
    post_id = new_post(followed.shell)
    for number in range(ROUNDS):
        expected = desk.checksum(post_id)
        with ThreadPoolExecutor(3) as pool:
            answers = at_once(
                pool,
                *(
                    lambda name=name: desk.change(post_id, expected=expected, title=f"{name} {number}")  # noqa: B023
                    for name in "ABC"
                ),
            )  # fmt: skip

        assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
        (done,) = (answer.json() for answer in answers if answer.status_code == 200)
        assert desk.columns(post_id)["post_title"] == done["title"]
        for answer in answers:
            if answer.status_code == 409:
                assert answer.json()["data"]["row"] == done
    assert copy.differences() == {}


@pytest.mark.stress
def test_the_same_request_several_times_at_once(followed: Followed, desk: Desk) -> None:
    post_id = new_post(followed.shell)
    for number in range(ROUNDS):
        asked = {"expected": desk.checksum(post_id), "change": str(uuid.uuid4()), "title": f"Title {number}"}  # fmt: skip
        with ThreadPoolExecutor(3) as pool:
            answers = at_once(pool, *[lambda: desk.change(post_id, **asked)] * 3)  # noqa: B023

        assert [answer.status_code for answer in answers] == [200] * 3
        assert len({answer.json()["seq"] for answer in answers}) == 1


@pytest.mark.parametrize(
    "saved",
    [
        "post_title = 'The editor’s'",
        "post_title = 'a kettle'",
        "post_title = 'A kettlé'",
        "post_status = 'private'",
        "post_status = 'trash'",
        "post_password = 'x'",
        "post_modified_gmt = '2026-01-01 00:00:00'",
        "post_type = 'page'",
    ],
)
def test_a_save_within_the_same_second_is_noticed(
    followed: Followed, desk: Desk, saved: str
) -> None:
    """The modified time alone wouldn't tell."""
    post_id = new_post(followed.shell)
    expected, before = desk.checksum(post_id), desk.columns(post_id)

    with followed.plugin(IN_BETWEEN % saved):
        answer = desk.change(post_id, expected=expected, title="A pan")

    assert refusal(answer) == (409, "restart_bridge_conflict")
    column, value = saved.split(" = ")
    assert desk.columns(post_id) == {**before, column: value.strip("'")}


def test_what_an_editor_changes_besides_is_kept(followed: Followed, desk: Desk) -> None:
    post_id = new_post(followed.shell, post_content="Old")
    expected = desk.checksum(post_id)

    with followed.plugin(IN_BETWEEN % "post_content = 'New', menu_order = 7"):
        answer = desk.change(post_id, expected=expected, title="A pan")

    assert answer.status_code == 200
    columns = desk.columns(post_id)
    told = (columns["post_title"], columns["post_content"], columns["menu_order"])
    assert told == ("A pan", "New", "7")
