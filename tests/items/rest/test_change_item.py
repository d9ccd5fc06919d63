from __future__ import annotations

from django.test import TestCase

from items.models import Item
from tests.worlds import FakeWordPressMixin, WordPressMixin, make_item


class ChangeItemTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.kettle = make_item(
            self.registry_id, description="steel", price="19.90", quantity_needed=3
        )
        self.path = f"/items/{self.kettle.pk}"
        self.nested_path = f"/registries/{self.registry_id}{self.path}"

    def test_changes_only_the_keys_that_are_present(self) -> None:
        before = self.ada.get(self.path).json()["data"]

        for method in ("PUT", "PATCH"):
            for path in (self.path, self.nested_path):
                response = self.ada.send(method, path, {"name": f"{method} {path}"})

                assert response.status_code == 200
                assert response.json()["message"] == "Item updated successfully"
                data = response.json()["data"]
                assert data["updated_at"] > before["updated_at"]
                assert data == before | {
                    "name": f"{method} {path}",
                    "updated_at": data["updated_at"],
                }

    def test_empty_text_and_null_clear_what_is_optional(self) -> None:
        for nothing in ("", None):
            Item.objects.update(description="steel")

            self.ada.patch(self.path, {"description": nothing, "price": None})

            self.kettle.refresh_from_db()
            assert (self.kettle.description, self.kettle.price) == (None, None)

    def test_null_for_a_required_field_is_refused(self) -> None:
        for name in ("name", "url", "quantity_needed", "quantity_purchased"):
            response = self.ada.patch(self.path, {name: None})

            assert response.status_code == 422
            assert response.json()["errors"][0]["loc"] == ["body", name]
        assert self.ada.patch(self.path, {"name": ""}).status_code == 422

    def test_id_and_registry_are_ignored(self) -> None:
        other = self.wordpress.make_registry()
        body = {"id": 999, "registry_id": other, "created_at": "x", "color": "red"}

        response = self.ada.patch(self.path, {**body, "name": "Pot"})

        assert response.json()["data"]["name"] == "Pot"
        self.kettle.refresh_from_db()
        assert self.kettle.registry_id == self.registry_id

    def test_nothing_to_change_is_fine(self) -> None:
        before = Item.objects.values().get()

        for body in ({}, {"color": "red"}, {"id": 5}):
            response = self.ada.patch(self.path, body)

            assert response.status_code == 200
            assert response.json()["message"] is None
        assert Item.objects.values().get() == before

    def test_is_active_false_deletes_softly(self) -> None:
        response = self.ada.patch(self.path, {"is_active": False})

        assert response.status_code == 200
        assert response.json()["data"]["is_active"] is False
        assert self.ada.get(self.path).status_code == 404
        stored = self.wordpress.post(self.registry_id)["meta"]
        assert stored.get("restart_item_ids", "") in ("", "[]")

    def test_only_administrators_revive(self) -> None:
        self.ada.delete(self.path)

        assert self.ada.patch(self.path, {"is_active": True}).status_code == 404
        assert self.eve.patch(self.path, {"name": "Pot"}).status_code == 404
        response = self.eve.patch(self.path, {"is_active": True})

        assert response.status_code == 200
        assert self.ada.get(self.path).json()["data"]["name"] == "Kettle"
        stored = self.wordpress.post(self.registry_id)["meta"]
        assert stored["restart_item_ids"] == f"[{self.kettle.pk}]"

    def test_nobody_revives_within_a_registry(self) -> None:
        self.ada.delete(self.path)

        response = self.eve.patch(self.nested_path, {"is_active": True})

        assert response.status_code == 404

    def test_more_bought_than_wanted_is_a_conflict(self) -> None:
        cases = [
            {"quantity_purchased": 4},
            {"quantity_needed": 1, "quantity_purchased": 2},
        ]
        for body in cases:
            response = self.ada.patch(self.path, body)

            assert response.status_code == 409
            assert "errors" not in response.json()
        self.kettle.refresh_from_db()
        assert (self.kettle.quantity_needed, self.kettle.quantity_purchased) == (3, 0)

    def test_less_wanted_than_bought_is_a_conflict(self) -> None:
        assert self.ada.patch(self.path, {"quantity_purchased": 2}).status_code == 200

        assert self.ada.patch(self.path, {"quantity_needed": 1}).status_code == 409
        assert self.ada.patch(self.path, {"quantity_needed": 2}).status_code == 200

    def test_what_old_data_bought_too_much_can_still_be_renamed(self) -> None:
        Item.objects.update(quantity_purchased=9)

        assert self.ada.patch(self.path, {"name": "Pot"}).status_code == 200
        # A form sends what it was shown.
        assert self.ada.patch(self.path, {"quantity_needed": 3}).status_code == 200

    def test_an_item_without_registry_is_for_administrators(self) -> None:
        old = make_item(None)

        assert self.ada.patch(f"/items/{old.pk}", {"name": "x"}).status_code == 404
        assert self.eve.patch(f"/items/{old.pk}", {"name": "Pot"}).status_code == 200
        assert self.eve.delete(f"/items/{old.pk}").status_code == 200
        old.refresh_from_db()
        assert (old.name, old.is_active) == ("Pot", False)


class ChangeItemWritesTests(FakeWordPressMixin, TestCase):
    def test_wordpress_hears_only_of_a_changed_set(self) -> None:
        kettle = make_item(self.wordpress.make_registry())

        self.ada.patch(f"/items/{kettle.pk}", {"name": "Pot", "price": 3})

        assert self.wordpress.writes == []

    def test_writes_as_the_caller_and_through_the_plugin(self) -> None:
        registry_id = self.wordpress.make_registry()
        body = {"name": "Pot", "url": "https://shop.example/pot"}

        self.ada.post(f"/registries/{registry_id}/items", body)

        [write] = self.wordpress.writes
        assert write.path == f"/restart-registry/v1/registries/{registry_id}/meta"
        assert write.authorization == self.wordpress.accounts["ada"].authorization
        assert set(write.body) == {"restart_item_ids", "restart_item_ids_was"}

    def test_repeating_a_value_writes_nothing(self) -> None:
        kettle = make_item(self.wordpress.make_registry())
        before = Item.objects.values().get()

        response = self.ada.patch(f"/items/{kettle.pk}", {"name": "Kettle"})

        assert response.status_code == 200
        assert Item.objects.values().get() == before
