from __future__ import annotations

from functools import partial

import requests
from django.test import TestCase

from items.models import Item
from tests.wordpress import Received, Says
from tests.worlds import FakeWordPressMixin, WordPressMixin, make_item


class DeleteRegistryTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.path = f"/registries/{self.registry_id}"
        make_item(self.registry_id)
        make_item(self.registry_id)

    def test_deletes_it_for_good_and_deactivates_its_items(self) -> None:
        other = make_item(self.wordpress.make_registry())

        response = self.ada.delete(self.path)

        assert (response.status_code, response.content) == (204, b"")
        assert self.wordpress.post(self.registry_id) == {}
        assert list(Item.objects.active()) == [other]
        assert Item.objects.count() == 3
        assert self.ada.get(self.path).status_code == 404

    def test_the_second_time_there_is_none(self) -> None:
        self.ada.delete(self.path)

        assert self.ada.delete(self.path).status_code == 404

    def test_refused_it_leaves_everything(self) -> None:
        for caller in (self.bob, self.carol):
            assert caller.delete(self.path).status_code == 403

        assert self.wordpress.post(self.registry_id)["status"] == "private"
        assert Item.objects.active().count() == 2


class DeleteRegistryOutageTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.path = f"/registries/{self.registry_id}"
        make_item(self.registry_id)

    def test_an_outage_leaves_everything(self) -> None:
        for trouble, status in (
            (requests.ConnectionError(), 503),
            (Says(500, b"<html>"), 502),
            (Says(403, b'{"code": "rest_cannot_delete"}'), 403),
        ):
            with self.subTest(trouble=trouble):
                self.wordpress.before = partial(self.break_deletion, trouble)

                assert self.ada.delete(self.path).status_code == status
                self.wordpress.start()
        assert Item.objects.active().count() == 1

    def break_deletion(self, trouble: Says | Exception, received: Received) -> None:
        if received.method == "DELETE":
            self.wordpress.instead[received.path] = trouble

    def test_somebody_else_was_quicker(self) -> None:
        def remove(received: Received) -> None:
            if received.method == "DELETE":
                self.wordpress.remove(self.registry_id)

        self.wordpress.before = remove

        assert self.ada.delete(self.path).status_code == 204
        assert not Item.objects.active().exists()
