from __future__ import annotations

from django.test import SimpleTestCase

from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin, WordPressMixin

EVERY_STATUS = ("publish", "private", "draft", "pending", "future", "restart-archived")


class ListRegistriesTests(WordPressMixin, SimpleTestCase):
    def test_lists_the_callers_own_in_every_status_but_trash(self) -> None:
        own = [self.wordpress.make_registry(status=status) for status in EVERY_STATUS]
        self.wordpress.make_registry(owner="carol", status="publish")
        self.wordpress.make_registry(owner="carol", status="private")
        trashed = self.wordpress.make_registry(status="publish")
        self.wordpress.set_status(trashed, "trash")

        response = self.ada.get("/registries")

        assert response.status_code == 200
        listed = [(registry["id"], registry["status"]) for registry in response.json()]
        assert listed == list(zip(own, EVERY_STATUS, strict=True))[::-1]
        assert response.headers["X-WP-Total"] == "6"
        assert response.headers["X-WP-TotalPages"] == "1"

    def test_shows_them_as_their_own_route_does(self) -> None:
        meta = {"restart_recipient_email": "grace@example.test"}
        registry_id = self.invited(meta=meta)

        [listed] = self.ada.get("/registries").json()

        assert listed == self.ada.get(f"/registries/{registry_id}").json()
        assert listed["meta"]["recipient_email"] == "grace@example.test"

    def test_who_is_invited_finds_nothing_here(self) -> None:
        self.invited()

        response = self.bob.get("/registries")

        assert (response.status_code, response.json()) == (200, [])
        assert response.headers["X-WP-Total"] == "0"

    def test_administrators_find_their_own_alone(self) -> None:
        self.invited()
        own = self.wordpress.make_registry(owner="eve")

        assert [registry["id"] for registry in self.eve.get("/registries").json()] == [
            own
        ]

    def test_pages(self) -> None:
        first, second, third = (self.wordpress.make_registry() for _ in range(3))

        response = self.ada.get("/registries?per_page=2")
        assert [registry["id"] for registry in response.json()] == [third, second]
        assert response.headers["X-WP-Total"] == "3"
        assert response.headers["X-WP-TotalPages"] == "2"
        response = self.ada.get("/registries?per_page=2&page=2")
        assert [registry["id"] for registry in response.json()] == [first]

    def test_behind_the_last_page_there_is_nothing(self) -> None:
        self.wordpress.make_registry()

        response = self.ada.get("/registries?page=9")

        assert (response.status_code, response.json()) == (200, [])
        assert response.headers["X-WP-Total"] == "1"
        assert response.headers["X-WP-TotalPages"] == "1"

    def test_refuses_what_is_no_page(self) -> None:
        for query in (
            "page=0",
            "page=-1",
            f"page={2**70}",
            "page=x",
            "per_page=0",
            "per_page=101",
            "per_page=-1",
        ):
            with self.subTest(query):
                assert self.ada.get(f"/registries?{query}").status_code == 422

    def test_who_may_have_none_gets_an_empty_list(self) -> None:
        """WordPress refuses an editor every status by name, and is then asked without."""
        self.wordpress.change_role("carol", "guest")

        response = self.carol.get("/registries")

        assert (response.status_code, response.json()) == (200, [])


class ListRegistriesFallbackTests(FakeWordPressMixin, SimpleTestCase):
    def test_asks_again_without_statuses(self) -> None:
        own = self.wordpress.make_registry(owner="carol", status="publish")
        self.wordpress.change_role("carol", "guest")

        response = self.carol.get("/registries")

        assert [registry["id"] for registry in response.json()] == [own]
        assert "status" not in self.wordpress.requests[-1].query

    def test_a_dead_credential_is_never_an_empty_list(self) -> None:
        self.wordpress.make_registry(status="publish")
        self.ada.get("/registries")
        self.wordpress.revoke("ada")

        response = self.ada.get("/registries")

        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Basic ")

    def test_a_list_that_is_none_is_a_bad_answer(self) -> None:
        totals = {"X-WP-Total": "1", "X-WP-TotalPages": "1"}
        for answer in (
            Says(200, b"{}", totals),
            Says(200, b"[]"),
            Says(200, b"[]", {**totals, "X-WP-Total": "many"}),
            Says(200, b"[null]", totals),
            Says(200, b'[{"id": 1}]', totals),
            Says(400, b'{"code": "rest_something"}'),
        ):
            with self.subTest(answer=answer):
                self.wordpress.instead["/wp/v2/restart-registry"] = answer

                assert self.ada.get("/registries").status_code in (422, 502)
