"""What a site marks private has no words here, not even in the bytes of the database file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from integrations.bridge import client_for
from integrations.following.sync_content import run
from integrations.models import SyncEvent
from tests.databases import Database
from tests.integrations.following.followed import Blog, carols_blog

NAMES = ("hidden", "locked", "trashed", "kept")


@pytest.fixture
def blog(own_file: Database) -> Iterator[Blog]:
    yield carols_blog()
    client_for.cache_clear()


def bytes_of(database: Database) -> bytes:
    connections["default"].close()  # all is written then
    return Path(database.url.removeprefix("sqlite:///")).read_bytes()


def words_in(database: Database) -> set[str]:
    file = bytes_of(database)
    return {name for name in NAMES if f"A {name} word".encode() in file}


def test_a_post_that_becomes_private_leaves_no_words_behind(
    blog: Blog, own_file: Database, caplog: pytest.LogCaptureFixture
) -> None:
    posts = {
        name: blog.bridge.add_post(title=f"A {name} word", slug=f"{name}-slug")
        for name in NAMES
    }
    run(blog.integration, until_head=True)
    assert words_in(own_file) == set(NAMES)

    blog.bridge.change_post(posts["hidden"], status="private")
    blog.bridge.change_post(posts["locked"], password="tea")
    blog.bridge.trash_post(posts["trashed"])
    run(blog.integration)

    assert words_in(own_file) == {"kept"}
    for name in ("hidden", "locked", "trashed"):
        assert f"{name}-slug".encode() not in bytes_of(own_file)
        assert f"A {name} word" not in caplog.text


def test_a_registry_never_had_any(blog: Blog, own_file: Database) -> None:
    for status in ("publish", "draft", "private"):
        blog.bridge.add_post("restart-registry", title="A hidden word", status=status)

    run(blog.integration)

    assert blog.integration.types.get(slug="restart-registry").items.count() == 3
    assert words_in(own_file) == set()
    assert "hidden" not in str(list(SyncEvent.objects.values()))
