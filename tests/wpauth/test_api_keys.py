from __future__ import annotations

from django.test import TestCase, override_settings

from tests.worlds import FakeWordPressMixin

OPEN = ("/", "/health", "/health/", "/openapi.json", "/docs")


@override_settings(API_KEYS=["old key", "new key"])
class ApiKeyTests(FakeWordPressMixin, TestCase):
    def test_any_of_the_keys_will_do(self) -> None:
        for key in ("old key", "new key"):
            assert self.ada.get("/registries", x_api_key=key).status_code == 200

    def test_without_one_nothing_else_is_looked_at(self) -> None:
        for key in ("", "wrong", "old key, new key", "OLD KEY", "old keý"):
            response = self.ada.get("/registries", x_api_key=key)

            assert response.status_code == 403
            assert response.json().keys() == {"detail"}
        assert self.ada.get("/registries").status_code == 403
        assert self.nobody.get("/nowhere").status_code == 403
        assert self.wordpress.requests == []

    def test_a_key_is_no_credential(self) -> None:
        assert self.nobody.get("/registries", x_api_key="old key").status_code == 401

    def test_some_addresses_stay_open(self) -> None:
        for path in OPEN:
            assert self.nobody.get(path).status_code == 200
        assert self.nobody.get("/admin/login/").status_code == 200
        assert self.nobody.get("/static/no-such-file").status_code == 404

    def test_preflights_stay_open(self) -> None:
        response = self.nobody.send(
            "OPTIONS",
            "/registries",
            origin="http://wordpress.test",
            access_control_request_method="POST",
        )

        assert response.status_code == 200
        assert response.headers["Access-Control-Allow-Origin"]

    def test_a_browser_can_read_the_refusal(self) -> None:
        response = self.ada.get("/registries", origin="http://wordpress.test")

        assert response.status_code == 403
        assert (
            response.headers["Access-Control-Allow-Origin"] == "http://wordpress.test"
        )

    @override_settings(API_KEYS=[])
    def test_without_keys_nobody_is_asked_for_one(self) -> None:
        assert self.ada.get("/registries").status_code == 200
