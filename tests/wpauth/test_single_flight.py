from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import requests
from django.test import SimpleTestCase

from tests.wordpress import Received
from tests.worlds import Caller, FakeWordPressMixin
from wpauth.single_flight import SingleFlight

ME = "/wp/v2/users/me"
HUNDRED = 100


def all_at_once(call: Callable[[], int]) -> list[int]:
    start = threading.Barrier(HUNDRED)

    def run(_: int) -> int:
        start.wait()
        return call()

    with ThreadPoolExecutor(HUNDRED) as pool:
        return list(pool.map(run, range(HUNDRED)))


class SingleFlightTests(FakeWordPressMixin, SimpleTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.wordpress.before = self.be_slow

    def be_slow(self, received: Received) -> None:
        if received.path == ME:
            time.sleep(0.5)  # until the others are waiting too

    def status_codes(self, authorization: str) -> set[int]:
        return set(all_at_once(lambda: get_registries(authorization)))

    def test_a_hundred_first_requests_make_one_call(self) -> None:
        authorization = self.wordpress.accounts["ada"].authorization

        assert self.status_codes(authorization) == {200}

        assert self.wordpress.asked(ME) == 1

    def test_a_hundred_wrong_passwords_make_one_call_and_one_refusal(self) -> None:
        assert self.status_codes("Basic YWRhOndyb25n") <= {401, 429}

        assert self.wordpress.asked(ME) == 1

    def test_in_an_outage_nobody_waits_twice(self) -> None:
        self.wordpress.instead[ME] = requests.ReadTimeout()
        authorization = self.wordpress.accounts["ada"].authorization

        assert self.status_codes(authorization) == {503}

        assert self.wordpress.asked(ME) < 10

    def test_other_callers_do_not_wait(self) -> None:
        first = threading.Event()
        self.wordpress.before = lambda received: self.hold_ada(first, received)

        with ThreadPoolExecutor(1) as pool:
            ada = pool.submit(
                get_registries, self.wordpress.accounts["ada"].authorization
            )
            assert self.bob.get("/registries").status_code == 200
            first.set()

            assert ada.result() == 200

    def hold_ada(self, released: threading.Event, received: Received) -> None:
        if received.authorization == self.wordpress.accounts["ada"].authorization:
            released.wait(10)


def get_registries(authorization: str) -> int:
    return Caller(authorization).get("/registries").status_code


def test_a_flight_ends_when_it_lands() -> None:
    flights: SingleFlight[int] = SingleFlight()
    answers = iter([1, 2])

    assert [flights.run("key", lambda: next(answers)) for _ in range(2)] == [1, 2]
