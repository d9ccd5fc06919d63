"""Our API as it is served, beside the real WordPress."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.gunicorn import Gunicorn
from tests.real.world import RealWorld


@contextmanager
def running_api(
    world: RealWorld,
    *,
    url: str = "",
    read_timeout: int = 30,
    workers: int | None = 2,
    threads: int | None = 32,
) -> Iterator[Gunicorn]:
    """`url` leads to WordPress by another way than the straight one."""
    service = world.accounts["service"]
    environment = {
        "WP_BASE_URL": url or world.wordpress.url,
        "WP_READ_TIMEOUT": str(read_timeout),
        "WP_BASIC_AUTH_USER": service.username,
        "WP_BASIC_AUTH_PASSWORD": service.application_password,
    }
    gunicorn = Gunicorn(environment, workers=workers, threads=threads)
    try:
        yield gunicorn
    finally:
        gunicorn.stop()


def sync_once(api: Gunicorn) -> None:
    """Run it as cron does, once every lease has ended and every pause is over."""
    time.sleep(2 * float(api.environment["WP_READ_TIMEOUT"]))
    api.database.query("UPDATE registries_out_of_step SET next_attempt_at = NULL")
    done = api.manage("sync_item_ids")
    assert done.returncode == 0, done.stdout + done.stderr
