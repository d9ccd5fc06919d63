from __future__ import annotations

import re

from django.db import connection
from django.test import SimpleTestCase, TestCase

from items.models import Item
from restart_registry.middleware import RequestIdFilter
from tests.worlds import Caller, FakeWordPressMixin, WordPressMixin, make_item

FROM_THE_SITE = "http://wordpress.test"
EXPOSED = (
    "ETag, Retry-After, X-Request-ID, Idempotent-Replayed, X-WP-Total, X-WP-TotalPages"
)


class PathTests(WordPressMixin, TestCase):
    def test_a_trailing_slash_changes_nothing(self) -> None:
        kettle = make_item(self.invited())
        here = f"/registries/{kettle.registry_id}"
        for path in (
            "/health",
            "/items",
            f"/items/{kettle.pk}",
            "/registries",
            here,
            f"{here}/items",
            f"{here}/items/{kettle.pk}",
            f"{here}/invitees",
        ):
            with self.subTest(path):
                without, slashed = self.ada.get(path), self.ada.get(f"{path}/")

                assert without.status_code == slashed.status_code == 200
                assert without.json() == slashed.json()

    def test_a_post_with_one_keeps_its_body(self) -> None:
        registry_id = self.wordpress.make_registry()
        body = {"name": "Pan", "url": "https://shop.example/pan"}

        response = self.ada.post(f"/registries/{registry_id}/items/", body)

        assert response.status_code == 201
        assert Item.objects.get().name == "Pan"

    def test_head_works_wherever_get_does(self) -> None:
        kettle = make_item(self.invited())
        here = f"/registries/{kettle.registry_id}"
        for path in (
            "/",
            "/health",
            "/items",
            f"/items/{kettle.pk}",
            "/registries",
            here,
            f"{here}/items",
            f"{here}/invitees",
            "/openapi.json",
            "/docs",
        ):
            with self.subTest(path):
                response = self.ada.send("HEAD", path)

                assert (response.status_code, response.content) == (200, b"")
        assert self.ada.send("HEAD", "/items/999999").status_code == 404


class HeaderTests(WordPressMixin, TestCase):
    def test_every_answer_has_a_request_id_of_its_own(self) -> None:
        ids = [
            caller.get(path).headers["X-Request-ID"]
            for caller in (self.ada, self.nobody)
            for path in ("/", "/items", "/items/999999", "/nowhere", "/admin/login/")
        ]

        assert len(set(ids)) == len(ids) == 10

    def test_it_is_the_callers_if_that_is_sane(self) -> None:
        for sane in ("a", "7f-Az_0.9", "x" * 128):
            response = self.nobody.get("/health", x_request_id=sane)
            assert response.headers["X-Request-ID"] == sane
        for odd in ("", "x" * 129, "a b", "a\tb", "é", "<script>", "a,b"):
            response = self.nobody.get("/health", x_request_id=odd)
            assert re.fullmatch("[0-9a-f]{32}", response.headers["X-Request-ID"])

    def test_nobody_elses_cache_keeps_an_answer(self) -> None:
        for path in ("/items", "/registries", "/items/999999", "/nowhere"):
            headers = self.ada.get(path).headers

            assert headers["Cache-Control"] == "private, no-cache"
            assert {"Authorization", "Origin"} <= set(re.split(", *", headers["Vary"]))

    def test_answers_are_json_whatever_is_asked_for(self) -> None:
        for accept in ("text/html", "application/xml", "*/*", "nonsense", ""):
            response = self.ada.get("/items", accept=accept)

            assert response.status_code == 200
            assert response.headers["Content-Type"] == "application/json"

    def test_the_log_names_the_request_that_went_wrong(self) -> None:
        self.wordpress.stop()

        with self.assertLogs("django.request", "ERROR") as logs:
            response = self.ada.get("/items", x_request_id="find-me")

        assert response.status_code == 503
        RequestIdFilter().filter(logs.records[0])
        assert logs.records[0].request_id == "find-me"  # type: ignore[attr-defined]  # the filter sets it
        self.wordpress.start()


class CorsTests(FakeWordPressMixin, SimpleTestCase):
    def preflight(self, origin: str = FROM_THE_SITE) -> dict[str, str]:
        response = self.nobody.send(
            "OPTIONS",
            "/registries",
            origin=origin,
            access_control_request_method="POST",
            access_control_request_headers="authorization,content-type",
        )
        assert response.status_code == 200
        return dict(response.headers)

    def test_the_sites_own_origin_may_call(self) -> None:
        headers = self.preflight()

        assert headers["access-control-allow-origin"] == FROM_THE_SITE
        assert set(headers["access-control-allow-headers"].split(", ")) == {
            "authorization",
            "content-type",
            "x-api-key",
            "x-request-id",
            "x-undo-token",
            "idempotency-key",
            "if-match",
            "if-none-match",
        }
        methods = set(headers["access-control-allow-methods"].split(", "))
        assert methods >= {"GET", "POST", "PUT", "PATCH", "DELETE"}
        assert "access-control-allow-credentials" not in headers

    def test_another_origin_may_not(self) -> None:
        for origin in ("https://evil.example", "https://wordpress.test", "null"):
            assert "access-control-allow-origin" not in self.preflight(origin)
            response = self.ada.get("/registries", origin=origin)
            assert "Access-Control-Allow-Origin" not in response.headers

    def test_errors_carry_the_headers_too(self) -> None:
        wrong = Caller("Basic YWRhOndyb25n")
        answers = {
            401: wrong.get("/registries", origin=FROM_THE_SITE),
            404: self.ada.get("/nowhere", origin=FROM_THE_SITE),
            405: self.ada.send("PUT", "/registries", {}, origin=FROM_THE_SITE),
            415: self.ada.post(
                "/registries", {}, origin=FROM_THE_SITE, content_type="text/plain"
            ),
            422: self.ada.post("/registries", {}, origin=FROM_THE_SITE),
        }
        for status, response in answers.items():
            assert response.status_code == status
            assert response.headers["Access-Control-Allow-Origin"] == FROM_THE_SITE
            assert response.headers["Access-Control-Expose-Headers"] == EXPOSED


class OpenRoutesTests(FakeWordPressMixin, TestCase):
    def test_welcome(self) -> None:
        response = self.nobody.get("/")

        assert response.status_code == 200
        assert response.json() == {"message": "Welcome to the Restart Registry API"}

    def test_health_does_not_wait_for_wordpress(self) -> None:
        self.wordpress.stop()

        response = self.nobody.get("/health")

        assert response.status_code == 200
        assert response.json() == {"status": "healthy", "service": "restart-registry"}
        assert self.wordpress.requests == []

    def test_health_asks_the_database(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE items RENAME TO gone")

        response = self.nobody.get("/health")

        assert response.status_code == 503
        assert response.json()["status"] == "unhealthy"

    def test_a_wrong_password_does_not_close_what_is_open(self) -> None:
        wrong = Caller("Basic YWRhOndyb25n")

        for path in ("/", "/health", "/openapi.json", "/docs"):
            assert wrong.get(path).status_code == 200
        assert self.wordpress.requests == []

    def test_the_docs_bring_their_own_assets(self) -> None:
        page = self.nobody.get("/docs").content.decode()

        sources = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert sources
        assert all(source.startswith("/static/") for source in sources)
