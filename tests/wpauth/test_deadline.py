"""A request that WordPress makes too slow ends in time, and says so."""

from __future__ import annotations

import socket
import time
from contextlib import closing

import pytest
from django.test import SimpleTestCase, TestCase, override_settings

from items.models import Item, OutOfStepRegistry
from tests.wordpress import Received
from tests.worlds import Caller, FakeWordPressMixin, make_item
from wpclient.client import WordPressClient
from wpclient.deadline import all_within, seconds_left
from wpclient.exceptions import Unanswered, Unavailable

KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}
SLOW = 0.3  # seconds, for each answer of WordPress


class SlowWordPressTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry()
        self.path = f"/registries/{self.registry_id}/items"
        self.wordpress.before = self.be_slow

    def be_slow(self, received: Received) -> None:
        time.sleep(SLOW)

    @override_settings(REQUEST_SECONDS=SLOW / 2)
    def test_what_would_take_longer_is_an_outage(self) -> None:
        response = self.ada.get(self.path)

        assert response.status_code == 503
        assert response.headers["Retry-After"]
        assert [one.path for one in self.wordpress.requests] == ["/wp/v2/users/me"]

    @override_settings(REQUEST_SECONDS=SLOW / 2)
    def test_the_next_one_has_a_time_of_its_own(self) -> None:
        """The second request finds what the first has learned."""
        make_item(self.registry_id)
        assert self.ada.get(self.path).status_code == 503

        response = self.ada.get(self.path)

        assert (response.status_code, len(response.json())) == (200, 1)

    @override_settings(REQUEST_SECONDS=SLOW * 3 / 2)
    def test_what_is_done_stays_done_and_is_told_wordpress_later(self) -> None:
        response = self.ada.post(self.path, KETTLE)

        assert response.status_code == 201
        assert Item.objects.count() == 1
        assert OutOfStepRegistry.objects.get().pk == self.registry_id
        assert self.wordpress.writes == []

    @override_settings(REQUEST_SECONDS=SLOW / 2)
    def test_nobody_is_refused_for_it(self) -> None:
        """Nobody is answered with a 401."""
        callers = {**self.cast, "wrong": Caller("Basic YWRhOndyb25n")}
        for name in ("bob", "carol", "eve", "wrong"):
            with self.subTest(name):
                status = callers[name].get(self.path).status_code
                assert status == (401 if name == "wrong" else 503)

    def test_a_request_has_twenty_seconds(self) -> None:
        left: list[float] = []
        self.wordpress.before = lambda received: left.append(seconds_left())

        self.ada.get(self.path)

        assert 19 < left[-1] <= left[0] <= 20
        assert seconds_left() == float("inf")


class ClientTests(SimpleTestCase):
    def setUp(self) -> None:
        """A server that accepts requests, and never answers."""
        self.silent = socket.create_server(("127.0.0.1", 0))
        self.enterContext(closing(self.silent))
        url = f"http://127.0.0.1:{self.silent.getsockname()[1]}"
        self.client_to_it = WordPressClient(url, connect_timeout=30, read_timeout=30)

    def test_an_answer_is_waited_for_until_the_end_and_no_longer(self) -> None:
        started = time.monotonic()

        with all_within(0.5), pytest.raises(Unanswered):
            self.client_to_it.get("/", None)

        assert 0.4 < time.monotonic() - started < 5

    def test_after_the_end_nothing_is_asked(self) -> None:
        """Nothing was sent, so WordPress can't be at work on it."""
        with all_within(0), pytest.raises(Unavailable) as caught:
            self.client_to_it.get("/", None)

        assert not isinstance(caught.value, Unanswered)
        self.silent.settimeout(0.2)
        with pytest.raises(TimeoutError):
            self.silent.accept()
