from __future__ import annotations

from django.test import SimpleTestCase, TestCase

from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin, WordPressMixin


class ChangeRegistryTests(WordPressMixin, SimpleTestCase):
    def setUp(self) -> None:
        super().setUp()
        meta = {"restart_event_type": "divorce", "restart_item_ids": "[3,1]"}
        self.registry_id = self.invited(story="Our story", meta=meta)
        self.path = f"/registries/{self.registry_id}"

    def test_changes_only_the_keys_that_are_present(self) -> None:
        before = self.ada.get(self.path).json()

        response = self.ada.patch(self.path, {"title": "Home & hearth"})

        assert response.status_code == 200
        wanted = before | {
            "title": "Home & hearth",
            "updated_at": response.json()["updated_at"],
        }
        assert response.json() == self.ada.get(self.path).json() == wanted

    def test_an_owner_edits_a_public_one(self) -> None:
        self.wordpress.set_status(self.registry_id, "publish")

        data = self.ada.patch(self.path, {"story": "New <i>story</i>"}).json()

        assert (data["story"], data["status"]) == ("New <i>story</i>", "publish")

    def test_an_administrator_changes_it_for_its_owner(self) -> None:
        data = self.eve.patch(self.path, {"title": "Mended"}).json()

        assert (data["title"], data["username"]) == ("Mended", "Ada Lovelace")
        ada = self.wordpress.accounts["ada"].id
        assert self.wordpress.post(self.registry_id)["author"] == ada

    def test_makes_it_public_and_private(self) -> None:
        for is_private, status in ((False, "publish"), (True, "private")):
            data = self.ada.patch(self.path, {"is_private": is_private}).json()

            assert (data["is_private"], data["status"]) == (is_private, status)
            assert self.wordpress.post(self.registry_id)["status"] == status

    def test_publishes_a_draft(self) -> None:
        self.wordpress.set_status(self.registry_id, "draft")

        assert self.ada.patch(self.path, {"is_private": False}).status_code == 200
        assert self.wordpress.post(self.registry_id)["status"] == "publish"

    def test_an_archived_one_stays_archived(self) -> None:
        self.wordpress.set_status(self.registry_id, "restart-archived")

        for is_private in (True, False):
            body = {"is_private": is_private, "title": "Other"}
            assert self.ada.patch(self.path, body).status_code == 409
        assert self.ada.patch(self.path, {"title": "Renamed"}).status_code == 200
        post = self.wordpress.post(self.registry_id)
        assert (post["status"], post["title"]) == ("restart-archived", "Renamed")

    def test_empty_text_and_null_clear_what_is_optional(self) -> None:
        for nothing in ("", None):
            body = {"story": nothing, "meta": {"event_type": nothing}}

            data = self.ada.patch(self.path, body).json()

            assert (data["story"], data["meta"]["event_type"]) == (None, None)

    def test_other_meta_stays(self) -> None:
        body = {"meta": {"recipient_name": "Grace", "is_for_self": False}}

        meta = self.ada.patch(self.path, body).json()["meta"]

        assert (meta["event_type"], meta["recipient_name"]) == ("divorce", "Grace")
        assert (meta["is_for_self"], meta["item_ids"]) == (False, [3, 1])

    def test_item_ids_are_the_apis(self) -> None:
        body = {"meta": {"item_ids": [7]}, "title": "x"}

        assert self.ada.patch(self.path, body).json()["meta"]["item_ids"] == [3, 1]

    def test_replaces_the_invitees(self) -> None:
        body = {"title": "Home", "meta": {"invitees": ["dora", "Dora", "emil"]}}

        data = self.ada.patch(self.path, body).json()

        assert (data["title"], data["meta"]["invitees"]) == ("Home", ["dora", "emil"])
        assert self.bob.get(self.path).status_code == 403

    def test_damaged_invitees_are_a_conflict_and_stay(self) -> None:
        self.wordpress.set_meta(self.registry_id, "restart_invitees", '["bob"')

        response = self.ada.patch(
            self.path, {"title": "Other", "meta": {"invitees": ["dora"]}}
        )

        assert response.status_code == 409
        post = self.wordpress.post(self.registry_id)
        assert post["meta"]["restart_invitees"] == '["bob"'
        assert post["title"] == "A fresh start"

    def test_the_rest_can_change_beside_damaged_lists(self) -> None:
        for key in ("restart_invitees", "restart_item_ids"):
            self.wordpress.set_meta(self.registry_id, key, "[1,")

        response = self.ada.patch(
            self.path, {"title": "Other", "meta": {"event_type": "other"}}
        )

        assert response.status_code == 200
        meta = self.wordpress.post(self.registry_id)["meta"]
        assert (meta["restart_invitees"], meta["restart_item_ids"]) == ("[1,", "[1,")


class ChangeRegistryRequestsTests(FakeWordPressMixin, TestCase):
    def test_nothing_to_change_writes_nothing(self) -> None:
        registry_id = self.invited()

        bodies: list[object] = [
            {},
            {"username": "x"},
            {"meta": {}},
            {"meta": {"item_ids": [1]}},
        ]
        for body in bodies:
            response = self.ada.patch(f"/registries/{registry_id}", body)

            assert response.status_code == 200
        assert self.wordpress.writes == []

    def test_invitees_alone_do_not_rewrite_the_post(self) -> None:
        registry_id = self.invited()
        body = {"meta": {"invitees": ["dora"]}}

        self.ada.patch(f"/registries/{registry_id}", body)

        [write] = self.wordpress.writes
        assert write.path == f"/restart-registry/v1/registries/{registry_id}/meta"

    def test_refuses_mistakes_and_writes_nothing(self) -> None:
        registry_id = self.invited()
        bad: list[object] = [
            {"title": ""},
            {"title": None},
            {"is_private": None},
            {"story": "x" * 2001},
            {"meta": {"invitees": None}},
            {"meta": {"event_date": "soon"}},
            [],
        ]
        for body in bad:
            with self.subTest(body=body):
                response = self.ada.patch(f"/registries/{registry_id}", body)

                assert response.status_code == 422
        assert self.wordpress.writes == []

    def test_is_private_even_if_the_list_of_invitees_can_not_be_written(self) -> None:
        registry_id = self.wordpress.make_registry(status="publish")
        route = f"/restart-registry/v1/registries/{registry_id}/meta"
        self.wordpress.instead[route] = Says(503)

        response = self.ada.patch(
            f"/registries/{registry_id}",
            {"is_private": True, "meta": {"invitees": ["bob"]}},
        )

        assert response.status_code == 503
        assert self.wordpress.post(registry_id)["status"] == "private"
