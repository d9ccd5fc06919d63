"""Several things are wrong with a request; the caller is told a defined one."""

from __future__ import annotations

import base64

from django.test import TestCase

from tests.worlds import Caller, WordPressMixin, make_item

STALE = '"an-older-state"'
HUGE = b'{"name": "' + b"x" * 2_000_000 + b'"}'


class OrderOfChecksTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.kettle = make_item(self.registry_id)
        self.path = f"/registries/{self.registry_id}/items/{self.kettle.pk}"

    def status_code(
        self, caller: Caller, path: str, body: object, **headers: str
    ) -> int:
        return caller.patch(path, body, **headers).status_code

    def throttled(self) -> Caller:
        for number in range(11):
            pair = base64.b64encode(f"dora:wrong {number}".encode()).decode()
            guesser = Caller(f"Basic {pair}")
            guesser.get("/registries")
        return guesser

    def test_of_an_item_within_its_registry(self) -> None:
        missing = "/registries/999999/items/999999"
        no_item = f"/registries/{self.registry_id}/items/999999"
        plain = {"content_type": "text/plain"}
        stale = {"if_match": STALE}
        wrong = {**plain, **stale}
        conflict = {"quantity_purchased": 2}

        assert self.status_code(self.nobody, missing, b"{", **wrong) == 401
        assert self.status_code(self.throttled(), missing, b"{", **wrong) == 429
        assert self.status_code(self.carol, missing, b"{", **wrong) == 404
        assert self.status_code(self.carol, no_item, b"{", **wrong) == 403
        assert self.status_code(self.bob, no_item, b"{", **wrong) == 403
        assert self.status_code(self.ada, no_item, b"{", **wrong) == 404
        assert self.status_code(self.ada, self.path, b"{", **wrong) == 412
        assert self.status_code(self.ada, self.path, HUGE, **stale) == 412
        assert self.status_code(self.ada, self.path, conflict, **stale) == 412
        assert self.status_code(self.ada, self.path, b"{", **plain) == 415
        assert self.status_code(self.ada, self.path, HUGE) == 413
        assert self.status_code(self.ada, self.path, {**conflict, "name": 5}) == 422
        assert self.status_code(self.ada, self.path, conflict) == 409

    def test_of_an_item_by_itself(self) -> None:
        path = f"/items/{self.kettle.pk}"

        assert self.status_code(self.nobody, "/items/999999", b"{") == 401
        assert self.status_code(self.carol, "/items/999999", b"{") == 404
        assert self.status_code(self.carol, path, b"{", if_match=STALE) == 403
        assert self.status_code(self.ada, path, b"{", if_match=STALE) == 412
        assert self.status_code(self.ada, path, b"{") == 422

    def test_of_an_items_registry_that_is_gone(self) -> None:
        self.wordpress.remove(self.registry_id)

        for caller in (self.ada, self.carol, self.eve):
            assert self.status_code(caller, f"/items/{self.kettle.pk}", b"{") == 404

    def test_of_a_registry(self) -> None:
        path = f"/registries/{self.registry_id}"
        self.wordpress.set_status(self.registry_id, "restart-archived")
        plain = {"content_type": "text/plain"}

        assert self.status_code(self.nobody, "/registries/999999", b"{") == 401
        assert self.status_code(self.carol, "/registries/999999", b"{") == 404
        assert self.status_code(self.carol, path, b"{") == 403
        assert self.status_code(self.ada, path, b"{", **plain) == 415
        assert self.status_code(self.ada, path, HUGE) == 413
        body = {"is_private": True, "title": 5}
        assert self.status_code(self.ada, path, body) == 422
        assert self.status_code(self.ada, path, {"is_private": True}) == 409

    def test_of_everything_else_below_a_registry(self) -> None:
        for method, path in (
            ("POST", "items"),
            ("PUT", "items/order"),
            ("POST", "invitees"),
            ("PUT", f"items/{self.kettle.pk}/affiliate"),
        ):
            with self.subTest(path=path):
                here = f"/registries/{self.registry_id}/{path}"
                missing = f"/registries/999999/{path}"

                assert self.nobody.send(method, missing, b"{").status_code == 401
                assert self.carol.send(method, missing, b"{").status_code == 404
                assert self.carol.send(method, here, b"{").status_code == 403
                assert self.bob.send(method, here, b"{").status_code == 403
                assert self.ada.send(method, here, b"{").status_code == 422

    def test_of_an_item_whose_registry_stands_in_the_body(self) -> None:
        good = {"name": "Pan", "url": "https://shop.example/pan"}
        conflict = {**good, "quantity_purchased": 2}
        missing, own = {"registry_id": 999_999}, {"registry_id": self.registry_id}

        def status_code(caller: Caller, body: object, **headers: str) -> int:
            return caller.post("/items", body, **headers).status_code

        assert status_code(self.nobody, b"{") == 401
        assert status_code(self.carol, b"{", content_type="text/plain") == 415
        assert status_code(self.carol, HUGE) == 413
        assert status_code(self.carol, {"name": 5, **missing}) == 422
        assert status_code(self.carol, {**conflict, **missing}) == 404
        assert status_code(self.carol, {**conflict, **own}) == 403
        assert status_code(self.ada, {**conflict, **own}) == 409
