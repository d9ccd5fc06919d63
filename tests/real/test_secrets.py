"""No credential is logged or kept. The `world` fixture checks that after every other test, too."""

from __future__ import annotations

import logging
import pickle
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.gunicorn import Gunicorn
from tests.real.secrets import cache_dump, forms, found_in
from tests.real.world import Api, RealWorld
from tests.worlds import make_item
from wordpress.local.machine import http


@pytest.fixture
def live(world: RealWorld, tmp_path: Path) -> Iterator[Gunicorn]:
    """Log at DEBUG, with a cache in files."""
    service = world.accounts["service"]
    gunicorn = Gunicorn(
        {
            "WP_BASE_URL": world.wordpress.url,
            "WP_READ_TIMEOUT": "30",
            "WP_BASIC_AUTH_USER": service.username,
            "WP_BASIC_AUTH_PASSWORD": service.application_password,
            "LOG_LEVEL": "DEBUG",
            "CACHE_URL": f"filecache://{tmp_path}/cache",
        }
    )
    yield gunicorn
    gunicorn.stop()


def unpacked(file: Path) -> str:
    """Return the entry: Django's cache in files writes its end of life, then the compressed entry."""
    with file.open("rb") as packed:
        pickle.load(packed)  # noqa: S301  # written a moment ago
        return zlib.decompress(packed.read()).decode("latin-1")


def test_nothing_in_the_log_and_the_cache_of_a_server(
    world: RealWorld, live: Gunicorn, tmp_path: Path
) -> None:
    path = f"{live.url}/registries/{world.invited()}"
    people = [world.accounts[name] for name in ("ada", "bob", "carol", "eve")]
    wrong = [replace(one, application_password=one.password) for one in people]

    for person in (*people, *wrong):
        http.request("POST", f"{path}/items", person, {"name": "x"})
    world.revoke("ada")
    http.request("GET", path, people[0])
    world.stop()
    http.request("GET", path, people[1])

    cached = "".join(map(unpacked, (tmp_path / "cache").glob("*")))
    kept = live.log() + cached
    assert "bob@example.test" in cached
    assert "/wp-json/wp/v2/users/me" in kept
    assert found_in(kept, [*people, world.accounts["service"]]) == set()
    assert not any(one.password in kept for one in people)


def test_the_search_finds_every_form(world: RealWorld) -> None:
    """Without this the tests above would prove nothing."""
    ada = world.accounts["ada"]
    for form in forms(ada):
        assert found_in(f"log … {form} …", [ada]) == {"ada"}
    assert found_in(str(world.accounts), world.accounts.values()) == set()


def test_the_dump_holds_what_is_cached(
    world: RealWorld, api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    registry_id = world.invited()
    assert api("ada").get(f"/items/{make_item(registry_id).pk}").status_code == 200

    assert "ada@example.test" in cache_dump()
    assert any(record.levelno == logging.DEBUG for record in caplog.records)
    assert "/wp-json/wp/v2/users/me" in caplog.text
