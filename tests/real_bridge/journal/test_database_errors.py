"""A database that fails: an answer is 500 and never an empty list, and a save is a save."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import new_post, new_term

JOURNAL = "wp_restart_bridge_journal"
POSTS, TAGS = {"kind": "post_type", "type": "post"}, {"kind": "taxonomy", "type": "post_tag"}  # fmt: skip
RANGE = {"from": 1, "to": 9}
SAVE_WHILE = """
    $failed = 0;
    $fail   = function ( $query ) use ( &$failed, $times ) {
        return str_starts_with( $query, 'REPLACE INTO' ) && $failed++ < $times ? 'REPLACE INTO no_such_table' : $query;
    };
    add_filter( 'query', $fail );
    ob_start();
    $id = wp_insert_post( array( 'post_title' => 'A kettle', 'post_status' => 'publish' ) );
    remove_filter( 'query', $fail );
    return array( $id, $failed, ob_get_clean() );"""


QUERY = "$GLOBALS['wpdb']->query( $query );"
BROKEN = "ALTER TABLE {} CHANGE {} {} varchar(32) NOT NULL"


@contextlib.contextmanager
def broken(followed: Followed) -> Iterator[None]:
    """Meanwhile a column of the journal has another name."""
    followed.shell.run(QUERY, query=BROKEN.format(JOURNAL, "type", "away"))
    try:
        yield
    finally:
        followed.shell.run(QUERY, query=BROKEN.format(JOURNAL, "away", "type"))


@contextlib.contextmanager
def missing(followed: Followed, table: str) -> Iterator[None]:
    followed.shell.run(QUERY, query=f"RENAME TABLE {table} TO {table}_away")
    try:
        yield
    finally:
        followed.shell.run(QUERY, query=f"RENAME TABLE {table}_away TO {table}")


@pytest.mark.parametrize(
    ("table", "method", "path", "values"),
    [
        (JOURNAL, "GET", "/status", {}),
        (JOURNAL, "GET", "/changes", POSTS),
        (JOURNAL, "GET", "/changes", TAGS),
        (JOURNAL, "GET", "/checksums", {**POSTS, **RANGE, "list": 1}),
        (JOURNAL, "POST", "/touch", {**POSTS, "ids": [1]}),
        ("wp_terms", "GET", "/changes", TAGS),
        ("wp_terms", "GET", "/checksums", {**TAGS, **RANGE}),
        ("wp_terms", "GET", "/checksums", {**TAGS, **RANGE, "list": 1}),
        ("wp_term_taxonomy", "GET", "/structure", {}),
        ("wp_term_taxonomy", "GET", "/changes", TAGS),
    ],
)
def test_what_cannot_be_read_is_a_500(
    followed: Followed, table: str, method: str, path: str, values: dict[str, Any]
) -> None:
    new_term(followed.shell, "Kettles", "post_tag")
    for of_type in (TAGS, POSTS):
        followed.get("/changes", **of_type)
    assert followed.ask(method, path, values).status_code == 200

    with broken(followed) if table == JOURNAL else missing(followed, table):
        answer = followed.ask(method, path, values)

    assert answer.status_code == 500
    assert answer.json()["code"] == "restart_bridge_database"
    assert "SELECT" not in answer.text and JOURNAL not in answer.text
    assert followed.ask(method, path, values).status_code == 200


def test_a_post_is_not_written_if_that_cannot_be_journaled(followed: Followed) -> None:
    post_id = new_post(followed.shell)
    (listed,) = followed.get("/checksums", **POSTS, list=1, from_=post_id, to=post_id)
    body = {"expected": listed["checksum"], "change": str(uuid.uuid4()), "title": "New"}
    broken = "<?php add_filter( 'query', fn( $query ) => str_starts_with( $query, 'REPLACE INTO' ) ? 'REPLACE INTO no_such_table' : $query );"  # fmt: skip

    with followed.plugin(broken):
        answer = followed.ask("POST", f"/posts/{post_id}", body)

    assert (answer.status_code, answer.json()["code"]) == (500, "restart_bridge_database")  # fmt: skip
    assert followed.truth(*POSTS.values())[post_id]["title"] == "A kettle"
    assert followed.ask("POST", f"/posts/{post_id}", body).status_code == 200


def test_without_a_journal_people_save_as_ever_and_the_gap_is_told(
    followed: Followed,
) -> None:
    assert followed.get("/status")["journal_gap"] is None
    eve, post = followed.accounts["eve"], {"title": "A kettle", "status": "publish"}

    with broken(followed):
        made = followed.site.wordpress.request("POST", "/wp/v2/posts", eve, json=post)

    assert (made.status_code, made.json()["title"]["raw"]) == (201, "A kettle")
    gap = followed.get("/status")["journal_gap"]
    assert len(gap) == len("2026-11-28T10:00:00Z")
    (row,) = followed.get("/changes", **POSTS)["rows"]
    assert row["id"] == made.json()["id"], "seeding finds it"


def test_a_lost_journal_is_begun_anew(followed: Followed, copy: Copy) -> None:
    """Some that move a site leave out the tables that WordPress doesn't know."""
    post_id = new_post(followed.shell)
    copy.follow()
    generation = followed.get("/status")["generation"]
    followed.shell.run(QUERY, query=f"DROP TABLE {JOURNAL}")

    assert followed.ask("GET", "/status").status_code == 500

    assert followed.get("/status")["generation"] != generation
    copy = Copy(followed)
    assert copy.differences() == {}
    assert post_id in copy.live(("post_type", "post"))


@pytest.mark.parametrize(("times", "attempts", "gap"), [(1, 2, False), (2, 2, True)])
def test_there_is_one_more_attempt(
    followed: Followed, copy: Copy, times: int, attempts: int, gap: bool
) -> None:
    post_id, made, printed = followed.shell.run(SAVE_WHILE, times=times)

    assert post_id > 0
    assert printed == ""
    assert made == attempts
    assert (followed.get("/status")["journal_gap"] is not None) == gap
    assert (copy.differences() != {}) == gap


@pytest.mark.parametrize(
    "collation", ["utf8mb4_bin", "utf8mb4_swedish_ci", "latin1_swedish_ci"]
)
def test_the_journal_may_have_another_collation_than_the_posts(
    followed: Followed, copy: Copy, collation: str
) -> None:
    charset = collation.split("_")[0]
    convert = f"ALTER TABLE {JOURNAL} CONVERT TO CHARACTER SET {charset} COLLATE {collation}"  # fmt: skip
    followed.shell.run("$GLOBALS['wpdb']->query( $query );", query=convert)
    new_post(followed.shell, post_title="Чайник 🍵")
    new_term(followed.shell, "Чай", "post_tag")

    assert copy.differences() == {}
