"""Clients with half a request don't take anybody's place for long."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller
from tests.live.slow_clients import crowd_at
from tests.live.wordpress_server import SECONDS, WordPressServer

SLOW_CLIENTS = 60
ALL_IS_WELL_SECONDS = 15


@pytest.fixture(params=[None, 8], ids=["as shipped", "8 threads"])
def shipped(
    request: pytest.FixtureRequest, server: WordPressServer
) -> Iterator[Gunicorn]:
    environment = {"WP_BASE_URL": server.url}
    gunicorn = Gunicorn(environment, workers=None, threads=request.param)
    yield gunicorn
    gunicorn.stop()


def test_all_is_well_again_when_their_time_is_over(
    shipped: Gunicorn, wordpress: WordPressServer
) -> None:
    ada = Caller(shipped.url, wordpress.new_person().authorization)
    assert ada.get("/registries").json() == []

    with crowd_at(ada.url, SLOW_CLIENTS, ada.headers["Authorization"]) as crowd:
        assert Caller(ada.url).get("/health").status_code == 200
        assert ada.get("/registries").json() == []
        served_after = time.monotonic() - crowd.began
        crowd.thread.join(SECONDS)
        assert crowd.open() == 0

    assert max(served_after, crowd.closed_after) < ALL_IS_WELL_SECONDS
    for kind in ("silent", "half a header", "trickling header"):
        assert crowd.heard(kind) == {b""}
    assert crowd.heard("body of a stranger") == {b"HTTP/1.1 401 Unauthorized"}
    for kind in ("body", "trickling body"):
        assert crowd.heard(kind) == {b"HTTP/1.1 408 Request Timeout"}
    assert "Traceback" not in shipped.log()
