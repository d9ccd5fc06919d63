from __future__ import annotations

from django.test import TestCase

from tests.worlds import Caller, FakeWordPressMixin, WordPressMixin, make_item

FROM_THE_SITE = "http://wordpress.test"


class ErrorShapeTests(WordPressMixin, TestCase):
    def test_unknown_addresses(self) -> None:
        for path in (
            "/nowhere",
            "/items/1/2",
            "/registries/1/nothing",
            "/.env",
            "/admin-x",
        ):
            for caller in (self.ada, self.nobody):
                response = caller.get(path)

                assert response.status_code == 404
                assert response.json().keys() == {"detail"}
                assert "not found" in response.json()["detail"]

    def test_a_404_says_not_found(self) -> None:
        registry_id = self.invited()
        for path in (
            "/items/999999",
            "/registries/999999",
            "/registries/0",
            f"/registries/{registry_id}/items/999999",
        ):
            detail = self.ada.get(path).json()["detail"]
            assert "not found" in detail.lower()
        response = self.ada.delete(f"/registries/{registry_id}/invitees/emil")
        assert "not found" in response.json()["detail"].lower()

    def test_methods_that_are_not_there(self) -> None:
        kettle = make_item(self.invited())
        here = f"/registries/{kettle.registry_id}"
        for method, path, allowed in (
            ("DELETE", "/items", {"GET", "POST", "HEAD"}),
            ("POST", f"/items/{kettle.pk}", {"GET", "PUT", "PATCH", "DELETE", "HEAD"}),
            ("PUT", "/registries", {"GET", "POST", "HEAD"}),
            ("PUT", here, {"GET", "PATCH", "DELETE", "HEAD"}),
            ("GET", f"{here}/items/order", {"PUT"}),
            ("PATCH", f"{here}/invitees", {"GET", "POST", "HEAD"}),
            ("GET", f"{here}/invitees/bob", {"DELETE"}),
            ("POST", "/", {"GET", "HEAD"}),
            ("POST", "/health", {"GET", "HEAD"}),
        ):
            with self.subTest(f"{method} {path}"):
                response = self.ada.send(method, path, {})

                assert response.status_code == 405
                assert response.json().keys() == {"detail"}
                named = set(response.headers["Allow"].split(", "))
                assert named == allowed
                assert self.ada.send("OPTIONS", path).status_code == 405

    def test_a_page_for_people_answers_errors_in_it_too(self) -> None:
        response = self.ada.post("/docs", {})

        assert response.status_code == 405
        assert response.headers["Content-Type"] == "application/json"
        assert response.json().keys() == {"detail"}


class ServerErrorTests(FakeWordPressMixin, TestCase):
    def break_it(self) -> None:
        self.wordpress.instead["/wp/v2/restart-registry"] = RuntimeError(
            "a bug of ours"
        )

    def test_has_the_shape_and_says_nothing_of_the_inside(self) -> None:
        self.break_it()

        with self.assertLogs("django.request", "ERROR") as logs:
            response = self.ada.get("/registries", origin=FROM_THE_SITE)

        assert response.status_code == 500
        assert response.json().keys() == {"detail"}
        assert "bug" not in response.content.decode()
        assert "a bug of ours" in logs.output[0]
        assert response.headers["X-Request-ID"]
        assert response.headers["Access-Control-Allow-Origin"] == FROM_THE_SITE
        assert response.headers["Cache-Control"] == "private, no-cache"

    def test_the_next_request_works(self) -> None:
        self.break_it()
        with self.assertLogs("django.request", "ERROR"):
            self.ada.get("/registries")
        self.wordpress.start()

        assert self.ada.get("/registries").status_code == 200

    def test_an_unknown_host_is_no_bug(self) -> None:
        with self.assertLogs("django.security", "ERROR"):
            response = Caller().get("/health", host="evil.example")

        assert response.status_code == 400
        assert response.json().keys() == {"detail"}
