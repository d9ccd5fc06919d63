"""Journaling what was there before the journal: 20,000 posts, interrupted, and by several callers at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import make_many_posts, new_post, update_post

MANY = 20_000
SOME = 6_000  # two statements
POST = ("post_type", "post")
COUNT = "SELECT COUNT(*) AS number, MAX(changed_at) AS newest, COUNT(DISTINCT object_id) AS ids FROM wp_restart_bridge_journal WHERE type = 'post'"  # fmt: skip
# Ends this PHP as a crash would, when it is about to send the n-th statement of this kind.
SEED_UNTIL_KILLED = """
    add_filter(
        'query',
        function ( $query ) use ( $verb, $statements ) {
            static $sent = 0;
            if ( str_starts_with( $query, $verb ) && ++$sent === $statements ) {
                posix_kill( getmypid(), SIGKILL );
            }
            return $query;
        }
    );
    wp_set_current_user( get_user_by( 'login', 'eve' )->ID );
    $request = new WP_REST_Request( 'GET', '/restart-bridge/v1/changes' );
    $request->set_query_params( array( 'kind' => 'post_type', 'type' => 'post' ) );
    rest_do_request( $request );"""
STATEMENTS = """
    $sizes = array();
    add_filter(
        'query',
        function ( $query ) use ( &$sizes ) {
            if ( str_starts_with( $query, 'INSERT IGNORE' ) ) {
                $sizes[] = substr_count( $query, "('post_type'" );
            }
            return $query;
        }
    );
    ( new Restart_Bridge_Seeder( new Restart_Bridge_Journal() ) )->seed( new Restart_Bridge_Posts( 'post' ) );
    return $sizes;"""


@pytest.fixture
def some(followed: Followed) -> Followed:
    make_many_posts(followed.shell, SOME)
    return followed


@pytest.fixture
def many(followed: Followed) -> Followed:
    make_many_posts(followed.shell, MANY)
    return followed


def seed_until_killed(followed: Followed, verb: str, statements: int) -> None:
    with followed.new_shell() as shell, pytest.raises(AssertionError, match="PHP died"):
        shell.run(SEED_UNTIL_KILLED, verb=verb, statements=statements)


def read_all(followed: Followed, number: int) -> Copy:
    copy = Copy(followed)
    assert copy.differences((POST,)) == {}
    assert len(copy.live(POST)) == number
    return copy


def test_interrupted_it_goes_on_where_it_stopped(many: Followed) -> None:
    seed_until_killed(many, "INSERT IGNORE", 3)
    assert many.sql(COUNT)[0]["number"] == "10000"
    assert many.heads()["post_type"]["post"] > 10_000, "there is more to come"

    copy = read_all(many, MANY)

    assert many.sql(COUNT)[0] == {"number": str(MANY), "newest": "0", "ids": str(MANY)}
    assert many.heads()["post_type"]["post"] == copy.cursors[POST]
    rows = copy.rows[POST].values()
    by_seq = [row["id"] for row in sorted(rows, key=lambda row: row["seq"])]
    assert by_seq == sorted(by_seq)


def test_several_callers_at_once(many: Followed) -> None:
    def ask(_: int) -> int:
        return int(many.changes(*POST)["head"])

    with ThreadPoolExecutor(4) as pool:
        heads = list(pool.map(ask, range(4)))

    assert many.sql(COUNT)[0] == {"number": str(MANY), "newest": "0", "ids": str(MANY)}
    assert set(heads) == {max(heads)}
    read_all(many, MANY)


def test_a_statement_has_5000_rows(many: Followed) -> None:
    assert many.shell.run(STATEMENTS) == [5000] * 4


def test_saves_in_the_meantime_are_not_lost(some: Followed) -> None:
    with some.new_shell() as shell, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(Copy(some).follow, (POST,))
        made = []
        while not reading.done():
            made.append(new_post(shell))
            update_post(shell, made[0], post_title=f"Saved {len(made)} times")
        reading.result()
    assert made

    copy = Copy(some)
    assert copy.differences((POST,)) == {}
    assert copy.live(POST).keys() >= set(made)


def test_after_a_reactivation_all_is_told_anew_also_if_that_is_interrupted(
    some: Followed,
) -> None:
    copy = read_all(some, SOME)
    cursor, generation = copy.cursors[POST], some.get("/status")["generation"]
    with some.without_bridge() as shell:
        first, *_, last = copy.live(POST)
        delete = "$GLOBALS['wpdb']->delete( 'wp_posts', array( 'ID' => $id ) );"
        shell.run(delete, id=first)
        shell.run(delete, id=last)
        made = new_post(shell)
    assert some.heads()["post_type"]["post"] > cursor
    seed_until_killed(some, "REPLACE", 2)

    assert copy.differences((POST,)) == {}

    assert copy.rows[POST][first]["op"] == copy.rows[POST][last]["op"] == "gone"
    assert min(row["seq"] for row in copy.rows[POST].values()) > cursor
    assert some.sql(COUNT)[0]["number"] == str(SOME + 1)
    assert some.get("/status")["generation"] == generation
    assert made in copy.live(POST)


def test_a_type_that_nobody_asked_for_never_looks_read(followed: Followed) -> None:
    """Also an empty one: else nobody would ever ask."""
    copy = Copy(followed)
    heads = followed.heads()
    assert all(head > 0 for heads_of_kind in heads.values() for head in heads_of_kind.values())  # fmt: skip

    copy.follow()

    assert followed.heads() == {
        kind: {type_: copy.cursors[kind, type_] for type_ in heads[kind]}
        for kind in heads
    }
