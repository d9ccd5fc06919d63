"""The journal costs a row for what rows show, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import new_post

NOTHING_TO_TELL = {
    "a value of meta": "update_post_meta( $id, 'colour', 'red' ); delete_post_meta( $id, 'colour' );",
    "the terms of a post": "wp_set_post_terms( $id, array( $term ), 'category' ); wp_set_post_terms( $id, array(), 'category' );",
    "a value of meta of a term": "update_term_meta( $term, 'colour', 'red' );",
    "a comment": "wp_insert_comment( array( 'comment_post_ID' => $id, 'comment_content' => 'x' ) );",
    "an attachment": "wp_insert_attachment( array( 'post_title' => 'x', 'post_mime_type' => 'image/png' ), false, $id );",
    "a revision": "wp_save_post_revision( $id ); wp_create_post_autosave( array( 'post_ID' => $id, 'post_content' => 'new' ) );",
    "the form for a new post": "get_default_post_to_edit( 'post', true );",
    "a type that isn't public": "wp_insert_post( array( 'post_type' => 'note', 'post_title' => 'x', 'post_status' => 'publish' ) );",
    "a menu": "wp_create_nav_menu( 'Main' );",
    "a user": "wp_update_user( array( 'ID' => 1, 'description' => 'x' ) );",
    "an option": "update_option( 'blogdescription', 'x' );",
}  # fmt: skip
SIZE = "SELECT COUNT(*) AS number, MAX(seq) AS head FROM wp_restart_bridge_journal"


@pytest.mark.parametrize("what", NOTHING_TO_TELL)
def test_what_no_row_shows(followed: Followed, copy: Copy, what: str) -> None:
    post_id = new_post(followed.shell, post_content="old")
    copy.follow()
    before = followed.sql(SIZE)
    code = (
        "require_once ABSPATH . 'wp-admin/includes/post.php'; wp_set_current_user( 1 );"
    )

    followed.shell.run(code + NOTHING_TO_TELL[what], id=post_id, term=1)

    assert followed.sql(SIZE) == before


def test_edits_do_not_make_it_grow(followed: Followed, copy: Copy) -> None:
    post_id = new_post(followed.shell)
    copy.follow()
    size: list[Any] = followed.sql(SIZE)
    for number in range(10):
        edit = "wp_update_post( array( 'ID' => $id, 'post_title' => $title ) );"
        followed.shell.run(edit, id=post_id, title=f"Title {number}")

    after = followed.sql(SIZE)

    assert after[0]["number"] == size[0]["number"]
    assert int(after[0]["head"]) >= int(size[0]["head"]) + 10
    assert copy.differences() == {}


def test_nobody_s_question_changes_it(followed: Followed, copy: Copy) -> None:
    new_post(followed.shell)
    copy.follow()
    before = followed.sql(SIZE)

    for _ in range(3):
        copy.follow()
        followed.get("/checksums", kind="post_type", type="post", from_=1, to=5000)
        followed.get("/structure")

    assert followed.sql(SIZE) == before
