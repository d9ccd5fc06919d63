from __future__ import annotations

import json
from urllib.parse import quote

from django.test import SimpleTestCase

from tests.wordpress import Received
from tests.worlds import FakeWordPressMixin, WordPressMixin

FULL = [f"friend{number}" for number in range(200)]


class InviteesTests(WordPressMixin, SimpleTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.registry_with("dora", "bob@example.test")
        self.path = f"/registries/{self.registry_id}/invitees"

    def registry_with(self, *invitees: str, status: str = "private") -> int:
        meta = {"restart_invitees": json.dumps(invitees)}
        return self.wordpress.make_registry(status=status, meta=meta)

    def stored(self) -> list[str]:
        meta = self.wordpress.post(self.registry_id)["meta"]
        return list(json.loads(meta["restart_invitees"]))

    def test_shows_the_list_to_owner_and_administrator(self) -> None:
        for caller in (self.ada, self.eve):
            response = caller.get(self.path)

            assert response.status_code == 200
            assert response.json() == {"invitees": ["dora", "bob@example.test"]}

    def test_a_reader_finds_only_himself(self) -> None:
        assert self.bob.get(self.path).json() == {"invitees": ["bob@example.test"]}
        self.wordpress.set_status(self.registry_id, "publish")
        assert self.carol.get(self.path).json() == {"invitees": []}

    def test_adds_them_last_each_once(self) -> None:
        body = {"invitees": ["emil", "DORA", "Bob@Example.Test", "emil", " fritz "]}

        response = self.ada.post(self.path, body)

        wanted = ["dora", "bob@example.test", "emil", "fritz"]
        assert response.status_code == 200
        assert response.json() == {"invitees": wanted}
        assert self.stored() == wanted

    def test_keeps_every_kind_of_name(self) -> None:
        names = ["O'Brien", 'the "boss"', "a\\b", "Zoë", "a b", "ü" * 254, "<x>&amp;"]

        self.ada.post(self.path, {"invitees": names})

        assert self.stored() == ["dora", "bob@example.test", *names]

    def test_removes_one(self) -> None:
        response = self.ada.delete(f"{self.path}/dora")

        assert response.status_code == 200
        assert response.json() == {"invitees": ["bob@example.test"]}
        assert self.stored() == ["bob@example.test"]

    def test_a_name_in_an_address_is_encoded(self) -> None:
        names = ["a/b", "c d", "50%", "Zoë", "x+y@example.test", "q?#"]
        self.ada.post(self.path, {"invitees": names})

        for name in (*names, "bob@example.test"):
            with self.subTest(name):
                response = self.ada.delete(f"{self.path}/{quote(name, safe='')}")

                assert response.status_code == 200
                assert name not in self.stored()
        assert self.stored() == ["dora"]

    def test_removes_one_in_any_case(self) -> None:
        response = self.ada.delete(f"{self.path}/BOB@example.TEST")

        assert response.json() == {"invitees": ["dora"]}

    def test_who_is_not_there_is_not_found(self) -> None:
        assert self.ada.delete(f"{self.path}/emil").status_code == 404
        assert self.stored() == ["dora", "bob@example.test"]

    def test_refuses_what_is_no_name(self) -> None:
        bad: list[object] = [
            {},
            [],
            None,
            {"invitees": None},
            {"invitees": "emil"},
            {"invitees": [""]},
            {"invitees": [" "]},
            {"invitees": ["x" * 255]},
            {"invitees": [5]},
            {"invitees": ["emil", None]},
            {"invitees": [["emil"]]},
            {"invitees": ["nul\x00"]},
            {"invitees": ["two\nlines"]},
        ]
        for body in bad:
            with self.subTest(body=body):
                assert self.ada.post(self.path, body).status_code == 422
        assert self.stored() == ["dora", "bob@example.test"]

    def test_takes_200_and_no_more(self) -> None:
        self.registry_id = self.registry_with(*FULL)
        path = f"/registries/{self.registry_id}/invitees"

        assert self.ada.post(path, {"invitees": ["emil"]}).status_code == 409
        assert self.ada.post(path, {"invitees": [FULL[0]]}).status_code == 200
        assert self.stored() == FULL

    def test_a_damaged_list_is_never_written_over(self) -> None:
        for text in ('["bob"', "{}", "null", "[1]", "bob@example.test"):
            self.wordpress.set_meta(self.registry_id, "restart_invitees", text)

            assert self.ada.get(self.path).json() == {"invitees": []}
            response = self.ada.post(self.path, {"invitees": ["emil"]})
            assert response.status_code == 409
            assert self.ada.delete(f"{self.path}/dora").status_code == 409
            meta = self.wordpress.post(self.registry_id)["meta"]
            assert meta["restart_invitees"] == text

    def test_leaves_the_status_alone(self) -> None:
        for status in ("publish", "private", "restart-archived"):
            self.wordpress.set_status(self.registry_id, status)

            self.ada.post(self.path, {"invitees": [status]})

            assert self.wordpress.post(self.registry_id)["status"] == status


class WhoIsInvitedTests(WordPressMixin, SimpleTestCase):
    def status_code(self, *invitees: str, name: str) -> int:
        meta = {"restart_invitees": json.dumps(invitees)}
        registry_id = self.wordpress.make_registry(meta=meta)
        return self.cast[name].get(f"/registries/{registry_id}").status_code

    def test_by_user_name_in_any_case(self) -> None:
        assert self.status_code("carol", name="carol") == 200
        assert self.status_code("CAROL", name="carol") == 200
        assert self.status_code("carola", name="carol") == 403

    def test_by_a_proved_email_in_any_case(self) -> None:
        assert self.status_code("bob@example.test", name="bob") == 200
        assert self.status_code("Bob@EXAMPLE.test", name="bob") == 200
        assert self.status_code("bob@example.tes", name="bob") == 403

    def test_not_by_an_email_that_is_not_proved(self) -> None:
        assert self.status_code("carol@example.test", name="carol") == 403
        self.wordpress.prove_email("carol")
        assert self.status_code("carol@example.test", name="carol") == 200

    def test_not_by_an_email_that_was_taken_over(self) -> None:
        """WordPress lets some people write an address without proof."""
        self.wordpress.prove_email("carol")
        self.wordpress.change_email("carol", "friend@example.test")

        assert self.status_code("friend@example.test", name="carol") == 403
        assert self.status_code("carol@example.test", name="carol") == 403

    def test_not_by_a_user_name_that_looks_like_the_email(self) -> None:
        liar = "friend@example.test"
        self.wordpress.add_account(liar, email="liar@example.test")
        meta = {"restart_invitees": '["friend@example.test"]'}
        registry_id = self.wordpress.make_registry(meta=meta)

        response = self.caller(liar).get(f"/registries/{registry_id}")

        assert response.status_code == 403


class InviteesRaceTests(FakeWordPressMixin, SimpleTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry(
            meta={"restart_invitees": '["ex"]'}
        )
        self.path = f"/registries/{self.registry_id}/invitees"

    def meanwhile(self, invitees: str) -> None:
        """Just before our request arrives, somebody else writes another list."""

        def overwrite(received: Received) -> None:
            if received.method == "POST":
                self.wordpress.before = lambda received: None
                self.wordpress.set_meta(self.registry_id, "restart_invitees", invitees)

        self.wordpress.before = overwrite

    def test_an_entry_written_meanwhile_is_not_lost(self) -> None:
        self.meanwhile('["ex", "emil"]')

        response = self.ada.post(self.path, {"invitees": ["dora"]})

        assert response.json() == {"invitees": ["ex", "emil", "dora"]}

    def test_somebody_removed_meanwhile_is_not_invited_again(self) -> None:
        self.meanwhile("[]")

        response = self.ada.post(self.path, {"invitees": ["friend"]})

        assert response.json() == {"invitees": ["friend"]}
        assert self.wordpress.post(self.registry_id)["meta"]["restart_invitees"] == (
            '["friend"]'
        )

    def test_nothing_new_writes_nothing(self) -> None:
        registry_id = self.invited()
        body = {"invitees": ["BOB@example.test"]}

        self.ada.post(f"/registries/{registry_id}/invitees", body)
        self.ada.post(f"/registries/{registry_id}/invitees", {"invitees": []})

        assert self.wordpress.writes == []
