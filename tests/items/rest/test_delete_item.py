from __future__ import annotations

from django.test import TestCase

from items.models import Item
from tests.worlds import WordPressMixin, make_item


class DeleteItemTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.kettle = make_item(self.registry_id)
        self.lamp = make_item(self.registry_id)
        self.path = f"/items/{self.kettle.pk}"
        self.nested_path = f"/registries/{self.registry_id}{self.path}"

    def test_deletes_softly_and_tells_wordpress(self) -> None:
        response = self.ada.delete(self.path)

        assert response.status_code == 200
        assert response.json()["message"] == "Item deleted successfully"
        assert response.json()["data"]["is_active"] is False
        assert Item.objects.filter(pk=self.kettle.pk, is_active=False).exists()
        stored = self.wordpress.post(self.registry_id)["meta"]
        assert stored["restart_item_ids"] == f"[{self.lamp.pk}]"

    def test_can_be_repeated(self) -> None:
        first = self.ada.delete(self.path)

        second = self.ada.delete(self.path)

        assert second.status_code == 200
        assert second.json() == first.json()

    def test_below_its_registry_it_leaves_no_body(self) -> None:
        response = self.ada.delete(self.nested_path)

        assert (response.status_code, response.content) == (204, b"")
        stored = self.wordpress.post(self.registry_id)["meta"]
        assert stored["restart_item_ids"] == f"[{self.lamp.pk}]"

    def test_below_its_registry_it_must_be_there(self) -> None:
        self.ada.delete(self.nested_path)
        other = self.wordpress.make_registry()

        assert self.ada.delete(self.nested_path).status_code == 404
        path = f"/registries/{other}/items/{self.lamp.pk}"
        assert self.ada.delete(path).status_code == 404
        self.lamp.refresh_from_db()
        assert self.lamp.is_active

    def test_what_never_was_is_not_found(self) -> None:
        assert self.ada.delete("/items/999999").status_code == 404
