"""Two transactions of the real database: the one with the smaller `seq` commits later, and is delivered.

They save pages: WordPress counts the posts of a category in the same transaction, and others would wait for that.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import new_post, update_post

PAGE = ("post_type", "page")
AGE = "global $wpdb; $wpdb->query( \"UPDATE {$wpdb->prefix}restart_bridge_journal SET changed_at = changed_at - 61 WHERE changed_at > 0\" );"  # fmt: skip


@contextlib.contextmanager
def saved_late(followed: Followed, post_id: int) -> Iterator[Callable[[], Any]]:
    """Save in a transaction that stays open; yield its commit."""
    with followed.new_shell() as shell:
        shell.run("$GLOBALS['wpdb']->query( 'START TRANSACTION' );")
        update_post(shell, post_id, post_title="Committed late")
        yield lambda: shell.run("$GLOBALS['wpdb']->query( 'COMMIT' );")


def new_page(followed: Followed) -> int:
    return new_post(followed.shell, post_type="page")


def two_pages(followed: Followed, copy: Copy) -> tuple[int, int]:
    """Old ones, as far as the journal is concerned; the copy has read them."""
    ids = new_page(followed), new_page(followed)
    followed.shell.run(AGE)
    assert copy.differences() == {}
    assert copy.cursors[PAGE] == followed.heads()["post_type"]["page"]
    return ids


def titles(copy: Copy, *ids: int) -> list[str]:
    return [copy.live(PAGE)[post_id]["title"] for post_id in ids]


def test_what_commits_later_is_still_delivered(followed: Followed, copy: Copy) -> None:
    late, early = two_pages(followed, copy)
    before = copy.cursors[PAGE]
    with saved_late(followed, late) as commit:
        update_post(followed.shell, early, post_title="Committed at once")
        copy.follow()
        assert titles(copy, late, early) == ["A kettle", "Committed at once"]
        assert copy.cursors[PAGE] == before

        commit()

    assert copy.differences() == {}
    assert titles(copy, late) == ["Committed late"]
    seqs = {row["id"]: row["seq"] for row in copy.rows[PAGE].values()}
    assert seqs[late] < seqs[early], "the test didn't show what it is for"


def test_also_to_somebody_who_reads_in_pages_of_one(followed: Followed, copy: Copy) -> None:  # fmt: skip
    late, early = two_pages(followed, copy)
    others = [new_page(followed) for _ in range(3)]
    with saved_late(followed, late) as commit:
        update_post(followed.shell, early, post_title="Committed at once")
        for page in copy.pages(PAGE, limit=1):
            assert len(page["rows"]) <= 1
            assert page["cursor"] <= copy.cursors[PAGE]
        commit()

    for page in copy.pages(PAGE, limit=1):
        copy.apply(PAGE, page["rows"][0])
    assert copy.live(PAGE).keys() >= {late, early, *others}
    assert titles(copy, late) == ["Committed late"]


def test_nobody_waits_for_an_open_transaction(followed: Followed, copy: Copy) -> None:
    """Its neighbours in the journal don't, either; a wait would end as a gap."""
    ids = [new_page(followed) for _ in range(5)]
    with saved_late(followed, ids[2]) as commit, followed.new_shell() as shell:
        shell.run("$GLOBALS['wpdb']->query( 'SET innodb_lock_wait_timeout = 1' );")
        for post_id in (*ids[:2], *ids[3:]):
            update_post(shell, post_id, post_title="Saved")
        made = new_post(shell, post_type="page")
        assert followed.get("/status")["journal_gap"] is None
        commit()

    assert copy.differences() == {}
    assert made in copy.live(PAGE)


def test_after_a_minute_the_cursor_is_at_the_head(followed: Followed, copy: Copy) -> None:  # fmt: skip
    two_pages(followed, copy)
    new_page(followed)
    copy.follow()
    assert copy.cursors[PAGE] < followed.heads()["post_type"]["page"]

    followed.shell.run(AGE)

    copy.follow()
    assert copy.cursors[PAGE] == followed.heads()["post_type"]["page"]


def test_what_commits_after_more_than_a_minute_is_found_by_checksums(
    followed: Followed, copy: Copy
) -> None:
    late, early = two_pages(followed, copy)
    known = copy.rows[PAGE][late]["seq"]
    with saved_late(followed, late) as commit:
        update_post(followed.shell, early, post_title="Committed at once")
        at = "global $wpdb; $wpdb->query( \"UPDATE {$wpdb->prefix}restart_bridge_journal SET changed_at = changed_at - 61 WHERE kind = 'post_type' AND type = 'page' AND object_id = $id\" );"  # fmt: skip
        followed.shell.run(at, id=early)
        copy.follow()
        commit()

    assert copy.differences().keys() == {PAGE}, "the feed alone doesn't bring it"
    query = {"kind": "post_type", "type": "page", "from": late, "to": late, "list": 1}
    (listed,) = followed.get("/checksums", **query)
    assert known < listed["seq"] <= copy.cursors[PAGE]
    followed.ask("POST", "/touch", {"kind": "post_type", "type": "page", "ids": [late]})  # fmt: skip
    assert copy.differences() == {}
