from __future__ import annotations

from django.test import SimpleTestCase

from tests.worlds import FakeWordPressMixin, WordPressMixin


class ShowRegistryTests(WordPressMixin, SimpleTestCase):
    def test_shows_it_to_owner_and_administrator(self) -> None:
        meta = {
            "restart_item_ids": "[3,1]",
            "restart_event_type": "divorce",
            "restart_recipient_email": "grace@example.test",
        }
        registry_id = self.invited(title="Tom &amp; Ada", story="&lt;3", meta=meta)
        bob = self.wordpress.accounts["bob"].email

        for caller in (self.ada, self.eve):
            data = caller.get(f"/registries/{registry_id}").json()

            assert (data["title"], data["story"]) == ("Tom & Ada", "<3")
            assert (data["id"], data["username"]) == (registry_id, "Ada Lovelace")
            assert data["meta"]["invitees"] == [bob]
            assert data["meta"]["item_ids"] == [3, 1]
            assert data["meta"]["event_type"] == "divorce"
            assert data["meta"]["recipient_email"] == "grace@example.test"

    def test_a_reader_sees_the_same_but_others_invitees_and_the_email(self) -> None:
        invitees = '["Bob@Example.test", "carol@example.test", "dora", "BOB"]'
        meta = {
            "restart_invitees": invitees,
            "restart_recipient_email": "grace@example.test",
        }
        registry_id = self.wordpress.make_registry(status="publish", meta=meta)
        path = f"/registries/{registry_id}"
        full = self.ada.get(path).json()

        seen = {name: self.cast[name].get(path).json() for name in ("bob", "carol")}

        meta_of_others = full["meta"] | {"recipient_email": None}
        own = {"invitees": ["Bob@Example.test", "BOB"]}
        assert seen["bob"] == full | {"meta": meta_of_others | own}
        # Her address is invited, but nobody has proved that it is hers.
        assert seen["carol"] == full | {"meta": meta_of_others | {"invitees": []}}

    def test_every_status_but_publish_is_private(self) -> None:
        for status in ("publish", "private", "draft", "pending", "restart-archived"):
            registry_id = self.wordpress.make_registry(status=status)

            data = self.ada.get(f"/registries/{registry_id}").json()

            assert (data["status"], data["is_private"]) == (status, status != "publish")

    def test_what_older_versions_wrote_reads_as_nothing(self) -> None:
        for key, name, texts in (
            ("restart_event_date", "event_date", ("", "soon", "2026-02-30", "0")),
            ("restart_invitees", "invitees", ("", "[", "{}", "null", "[1]", "bob")),
            ("restart_item_ids", "item_ids", ("", "[", "{}", '["1"]', "[1.5]", "1")),
        ):
            for text in texts:
                with self.subTest(key, text=text):
                    registry_id = self.wordpress.make_registry(meta={key: text})

                    data = self.ada.get(f"/registries/{registry_id}").json()

                    assert not data["meta"][name]

    def test_private_means_private_at_the_next_request(self) -> None:
        registry_id = self.wordpress.make_registry(status="publish")
        path = f"/registries/{registry_id}"
        assert self.carol.get(path).status_code == 200

        assert self.ada.patch(path, {"is_private": True}).status_code == 200

        assert self.carol.get(path).status_code == 403
        assert self.carol.get(f"{path}/items").status_code == 403

    def test_who_is_invited_no_more_reads_no_more(self) -> None:
        registry_id = self.invited()
        assert self.bob.get(f"/registries/{registry_id}").status_code == 200

        self.wordpress.set_meta(registry_id, "restart_invitees", "[]")

        assert self.bob.get(f"/registries/{registry_id}").status_code == 403


class ShowRegistryRequestsTests(FakeWordPressMixin, SimpleTestCase):
    def contexts(self, name: str, path: str) -> list[str]:
        self.wordpress.requests.clear()
        self.cast[name].get(path)
        return [
            request.query["context"]
            for request in self.wordpress.requests
            if request.path == f"/wp/v2{path.replace('registries', 'restart-registry')}"
        ]

    def test_owner_and_administrator_read_in_the_edit_context(self) -> None:
        path = f"/registries/{self.invited()}"

        for name in ("ada", "eve", "ada"):
            assert self.contexts(name, path) == ["edit"]

    def test_a_reader_needs_two_questions_once_and_one_later(self) -> None:
        path = f"/registries/{self.invited()}"

        assert self.contexts("bob", path) == ["edit", "view"]
        assert self.contexts("bob", path) == ["view"]

    def test_a_registry_that_changed_hands_is_read_as_its_owners(self) -> None:
        registry_id = self.invited()
        path = f"/registries/{registry_id}"
        self.ada.get(path)
        self.wordpress.stored(registry_id).author = self.wordpress.person("carol")

        assert self.contexts("carol", path) == ["view", "edit"]
        assert self.ada.get(path).status_code == 403
        assert self.carol.patch(path, {"title": "Mine"}).status_code == 200

    def test_works_without_the_plugins_fields(self) -> None:
        """Title and story are then taken from what WordPress renders."""
        registry_id = self.invited(title="Tom &amp; Ada", story="&lt;3")
        self.wordpress.without_plugin_fields = True

        data = self.ada.get(f"/registries/{registry_id}").json()

        assert (data["title"], data["story"]) == ("Tom & Ada", "<3")
        assert data["username"] == ""
