"""A large site that answers at once: what is left is our own work."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from benchmarks.integrations.measuring import at_most, program
from benchmarks.results import Row
from benchmarks.setting import Setting
from tests.integrations.chaos.serving import ServedBridge

TABLE = "a large site (a fake one)"
POSTS, SECONDS = 100_000, 60


def measure(setting: Setting) -> Iterator[Row]:
    number = POSTS // 5 if setting.is_quick else POSTS
    small, large = (_read(setting, posts) for posts in (number // 10, number))
    most = SECONDS * number / POSTS
    yield at_most(TABLE, f"{number:,} posts to head", large["seconds"], most, "s")
    more = large["megabytes"] - small["megabytes"]
    yield at_most(TABLE, "memory more than with a tenth of them", more, 10, "MB")
    pages = large["pages"]
    tenth = len(pages) // 10
    first, last = (statistics.median(x) for x in (pages[:tenth], pages[-tenth:]))
    yield at_most(TABLE, "a page, last tenth to first", last / first, 1.5, "×")


def _read(setting: Setting, posts: int) -> Any:
    served = ServedBridge()
    try:
        served.fake.fill(posts)
        environment = private(setting, served.fake.url)
        password = served.fake.service.password
        names = (served.fake.url, served.fake.service.username, password)
        site = program(environment, "connect", *names)["site"]
        return program(environment, "follow", site)
    finally:
        served.stop()


def private(setting: Setting, url: str) -> dict[str, str]:
    """Return an environment in which a site on this machine may be called."""
    return {
        **setting.environment,
        "CREDENTIAL_KEYS": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtISE=",
        "INTEGRATIONS_PRIVATE_HOSTS": url.removeprefix("http://"),
    }
