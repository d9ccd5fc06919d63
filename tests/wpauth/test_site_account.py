"""The account that the site's plugin calls with, and what the API answers it without asking WordPress."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import requests
from django.test import TestCase, override_settings

from items.in_step.synchronization import sync
from items.models import Item, OutOfStepRegistry
from tests.worlds import Caller, FakeWordPressMixin, make_item

ME = "/wp/v2/users/me"
ITEM = {"name": "Pan", "url": "https://shop.example/pan"}
LINK = {"affiliate_url": "https://shop.example/pan?tag=x"}


class SiteAccountMixin(FakeWordPressMixin):
    def setUp(self) -> None:
        super().setUp()
        self.account = self.wordpress.accounts["service"]
        self.site = Caller(self.account.authorization)

    def spelled(self, **changes: Any) -> Caller:
        account = replace(self.account, **changes)
        return Caller(account.authorization)


class RecognitionTests(SiteAccountMixin, TestCase):
    def test_wordpress_is_not_asked(self) -> None:
        assert self.site.get("/items").status_code == 200
        assert self.wordpress.requests == []

    def test_it_is_an_administrator(self) -> None:
        make_item(None, affiliate_status="active")

        [item] = self.site.get("/items").json()

        assert item["affiliate_status"] == "active"

    def test_only_its_exact_credential_counts(self) -> None:
        name, password = self.account.username, self.account.application_password
        for changes, status in (
            ({"application_password": "wrong"}, 401),
            ({"application_password": f"{password} "}, 200),  # so it is to WordPress
            ({"application_password": password.replace(" ", "")}, 200),
            ({"username": name.upper()}, 200),
            ({"username": "ada"}, 401),
        ):
            with self.subTest(changes):
                asked = self.wordpress.asked(ME)
                assert self.spelled(**changes).get("/items").status_code == status
                assert self.wordpress.asked(ME) == asked + 1

    def test_a_wrong_password_for_its_name_is_counted_as_anybodys(self) -> None:
        guesses = [
            self.spelled(application_password=f"wrong {n}").get("/items").status_code
            for n in range(11)
        ]

        assert guesses == [401] * 10 + [429]
        assert self.site.get("/items").status_code == 200

    def test_a_hundred_and_one_wrong_passwords_do_not_lock_it_out(self) -> None:
        for number in range(101):
            wrong = replace(self.account, username=f"friend{number}")
            Caller(wrong.authorization).get("/items")
        assert self.ada.get("/items").status_code == 429

        assert self.site.get("/items").status_code == 200

    def test_withdrawn_in_wordpress_it_stays_good_here(self) -> None:
        registry_id = self.wordpress.make_registry()
        self.wordpress.revoke("service")

        assert self.site.get("/items").status_code == 200
        assert self.site.delete(f"/registries/{registry_id}").status_code == 401
        assert self.site.get("/items").status_code == 200

    def test_until_the_environment_changes(self) -> None:
        self.wordpress.revoke("service")

        with self.settings(WP_BASIC_AUTH_PASSWORD="another"):
            assert self.site.get("/items").status_code == 401

    def test_without_one_in_the_environment_nobody_is_it(self) -> None:
        for name, password in (("", ""), ("", "service password"), ("restart-api", "")):
            with override_settings(
                WP_BASIC_AUTH_USER=name, WP_BASIC_AUTH_PASSWORD=password
            ):
                nobody = Caller(
                    replace(
                        self.account, username=name, application_password=password
                    ).authorization
                )
                assert nobody.get("/items").status_code == 401
                assert self.wordpress.requests == []
                assert self.ada.get("/registries").status_code == 200
                self.wordpress.requests.clear()

    def test_its_own_registries_are_the_accounts(self) -> None:
        """It isn't shown everybody's registries, which WordPress would list for the author 0."""
        self.wordpress.make_registry()
        own = self.wordpress.make_registry(owner="service")

        assert [one["id"] for one in self.site.get("/registries").json()] == [own]


class NoCallBackTests(SiteAccountMixin, TestCase):
    """WordPress is down all the while: any question to it fails."""

    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry(status="restart-archived")
        self.kettle = make_item(self.registry_id, quantity_needed=3)
        self.wordpress.instead[""] = requests.ConnectionError("refused")

    def tearDown(self) -> None:
        assert self.wordpress.requests == []
        super().tearDown()

    @property
    def paths(self) -> tuple[str, str]:
        """Use both paths, the flat one and the one below the registry."""
        flat = f"/items/{self.kettle.pk}"
        return flat, f"/registries/{self.registry_id}{flat}"

    def test_the_items_of_a_registry(self) -> None:
        lamp = make_item(self.registry_id)
        make_item(self.registry_id, is_active=False)
        make_item(self.registry_id + 1)

        path = f"/items?registry_id={self.registry_id}&limit=500"

        ids = [item["id"] for item in self.site.get(path).json()]
        assert ids == [lamp.pk, self.kettle.pk]
        assert self.site.get("/items?registry_id=999999&limit=500").json() == []

    def test_up_to_five_hundred_at_once(self) -> None:
        for limit, status in ((1, 200), (500, 200), (501, 422), (0, 422)):
            answer = self.site.get(f"/items?registry_id=1&limit={limit}")
            assert answer.status_code == status

    def test_one_item(self) -> None:
        for path in self.paths:
            response = self.site.get(path)
            assert response.json()["data"]["id"] == self.kettle.pk
            etag = response.headers["ETag"]
            assert self.site.get(path, if_none_match=etag).status_code == 304
        elsewhere = f"/registries/{self.registry_id + 1}/items/{self.kettle.pk}"
        for path in ("/items/999999", elsewhere):
            assert self.site.get(path).status_code == 404

    def test_purchases_whatever_the_state_of_the_registry(self) -> None:
        for path in self.paths:
            bought = self.site.post(f"{path}/purchases", {"purchaser_name": "Bob"})
            assert bought.status_code == 201
            [known] = self.site.get(f"{path}/purchases").json()
            assert known["purchaser_name"] == "Bob"
            undo = f"{path}/purchases/{known['id']}"
            assert self.site.delete(undo, x_undo_token="x").status_code == 403
            assert self.site.delete(undo).status_code == 204

    def test_a_purchase_that_is_sent_twice_counts_once(self) -> None:
        key = {"idempotency_key": "sixteen characters"}
        for path in self.paths:
            bought = self.site.post(f"{path}/purchases", {}, **key)
            assert bought.status_code == 201
        assert bought.headers["Idempotent-Replayed"] == "true"
        assert Item.objects.get(pk=self.kettle.pk).quantity_purchased == 1

    def test_of_an_old_item_without_a_registry_nothing_is_bought(self) -> None:
        legacy = make_item(None)

        answer = self.site.post(f"/items/{legacy.pk}/purchases", {})

        assert answer.status_code == 409

    def test_adding_marks_the_registry_and_leaves_the_list_to_the_plugin(self) -> None:
        body = {**ITEM, "registry_id": self.registry_id}
        assert self.site.post("/items", body).status_code == 201
        self.assert_marked()
        nested = f"/registries/{self.registry_id}/items"
        assert self.site.post(nested, ITEM).status_code == 201
        self.assert_marked()
        assert Item.objects.in_registry(self.registry_id).count() == 3

    def test_changing(self) -> None:
        for path in self.paths:
            assert self.site.patch(path, {"name": "Pot"}).status_code == 200
            assert self.site.put(path, {"notes": path}).status_code == 200
            assert self.site.put(f"{path}/affiliate", LINK).status_code in (200, 404)
        self.assert_marked(times=0)

    def test_removing_and_reviving(self) -> None:
        flat, nested = self.paths
        assert self.site.delete(nested).status_code == 204
        self.assert_marked()
        assert self.site.patch(flat, {"is_active": True}).status_code == 200
        self.assert_marked()
        assert self.site.delete(flat).status_code == 200
        self.assert_marked()

    def test_a_full_registry_is_still_full(self) -> None:
        Item.objects.bulk_create(
            Item(registry_id=self.registry_id, name="x", url="") for _ in range(499)
        )

        full = self.site.post(f"/registries/{self.registry_id}/items", ITEM)

        assert full.status_code == 409

    def assert_marked(self, times: int = 1) -> None:
        marks = OutOfStepRegistry.objects.filter(pk=self.registry_id)
        deleted, _ = marks.delete()
        assert deleted == times


class AsksAsForAnybodyTests(SiteAccountMixin, TestCase):
    def test_everything_that_is_about_the_registry_itself(self) -> None:
        registry_id = self.wordpress.make_registry()
        item = make_item(registry_id)
        path = f"/registries/{registry_id}"
        for method, below, body in (
            ("GET", "", None),
            ("PATCH", "", {"title": "Other"}),
            ("GET", "/items", None),
            ("PUT", "/items/order", {"item_ids": [item.pk]}),
            ("GET", "/invitees", None),
            ("POST", "/invitees", {"invitees": ["dora"]}),
            ("DELETE", "/invitees/dora", None),
            ("DELETE", "", None),
        ):
            with self.subTest(f"{method} {below}"):
                self.wordpress.requests.clear()
                answer = self.site.send(method, f"{path}{below}", body)
                assert answer.status_code in (200, 204)
                assert self.wordpress.requests
        assert self.wordpress.asked(ME) == 0
        assert not Item.objects.active().exists()

    def test_other_administrators_are_asked_about_as_everybody_is(self) -> None:
        registry_id = self.wordpress.make_registry()
        self.eve.get(f"/items?registry_id={registry_id}")

        assert self.wordpress.asked(f"/wp/v2/restart-registry/{registry_id}") == 1
        assert self.eve.get("/items?registry_id=999999").status_code == 404
        assert self.eve.get("/items?limit=500").status_code == 422


class AfterwardsTests(SiteAccountMixin, TestCase):
    """The plugin writes the list; `sync_item_ids` checks that it did."""

    def setUp(self) -> None:
        super().setUp()
        meta = {"restart_item_ids": "[]"}
        self.registry_id = self.wordpress.make_registry(meta=meta)
        path = f"/registries/{self.registry_id}/items"
        self.item_id = self.site.post(path, ITEM).json()["data"]["id"]

    def written(self) -> str:
        return self.wordpress.stored(self.registry_id).meta["restart_item_ids"]

    def test_a_list_that_is_right_stays_and_the_mark_goes(self) -> None:
        self.wordpress.set_meta(
            self.registry_id, "restart_item_ids", f"[{self.item_id}]"
        )

        sync(self.registry_id)

        assert self.written() == f"[{self.item_id}]"
        assert not OutOfStepRegistry.objects.exists()

    def test_one_that_the_plugin_could_not_write_is_mended(self) -> None:
        sync(self.registry_id)

        assert self.written() == f"[{self.item_id}]"
        assert not OutOfStepRegistry.objects.exists()
