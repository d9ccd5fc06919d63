"""What a site keeps private has no words in any answer of the bridge."""

from __future__ import annotations

import json
import uuid
from typing import Any

from tests.real_bridge.journal.copy_of_site import Copy
from tests.real_bridge.journal.followed import TYPES, Followed
from tests.real_bridge.journal.objects import new_post, update_post

SECRET = "Hollyhock"
STATUSES_OF_REGISTRIES = ("publish", "private", "draft", "pending", "restart-archived")


def secret_post(followed: Followed, **fields: str) -> int:
    words = {"post_title": f"{SECRET} Lane", "post_name": f"{SECRET.lower()}-lane"}
    return new_post(followed.shell, **words, **fields)


def answers(followed: Followed, ids: list[int]) -> list[str]:
    """Ask everything there is to be asked."""
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", "/status", {}),
        ("GET", "/structure", {}),
    ]
    for kind, type_ in TYPES:
        of_type = {"kind": kind, "type": type_}
        asked += [
            ("GET", "/changes", of_type),
            ("GET", "/checksums", {**of_type, "from": 1, "to": 500, "list": 1}),
            ("POST", "/touch", {**of_type, "ids": ids}),
        ]
    for post_id in ids:
        change = {"expected": "0" * 8, "change": str(uuid.uuid4()), "title": "Known"}
        asked.append(("POST", f"/posts/{post_id}", change))
    return [followed.ask(*question).text for question in asked]


def test_no_words_of_what_is_private(followed: Followed, copy: Copy) -> None:
    ids = [
        secret_post(followed, post_status="private"),
        secret_post(followed, post_password="x"),
        secret_post(followed, post_status="withdrawn"),
        *(secret_post(followed, post_type="restart-registry", post_status=status) for status in STATUSES_OF_REGISTRIES),
    ]  # fmt: skip
    trashed = secret_post(followed)
    followed.shell.run("wp_trash_post( $id );", id=trashed)

    found = answers(followed, [*ids, trashed])

    assert [text for text in found if SECRET.lower() in text.lower()] == []
    assert all(f'"id":{post_id}' in "".join(found) for post_id in ids)
    assert copy.differences() == {}


def test_the_search_would_find_words(followed: Followed) -> None:
    post_id = secret_post(followed)

    assert any(SECRET in text for text in answers(followed, [post_id]))


def test_a_post_made_private_loses_its_words(followed: Followed, copy: Copy) -> None:
    for change in ({"post_status": "private"}, {"post_password": "x"}):
        post_id = secret_post(followed)
        copy.follow()
        assert SECRET in json.dumps(copy.live(("post_type", "post"))[post_id])

        update_post(followed.shell, post_id, **change)

        copy.follow()
        assert SECRET not in json.dumps(copy.live(("post_type", "post")))


def test_a_checksum_says_nothing_of_the_words(followed: Followed) -> None:
    """Else somebody could try titles until one fits."""
    post_id = secret_post(followed, post_status="private")
    query = {"kind": "post_type", "type": "post", "from": post_id, "to": post_id, "list": 1}  # fmt: skip
    before = followed.get("/checksums", **query)[0]["checksum"]
    rename = "global $wpdb; $wpdb->update( $wpdb->posts, array( 'post_title' => 'Other' ), array( 'ID' => $id ) );"  # fmt: skip

    followed.shell.run(rename, id=post_id)

    assert followed.get("/checksums", **query)[0]["checksum"] == before


def test_other_plugins_can_silence_a_type(followed: Followed) -> None:
    quiet = "<?php add_filter( 'restart_bridge_types_without_text', fn( $types, $kind ) => 'taxonomy' === $kind ? array( 'post' ) : array( ...$types, 'page' ), 10, 2 );"  # fmt: skip
    for type_ in ("post", "page", "restart-registry"):
        secret_post(followed, post_type=type_)
    with followed.plugin(quiet):
        told = {
            type_: SECRET in json.dumps(followed.changes("post_type", type_))
            for type_ in ("post", "page", "restart-registry")
        }

    assert told == {"post": True, "page": False, "restart-registry": False}
