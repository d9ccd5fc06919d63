"""Whether WordPress answers right now, in words."""

from __future__ import annotations

import requests
from django.core.cache import cache
from django.test import SimpleTestCase

from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin, WordPressMixin
from wpclient.reachability import reachability


class ReachabilityTests(WordPressMixin, SimpleTestCase):
    def test_says_that_wordpress_answers(self) -> None:
        assert reachability().is_reachable
        assert reachability().sentence == "WordPress is answering."

    def test_and_that_it_does_not(self) -> None:
        self.wordpress.stop()

        assert not reachability().is_reachable
        assert "WordPress is not answering" in reachability().sentence


class TroubleTests(FakeWordPressMixin, SimpleTestCase):
    def test_asks_without_credentials_and_remembers_it_for_a_moment(self) -> None:
        for _ in range(3):
            reachability()

        [asked] = self.wordpress.requests
        assert (asked.path, asked.authorization) == ("/", None)

    def test_asks_with_the_service_account_where_rest_is_for_members(self) -> None:
        self.wordpress.site.is_for_members = True

        assert reachability().is_reachable

        service = self.wordpress.accounts["service"].authorization
        asked = [(sent.path, sent.authorization) for sent in self.wordpress.requests]
        assert asked == [("/", None), ("/", service)]

    def test_tells_an_outage_from_a_wrong_answer(self) -> None:
        silent, wrong = "is not answering", "not as WordPress's REST API"
        for trouble, word in (
            (requests.ConnectionError(), silent),
            (requests.ReadTimeout(), silent),
            (Says(503), silent),
            (Says(429), silent),
            (Says(500, b"<html>"), wrong),
            (Says(404, b"<html>"), wrong),
            (Says(401, b'{"code": "rest_login_required"}'), wrong),
            (Says(301, b"", {"Location": "https://elsewhere.example"}), wrong),
            (Says(200, b"<html>"), wrong),
            (Says(200, b"[]"), wrong),
            (Says(200, b'{"status": "ok"}'), wrong),
        ):
            with self.subTest(trouble=trouble):
                self.wordpress.instead["/"] = trouble
                cache.clear()

                assert not reachability().is_reachable
                assert word in reachability().sentence

    def test_sees_that_it_is_back(self) -> None:
        self.wordpress.stop()
        reachability()
        self.wordpress.start()
        cache.clear()  # some seconds go by

        assert reachability().is_reachable
