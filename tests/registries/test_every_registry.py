"""All registries are read, or an incomplete list is never taken for all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import SimpleTestCase

from registries.gateway import every_registry
from tests.wordpress import Says
from tests.wordpress_routes import POSTS
from tests.worlds import FakeWordPressMixin
from wpclient.credentials import service_account
from wpclient.exceptions import BadAnswer


class EveryRegistryTests(FakeWordPressMixin, SimpleTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.ids = [self.wordpress.make_registry() for _ in range(3)]

    def read(self) -> list[int]:
        return [registry.id for registry in every_registry(service_account())]

    def posts(self) -> list[dict[str, Any]]:
        eve = self.wordpress.person("eve")
        return [
            post.as_rest(eve, "edit") for post in self.wordpress.site.posts.values()
        ]

    def answer(self, posts: list[dict[str, Any]], total: int) -> None:
        totals = {"X-WP-Total": str(total), "X-WP-TotalPages": "1"}
        self.wordpress.instead[POSTS] = Says(200, json.dumps(posts).encode(), totals)

    def test_as_many_as_there_are(self) -> None:
        assert self.read() == self.ids

        self.answer(self.posts(), total=3)
        assert self.read() == self.ids

    def test_more_than_there_are_said_to_be_is_a_bad_answer(self) -> None:
        """One went while they were read: another may have been skipped for it."""
        self.answer(self.posts(), total=2)

        with pytest.raises(BadAnswer, match="changed after the first 3"):
            self.read()

    def test_fewer_are_one_as_well(self) -> None:
        self.answer(self.posts(), total=4)

        with pytest.raises(BadAnswer):
            self.read()
