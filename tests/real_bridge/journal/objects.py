"""Posts and terms, made and changed inside the site as a plugin or the dashboard does."""

from __future__ import annotations

from typing import Any

from tests.real.shell import Shell

NEW_POST = """
    $id = wp_insert_post( wp_slash( $fields ), true );
    if ( is_wp_error( $id ) ) {
        throw new Exception( $id->get_error_message() );
    }
    return $id;"""
UPDATE_POST = "return wp_update_post( wp_slash( $fields ), true );"
NEW_TERM = "return wp_insert_term( wp_slash( $name ), $taxonomy )['term_id'];"
UPDATE_TERM = "wp_update_term( $id, $taxonomy, wp_slash( $fields ) );"
# Straight into the table, where nobody hears of it. MariaDB counts.
MANY_POSTS = """
    global $wpdb;
    $now = '2026-11-28 10:00:00';
    $wpdb->query(
        "INSERT INTO $wpdb->posts (post_title, post_name, post_status, post_type, post_date, post_date_gmt, post_modified,
            post_modified_gmt, post_content, post_excerpt, to_ping, pinged, post_content_filtered)
        SELECT CONCAT( 'Post ', seq ), CONCAT( 'post-', seq ), 'publish', '$type', '$now', '$now', '$now', '$now',
            '', '', '', '', '' FROM seq_1_to_$count"
    );"""


def new_post(shell: Shell, **fields: Any) -> int:
    fields = {"post_title": "A kettle", "post_status": "publish", **fields}
    return int(shell.run(NEW_POST, fields=fields))


def update_post(shell: Shell, post_id: int, **fields: Any) -> None:
    assert shell.run(UPDATE_POST, fields={"ID": post_id, **fields}) == post_id


def new_term(shell: Shell, name: str, taxonomy: str = "category") -> int:
    return int(shell.run(NEW_TERM, name=name, taxonomy=taxonomy))


def update_term(shell: Shell, id_: int, taxonomy: str = "category", **fields: Any) -> None:  # fmt: skip
    shell.run(UPDATE_TERM, id=id_, taxonomy=taxonomy, fields=fields)


def delete_post(shell: Shell, post_id: int) -> None:
    """For good, past the trash."""
    shell.run("wp_delete_post( $id, true );", id=post_id)


def make_many_posts(shell: Shell, count: int, type_: str = "post") -> None:
    shell.run(MANY_POSTS, count=count, type=type_)
