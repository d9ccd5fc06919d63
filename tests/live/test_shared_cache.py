"""Two processes of the API that share a Redis, as those of two machines would."""

from __future__ import annotations

import base64
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller, started
from tests.live.wordpress_server import WordPressServer, hang
from tests.redis_server import RedisServer
from tests.wordpress import Received

ME = "/wp/v2/users/me"
WAIT = 3  # seconds, for WordPress
AT_ONCE = 40
Pair = tuple[Gunicorn, Gunicorn]


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    redis = RedisServer()
    yield redis
    redis.remove()


@pytest.fixture
def both(redis: RedisServer, server: WordPressServer) -> Iterator[Pair]:
    environment = {
        "WP_BASE_URL": server.url,
        "WP_READ_TIMEOUT": str(WAIT),
        "CACHE_URL": redis.url,
    }
    servers = []
    try:
        servers += [Gunicorn(environment) for _ in range(2)]
        yield servers[0], servers[1]
    finally:
        for each in servers:
            each.stop()


@pytest.fixture
def slow(wordpress: WordPressServer) -> Iterator[None]:
    """Until the others are waiting, too."""
    at_once, wordpress.fake.before = wordpress.fake.before, be_slow
    yield
    wordpress.fake.before = at_once


def be_slow(received: Received) -> None:
    if received.path == ME:
        time.sleep(1)


def ask_both(both: Pair, authorization: str) -> list[int]:
    """Call both from many threads, in the same moment."""
    callers = [Caller(one.url, authorization) for one in both] * (AT_ONCE // 2)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda caller: caller.get("/registries"), callers)
        return [answer.status_code for answer in answers]


def wrong(name: str, number: int) -> str:
    pair = base64.b64encode(f"{name}:wrong {number}".encode()).decode()
    return f"Basic {pair}"


def test_eleven_wrong_passwords_over_both_are_too_many(
    both: Pair, wordpress: WordPressServer
) -> None:
    name = wordpress.new_person().username
    tries = zip(cycle(both), range(11), strict=False)

    answers = [
        Caller(one.url, wrong(name, number)).get("/registries") for one, number in tries
    ]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]


def test_whom_one_has_recognised_both_know(
    both: Pair, wordpress: WordPressServer
) -> None:
    authorization, before = wordpress.new_person().authorization, wordpress.asked(ME)

    for one in both:
        assert Caller(one.url, authorization).get("/registries").status_code == 200

    assert wordpress.asked(ME) == before + 1


def test_many_at_once_are_one_question(
    both: Pair, wordpress: WordPressServer, slow: None
) -> None:
    authorization, before = wordpress.new_person().authorization, wordpress.asked(ME)

    assert ask_both(both, authorization) == [200] * AT_ONCE

    assert wordpress.asked(ME) == before + 1


def test_a_wrong_password_of_many_at_once_is_one_question(
    both: Pair, wordpress: WordPressServer, slow: None
) -> None:
    before = wordpress.asked(ME)

    statuses = Counter(ask_both(both, wrong(wordpress.new_person().username, 1)))

    assert statuses.keys() <= {401, 429}
    assert wordpress.asked(ME) == before + 1


def test_in_an_outage_nobody_waits_twice(
    both: Pair, wordpress: WordPressServer
) -> None:
    authorization, before = wordpress.new_person().authorization, wordpress.asked(ME)
    wordpress.trick = hang
    begun = time.monotonic()

    assert ask_both(both, authorization) == [503] * AT_ONCE

    assert time.monotonic() - begun < 2 * WAIT
    assert wordpress.asked(ME) == before + 1


def test_an_outage_is_over_as_soon_as_it_is(
    both: Pair, wordpress: WordPressServer
) -> None:
    ada = Caller(both[0].url, wordpress.new_person().authorization)
    wordpress.trick = hang
    assert ada.get("/registries").status_code == 503
    wordpress.behave()

    assert ada.get("/registries").status_code == 200


def test_a_process_that_dies_while_it_asks_keeps_nobody_from_asking(
    both: Pair, wordpress: WordPressServer
) -> None:
    first, other = both
    authorization = wordpress.new_person().authorization
    wordpress.trick = hang

    with started(1, lambda: dies(first, authorization)):
        wordpress.wait_for_hanging(1)
        first.program.stop(0)
        wordpress.behave()

    assert Caller(other.url, authorization).get("/registries").status_code == 200


def dies(api: Gunicorn, authorization: str) -> None:
    with pytest.raises(requests.ConnectionError):
        Caller(api.url, authorization).get("/registries")
