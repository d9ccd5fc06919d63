"""Many save at the same time: every save is journaled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import new_post
from tests.stress import rounds

WRITERS = 4
FOLLOWED = (("post_type", "post"), ("taxonomy", "post_tag"))
SAVE = """
    global $wpdb;
    for ( $round = 0; $round < $rounds; $round++ ) {
        $ids[] = wp_insert_post( array( 'post_title' => "New $writer $round", 'post_status' => 'publish' ) );
        foreach ( (array) array_rand( array_flip( $ids ), 3 ) as $id ) {
            wp_update_post( array( 'ID' => $id, 'post_title' => "Changed $writer $round" ) );
        }
        wp_delete_post( $ids[ array_rand( $ids ) ], true );
        $ids = array_filter( $ids, 'get_post' );
        wp_insert_term( "Term $writer $round", 'post_tag' );
    }"""


@pytest.mark.stress
def test_no_save_is_missing(followed: Followed, copy: Copy) -> None:
    shared = [new_post(followed.shell) for _ in range(20)]

    def save(writer: int) -> None:
        with followed.new_shell() as shell:
            shell.run(SAVE, ids=shared, writer=writer, rounds=rounds(short=6, full=200))  # fmt: skip

    with ThreadPoolExecutor(WRITERS) as pool:
        saving = [pool.submit(save, writer) for writer in range(WRITERS)]
        while not all(each.done() for each in saving):
            copy.follow(FOLLOWED)
        for each in saving:
            each.result()

    assert copy.differences() == {}
    assert followed.get("/status")["journal_gap"] is None
