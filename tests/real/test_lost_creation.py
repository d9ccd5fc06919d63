"""A new registry whose answer can't be read, or comes too late, is found again by its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from tests.real.world import Api, RealWorld
from wpclient.client import get_client

KEY = "0123456789abcdef"
BODY = {"title": "A fresh start", "story": "Ours & mine"}
PLUGIN = """<?php
/** Plugin Name: Spoils what WordPress answers. */
if ( str_contains( $_SERVER['REQUEST_URI'] ?? '', '/wp-json/' ) ) {
	%s
}
"""
NEW = "'POST' === $_SERVER['REQUEST_METHOD'] && str_ends_with( $_SERVER['REQUEST_URI'], '/wp/v2/restart-registry' )"
NOTICE = f"if ( {NEW} ) {{ echo '<b>Notice</b>: Undefined index'; }}"
SLOW = f"if ( {NEW} ) {{ add_action( 'rest_after_insert_restart-registry', fn() => sleep( 4 ) ); }}"
MARK = r'echo "\xEF\xBB\xBF\r\n\n";'


@pytest.fixture
def spoil(world: RealWorld) -> Iterator[Callable[[str], None]]:
    folder = world.wordpress.local.site / "wp-content" / "mu-plugins"
    plugin = folder / "spoil.php"

    def spoil(code: str) -> None:
        plugin.write_text(PLUGIN % code)

    yield spoil
    plugin.unlink(missing_ok=True)


def count(api: Api) -> int:
    return int(api("ada").get("/registries").headers["X-WP-Total"])


def test_three_tries_with_a_notice_before_the_json_make_one(
    world: RealWorld, api: Api, spoil: Callable[[str], None]
) -> None:
    spoil(NOTICE)

    answers = [api("ada").post("/registries", BODY, idempotency_key=KEY) for _ in "123"]

    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert count(api) == 1


def test_without_a_key_it_can_not_be_found(
    world: RealWorld, api: Api, spoil: Callable[[str], None]
) -> None:
    spoil(NOTICE)

    assert api("ada").post("/registries", BODY).status_code == 502
    assert count(api) == 1


def test_one_that_takes_too_long_is_waited_for_when_it_is_looked_up(
    world: RealWorld, api: Api, settings: Settings, spoil: Callable[[str], None]
) -> None:
    """The lookup waits for the creation, which is still under way."""
    assert api("ada").get("/registries").status_code == 200  # it is known then
    settings.WP_READ_TIMEOUT = 3
    get_client.cache_clear()
    spoil(SLOW)

    made = api("ada").post("/registries", BODY, idempotency_key=KEY)

    assert made.status_code == 201
    assert made.headers["Idempotent-Replayed"] == "true"
    assert count(api) == 1


def test_a_mark_and_empty_lines_before_the_json_do_no_harm(
    world: RealWorld, api: Api, spoil: Callable[[str], None]
) -> None:
    spoil(MARK)

    made = api("ada").post("/registries", BODY)

    assert made.status_code == 201
    assert made.json()["title"] == BODY["title"]
