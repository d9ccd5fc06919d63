"""The API with its cache in a real Redis, and what happens while that is away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from django.core.cache import cache
from django.test import SimpleTestCase, override_settings
from redis import Redis

from restart_registry.caches.redis_cache import PAUSE, RedisCache
from tests.redis_server import RedisServer
from tests.worlds import FakeWordPressMixin
from tests.wpauth.test_throttle import guess
from wordpress.local.folders import PROJECT
from wordpress.local.machine.ports import free_port

ME = "/wp/v2/users/me"
BACKEND = "restart_registry.caches.redis_cache.RedisCache"


def check(url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env={**os.environ, "CACHE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


class RedisCacheTests(FakeWordPressMixin, SimpleTestCase):
    redis: RedisServer

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.redis = RedisServer()
        cls.addClassCleanup(cls.redis.remove)
        location = cls.redis.url.replace("rediscache", "redis")
        redis = {"BACKEND": BACKEND, "LOCATION": location}
        caches = {"default": redis, "counts": redis}
        cls.enterClassContext(override_settings(CACHES=caches))

    def setUp(self) -> None:
        super().setUp()
        self.addCleanup(cache.clear)
        self.addCleanup(self.restart)

    def restart(self) -> None:
        self.redis.kill()
        self.redis.start()
        RedisCache.away_until = time.monotonic()
        cache.get("it_is_back")

    def wrong_passwords(self, numbers: range) -> list[int]:
        return [
            guess("ada", number).get("/registries").status_code for number in numbers
        ]

    def test_who_was_recognised_is_remembered_there(self) -> None:
        for _ in range(3):
            assert self.ada.get("/registries").status_code == 200

        assert self.wordpress.asked(ME) == 1
        assert len(self.redis.keys_with("user:")) == 1

    def test_eleven_wrong_passwords_are_too_many(self) -> None:
        assert self.wrong_passwords(range(11)) == [401] * 10 + [429]

        assert len(self.redis.keys_with("refusals:")) == 2

    def test_also_while_redis_is_away(self) -> None:
        self.redis.kill()

        assert self.wrong_passwords(range(11)) == [401] * 10 + [429]

    def test_also_when_it_goes_away_in_between(self) -> None:
        assert self.wrong_passwords(range(5)) == [401] * 5
        self.redis.kill()

        assert self.wrong_passwords(range(5, 16)) == [401] * 10 + [429]

    def test_also_when_it_comes_and_goes(self) -> None:
        self.redis.kill()
        self.wrong_passwords(range(10))
        self.restart()
        self.redis.kill()

        assert self.wrong_passwords(range(10, 12)) == [429, 429]

    def test_without_it_callers_are_answered_as_before(self) -> None:
        assert self.ada.get("/registries").status_code == 200
        self.redis.kill()

        for caller in (self.ada, self.bob):
            for _ in range(3):
                assert caller.get("/registries").status_code == 200

    def test_it_is_asked_again_when_it_is_back(self) -> None:
        self.redis.kill()
        assert self.ada.get("/registries").status_code == 200
        self.redis.start()
        assert self.redis.keys_with("") == []
        time.sleep(PAUSE)

        assert self.ada.get("/registries").status_code == 200

        assert self.redis.keys_with("user:")

    def test_a_connection_from_before_a_restart_does_no_harm(self) -> None:
        assert self.ada.get("/registries").status_code == 200
        self.redis.kill()
        self.redis.start()

        assert self.ada.get("/registries").status_code == 200

        assert self.redis.keys_with("user:")

    def test_one_that_hangs_is_waited_for_once(self) -> None:
        self.redis.program.signal(signal.SIGSTOP)
        started = time.monotonic()

        for _ in range(3):
            assert self.ada.get("/registries").status_code == 200

        assert time.monotonic() - started < PAUSE

    def test_what_another_version_wrote_is_not_read(self) -> None:
        self.ada.get("/registries")
        [key] = self.redis.keys_with("user:")
        with Redis(port=self.redis.port, db=1) as client:
            client.set(key, b"cwpauth.gone\nWordPressUser\n.")  # a pickle of no class

        assert self.ada.get("/registries").status_code == 200
        assert self.wordpress.asked(ME) == 2

    def test_no_count_is_without_an_end(self) -> None:
        self.wrong_passwords(range(9))
        with Redis(port=self.redis.port, db=1) as client:
            for key in self.redis.keys_with("refusals:"):
                client.persist(key)  # it ended just when it was asked to count

        assert self.wrong_passwords(range(9, 19)) == [401] * 10
        with Redis(port=self.redis.port, db=1) as client:
            assert all(client.ttl(key) > 0 for key in self.redis.keys_with("refusals:"))

    def test_check_opens_it(self) -> None:
        done = check(self.redis.url)

        assert done.returncode == 0, done.stderr

    def test_check_says_when_it_is_away_or_no_cache(self) -> None:
        for url, name in (
            (f"rediscache://127.0.0.1:{free_port()}/1", "W001"),
            ("dbcache://no_such_table", "E001"),
        ):
            done = check(url)

            assert done.returncode == 1
            assert f"(restart_registry.{name})" in done.stderr
            assert "HINT" in done.stderr
