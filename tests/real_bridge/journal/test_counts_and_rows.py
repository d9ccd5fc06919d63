"""Whatever happens to posts and terms, a copy that reads the journal has the rows and counts that SQL has."""

from __future__ import annotations

import re

import pytest

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import (
    delete_post,
    new_post,
    new_term,
    update_post,
    update_term,
)
from tests.real_bridge.site import Dashboard

POST = ("post_type", "post")
TEXT = "It’s a “kettle” 🍵 & <b>more</b> \\ it's"


def test_created_and_edited(followed: Followed, copy: Copy) -> None:
    post_id = new_post(followed.shell, post_title=TEXT, post_name="kettle")
    new_post(followed.shell, post_status="draft")
    assert copy.differences() == {}

    update_post(followed.shell, post_id, post_title="A pan", post_name="pan")

    assert copy.differences() == {}
    row = copy.live(POST)[post_id]
    assert (row["title"], row["slug"]) == ("A pan", "pan")


def test_titles_are_told_as_they_are_stored(followed: Followed, copy: Copy) -> None:
    titles = [TEXT, "🍵" * 600, "a\tb", "Чайник", " ", "0", "%s %d %"]
    ids = [new_post(followed.shell, post_title=title, post_content="x") for title in titles]  # fmt: skip

    assert copy.differences() == {}
    told = [copy.live(POST)[post_id]["title"] for post_id in ids]
    stored = TEXT.replace("&", "&amp;")  # as WordPress does for people without rights
    assert told == [stored, "🍵" * 500, "a\tb", "Чайник", "", "0", "%s %d %"]


def test_every_status(followed: Followed, copy: Copy) -> None:
    statuses = ("publish", "draft", "pending", "private", "future", "sold", "withdrawn", "auto-draft", "trash")  # fmt: skip
    for status in statuses:
        date = {"post_date": "2099-01-01 00:00:00"} if status == "future" else {}
        new_post(followed.shell, post_status=status, **date)

    assert copy.differences() == {}
    told = {row["status"]: row["title"] for row in copy.live(POST).values()}
    assert told == {
        **dict.fromkeys(("publish", "draft", "pending", "future", "sold"), "A kettle"),
        **dict.fromkeys(("private", "withdrawn"), None),
    }


def test_scheduled_and_published_by_cron(followed: Followed, copy: Copy) -> None:
    post_id = new_post(
        followed.shell, post_status="future", post_date="2099-01-01 00:00:00"
    )
    assert copy.differences() == {}
    followed.shell.run(
        """
        global $wpdb;
        $past = '2026-01-01 00:00:00';
        $wpdb->update( $wpdb->posts, array( 'post_date' => $past, 'post_date_gmt' => $past ), array( 'ID' => $id ) );
        wp_clear_scheduled_hook( 'publish_future_post', array( $id ) );
        wp_schedule_single_event( time() - 1, 'publish_future_post', array( $id ) );""",
        id=post_id,
    )

    followed.shell.run("wp_remote_get( site_url( 'wp-cron.php?doing_wp_cron' ) );")

    assert copy.differences() == {}
    assert copy.live(POST)[post_id]["status"] == "publish"


def test_trashed_restored_and_deleted(followed: Followed, copy: Copy) -> None:
    post_id, other = new_post(followed.shell), new_post(followed.shell)
    assert copy.differences() == {}

    for change, is_there in (
        ("wp_trash_post( $id );", False),
        ("wp_untrash_post( $id );", True),
        ("wp_delete_post( $id, true );", False),
    ):
        followed.shell.run(change, id=post_id)
        assert copy.differences() == {}
        assert (post_id in copy.live(POST)) == is_there
    assert other in copy.live(POST)


def test_quick_edit(followed: Followed, copy: Copy, eve: Dashboard) -> None:
    post_id = new_post(followed.shell, post_name="kettle")
    nonce = re.search(r'name="_inline_edit" value="(\w+)"', eve.send("GET", "/wp-admin/edit.php").text)  # fmt: skip
    assert nonce and copy.differences() == {}

    answer = eve.send(
        "POST",
        "/wp-admin/admin-ajax.php",
        {
            "action": "inline-save",
            "_inline_edit": nonce[1],
            "post_type": "post",
            "post_ID": post_id,
            "post_view": "list",
            "screen": "edit-post",
            "post_title": TEXT,
            "post_name": "quick",
            "_status": "pending",
        },
    )

    assert "A kettle" not in answer.text and "quick" in answer.text
    assert copy.differences() == {}
    row = copy.live(POST)[post_id]
    assert (row["title"], row["slug"], row["status"]) == (TEXT, "quick", "pending")


def test_bulk_edit(followed: Followed, copy: Copy, eve: Dashboard) -> None:
    ids = [new_post(followed.shell) for _ in range(3)]
    nonce = re.search(r'name="_wpnonce" value="(\w+)"', eve.send("GET", "/wp-admin/edit.php").text)  # fmt: skip
    assert nonce and copy.differences() == {}
    chosen = "&".join(f"post[]={post_id}" for post_id in ids[:2])

    answer = eve.send(
        "GET",
        f"/wp-admin/edit.php?post_type=post&action=edit&bulk_edit=Update&_status=draft&post_author=-1"
        f"&_wpnonce={nonce[1]}&{chosen}",
    )

    assert answer.status_code == 302
    assert copy.differences() == {}
    told = [copy.live(POST)[post_id]["status"] for post_id in ids]
    assert told == ["draft", "draft", "publish"]


def test_a_changed_type(followed: Followed, copy: Copy) -> None:
    """Also from and to a type that isn't public."""
    post_id = new_post(followed.shell)
    for type_ in ("page", "note", "product", "post"):
        update_post(followed.shell, post_id, post_type=type_)

        assert copy.differences() == {}
        assert {slug for kind, slug in copy.rows if post_id in copy.live((kind, slug))} == {type_} - {"note"}  # fmt: skip


def test_terms_made_renamed_and_deleted(followed: Followed, copy: Copy) -> None:
    kitchen = new_term(followed.shell, "Kitchen & Co")
    garden, shoes = new_term(followed.shell, "Garden"), new_term(followed.shell, "Shoes", "product_cat")  # fmt: skip
    assert copy.differences() == {}

    update_term(followed.shell, kitchen, name=TEXT, slug="tea")
    followed.shell.run("wp_delete_term( $id, 'category' );", id=garden)

    assert copy.differences() == {}
    assert copy.live(("taxonomy", "category"))[kitchen]["slug"] == "tea"
    assert shoes in copy.live(("taxonomy", "product_cat"))


def test_half_a_term_is_none(followed: Followed, copy: Copy) -> None:
    """Old sites have rows of terms that were lost."""
    orphan = "$GLOBALS['wpdb']->insert( 'wp_term_taxonomy', array( 'term_id' => 9999, 'taxonomy' => 'category' ) );"
    followed.shell.run(orphan)
    new_term(followed.shell, "Kitchen")

    assert copy.differences() == {}


@pytest.mark.parametrize("heir", ["", ", 1"])
def test_somebody_deleted_with_their_posts(
    followed: Followed, copy: Copy, heir: str
) -> None:
    author = followed.shell.run("return wp_create_user( 'dora', 'x', 'dora@example.test' );")  # fmt: skip
    for type_ in ("post", "page", "product"):
        new_post(followed.shell, post_type=type_, post_author=author)
    assert copy.differences() == {}

    followed.shell.run(f"wp_delete_user( $id{heir} );", id=author)

    assert copy.differences() == {}
    assert (len(copy.live(POST)) == 1) == bool(heir)


def test_the_editor_s_own_route(followed: Followed, copy: Copy) -> None:
    eve = followed.accounts["eve"]
    made = followed.site.wordpress.request("POST", "/wp/v2/posts", eve, json={"title": TEXT, "status": "publish"})  # fmt: skip
    path = f"/wp/v2/posts/{made.json()['id']}"
    assert copy.differences() == {}

    for method, body in (("POST", {"title": "A pan"}), ("DELETE", None)):
        answer = followed.site.wordpress.request(method, path, eve, json=body)
        assert answer.status_code == 200
        assert copy.differences() == {}


def test_while_the_bridge_was_off(followed: Followed, copy: Copy) -> None:
    """Nobody heard of it; what vanished has to be told all the same."""
    ids = [new_post(followed.shell, post_title=f"Post {n}") for n in range(6)]
    kitchen, garden = new_term(followed.shell, "Kitchen"), new_term(followed.shell, "Garden")  # fmt: skip
    assert copy.differences() == {}
    generation = followed.get("/status")["generation"]

    with followed.without_bridge() as shell:
        update_post(shell, ids[0], post_title="Changed")
        delete_post(shell, ids[1])
        shell.run("wp_trash_post( $id );", id=ids[2])
        update_post(shell, ids[3], post_type="page")
        update_post(shell, ids[4], post_status="private")
        shell.run("wp_delete_term( $id, 'category' );", id=kitchen)
        update_term(shell, garden, name="Greenhouse")
        made = new_post(shell, post_title="Made meanwhile")
        assert followed.ask("GET", "/status").status_code == 404

    assert copy.differences() == {}
    assert followed.get("/status")["generation"] == generation
    assert {made, ids[0], ids[4], ids[5]} == copy.live(POST).keys()
    gone = {row["id"] for row in copy.rows[POST].values() if row["op"] == "gone"}
    assert gone == {ids[1], ids[2], ids[3]}


def test_a_type_whose_plugin_is_off_for_a_while(followed: Followed, copy: Copy) -> None:
    product, sold_out = new_post(followed.shell, post_type="product"), new_post(followed.shell, post_type="product")  # fmt: skip
    assert copy.differences() == {}
    with followed.without_types() as shell:
        delete_post(shell, sold_out)
        update_post(shell, product, post_title="A better one")
        assert "product" not in followed.heads()["post_type"]
        answer = followed.ask("GET", "/changes", {"kind": "post_type", "type": "product"})  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (400, "restart_bridge_unknown_type")  # fmt: skip

    assert copy.differences() == {}
    assert copy.live(("post_type", "product"))[product]["title"] == "A better one"


def test_what_no_hook_hears_of_is_seen_by_checksums_and_mended_by_touch(
    followed: Followed, copy: Copy
) -> None:
    ids = [new_post(followed.shell) for _ in range(4)]
    assert copy.differences() == {}
    followed.shell.run(
        """
        global $wpdb;
        $wpdb->update( $wpdb->posts, array( 'post_title' => 'By SQL' ), array( 'ID' => $ids[0] ) );
        $wpdb->delete( $wpdb->posts, array( 'ID' => $ids[1] ) );
        set_post_type( $ids[2], 'page' );""",
        ids=ids,
    )
    query = {"kind": "post_type", "type": "post", "from": ids[0], "to": ids[3], "list": 1}  # fmt: skip
    listed = {one["id"]: one["checksum"] for one in followed.get("/checksums", **query)}

    assert [listed[post_id] is None for post_id in ids] == [False, True, True, False]
    assert copy.differences().keys() == {POST, ("post_type", "page")}
    assert copy.live(POST).keys() >= set(ids), "what is only absent isn't gone"

    for type_, some in (("post", ids[:3]), ("page", ids[2:3])):
        body = {"kind": "post_type", "type": type_, "ids": some}
        answer = followed.ask("POST", "/touch", body)
        assert answer.status_code == 200, answer.text
        assert {row["id"] for row in answer.json()} == set(some)

    assert copy.differences() == {}
